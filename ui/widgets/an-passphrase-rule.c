// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* What a new passphrase must be. Length is what counts; signs and capitals are left to taste. */

#include "ui/widgets/an-passphrase-rule.h"

#include "base/an-i18n.h"

/* Fewer different characters than this are a pattern such as “1111111111” or “ababababab”. */
#define MIN_DIFFERENT 5

static guint
count_different (const char *text)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    g_hash_table_add (seen, GUINT_TO_POINTER (g_utf8_get_char (p)));
  return g_hash_table_size (seen);
}

static gboolean
is_one_run (const char *text)
{
  gunichar last = g_utf8_get_char (text);

  for (const char *p = g_utf8_next_char (text); *p != '\0'; p = g_utf8_next_char (p)) {
    if (g_utf8_get_char (p) != last + 1 && !(last == '9' && *p == '0'))
      return FALSE;
    last = g_utf8_get_char (p);
  }
  return TRUE;
}

/**
 * an_passphrase_rule_check:
 * @passphrase: valid UTF-8
 *
 * Returns: (nullable): why @passphrase is too weak, translated; %NULL when it will do
 */
const char *
an_passphrase_rule_check (const char *passphrase)
{
  g_return_val_if_fail (passphrase != NULL, NULL);

  if (g_utf8_strlen (passphrase, -1) < AN_PASSPHRASE_MIN_CHARACTERS)
    return _ ("At least 10 characters – three or four words that only you would put together.");
  if (count_different (passphrase) < MIN_DIFFERENT)
    return _ ("Too few different characters: somebody could guess it.");
  if (is_one_run (passphrase))
    return _ ("A row of neighbouring characters is among the first that anybody tries.");
  return NULL;
}
