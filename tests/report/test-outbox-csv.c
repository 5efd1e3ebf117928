// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The table of reports: whole, and harmless in a spreadsheet. */

#include <string.h>

#include "report/an-outbox.h"

static void
test_table (void)
{
  AnOutboxItem kept = { .id = (char *) "7f0c2a1e",
                        .state = AN_OUTBOX_DELIVERED,
                        .channel_name = (char *) "=Trung tâm \"A\", phòng 1",
                        .category = AN_CATEGORY_BULLYING,
                        .queued_at = 0,
                        .office_state = (char *) "triaged",
                        .receipt_known = TRUE };
  AnOutboxItem hidden = { .id = (char *) "-1",
                          .channel_name = (char *) "nơi kín",
                          .category = AN_CATEGORY_BULLYING };
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  g_autofree char *csv = NULL;
  g_auto (GStrv) lines = NULL;

  g_ptr_array_add (items, &kept);
  g_ptr_array_add (items, &hidden);
  csv = an_outbox_items_to_csv (items);
  lines = g_strsplit (csv, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 4);
  g_assert_true (g_str_has_prefix (lines[0], "\xef\xbb\xbf\""));
  g_assert_true (g_str_has_prefix (lines[1], "\"1970-01-01T00:00:00Z\",\""));
  g_assert_nonnull (
      strstr (lines[1], ",\"'=Trung tâm \"\"A\"\", phòng 1\",\"delivered\",\"triaged\","));
  g_assert_true (g_str_has_suffix (lines[1], ",\"7f0c2a1e\""));
  g_assert_cmpstr (lines[2], ==, "\"1970-01-01T00:00:00Z\",\"\",\"\",\"queued\",\"\",\"\",\"'-1\"");
  g_assert_null (strstr (csv, "nơi kín"));
}

static void
test_empty (void)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  g_autofree char *csv = an_outbox_items_to_csv (items);

  g_assert_true (g_str_has_suffix (csv, "\"\r\n"));
  g_assert_null (strstr (csv, "\r\n\""));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/outbox-csv/table", test_table);
  g_test_add_func ("/report/outbox-csv/empty", test_empty);
  return g_test_run ();
}
