// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * Preloaded into a program: as long as the file that AN_FULL_DISK_FLAG names is there, nothing can
 * be written to any regular file beyond stdin, stdout and stderr, as on a disk without room.
 */

#undef _FILE_OFFSET_BITS /* pwrite() and pwrite64() are two functions here */

#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static int
is_full (int fd)
{
  const char *flag = getenv ("AN_FULL_DISK_FLAG");
  struct stat info;

  if (fd <= STDERR_FILENO || flag == NULL || access (flag, F_OK) != 0)
    return 0;
  return fstat (fd, &info) == 0 && S_ISREG (info.st_mode);
}

static int
refuse (void)
{
  errno = ENOSPC;
  return -1;
}

ssize_t
write (int fd, const void *data, size_t size)
{
  ssize_t (*next) (int, const void *, size_t) = dlsym (RTLD_NEXT, "write");

  return is_full (fd) ? refuse () : next (fd, data, size);
}

ssize_t
pwrite (int fd, const void *data, size_t size, off_t at)
{
  ssize_t (*next) (int, const void *, size_t, off_t) = dlsym (RTLD_NEXT, "pwrite");

  return is_full (fd) ? refuse () : next (fd, data, size, at);
}

ssize_t
pwrite64 (int fd, const void *data, size_t size, off64_t at)
{
  ssize_t (*next) (int, const void *, size_t, off64_t) = dlsym (RTLD_NEXT, "pwrite64");

  return is_full (fd) ? refuse () : next (fd, data, size, at);
}
