// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * A strict look over the bytes of a JSON document before json-glib sees them. It builds nothing:
 * json-glib 1.6 overflows the stack on deep nesting, wraps big integers, cuts strings at \u0000,
 * keeps the last of duplicate keys and takes comments; all of that is refused here.
 */

#include "base/an-json-scan.h"

#include <math.h>
#include <string.h>

#include "base/an-i18n.h"

#define MAX_SAFE_INTEGER G_GINT64_CONSTANT (9007199254740991) /* 2^53 - 1, RFC 8259 section 6 */

typedef struct {
  const char *start;
  const char *at;
  const char *end;
  GString *pointer; /* (owned) JSON pointer of the value being read */
  guint depth;
} Scan;

static gboolean scan_value (Scan *self, GError **error);

static gboolean
fail (Scan *self, AnJsonError code, const char *reason, GError **error)
{
  guint line = 1;
  const char *line_start = self->start;

  for (const char *p = self->start; p < self->at; p++) {
    if (*p == '\n') {
      line++;
      line_start = p + 1;
    }
  }
  g_set_error (error,
               AN_JSON_ERROR,
               code,
               /* Translators: JSON pointer, what is wrong, line and column of a file */
               _ ("%s: %s (line %u, column %u)"),
                  self->pointer->str,
                  reason,
                  line,
                  (guint) g_utf8_strlen (line_start, self->at - line_start) + 1);
  return FALSE;
}

static void
skip_space (Scan *self)
{
  while (self->at < self->end && strchr (" \t\r\n", *self->at) != NULL && *self->at != '\0')
    self->at++;
}

static gboolean
take (Scan *self, char c)
{
  if (self->at >= self->end || *self->at != c)
    return FALSE;
  self->at++;
  return TRUE;
}

static gboolean
scan_hex (Scan *self, guint *unit, GError **error)
{
  *unit = 0;
  for (int i = 0; i < 4; i++) {
    if (self->at >= self->end || !g_ascii_isxdigit (*self->at))
      return fail (self, AN_JSON_ERROR_SYNTAX, _ ("\\u needs four hexadecimal digits"), error);
    *unit = *unit * 16 + (guint) g_ascii_xdigit_value (*self->at++);
  }
  return TRUE;
}

static gboolean
scan_unicode_escape (Scan *self, GString *text, GError **error)
{
  guint unit, low;

  if (!scan_hex (self, &unit, error))
    return FALSE;
  if (unit == 0)
    return fail (self, AN_JSON_ERROR_SYNTAX, _ ("the character \\u0000 is not allowed"), error);
  if (unit >= 0xdc00 && unit <= 0xdfff)
    return fail (self, AN_JSON_ERROR_SYNTAX, _ ("half of a surrogate pair"), error);
  if (unit >= 0xd800 && unit <= 0xdbff) {
    if (!take (self, '\\') || !take (self, 'u'))
      return fail (self, AN_JSON_ERROR_SYNTAX, _ ("half of a surrogate pair"), error);
    if (!scan_hex (self, &low, error))
      return FALSE;
    if (low < 0xdc00 || low > 0xdfff)
      return fail (self, AN_JSON_ERROR_SYNTAX, _ ("half of a surrogate pair"), error);
    unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
  }
  g_string_append_unichar (text, unit);
  return TRUE;
}

static gboolean
scan_escape (Scan *self, GString *text, GError **error)
{
  static const char from[] = "\"\\/bfnrt";
  static const char to[] = "\"\\/\b\f\n\r\t";
  const char *hit;

  if (take (self, 'u'))
    return scan_unicode_escape (self, text, error);
  hit = self->at < self->end && *self->at != '\0' ? strchr (from, *self->at) : NULL;
  if (hit == NULL)
    return fail (self, AN_JSON_ERROR_SYNTAX, _ ("unknown escape in a string"), error);
  self->at++;
  g_string_append_c (text, to[hit - from]);
  return TRUE;
}

/* Reads a string into @text, decoded. */
static gboolean
scan_string (Scan *self, GString *text, GError **error)
{
  if (!take (self, '"'))
    return fail (self, AN_JSON_ERROR_SYNTAX, _ ("a string in double quotes is expected"), error);
  while (self->at < self->end) {
    if (take (self, '"'))
      return TRUE;
    if (take (self, '\\')) {
      if (!scan_escape (self, text, error))
        return FALSE;
    } else if ((guchar) *self->at < 0x20) {
      return fail (self, AN_JSON_ERROR_SYNTAX, _ ("control character in a string"), error);
    } else {
      g_string_append_c (text, *self->at++);
    }
  }
  return fail (self, AN_JSON_ERROR_SYNTAX, _ ("the document ends inside a string"), error);
}

static gboolean
scan_digits (Scan *self, GError **error)
{
  if (self->at >= self->end || !g_ascii_isdigit (*self->at))
    return fail (self, AN_JSON_ERROR_SYNTAX, _ ("a digit is expected"), error);
  while (self->at < self->end && g_ascii_isdigit (*self->at))
    self->at++;
  return TRUE;
}

static gboolean
check_number (Scan *self, const char *start, gboolean whole, GError **error)
{
  g_autofree char *text = g_strndup (start, (gsize) (self->at - start));
  double value = g_ascii_strtod (text, NULL);

  if (!isfinite (value) || (whole && fabs (value) > (double) MAX_SAFE_INTEGER)) {
    self->at = start;
    return fail (self, AN_JSON_ERROR_NUMBER, _ ("the number is too large"), error);
  }
  return TRUE;
}

