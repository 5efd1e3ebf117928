// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Preloaded into a program: AddressSanitizer makes mlock() do nothing, this does it. */

#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

int
mlock (const void *start, size_t size)
{
  return (int) syscall (SYS_mlock, start, size);
}

int
munlock (const void *start, size_t size)
{
  return (int) syscall (SYS_munlock, start, size);
}
