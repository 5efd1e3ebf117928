// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* One form on its way: sealed and queued, then followed through the outbox. Shows nothing. */

#include "ui/report/an-report-sending.h"

#include "base/an-i18n.h"
#include "base/an-signal.h"
#include "base/an-time.h"

#define MEASURE_USEC (G_USEC_PER_SEC / 2)

/**
 * AnReportSending:
 *
 * Emits `queued` once the report is safe in the outbox, and `changed` whenever something is new.
 */
struct _AnReportSending {
  GObject parent;

  AnReportForm *form; /* (owned) */
  AnOutbox *outbox;   /* (owned) (nullable) */
  AnReportSendingState state;
  char *receipt;     /* (owned) (nullable) */
  char *problem;     /* (owned) (nullable) */
  char *received_at; /* (owned) (nullable) */
  gint64 next_attempt_at;
  double fraction;

  /* How fast it goes. */
  guint64 sent_bytes;
  guint64 total_bytes;
  gint64 measured_usec;    /* when, monotonic; 0 = not yet */
  guint64 measured_bytes;  /* how much was sent then */
  double bytes_per_second; /* smoothed, 0 = not known */
};

enum { SIGNAL_CHANGED, SIGNAL_QUEUED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AnReportSending, an_report_sending, G_TYPE_OBJECT)

static const char *
get_id (AnReportSending *self)
{
  return an_report_form_get_report (self->form)->id;
}

static void
set_text (char **field, const char *text)
{
  char *copy = g_strdup (text);

  g_free (*field);
  *field = copy;
}

static AnReportSendingState
read_state (const AnOutboxItem *item)
{
  if (item->state == AN_OUTBOX_DELIVERED)
    return AN_REPORT_SENDING_DELIVERED;
  if (item->state == AN_OUTBOX_NEEDS_USER)
    return AN_REPORT_SENDING_REFUSED;
  if (item->is_held)
    return AN_REPORT_SENDING_PAUSED;
  return item->problem != NULL ? AN_REPORT_SENDING_WAITING : AN_REPORT_SENDING_ON_ITS_WAY;
}

static void
read_item (AnReportSending *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AnOutboxItem) item = an_outbox_get (self->outbox, get_id (self), &error);

  if (item == NULL && (an_report_form_get_keep_receipt (self->form) ||
                       !g_error_matches (error, AN_VAULT_ERROR, AN_VAULT_ERROR_NOT_FOUND))) {
    g_message ("the report cannot be followed: %s", error->message);
    return;
  }
  if (item == NULL) { /* another program delivered it, and no trace of it was to be kept */
    self->state = AN_REPORT_SENDING_DELIVERED;
    g_clear_pointer (&self->problem, g_free);
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
    return;
  }
  self->state = read_state (item);
  self->next_attempt_at = item->next_attempt_at;
  set_text (&self->problem, item->problem);
  set_text (&self->received_at, item->received_at);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
on_outbox_changed (AnOutbox *outbox, const char *id, AnReportSending *self)
{
  if (self->receipt != NULL && g_str_equal (id, get_id (self)))
    read_item (self);
}

/* The first answer says where an earlier try had stopped: nothing was sent for it. */
static void
measure (AnReportSending *self, guint64 sent_bytes)
{
  gint64 now = g_get_monotonic_time ();
  double rate;

  if (self->measured_usec == 0 || sent_bytes < self->measured_bytes) {
    self->measured_usec = now;
    self->measured_bytes = sent_bytes;
    return;
  }
  if (now - self->measured_usec < MEASURE_USEC)
    return;
  rate = (double) (sent_bytes - self->measured_bytes) * G_USEC_PER_SEC /
         (double) (now - self->measured_usec);
  self->bytes_per_second =
      self->bytes_per_second > 0 ? 0.6 * self->bytes_per_second + 0.4 * rate : rate;
  self->measured_usec = now;
  self->measured_bytes = sent_bytes;
}

static void
on_outbox_progress (AnOutbox *outbox,
                    const char *id,
                    guint64 sent_bytes,
                    guint64 total_bytes,
                    AnReportSending *self)
{
  if (!g_str_equal (id, get_id (self)) || total_bytes == 0)
    return;
  self->fraction = (double) sent_bytes / (double) total_bytes;
  self->sent_bytes = sent_bytes;
  self->total_bytes = total_bytes;
  measure (self, sent_bytes);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
on_enqueue_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AnReportSending) self = user_data;
  g_autoptr (GError) error = NULL;

  self->receipt = an_outbox_enqueue_finish (AN_OUTBOX (source), result, &error);
  g_application_release (g_application_get_default ());
  if (self->receipt == NULL) {
    self->state = AN_REPORT_SENDING_IMPOSSIBLE;
    set_text (&self->problem, error->message);
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
    return;
  }
  g_signal_emit (self, signals[SIGNAL_QUEUED], 0);
  an_outbox_retry_now (self->outbox, get_id (self));
  read_item (self);
}

