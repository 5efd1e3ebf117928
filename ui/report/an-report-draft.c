// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Keeps the form in the vault while it is filled in. Only there, sealed: nothing of a report is
 * ever on the disk in clear. */

#include "ui/report/an-report-draft.h"

#include "base/an-json.h"

#define KIND "draft"
#define ID "report"
#define PAUSE_MS 500
#define MAX_BYTES (16 * AN_REPORT_MAX_BYTES) /* all fields full, before anybody was told */

/**
 * AnReportDraft:
 *
 * Follows one form and writes it half a second after the last answer, in a thread. The program does
 * not end while something is not yet written.
 */
struct _AnReportDraft {
  GObject parent;

  AnStore *store;     /* (owned) */
  AnReportForm *form; /* (owned) (nullable) */
  guint pause;        /* source, 0 = nothing to write */
  gboolean is_writing;
  gboolean is_erased; /* of what is being written: take it away again */
};

typedef struct {
  AnVault *vault;  /* (owned) */
  GBytes *content; /* (owned) (nullable) to erase */
} Job;

G_DEFINE_FINAL_TYPE (AnReportDraft, an_report_draft, G_TYPE_OBJECT)

static void start_writing (AnReportDraft *self);

static void
job_free (Job *job)
{
  g_object_unref (job->vault);
  g_clear_pointer (&job->content, g_bytes_unref);
  g_free (job);
}

static GBytes *
serialize (AnReportForm *form)
{
  g_autoptr (JsonNode) root = an_report_form_to_json (form);
  char *text = an_json_to_string (root, FALSE);

  return g_bytes_new_take (text, strlen (text));
}

