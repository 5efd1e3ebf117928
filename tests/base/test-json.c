// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The strict reader: what json-glib would take, crash on or bend is refused with its place. */

#include <string.h>

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
  g_test_add_func ("/json/reader/values", test_reader_values);
  g_test_add_func ("/json/reader/failures", test_reader_failures);
  return g_test_run ();
}
