// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * One try at one report, from whatever state it is in:
 *
 *     queued → creating → uploading → submitting → delivered
 *
 * Each state is durable before the request that belongs to it, and each request may be repeated,
 * so a crash anywhere is resumed by running the same again. When the office lost the report
 * because it expired unfinished (410: nothing of it is kept there), it is created again under the
 * same id with a new idempotency key: the old key would only replay the old answer.
 */

#include "base/an-i18n.h"
#include "base/an-secret.h"
#include "report/an-outbox-private.h"

#define MAX_REPAIRS 3 /* of one try: offset asked again, upload or report made again */
#define LIMITS_AGE_USEC (24 * G_TIME_SPAN_HOUR)

/* What to do once a state is durable. */
typedef void (*Step) (GTask *task);

typedef struct {
  AnOutbox *outbox;       /* (owned) */
  AnVault *vault;         /* (owned) */
  const char *directory;  /* (not owned) the outbox's */
  AnOutboxRecord *record; /* (owned) */
  AnReceipt *receipt;     /* (owned) */
  GBytes *envelope;       /* (owned) */
  AnIntakeClient *client; /* (owned) */
  GCancellable *cancellable;
  guint repairs;
  Step next; /* when the record is on the disk */
} Delivery;

static void
delivery_free (Delivery *self)
{
  g_clear_pointer (&self->record, an_outbox_record_free);
  g_clear_pointer (&self->receipt, an_receipt_free);
  g_clear_pointer (&self->envelope, g_bytes_unref);
  g_clear_object (&self->client);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->vault);
  g_clear_object (&self->outbox);
  g_free (self);
}

/* Helpers */

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Delivery *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (!an_outbox_save_finish (self->outbox, result, &error)) {
    g_task_return_error (task, error);
    return;
  }
  an_outbox_emit_changed (self->outbox, self->record->id);
  self->next (task);
}

/* Writes the record; goes on with @next when it is on the disk. */
static void
commit (GTask *task, Step next)
{
  Delivery *self = g_task_get_task_data (task);

  self->next = next;
  an_outbox_save_async (self->outbox, self->record, on_saved, g_object_ref (task));
}

static void
set_state (Delivery *self, AnOutboxState state)
{
  self->record->state = state;
  self->record->resume = state;
  self->record->attempts = 0; /* it moves */
}

static void
return_waiting (GTask *task)
{
  const Delivery *self = g_task_get_task_data (task);
  const char *problem = self->record->problem;

  g_task_return_new_error (task, AN_OUTBOX_ERROR, AN_OUTBOX_ERROR_WAITING, "%s", problem);
}

static void
return_needs_user (GTask *task)
{
  const Delivery *self = g_task_get_task_data (task);
  const char *problem = self->record->problem;

  g_task_return_new_error (task, AN_OUTBOX_ERROR, AN_OUTBOX_ERROR_NEEDS_USER, "%s", problem);
}

static void
stop_for_user (GTask *task, const char *problem)
{
  Delivery *self = g_task_get_task_data (task);

  if (self->record->state != AN_OUTBOX_NEEDS_USER)
    self->record->resume = self->record->state;
  self->record->state = AN_OUTBOX_NEEDS_USER;
  self->record->next_attempt_at = 0;
  g_free (self->record->problem);
  self->record->problem = g_strdup (problem);
  commit (task, return_needs_user);
}

static void
postpone (GTask *task, const GError *error)
{
  Delivery *self = g_task_get_task_data (task);

  an_outbox_record_postpone (self->record, error, g_get_real_time ());
  commit (task, return_waiting);
}

/* Both lead back to an earlier state, and from there here again. */
static void create_report (GTask *task);
static void upload (GTask *task);

