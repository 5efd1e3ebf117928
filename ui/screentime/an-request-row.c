// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* One open request of a child, to be answered. */

#include "ui/screentime/an-request-row.h"

#include "base/an-i18n.h"
#include "base/an-text.h"
#include "ui/screentime/an-guard-give.h"
#include "ui/screentime/an-guard-say.h"
#include "ui/screentime/an-guard-text.h"
#include "ui/widgets/an-row-or-column.h"

/**
 * AnRequestRow:
 *
 * Who asks for how much and why; minutes that can be changed; “Đồng ý” and “Chưa được”.
 */
struct _AnRequestRow {
  AdwPreferencesRow parent;

  char *id; /* (owned) */
  guint32 uid;
  gboolean approve;
  int granted; /* minutes, when approved */

  AnGuardClient *client; /* (owned) */
  GtkWidget *overlay;    /* (owned) (nullable) where the answer is talked of */
  GtkLabel *title;
  GtkLabel *reason;
  GtkSpinButton *minutes;
  GtkWidget *buttons;
};

G_DEFINE_FINAL_TYPE (AnRequestRow, an_request_row, ADW_TYPE_PREFERENCES_ROW)

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AnRequestRow) self = user_data;
  g_autoptr (GError) error = NULL;
  GtkWidget *place = self->overlay != NULL ? self->overlay : GTK_WIDGET (self);

  if (!an_guard_client_answer_request_finish (AN_GUARD_CLIENT (source), result, &error)) {
    gtk_widget_set_sensitive (self->buttons, TRUE);
    an_guard_say_error (place, error);
    return;
  }
  if (self->approve)
    an_guard_give_say (place, self->client, self->uid, self->granted);
  else
    an_guard_say (place, _ ("Your child is told: not this time"));
}

static void
answer (AnRequestRow *self, gboolean approve)
{
  /* By the time of the answer this row may be gone from its list. */
  g_set_object (&self->overlay,
                gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_TOAST_OVERLAY));
  self->approve = approve;
  self->granted = gtk_spin_button_get_value_as_int (self->minutes);
  gtk_widget_set_sensitive (self->buttons, FALSE);
  an_guard_client_answer_request_async (self->client,
                                        self->id,
                                        approve,
                                        self->granted,
                                        NULL,
                                        on_answered,
                                        g_object_ref (self));
}

static void
on_approve_clicked (AnRequestRow *self)
{
  answer (self, TRUE);
}

static void
on_decline_clicked (AnRequestRow *self)
{
  answer (self, FALSE);
}

static void
an_request_row_dispose (GObject *object)
{
  g_clear_object (&AN_REQUEST_ROW (object)->client);
  g_clear_object (&AN_REQUEST_ROW (object)->overlay);
  G_OBJECT_CLASS (an_request_row_parent_class)->dispose (object);
}

static void
an_request_row_finalize (GObject *object)
{
  g_free (AN_REQUEST_ROW (object)->id);
  G_OBJECT_CLASS (an_request_row_parent_class)->finalize (object);
}

static void
an_request_row_class_init (AnRequestRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (AN_TYPE_ROW_OR_COLUMN);
  G_OBJECT_CLASS (klass)->dispose = an_request_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = an_request_row_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/annhi/AnNhi/ui/screentime/an-request-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AnRequestRow, title);
  gtk_widget_class_bind_template_child (widget_class, AnRequestRow, reason);
  gtk_widget_class_bind_template_child (widget_class, AnRequestRow, minutes);
  gtk_widget_class_bind_template_child (widget_class, AnRequestRow, buttons);
  gtk_widget_class_bind_template_callback (widget_class, on_approve_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_decline_clicked);
}

static void
an_request_row_init (AnRequestRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
an_request_row_new (AnGuardClient *client, const AnGuardRequest *request, const char *name)
{
  AnRequestRow *self = g_object_new (AN_TYPE_REQUEST_ROW, NULL);
  g_autofree char *what = an_guard_text_request (request);
  g_autofree char *title = g_strdup_printf ("%s: %s", name, what);
  g_autofree char *reason = an_text_make_visible (request->reason);

  self->client = g_object_ref (client);
  self->id = g_strdup (request->id);
  self->uid = request->uid;
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->reason, *reason != '\0' ? reason : _ ("without a reason"));
  gtk_spin_button_set_value (self->minutes, request->minutes);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  return GTK_WIDGET (self);
}
