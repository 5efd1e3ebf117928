// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Days, grants, the trusted time and settings. */

#include <stdlib.h>

#include "guardd/an-guard-store.h"

#define HIGH_WATER "time-high-water"
#define DAY_OPENED "time-day-opened"

/* 24 numbers of µs with spaces between. */
static char *
format_hours (const AnLedgerDay *day)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (int i = 0; i < AN_LEDGER_HOURS; i++)
    g_string_append_printf (text, "%s%lld", i > 0 ? " " : "", (long long) day->hours_usec[i]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
parse_hours (const char *text, AnLedgerDay *day)
{
  g_auto (GStrv) parts = g_strsplit (text != NULL ? text : "", " ", AN_LEDGER_HOURS);

  for (int i = 0; i < AN_LEDGER_HOURS && parts[i] != NULL; i++)
    day->hours_usec[i] = g_ascii_strtoll (parts[i], NULL, 10);
}

static gboolean
save_day (AnDatabase *database, guint32 uid, const AnLedgerDay *day, GError **error)
{
  g_autofree char *hours = format_hours (day);

  return an_database_run (database,
                          error,
                          "INSERT INTO days (uid, day, used_usec, bonus_usec, hours, verified) "
                          "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (uid, day) DO UPDATE SET "
                          "used_usec = $3, bonus_usec = $4, hours = $5, verified = $6",
                          "iiiisi",
                          (gint64) uid,
                          day->day,
                          day->used_usec,
                          day->bonus_usec,
                          hours,
                          (gint64) day->verified);
}

static gboolean
save_grant (AnDatabase *database, guint32 uid, AnLedgerGrant *grant, GError **error)
{
  g_autoptr (AnRows) rows = NULL;

  if (grant->id != 0)
    return an_database_run (database,
                            error,
                            "UPDATE grants SET remaining_usec = $2 WHERE id = $1",
                            "ii",
                            grant->id,
                            grant->remaining_usec);
  rows = an_database_query (database,
                            error,
                            "INSERT INTO grants (uid, remaining_usec, expires_usec, note) "
                            "VALUES ($1, $2, $3, $4) RETURNING id",
                            "iiis",
                            (gint64) uid,
                            grant->remaining_usec,
                            grant->expires_usec,
                            grant->note);
  if (rows == NULL || !an_rows_next (rows, error))
    return FALSE;
  grant->id = an_rows_int (rows, 0);
  return TRUE;
}

static gboolean
save_ledger (AnDatabase *database, AnGuardChild *child, GError **error)
{
  AnLedger *ledger = child->ledger;

  for (guint i = 0; i < ledger->days->len; i++) {
    AnLedgerDay *day = &g_array_index (ledger->days, AnLedgerDay, i);

    if (day->changed && !save_day (database, child->uid, day, error))
      return FALSE;
  }
  for (guint i = 0; i < ledger->grants->len; i++) {
    AnLedgerGrant *grant = ledger->grants->pdata[i];

    if (grant->changed && !save_grant (database, child->uid, grant, error))
      return FALSE;
  }
  return an_database_run (database,
                          error,
                          "UPDATE children SET paused = $2 WHERE uid = $1 AND paused <> $2",
                          "ii",
                          (gint64) child->uid,
                          (gint64) ledger->paused);
}

static gboolean
put_setting (AnDatabase *database, const char *name, const char *value, GError **error)
{
  return an_database_run (database,
                          error,
                          "INSERT INTO settings (name, value) VALUES ($1, $2) "
                          "ON CONFLICT (name) DO UPDATE SET value = $2",
                          "ss",
                          name,
                          value);
}

static gboolean
save_number (AnDatabase *database, const char *name, gint64 number, GError **error)
{
  g_autofree char *text = g_strdup_printf ("%lld", (long long) number);

  return put_setting (database, name, text, error);
}

typedef struct {
  GPtrArray *children;
  const AnTrustedTimeState *time;
} Save;

static gboolean
save_all (AnDatabase *database, gpointer data, GError **error)
{
  Save *save = data;

  for (guint i = 0; i < save->children->len; i++)
    if (!save_ledger (database, save->children->pdata[i], error))
      return FALSE;
  return save_number (database, HIGH_WATER, save->time->high_water, error) &&
         save_number (database, DAY_OPENED, save->time->day_opened_at, error);
}

static void
mark_saved (GPtrArray *children)
{
  for (guint c = 0; c < children->len; c++) {
    AnLedger *ledger = ((AnGuardChild *) children->pdata[c])->ledger;

    for (guint i = 0; i < ledger->days->len; i++)
      g_array_index (ledger->days, AnLedgerDay, i).changed = FALSE;
    for (guint i = 0; i < ledger->grants->len; i++)
      ((AnLedgerGrant *) ledger->grants->pdata[i])->changed = FALSE;
  }
}

/* A grant that got its id in a transaction that then failed is not in the file. */
static void
forget_new_ids (GPtrArray *children, GHashTable *known)
{
  for (guint c = 0; c < children->len; c++) {
    AnLedger *ledger = ((AnGuardChild *) children->pdata[c])->ledger;

    for (guint i = 0; i < ledger->grants->len; i++)
      if (!g_hash_table_contains (known, ledger->grants->pdata[i]))
        ((AnLedgerGrant *) ledger->grants->pdata[i])->id = 0;
  }
}

static GHashTable *
list_known_grants (GPtrArray *children)
{
  GHashTable *known = g_hash_table_new (NULL, NULL);

  for (guint c = 0; c < children->len; c++) {
    AnLedger *ledger = ((AnGuardChild *) children->pdata[c])->ledger;

    for (guint i = 0; i < ledger->grants->len; i++)
      if (((AnLedgerGrant *) ledger->grants->pdata[i])->id != 0)
        g_hash_table_add (known, ledger->grants->pdata[i]);
  }
  return known;
}

/**
 * an_guard_store_save:
 * @children: (element-type AnGuardChild): all of them
 *
 * Writes what changed in the ledgers, and the time, as one whole.
 *
 * Returns: whether it is on the disk; if not, the ledgers still know what is to be written
 */
gboolean
an_guard_store_save (AnGuardStore *self,
                     GPtrArray *children,
                     const AnTrustedTimeState *time,
                     GError **error)
{
  g_autoptr (GHashTable) known = list_known_grants (children);
  Save save = { children, time };

  if (!an_database_transact (an_guard_store_get_database (self), save_all, &save, error)) {
    forget_new_ids (children, known);
    return FALSE;
  }
  mark_saved (children);
  return TRUE;
}

static gboolean
load_number (AnGuardStore *self, const char *name, gint64 *number, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *text = an_guard_store_get_setting (self, name, &local);

  *number = text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/**
 * an_guard_store_load_time:
 * @time: (out): what was remembered of the clock; all zero in a new store
 */
gboolean
an_guard_store_load_time (AnGuardStore *self, AnTrustedTimeState *time, GError **error)
{
  *time = (AnTrustedTimeState){ .trusted = TRUE };
  return load_number (self, HIGH_WATER, &time->high_water, error) &&
         load_number (self, DAY_OPENED, &time->day_opened_at, error);
}

/**
 * an_guard_store_list_days:
 * @from_day: days since 1970
 * @to_day: included
 *
 * Returns: (transfer full) (element-type AnLedgerDay): the days on which anything is written, the
 *   earliest first
 */
GArray *
an_guard_store_list_days (AnGuardStore *self,
                          guint32 uid,
                          gint64 from_day,
                          gint64 to_day,
                          GError **error)
{
  g_autoptr (GArray) days = g_array_new (FALSE, TRUE, sizeof (AnLedgerDay));
  g_autoptr (GError) local = NULL;
  g_autoptr (AnRows) rows =
      an_database_query (an_guard_store_get_database (self),
                         error,
                         "SELECT day, used_usec, bonus_usec, hours, verified FROM days "
                         "WHERE uid = $1 AND day BETWEEN $2 AND $3 ORDER BY day",
                         "iii",
                         (gint64) uid,
                         from_day,
                         to_day);

  if (rows == NULL)
    return NULL;
  while (an_rows_next (rows, &local)) {
    AnLedgerDay day = {
      .day = an_rows_int (rows, 0),
      .used_usec = an_rows_int (rows, 1),
      .bonus_usec = an_rows_int (rows, 2),
      .verified = an_rows_int (rows, 4) != 0,
    };

    parse_hours (an_rows_text (rows, 3), &day);
    g_array_append_val (days, day);
  }
  if (local != NULL) {
    g_propagate_error (error, g_steal_pointer (&local));
    return NULL;
  }
  return g_steal_pointer (&days);
}

/**
 * an_guard_store_get_setting:
 *
 * Returns: (transfer full) (nullable): the value; %NULL without an error when there is none
 */
char *
an_guard_store_get_setting (AnGuardStore *self, const char *name, GError **error)
{
  g_autoptr (AnRows) rows = an_database_query (an_guard_store_get_database (self),
                                               error,
                                               "SELECT value FROM settings WHERE name = $1",
                                               "s",
                                               name);

  if (rows == NULL || !an_rows_next (rows, error))
    return NULL;
  return g_strdup (an_rows_text (rows, 0));
}

gboolean
an_guard_store_set_setting (AnGuardStore *self, const char *name, const char *value, GError **error)
{
  return put_setting (an_guard_store_get_database (self), name, value, error);
}
