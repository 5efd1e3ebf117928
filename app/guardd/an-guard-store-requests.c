// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The children's wishes for more time. */

#include "guardd/an-guard-store.h"

#define COLUMNS "id, uid, minutes, reason, asked_at, answered_at, state, granted_minutes"

const char *const an_request_state_ids[] = { "open", "approved", "declined", "expired", NULL };

AnTimeRequest *
an_time_request_new (void)
{
  return g_new0 (AnTimeRequest, 1);
}

void
an_time_request_free (AnTimeRequest *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->reason);
  g_free (self);
}

static AnTimeRequest *
read_row (AnRows *rows)
{
  AnTimeRequest *request = an_time_request_new ();

  request->id = g_strdup (an_rows_text (rows, 0));
  request->uid = (guint32) an_rows_int (rows, 1);
  request->minutes = (int) an_rows_int (rows, 2);
  request->reason = g_strdup (an_rows_text (rows, 3));
  request->asked_at = an_rows_int (rows, 4);
  request->answered_at = an_rows_int (rows, 5);
  request->state = (AnRequestState) CLAMP (an_rows_int (rows, 6), 0, AN_REQUEST_EXPIRED);
  request->granted_minutes = (int) an_rows_int (rows, 7);
  return request;
}

gboolean
an_guard_store_put_request (AnGuardStore *self, const AnTimeRequest *request, GError **error)
{
  return an_database_run (an_guard_store_get_database (self),
                          error,
                          "INSERT INTO requests (" COLUMNS ") "
                          "VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO UPDATE SET "
                          "answered_at = $6, state = $7, granted_minutes = $8",
                          "siisiiii",
                          request->id,
                          (gint64) request->uid,
                          (gint64) request->minutes,
                          request->reason,
                          request->asked_at,
                          request->answered_at,
                          (gint64) request->state,
                          (gint64) request->granted_minutes);
}

/**
 * an_guard_store_get_request:
 *
 * Returns: (transfer full) (nullable): the request; %NULL without an error when there is none
 */
AnTimeRequest *
an_guard_store_get_request (AnGuardStore *self, const char *id, GError **error)
{
  g_autoptr (AnRows) rows = an_database_query (an_guard_store_get_database (self),
                                               error,
                                               "SELECT " COLUMNS " FROM requests WHERE id = $1",
                                               "s",
                                               id);

  if (rows == NULL || !an_rows_next (rows, error))
    return NULL;
  return read_row (rows);
}

GPtrArray *
an_guard_store_list_requests (AnGuardStore *self, guint32 uid, guint limit, GError **error)
{
  g_autoptr (GPtrArray) requests =
      g_ptr_array_new_with_free_func ((GDestroyNotify) an_time_request_free);
  g_autoptr (GError) local = NULL;
  g_autoptr (AnRows) rows =
      an_database_query (an_guard_store_get_database (self),
                         error,
                         "SELECT " COLUMNS " FROM requests WHERE uid = $1 OR $1 = 0 "
                         "ORDER BY asked_at DESC, id LIMIT $2",
                         "ii",
                         (gint64) uid,
                         (gint64) limit);

  if (rows == NULL)
    return NULL;
  while (an_rows_next (rows, &local))
    g_ptr_array_add (requests, read_row (rows));
  if (local != NULL) {
    g_propagate_error (error, g_steal_pointer (&local));
    return NULL;
  }
  return g_steal_pointer (&requests);
}

gint64
an_guard_store_count_requests (AnGuardStore *self,
                               guint32 uid,
                               gint64 since_usec,
                               gboolean open_only,
                               GError **error)
{
  g_autoptr (AnRows) rows =
      an_database_query (an_guard_store_get_database (self),
                         error,
                         "SELECT count(*) FROM requests "
                         "WHERE uid = $1 AND asked_at >= $2 AND (state = 0 OR $3 = 0)",
                         "iii",
                         (gint64) uid,
                         since_usec,
                         (gint64) open_only);

  if (rows == NULL || !an_rows_next (rows, error))
    return -1;
  return an_rows_int (rows, 0);
}
