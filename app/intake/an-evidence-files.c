// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * Evidence on the disk. How much of a file counts is not told by its length but by the store: what
 * lies beyond was being written when something happened, and is cut off before the next piece.
 */

#include "intake/an-evidence-files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <sodium.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/an-errno.h"
#include "base/an-i18n.h"
#include "report/an-uuid.h"

#define READ_BYTES (256 * 1024)

struct _AnEvidenceFiles {
  int root; /* (owned) */
};

/* Helpers */

static int
open_folder (AnEvidenceFiles *self, const char *report)
{
  return openat (self->root, report, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

static gboolean
is_named_by_id (const char *report, const char *id)
{
  return an_uuid_is_valid (report) && (id == NULL || an_uuid_is_valid (id));
}

/* Public */

/**
 * an_evidence_files_open:
 * @store: path of the database; the folder is `@store-evidence`
 *
 * Returns: (transfer full): the folder
 */
AnEvidenceFiles *
an_evidence_files_open (const char *store, AnEvidenceFilesMode mode, GError **error)
{
  g_autofree char *path = g_strconcat (store, "-evidence", NULL);
  g_autoptr (AnEvidenceFiles) self = g_new0 (AnEvidenceFiles, 1);

  self->root = -1;
  if (mode == AN_EVIDENCE_FILES_SERVE && mkdir (path, 0700) != 0 && errno != EEXIST) {
    an_errno_fail (path, errno, error);
    return NULL;
  }
  self->root = open (path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (self->root < 0) {
    an_errno_fail (path, errno, error);
    return NULL;
  }
  if (mode == AN_EVIDENCE_FILES_SERVE && flock (self->root, LOCK_EX | LOCK_NB) != 0) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_BUSY, _ ("another server works on this store"));
    return NULL;
  }
  return g_steal_pointer (&self);
}

void
an_evidence_files_free (AnEvidenceFiles *self)
{
  if (self == NULL)
    return;
  if (self->root >= 0)
    close (self->root);
  g_free (self);
}

gint64
an_evidence_files_get_size (AnEvidenceFiles *self, const char *report, const char *id)
{
  g_autofree char *path = g_strconcat (report, "/", id, NULL);
  struct stat info;

  g_return_val_if_fail (is_named_by_id (report, id), -1);

  if (fstatat (self->root, path, &info, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISREG (info.st_mode))
    return -1;
  return info.st_size;
}

/**
 * an_evidence_files_open_end:
 * @offset: bytes that count
 *
 * Cuts the file to @offset, or makes it.
 *
 * Returns: a descriptor that stands at @offset, or -1
 */
int
an_evidence_files_open_end (AnEvidenceFiles *self,
                            const char *report,
                            const char *id,
                            gint64 offset,
                            GError **error)
{
  struct stat info;
  int folder, fd;

  g_return_val_if_fail (is_named_by_id (report, id), -1);

  if (mkdirat (self->root, report, 0700) != 0 && errno != EEXIST) {
    an_errno_fail (report, errno, error);
    return -1;
  }
  folder = open_folder (self, report);
  if (folder < 0) {
    an_errno_fail (report, errno, error);
    return -1;
  }
  fd = openat (folder, id, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (fd < 0)
    an_errno_fail (id, errno, error);
  close (folder);
  if (fd < 0)
    return -1;
  if (fstat (fd, &info) != 0 || !S_ISREG (info.st_mode) || info.st_size < offset) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("%s is shorter than was stored"), id);
    close (fd);
    return -1;
  }
  if (ftruncate (fd, offset) != 0 || lseek (fd, offset, SEEK_SET) != offset) {
    an_errno_fail (id, errno, error);
    close (fd);
    return -1;
  }
  return fd;
}

/**
 * an_evidence_files_make_durable:
 *
 * Returns: whether the bytes of @fd and its name are on the disk
 */
gboolean
an_evidence_files_make_durable (AnEvidenceFiles *self, const char *report, int fd, GError **error)
{
  int folder;
  gboolean done;

  g_return_val_if_fail (is_named_by_id (report, NULL), FALSE);

  if (fsync (fd) != 0)
    return an_errno_fail (report, errno, error);
  folder = open_folder (self, report);
  if (folder < 0)
    return an_errno_fail (report, errno, error);
  done = fsync (folder) == 0 && fsync (self->root) == 0;
  if (!done)
    an_errno_fail (report, errno, error);
  close (folder);
  return done;
}

/**
 * an_evidence_files_hash:
 *
 * Returns: (transfer full): SHA-256 in hex of the first @size bytes
 */
char *
an_evidence_files_hash (int fd, gint64 size, GError **error)
{
  g_autofree guint8 *buffer = g_malloc (READ_BYTES);
  guint8 hash[crypto_hash_sha256_BYTES];
  char hex[sizeof hash * 2 + 1];
  crypto_hash_sha256_state state;

  crypto_hash_sha256_init (&state);
  for (gint64 at = 0; at < size;) {
    gssize got = pread (fd, buffer, (gsize) MIN (READ_BYTES, size - at), at);

    if (got < 0 && errno == EINTR)
      continue;
    if (got <= 0) {
      if (got == 0)
        errno = EIO;
      an_errno_fail ("evidence", errno, error);
      return NULL;
    }
    crypto_hash_sha256_update (&state, buffer, (unsigned long long) got);
    at += got;
  }
  crypto_hash_sha256_final (&state, hash);
  return g_strdup (sodium_bin2hex (hex, sizeof hex, hash, sizeof hash));
}

GInputStream *
an_evidence_files_read (AnEvidenceFiles *self, const char *report, const char *id, GError **error)
{
  int folder, fd;

  g_return_val_if_fail (is_named_by_id (report, id), NULL);

  folder = open_folder (self, report);
  if (folder < 0) {
    an_errno_fail (report, errno, error);
    return NULL;
  }
  fd = openat (folder, id, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
  if (fd < 0)
    an_errno_fail (id, errno, error);
  close (folder);
  return fd < 0 ? NULL : g_unix_input_stream_new (fd, TRUE);
}

/* Takes away a report's folder with all that is in it. */
gboolean
an_evidence_files_remove (AnEvidenceFiles *self, const char *report, GError **error)
{
  int folder;
  DIR *dir;
  struct dirent *entry;
  gboolean done = TRUE;

  g_return_val_if_fail (is_named_by_id (report, NULL), FALSE);

  folder = open_folder (self, report);
  if (folder < 0)
    return errno == ENOENT || an_errno_fail (report, errno, error);
  dir = fdopendir (folder);
  if (dir == NULL) {
    an_errno_fail (report, errno, error);
    close (folder);
    return FALSE;
  }
  while (done && (entry = readdir (dir)) != NULL)
    if (strcmp (entry->d_name, ".") != 0 && strcmp (entry->d_name, "..") != 0)
      done = unlinkat (dirfd (dir), entry->d_name, 0) == 0 || an_errno_fail (report, errno, error);
  closedir (dir);
  if (!done)
    return FALSE;
  if (unlinkat (self->root, report, AT_REMOVEDIR) != 0 && errno != ENOENT)
    return an_errno_fail (report, errno, error);
  return fsync (self->root) == 0 || an_errno_fail (report, errno, error);
}

char **
an_evidence_files_list (AnEvidenceFiles *self)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  struct dirent *entry;
  DIR *dir;
  int copy = openat (self->root, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  dir = copy < 0 ? NULL : fdopendir (copy);
  if (dir == NULL) {
    if (copy >= 0)
      close (copy);
    return g_strv_builder_end (names);
  }
  while ((entry = readdir (dir)) != NULL)
    if (an_uuid_is_valid (entry->d_name))
      g_strv_builder_add (names, entry->d_name);
  closedir (dir);
  return g_strv_builder_end (names);
}
