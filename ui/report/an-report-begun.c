// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The reports that are begun and not sent: the one that is filled in now, and the drafts of
 * earlier. How a draft is kept is AnReportDraft's. */

#include "ui/report/an-report-begun.h"

#include "base/an-signal.h"

/**
 * AnReportBegun:
 *
 * Emits `changed` when there is another draft of earlier, or one less.
 */
struct _AnReportBegun {
  GObject parent;

  AnReportDraft *keeper;                    /* (owned) */
  AnReportForm *form;                       /* (owned) (nullable) the one that is filled in */
  AnReportForm *drafts[AN_N_REPORT_DRAFTS]; /* (owned) (nullable) of earlier */
  GCancellable *cancellable;                /* (owned) */
};

enum { SIGNAL_CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AnReportBegun, an_report_begun, G_TYPE_OBJECT)

static AnReportDraftPlace
get_place (AnReportForm *form)
{
  return an_report_form_is_child (form) ? AN_DRAFT_OF_CHILD : AN_DRAFT_OF_ADULT;
}

static void
changed (AnReportBegun *self)
{
  AnReportForm *other = self->drafts[AN_DRAFT_OF_CHILD];

  if (self->form != NULL)
    an_report_form_set_has_other (self->form, other != NULL && other != self->form);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
take_draft (AnReportBegun *self, AnReportDraftPlace place, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AnReportForm) form = an_report_draft_load_finish (self->keeper, result, &error);

  if (form == NULL) {
    if (!g_error_matches (error, AN_VAULT_ERROR, AN_VAULT_ERROR_NOT_FOUND) &&
        !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
      g_message ("the draft cannot be read: %s", error->message);
    return;
  }
  /* Somebody was faster and began a new one. */
  if (self->drafts[place] != NULL || (self->form != NULL && get_place (self->form) == place))
    return;
  self->drafts[place] = g_steal_pointer (&form);
  changed (self);
}

static void
on_draft_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AnReportBegun) self = user_data;

  take_draft (self, AN_DRAFT_OF_ADULT, result);
}

static void
on_child_draft_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AnReportBegun) self = user_data;

  take_draft (self, AN_DRAFT_OF_CHILD, result);
}

static void
an_report_begun_dispose (GObject *object)
{
  AnReportBegun *self = AN_REPORT_BEGUN (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->form);
  for (int i = 0; i < AN_N_REPORT_DRAFTS; i++)
    g_clear_object (&self->drafts[i]);
  g_clear_object (&self->keeper);
  G_OBJECT_CLASS (an_report_begun_parent_class)->dispose (object);
}

static void
an_report_begun_class_init (AnReportBegunClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = an_report_begun_dispose;
  signals[SIGNAL_CHANGED] = an_signal_new (G_TYPE_FROM_CLASS (klass), "changed", 0);
}

static void
an_report_begun_init (AnReportBegun *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * an_report_begun_new:
 *
 * Looks for drafts of earlier in the background.
 */
AnReportBegun *
an_report_begun_new (AnStore *store)
{
  AnReportBegun *self = g_object_new (AN_TYPE_REPORT_BEGUN, NULL);

  self->keeper = an_report_draft_new (store);
  an_report_draft_load_async (self->keeper,
                              AN_DRAFT_OF_ADULT,
                              self->cancellable,
                              on_draft_ready,
                              g_object_ref (self));
  an_report_draft_load_async (self->keeper,
                              AN_DRAFT_OF_CHILD,
                              self->cancellable,
                              on_child_draft_ready,
                              g_object_ref (self));
  return self;
}

AnReportForm *
an_report_begun_get_form (AnReportBegun *self)
{
  g_return_val_if_fail (AN_IS_REPORT_BEGUN (self), NULL);
  return self->form;
}

AnReportForm *
an_report_begun_get_draft (AnReportBegun *self, AnReportDraftPlace place)
{
  g_return_val_if_fail (AN_IS_REPORT_BEGUN (self), NULL);
  return self->drafts[place];
}

/**
 * an_report_begun_fill_in:
 * @form: kept from now on, after every answer
 */
void
an_report_begun_fill_in (AnReportBegun *self, AnReportForm *form)
{
  g_autoptr (AnReportForm) kept = g_object_ref (form);

  g_return_if_fail (AN_IS_REPORT_BEGUN (self));

  an_report_begun_leave (self);
  g_set_object (&self->form, kept);
  an_report_draft_follow (self->keeper, kept);
  changed (self);
}

/**
 * an_report_begun_leave:
 *
 * Writes what is told so far; it is a draft of earlier from now on, unless nothing was told.
 */
void
an_report_begun_leave (AnReportBegun *self)
{
  g_autoptr (AnReportForm) form = NULL;

  g_return_if_fail (AN_IS_REPORT_BEGUN (self));

  form = g_steal_pointer (&self->form);
  if (form == NULL)
    return;
  an_report_form_stop_waiting (form);
  an_report_draft_follow (self->keeper, NULL);
  for (int i = 0; i < AN_N_REPORT_DRAFTS; i++)
    if (self->drafts[i] == form)
      g_clear_object (&self->drafts[i]);
  if (!an_report_form_is_empty (form))
    g_set_object (&self->drafts[get_place (form)], form);
  changed (self);
}

void
an_report_begun_discard (AnReportBegun *self, AnReportDraftPlace place)
{
  g_return_if_fail (AN_IS_REPORT_BEGUN (self));

  if (self->drafts[place] != NULL)
    an_report_form_drop_pasted (self->drafts[place]);
  an_report_draft_erase (self->keeper, place, self->drafts[place]);
  g_clear_object (&self->drafts[place]);
  changed (self);
}

/**
 * an_report_begun_settle:
 * @form: is in the outbox now, and no draft any more
 */
void
an_report_begun_settle (AnReportBegun *self, AnReportForm *form)
{
  AnReportDraftPlace place;

  g_return_if_fail (AN_IS_REPORT_BEGUN (self));

  place = get_place (form);
  an_report_form_drop_pasted (form);
  an_report_draft_erase (self->keeper, place, form);
  if (self->drafts[place] == form)
    g_clear_object (&self->drafts[place]);
  if (self->form == form)
    g_clear_object (&self->form);
  changed (self);
}
