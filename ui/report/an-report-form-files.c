// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The files of a form: chosen, or pasted and kept sealed in the vault until they are sent. */

#include "base/an-i18n.h"
#include "base/an-text.h"
#include "report/an-uuid.h"
#include "ui/report/an-report-form-private.h"

/* (transfer full) (nullable): another file with the same content */
static AnReportFile *
find_same (AnReportForm *self, AnReportFile *file)
{
  const char *sha256 = an_report_file_get_sha256 (file);
  guint length = g_list_model_get_n_items (G_LIST_MODEL (self->files));

  for (guint i = 0; i < length && sha256 != NULL; i++) {
    g_autoptr (AnReportFile) other = g_list_model_get_item (G_LIST_MODEL (self->files), i);

    if (other != file && g_strcmp0 (an_report_file_get_sha256 (other), sha256) == 0)
      return g_steal_pointer (&other);
  }
  return NULL;
}

/* The same bytes once are enough; whoever chose them twice is told. */
static void
on_file_changed (AnReportForm *self, AnReportFile *file)
{
  g_autoptr (AnReportFile) kept = g_object_ref (file);
  g_autoptr (AnReportFile) same = find_same (self, file);

  if (same != NULL && *an_report_file_get_note (file) == '\0') {
    g_autofree char *name = an_report_file_get_name (file);
    g_autofree char *other = an_report_file_get_name (same);

    an_report_form_remove_file (self, file);
    g_signal_emit_by_name (self, "duplicate", name, other);
    return;
  }
  an_report_form_changed (self);
}

/* @file: (transfer full). Returns: (transfer none) */
AnReportFile *
an_report_form_take_file (AnReportForm *self, AnReportFile *file)
{
  g_signal_connect_object (file, "changed", G_CALLBACK (on_file_changed), self, G_CONNECT_SWAPPED);
  g_list_store_append (self->files, file);
  an_report_form_changed (self);
  g_object_unref (file);
  return file;
}

/**
 * an_report_form_add_file:
 *
 * Returns: (transfer none) (nullable): the file; %NULL when it is there already, or there are as
 *   many as a report may have
 */
AnReportFile *
an_report_form_add_file (AnReportForm *self, const char *path)
{
  guint length;

  g_return_val_if_fail (AN_IS_REPORT_FORM (self), NULL);

  length = g_list_model_get_n_items (G_LIST_MODEL (self->files));
  if (length >= AN_REPORT_MAX_EVIDENCE)
    return NULL;
  for (guint i = 0; i < length; i++) {
    g_autoptr (AnReportFile) other = g_list_model_get_item (G_LIST_MODEL (self->files), i);

    if (g_str_equal (an_report_file_get_path (other), path))
      return NULL;
  }
  return an_report_form_take_file (self, an_report_file_new (path));
}

static void
on_pasted_kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!an_vault_put_finish (AN_VAULT (source), result, &error))
    g_warning ("what was pasted is not kept for later: %s", error->message);
  g_application_release (g_application_get_default ());
}

/**
 * an_report_form_add_pasted:
 * @name: for people
 * @content: a picture; nothing of it is on the disk in clear
 *
 * Returns: (transfer none) (nullable): the file; %NULL when there are too many, or no memory
 */
AnReportFile *
an_report_form_add_pasted (AnReportForm *self, const char *name, GBytes *content)
{
  AnVault *vault;
  AnReportFile *file;
  g_autofree char *id = an_uuid_new ();

  g_return_val_if_fail (AN_IS_REPORT_FORM (self), NULL);

  if (g_list_model_get_n_items (G_LIST_MODEL (self->files)) >= AN_REPORT_MAX_EVIDENCE)
    return NULL;
  file = an_report_file_new_pasted (id, name, content);
  if (file == NULL)
    return NULL;
  vault = an_store_get_vault (self->store);
  if (vault != NULL) {
    g_application_hold (g_application_get_default ());
    an_vault_put_async (vault, AN_REPORT_PASTED_KIND, id, content, NULL, on_pasted_kept, NULL);
  }
  return an_report_form_take_file (self, file);
}

static void
on_pasted_removed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!an_vault_remove_finish (AN_VAULT (source), result, &error) &&
      !g_error_matches (error, AN_VAULT_ERROR, AN_VAULT_ERROR_NOT_FOUND))
    g_warning ("what was pasted stays in the vault: %s", error->message);
  g_application_release (g_application_get_default ());
}

static void
remove_pasted (AnReportForm *self, AnReportFile *file)
{
  AnVault *vault = an_store_get_vault (self->store);
  const char *id = an_report_file_get_pasted_id (file);

  if (id == NULL || vault == NULL)
    return;
  g_application_hold (g_application_get_default ());
  an_vault_remove_async (vault, AN_REPORT_PASTED_KIND, id, NULL, on_pasted_removed, NULL);
}

/**
 * an_report_form_drop_pasted:
 *
 * The form is sent or discarded: what was pasted into it is not kept any more.
 */
void
an_report_form_drop_pasted (AnReportForm *self)
{
  g_return_if_fail (AN_IS_REPORT_FORM (self));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->files)); i++) {
    g_autoptr (AnReportFile) file = g_list_model_get_item (G_LIST_MODEL (self->files), i);

    remove_pasted (self, file);
  }
}

/**
 * an_report_form_look_again:
 *
 * Finds out which files vanished or changed since they were chosen.
 */
void
an_report_form_look_again (AnReportForm *self)
{
  g_return_if_fail (AN_IS_REPORT_FORM (self));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->files)); i++) {
    g_autoptr (AnReportFile) file = g_list_model_get_item (G_LIST_MODEL (self->files), i);

    an_report_file_look_again (file);
  }
}

void
an_report_form_remove_file (AnReportForm *self, AnReportFile *file)
{
  guint position;

  g_return_if_fail (AN_IS_REPORT_FORM (self));

  if (!g_list_store_find (self->files, file, &position))
    return;
  remove_pasted (self, file);
  g_list_store_remove (self->files, position);
  an_report_form_changed (self);
}
