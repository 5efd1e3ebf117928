// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * From a report to its first durable state: seals report and files in a worker thread and writes
 * blobs first, records next, and last the one record that makes the report exist.
 */

#include <string.h>

#include "base/an-i18n.h"
#include "base/an-json.h"
#include "base/an-secret.h"
#include "report/an-evidence.h"
#include "report/an-outbox-private.h"

typedef struct {
  AnReport *report;      /* (owned) */
  AnChannel *channel;    /* (owned) */
  GPtrArray *files;      /* (owned) of AnOutboxFile */
  AnReceipt *receipt;    /* (owned) */
  AnSealKey key;         /* of the contents */
  AnManifest *manifest;  /* (owned) (nullable) until the envelope is sealed */
  GPtrArray *sealed;     /* (owned) of AnManifestEntry, one a file */
  GBytes *envelope_json; /* (owned) (nullable) */
  gboolean keep_receipt;
} Job;

static void
job_free (Job *self)
{
  an_report_free (self->report);
  an_channel_free (self->channel);
  g_ptr_array_unref (self->files);
  an_receipt_free (self->receipt);
  an_seal_key_clear (&self->key);
  g_clear_pointer (&self->manifest, an_manifest_free);
  g_ptr_array_unref (self->sealed);
  g_clear_pointer (&self->envelope_json, g_bytes_unref);
  g_free (self);
}

static void
file_free (AnOutboxFile *self)
{
  g_free (self->path);
  g_free (self->name);
  g_free (self->note);
  g_free (self);
}

static gpointer
file_copy (gconstpointer source, gpointer data)
{
  const AnOutboxFile *file = source;
  AnOutboxFile *copy = g_new0 (AnOutboxFile, 1);

  copy->path = g_strdup (file->path);
  copy->name = g_strdup (file->name);
  copy->note = g_strdup (file->note);
  copy->strip = file->strip;
  return copy;
}

static void
entry_free (AnManifestEntry *self)
{
  g_free (self->id);
  g_free (self->sha256);
  g_free (self);
}

static GPtrArray *
entries_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
}

/* Helpers */

static gboolean
refuse (GError **error, const char *reason)
{
  g_set_error_literal (error, AN_OUTBOX_ERROR, AN_OUTBOX_ERROR_INVALID, reason);
  return FALSE;
}

