// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Asks where to save a document, and writes it without holding up the window. */

#include "ui/widgets/an-save-file.h"

#include "base/an-i18n.h"

typedef struct {
  GtkWidget *widget;             /* (owned) */
  GtkFileChooserNative *chooser; /* (owned) */
  AnSaveChosen chosen;           /* (nullable) */
  AnSaveWrite write;
  gpointer data; /* (owned) */
  GDestroyNotify data_free;
  char *path; /* (owned) (nullable) until it is chosen */
} Save;

static void
save_free (gpointer data)
{
  Save *save = data;

  g_clear_object (&save->chooser);
  g_object_unref (save->widget);
  if (save->data_free != NULL)
    save->data_free (save->data);
  g_free (save->path);
  g_free (save);
}

static void
write_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Save *save = task_data;
  GError *error = NULL;

  if (save->write (save->path, save->data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_write_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Save *save = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error)) {
    g_autofree char *name = g_filename_display_basename (save->path);

    /* Translators: %s is the name of a file */
    text = g_strdup_printf (_ ("Saved as %s"), name);
  } else {
    text = g_strdup_printf (_ ("Could not be saved: %s"), error->message);
  }
  gtk_widget_activate_action (save->widget, "win.toast", "s", text);
}

static void
on_response (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  Save *save = user_data;
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_autoptr (GTask) task = NULL;

  save->path = response == GTK_RESPONSE_ACCEPT && file != NULL ? g_file_get_path (file) : NULL;
  if (save->path == NULL) {
    save_free (save);
    return;
  }
  if (save->chosen != NULL)
    save->chosen (file);
  task = g_task_new (NULL, NULL, on_write_ready, NULL);
  g_task_set_source_tag (task, an_save_file);
  g_task_set_task_data (task, save, save_free);
  g_task_run_in_thread (task, write_in_thread);
}

/**
 * an_save_file:
 * @widget: what asks
 * @file_name: proposed; says nothing of what is in it
 * @chosen: (nullable): told of the file before it is written
 * @data: (transfer full): for @write
 */
void
an_save_file (GtkWidget *widget,
              const char *title,
              const char *file_name,
              AnSaveChosen chosen,
              AnSaveWrite write,
              gpointer data,
              GDestroyNotify data_free)
{
  Save *save = g_new0 (Save, 1);

  save->widget = g_object_ref (widget);
  save->chosen = chosen;
  save->write = write;
  save->data = data;
  save->data_free = data_free;
  save->chooser = gtk_file_chooser_native_new (title,
                                               GTK_WINDOW (gtk_widget_get_root (widget)),
                                               GTK_FILE_CHOOSER_ACTION_SAVE,
                                               _ ("_Save"), _ ("_Cancel"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (save->chooser), file_name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (save->chooser), TRUE);
  g_signal_connect (save->chooser, "response", G_CALLBACK (on_response), save);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (save->chooser));
}

/* Writes @text, a string. */
gboolean
an_save_file_write_text (const char *path, gpointer text, GError **error)
{
  return g_file_set_contents (path, text, -1, error);
}
