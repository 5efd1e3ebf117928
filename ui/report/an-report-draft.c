// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Keeps the form in the vault while it is filled in. Only there, sealed: nothing of a report is
 * ever on the disk in clear. */

#include "ui/report/an-report-draft.h"

#include "base/an-json.h"

#define KIND "draft"
#define NO_PLACE -1
#define PAUSE_MS 500
#define MAX_BYTES (16 * AN_REPORT_MAX_BYTES) /* all fields full, before anybody was told */

/**
 * AnReportDraft:
 *
 * Follows one form and writes it half a second after the last answer, in a thread. The program does
 * not end while something is not yet written. What a child tells and what grown-ups tell have a
 * place each, so that neither overwrites the other.
 */
struct _AnReportDraft {
  GObject parent;

  AnStore *store;     /* (owned) */
  AnReportForm *form; /* (owned) (nullable) */
  int place;          /* where the form is kept, NO_PLACE = not yet */
  guint pause;        /* source, 0 = nothing to write */
  GQueue jobs;        /* (owned) of Job, the first is under way */
};

typedef struct {
  AnVault *vault;  /* (owned) */
  GBytes *content; /* (owned) (nullable) only to erase */
  int place;       /* of the content */
  gboolean erase[AN_N_REPORT_DRAFTS];
} Job;

/* In clear in the vault: they do not tell who writes. */
static const char *const ids[AN_N_REPORT_DRAFTS] = { "report", "other" };

G_DEFINE_FINAL_TYPE (AnReportDraft, an_report_draft, G_TYPE_OBJECT)

static void start_next (AnReportDraft *self);

static void
job_free (Job *job)
{
  g_object_unref (job->vault);
  g_clear_pointer (&job->content, g_bytes_unref);
  g_free (job);
}

static AnReportDraftPlace
get_place (AnReportForm *form)
{
  return an_report_form_is_child (form) ? AN_DRAFT_OF_CHILD : AN_DRAFT_OF_ADULT;
}

static GBytes *
serialize (AnReportForm *form)
{
  g_autoptr (JsonNode) root = an_report_form_to_json (form);
  char *text = an_json_to_string (root, FALSE);

  return g_bytes_new_take (text, strlen (text));
}

static gboolean
remove_draft (AnVault *vault, const char *id, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (an_vault_remove (vault, KIND, id, &local) ||
      g_error_matches (local, AN_VAULT_ERROR, AN_VAULT_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* Kept in the new place before it goes from the old one. */
static gboolean
run_job (const Job *job, GError **error)
{
  if (job->content != NULL &&
      !an_vault_put (job->vault, KIND, ids[job->place], job->content, error))
    return FALSE;
  for (int i = 0; i < AN_N_REPORT_DRAFTS; i++)
    if (job->erase[i] && !remove_draft (job->vault, ids[i], error))
      return FALSE;
  return TRUE;
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

  job_free (g_queue_pop_head (&self->jobs));
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_warning ("the draft was not kept: %s", error->message);
  start_next (self);
  g_application_release (g_application_get_default ());
}

static void
start_next (AnReportDraft *self)
{
  Job *job = g_queue_peek_head (&self->jobs);
  g_autoptr (GTask) task = NULL;

  if (job == NULL)
    return;
  task = g_task_new (self, NULL, on_job_ready, NULL);
  g_task_set_source_tag (task, start_next);
  g_task_set_task_data (task, job, NULL);
  g_task_run_in_thread (task, run_job_in_thread);
}

/* One job at a time, so that none overtakes another. @job: (transfer full) (nullable) */
static void
add_job (AnReportDraft *self, Job *job)
{
  if (job == NULL)
    return;
  g_application_hold (g_application_get_default ());
  g_queue_push_tail (&self->jobs, job);
  if (g_queue_get_length (&self->jobs) == 1)
    start_next (self);
}

/* (transfer full) (nullable) */
static Job *
create_job (AnReportDraft *self)
{
  AnVault *vault = an_store_get_vault (self->store);
  Job *job;

  if (vault == NULL)
    return NULL;
  job = g_new0 (Job, 1);
  job->vault = g_object_ref (vault);
  return job;
}

/* The form as it is now. Its place may be another since it was written last. */
static Job *
create_form_job (AnReportDraft *self)
{
  Job *job = self->form != NULL ? create_job (self) : NULL;

  if (job == NULL)
    return NULL;
  job->place = get_place (self->form);
  job->content = serialize (self->form);
  if (self->place != NO_PLACE && self->place != job->place)
    job->erase[self->place] = TRUE;
  self->place = job->place;
  return job;
}

static gboolean
on_pause (gpointer user_data)
{
  AnReportDraft *self = user_data;

  self->pause = 0;
  add_job (self, create_form_job (self));
  return G_SOURCE_REMOVE;
}

static void
on_form_changed (AnReportDraft *self)
{
  g_clear_handle_id (&self->pause, g_source_remove);
  if (an_report_form_is_empty (self->form) || an_report_form_waits (self->form))
    return;
  self->pause = g_timeout_add (PAUSE_MS, on_pause, self);
}

/* The main loop has ended: what is not written yet is written now. */
static void
write_now (AnReportDraft *self)
{
  g_autoptr (GError) error = NULL;
  Job *job = self->pause != 0 ? create_form_job (self) : NULL;

  g_clear_handle_id (&self->pause, g_source_remove);
  if (job == NULL)
    return;
  if (!run_job (job, &error))
    g_warning ("the draft was not kept: %s", error->message);
  job_free (job);
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
  self->place = NO_PLACE;
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
  self->place = NO_PLACE;
  if (form != NULL && !an_report_form_is_empty (form))
    self->place = get_place (form);
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

  if (self->pause == 0)
    return;
  g_clear_handle_id (&self->pause, g_source_remove);
  add_job (self, create_form_job (self));
}

/**
 * an_report_draft_erase:
 * @form: (nullable): stop following it if it is the one
 *
 * Forgets the draft that is kept in @place.
 */
void
an_report_draft_erase (AnReportDraft *self, AnReportDraftPlace place, AnReportForm *form)
{
  Job *job;

  g_return_if_fail (AN_IS_REPORT_DRAFT (self));

  job = create_job (self);
  if (job != NULL)
    job->erase[place] = TRUE;
  if (form != NULL && form == self->form) {
    g_clear_handle_id (&self->pause, g_source_remove);
    if (job != NULL && self->place != NO_PLACE)
      job->erase[self->place] = TRUE;
    an_report_draft_follow (self, NULL);
  }
  add_job (self, job);
}

static void
load_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;
  GBytes *content = an_vault_get (job->vault, KIND, ids[job->place], &error);

  if (content != NULL)
    g_task_return_pointer (task, content, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

void
an_report_draft_load_async (AnReportDraft *self,
                            AnReportDraftPlace place,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  AnVault *vault;
  Job *job;

  g_return_if_fail (AN_IS_REPORT_DRAFT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, an_report_draft_load_async);
  vault = an_store_get_vault (self->store);
  if (vault == NULL) {
    g_task_return_new_error (task, AN_VAULT_ERROR, AN_VAULT_ERROR_NOT_FOUND, "no vault");
    return;
  }
  job = g_new0 (Job, 1);
  job->vault = g_object_ref (vault);
  job->place = place;
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
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
