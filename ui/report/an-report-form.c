// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The answers given so far, handed from page to page. Its JSON is in an-report-form-json.c; keeping
 * it is AnReportDraft's, sending it AnReportSending's. */

#include "ui/report/an-report-form.h"

#include "base/an-i18n.h"
#include "base/an-signal.h"
#include "ui/report/an-report-form-private.h"

enum { SIGNAL_CHANGED, SIGNAL_DUPLICATE, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AnReportForm, an_report_form, G_TYPE_OBJECT)

static void
an_report_form_dispose (GObject *object)
{
  AnReportForm *self = AN_REPORT_FORM (object);

  g_clear_object (&self->files);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (an_report_form_parent_class)->dispose (object);
}

static void
an_report_form_finalize (GObject *object)
{
  AnReportForm *self = AN_REPORT_FORM (object);

  g_clear_pointer (&self->report, an_report_free);
  g_free (self->channel_id);
  G_OBJECT_CLASS (an_report_form_parent_class)->finalize (object);
}

static void
an_report_form_class_init (AnReportFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = an_report_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = an_report_form_finalize;
  signals[SIGNAL_CHANGED] = an_signal_new (G_TYPE_FROM_CLASS (klass), "changed", 0);
  /* (name, other): the file is not taken, since it is the same as the other. */
  signals[SIGNAL_DUPLICATE] =
      an_signal_new (G_TYPE_FROM_CLASS (klass), "duplicate", 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
an_report_form_init (AnReportForm *self)
{
  self->files = g_list_store_new (AN_TYPE_REPORT_FILE);
  self->role_to_leave = AN_ROLE_UNSET;
}

/* The first office that can be reached by network, as long as nothing was chosen. */
void
an_report_form_choose_first_office (AnReportForm *self)
{
  GPtrArray *channels = an_store_get_channels (self->store);

  for (guint i = 0; i < channels->len && self->channel_id == NULL; i++) {
    const AnChannel *channel = g_ptr_array_index (channels, i);

    if (channel->kind == AN_CHANNEL_REST)
      self->channel_id = g_strdup (channel->id);
  }
}

/* @report: (transfer full) */
AnReportForm *
an_report_form_new_for_report (AnStore *store, AnReport *report)
{
  AnReportForm *self = g_object_new (AN_TYPE_REPORT_FORM, NULL);

  self->store = g_object_ref (store);
  self->report = report;
  g_free (report->app);
  report->app = g_strdup ("annhi " AN_VERSION);
  /* Translators: the language of this translation, as in BCP 47: “vi” */
  g_free (report->locale);
  report->locale = g_strdup (_ ("en"));
  return self;
}

AnReportForm *
an_report_form_new (AnStore *store)
{
  AnReportForm *self = an_report_form_new_for_report (store, an_report_new ());

  an_report_form_choose_first_office (self);
  return self;
}

AnStore *
an_report_form_get_store (AnReportForm *self)
{
  g_return_val_if_fail (AN_IS_REPORT_FORM (self), NULL);
  return self->store;
}

AnReport *
an_report_form_get_report (AnReportForm *self)
{
  g_return_val_if_fail (AN_IS_REPORT_FORM (self), NULL);
  return self->report;
}

void
an_report_form_changed (AnReportForm *self)
{
  g_return_if_fail (AN_IS_REPORT_FORM (self));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * an_report_form_set_text:
 * @field: a text member of the form's report
 * @text: (nullable): its new value; white space around it is left out
 */
void
an_report_form_set_text (AnReportForm *self, char **field, const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text != NULL ? text : ""));

  g_return_if_fail (AN_IS_REPORT_FORM (self));
  if (g_str_equal (*field != NULL ? *field : "", stripped))
    return;
  g_free (*field);
  *field = *stripped != '\0' ? g_steal_pointer (&stripped) : NULL;
  an_report_form_changed (self);
}

GListModel *
an_report_form_get_files (AnReportForm *self)
{
  g_return_val_if_fail (AN_IS_REPORT_FORM (self), NULL);
  return G_LIST_MODEL (self->files);
}

const AnChannel *
an_report_form_get_channel (AnReportForm *self)
{
  GPtrArray *channels;

  g_return_val_if_fail (AN_IS_REPORT_FORM (self), NULL);

  channels = an_store_get_channels (self->store);
  for (guint i = 0; i < channels->len; i++) {
    const AnChannel *channel = g_ptr_array_index (channels, i);

    if (g_strcmp0 (channel->id, self->channel_id) == 0)
      return channel;
  }
  return NULL;
}

void
an_report_form_set_channel (AnReportForm *self, const AnChannel *channel)
{
  g_return_if_fail (AN_IS_REPORT_FORM (self));
  if (g_strcmp0 (self->channel_id, channel->id) == 0)
    return;
  g_free (self->channel_id);
  self->channel_id = g_strdup (channel->id);
  an_report_form_changed (self);
}

/**
 * an_report_form_get_keep_receipt:
 *
 * A child may share this PC with whom the report is about: unless asked, the receipt of a child is
 * not kept.
 */
gboolean
an_report_form_get_keep_receipt (AnReportForm *self)
{
  g_return_val_if_fail (AN_IS_REPORT_FORM (self), FALSE);
  return self->keep_receipt_chosen ? self->keep_receipt : !an_report_form_is_child (self);
}

void
an_report_form_set_keep_receipt (AnReportForm *self, gboolean keep_receipt)
{
  g_return_if_fail (AN_IS_REPORT_FORM (self));
  if (an_report_form_get_keep_receipt (self) == keep_receipt)
    return;
  self->keep_receipt = keep_receipt;
  self->keep_receipt_chosen = TRUE;
  an_report_form_changed (self);
}

gboolean
an_report_form_is_child (AnReportForm *self)
{
  g_return_val_if_fail (AN_IS_REPORT_FORM (self), FALSE);
  return self->report->reporter.role == AN_ROLE_CHILD;
}

void
an_report_form_set_role (AnReportForm *self, AnRole role)
{
  g_return_if_fail (AN_IS_REPORT_FORM (self));

  if (!an_report_form_is_child (self))
    self->role_to_leave = self->report->reporter.role;
  self->report->reporter.role = role;
  an_report_form_changed (self);
}

/**
 * an_report_form_set_has_other:
 * @has_other: another report of a child is begun, and would be overwritten by this one
 */
void
an_report_form_set_has_other (AnReportForm *self, gboolean has_other)
{
  g_return_if_fail (AN_IS_REPORT_FORM (self));

  if (self->has_other == has_other)
    return;
  self->has_other = has_other;
  an_report_form_changed (self);
}

/**
 * an_report_form_waits:
 *
 * Returns: whether a child must first say what becomes of the report begun before; until then
 *   nothing of this one is kept
 */
gboolean
an_report_form_waits (AnReportForm *self)
{
  g_return_val_if_fail (AN_IS_REPORT_FORM (self), FALSE);
  return self->has_other && an_report_form_is_child (self);
}

/**
 * an_report_form_stop_waiting:
 *
 * Makes the form again what it was before a child was chosen.
 */
void
an_report_form_stop_waiting (AnReportForm *self)
{
  g_return_if_fail (AN_IS_REPORT_FORM (self));

  if (!an_report_form_waits (self))
    return;
  self->report->reporter.role = self->role_to_leave;
  an_report_form_changed (self);
}

/**
 * an_report_form_is_empty:
 *
 * Returns: whether nothing was answered that would be worth keeping
 */
gboolean
an_report_form_is_empty (AnReportForm *self)
{
  g_return_val_if_fail (AN_IS_REPORT_FORM (self), TRUE);
  return self->report->reporter.role == AN_ROLE_UNSET &&
         self->report->incident.category == AN_CATEGORY_UNSET &&
         self->report->incident.description == NULL;
}

gboolean
an_report_form_can_leave (AnReportForm *self, AnReportStep step)
{
  g_return_val_if_fail (AN_IS_REPORT_FORM (self), FALSE);

  switch (step) {
  case AN_REPORT_STEP_WHO:
    return self->report->reporter.role != AN_ROLE_UNSET && !an_report_form_waits (self);
  case AN_REPORT_STEP_WHAT:
    return self->report->incident.category != AN_CATEGORY_UNSET;
  case AN_REPORT_STEP_CHANNEL:
    return an_report_form_get_channel (self) != NULL;
  case AN_REPORT_STEP_DANGER:
  case AN_REPORT_STEP_WHERE:
  case AN_REPORT_STEP_EVIDENCE:
  case AN_REPORT_STEP_CHILD:
  case AN_REPORT_STEP_REVIEW:
  default:
    return TRUE;
  }
}

AnReportStep
an_report_form_get_step (AnReportForm *self)
{
  g_return_val_if_fail (AN_IS_REPORT_FORM (self), AN_REPORT_STEP_DANGER);
  return self->step;
}

void
an_report_form_set_step (AnReportForm *self, AnReportStep step)
{
  g_return_if_fail (AN_IS_REPORT_FORM (self));
  if (self->step == step)
    return;
  self->step = step;
  an_report_form_changed (self);
}
