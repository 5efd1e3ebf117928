// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Mending what a check found: plan → show → do → verify, and taking it back. */

#include "ui/privacy/an-privacy-fix.h"

#include "base/an-i18n.h"
#include "privacy/an-fix.h"

typedef enum { PLAN, APPLY, UNDO } Step;

/* One step, in a thread; what it needs of the widget is asked when it is back. */
typedef struct {
  Step step;
  AnCheckContext *context; /* (owned) */
  char *check;             /* (owned) */
  AnFix *fix;              /* (owned) (nullable) */
  AnPrivacyModel *model;   /* (owned) */
} Work;

static void start_step (GtkWidget *widget, AnPrivacyModel *model, Work *work);

/* Helpers */

static Work *
new_work (Step step, AnPrivacyModel *model, const char *check)
{
  Work *work = g_new0 (Work, 1);

  work->step = step;
  work->context = an_check_context_new (NULL, an_privacy_model_get_person (model));
  work->check = g_strdup (check);
  work->model = g_object_ref (model);
  return work;
}

static void
free_work (Work *work)
{
  an_check_context_unref (work->context);
  g_free (work->check);
  g_clear_pointer (&work->fix, an_fix_free);
  g_object_unref (work->model);
  g_free (work);
}

static AdwMessageDialog *
make_dialog (GtkWidget *widget, const char *heading, const char *body)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  return ADW_MESSAGE_DIALOG (
      adw_message_dialog_new (root != NULL ? GTK_WINDOW (root) : NULL, heading, body));
}

static void
tell (GtkWidget *widget, const char *heading, const char *body)
{
  AdwMessageDialog *dialog = make_dialog (widget, heading, body);

  adw_message_dialog_add_response (dialog, "close", _ ("Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Asking */

static void
on_confirm_response (AdwMessageDialog *dialog, const char *response, GtkWidget *widget)
{
  Work *work = g_object_steal_data (G_OBJECT (dialog), "an-work");

  if (!g_str_equal (response, "mend")) {
    free_work (work);
    return;
  }
  work->step = APPLY;
  start_step (widget, work->model, work);
}

static void
on_command_response (AdwMessageDialog *dialog, const char *response, GtkWidget *widget)
{
  Work *work = g_object_get_data (G_OBJECT (dialog), "an-work");

  if (g_str_equal (response, "copy"))
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), work->fix->command);
}

static void
show_command (GtkWidget *widget, Work *work)
{
  g_autofree char *body = g_strdup_printf (
      "%s.\n\n%s",
      work->fix->words,
      _ ("That takes an administrator. Copy this line into a terminal of theirs:"));
  AdwMessageDialog *dialog = make_dialog (widget, _ ("An administrator can mend this"), body);
  GtkWidget *label = gtk_label_new (work->fix->command);

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "monospace");
  adw_message_dialog_set_extra_child (dialog, label);
  adw_message_dialog_add_response (dialog, "close", _ ("Close"));
  adw_message_dialog_add_response (dialog, "copy", C_ ("to the clipboard", "Copy"));
  adw_message_dialog_set_response_appearance (dialog, "copy", ADW_RESPONSE_SUGGESTED);
  g_object_set_data_full (G_OBJECT (dialog), "an-work", work, (GDestroyNotify) free_work);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_command_response), widget, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
show_changes (GtkWidget *widget, Work *work)
{
  g_autoptr (GString) body = g_string_new (NULL);
  AdwMessageDialog *dialog;

  for (guint i = 0; i < work->fix->changes->len; i++) {
    const AnChange *change = g_ptr_array_index (work->fix->changes, i);

    g_string_append_printf (body, "• %s\n", change->words);
  }
  g_string_append_printf (body, "\n%s", _ ("Nothing else is changed, and it can be undone."));
  dialog = make_dialog (widget, _ ("This is what will change"), body->str);
  adw_message_dialog_add_response (dialog, "cancel", _ ("Cancel"));
  adw_message_dialog_add_response (dialog, "mend", C_ ("button: mend a setting", "Mend it"));
  adw_message_dialog_set_response_appearance (dialog, "mend", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "mend");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "an-work", work, (GDestroyNotify) free_work);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_confirm_response), widget, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Doing */

static void
run_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Work *work = task_data;
  GError *error = NULL;
  gboolean is_done = TRUE;

  switch (work->step) {
  case PLAN:
    work->fix = an_fix_plan (work->context, work->check);
    break;
  case APPLY:
    is_done = an_fix_apply (work->fix, work->context, &error) &&
              an_fix_remember (work->fix, work->context, &error);
    break;
  case UNDO:
  default:
    work->fix = an_fix_recall (work->context, work->check);
    if (work->fix != NULL)
      is_done = an_fix_undo (work->fix, work->context, &error) &&
                an_fix_forget (work->context, work->check, &error);
    break;
  }
  if (is_done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_step_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GtkWidget *widget = GTK_WIDGET (source);
  Work *work = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_done = g_task_propagate_boolean (G_TASK (result), &error);

  if (work->step != PLAN)
    an_privacy_model_check_again (work->model);
  if (!is_done) {
    tell (widget,
          work->step == UNDO
          ? _ ("It could not be undone")
          : _ ("It could not be mended"), error->message);
  } else if (work->step == PLAN && work->fix == NULL) {
    tell (widget,
          _ ("An Nhi cannot mend this by itself"), _ ("The steps on this page say how to do it."));
  } else if (work->step == PLAN) {
    if (work->fix->command != NULL)
      show_command (widget, work);
    else
      show_changes (widget, work);
    return;
  } else {
    gtk_widget_activate_action (widget,
                                "win.toast",
                                "s",
                                work->step == UNDO
                                ? _ ("It is as it was before")
                                : _ ("Mended"));
  }
  free_work (work);
}

/* @work: (transfer full) */
static void
start_step (GtkWidget *widget, AnPrivacyModel *model, Work *work)
{
  g_autoptr (GTask) task = g_task_new (widget, NULL, on_step_ready, work);

  g_task_set_source_tag (task, start_step);
  g_task_set_task_data (task, work, NULL);
  g_task_run_in_thread (task, run_in_thread);
}

/* Public */

void
an_privacy_fix_start (GtkWidget *widget, AnPrivacyModel *model, const char *check)
{
  start_step (widget, model, new_work (PLAN, model, check));
}

void
an_privacy_fix_undo (GtkWidget *widget, AnPrivacyModel *model, const char *check)
{
  start_step (widget, model, new_work (UNDO, model, check));
}