/* Every step ends here when it failed. Takes @failure. */
static void
fail (GTask *task, GError *failure)
{
  Delivery *self = g_task_get_task_data (task);
  g_autoptr (GError) error = failure;
  gboolean can_repair = self->repairs++ < MAX_REPAIRS;

  if (g_error_matches (error, AN_OUTBOX_ERROR, AN_OUTBOX_ERROR_NEEDS_USER)) {
    stop_for_user (task, error->message);
    return;
  }
  if (error->domain != AN_INTAKE_ERROR) {
    g_task_return_error (task, g_steal_pointer (&error)); /* cancelled, or the vault's */
    return;
  }
  switch (error->code) {
  case AN_INTAKE_ERROR_REFUSED:
    stop_for_user (task, error->message);
    return;
  case AN_INTAKE_ERROR_GONE:
  case AN_INTAKE_ERROR_NOT_FOUND:
    if (!can_repair || self->record->state == AN_OUTBOX_CREATING)
      break;
    if (error->code == AN_INTAKE_ERROR_GONE)
      an_outbox_record_renew_key (self->record);
    set_state (self, AN_OUTBOX_CREATING);
    commit (task, create_report);
    return;
  case AN_INTAKE_ERROR_INCOMPLETE:
  case AN_INTAKE_ERROR_OFFSET:
    if (!can_repair)
      break;
    set_state (self, AN_OUTBOX_UPLOADING);
    commit (task, upload);
    return;
  case AN_INTAKE_ERROR_UNREACHABLE:
  case AN_INTAKE_ERROR_IDENTITY:
  case AN_INTAKE_ERROR_UNKNOWN_OUTCOME:
  case AN_INTAKE_ERROR_BUSY:
  default:
    break;
  }
  postpone (task, error);
}

/* Submitting */

static void
finish_delivered (GTask *task)
{
  Delivery *self = g_task_get_task_data (task);
  const char *id = self->record->id;
  g_autoptr (GError) error = NULL;

  an_outbox_remove_blobs (self->directory, id);
  if (an_outbox_record_is_to_vanish (self->record))
    an_outbox_vanish (self->outbox, g_steal_pointer (&self->record));
  else if (!an_vault_remove (self->vault, AN_OUTBOX_KIND_ENVELOPE, id, &error))
    g_debug ("something of a delivered report stays until the next clean-up: %s", error->message);
  g_task_return_boolean (task, TRUE);
}

static void
on_submit_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Delivery *self = g_task_get_task_data (task);
  GError *error = NULL;
  char *received_at = an_intake_client_submit_finish (AN_INTAKE_CLIENT (source), result, &error);

  if (received_at == NULL) {
    fail (task, error);
    return;
  }
  set_state (self, AN_OUTBOX_DELIVERED);
  g_free (self->record->received_at);
  self->record->received_at = received_at;
  g_clear_pointer (&self->record->problem, g_free);
  self->record->next_attempt_at = 0;
  commit (task, finish_delivered);
}

static void
submit (GTask *task)
{
  Delivery *self = g_task_get_task_data (task);

  an_intake_client_submit_async (self->client,
                                 self->record->id,
                                 self->record->manifest,
                                 self->receipt,
                                 self->cancellable,
                                 on_submit_ready,
                                 g_object_ref (task));
}

/* Uploading */

static void
on_upload_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Delivery *self = g_task_get_task_data (task);
  GError *error = NULL;
  gboolean moved = FALSE;

  if (an_outbox_upload_finish (result, &moved, &error)) {
    set_state (self, AN_OUTBOX_SUBMITTING);
    commit (task, submit);
    return;
  }
  if (moved)
    self->record->attempts = 0;
  fail (task, error);
}

static void
upload (GTask *task)
{
  Delivery *self = g_task_get_task_data (task);

  an_outbox_upload_run (self->outbox,
                        self->client,
                        self->record,
                        self->receipt,
                        self->cancellable,
                        on_upload_ready,
                        g_object_ref (task));
}

/* Creating */

static void
on_create_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Delivery *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (!an_intake_client_create_finish (AN_INTAKE_CLIENT (source), result, &error)) {
    fail (task, error);
    return;
  }
  set_state (self, AN_OUTBOX_UPLOADING);
  commit (task, upload);
}

static void
create_report (GTask *task)
{
  Delivery *self = g_task_get_task_data (task);

  an_intake_client_create_async (self->client,
                                 self->envelope,
                                 self->record->id,
                                 self->record->idempotency_key,
                                 self->cancellable,
                                 on_create_ready,
                                 g_object_ref (task));
}

static void
check_limits (GTask *task, const AnOutboxLimits *limits)
{
  Delivery *self = g_task_get_task_data (task);
  g_autoptr (AnReport) report = an_outbox_get_report (self->outbox, self->record->id, NULL);
  g_autoptr (GError) error = NULL;

  if (!an_outbox_limits_check (limits, self->record->manifest->evidence, report, &error)) {
    stop_for_user (task, error->message);
    return;
  }
  set_state (self, AN_OUTBOX_CREATING);
  commit (task, create_report);
}

