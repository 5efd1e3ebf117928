// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * Text as Vietnamese people type it, and text from strangers as it may be shown. What a time or
 * a number looks like is an-time.c's.
 */

#include "base/an-text.h"

#include <string.h>

#include "base/an-i18n.h"

/* Helpers */

/* U+2400 … are pictures of the control characters. */
static void
append_visible (GString *text, gunichar c)
{
  switch (c) {
  case '\n':
    g_string_append (text, "⏎");
    return;
  case '\t':
    g_string_append (text, "⇥");
    return;
  case 0x7f:
    g_string_append (text, "␡");
    return;
  default:
    break;
  }
  if (c < 0x20) {
    g_string_append_unichar (text, 0x2400 + c);
    return;
  }
  switch (g_unichar_type (c)) {
  case G_UNICODE_CONTROL:
  case G_UNICODE_FORMAT:
  case G_UNICODE_LINE_SEPARATOR:
  case G_UNICODE_PARAGRAPH_SEPARATOR:
    g_string_append_printf (text, "⟨U+%04X⟩", c);
    return;
  default:
    g_string_append_unichar (text, c);
  }
}

/* Public */

/**
 * an_text_fold:
 * @text: text in any form, composed or not
 *
 * Small letters without marks, so that “VINH PHUC” finds “Vĩnh Phúc”; đ becomes d. Only for
 * comparing, never for showing.
 *
 * Returns: (transfer full): the folded text
 */
char *
an_text_fold (const char *text)
{
  g_autofree char *valid = NULL, *plain = NULL, *small = NULL, *apart = NULL;
  g_autoptr (GString) folded = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  valid = g_utf8_make_valid (text, -1);
  plain = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL); /* 𝐈 and Ⅰ are capitals only then */
  small = g_utf8_casefold (plain, -1);
  apart = g_utf8_normalize (small, -1, G_NORMALIZE_ALL);
  folded = g_string_sized_new (strlen (apart));
  for (const char *p = apart; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (g_unichar_ismark (c))
      continue;
    if (c == 0x111) /* đ, which no normal form takes apart */
      g_string_append_c (folded, 'd');
    else
      g_string_append_unichar (folded, g_unichar_isspace (c) ? ' ' : c);
  }
  return g_string_free (g_steal_pointer (&folded), FALSE);
}

/**
 * an_text_matches:
 * @haystack: what is searched
 * @needle: words as typed into a search field
 *
 * Returns: whether every word of @needle, folded, stands somewhere in @haystack, in any order;
 *   %TRUE for a @needle without words
 */
gboolean
an_text_matches (const char *haystack, const char *needle)
{
  g_autofree char *folded = an_text_fold (haystack);
  g_autofree char *wanted = an_text_fold (needle);
  g_auto (GStrv) words = g_strsplit (wanted, " ", -1);

  for (char **word = words; *word != NULL; word++)
    if (strstr (folded, *word) == NULL)
      return FALSE;
  return TRUE;
}

/**
 * an_text_make_visible:
 * @text: text from outside
 *
 * Shows what would hide or reorder: line breaks, control characters, direction marks, zero-width
 * characters and bytes that are not UTF-8. The answer is one line and is for reading only.
 *
 * Returns: (transfer full): text safe to put into a line on a screen, a log or a terminal
 */
char *
an_text_make_visible (const char *text)
{
  g_autofree char *valid = NULL;
  g_autoptr (GString) visible = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  valid = g_utf8_make_valid (text, -1);
  visible = g_string_sized_new (strlen (valid));
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    append_visible (visible, g_utf8_get_char (p));
  return g_string_free (g_steal_pointer (&visible), FALSE);
}

char *
an_text_capitalize (const char *text)
{
  gunichar first = g_unichar_toupper (g_utf8_get_char (text));
  char head[7] = { 0 };

  if (*text == '\0')
    return g_strdup ("");
  g_unichar_to_utf8 (first, head);
  return g_strconcat (head, g_utf8_next_char (text), NULL);
}

/**
 * an_text_choose:
 * @vi: (nullable): the text in Vietnamese
 * @en: (nullable): the text in English
 *
 * Chooses between the two languages of An Nhi's content as gettext chose that of the interface.
 *
 * Returns: (nullable): @vi or @en; the other one where the right one is %NULL
 */
const char *
an_text_choose (const char *vi, const char *en)
{
  /* Translators: the code of the language you translate into, such as vi. */
  const char *language = C_ ("code of the interface language", "en");

  if (g_str_equal (language, "vi"))
    return vi != NULL ? vi : en;
  return en != NULL ? en : vi;
}
