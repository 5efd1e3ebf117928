// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Tables as comma-separated values. */

#include "intake/an-csv.h"

#include <stdarg.h>
#include <string.h>

static void
add_field (GString *text, const char *field)
{
  gboolean is_formula = *field != '\0' && strchr ("=+-@\t\r", *field) != NULL;

  g_string_append_c (text, '"');
  if (is_formula)
    g_string_append_c (text, '\'');
  for (const char *p = field; *p != '\0'; p++) {
    if (*p == '"')
      g_string_append_c (text, '"');
    g_string_append_c (text, *p);
  }
  g_string_append_c (text, '"');
}

void
an_csv_add_row (GString *text, const char *first, ...)
{
  va_list args;

  va_start (args, first);
  for (const char *field = first; field != NULL; field = va_arg (args, const char *)) {
    if (field != first)
      g_string_append_c (text, ',');
    add_field (text, field);
  }
  va_end (args);
  g_string_append (text, "\r\n");
}
