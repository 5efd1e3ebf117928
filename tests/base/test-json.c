// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The strict reader: what json-glib would take, crash on or bend is refused with its place. */

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "base/an-json-reader.h"

typedef struct {
  const char *label;
  const char *text;
  int code;            /* -1: accepted */
  const char *message; /* how the message begins */
} Case;

static const Case cases[] = {
  { "empty", "", AN_JSON_ERROR_SYNTAX, ": " },
  { "white space", " \n", AN_JSON_ERROR_SYNTAX, ": " },
  { "object", "{\"a\":[1,2.5,-3e2,true,false,null,\"x\"]}", -1, NULL },
  { "bare value", "1", -1, NULL },
  { "comment", "/*c*/{}", AN_JSON_ERROR_SYNTAX, ": " },
  { "single quotes", "{'a':1}", AN_JSON_ERROR_SYNTAX, ": " },
  { "two documents", "{\"a\":1}{\"b\":2}", AN_JSON_ERROR_SYNTAX, ": " },
  { "trailing comma", "[1,]", AN_JSON_ERROR_SYNTAX, "/1: " },
  { "hexadecimal", "[0x1F]", AN_JSON_ERROR_SYNTAX, ": " },
  { "leading zero", "[007]", AN_JSON_ERROR_SYNTAX, ": " },
  { "NaN", "[NaN]", AN_JSON_ERROR_SYNTAX, "/0: " },
  { "duplicate key", "{\"a\":{\"b\":1,\"b\":2}}", AN_JSON_ERROR_DUPLICATE_KEY, "/a/b: " },
  { "duplicate key, escaped", "{\"a\":1,\"\\u0061\":2}", AN_JSON_ERROR_DUPLICATE_KEY, "/a: " },
  { "big integer", "{\"n\":9223372036854775808}", AN_JSON_ERROR_NUMBER, "/n: " },
  { "10 to the 30", "[1000000000000000000000000000000]", AN_JSON_ERROR_NUMBER, "/0: " },
  { "1e999", "[1e999]", AN_JSON_ERROR_NUMBER, "/0: " },
  { "NUL escape", "[\"a\\u0000b\"]", AN_JSON_ERROR_SYNTAX, "/0: " },
  { "lone surrogate", "[\"\\ud800x\"]", AN_JSON_ERROR_SYNTAX, "/0: " },
  { "surrogate pair", "[\"\\ud83d\\ude00\"]", -1, NULL },
  { "bad UTF-8", "[\"\xff\"]", AN_JSON_ERROR_SYNTAX, ": " },
  { "byte order mark", "\xef\xbb\xbf{}", AN_JSON_ERROR_SYNTAX, ": " },
  { "raw newline in a string", "[\"a\nb\"]", AN_JSON_ERROR_SYNTAX, "/0: " },
  { "cut", "{\"a\":", AN_JSON_ERROR_SYNTAX, "/a: " },
  { "pointer escapes", "{\"a/b~\":[}", AN_JSON_ERROR_SYNTAX, "/a~1b~0/0: " },
  { "column in characters",
    "{\"tên\":[\n  \"ẫẫẫ\", x]}",
    AN_JSON_ERROR_SYNTAX,
    "/tên/1: a JSON value is"
    " expected (line 2, column 10)" },
  { "key that breaks the line",
    "{\"a\\nb\\u001b[2J: c\":x}",
    AN_JSON_ERROR_SYNTAX,
    "/a⏎b␛[2J:\u00a0c: a JSON value" },
  { "long key",
    "{\"0123456789012345678901234567890123456789012345678901234567890123456\":x}",
    AN_JSON_ERROR_SYNTAX,
    "/0123456789012345678901234567890123456789012345678901234567890123…: " },
  { "minus alone", "[-]", AN_JSON_ERROR_SYNTAX, "/0: " },
  { "minus and leading zero", "[-01]", AN_JSON_ERROR_SYNTAX, ": " },
  { "plus", "[+1]", AN_JSON_ERROR_SYNTAX, "/0: " },
  { "point alone", "[1.]", AN_JSON_ERROR_SYNTAX, "/0: " },
  { "no whole part", "[.5]", AN_JSON_ERROR_SYNTAX, "/0: " },
  { "exponent alone", "[1e+]", AN_JSON_ERROR_SYNTAX, "/0: " },
  { "all numbers", "[0,-0,1.5e-3,1E5,1e+2,-0.0,9007199254740991,1e-999]", -1, NULL },
  { "2 to the 53", "[9007199254740992]", AN_JSON_ERROR_NUMBER, "/0: " },
  { "true with tail", "[trueish]", AN_JSON_ERROR_SYNTAX, ": " },
  { "Infinity", "[Infinity]", AN_JSON_ERROR_SYNTAX, "/0: " },
  { "key without quotes", "{a:1}", AN_JSON_ERROR_SYNTAX, ": " },
  { "key alone", "{\"a\"}", AN_JSON_ERROR_SYNTAX, "/a: " },
  { "empty key", "{\"\":1,\"\":2}", AN_JSON_ERROR_DUPLICATE_KEY, "/: " },
  { "all escapes", "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u1ea7\"]", -1, NULL },
  { "escape of x", "[\"\\x41\"]", AN_JSON_ERROR_SYNTAX, "/0: " },
  { "low before high", "[\"\\ude00\\ud83d\"]", AN_JSON_ERROR_SYNTAX, "/0: " },
  { "high twice", "[\"\\ud83d\\ud83d\"]", AN_JSON_ERROR_SYNTAX, "/0: " },
  { "surrogate as UTF-8", "[\"\xed\xa0\x80\"]", AN_JSON_ERROR_SYNTAX, ": " },
  { "form feed as space", "[1,\f2]", AN_JSON_ERROR_SYNTAX, "/1: " },
  { "no-break space",
    "[1,\xc2\xa0"
    "2]",
    AN_JSON_ERROR_SYNTAX,
    "/1: " },
  { "hash comment", "# c\n{}", AN_JSON_ERROR_SYNTAX, ": " },
  { "line comment", "{} // c", AN_JSON_ERROR_SYNTAX, ": " },
  { "variable", "var a = {};", AN_JSON_ERROR_SYNTAX, ": " },
  { "Vietnamese", "{\"tên\":\"Bé An ở Phú Thọ\"}", -1, NULL },
};

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = an_json_parse (c->text, strlen (c->text), 1000, &error);

  if (c->code < 0) {
    g_assert_no_error (error);
    g_assert_nonnull (node);
    return;
  }
  g_assert_null (node);
  g_assert_error (error, AN_JSON_ERROR, c->code);
  g_assert_true (g_str_has_prefix (error->message, c->message));
}

