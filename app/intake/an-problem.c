// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* From an error to a problem document (RFC 9457), in the language that the client asked for. */

#include "intake/an-problem.h"

#include <string.h>

#include "base/an-database.h"
#include "base/an-json.h"

#define TYPE_PREFIX "urn:annhi:problem:"
#define MAX_ACCEPT_LANGUAGE 200
#define MAX_PLACES 100
#define MAX_POINTER_CHARS 200

G_DEFINE_QUARK (an_problem_error, an_problem_error)

/* Helpers */

static void
add_member (JsonBuilder *builder, const char *key, const char *text)
{
  json_builder_set_member_name (builder, key);
  json_builder_add_string_value (builder, text);
}

static void
add_place (JsonBuilder *builder, const char *pointer, const char *detail)
{
  json_builder_begin_object (builder);
  add_member (builder, "pointer", pointer);
  add_member (builder, "detail", detail);
  json_builder_end_object (builder);
}

static const char *
find_word (const char *word, AnLanguage language)
{
  for (const AnProblemWord *w = an_problem_words; w->word != NULL; w++)
    if (g_str_equal (w->word, word))
      return w->text[language];
  return word;
}

/* Only the pointer and the kind of a JSON error go out: its message may quote what was sent. */
static void
add_json_place (JsonBuilder *builder, const GError *error, AnLanguage language)
{
  g_autofree char *pointer = NULL;
  g_autofree char *detail = NULL;

  an_json_error_split (error, &pointer, &detail);
  if (g_utf8_strlen (pointer, -1) > MAX_POINTER_CHARS)
    *g_utf8_offset_to_pointer (pointer, MAX_POINTER_CHARS) = '\0';
  add_place (builder, pointer, an_problem_json_words[error->code].text[language]);
}

static void
add_lines (JsonBuilder *builder, const char *message, AnLanguage language)
{
  g_auto (GStrv) lines = g_strsplit (message, "\n", MAX_PLACES);

  for (guint i = 0; lines[i] != NULL; i++) {
    char *space = strchr (lines[i], ' ');

    if (space == NULL)
      continue;
    *space = '\0';
    add_place (builder, lines[i], find_word (space + 1, language));
  }
}

static double
read_quality (const char *parameters)
{
  const char *q = strstr (parameters, "q=");
  double quality = q == NULL ? 1 : g_ascii_strtod (q + 2, NULL);

  return quality >= 0 && quality <= 1 ? quality : 0;
}

/* Public */

/**
 * an_language_choose:
 * @accept_language: (nullable): the header (RFC 9110 §12.5.4)
 *
 * Returns: the better liked of the two languages; Vietnamese where nothing says otherwise
 */
AnLanguage
an_language_choose (const char *accept_language)
{
  g_auto (GStrv) ranges = NULL;
  double best[2] = { 0, 0 };

  if (accept_language == NULL || strlen (accept_language) > MAX_ACCEPT_LANGUAGE)
    return AN_LANGUAGE_VI;
  ranges = g_strsplit (accept_language, ",", -1);
  for (guint i = 0; ranges[i] != NULL; i++) {
    char *range = g_strstrip (ranges[i]);
    gsize length = strcspn (range, "-; \t");
    double quality = read_quality (range + length);

    if (length == 2 && g_ascii_strncasecmp (range, "vi", 2) == 0)
      best[AN_LANGUAGE_VI] = MAX (best[AN_LANGUAGE_VI], quality);
    else if (length == 2 && g_ascii_strncasecmp (range, "en", 2) == 0)
      best[AN_LANGUAGE_EN] = MAX (best[AN_LANGUAGE_EN], quality);
  }
  return best[AN_LANGUAGE_EN] > best[AN_LANGUAGE_VI] ? AN_LANGUAGE_EN : AN_LANGUAGE_VI;
}

/**
 * an_problem_from_error:
 *
 * Returns: which problem an error of any domain is to the client
 */
AnProblem
an_problem_from_error (const GError *error)
{
  g_return_val_if_fail (error != NULL, AN_PROBLEM_INTERNAL);

  if (error->domain == AN_PROBLEM_ERROR)
    return (AnProblem) error->code;
  if (error->domain == AN_JSON_ERROR)
    return error->code == AN_JSON_ERROR_TOO_LARGE ? AN_PROBLEM_TOO_LARGE
                                                  : AN_PROBLEM_INVALID_DOCUMENT;
  if (g_error_matches (error, AN_DATABASE_ERROR, AN_DATABASE_ERROR_FULL) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    return AN_PROBLEM_FULL;
  if (error->domain == AN_DATABASE_ERROR || error->domain == G_FILE_ERROR ||
      error->domain == G_IO_ERROR)
    return AN_PROBLEM_STORAGE;
  return AN_PROBLEM_INTERNAL;
}

/**
 * an_problem_to_json:
 *
 * Returns: (transfer full): the document; nothing of what the client sent is in it
 */
char *
an_problem_to_json (const GError *error, AnLanguage language)
{
  const AnProblemInfo *info = &an_problem_table[an_problem_from_error (error)];
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *type = g_strconcat (TYPE_PREFIX, info->name, NULL);

  json_builder_begin_object (builder);
  add_member (builder, "type", type);
  add_member (builder, "title", info->title[language]);
  json_builder_set_member_name (builder, "status");
  json_builder_add_int_value (builder, info->status);
  add_member (builder, "detail", info->detail[language]);
  if (error->domain == AN_JSON_ERROR ||
      (error->domain == AN_PROBLEM_ERROR && strchr (error->message, ' ') != NULL)) {
    json_builder_set_member_name (builder, "errors");
    json_builder_begin_array (builder);
    if (error->domain == AN_JSON_ERROR)
      add_json_place (builder, error, language);
    else
      add_lines (builder, error->message, language);
    json_builder_end_array (builder);
  }
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return an_json_to_string (root, FALSE);
}

/* Sets a problem that has no places. */
void
an_problem_set (GError **error, AnProblem problem)
{
  g_set_error_literal (error, AN_PROBLEM_ERROR, (int) problem, an_problem_table[problem].name);
}