static gboolean
run_job (const Job *job, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (job->content != NULL)
    return an_vault_put (job->vault, KIND, ID, job->content, error);
  if (an_vault_remove (job->vault, KIND, ID, &local) ||
      g_error_matches (local, AN_VAULT_ERROR, AN_VAULT_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static void
run_job_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (run_job (task_data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_job_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  AnReportDraft *self = AN_REPORT_DRAFT (source);
  g_autoptr (GError) error = NULL;

  self->is_writing = FALSE;
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_warning ("the draft was not kept: %s", error->message);
  if (self->is_erased)
    start_writing (self);
  g_application_release (g_application_get_default ());
}

/* Writes the form, or erases the draft. One job at a time, so that none overtakes another. */
static void
start_writing (AnReportDraft *self)
{
  AnVault *vault = an_store_get_vault (self->store);
  g_autoptr (GTask) task = NULL;
  Job *job;

  if (vault == NULL || (!self->is_erased && self->form == NULL))
    return;
  job = g_new0 (Job, 1);
  job->vault = g_object_ref (vault);
  job->content = self->is_erased ? NULL : serialize (self->form);
  self->is_erased = FALSE;
  self->is_writing = TRUE;
  g_application_hold (g_application_get_default ());
  task = g_task_new (self, NULL, on_job_ready, NULL);
  g_task_set_source_tag (task, start_writing);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, run_job_in_thread);
}

static gboolean
on_pause (gpointer user_data)
{
  AnReportDraft *self = user_data;

  if (self->is_writing)
    return G_SOURCE_CONTINUE;
  self->pause = 0;
  start_writing (self);
  return G_SOURCE_REMOVE;
}

static void
on_form_changed (AnReportDraft *self)
{
  if (an_report_form_is_empty (self->form))
    return;
  g_clear_handle_id (&self->pause, g_source_remove);
  self->pause = g_timeout_add (PAUSE_MS, on_pause, self);
}

/* The main loop has ended: what is not written yet is written now. */
static void
write_now (AnReportDraft *self)
{
  AnVault *vault = an_store_get_vault (self->store);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) content = NULL;
  Job job = { vault, NULL };

  if (self->pause == 0 || vault == NULL || self->form == NULL)
    return;
  g_clear_handle_id (&self->pause, g_source_remove);
  job.content = content = serialize (self->form);
  if (!run_job (&job, &error))
    g_warning ("the draft was not kept: %s", error->message);
}

static void
an_report_draft_dispose (GObject *object)
{
  AnReportDraft *self = AN_REPORT_DRAFT (object);

  if (self->store != NULL)
    write_now (self);
  g_clear_handle_id (&self->pause, g_source_remove);
  if (self->form != NULL)
    g_signal_handlers_disconnect_by_data (self->form, self);
  g_clear_object (&self->form);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (an_report_draft_parent_class)->dispose (object);
}

static void
an_report_draft_class_init (AnReportDraftClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = an_report_draft_dispose;
}

static void
an_report_draft_init (AnReportDraft *self)
{
}

AnReportDraft *
an_report_draft_new (AnStore *store)
{
  AnReportDraft *self = g_object_new (AN_TYPE_REPORT_DRAFT, NULL);

  self->store = g_object_ref (store);
  g_signal_connect_object (g_application_get_default (),
                           "shutdown",
                           G_CALLBACK (write_now),
                           self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * an_report_draft_follow:
 * @form: (nullable): the form to keep from now on; what the one before had is written
 */
void
an_report_draft_follow (AnReportDraft *self, AnReportForm *form)
{
  g_return_if_fail (AN_IS_REPORT_DRAFT (self));

  an_report_draft_flush (self);
  if (self->form != NULL)
    g_signal_handlers_disconnect_by_data (self->form, self);
  g_set_object (&self->form, form);
  if (form != NULL)
    g_signal_connect_swapped (form, "changed", G_CALLBACK (on_form_changed), self);
}

/**
 * an_report_draft_flush:
 *
 * Writes at once what waits for a pause.
 */
void
an_report_draft_flush (AnReportDraft *self)
{
  g_return_if_fail (AN_IS_REPORT_DRAFT (self));

  if (self->pause == 0 || self->is_writing)
    return;
  g_clear_handle_id (&self->pause, g_source_remove);
  start_writing (self);
}

/**
 * an_report_draft_erase:
 *
 * Forgets the draft and stops following its form.
 */
void
an_report_draft_erase (AnReportDraft *self)
{
  g_return_if_fail (AN_IS_REPORT_DRAFT (self));

  g_clear_handle_id (&self->pause, g_source_remove);
  an_report_draft_follow (self, NULL);
  self->is_erased = TRUE;
  if (!self->is_writing)
    start_writing (self);
}

static void
load_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  GBytes *content = an_vault_get (task_data, KIND, ID, &error);

  if (content != NULL)
    g_task_return_pointer (task, content, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

void
an_report_draft_load_async (AnReportDraft *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  AnVault *vault;

  g_return_if_fail (AN_IS_REPORT_DRAFT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, an_report_draft_load_async);
  vault = an_store_get_vault (self->store);
  if (vault == NULL) {
    g_task_return_new_error (task, AN_VAULT_ERROR, AN_VAULT_ERROR_NOT_FOUND, "no vault");
    return;
  }
  g_task_set_task_data (task, g_object_ref (vault), g_object_unref);
  g_task_run_in_thread (task, load_in_thread);
}

/**
 * an_report_draft_load_finish:
 *
 * Returns: (transfer full) (nullable): the form as it was; %AN_VAULT_ERROR_NOT_FOUND when there is
 *   no draft, %AN_JSON_ERROR when it cannot be read any more
 */
AnReportForm *
an_report_draft_load_finish (AnReportDraft *self, GAsyncResult *result, GError **error)
{
  g_autoptr (GBytes) content = g_task_propagate_pointer (G_TASK (result), error);
  g_autoptr (JsonNode) root = NULL;

  if (content == NULL)
    return NULL;
  root = an_json_parse (g_bytes_get_data (content, NULL),
                        g_bytes_get_size (content),
                        MAX_BYTES,
                        error);
  return root != NULL ? an_report_form_new_from_json (self->store, root, error) : NULL;
}
