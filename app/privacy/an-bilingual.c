// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Texts in two languages: read strictly, chosen by the language of the interface. */

#include "privacy/an-bilingual.h"

#include "base/an-i18n.h"
#include "base/an-text.h"

/**
 * an_bilingual_read:
 * @reader: its cursor on an object of exactly `vi` and `en`, both with something to read in them
 *
 * Fills @self; a failure sticks to @reader.
 */
void
an_bilingual_read (AnBilingual *self, AnJsonReader *reader, gsize max_chars)
{
  an_json_reader_allow_members (reader, "vi", "en", NULL);
  an_bilingual_clear (self);
  self->vi = g_strdup (an_json_reader_get_string (reader, "vi", AN_JSON_REQUIRED, max_chars));
  self->en = g_strdup (an_json_reader_get_string (reader, "en", AN_JSON_REQUIRED, max_chars));
  if (an_json_reader_has_failed (reader))
    return;
  if (self->vi[strspn (self->vi, " \t\n")] == '\0' || self->en[strspn (self->en, " \t\n")] == '\0')
    an_json_reader_fail (reader, AN_JSON_ERROR_VALUE, _ ("a text must not be empty"));
}

void
an_bilingual_read_member (AnBilingual *self, AnJsonReader *reader, const char *key, gsize max_chars)
{
  if (!an_json_reader_enter_member (reader, key, AN_JSON_REQUIRED))
    return;
  an_bilingual_read (self, reader, max_chars);
  an_json_reader_leave (reader);
}

const char *
an_bilingual_choose (const AnBilingual *self)
{
  return an_text_choose (self->vi, self->en);
}

void
an_bilingual_clear (AnBilingual *self)
{
  g_clear_pointer (&self->vi, g_free);
  g_clear_pointer (&self->en, g_free);
}

AnBilingual *
an_bilingual_new (void)
{
  return g_new0 (AnBilingual, 1);
}

void
an_bilingual_free (AnBilingual *self)
{
  an_bilingual_clear (self);
  g_free (self);
}
