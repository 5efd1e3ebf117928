// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The list of reports as a table, for the yearly report of a school. Nothing of what was told. */

#include <string.h>

#include "base/an-i18n.h"
#include "base/an-time.h"
#include "report/an-outbox.h"

#define BOM "\xef\xbb\xbf" /* or spreadsheets take the letters for others */

/* What begins like a formula is none; what has a quote keeps it. */
static void
append_cell (GString *csv, const char *text, gboolean is_last)
{
  const char *shown = text != NULL ? text : "";

  g_string_append_c (csv, '"');
  if (*shown != '\0' && strchr ("=+-@\t\r", *shown) != NULL)
    g_string_append_c (csv, '\'');
  for (; *shown != '\0'; shown++) {
    if (*shown == '"')
      g_string_append_c (csv, '"');
    g_string_append_c (csv, *shown);
  }
  g_string_append (csv, is_last ? "\"\r\n" : "\",");
}

static void
append_item (GString *csv, const AnOutboxItem *item)
{
  g_autofree char *sent = an_time_to_rfc3339 (item->queued_at);

  append_cell (csv, sent, FALSE);
  append_cell (csv, item->receipt_known ? an_category_get_name (item->category) : "", FALSE);
  append_cell (csv, item->receipt_known ? item->channel_name : "", FALSE);
  append_cell (csv, an_outbox_state_ids[item->state], FALSE);
  append_cell (csv, item->office_state, FALSE);
  append_cell (csv, item->received_at, FALSE);
  append_cell (csv, item->id, TRUE);
}

/**
 * an_outbox_items_to_csv:
 * @items: (element-type AnOutboxItem)
 *
 * Returns: (transfer full): RFC 4180 with a line of titles; times in UTC, states as in the REST
 *   interface
 */
char *
an_outbox_items_to_csv (const GPtrArray *items)
{
  GString *csv = g_string_new (BOM);
  const char *const titles[] = {
    /* Translators: titles of the columns of a table of reports */
    _ ("Sent"),
    _ ("What happened"),
    _ ("Sent to"),
    _ ("State"),
    _ ("State at the office"),
    _ ("Received by the office"),
    _ ("Number"),
  };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    append_cell (csv, titles[i], i == G_N_ELEMENTS (titles) - 1);
  for (guint i = 0; i < items->len; i++)
    append_item (csv, g_ptr_array_index (items, i));
  return g_string_free (csv, FALSE);
}