static void
an_report_sending_dispose (GObject *object)
{
  AnReportSending *self = AN_REPORT_SENDING (object);

  g_clear_object (&self->outbox);
  g_clear_object (&self->form);
  G_OBJECT_CLASS (an_report_sending_parent_class)->dispose (object);
}

static void
an_report_sending_finalize (GObject *object)
{
  AnReportSending *self = AN_REPORT_SENDING (object);

  g_free (self->receipt);
  g_free (self->problem);
  g_free (self->received_at);
  G_OBJECT_CLASS (an_report_sending_parent_class)->finalize (object);
}

static void
an_report_sending_class_init (AnReportSendingClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = an_report_sending_dispose;
  G_OBJECT_CLASS (klass)->finalize = an_report_sending_finalize;
  signals[SIGNAL_CHANGED] = an_signal_new (AN_TYPE_REPORT_SENDING, "changed", 0);
  signals[SIGNAL_QUEUED] = an_signal_new (AN_TYPE_REPORT_SENDING, "queued", 0);
}

static void
an_report_sending_init (AnReportSending *self)
{
}

AnReportSending *
an_report_sending_new (AnReportForm *form)
{
  AnReportSending *self = g_object_new (AN_TYPE_REPORT_SENDING, NULL);
  AnOutbox *outbox = an_store_get_outbox (an_report_form_get_store (form));

  self->form = g_object_ref (form);
  g_set_object (&self->outbox, outbox);
  if (outbox != NULL) {
    g_signal_connect_object (outbox, "changed", G_CALLBACK (on_outbox_changed), self, 0);
    g_signal_connect_object (outbox, "progress", G_CALLBACK (on_outbox_progress), self, 0);
  }
  return self;
}

static void
outbox_file_free (gpointer data)
{
  AnOutboxFile *file = data;

  g_free (file->path);
  g_free (file->name);
  g_free (file->note);
  g_free (file);
}

static GPtrArray *
list_files (AnReportSending *self)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (outbox_file_free);
  GListModel *model = an_report_form_get_files (self->form);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++) {
    g_autoptr (AnReportFile) file = g_list_model_get_item (model, i);
    AnOutboxFile *copy = g_new0 (AnOutboxFile, 1);

    copy->path = g_strdup (an_report_file_get_path (file));
    if (an_report_file_get_pasted_id (file) != NULL)
      copy->name = an_report_file_get_name (file);
    copy->note =
        *an_report_file_get_note (file) != '\0' ? g_strdup (an_report_file_get_note (file)) : NULL;
    copy->strip = an_report_file_get_strip (file);
    g_ptr_array_add (files, copy);
  }
  return files;
}

/* One click is enough: what is not told says so, and protecting the child is the ground. */
static AnReport *
complete (const AnReport *told)
{
  AnReport *report = an_report_copy (told);

  if (report->incident.description == NULL)
    report->incident.description = g_strdup (_ ("(Sent with one click; nothing more was told.)"));
  if (report->consent.basis == NULL)
    report->consent.basis = g_strdup ("emergency");
  return report;
}

/**
 * an_report_sending_start:
 *
 * Seals the report and queues it. The program does not end before that is done.
 */
void
an_report_sending_start (AnReportSending *self)
{
  g_autoptr (AnReport) report = NULL;
  g_autoptr (GPtrArray) files = NULL;

  g_return_if_fail (AN_IS_REPORT_SENDING (self));
  g_return_if_fail (self->outbox != NULL);

  report = complete (an_report_form_get_report (self->form));
  files = list_files (self);
  self->state = AN_REPORT_SENDING_SEALING;
  g_application_hold (g_application_get_default ());
  an_outbox_enqueue_async (self->outbox,
                           report,
                           an_report_form_get_channel (self->form),
                           files,
                           an_report_form_get_keep_receipt (self->form),
                           NULL,
                           on_enqueue_ready,
                           g_object_ref (self));
}

