// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * Replays a corpus folder through a fuzz entry, each file as it is and then in two thousand
 * random changes. The seed is g_test's, printed at the start and taken again with --seed.
 */

#include <glib.h>
#include <string.h>

#include "fuzz.h"

#define N_CHANGES 2000
#define MAX_BYTES (64 * 1024)

static char *corpus; /* (owned) folder */

/* Pieces that mean something to the parsers. */
static const char *const pieces[] = {
  "null",      "true",      "-1",      "0",   "1e9", "1.5",    "\"\"",       "[]", "{}",
  "\"24:00\"", "\"00:00\"", "\\u0000", "{\"", "\":", ",",      "]",          "}",  "[[",
  "\xff",      "\xe1\xba",  "-",       "T",   "Z",   "+07:00", "9999-12-31",
};

static void
change_once (GByteArray *bytes)
{
  guint at = bytes->len > 0 ? (guint) g_test_rand_int_range (0, (gint32) bytes->len) : 0;
  const char *piece = pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))];

  switch (g_test_rand_int_range (0, 4)) {
  case 0:
    if (bytes->len > 0)
      bytes->data[at] = (guint8) g_test_rand_int_range (0, 256);
    break;
  case 1:
    if (bytes->len > 0)
      g_byte_array_remove_range (
          bytes,
          at,
          (guint) g_test_rand_int_range (1, (gint32) MIN (16, bytes->len - at) + 1));
    break;
  case 2: {
    g_autoptr (GByteArray) rest = g_byte_array_new ();

    g_byte_array_append (rest, bytes->data + at, bytes->len - at);
    g_byte_array_set_size (bytes, at);
    g_byte_array_append (bytes, (const guint8 *) piece, (guint) strlen (piece));
    g_byte_array_append (bytes, rest->data, rest->len);
    break;
  }
  default:
    g_byte_array_set_size (bytes, at);
    break;
  }
}

/* In a buffer of exactly its size, so that reading beyond the end is seen. */
static void
feed (const guint8 *data, gsize size)
{
  g_autofree guint8 *copy = g_malloc (MAX (size, 1));

  if (size > 0)
    memcpy (copy, data, size);
  LLVMFuzzerTestOneInput (copy, size);
}

static void
test_file (gconstpointer data)
{
  g_autofree char *content = NULL;
  gsize length;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (data, &content, &length, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (length, <=, MAX_BYTES);
  feed ((const guint8 *) content, length);
  for (int i = 0; i < N_CHANGES; i++) {
    g_autoptr (GByteArray) bytes = g_byte_array_new ();

    g_byte_array_append (bytes, (const guint8 *) content, (guint) length);
    for (int n = g_test_rand_int_range (1, 5); n > 0; n--)
      change_once (bytes);
    feed (bytes->data, bytes->len);
  }
}

int
main (int argc, char **argv)
{
  g_autoptr (GDir) folder = NULL;
  g_autoptr (GError) error = NULL;
  const char *name;

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  corpus = g_strdup (argv[1]);
  folder = g_dir_open (corpus, 0, &error);
  g_assert_no_error (error);
  while ((name = g_dir_read_name (folder)) != NULL) {
    g_autofree char *path = g_strdup_printf ("/fuzz/%s", name);

    g_test_add_data_func_full (path, g_build_filename (corpus, name, NULL), test_file, g_free);
  }
  g_clear_pointer (&corpus, g_free);
  return g_test_run ();
}
