// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Bytes as an instant, a day, a time of day; what is taken can be written and read again. */

#include "fuzz.h"
#include "screentime/an-instant.h"
#include "screentime/an-spans.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  gint64 instant, again, day;

  if (an_instant_parse (text, &instant) && instant >= 0) {
    g_autofree char *written = an_instant_format (instant, zone);

    if (written[4] == '-') {
      g_assert_true (an_instant_parse (written, &again));
      g_assert_cmpint (again, ==, instant);
    }
  }
  if (an_day_parse (text, &day)) {
    g_autofree char *written = an_day_format (day);

    g_assert_cmpstr (written, ==, text);
  }
  if (an_time_of_day_parse (text) >= 0) {
    g_autofree char *written = an_time_of_day_format ((guint) an_time_of_day_parse (text));

    g_assert_cmpstr (written, ==, text);
  }
  return 0;
}
