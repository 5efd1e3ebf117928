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

/* How much of a report is still needed. */
typedef enum {
  NEED_NOTHING, /* there is no such report, or it has arrived and no trace is wanted */
  NEED_RECORDS, /* it has arrived */
  NEED_ALL,     /* it is on its way, or cannot be read */
} Need;

static Need
tell_need (AnVault *vault, const char *id)
{
  g_autoptr (AnOutboxRecord) record = an_outbox_record_load (vault, id, NULL);

  if (record == NULL || record->state != AN_OUTBOX_DELIVERED)
    return NEED_ALL;
  return an_outbox_record_is_to_vanish (record) ? NEED_NOTHING : NEED_RECORDS;
}

/* (transfer full) (nullable): id → Need, of all reports that there are. One without an envelope and
 * with its receipt is finished, so that thousands of them need not be read. */
static GHashTable *
tell_needs (AnVault *vault)
{
  g_auto (GStrv) ids = an_vault_list (vault, AN_OUTBOX_KIND, NULL);
  g_autoptr (GHashTable) envelopes = an_outbox_list_ids (vault, AN_OUTBOX_KIND_ENVELOPE);
  g_autoptr (GHashTable) receipts = an_outbox_list_ids (vault, AN_OUTBOX_KIND_RECEIPT);
  GHashTable *needs;

  if (ids == NULL)
    return NULL;
  needs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (char **id = ids; *id != NULL; id++) {
    gboolean is_finished =
        !g_hash_table_contains (envelopes, *id) && g_hash_table_contains (receipts, *id);
    Need need = is_finished ? NEED_RECORDS : tell_need (vault, *id);

    g_hash_table_insert (needs, g_strdup (*id), GUINT_TO_POINTER (need));
  }
  return needs;
}

static Need
look_up_need (GHashTable *needs, const char *id)
{
  return (Need) GPOINTER_TO_UINT (g_hash_table_lookup (needs, id));
}

/* Removes the records of @kind of reports that need no more than @most. */
static void
remove_records (AnVault *vault, GHashTable *needs, const char *kind, Need most)
{
  g_auto (GStrv) ids = an_vault_list (vault, kind, NULL);

  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    if (look_up_need (needs, ids[i]) <= most && !an_vault_remove (vault, kind, ids[i], NULL))
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

/**
 * an_outbox_wait_for_lock:
 *
 * Shares a lock, and waits while another has it alone; not for the main loop.
 *
 * Returns: a descriptor for an_outbox_unlock(), -1 with %AN_VAULT_ERROR_STORAGE
 */
int
an_outbox_wait_for_lock (const char *directory, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);
  int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  int result = -1, code = errno;

  while (fd >= 0 && (result = flock (fd, LOCK_SH)) != 0 && errno == EINTR)
    continue;
  if (result == 0)
    return fd;
  if (fd >= 0) {
    code = errno;
    close (fd);
  }
  g_set_error (error,
               AN_VAULT_ERROR,
               AN_VAULT_ERROR_STORAGE,
               _ ("%s cannot be written: %s"), path, g_strerror (code));
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
  g_autoptr (GHashTable) needs = lock >= 0 ? tell_needs (vault) : NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (needs == NULL) {
    an_outbox_unlock (&lock);
    return;
  }
  dir = g_dir_open (blobs, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    if (an_uuid_is_valid (name) && look_up_need (needs, name) != NEED_ALL)
      an_outbox_remove_blobs (directory, name);
  }
  remove_records (vault, needs, AN_OUTBOX_KIND_REPORT, NEED_NOTHING);
  remove_records (vault, needs, AN_OUTBOX_KIND_ENVELOPE, NEED_RECORDS);
  remove_records (vault, needs, AN_OUTBOX_KIND_RECEIPT, NEED_NOTHING);
  remove_records (vault, needs, AN_OUTBOX_KIND, NEED_NOTHING); /* last: it tells of the others */
  an_outbox_unlock (&lock);
}
