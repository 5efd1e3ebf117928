// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Cases out of the store and opened with an officer's key. How they are shown is an-case-text.c's.
 */

#include "intake/an-case.h"

#include <string.h>

#include "base/an-i18n.h"
#include "base/an-json.h"
#include "report/an-envelope.h"

#define RECEIVED " WHERE state <> 'open' AND state <> 'expired'"

/* Helpers */

/* (transfer full): the key of @report sealed to @officer, NULL with no error when there is none */
static GBytes *
find_sealed_key (AnDatabase *database, const char *report, const AnStaff *officer, GError **error)
{
  g_autofree char *recipient = g_strconcat (AN_ENVELOPE_OFFICE_PREFIX, officer->key_id, NULL);
  g_autoptr (AnRows) rows = NULL;

  rows = an_database_query (database,
                            error,
                            "SELECT sealed FROM report_key WHERE report = $1 AND recipient = $2",
                            "ss",
                            report,
                            recipient);
  return rows != NULL && an_rows_next (rows, error) ? an_rows_bytes (rows, 0) : NULL;
}

static AnCase *
read_row (AnRows *rows)
{
  AnCase *self = g_new0 (AnCase, 1);

  self->id = g_strdup (an_rows_text (rows, 0));
  self->received_at = g_strdup (an_rows_text (rows, 1));
  self->urgency = g_strdup (an_rows_text (rows, 2));
  self->state = g_strdup (an_rows_text (rows, 3));
  self->content = an_rows_bytes (rows, 4);
  self->outcome = g_strdup (an_rows_text (rows, 5));
  self->public_note = g_strdup (an_rows_text (rows, 6));
  self->acted_at = g_strdup (an_rows_text (rows, 7));
  self->revision = an_rows_int (rows, 8);
  self->queue = an_rows_int (rows, 9);
  self->unread = an_rows_int (rows, 10);
  return self;
}

static gboolean
add_key (AnCase *self, AnDatabase *database, const AnStaff *officer, GError **error)
{
  g_autoptr (GError) broken = NULL;

  self->sealed_key = find_sealed_key (database, self->id, officer, &broken);
  if (broken == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&broken));
  return FALSE;
}

/* Public */

/**
 * an_case_read_all:
 * @rows: (transfer full): of %AN_CASE_COLUMNS
 *
 * Returns: (transfer container) (element-type AnCase)
 */
GPtrArray *
an_case_read_all (AnRows *rows, AnDatabase *database, const AnStaff *officer, GError **error)
{
  g_autoptr (GPtrArray) cases = g_ptr_array_new_with_free_func ((GDestroyNotify) an_case_free);
  g_autoptr (AnRows) owned = rows;
  g_autoptr (GError) broken = NULL;

  while (an_rows_next (owned, &broken))
    g_ptr_array_add (cases, read_row (owned));
  if (broken != NULL) {
    g_propagate_error (error, g_steal_pointer (&broken));
    return NULL;
  }
  for (guint i = 0; i < cases->len; i++)
    if (!add_key (g_ptr_array_index (cases, i), database, officer, error))
      return NULL;
  return g_steal_pointer (&cases);
}

/**
 * an_case_list:
 *
 * Returns: (transfer container) (element-type AnCase): all that was received, the newest last
 */
GPtrArray *
an_case_list (AnDatabase *database, const AnStaff *officer, GError **error)
{
  AnRows *rows =
      an_database_query (database, error, AN_CASE_COLUMNS RECEIVED " ORDER BY received_at, id", "");

  return rows == NULL ? NULL : an_case_read_all (rows, database, officer, error);
}

AnCase *
an_case_find (AnDatabase *database, const char *id, const AnStaff *officer, GError **error)
{
  g_autoptr (AnCase) self = NULL;
  g_autoptr (AnRows) rows = NULL;
  g_autoptr (GError) broken = NULL;

  rows = an_database_query (database, error, AN_CASE_COLUMNS RECEIVED " AND id = $1", "s", id);
  if (rows == NULL)
    return NULL;
  if (!an_rows_next (rows, &broken)) {
    if (broken != NULL)
      g_propagate_error (error, g_steal_pointer (&broken));
    else
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _ ("there is no case with this id"));
    return NULL;
  }
  self = read_row (rows);
  return add_key (self, database, officer, error) ? g_steal_pointer (&self) : NULL;
}

void
an_case_free (AnCase *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->received_at);
  g_free (self->urgency);
  g_free (self->state);
  g_free (self->outcome);
  g_free (self->public_note);
  g_free (self->acted_at);
  g_clear_pointer (&self->content, g_bytes_unref);
  g_clear_pointer (&self->sealed_key, g_bytes_unref);
  an_seal_key_clear (&self->key);
  g_clear_pointer (&self->report, an_report_free);
  g_free (self->found);
  g_free (self);
}

/**
 * an_case_unlock:
 *
 * Opens the key of the report, which is enough to seal something with it.
 */
gboolean
an_case_unlock (AnCase *self, const AnStaff *officer, GError **error)
{
  g_autofree char *recipient = g_strconcat (AN_ENVELOPE_OFFICE_PREFIX, officer->key_id, NULL);

  if (self->sealed_key != NULL && self->content != NULL)
    return an_seal_unwrap_key (self->sealed_key,
                               self->id,
                               recipient,
                               officer->public_key,
                               officer->secret_key,
                               &self->key,
                               error);
  g_set_error (error,
               AN_SEAL_ERROR,
               AN_SEAL_ERROR_NO_KEY,
               _ ("this report is not sealed to this officer"));
  return FALSE;
}

/**
 * an_case_open:
 *
 * Opens the report. What is in it was written by strangers and is read as strictly as anything.
 */
gboolean
an_case_open (AnCase *self, const AnStaff *officer, GError **error)
{
  g_autoptr (GBytes) plain = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (AnReport) report = NULL;

  if (!an_case_unlock (self, officer, error))
    return FALSE;
  plain = an_seal_open_bytes (self->content, &self->key, self->id, "content", error);
  if (plain == NULL)
    return FALSE;
  root = an_json_parse (g_bytes_get_data (plain, NULL),
                        g_bytes_get_size (plain),
                        AN_REPORT_MAX_BYTES,
                        error);
  report = root ? an_report_from_json (root, error) : NULL;
  if (report == NULL)
    return FALSE;
  if (g_strcmp0 (report->id, self->id) != 0) {
    g_set_error (error,
                 AN_SEAL_ERROR,
                 AN_SEAL_ERROR_BROKEN,
                 _ ("the report inside has another id than its envelope"));
    return FALSE;
  }
  self->report = g_steal_pointer (&report);
  return TRUE;
}
