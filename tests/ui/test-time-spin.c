// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* What people type for a time of day. */

#include "ui/screentime/an-time-spin.h"

static const struct {
  const char *text;
  int minutes; /* -1: not a time */
} cases[] = {
  { "17:30", 1050 }, { "17h30", 1050 }, { "17.30", 1050 }, { "1730", 1050 },  { "730", 450 },
  { "17", 1020 },    { "7", 420 },      { "7h", 420 },     { " 7:05 ", 425 }, { "00:00", 0 },
  { "24:00", 1440 }, { "2400", 1440 },  { "24:01", -1 },   { "25", -1 },      { "12:60", -1 },
  { "", -1 },        { ":30", -1 },     { "x", -1 },       { "12:3x", -1 },   { "123:00", -1 },
  { "12:345", -1 },  { "-1", -1 },      { "12345", -1 },   { "1260", -1 },
};

static void
test_read (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_test_message ("“%s”", cases[i].text);
    g_assert_cmpint (an_time_spin_read (cases[i].text), ==, cases[i].minutes);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/time-spin/read", test_read);
  return g_test_run ();
}
