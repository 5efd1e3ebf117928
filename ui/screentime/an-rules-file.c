// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Asks for a file, then writes rules to it or reads them from it. */

#include "ui/screentime/an-rules-file.h"

#include "base/an-i18n.h"
#include "base/an-json.h"

#define FILE_NAME "luat-dung-may.json"

static GtkFileChooserNative *
create_chooser (GtkWidget *parent,
                GtkFileChooserAction action,
                const char *title,
                const char *accept)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  GtkFileChooserNative *chooser =
      gtk_file_chooser_native_new (title,
                                   GTK_WINDOW (gtk_widget_get_root (parent)),
                                   action,
                                   accept,
                                   _ ("Cancel"));

  gtk_file_filter_set_name (filter, _ ("Rules (JSON)"));
  gtk_file_filter_add_pattern (filter, "*.json");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
  if (action == GTK_FILE_CHOOSER_ACTION_OPEN) {
    g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

    gtk_file_filter_set_name (all, _ ("All files"));
    gtk_file_filter_add_pattern (all, "*");
    gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), all);
  }
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  return chooser;
}

/* Export */

static void
on_replace_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    g_task_return_pointer (task, g_file_get_parse_name (G_FILE (source)), g_free);
  else
    g_task_return_error (task, error);
}

static void
on_export_response (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  GBytes *content = g_task_get_task_data (task);

  g_object_unref (dialog);
  if (response != GTK_RESPONSE_ACCEPT || file == NULL) {
    g_task_return_pointer (task, NULL, NULL);
    return;
  }
  g_file_replace_contents_bytes_async (file,
                                       content,
                                       NULL,
                                       FALSE,
                                       G_FILE_CREATE_PRIVATE,
                                       g_task_get_cancellable (task),
                                       on_replace_ready,
                                       g_object_ref (task));
}

/**
 * an_rules_file_export_async:
 * @parent: a widget of the window that asks
 *
 * Asks where, and writes the document of @policy there.
 */
void
an_rules_file_export_async (GtkWidget *parent,
                            const AnPolicy *policy,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task = g_task_new (parent, cancellable, callback, user_data);
  g_autoptr (JsonNode) document = an_policy_to_json (policy);
  g_autofree char *text = an_json_to_string (document, TRUE);
  g_autofree char *content = g_strconcat (text, "\n", NULL);
  GtkFileChooserNative *chooser = create_chooser (parent,
                                                  GTK_FILE_CHOOSER_ACTION_SAVE,
                                                  _ ("Save the rules to a file"), _ ("Save"));

  g_task_set_source_tag (task, an_rules_file_export_async);
  g_task_set_task_data (task,
                        g_bytes_new (content, strlen (content)),
                        (GDestroyNotify) g_bytes_unref);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), FILE_NAME);
  g_signal_connect (chooser, "response", G_CALLBACK (on_export_response), task);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/* Returns: (transfer full) (nullable): the name of the file; %NULL without error: none was picked
 */
char *
an_rules_file_export_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Import */

static void
free_import (gpointer data)
{
  an_policy_import_free (data);
}

static void
on_read_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GInputStream *stream = G_INPUT_STREAM (source);
  GError *error = NULL;
  g_autoptr (GBytes) bytes = g_input_stream_read_bytes_finish (stream, result, &error);
  GByteArray *content = g_task_get_task_data (task);
  AnPolicyImport *import;

  if (bytes == NULL) {
    g_task_return_error (task, error);
    return;
  }
  g_byte_array_append (content, g_bytes_get_data (bytes, NULL), (guint) g_bytes_get_size (bytes));
  if (g_bytes_get_size (bytes) > 0 && content->len <= AN_POLICY_MAX_BYTES) {
    g_input_stream_read_bytes_async (stream,
                                     AN_POLICY_MAX_BYTES,
                                     G_PRIORITY_DEFAULT,
                                     g_task_get_cancellable (task),
                                     on_read_ready,
                                     g_object_ref (task));
    return;
  }
  import = an_policy_import_any ((const char *) content->data, content->len, &error);
  if (import != NULL)
    g_task_return_pointer (task, import, free_import);
  else
    g_task_return_error (task, error);
}

static void
on_open_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read_finish (G_FILE (source), result, &error);

  if (stream == NULL) {
    g_task_return_error (task, error);
    return;
  }
  g_input_stream_read_bytes_async (G_INPUT_STREAM (stream),
                                   AN_POLICY_MAX_BYTES,
                                   G_PRIORITY_DEFAULT,
                                   g_task_get_cancellable (task),
                                   on_read_ready,
                                   g_object_ref (task));
}

static void
on_import_response (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

  g_object_unref (dialog);
  if (response != GTK_RESPONSE_ACCEPT || file == NULL) {
    g_task_return_pointer (task, NULL, NULL);
    return;
  }
  g_file_read_async (file,
                     G_PRIORITY_DEFAULT,
                     g_task_get_cancellable (task),
                     on_open_ready,
                     g_object_ref (task));
}

/**
 * an_rules_file_import_async:
 * @parent: a widget of the window that asks
 *
 * Asks which file, and reads rules from it: ours, timekpr's or malcontent's.
 */
void
an_rules_file_import_async (GtkWidget *parent,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task = g_task_new (parent, cancellable, callback, user_data);
  GtkFileChooserNative *chooser =
      create_chooser (parent,
                      GTK_FILE_CHOOSER_ACTION_OPEN,
                      _ ("Take the rules from a file"), C_ ("file", "Open"));

  g_task_set_source_tag (task, an_rules_file_import_async);
  g_task_set_task_data (task, g_byte_array_new (), (GDestroyNotify) g_byte_array_unref);
  g_signal_connect (chooser, "response", G_CALLBACK (on_import_response), task);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/* Returns: (transfer full) (nullable): the rules; %NULL without error: no file was picked */
AnPolicyImport *
an_rules_file_import_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
