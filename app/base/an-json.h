// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define AN_JSON_ERROR (an_json_error_quark ())
GQuark an_json_error_quark (void);

/**
 * AnJsonError:
 * @AN_JSON_ERROR_SYNTAX: not JSON as RFC 8259 has it (comments, `'`, trailing text, bad UTF-8 …)
 * @AN_JSON_ERROR_TOO_LARGE: more bytes, or more keys in one object, than the reader allows
 * @AN_JSON_ERROR_TOO_DEEP: nested deeper than %AN_JSON_MAX_DEPTH
 * @AN_JSON_ERROR_DUPLICATE_KEY: an object has the same key twice
 * @AN_JSON_ERROR_NUMBER: a number that a double or 2^53 cannot hold
 * @AN_JSON_ERROR_MISSING: a required member is absent
 * @AN_JSON_ERROR_TYPE: a member has another type than the format says
 * @AN_JSON_ERROR_VALUE: a member has the right type and a value that is not allowed
 * @AN_JSON_ERROR_UNKNOWN_KEY: a member that the format does not know
 *
 * Why a document was refused. The message always reads `POINTER: reason`, where POINTER is the
 * RFC 6901 JSON pointer of the place (empty for the whole document).
 */
typedef enum {
  AN_JSON_ERROR_SYNTAX,
  AN_JSON_ERROR_TOO_LARGE,
  AN_JSON_ERROR_TOO_DEEP,
  AN_JSON_ERROR_DUPLICATE_KEY,
  AN_JSON_ERROR_NUMBER,
  AN_JSON_ERROR_MISSING,
  AN_JSON_ERROR_TYPE,
  AN_JSON_ERROR_VALUE,
  AN_JSON_ERROR_UNKNOWN_KEY,
} AnJsonError;

#define AN_JSON_MAX_DEPTH 32
/* Keys can be made to collide in a hash table; few of them stay quick all the same. */
#define AN_JSON_MAX_MEMBERS 1024
#define AN_JSON_MAX_BYTES (1024 * 1024)

JsonNode *an_json_parse (const char *data, gsize length, gsize max_bytes, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
JsonNode *
an_json_load (const char *path, gsize max_bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *an_json_to_string (JsonNode *node, gboolean pretty) G_GNUC_WARN_UNUSED_RESULT;
void an_json_error_split (const GError *error, char **pointer, char **detail);

G_END_DECLS
