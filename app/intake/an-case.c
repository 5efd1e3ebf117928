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

/* Finds the key of the report that is sealed to @officer; none is no error. */
static gboolean
add_key (AnCase *self, AnDatabase *database, const AnStaff *officer, GError **error)
{
  g_autoptr (AnRows) rows = NULL;
  g_autoptr (GError) broken = NULL;
  const guint8 *public_key, *secret_key;

  rows = an_database_query (database,
                            error,
                            "SELECT recipient, sealed FROM report_key WHERE report = $1",
                            "s",
                            self->id);
  if (rows == NULL)
    return FALSE;
  while (self->sealed_key == NULL && an_rows_next (rows, &broken)) {
    const char *recipient = an_rows_text (rows, 0);

    if (!g_str_has_prefix (recipient, AN_ENVELOPE_OFFICE_PREFIX) ||
        !an_staff_find_key (officer,
                            recipient + strlen (AN_ENVELOPE_OFFICE_PREFIX),
                            &public_key,
                            &secret_key))
      continue;
    self->recipient = g_strdup (recipient);
    self->sealed_key = an_rows_bytes (rows, 1);
  }
  if (broken == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&broken));
  return FALSE;
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
  self->assignee = g_strdup (an_rows_text (rows, 11));
  self->substate = g_strdup (an_rows_text (rows, 12));
  self->remind_on = g_strdup (an_rows_text (rows, 13));
  self->duplicate_of = g_strdup (an_rows_text (rows, 14));
  self->labels = g_strdup (an_rows_text (rows, 15));
  return self;
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
  g_free (self->assignee);
  g_free (self->substate);
  g_free (self->remind_on);
  g_free (self->duplicate_of);
  g_free (self->labels);
  g_clear_pointer (&self->content, g_bytes_unref);
  g_clear_pointer (&self->sealed_key, g_bytes_unref);
  g_free (self->recipient);
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
  const guint8 *public_key, *secret_key;

  if (self->sealed_key != NULL && self->content != NULL &&
      an_staff_find_key (officer,
                         self->recipient + strlen (AN_ENVELOPE_OFFICE_PREFIX),
                         &public_key,
                         &secret_key))
    return an_seal_unwrap_key (self->sealed_key,
                               self->id,
                               self->recipient,
                               public_key,
                               secret_key,
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

  if (self->report != NULL)
    return TRUE;
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