static gboolean
check (AnVault *vault, const Job *job, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (GBytes) earlier = NULL;

  if (job->channel->kind != AN_CHANNEL_REST || job->channel->keys == NULL ||
      job->channel->keys->len == 0)
    return refuse (error, _ ("nothing can be sent by this channel"));
  if (!an_report_check (job->report, &reason))
    return refuse (error, reason->message);
  earlier = an_vault_get (vault, AN_OUTBOX_KIND, job->report->id, &reason);
  if (earlier != NULL)
    return refuse (error, _ ("this report is in the outbox already"));
  if (g_error_matches (reason, AN_VAULT_ERROR, AN_VAULT_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

/* All files are looked at before the first is sealed: the user learns at once what is wrong. */
static gboolean
check_files (const Job *job, const AnOutboxLimits *limits, GError **error)
{
  g_autoptr (AnReport) names = an_report_new ();
  g_autoptr (GPtrArray) planned = entries_new ();

  for (guint i = 0; i < job->files->len; i++) {
    const AnOutboxFile *file = g_ptr_array_index (job->files, i);
    AnManifestEntry *entry = g_new0 (AnManifestEntry, 1);
    AnReportEvidence *evidence;
    guint64 size;

    g_ptr_array_add (planned, entry);
    if (!an_evidence_look (file->path, &size, NULL, error))
      return FALSE;
    evidence = an_report_evidence_new ();
    g_free (evidence->name);
    evidence->name =
        file->name != NULL ? g_strdup (file->name) : g_filename_display_basename (file->path);
    g_ptr_array_add (names->evidence, evidence);
    entry->id = g_strdup (evidence->id);
    entry->size = an_seal_cipher_size (size);
  }
  return an_category_is_fingerprint_only (job->report->incident.category) ||
         an_outbox_limits_check (limits, planned, names, error);
}

static AnReportEvidence *
fingerprint_file (const Job *job, guint index, GCancellable *cancellable, GError **error)
{
  const AnOutboxFile *file = g_ptr_array_index (job->files, index);

  return an_evidence_fingerprint (file->path, file->note, cancellable, error);
}

static AnReportEvidence *
seal_file (Job *job, guint index, const char *blobs, GCancellable *cancellable, GError **error)
{
  const AnOutboxFile *file = g_ptr_array_index (job->files, index);
  AnManifestEntry *entry = g_new0 (AnManifestEntry, 1);

  g_ptr_array_add (job->sealed, entry);
  return an_evidence_seal (file->path,
                           file->note,
                           file->strip,
                           job->report->id,
                           &job->key,
                           blobs,
                           entry,
                           cancellable,
                           error);
}

static void
rename_evidence (AnReportEvidence *evidence, const Job *job, guint index)
{
  const AnOutboxFile *file = g_ptr_array_index (job->files, index);

  if (file->name == NULL)
    return;
  g_free (evidence->name);
  evidence->name = g_strdup (file->name);
}

static gboolean
take_files (AnOutbox *self, Job *job, GCancellable *cancellable, GError **error)
{
  const char *directory = an_outbox_get_directory (self);
  g_autofree char *blobs = an_outbox_blob_directory (directory, job->report->id);
  gboolean only_fingerprint = an_category_is_fingerprint_only (job->report->incident.category);

  if (!only_fingerprint && job->files->len > 0 &&
      !an_outbox_make_blob_directory (directory, job->report->id, error))
    return FALSE;
  for (guint i = 0; i < job->files->len; i++) {
    AnReportEvidence *evidence = only_fingerprint ? fingerprint_file (job, i, cancellable, error)
                                                  : seal_file (job, i, blobs, cancellable, error);

    if (evidence == NULL)
      return FALSE;
    rename_evidence (evidence, job, i);
    g_ptr_array_add (job->report->evidence, evidence);
  }
  return only_fingerprint || job->files->len == 0 ||
         an_outbox_sync_blob_directory (directory, job->report->id, error);
}

static guint64
sum_sizes (const GPtrArray *sealed)
{
  guint64 total = 0;

  for (guint i = 0; i < sealed->len; i++)
    total += ((const AnManifestEntry *) g_ptr_array_index (sealed, i))->size;
  return total;
}

static gboolean
seal_report (Job *job, GError **error)
{
  g_autoptr (JsonNode) report = an_report_to_json (job->report);
  g_autoptr (JsonNode) wire = NULL;
  g_autoptr (AnEnvelope) envelope = NULL;
  g_autoptr (GBytes) plain = NULL;
  char *text = an_json_to_string (report, FALSE);

  plain = g_bytes_new_take (text, strlen (text));
  envelope = an_envelope_seal (job->report->id,
                               job->channel->office,
                               an_urgency_ids[job->report->incident.urgency],
                               plain,
                               sum_sizes (job->sealed),
                               job->channel->keys,
                               job->receipt,
                               &job->key,
                               error);
  if (envelope == NULL)
    return FALSE;
  job->manifest = an_manifest_new (envelope);
  for (guint i = 0; i < job->sealed->len; i++) {
    const AnManifestEntry *entry = g_ptr_array_index (job->sealed, i);

    an_manifest_add (job->manifest, entry->id, entry->size, entry->sha256);
  }
  wire = an_envelope_to_json (envelope);
  text = an_json_to_string (wire, FALSE);
  job->envelope_json = g_bytes_new_take (text, strlen (text));
  if (g_bytes_get_size (job->envelope_json) > AN_ENVELOPE_MAX_BYTES)
    return refuse (error, _ ("the report is too long"));
  return TRUE;
}

static gboolean
put_receipt (AnVault *vault, const Job *job, GError **error)
{
  char *text = an_receipt_to_text (job->receipt);
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  gboolean kept = an_vault_put (vault, AN_OUTBOX_KIND_RECEIPT, job->report->id, bytes, error);

  an_secret_free (text);
  return kept;
}

/* The last write is the one that counts. */
static gboolean
write_records (AnVault *vault, Job *job, GError **error)
{
  g_autoptr (AnOutboxRecord) record = an_outbox_record_new ();
  g_autoptr (JsonNode) report = an_report_to_json (job->report);

  record->id = g_strdup (job->report->id);
  record->channel = an_channel_copy (job->channel);
  record->category = job->report->incident.category;
  record->urgency = job->report->incident.urgency;
  record->manifest = g_steal_pointer (&job->manifest);
  record->keep_receipt = job->keep_receipt;
  return an_vault_put_json (vault, AN_OUTBOX_KIND_REPORT, record->id, report, error) &&
         an_vault_put (vault, AN_OUTBOX_KIND_ENVELOPE, record->id, job->envelope_json, error) &&
         put_receipt (vault, job, error) && an_outbox_record_save (vault, record, error);
}

static gboolean
enqueue (AnOutbox *self, Job *job, GCancellable *cancellable, GError **error)
{
  AnVault *vault = an_outbox_get_vault (self);
  AnOutboxLimits limits;
  gboolean done;

  if (!check (vault, job, error))
    return FALSE;
  an_outbox_remember (self, job->report->id);
  an_outbox_limits_load (vault, job->channel->office, &limits);
  done = check_files (job, &limits, error) && take_files (self, job, cancellable, error) &&
         an_outbox_limits_check (&limits, job->sealed, job->report, error) &&
         seal_report (job, error) && write_records (vault, job, error);
  if (!done)
    an_outbox_discard (self, job->report->id);
  return done;
}

static void
run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  AnOutbox *self = source;
  Job *job = data;
  GError *error = NULL;
  /* Without it a clean-up would take what is not safe yet for what a crash left. */
  int lock =
      an_outbox_wait_for_lock (an_outbox_get_directory (self), AN_OUTBOX_LOCK_ENQUEUE, &error);
  gboolean done = lock >= 0 && enqueue (self, job, cancellable, &error);

  an_outbox_unlock (&lock);
  if (done)
    g_task_return_pointer (task, an_receipt_to_text (job->receipt), g_free);
  else
    g_task_return_error (task, error);
}

/* Public */

void
an_outbox_enqueue_async (AnOutbox *self,
                         const AnReport *report,
                         const AnChannel *channel,
                         GPtrArray *files,
                         gboolean keep_receipt,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  g_return_if_fail (AN_IS_OUTBOX (self));
  g_return_if_fail (report != NULL && channel != NULL);

  job = g_new0 (Job, 1);
  job->report = an_report_copy (report);
  g_ptr_array_set_size (job->report->evidence, 0);
  job->channel = an_channel_copy (channel);
  job->files = g_ptr_array_new_with_free_func ((GDestroyNotify) file_free);
  for (guint i = 0; files != NULL && i < files->len; i++)
    g_ptr_array_add (job->files, file_copy (g_ptr_array_index (files, i), NULL));
  job->receipt = an_receipt_new ();
  job->sealed = entries_new ();
  an_seal_key_generate (&job->key);
  job->keep_receipt = keep_receipt;

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, an_outbox_enqueue_async);
  g_task_set_check_cancellable (task, FALSE); /* what is queued is queued */
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, run);
}

char *
an_outbox_enqueue_finish (AnOutbox *self, GAsyncResult *result, GError **error)
{
  const Job *job;
  char *receipt;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  job = g_task_get_task_data (G_TASK (result));
  receipt = g_task_propagate_pointer (G_TASK (result), error);
  if (receipt != NULL)
    an_outbox_emit_changed (self, job->report->id);
  return receipt;
}