static void
test_depth (void)
{
  g_autofree char *deep = g_strnfill (200000, '[');
  g_autoptr (GError) error = NULL;

  g_assert_null (an_json_parse (deep, 200000, 1000000, &error));
  g_assert_error (error, AN_JSON_ERROR, AN_JSON_ERROR_TOO_DEEP);
}

static void
test_raw_nul (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (an_json_parse ("[1]\0[2]", 7, 100, &error));
  g_assert_error (error, AN_JSON_ERROR, AN_JSON_ERROR_SYNTAX);
}

static void
test_size (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (an_json_parse ("[1,2]", 5, 4, &error));
  g_assert_error (error, AN_JSON_ERROR, AN_JSON_ERROR_TOO_LARGE);
}

/* Keys of one hash, which a hash table can tell apart only one by one: "Aa" and "B@" collide, and
 * so do all words made of them. */
static char *
colliding_keys (guint count)
{
  GString *text = g_string_new ("{");

  for (guint i = 0; i < count; i++) {
    g_string_append (text, i == 0 ? "\"" : ",\"");
    for (guint bit = 0; bit < 16; bit++)
      g_string_append (text, (i >> bit & 1) != 0 ? "Aa" : "B@");
    g_string_append (text, "\":1");
  }
  return g_string_free (g_string_append_c (text, '}'), FALSE);
}

