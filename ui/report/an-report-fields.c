// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* How widgets and answers are tied: one way at the start, then from the widget to the form. */

#include "ui/report/an-report-fields.h"

typedef struct {
  AnReportForm *form; /* (owned) */
  char **field;       /* (not owned) of the form's report */
  gboolean *flag;     /* (not owned) of the form's report */
} Binding;

static void
binding_free (gpointer data, GClosure *closure)
{
  Binding *binding = data;

  g_object_unref (binding->form);
  g_free (binding);
}

static Binding *
binding_new (AnReportForm *form, char **field, gboolean *flag)
{
  Binding *binding = g_new0 (Binding, 1);

  binding->form = g_object_ref (form);
  binding->field = field;
  binding->flag = flag;
  return binding;
}

static void
on_editable_changed (GtkEditable *editable, gpointer user_data)
{
  Binding *binding = user_data;

  an_report_form_set_text (binding->form, binding->field, gtk_editable_get_text (editable));
}

static void
on_buffer_changed (GtkTextBuffer *buffer, gpointer user_data)
{
  Binding *binding = user_data;
  g_autofree char *text = NULL;
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  an_report_form_set_text (binding->form, binding->field, text);
}

/* A pasted book would make a draft that nobody can read again: the rest is left out. */
static void
on_text_inserted (GtkTextBuffer *buffer,
                  GtkTextIter *place,
                  const char *text,
                  int length,
                  gpointer limit)
{
  GtkTextIter end;

  if (gtk_text_buffer_get_char_count (buffer) <= GPOINTER_TO_INT (limit))
    return;
  gtk_text_buffer_get_iter_at_offset (buffer, place, GPOINTER_TO_INT (limit));
  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_delete (buffer, place, &end);
}

static void
on_switch_changed (GtkSwitch *toggle, GParamSpec *spec, gpointer user_data)
{
  Binding *binding = user_data;

  *binding->flag = gtk_switch_get_active (toggle);
  an_report_form_changed (binding->form);
}

void
an_report_bind_editable (AnReportForm *form, GtkEditable *editable, char **field)
{
  GtkEditable *entry = gtk_editable_get_delegate (editable);
  gsize limit = an_report_get_text_limit (an_report_form_get_report (form), field);

  if (GTK_IS_TEXT (entry))
    gtk_text_set_max_length (GTK_TEXT (entry), (int) MIN (limit, GTK_ENTRY_BUFFER_MAX_SIZE));
  gtk_editable_set_text (editable, *field != NULL ? *field : "");
  g_signal_connect_data (editable,
                         "changed",
                         G_CALLBACK (on_editable_changed),
                         binding_new (form, field, NULL),
                         binding_free,
                         0);
}

void
an_report_bind_text_view (AnReportForm *form, GtkTextView *view, char **field)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);

  gsize limit = an_report_get_text_limit (an_report_form_get_report (form), field);

  g_signal_connect_after (buffer,
                          "insert-text",
                          G_CALLBACK (on_text_inserted),
                          GINT_TO_POINTER ((int) limit));
  gtk_text_buffer_set_text (buffer, *field != NULL ? *field : "", -1);
  g_signal_connect_data (buffer,
                         "changed",
                         G_CALLBACK (on_buffer_changed),
                         binding_new (form, field, NULL),
                         binding_free,
                         0);
}

void
an_report_bind_switch (AnReportForm *form, GtkSwitch *toggle, gboolean *field)
{
  gtk_switch_set_active (toggle, *field);
  g_signal_connect_data (toggle,
                         "notify::active",
                         G_CALLBACK (on_switch_changed),
                         binding_new (form, NULL, field),
                         binding_free,
                         0);
}

/**
 * an_report_add_choice:
 * @group: (nullable): another choice of the same question
 * @subtitle: (nullable): one sentence
 * @icon_name: (nullable): symbolic
 *
 * Returns: (transfer none): the radio button
 */
GtkCheckButton *
an_report_add_choice (AdwPreferencesGroup *rows,
                      GtkCheckButton *group,
                      const char *title,
                      const char *subtitle,
                      const char *icon_name)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();

  gtk_check_button_set_group (GTK_CHECK_BUTTON (check), group);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  /* Its name is the title of the row. */
  if (subtitle != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (check),
                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    subtitle,
                                    -1);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  if (icon_name != NULL)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name (icon_name));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  adw_preferences_group_add (rows, row);
  return GTK_CHECK_BUTTON (check);
}
