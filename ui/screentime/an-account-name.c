// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The rules that adduser(8) of Debian has for names, said while they are typed. */

#include "ui/screentime/an-account-name.h"

#include <string.h>

#include "base/an-i18n.h"
#include "base/an-text.h"

#define SUGGESTED_CHARS 16

/* Returns: (nullable): what is wrong with the name of an account */
const char *
an_account_find_user_problem (const char *user)
{
  if (*user == '\0')
    return _ ("Give the account a name, such as “bean”.");
  if (!g_ascii_islower (*user))
    return _ ("The first character is a small letter a–z.");
  for (const char *c = user; *c != '\0'; c++)
    if (!g_ascii_islower (*c) && !g_ascii_isdigit (*c) && *c != '-' && *c != '_')
      return _ ("Only small letters a–z without marks, digits, “-” and “_”; no spaces.");
  if (strlen (user) > AN_ACCOUNT_MAX_USER)
    return _ ("At most 32 characters.");
  return NULL;
}

/* Returns: (nullable): what is wrong with a child's full name */
const char *
an_account_find_full_name_problem (const char *full_name)
{
  if (*full_name == '\0')
    return _ ("Write your child’s name.");
  if (!g_utf8_validate (full_name, -1, NULL) ||
      g_utf8_strlen (full_name, -1) > AN_ACCOUNT_MAX_FULL_NAME)
    return _ ("The name may have at most 60 characters.");
  for (const char *c = full_name; *c != '\0'; c = g_utf8_next_char (c))
    if (*c == ':' || *c == ',' || *c == '=' || g_unichar_iscntrl (g_utf8_get_char (c)))
      return _ ("A name has no “:”, “,” or “=” in it.");
  return NULL;
}

/* Returns: (nullable): what is wrong with a password that is typed twice */
const char *
an_account_find_password_problem (const char *password, const char *again)
{
  if (g_utf8_strlen (password, -1) < AN_ACCOUNT_MIN_PASSWORD)
    return _ ("At least 6 characters.");
  if (!g_str_equal (password, again))
    return _ ("The two passwords are not the same.");
  return NULL;
}

/**
 * an_account_suggest_user:
 *
 * Returns: (transfer full): the name without marks and spaces, such as “nguyenbean”; may be empty
 */
char *
an_account_suggest_user (const char *full_name)
{
  g_autofree char *plain = an_text_fold (full_name);
  GString *user = g_string_new (NULL);

  for (const char *c = plain; *c != '\0' && user->len < SUGGESTED_CHARS; c++)
    if (g_ascii_isalpha (*c) || (g_ascii_isdigit (*c) && user->len > 0))
      g_string_append_c (user, g_ascii_tolower (*c));
  return g_string_free (user, FALSE);
}
