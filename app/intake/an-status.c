// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * The status of a report for whoever holds its receipt. Every look-up tells when the receipt was
 * used before, so that a child sees whether somebody else has it.
 */

#include "intake/an-status.h"

#include "base/an-time.h"

/* Helpers */

static void
add_text (JsonBuilder *builder, const char *key, const char *text)
{
  json_builder_set_member_name (builder, key);
  if (text == NULL)
    json_builder_add_null_value (builder);
  else
    json_builder_add_string_value (builder, text);
}

static gboolean
add_history (JsonBuilder *builder, AnDatabase *database, const char *report, GError **error)
{
  g_autoptr (AnRows) rows = NULL;
  g_autoptr (GError) broken = NULL;

  rows = an_database_query (
      database,
      error,
      "SELECT state, changed_at FROM history WHERE report = $1 ORDER BY position",
      "s",
      report);
  if (rows == NULL)
    return FALSE;
  json_builder_set_member_name (builder, "history");
  json_builder_begin_array (builder);
  while (an_rows_next (rows, &broken)) {
    json_builder_begin_object (builder);
    add_text (builder, "state", an_rows_text (rows, 0));
    add_text (builder, "at", an_rows_text (rows, 1));
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
  if (broken == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&broken));
  return FALSE;
}

static gboolean
add_report (JsonBuilder *builder, AnDatabase *database, const AnAccess *access, GError **error)
{
  g_autoptr (AnRows) rows = NULL;
  g_autofree char *expires_at = NULL;
  g_autofree char *last_access_at = NULL;
  gint64 last_access;

  rows = an_database_query (
      database,
      error,
      "SELECT outcome, public_note, received_at, last_access FROM report WHERE id = $1",
      "s",
      access->report);
  if (rows == NULL || !an_rows_next (rows, error))
    return FALSE;
  if (g_str_equal (access->state, "open"))
    expires_at = an_time_to_rfc3339 (access->expires);
  last_access = an_rows_int (rows, 3);
  if (last_access != 0)
    last_access_at = an_time_to_rfc3339 (last_access);
  add_text (builder, "schema", AN_STATUS_SCHEMA);
  add_text (builder, "id", access->report);
  add_text (builder, "state", access->state);
  add_text (builder, "outcome", an_rows_text (rows, 0));
  add_text (builder, "public_note", an_rows_text (rows, 1));
  add_text (builder, "received_at", an_rows_text (rows, 2));
  add_text (builder, "expires_at", expires_at);
  add_text (builder, "last_access_at", last_access_at);
  return TRUE;
}

/* Public */

/**
 * an_status_read:
 * @access: whose report, with the verifier of the receipt
 * @now: µs since 1970
 *
 * Returns: (transfer full): `vn.annhi.status/1`
 */
JsonNode *
an_status_read (AnAccess *access, AnDatabase *database, gint64 now, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (!an_access_find (access, database, now, error))
    return NULL;
  json_builder_begin_object (builder);
  if (!add_report (builder, database, access, error) ||
      !add_history (builder, database, access->report, error))
    return NULL;
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

/* The receipt was used now; a full disk (@database %NULL) does not keep anybody from it. */
gboolean
an_status_note_access (const AnAccess *access, AnDatabase *database, gint64 now, GError **error)
{
  return database == NULL || an_database_run (database,
                                              error,
                                              "UPDATE report SET last_access = $1 WHERE id = $2",
                                              "is",
                                              now,
                                              access->report);
}
