// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * What the outbox keeps beside the vault: `blobs/REPORT/EVIDENCE`, ciphertext only, and two lock
 * files. A directory of blobs belongs to the record of its report; one without a record is what a
 * crash left behind before the report was safe, and is removed.
 */

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/an-i18n.h"
#include "report/an-outbox-private.h"
#include "report/an-uuid.h"

#define BLOBS "blobs"

/* Helpers */

static gboolean
storage_failed (GError **error, int code)
{
  g_set_error (error,
               AN_VAULT_ERROR,
               AN_VAULT_ERROR_STORAGE,
               _ ("the file cannot be kept for sending: %s"), g_strerror (code));
  return FALSE;
}

static gboolean
sync_directory (const char *path, GError **error)
{
  int fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  int code = 0;

  if (fd < 0)
    return storage_failed (error, errno);
  if (fsync (fd) != 0)
    code = errno;
  close (fd);
  return code == 0 ? TRUE : storage_failed (error, code);
}

/* What nobody needs any more: of reports that never became safe, or are delivered. */
static gboolean
is_left_over (AnVault *vault, const char *kind, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AnOutboxRecord) record = an_outbox_record_load (vault, id, &error);

  if (record == NULL)
    return g_error_matches (error, AN_VAULT_ERROR, AN_VAULT_ERROR_NOT_FOUND);
  if (record->state != AN_OUTBOX_DELIVERED)
    return FALSE;
  return g_str_equal (kind, AN_OUTBOX_KIND_ENVELOPE) ||
         (g_str_equal (kind, AN_OUTBOX_KIND_RECEIPT) && !record->keep_receipt);
}

static void
remove_records (AnVault *vault, const char *kind)
{
  g_auto (GStrv) ids = an_vault_list (vault, kind, NULL);

  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    if (is_left_over (vault, kind, ids[i]) && !an_vault_remove (vault, kind, ids[i], NULL))
      g_debug ("a record without use stays");
}

/* For the outbox */

char *
an_outbox_blob_directory (const char *directory, const char *report_id)
{
  return g_build_filename (directory, BLOBS, report_id, NULL);
}

gboolean
an_outbox_make_blob_directory (const char *directory, const char *report_id, GError **error)
{
  g_autofree char *path = an_outbox_blob_directory (directory, report_id);

  if (g_mkdir_with_parents (path, 0700) != 0)
    return storage_failed (error, errno);
  return TRUE;
}

/* Makes the names durable; the contents are already. */
gboolean
an_outbox_sync_blob_directory (const char *directory, const char *report_id, GError **error)
{
  g_autofree char *path = an_outbox_blob_directory (directory, report_id);
  g_autofree char *parent = g_path_get_dirname (path);

  return sync_directory (path, error) && sync_directory (parent, error) &&
         sync_directory (directory, error);
}

void
an_outbox_remove_blobs (const char *directory, const char *report_id)
{
  g_autofree char *path = an_outbox_blob_directory (directory, report_id);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *blob = g_build_filename (path, name, NULL);

    g_unlink (blob);
  }
  g_rmdir (path);
}

/* The directory of a vault that lived in memory. */
void
an_outbox_remove_directory (const char *directory)
{
  g_autofree char *blobs = g_build_filename (directory, BLOBS, NULL);
  g_autofree char *deliver = g_build_filename (directory, AN_OUTBOX_LOCK_DELIVER, NULL);
  g_autofree char *enqueue = g_build_filename (directory, AN_OUTBOX_LOCK_ENQUEUE, NULL);
  g_autoptr (GDir) dir = g_dir_open (blobs, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    an_outbox_remove_blobs (directory, name);
  g_rmdir (blobs);
  g_unlink (deliver);
  g_unlink (enqueue);
  g_rmdir (directory);
}

/**
 * an_outbox_read_piece:
 *
 * Returns: (transfer full): exactly @length bytes of a blob from @offset on
 */
GBytes *
an_outbox_read_piece (const char *directory,
                      const char *report_id,
                      const char *evidence_id,
                      guint64 offset,
                      gsize length,
                      GError **error)
{
  g_autofree char *folder = an_outbox_blob_directory (directory, report_id);
  g_autofree char *path = g_build_filename (folder, evidence_id, NULL);
  g_autofree guint8 *bytes = g_malloc (length);
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  gsize got = 0;

  while (fd >= 0 && got < length) {
    ssize_t part = pread (fd, bytes + got, length - got, (off_t) (offset + got));

    if (part < 0 && errno == EINTR)
      continue;
    if (part <= 0)
      break;
    got += (gsize) part;
  }
  if (fd >= 0)
    close (fd);
  if (got == length)
    return g_bytes_new_take (g_steal_pointer (&bytes), length);
  g_set_error_literal (error,
                       AN_OUTBOX_ERROR,
                       AN_OUTBOX_ERROR_NEEDS_USER,
                       _ ("the sealed copy of a file is missing or damaged on this PC"));
  return NULL;
}

/**
 * an_outbox_lock:
 * @directory: (nullable): none: nobody to share with
 * @shared: several may hold it
 *
 * Takes a lock that the kernel gives back when the process ends in whatever way. Does not wait.
 *
 * Returns: a descriptor for an_outbox_unlock(), -1 if another holds the lock
 */
int
an_outbox_lock (const char *directory, const char *name, gboolean shared)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);
  int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (fd < 0)
    return -1;
  if (flock (fd, (shared ? LOCK_SH : LOCK_EX) | LOCK_NB) == 0)
    return fd;
  close (fd);
  return -1;
}

void
an_outbox_unlock (int *fd)
{
  if (*fd >= 0)
    close (*fd);
  *fd = -1;
}

/**
 * an_outbox_clean:
 *
 * Removes what crashes left: blobs and records of reports that never became safe, and those of
 * reports that were delivered. Does nothing while somebody enqueues.
 */
void
an_outbox_clean (AnVault *vault, const char *directory)
{
  int lock = an_outbox_lock (directory, AN_OUTBOX_LOCK_ENQUEUE, FALSE);
  g_autofree char *blobs = g_build_filename (directory, BLOBS, NULL);
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (lock < 0)
    return;
  dir = g_dir_open (blobs, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    if (an_uuid_is_valid (name) && is_left_over (vault, AN_OUTBOX_KIND_ENVELOPE, name))
      an_outbox_remove_blobs (directory, name);
  }
  remove_records (vault, AN_OUTBOX_KIND_REPORT);
  remove_records (vault, AN_OUTBOX_KIND_ENVELOPE);
  remove_records (vault, AN_OUTBOX_KIND_RECEIPT);
  an_outbox_unlock (&lock);
}