void
an_report_sending_retry (AnReportSending *self)
{
  g_return_if_fail (AN_IS_REPORT_SENDING (self));

  if (self->outbox == NULL || self->receipt == NULL)
    return;
  self->state = AN_REPORT_SENDING_ON_ITS_WAY;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  an_outbox_retry_now (self->outbox, get_id (self));
}

/**
 * an_report_sending_pause:
 *
 * Stops sending until an_report_sending_retry(), also when the program is started anew.
 */
void
an_report_sending_pause (AnReportSending *self)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (AN_IS_REPORT_SENDING (self));

  if (self->outbox == NULL || self->receipt == NULL)
    return;
  self->measured_usec = 0;
  self->bytes_per_second = 0;
  if (!an_outbox_hold (self->outbox, get_id (self), &error))
    set_text (&self->problem, error->message);
  read_item (self);
}

/**
 * an_report_sending_cancel:
 *
 * Takes the report away from this PC; the office throws away what it has of it.
 *
 * Returns: %FALSE when it has arrived meanwhile, or cannot be taken away now
 */
gboolean
an_report_sending_cancel (AnReportSending *self, GError **error)
{
  g_return_val_if_fail (AN_IS_REPORT_SENDING (self), FALSE);

  return self->outbox != NULL && an_outbox_forget (self->outbox, get_id (self), error);
}

/**
 * an_report_sending_describe_pace:
 *
 * Returns: (transfer full): how much of the files is sent, how fast, and how long it takes; empty
 *   without files
 */
char *
an_report_sending_describe_pace (AnReportSending *self)
{
  g_autofree char *sent = NULL;
  g_autofree char *total = NULL;
  g_autofree char *rate = NULL;
  g_autofree char *left = NULL;
  gint64 seconds;

  g_return_val_if_fail (AN_IS_REPORT_SENDING (self), NULL);

  if (self->total_bytes == 0)
    return g_strdup ("");
  sent = g_format_size (self->sent_bytes);
  total = g_format_size (self->total_bytes);
  if (self->bytes_per_second < 1)
    /* Translators: sizes, as in “12 MB of 500 MB sent” */
    return g_strdup_printf (_ ("%s of %s sent"), sent, total);
  rate = g_format_size ((guint64) self->bytes_per_second);
  seconds = (gint64) ((double) (self->total_bytes - self->sent_bytes) / self->bytes_per_second);
  left = seconds < 60 ? g_strdup (_ ("less than a minute")) : an_time_format_duration (seconds);
  /* Translators: sizes and a duration, as in “12 MB of 500 MB · 3 MB a second · 2 minutes left” */
  return g_strdup_printf (_ ("%s of %s · %s a second · %s left"), sent, total, rate, left);
}

AnReportForm *
an_report_sending_get_form (AnReportSending *self)
{
  g_return_val_if_fail (AN_IS_REPORT_SENDING (self), NULL);
  return self->form;
}

AnReportSendingState
an_report_sending_get_state (AnReportSending *self)
{
  g_return_val_if_fail (AN_IS_REPORT_SENDING (self), AN_REPORT_SENDING_SEALING);
  return self->state;
}

const char *
an_report_sending_get_receipt (AnReportSending *self)
{
  g_return_val_if_fail (AN_IS_REPORT_SENDING (self), NULL);
  return self->receipt;
}

const char *
an_report_sending_get_problem (AnReportSending *self)
{
  g_return_val_if_fail (AN_IS_REPORT_SENDING (self), NULL);
  return self->problem;
}

const char *
an_report_sending_get_received_at (AnReportSending *self)
{
  g_return_val_if_fail (AN_IS_REPORT_SENDING (self), NULL);
  return self->received_at;
}

gint64
an_report_sending_get_next_attempt (AnReportSending *self)
{
  g_return_val_if_fail (AN_IS_REPORT_SENDING (self), 0);
  return self->next_attempt_at;
}

double
an_report_sending_get_fraction (AnReportSending *self)
{
  g_return_val_if_fail (AN_IS_REPORT_SENDING (self), 0);
  return self->fraction;
}

void
an_report_sending_pretend (AnReportSending *self, AnReportSendingState state, const char *receipt)
{
  g_return_if_fail (AN_IS_REPORT_SENDING (self));

  self->state = state;
  self->fraction = 0.4;
  set_text (&self->receipt, receipt);
  if (state == AN_REPORT_SENDING_DELIVERED)
    set_text (&self->received_at, "2026-11-25T12:15:00Z");
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}