static void
on_office_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Delivery *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (AnIntakeOffice) office =
      an_intake_client_get_office_finish (AN_INTAKE_CLIENT (source), result, &error);
  AnOutboxLimits limits;

  if (office == NULL) {
    fail (task, error);
    return;
  }
  an_outbox_limits_save (self->vault, office);
  limits = (AnOutboxLimits){ office->max_evidence_bytes,
                             office->max_report_bytes,
                             office->max_evidence_count,
                             0 };
  check_limits (task, &limits);
}

/* Beginning */

/* What the report is sent with. When it is damaged no waiting helps, but its text is still there.
 */
static gboolean
load_contents (Delivery *self, const char *id, GError **error)
{
  g_autoptr (GError) reason = NULL;
  char *text = NULL;

  self->envelope = an_vault_get (self->vault, AN_OUTBOX_KIND_ENVELOPE, id, &reason);
  if (self->envelope != NULL)
    text = an_outbox_get_receipt (self->outbox, id, &reason);
  if (text != NULL) {
    self->receipt = an_receipt_parse (text, &reason);
    an_secret_free (text);
  }
  if (self->receipt != NULL)
    return TRUE;
  if (g_error_matches (reason, AN_VAULT_ERROR, AN_VAULT_ERROR_BUSY) ||
      g_error_matches (reason, AN_VAULT_ERROR, AN_VAULT_ERROR_STORAGE))
    g_propagate_error (error, g_steal_pointer (&reason));
  else
    g_set_error (error, AN_OUTBOX_ERROR, AN_OUTBOX_ERROR_NEEDS_USER, "%s", reason->message);
  return FALSE;
}

static gboolean
load (Delivery *self, const char *id, GError **error)
{
  self->record = an_outbox_record_load (self->vault, id, error);
  if (self->record == NULL || self->record->state == AN_OUTBOX_DELIVERED)
    return self->record != NULL;
  if (self->record->state == AN_OUTBOX_NEEDS_USER)
    self->record->state = self->record->resume;
  return load_contents (self, id, error);
}

static void
begin_creating (GTask *task)
{
  Delivery *self = g_task_get_task_data (task);
  AnOutboxLimits limits;

  an_outbox_limits_load (self->vault, self->record->channel->office, &limits);
  if (ABS (g_get_real_time () - limits.asked_at) < LIMITS_AGE_USEC)
    check_limits (task, &limits);
  else
    an_intake_client_get_office_async (self->client,
                                       self->cancellable,
                                       on_office_ready,
                                       g_object_ref (task));
}

static void
begin (GTask *task)
{
  Delivery *self = g_task_get_task_data (task);

  switch (self->record->state) {
  case AN_OUTBOX_DELIVERED:
    g_task_return_boolean (task, TRUE);
    break;
  case AN_OUTBOX_UPLOADING:
    upload (task);
    break;
  case AN_OUTBOX_SUBMITTING:
    submit (task);
    break;
  case AN_OUTBOX_QUEUED:
  case AN_OUTBOX_CREATING:
  case AN_OUTBOX_NEEDS_USER:
  default:
    begin_creating (task);
    break;
  }
}

/* For the outbox */

/**
 * an_outbox_delivery_run:
 *
 * Tries once. The caller holds the deliver lock until the callback.
 */
void
an_outbox_delivery_run (AnOutbox *outbox,
                        const char *id,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  Delivery *self = g_new0 (Delivery, 1);
  GError *error = NULL;

  g_task_set_source_tag (task, an_outbox_delivery_run);
  g_task_set_task_data (task, self, (GDestroyNotify) delivery_free);
  self->outbox = g_object_ref (outbox);
  self->vault = g_object_ref (an_outbox_get_vault (outbox));
  self->directory = an_outbox_get_directory (outbox);
  self->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  if (load (self, id, &error) && self->record->state != AN_OUTBOX_DELIVERED)
    self->client = an_outbox_get_client (outbox, self->record->channel, &error);
  if (error != NULL)
    fail (task, error);
  else
    begin (task);
}

gboolean
an_outbox_delivery_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