static void
test_many_keys (void)
{
  g_autofree char *most = colliding_keys (AN_JSON_MAX_MEMBERS);
  g_autofree char *more = colliding_keys (AN_JSON_MAX_MEMBERS + 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;

  g_assert_cmpuint (g_str_hash ("Aa"), ==, g_str_hash ("B@"));
  node = an_json_parse (most, strlen (most), AN_JSON_MAX_BYTES, &error);
  g_assert_no_error (error);
  g_assert_nonnull (node);
  g_assert_null (an_json_parse (more, strlen (more), AN_JSON_MAX_BYTES, &error));
  g_assert_error (error, AN_JSON_ERROR, AN_JSON_ERROR_TOO_LARGE);
}

static void
test_to_string (void)
{
  const char *given = "{\"a\\\"e.5\":[1e-5,1e22,0.5,-2.0,3,\"1e-5.0\"]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = an_json_parse (given, strlen (given), 1000, &error);
  g_autofree char *text = an_json_to_string (node, FALSE);
  g_autofree char *pretty = an_json_to_string (node, TRUE);
  g_autoptr (JsonNode) again = an_json_parse (pretty, strlen (pretty), 1000, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, "{\"a\\\"e.5\":[1.0000000000000001e-05,1e+22,0.5,-2.0,3,\"1e-5.0\"]}");
  g_assert_true (json_node_equal (node, again));
}

static void
test_load (void)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;
  int fd = g_file_open_tmp ("annhi-json-XXXXXX", &path, &error);

  g_assert_no_error (error);
  close (fd);
  g_assert_true (g_file_set_contents (path, "[1,2]", -1, NULL));
  node = an_json_load (path, 5, &error);
  g_assert_no_error (error);
  g_assert_nonnull (node);
  g_assert_null (an_json_load (path, 4, &error));
  g_assert_error (error, AN_JSON_ERROR, AN_JSON_ERROR_TOO_LARGE);
  g_assert_true (g_str_has_prefix (error->message, path));
  g_assert_null (strstr (error->message, ": : "));
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (path, "{\"a\":1,\"a\":2}", -1, NULL));
  g_assert_null (an_json_load (path, 1000, &error));
  g_assert_nonnull (strstr (error->message, ": /a: "));
  g_clear_error (&error);
  g_assert_null (an_json_load ("/dev/zero", 1000, &error));
  g_assert_error (error, AN_JSON_ERROR, AN_JSON_ERROR_TOO_LARGE);
  g_clear_error (&error);
  g_assert_null (an_json_load ("/tmp", 1000, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
  g_clear_error (&error);
  g_remove (path);
  g_assert_null (an_json_load (path, 1000, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_true (g_str_has_prefix (error->message, path));
}

static AnJsonReader *
reader_for (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = an_json_parse (text, strlen (text), 10000, &error);

  g_assert_no_error (error);
  return an_json_reader_new (node);
}

static void
assert_failed (AnJsonReader *reader, int code, const char *pointer)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *place = NULL, *detail = NULL;

  g_assert_false (an_json_reader_finish (reader, &error));
  g_assert_error (error, AN_JSON_ERROR, code);
  an_json_error_split (error, &place, &detail);
  g_assert_cmpstr (place, ==, pointer);
  g_assert_cmpstr (detail, !=, "");
}

static void
test_reader_values (void)
{
  g_autoptr (AnJsonReader) reader =
      reader_for ("{\"n\":90.0,\"b\":true,\"s\":\"x\",\"l\":[\"a\",\"b\"],\"e\":\"two\"}");
  const char *const words[] = { "one", "two", NULL };
  g_auto (GStrv) list = NULL;
  g_autoptr (GError) error = NULL;

  an_json_reader_allow_members (reader, "n", "b", "s", "l", "e", NULL);
  g_assert_cmpint (an_json_reader_get_int (reader, "n", AN_JSON_REQUIRED, 0, 100, -1), ==, 90);
  g_assert_cmpint (an_json_reader_get_int (reader, "m", AN_JSON_OPTIONAL, 0, 100, -1), ==, -1);
  g_assert_true (an_json_reader_get_boolean (reader, "b", AN_JSON_REQUIRED, FALSE));
  g_assert_cmpstr (an_json_reader_get_string (reader, "s", AN_JSON_REQUIRED, 1), ==, "x");
  g_assert_null (an_json_reader_get_string (reader, "t", AN_JSON_OPTIONAL, 1));
  g_assert_cmpint (an_json_reader_get_enum (reader, "e", AN_JSON_REQUIRED, words, -1), ==, 1);
  list = an_json_reader_get_strings (reader, "l", AN_JSON_REQUIRED, 5, 1);
  g_assert_cmpuint (g_strv_length (list), ==, 2);
  g_assert_true (an_json_reader_finish (reader, &error));
  g_assert_no_error (error);
}

static void
test_reader_failures (void)
{
  g_autoptr (AnJsonReader) type = reader_for ("{\"a\":{\"n\":\"1\"}}");
  g_autoptr (AnJsonReader) range = reader_for ("{\"n\":1441}");
  g_autoptr (AnJsonReader) half = reader_for ("{\"n\":1.5}");
  g_autoptr (AnJsonReader) missing = reader_for ("{}");
  g_autoptr (AnJsonReader) unknown = reader_for ("{\"quota\":1}");
  g_autoptr (AnJsonReader) boolean = reader_for ("{\"n\":true}");
  g_autoptr (AnJsonReader) huge = reader_for ("{\"n\":9223372036854775808.0}");
  const char *const words[] = { "one", NULL };
  g_autoptr (AnJsonReader) word = reader_for ("{\"w: x\":\"\\u001b[2J\"}");
  g_autoptr (GError) error = NULL;

  g_assert_true (an_json_reader_enter_member (type, "a", AN_JSON_REQUIRED));
  an_json_reader_get_int (type, "n", AN_JSON_REQUIRED, 0, 9, 0);
  an_json_reader_leave (type);
  assert_failed (type, AN_JSON_ERROR_TYPE, "/a/n");
  an_json_reader_get_int (range, "n", AN_JSON_REQUIRED, 0, 1440, 0);
  assert_failed (range, AN_JSON_ERROR_VALUE, "/n");
  an_json_reader_get_int (half, "n", AN_JSON_REQUIRED, 0, 1440, 0);
  assert_failed (half, AN_JSON_ERROR_VALUE, "/n");
  an_json_reader_get_string (missing, "s", AN_JSON_REQUIRED, 9);
  an_json_reader_get_string (missing, "t", AN_JSON_REQUIRED, 9);
  assert_failed (missing, AN_JSON_ERROR_MISSING, "/s");
  an_json_reader_allow_members (unknown, "schema", NULL);
  assert_failed (unknown, AN_JSON_ERROR_UNKNOWN_KEY, "/quota");
  an_json_reader_get_int (boolean, "n", AN_JSON_REQUIRED, 0, 1, 0);
  assert_failed (boolean, AN_JSON_ERROR_TYPE, "/n");
  an_json_reader_get_int (huge, "n", AN_JSON_REQUIRED, 0, G_MAXINT64, 0);
  assert_failed (huge, AN_JSON_ERROR_VALUE, "/n");
  an_json_reader_get_enum (word, "w: x", AN_JSON_REQUIRED, words, 0);
  assert_failed (word, AN_JSON_ERROR_VALUE, "/w:\u00a0x");
  an_json_reader_finish (word, &error);
  g_assert_null (strchr (error->message, 0x1b));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strdup_printf ("/json/parse/%s", cases[i].label);

    g_test_add_data_func (path, &cases[i], test_case);
  }
  g_test_add_func ("/json/depth", test_depth);
  g_test_add_func ("/json/raw-nul", test_raw_nul);
  g_test_add_func ("/json/size", test_size);
  g_test_add_func ("/json/many-keys", test_many_keys);
  g_test_add_func ("/json/to-string", test_to_string);
  g_test_add_func ("/json/load", test_load);
  g_test_add_func ("/json/reader/values", test_reader_values);
  g_test_add_func ("/json/reader/failures", test_reader_failures);
  return g_test_run ();
}
