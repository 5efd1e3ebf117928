// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * Checked access to a parsed document. json-glib's own getters answer 0 for a string and abort
 * on a missing member; nothing in An Nhi calls them on data from outside.
 */

#include "base/an-json-reader.h"

#include <math.h>
#include <stdarg.h>

#include "base/an-i18n.h"
#include "base/an-json-scan.h"
#include "base/an-text.h"

#define MAX_SAFE_INTEGER 9007199254740991.0 /* 2^53 - 1 */

typedef struct {
  JsonNode *node;       /* (not owned) (nullable): NULL when the place does not exist */
  gsize pointer_length; /* of the pointer before this place was entered */
} Place;

struct _AnJsonReader {
  JsonNode *root;   /* (owned) */
  GArray *places;   /* (owned) of Place, the innermost last */
  GString *pointer; /* (owned) where the cursor stands */
  GError *error;    /* (owned) (nullable): the first failure */
};

/* Helpers */

static JsonNode *
here (AnJsonReader *self)
{
  return g_array_index (self->places, Place, self->places->len - 1).node;
}

static const char *
describe_type (JsonNode *node)
{
  switch (json_node_get_node_type (node)) {
  case JSON_NODE_OBJECT:
    return _ ("an object");
  case JSON_NODE_ARRAY:
    return _ ("a list");
  case JSON_NODE_NULL:
    return "null";
  case JSON_NODE_VALUE:
  default:
    break;
  }
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return _ ("a text");
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return _ ("true or false");
  return _ ("a number");
}

static void
fail_type (AnJsonReader *self, const char *expected)
{
  JsonNode *node = here (self);

  if (node == NULL)
    an_json_reader_fail (self, AN_JSON_ERROR_MISSING, _ ("%s is expected here"), expected);
  else
    an_json_reader_fail (self,
                         AN_JSON_ERROR_TYPE,
                         /* Translators: “a list is expected, not a number” */
                         _ ("%s is expected, not %s"), expected, describe_type (node));
}

static void
push (AnJsonReader *self, JsonNode *node, const char *step)
{
  Place place = { .node = node, .pointer_length = self->pointer->len };

  an_json_pointer_push (self->pointer, step);
  g_array_append_val (self->places, place);
}

static JsonObject *
here_object (AnJsonReader *self)
{
  JsonNode *node = here (self);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/* Public */

/**
 * an_json_reader_new:
 * @root: the root of a parsed document
 *
 * Returns: (transfer full): a cursor on @root
 */
AnJsonReader *
an_json_reader_new (JsonNode *root)
{
  AnJsonReader *self;
  Place place = { .node = root };

  g_return_val_if_fail (root != NULL, NULL);

  self = g_new0 (AnJsonReader, 1);
  self->root = json_node_ref (root);
  self->places = g_array_new (FALSE, FALSE, sizeof (Place));
  self->pointer = g_string_new (NULL);
  g_array_append_val (self->places, place);
  return self;
}

void
an_json_reader_free (AnJsonReader *self)
{
  if (self == NULL)
    return;
  json_node_unref (self->root);
  g_array_unref (self->places);
  g_string_free (self->pointer, TRUE);
  g_clear_error (&self->error);
  g_free (self);
}

/**
 * an_json_reader_enter_member:
 * @key: a member of the object at the cursor
 *
 * Moves the cursor into @key. To be undone with an_json_reader_leave() only after %TRUE.
 *
 * Returns: whether the member is there; its absence is a failure if @presence asks for it
 */
gboolean
an_json_reader_enter_member (AnJsonReader *self, const char *key, AnJsonPresence presence)
{
  JsonObject *object;
  JsonNode *node;

  g_return_val_if_fail (self != NULL && key != NULL, FALSE);

  if (self->error != NULL || !an_json_reader_expect_object (self))
    return FALSE;
  object = here_object (self);
  node = json_object_get_member (object, key);
  if (node == NULL) {
    if (presence == AN_JSON_REQUIRED) {
      push (self, NULL, key);
      an_json_reader_fail (self, AN_JSON_ERROR_MISSING, _ ("is required"));
      an_json_reader_leave (self);
    }
    return FALSE;
  }
  push (self, node, key);
  return TRUE;
}

/**
 * an_json_reader_enter_element:
 * @index: a position below what an_json_reader_expect_array() answered
 *
 * Returns: whether the cursor now stands on the element
 */
gboolean
an_json_reader_enter_element (AnJsonReader *self, guint index)
{
  JsonArray *array;
  char step[16];

  g_return_val_if_fail (self != NULL, FALSE);

  if (self->error != NULL || here (self) == NULL || !JSON_NODE_HOLDS_ARRAY (here (self)))
    return FALSE;
  array = json_node_get_array (here (self));
  if (index >= json_array_get_length (array))
    return FALSE;
  g_snprintf (step, sizeof step, "%u", index);
  push (self, json_array_get_element (array, index), step);
  return TRUE;
}

void
an_json_reader_leave (AnJsonReader *self)
{
  g_return_if_fail (self != NULL && self->places->len > 1);

  g_string_truncate (self->pointer,
                     g_array_index (self->places, Place, self->places->len - 1).pointer_length);
  g_array_set_size (self->places, self->places->len - 1);
}

/**
 * an_json_reader_expect_array:
 *
 * Returns: the number of elements at the cursor; 0 after a failure
 */
guint
an_json_reader_expect_array (AnJsonReader *self, guint min_length, guint max_length)
{
  JsonNode *node;
  guint length;

  g_return_val_if_fail (self != NULL, 0);

  if (self->error != NULL)
    return 0;
  node = here (self);
  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node)) {
    fail_type (self, _ ("a list"));
    return 0;
  }
  length = json_array_get_length (json_node_get_array (node));
  if (length < min_length || length > max_length) {
    an_json_reader_fail (
        self,
        AN_JSON_ERROR_VALUE,
        _ ("a list of %u to %u entries is expected, not of %u"), min_length, max_length, length);
    return 0;
  }
  return length;
}

