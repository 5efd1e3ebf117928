// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* What people paste when they are asked where: links in the middle of words, one name a line. */

#include "ui/report/an-report-links.h"

#include <string.h>

#include "report/an-report.h"

#define MAX_CHARS 2000
#define AROUND " \t,;:()[]<>\"'“”–-"
#define BEHIND ".,;:!?)]>\"'”"

static void
add (GPtrArray *list, const char *text)
{
  if (*text == '\0' || list->len >= AN_REPORT_MAX_LINKS || g_utf8_strlen (text, -1) > MAX_CHARS)
    return;
  if (!g_ptr_array_find_with_equal_func (list, text, g_str_equal, NULL))
    g_ptr_array_add (list, g_strdup (text));
}

/* With a scheme, or like “facebook.com/ten.nguoi”: a dot between letters and then a slash. */
static gboolean
is_address (const char *word)
{
  const char *slash = strchr (word, '/');
  const char *dot = strchr (word, '.');

  if (g_str_has_prefix (word, "http://") || g_str_has_prefix (word, "https://"))
    return strlen (strchr (word, '/')) > 2;
  if (g_ascii_strncasecmp (word, "www.", 4) == 0)
    return word[4] != '\0';
  return slash != NULL && dot != NULL && dot > word && dot + 1 < slash &&
         g_ascii_isalpha (dot[1]) && strchr (word, '@') == NULL;
}

static void
trim (char *text, const char *around, gboolean front)
{
  gunichar c;
  char *end = text + strlen (text);

  while (end > text) {
    char *last = g_utf8_prev_char (end);

    c = g_utf8_get_char (last);
    if (g_utf8_strchr (around, -1, c) == NULL)
      break;
    end = last;
  }
  *end = '\0';
  if (front) {
    const char *start = text;

    while (*start != '\0' && g_utf8_strchr (around, -1, g_utf8_get_char (start)) != NULL)
      start = g_utf8_next_char (start);
    memmove (text, start, strlen (start) + 1);
  }
}

static void
read_line (const char *line, GPtrArray *urls, GPtrArray *accounts)
{
  g_auto (GStrv) words = g_strsplit_set (line, " \t", -1);
  g_autoptr (GString) rest = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++) {
    if (is_address (words[i])) {
      trim (words[i], BEHIND, FALSE);
      add (urls, words[i]);
    } else if (*words[i] != '\0') {
      if (rest->len > 0)
        g_string_append_c (rest, ' ');
      g_string_append (rest, words[i]);
    }
  }
  trim (rest->str, AROUND, TRUE);
  add (accounts, rest->str);
}

void
an_report_links_read (const char *text, GPtrArray *urls, GPtrArray *accounts)
{
  g_autofree char *valid = NULL;
  g_auto (GStrv) lines = NULL;

  g_return_if_fail (text != NULL);

  valid = g_utf8_make_valid (text, -1);
  lines = g_strsplit_set (valid, "\r\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    read_line (lines[i], urls, accounts);
}
