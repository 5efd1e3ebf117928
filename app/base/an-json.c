// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * The only door through which JSON enters, for files, requests and answers. Typed access to what
 * came in is an-json-reader.c's.
 */

#include "base/an-json.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <string.h>

#include "base/an-errno.h"
#include "base/an-i18n.h"
#include "base/an-json-scan.h"

G_DEFINE_QUARK (an_json_error, an_json_error)

static gboolean
check_size (gsize length, gsize max_bytes, GError **error)
{
  if (length <= max_bytes)
    return TRUE;
  g_set_error (error,
               AN_JSON_ERROR,
               AN_JSON_ERROR_TOO_LARGE,
               _ (": larger than the %zu bytes allowed"), max_bytes);
  return FALSE;
}

/**
 * an_json_parse:
 * @data: (array length=length): the bytes of a document, not necessarily NUL-terminated
 * @length: their number
 * @max_bytes: refuse more than this many bytes
 *
 * Reads one JSON document strictly, as RFC 8259 has it; see an_json_scan() for what is refused.
 *
 * Returns: (transfer full): the root, or %NULL with an %AN_JSON_ERROR
 */
JsonNode *
an_json_parse (const char *data, gsize length, gsize max_bytes, GError **error)
{
  g_autoptr (JsonParser) parser = NULL;
  g_autoptr (GError) foreign = NULL;
  JsonNode *root;

  g_return_val_if_fail (data != NULL || length == 0, NULL);

  if (!check_size (length, max_bytes, error) || !an_json_scan (data, length, error))
    return NULL;
  parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (parser, data, (gssize) length, &foreign) ||
      (root = json_parser_steal_root (parser)) == NULL) {
    g_set_error (error,
                 AN_JSON_ERROR,
                 AN_JSON_ERROR_SYNTAX,
                 ": %s",
                 foreign != NULL ? foreign->message : _ ("empty document"));
    return NULL;
  }
  return root;
}

/* Reads at most one byte more than allowed, so that a device or a growing file ends. */
static GBytes *
read_bounded (const char *path, gsize max_bytes, GError **error)
{
  g_autoptr (GInputStream) stream = NULL;
  g_autofree char *buffer = NULL;
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  gsize got = 0;

  if (fd < 0) {
    an_errno_fail (path, errno, error);
    return NULL;
  }
  stream = g_unix_input_stream_new (fd, TRUE);
  buffer = g_malloc (max_bytes + 1);
  if (!g_input_stream_read_all (stream, buffer, max_bytes + 1, &got, NULL, error)) {
    g_prefix_error (error, "%s: ", path);
    return NULL;
  }
  return g_bytes_new_take (g_steal_pointer (&buffer), got);
}

/**
 * an_json_load:
 * @path: a file
 * @max_bytes: refuse a larger file
 *
 * an_json_parse() on a file. Every message begins with @path.
 *
 * Returns: (transfer full): the root, or %NULL with an %AN_JSON_ERROR or %G_IO_ERROR
 */
JsonNode *
an_json_load (const char *path, gsize max_bytes, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonNode) root = NULL;
  GError *problem = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  bytes = read_bounded (path, max_bytes, error);
  if (bytes == NULL)
    return NULL;
  root =
      an_json_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), max_bytes, &problem);
  if (root == NULL) {
    /* the pointer of the whole document is empty, its message begins with the colon */
    g_prefix_error (&problem, g_str_has_prefix (problem->message, ": ") ? "%s" : "%s: ", path);
    g_propagate_error (error, problem);
  }
  return g_steal_pointer (&root);
}

/* json-glib writes 1e-05 as 1e-05.0, which is no number: the tail is taken out in place. */
static void
mend_exponents (char *text)
{
  gboolean in_string = FALSE, in_exponent = FALSE;
  char *to = text;

  for (const char *p = text; *p != '\0'; p++) {
    if (in_string) {
      if (*p == '\\')
        *to++ = *p++;
      else if (*p == '"')
        in_string = FALSE;
    } else if (*p == '"') {
      in_string = TRUE;
    } else if (*p == 'e' && p > text && g_ascii_isdigit (p[-1])) {
      in_exponent = TRUE;
    } else if (in_exponent && *p == '.') {
      while (g_ascii_isdigit (p[1]))
        p++;
      continue;
    } else if (!g_ascii_isdigit (*p) && *p != '-' && *p != '+') {
      in_exponent = FALSE;
    }
    *to++ = *p;
  }
  *to = '\0';
}

/**
 * an_json_to_string:
 * @node: a value
 * @pretty: for people rather than for the wire
 *
 * Returns: (transfer full): @node as UTF-8 text without a line break at its end
 */
char *
an_json_to_string (JsonNode *node, gboolean pretty)
{
  char *text;

  g_return_val_if_fail (node != NULL, NULL);

  text = json_to_string (node, pretty);
  mend_exponents (text);
  return text;
}

/**
 * an_json_error_split:
 * @error: an %AN_JSON_ERROR, not prefixed
 * @pointer: (out) (transfer full): the place as JSON pointer, `""` for the whole document
 * @detail: (out) (transfer full): the reason
 *
 * Takes a message apart for a problem document (RFC 9457 with `errors[{pointer,detail}]`).
 */
void
an_json_error_split (const GError *error, char **pointer, char **detail)
{
  const char *colon;

  g_return_if_fail (error != NULL);
  g_return_if_fail (error->domain == AN_JSON_ERROR);

  colon = strstr (error->message, ": ");
  if (colon == NULL || (error->message[0] != '/' && colon != error->message)) {
    *pointer = g_strdup ("");
    *detail = g_strdup (error->message);
    return;
  }
  *pointer = g_strndup (error->message, (gsize) (colon - error->message));
  *detail = g_strdup (colon + 2);
}