gboolean
an_json_reader_expect_object (AnJsonReader *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->error != NULL)
    return FALSE;
  if (here_object (self) != NULL)
    return TRUE;
  fail_type (self, _ ("an object"));
  return FALSE;
}

gboolean
an_json_reader_has_member (AnJsonReader *self, const char *key)
{
  JsonObject *object = here_object (self);

  return object != NULL && json_object_has_member (object, key);
}

/**
 * an_json_reader_list_members:
 *
 * Returns: (transfer full): the keys of the object at the cursor in their order; empty after a
 *   failure or where there is no object
 */
char **
an_json_reader_list_members (AnJsonReader *self)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  JsonObject *object;
  JsonObjectIter iter;
  const char *name;

  object = self->error == NULL ? here_object (self) : NULL;
  if (object != NULL) {
    json_object_iter_init_ordered (&iter, object);
    while (json_object_iter_next_ordered (&iter, &name, NULL))
      g_strv_builder_add (names, name);
  }
  return g_strv_builder_end (names);
}

/**
 * an_json_reader_allow_members:
 * @first: a key
 * @...: more keys, then %NULL
 *
 * Fails on the first member of the object at the cursor that is not in the list.
 */
void
an_json_reader_allow_members (AnJsonReader *self, const char *first, ...)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  g_auto (GStrv) names = NULL;
  va_list args;

  if (!an_json_reader_expect_object (self))
    return;
  va_start (args, first);
  for (const char *key = first; key != NULL; key = va_arg (args, const char *))
    g_hash_table_add (known, (gpointer) key);
  va_end (args);

  names = an_json_reader_list_members (self);
  for (char **name = names; *name != NULL; name++) {
    if (g_hash_table_contains (known, *name))
      continue;
    push (self, NULL, *name);
    an_json_reader_fail (self, AN_JSON_ERROR_UNKNOWN_KEY, _ ("this key is not known"));
    an_json_reader_leave (self);
    return;
  }
}

JsonNode *
an_json_reader_peek_node (AnJsonReader *self)
{
  return self->error == NULL ? here (self) : NULL;
}

/**
 * an_json_reader_value_int:
 *
 * A number written as `90.0` counts as whole; `90.5` does not.
 *
 * Returns: the whole number at the cursor; @min after a failure
 */
gint64
an_json_reader_value_int (AnJsonReader *self, gint64 min, gint64 max)
{
  JsonNode *node = here (self);
  GType type;
  double number;

  if (self->error != NULL)
    return min;
  type = node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node)
                                                      : G_TYPE_INVALID;
  if (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE) {
    fail_type (self, _ ("a whole number"));
    return min;
  }
  number = json_node_get_double (node);
  /* Beyond 2^53 the double of 1e18 or 9e18.0 is no exact number, nor safe to cast. */
  if (fabs (number) > MAX_SAFE_INTEGER || number < (double) min || number > (double) max ||
      number - (double) (gint64) number > 0.0 || number - (double) (gint64) number < 0.0) {
    an_json_reader_fail (
        self,
        AN_JSON_ERROR_VALUE,
        _ ("a whole number from %lld to %lld is expected"), (long long) min, (long long) max);
    return min;
  }
  return (gint64) number;
}

gboolean
an_json_reader_value_boolean (AnJsonReader *self)
{
  JsonNode *node = here (self);

  if (self->error != NULL)
    return FALSE;
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
      json_node_get_value_type (node) != G_TYPE_BOOLEAN) {
    fail_type (self, _ ("true or false"));
    return FALSE;
  }
  return json_node_get_boolean (node);
}

/**
 * an_json_reader_value_string:
 * @max_chars: the most characters (not bytes) allowed
 *
 * Returns: the text at the cursor, owned by the document; "" after a failure
 */
