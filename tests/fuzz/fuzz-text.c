// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Bytes as text to fold, search and show, and as a time. */

#include "base/an-text.h"
#include "base/an-time.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autofree char *folded = an_text_fold (text);
  g_autofree char *twice = an_text_fold (folded);
  g_autofree char *visible = an_text_make_visible (text);
  g_autofree char *visible_twice = an_text_make_visible (visible);
  gint64 usec, again;

  if (g_str_is_ascii (folded)) /* GLib folds Cherokee to and fro */
    g_assert_cmpstr (folded, ==, twice);
  g_assert_true (an_text_matches (text, text));
  g_assert_cmpstr (visible, ==, visible_twice);
  for (const char *p = visible; *p != '\0'; p = g_utf8_next_char (p))
    g_assert_false (g_unichar_iscntrl (g_utf8_get_char (p)));
  if (an_time_from_rfc3339 (text, &usec) && usec % G_USEC_PER_SEC == 0) {
    g_autofree char *written = an_time_to_rfc3339 (usec);

    g_assert_true (an_time_from_rfc3339 (written, &again));
    g_assert_cmpint (ABS (usec - again), <=, G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC);
  }
  return 0;
}
