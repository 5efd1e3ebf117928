// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* All requests of all children: the open ones to be answered, the others to be looked up. */

#include "ui/screentime/an-requests-page.h"

#include "base/an-i18n.h"
#include "base/an-text.h"
#include "ui/screentime/an-guard-text.h"
#include "ui/screentime/an-request-row.h"

#define MAX_HISTORY 50

struct _AnRequestsPage {
  AdwBin parent;

  AnFamily *family; /* (owned) */
  GPtrArray *shown; /* (owned) of AnGuardRequest, not owned: only to be compared */
  GPtrArray *rows;  /* (owned) of GtkWidget, not owned */
  GtkStack *stack;
  AdwPreferencesGroup *open;
  AdwPreferencesGroup *history;
};

G_DEFINE_FINAL_TYPE (AnRequestsPage, an_requests_page, ADW_TYPE_BIN)

static const char *
find_name (AnRequestsPage *self, const AnGuardRequest *request)
{
  const AnGuardEntry *entry = an_family_find (self->family, request->uid);

  return entry != NULL ? an_family_get_name (entry) : request->user;
}

static GtkWidget *
create_history_row (AnRequestsPage *self, const AnGuardRequest *request)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *what = an_guard_text_request (request);
  g_autofree char *title = g_strdup_printf ("%s: %s", find_name (self, request), what);
  g_autofree char *reason = an_text_make_visible (request->reason);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), reason);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  return row;
}

static void
clear (AnRequestsPage *self)
{
  for (guint i = 0; i < self->rows->len; i++) {
    GtkWidget *row = self->rows->pdata[i];
    GtkWidget *group = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);

    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), row);
  }
  g_ptr_array_set_size (self->rows, 0);
}

static void
update (AnRequestsPage *self)
{
  GPtrArray *requests = an_family_get_requests (self->family);
  guint n_open = an_family_count_open (self->family, 0);

  if (requests == self->shown) /* what is being typed stays */
    return;
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  self->shown = g_ptr_array_ref (requests);
  clear (self);
  for (guint i = 0; i < requests->len && self->rows->len < MAX_HISTORY; i++) {
    const AnGuardRequest *request = requests->pdata[i];
    gboolean is_open = request->state == AN_GUARD_REQUEST_OPEN;
    GtkWidget *row = is_open ? an_request_row_new (an_family_get_client (self->family),
                                                   request,
                                                   find_name (self, request))
                             : create_history_row (self, request);

    adw_preferences_group_add (is_open ? self->open : self->history, row);
    g_ptr_array_add (self->rows, row);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->open), n_open > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->history), self->rows->len > n_open);
  gtk_stack_set_visible_child_name (self->stack, requests->len > 0 ? "list" : "empty");
}

static void
an_requests_page_dispose (GObject *object)
{
  g_clear_object (&AN_REQUESTS_PAGE (object)->family);
  G_OBJECT_CLASS (an_requests_page_parent_class)->dispose (object);
}

static void
an_requests_page_finalize (GObject *object)
{
  AnRequestsPage *self = AN_REQUESTS_PAGE (object);

  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (an_requests_page_parent_class)->finalize (object);
}

static void
an_requests_page_class_init (AnRequestsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = an_requests_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = an_requests_page_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/annhi/AnNhi/ui/screentime/an-requests-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnRequestsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, AnRequestsPage, open);
  gtk_widget_class_bind_template_child (widget_class, AnRequestsPage, history);
}

static void
an_requests_page_init (AnRequestsPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
an_requests_page_new (AnFamily *family)
{
  AnRequestsPage *self = g_object_new (AN_TYPE_REQUESTS_PAGE, NULL);

  self->family = g_object_ref (family);
  g_signal_connect_object (family, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}