const char *
an_json_reader_value_string (AnJsonReader *self, gsize max_chars)
{
  JsonNode *node = here (self);
  const char *text;

  if (self->error != NULL)
    return "";
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
      json_node_get_value_type (node) != G_TYPE_STRING) {
    fail_type (self, _ ("a text"));
    return "";
  }
  text = json_node_get_string (node);
  if ((gsize) g_utf8_strlen (text, -1) > max_chars) {
    an_json_reader_fail (self,
                         AN_JSON_ERROR_VALUE,
                         _ ("longer than the %zu characters allowed"), max_chars);
    return "";
  }
  return text;
}

gint64
an_json_reader_get_int (AnJsonReader *self,
                        const char *key,
                        AnJsonPresence presence,
                        gint64 min,
                        gint64 max,
                        gint64 absent)
{
  gint64 value;

  if (!an_json_reader_enter_member (self, key, presence))
    return absent;
  value = an_json_reader_value_int (self, min, max);
  an_json_reader_leave (self);
  return value;
}

gboolean
an_json_reader_get_boolean (AnJsonReader *self,
                            const char *key,
                            AnJsonPresence presence,
                            gboolean absent)
{
  gboolean value;

  if (!an_json_reader_enter_member (self, key, presence))
    return absent;
  value = an_json_reader_value_boolean (self);
  an_json_reader_leave (self);
  return value;
}

/**
 * an_json_reader_get_string:
 *
 * Returns: (nullable): the text, owned by the document; %NULL when the member is absent, "" after
 *   a failure
 */
const char *
an_json_reader_get_string (AnJsonReader *self,
                           const char *key,
                           AnJsonPresence presence,
                           gsize max_chars)
{
  const char *value;

  if (!an_json_reader_enter_member (self, key, presence))
    return self->error == NULL ? NULL : "";
  value = an_json_reader_value_string (self, max_chars);
  an_json_reader_leave (self);
  return value;
}

/**
 * an_json_reader_get_enum:
 * @values: %NULL-terminated list of the words allowed
 * @absent: the answer when the member is not there
 *
 * Returns: the position of the member's text in @values; @absent after a failure too
 */
int
an_json_reader_get_enum (AnJsonReader *self,
                         const char *key,
                         AnJsonPresence presence,
                         const char *const *values,
                         int absent)
{
  g_autofree char *list = NULL, *shown = NULL;
  const char *text;
  int found = absent;

  if (!an_json_reader_enter_member (self, key, presence))
    return absent;
  text = an_json_reader_value_string (self, 64);
  if (self->error == NULL) {
    for (int i = 0; values[i] != NULL; i++) {
      if (g_str_equal (values[i], text)) {
        an_json_reader_leave (self);
        return i;
      }
    }
    list = g_strjoinv (", ", (char **) values);
    shown = an_text_make_visible (text);
    an_json_reader_fail (self, AN_JSON_ERROR_VALUE, _ ("“%s” is not one of: %s"), shown, list);
  }
  an_json_reader_leave (self);
  return found;
}

/**
 * an_json_reader_get_strings:
 *
 * Returns: (transfer full): the texts of a list; empty when it is absent or after a failure
 */
char **
an_json_reader_get_strings (AnJsonReader *self,
                            const char *key,
                            AnJsonPresence presence,
                            guint max_length,
                            gsize max_chars)
{
  g_autoptr (GStrvBuilder) texts = g_strv_builder_new ();
  guint length;

  if (!an_json_reader_enter_member (self, key, presence))
    return g_strv_builder_end (texts);
  length = an_json_reader_expect_array (self, 0, max_length);
  for (guint i = 0; i < length && an_json_reader_enter_element (self, i); i++) {
    g_strv_builder_add (texts, an_json_reader_value_string (self, max_chars));
    an_json_reader_leave (self);
  }
  an_json_reader_leave (self);
  return g_strv_builder_end (texts);
}

/**
 * an_json_reader_expect_schema:
 * @schema: what the member `schema` must say, such as `vn.annhi.report/1`
 */
void
an_json_reader_expect_schema (AnJsonReader *self, const char *schema)
{
  const char *values[] = { schema, NULL };

  an_json_reader_get_enum (self, "schema", AN_JSON_REQUIRED, values, 0);
}

/**
 * an_json_reader_fail:
 * @format: the reason, translated, without the place
 *
 * Records a failure at the cursor, unless there is one already.
 */
void
an_json_reader_fail (AnJsonReader *self, AnJsonError code, const char *format, ...)
{
  g_autofree char *reason = NULL;
  va_list args;

  if (self->error != NULL)
    return;
  va_start (args, format);
  reason = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (&self->error, AN_JSON_ERROR, (int) code, "%s: %s", self->pointer->str, reason);
}

gboolean
an_json_reader_has_failed (AnJsonReader *self)
{
  return self->error != NULL;
}

/**
 * an_json_reader_finish:
 *
 * Returns: %TRUE if nothing failed; otherwise @error is the first failure
 */
gboolean
an_json_reader_finish (AnJsonReader *self, GError **error)
{
  if (self->error == NULL)
    return TRUE;
  g_propagate_error (error, g_error_copy (self->error));
  return FALSE;
}