static gboolean
scan_number (Scan *self, GError **error)
{
  const char *start = self->at;
  gboolean whole = TRUE;

  take (self, '-');
  if (!take (self, '0') && !scan_digits (self, error))
    return FALSE;
  if (take (self, '.')) {
    whole = FALSE;
    if (!scan_digits (self, error))
      return FALSE;
  }
  if (take (self, 'e') || take (self, 'E')) {
    whole = FALSE;
    if (!take (self, '+'))
      take (self, '-');
    if (!scan_digits (self, error))
      return FALSE;
  }
  return check_number (self, start, whole, error);
}

static gboolean
scan_literal (Scan *self, GError **error)
{
  static const char *const literals[] = { "true", "false", "null" };

  for (gsize i = 0; i < G_N_ELEMENTS (literals); i++) {
    gsize length = strlen (literals[i]);

    if ((gsize) (self->end - self->at) >= length && memcmp (self->at, literals[i], length) == 0) {
      self->at += length;
      return TRUE;
    }
  }
  return fail (self, AN_JSON_ERROR_SYNTAX, _ ("a JSON value is expected"), error);
}

static gboolean
scan_member (Scan *self, GHashTable *keys, GError **error)
{
  g_autoptr (GString) key = g_string_new (NULL);
  gsize outer = self->pointer->len;

  skip_space (self);
  if (!scan_string (self, key, error))
    return FALSE;
  an_json_pointer_push (self->pointer, key->str);
  if (!g_hash_table_add (keys, g_strdup (key->str)))
    return fail (self, AN_JSON_ERROR_DUPLICATE_KEY, _ ("this key stands here twice"), error);
  if (g_hash_table_size (keys) > AN_JSON_MAX_MEMBERS)
    return fail (self, AN_JSON_ERROR_TOO_LARGE, _ ("an object with too many keys"), error);
  skip_space (self);
  if (!take (self, ':'))
    return fail (self, AN_JSON_ERROR_SYNTAX, _ ("“:” is expected after a key"), error);
  if (!scan_value (self, error))
    return FALSE;
  g_string_truncate (self->pointer, outer);
  return TRUE;
}

static gboolean
scan_object (Scan *self, GError **error)
{
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  skip_space (self);
  if (take (self, '}'))
    return TRUE;
  do {
    if (!scan_member (self, keys, error))
      return FALSE;
    skip_space (self);
  } while (take (self, ','));
  if (!take (self, '}'))
    return fail (self, AN_JSON_ERROR_SYNTAX, _ ("“,” or “}” is expected"), error);
  return TRUE;
}

static gboolean
scan_array (Scan *self, GError **error)
{
  gsize outer = self->pointer->len;
  guint index = 0;

  skip_space (self);
  if (take (self, ']'))
    return TRUE;
  do {
    g_string_append_printf (self->pointer, "/%u", index++);
    if (!scan_value (self, error))
      return FALSE;
    g_string_truncate (self->pointer, outer);
    skip_space (self);
  } while (take (self, ','));
  if (!take (self, ']'))
    return fail (self, AN_JSON_ERROR_SYNTAX, _ ("“,” or “]” is expected"), error);
  return TRUE;
}

static gboolean
scan_container (Scan *self, gboolean is_object, GError **error)
{
  gboolean good;

  if (++self->depth > AN_JSON_MAX_DEPTH) {
    /* 32 brackets of context help nobody. */
    g_string_truncate (self->pointer, 0);
    return fail (self, AN_JSON_ERROR_TOO_DEEP, _ ("nested deeper than 32 levels"), error);
  }
  self->at++;
  good = is_object ? scan_object (self, error) : scan_array (self, error);
  self->depth--;
  return good;
}

static gboolean
scan_value (Scan *self, GError **error)
{
  g_autoptr (GString) text = NULL;

  skip_space (self);
  if (self->at >= self->end)
    return fail (self, AN_JSON_ERROR_SYNTAX, _ ("the document ends too early"), error);
  if (*self->at == '{' || *self->at == '[')
    return scan_container (self, *self->at == '{', error);
  if (*self->at == '"') {
    text = g_string_new (NULL);
    return scan_string (self, text, error);
  }
  if (*self->at == '-' || g_ascii_isdigit (*self->at))
    return scan_number (self, error);
  return scan_literal (self, error);
}

/**
 * an_json_scan:
 * @data: the bytes of a document
 * @length: their number
 *
 * Checks that @data is exactly one JSON text of RFC 8259: UTF-8 without a mark, nested at most
 * %AN_JSON_MAX_DEPTH deep, at most %AN_JSON_MAX_MEMBERS keys an object, no duplicate key, no
 * `\u0000`, no number that loses its value.
 *
 * Returns: whether json-glib may read it; otherwise @error names the place
 */
gboolean
an_json_scan (const char *data, gsize length, GError **error)
{
  g_autoptr (GString) pointer = g_string_new (NULL);
  Scan self = { .start = data, .at = data, .end = data + length, .pointer = pointer };
  const char *bad;

  if (!g_utf8_validate_len (data, length, &bad)) {
    self.at = bad;
    return fail (&self, AN_JSON_ERROR_SYNTAX, _ ("not valid UTF-8"), error);
  }
  if (!scan_value (&self, error))
    return FALSE;
  skip_space (&self);
  if (self.at < self.end)
    return fail (&self, AN_JSON_ERROR_SYNTAX, _ ("text after the end of the document"), error);
  return TRUE;
}
