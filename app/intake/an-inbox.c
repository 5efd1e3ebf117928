// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The queue of cases: the most urgent first, of these the oldest, page by page along one index. */

#include "intake/an-inbox.h"

#include <string.h>

#include "base/an-time.h"
#include "intake/an-case-state.h"
#include "report/an-taxonomy.h"
#include "report/an-uuid.h"

#define MAX_CURSOR 200

/* Of whatever is asked for, only the rows of the page are read, however many there are. */
#define ALONG_THE_INDEX                                                                            \
  " AND ($8 = '' OR assignee = $8) AND labels LIKE $9 ESCAPE '!'"                                  \
  " AND ($10 = '' OR (remind_on <> '' AND remind_on <= $10))"                                      \
  " AND queue >= $1 AND queue < $2 AND (queue, received_at, id) > ($4, $5, $6)"                    \
  " ORDER BY queue, received_at, id LIMIT $7"

/* The part of the queue in which all that is asked for lies; an urgency lies in no other. */
static void
choose_range (const AnInboxPlace *self, gint64 *first, gint64 *end)
{
  gboolean finished =
      self->state != NULL && (g_str_equal (self->state, "finished") ||
                              an_case_choose_queue (self->state, NULL) >= AN_CASE_FINISHED_QUEUE);

  *first = finished ? AN_CASE_FINISHED_QUEUE : 0;
  *end = finished ? AN_CASE_HIDDEN_QUEUE : AN_CASE_FINISHED_QUEUE;
  for (int i = 0; self->urgency != NULL && i < AN_N_URGENCIES; i++)
    if (g_str_equal (an_urgency_ids[i], self->urgency)) {
      *first += 2 * i;
      *end = *first + 2;
    }
}

/* The index along which one goes: of a state, of a person, or of all. */
static const char *
choose_condition (const AnInboxPlace *self, gboolean one_state)
{
  if (one_state)
    return " WHERE state = $3";
  return self->assignee != NULL ? " WHERE assignee = $8 AND $3 = ''" : " WHERE $3 = ''";
}

/* (transfer full): what finds a whole label among those of a case, see an-case-details.c */
static char *
make_pattern (const char *label)
{
  g_autoptr (GString) pattern = g_string_new ("%");

  if (label == NULL)
    return g_strdup ("%");
  g_string_append_c (pattern, '\n');
  for (const char *p = label; *p != '\0'; p++) {
    if (*p == '!' || *p == '%' || *p == '_')
      g_string_append_c (pattern, '!');
    g_string_append_c (pattern, *p);
  }
  g_string_append (pattern, "\n%");
  return g_strdup (pattern->str);
}

/**
 * an_inbox_place_parse:
 * @cursor: (nullable): as an_inbox_place_format() made it
 */
gboolean
an_inbox_place_parse (AnInboxPlace *self, const char *cursor)
{
  g_auto (GStrv) parts = NULL;
  gint64 usec;

  self->queue = -1;
  self->received_at[0] = self->id[0] = '\0';
  if (cursor == NULL)
    return TRUE;
  if (strlen (cursor) > MAX_CURSOR)
    return FALSE;
  parts = g_strsplit (cursor, "~", 4);
  if (g_strv_length (parts) != 3 || strlen (parts[0]) > 2 || !g_ascii_isdigit (parts[0][0]) ||
      !an_time_from_rfc3339 (parts[1], &usec) || !an_uuid_is_valid (parts[2]))
    return FALSE;
  self->queue = g_ascii_strtoll (parts[0], NULL, 10);
  g_strlcpy (self->received_at, parts[1], sizeof self->received_at);
  g_strlcpy (self->id, parts[2], sizeof self->id);
  return TRUE;
}

/* (transfer full): where the page after @last begins */
char *
an_inbox_place_format (const AnCase *last)
{
  return g_strdup_printf ("%d~%s~%s", (int) last->queue, last->received_at, last->id);
}

/**
 * an_inbox_read:
 *
 * Returns: (transfer container) (element-type AnCase): sealed
 */
GPtrArray *
an_inbox_read (const AnInboxPlace *self,
               AnDatabase *database,
               const AnStaff *officer,
               GError **error)
{
  gboolean one_state = self->state != NULL && g_strcmp0 (self->state, "finished") != 0;
  g_autofree char *label = make_pattern (self->label);
  g_autofree char *sql = NULL;
  gint64 first, end;
  AnRows *rows;

  choose_range (self, &first, &end);
  sql = g_strconcat (AN_CASE_COLUMNS, choose_condition (self, one_state), ALONG_THE_INDEX, NULL);
  rows = an_database_query (database,
                            error,
                            sql,
                            "iisississs",
                            first,
                            end,
                            one_state ? self->state : "",
                            self->queue,
                            self->received_at,
                            self->id,
                            (gint64) AN_INBOX_PAGE + 1,
                            self->assignee ? self->assignee : "",
                            label,
                            self->remind_by ? self->remind_by : "");
  return rows == NULL ? NULL : an_case_read_all (rows, database, officer, error);
}
