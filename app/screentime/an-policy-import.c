// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* What the readers of other programs' files share. Whatever they write is read by our own parser
 * before it is a policy. */

#include <string.h>

#include "base/an-i18n.h"
#include "base/an-json.h"
#include "screentime/an-policy-import-private.h"

G_DEFINE_QUARK (an_policy_import_error, an_policy_import_error)

AnPolicyImport *
an_policy_import_new (void)
{
  AnPolicyImport *self = g_new0 (AnPolicyImport, 1);

  self->is_foreign = TRUE;
  self->notes = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
an_policy_import_free (AnPolicyImport *self)
{
  g_clear_pointer (&self->policy, an_policy_unref);
  g_free (self->user);
  g_ptr_array_unref (self->notes);
  g_free (self);
}

/* Adds what cannot be carried over, said once. */
void
an_policy_import_note (AnPolicyImport *self, const char *format, ...)
{
  va_list words;
  char *note;

  va_start (words, format);
  note = g_strdup_vprintf (format, words);
  va_end (words);
  if (g_ptr_array_find_with_equal_func (self->notes, note, g_str_equal, NULL))
    g_free (note);
  else
    g_ptr_array_add (self->notes, note);
}

/**
 * an_policy_import_load_keys:
 *
 * Returns: (transfer full): a file of groups and keys, or %NULL with an %AN_POLICY_IMPORT_ERROR
 */
GKeyFile *
an_policy_import_load_keys (const char *text, gsize length, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) problem = NULL;

  if (length > AN_POLICY_IMPORT_MAX_BYTES) {
    g_set_error_literal (error,
                         AN_POLICY_IMPORT_ERROR,
                         AN_POLICY_IMPORT_ERROR_FORMAT,
                         _ ("the file is too large to be one of settings"));
    return NULL;
  }
  if (length > 0 && g_utf8_validate_len (text, length, NULL) &&
      g_key_file_load_from_data (file, text, length, G_KEY_FILE_NONE, &problem))
    return g_steal_pointer (&file);
  g_set_error (error,
               AN_POLICY_IMPORT_ERROR,
               AN_POLICY_IMPORT_ERROR_FORMAT,
               _ ("this is no file of settings: %s"),
                  problem != NULL ? problem->message : _ ("it is empty, or no text"));
  return NULL;
}

void
an_policy_import_begin (JsonBuilder *builder, gboolean is_enabled)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "schema");
  json_builder_add_string_value (builder, AN_POLICY_SCHEMA);
  json_builder_set_member_name (builder, "enabled");
  json_builder_add_boolean_value (builder, is_enabled);
}

/* Ends the document and makes it the policy of @self. */
gboolean
an_policy_import_end (AnPolicyImport *self, JsonBuilder *builder, GError **error)
{
  g_autoptr (JsonNode) root = NULL;

  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  self->policy = an_policy_from_json (root, error);
  return self->policy != NULL;
}

/* A document of ours; the member “version”, which the guard adds, is passed over. */
static AnPolicyImport *
import_own (const char *text, gsize length, GError **error)
{
  g_autoptr (JsonNode) root = an_json_parse (text, length, AN_POLICY_MAX_BYTES, error);
  g_autoptr (JsonNode) own = NULL;
  g_autoptr (AnPolicyImport) import = NULL;

  if (root == NULL)
    return NULL;
  own = json_node_copy (root);
  if (JSON_NODE_HOLDS_OBJECT (own))
    json_object_remove_member (json_node_get_object (own), "version");
  import = an_policy_import_new ();
  import->is_foreign = FALSE;
  import->policy = an_policy_from_json (own, error);
  return import->policy != NULL ? g_steal_pointer (&import) : NULL;
}

/**
 * an_policy_import_any:
 * @text: (array length=length): of a file that somebody chose
 *
 * Returns: (transfer full): the rules, or %NULL with an %AN_JSON_ERROR or an
 *   %AN_POLICY_IMPORT_ERROR
 */
AnPolicyImport *
an_policy_import_any (const char *text, gsize length, GError **error)
{
  gsize start = 0;

  while (start < length && g_ascii_isspace (text[start]))
    start++;
  if (start < length && text[start] == '{')
    return import_own (text, length, error);
  if (g_strstr_len (text, (gssize) length, "com.endlessm.ParentalControls.") != NULL)
    return an_policy_import_malcontent (text, length, error);
  return an_policy_import_timekpr (text, length, NULL, 0, error);
}
