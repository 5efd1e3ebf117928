// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* JSON pointers (RFC 6901) as error messages show them. */

#include "base/an-json-scan.h"
#include "base/an-text.h"

#define MAX_SHOWN_CHARS 64

/**
 * an_json_pointer_push:
 * @step: a key or an index
 *
 * Appends `/step`. The pointer is for people and logs: a key from outside is cut to 64 characters,
 * what would hide or break the line is shown, and a space after a colon cannot be taken for the
 * end of the pointer.
 */
void
an_json_pointer_push (GString *pointer, const char *step)
{
  g_autofree char *shown = an_text_make_visible (step);
  gsize count = 0;

  g_string_append_c (pointer, '/');
  for (const char *p = shown; *p != '\0'; p = g_utf8_next_char (p), count++) {
    if (count == MAX_SHOWN_CHARS) {
      g_string_append (pointer, "…");
      return;
    }
    if (*p == '~')
      g_string_append (pointer, "~0");
    else if (*p == '/')
      g_string_append (pointer, "~1");
    else if (*p == ' ' && p > shown && p[-1] == ':')
      g_string_append (pointer, "\u00a0");
    else
      g_string_append_len (pointer, p, g_utf8_next_char (p) - p);
  }
}
