// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* What happened, and the end of old data. */

#include "guardd/an-guard-store.h"

gboolean
an_guard_store_add_event (AnGuardStore *self,
                          guint32 uid,
                          AnEventKind kind,
                          gint64 detail,
                          gint64 at_usec,
                          GError **error)
{
  return an_database_run (an_guard_store_get_database (self),
                          error,
                          "INSERT INTO events (at, uid, kind, detail) VALUES ($1, $2, $3, $4)",
                          "iiii",
                          at_usec,
                          (gint64) uid,
                          (gint64) kind,
                          detail);
}

GArray *
an_guard_store_list_events (AnGuardStore *self,
                            guint32 uid,
                            gint64 from_usec,
                            gint64 until_usec,
                            guint limit,
                            GError **error)
{
  g_autoptr (GArray) events = g_array_new (FALSE, TRUE, sizeof (AnEventRecord));
  g_autoptr (GError) local = NULL;
  g_autoptr (AnRows) rows = an_database_query (an_guard_store_get_database (self),
                                               error,
                                               "SELECT at, uid, kind, detail FROM events "
                                               "WHERE uid = $1 AND at >= $2 AND at < $3 "
                                               "ORDER BY at DESC, id DESC LIMIT $4",
                                               "iiii",
                                               (gint64) uid,
                                               from_usec,
                                               until_usec,
                                               (gint64) limit);

  if (rows == NULL)
    return NULL;
  while (an_rows_next (rows, &local)) {
    AnEventRecord event = {
      .at = an_rows_int (rows, 0),
      .uid = (guint32) an_rows_int (rows, 1),
      .kind = (AnEventKind) CLAMP (an_rows_int (rows, 2), 0, AN_EVENT_LAST),
      .detail = an_rows_int (rows, 3),
    };

    g_array_append_val (events, event);
  }
  if (local != NULL) {
    g_propagate_error (error, g_steal_pointer (&local));
    return NULL;
  }
  return g_steal_pointer (&events);
}

typedef struct {
  guint32 uid; /* 0: all */
  gint64 day;
  gint64 at_usec;
} Forget;

static gboolean
forget_rows (AnDatabase *database, gpointer data, GError **error)
{
  static const char *const statements[] = {
    "DELETE FROM events WHERE at < $1 AND ($2 = 0 OR uid = $2)",
    "DELETE FROM requests WHERE asked_at < $1 AND ($2 = 0 OR uid = $2)",
    "DELETE FROM grants WHERE expires_usec < $1 AND ($2 = 0 OR uid = $2)",
  };
  const Forget *forget = data;

  for (gsize i = 0; i < G_N_ELEMENTS (statements); i++)
    if (!an_database_run (database,
                          error,
                          statements[i],
                          "ii",
                          forget->at_usec,
                          (gint64) forget->uid))
      return FALSE;
  return an_database_run (database,
                          error,
                          "DELETE FROM days WHERE day < $1 AND ($2 = 0 OR uid = $2)",
                          "ii",
                          forget->day,
                          (gint64) forget->uid);
}

/**
 * an_guard_store_forget_before:
 * @uid: whose, 0: everybody's and what concerns the whole PC
 * @day: days since 1970: use before it is deleted
 * @at_usec: events, requests and lapsed grants before it are deleted
 */
gboolean
an_guard_store_forget_before (AnGuardStore *self,
                              guint32 uid,
                              gint64 day,
                              gint64 at_usec,
                              GError **error)
{
  Forget forget = { uid, day, at_usec };

  return an_database_transact (an_guard_store_get_database (self), forget_rows, &forget, error);
}
