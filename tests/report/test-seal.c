// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* What is sealed opens, and nothing that was done to it on the way does. */

#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>

#include "base/an-json-reader.h"
#include "report/an-envelope.h"

#define REPORT "7f0c2a1e-5b7d-4c1a-9d2f-0a1b2c3d4e5f"
#define OTHER "0b9d8c7e-6f5a-4b3c-8d1e-2f3a4b5c6d7e"
#define CONTENT "content"
#define CHUNK AN_SEAL_CHUNK_BYTES
#define SEALED_CHUNK (CHUNK + 17)
#define HEADER 24

static AnSealKey key;

static GBytes *
make_plain (gsize size)
{
  guint8 *data = g_malloc (size + 1);

  for (gsize i = 0; i < size; i++)
    data[i] = (guint8) (i * 131 + i / 251 + 1);
  return g_bytes_new_take (data, size);
}

static GBytes *
seal_size (gsize size)
{
  g_autoptr (GBytes) plain = make_plain (size);

  return an_seal_bytes (plain, &key, REPORT, CONTENT);
}

static void
assert_broken (const guint8 *data, gsize length, const char *report, const char *purpose)
{
  g_autoptr (GBytes) sealed = g_bytes_new (data, length);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) plain = an_seal_open_bytes (sealed, &key, report, purpose, &error);

  g_assert_error (error, AN_SEAL_ERROR, AN_SEAL_ERROR_BROKEN);
  g_assert_null (plain);
}

/* The pairs were computed with the logarithms of the paper's definition. */
static void
test_padded_size (void)
{
  static const guint64 pairs[][2] = {
    { 0, 8 },
    { 1, 10 },
    { 2, 10 },
    { 8, 16 },
    { 9, 18 },
    { 56, 64 },
    { 57, 72 },
    { 92, 104 },
    { 992, 1024 },
    { 1016, 1024 },
    { 1017, 1088 },
    { 65528, 65536 },
    { 65529, 67584 },
    { 99992, 100352 },
    { 1048568, 1048576 },
    { 1048569, 1081344 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    g_assert_cmpuint (an_seal_padded_size (pairs[i][0]), ==, pairs[i][1]);
  for (guint64 size = 0; size < 300000; size += 97) {
    guint64 padded = an_seal_padded_size (size);

    g_assert_cmpuint (padded, >=, size + 8);
    g_assert_cmpuint ((padded - size - 8) * 100, <=, (size + 8) * 13);
  }
  g_assert_cmpuint (an_seal_cipher_size (0), ==, HEADER + 8 + 17);
  g_assert_cmpuint (an_seal_cipher_size (CHUNK - 8), ==, HEADER + SEALED_CHUNK);
  g_assert_cmpuint (an_seal_cipher_size (CHUNK - 7), ==, HEADER + 67584 + 2 * 17);
}

static void
test_round_trip (void)
{
  static const gsize sizes[] = {
    0,
    1,
    7,
    8,
    100,
    CHUNK - 9,
    CHUNK - 8,
    CHUNK - 7,
    CHUNK,
    CHUNK + 1,
    100000,
    2 * CHUNK - 9,
    2 * CHUNK - 8,
    2 * CHUNK - 7,
    2 * CHUNK,
    3 * CHUNK - 8,
    3 * CHUNK,
  };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++) {
    g_autoptr (GBytes) plain = make_plain (sizes[i]);
    g_autoptr (GBytes) sealed = an_seal_bytes (plain, &key, REPORT, CONTENT);
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) opened = NULL;

    g_assert_cmpuint (g_bytes_get_size (sealed), ==, an_seal_cipher_size (sizes[i]));
    opened = an_seal_open_bytes (sealed, &key, REPORT, CONTENT, &error);
    g_assert_no_error (error);
    g_assert_true (g_bytes_equal (plain, opened));
  }
}

static void
test_bit_flips (void)
{
  g_autoptr (GBytes) small = seal_size (20), large = seal_size (2 * CHUNK);
  const gsize places[] = {
    0,
    23,
    24,
    25,
    40,
    HEADER + SEALED_CHUNK - 1,
    HEADER + SEALED_CHUNK,
    HEADER + SEALED_CHUNK + 5,
    HEADER + 2 * SEALED_CHUNK + 1,
    g_bytes_get_size (large) - 17,
    g_bytes_get_size (large) - 1,
  };
  gsize length = g_bytes_get_size (small);
  g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (small, NULL), length);
  g_autofree guint8 *large_copy =
      g_memdup2 (g_bytes_get_data (large, NULL), g_bytes_get_size (large));

  for (gsize bit = 0; bit < length * 8; bit++) {
    copy[bit / 8] ^= (guint8) (1 << bit % 8);
    assert_broken (copy, length, REPORT, CONTENT);
    copy[bit / 8] ^= (guint8) (1 << bit % 8);
  }
  for (guint i = 0; i < G_N_ELEMENTS (places); i++) {
    large_copy[places[i]] ^= 1;
    assert_broken (large_copy, g_bytes_get_size (large), REPORT, CONTENT);
    large_copy[places[i]] ^= 1;
  }
}

static void
test_cut_and_longer (void)
{
  g_autoptr (GBytes) small = seal_size (20), large = seal_size (3 * CHUNK);
  g_autoptr (GBytes) full = seal_size (CHUNK - 8); /* its last message has its full size */
  const guint8 *data = g_bytes_get_data (small, NULL);
  const guint8 *large_data = g_bytes_get_data (large, NULL);
  g_autofree guint8 *longer = g_malloc0 (g_bytes_get_size (large) + SEALED_CHUNK);

  for (gsize length = 0; length < g_bytes_get_size (small); length++)
    assert_broken (data, length, REPORT, CONTENT);
  for (gsize chunks = 0; chunks < 4; chunks++)
    assert_broken (large_data, HEADER + chunks * SEALED_CHUNK, REPORT, CONTENT);
  assert_broken (large_data, g_bytes_get_size (large) - 1, REPORT, CONTENT);
  memcpy (longer, large_data, g_bytes_get_size (large));
  assert_broken (longer, g_bytes_get_size (large) + 1, REPORT, CONTENT);
  assert_broken (longer, g_bytes_get_size (large) + SEALED_CHUNK, REPORT, CONTENT);
  memcpy (longer, g_bytes_get_data (full, NULL), g_bytes_get_size (full));
  assert_broken (longer, g_bytes_get_size (full) + 1, REPORT, CONTENT);
}

static void
test_moved_chunks (void)
{
  g_autoptr (GBytes) sealed = seal_size (3 * CHUNK), again = seal_size (3 * CHUNK);
  gsize length = g_bytes_get_size (sealed);
  const guint8 *data = g_bytes_get_data (sealed, NULL);
  const guint8 *other = g_bytes_get_data (again, NULL);
  g_autofree guint8 *copy = g_memdup2 (data, length);

  g_assert_true (data != NULL && other != NULL && copy != NULL);
  /* two chunks change places */
  memcpy (copy + HEADER, data + HEADER + SEALED_CHUNK, SEALED_CHUNK);
  memcpy (copy + HEADER + SEALED_CHUNK, data + HEADER, SEALED_CHUNK);
  assert_broken (copy, length, REPORT, CONTENT);
  /* one chunk twice */
  memcpy (copy, data, length);
  memcpy (copy + HEADER + SEALED_CHUNK, data + HEADER, SEALED_CHUNK);
  assert_broken (copy, length, REPORT, CONTENT);
  /* one left out */
  memcpy (copy, data, length);
  memmove (copy + HEADER, copy + HEADER + SEALED_CHUNK, length - HEADER - SEALED_CHUNK);
  assert_broken (copy, length - SEALED_CHUNK, REPORT, CONTENT);
  /* one from the same content sealed another time */
  memcpy (copy, data, length);
  memcpy (copy + HEADER, other + HEADER, SEALED_CHUNK);
  assert_broken (copy, length, REPORT, CONTENT);
}

static void
test_swapped (void)
{
  g_autoptr (GBytes) sealed = seal_size (100);
  const guint8 *data = g_bytes_get_data (sealed, NULL);
  gsize length = g_bytes_get_size (sealed);
  AnSealKey right = key;

  assert_broken (data, length, OTHER, CONTENT);
  assert_broken (data, length, REPORT, "evidence/" OTHER);
  assert_broken (data, length, REPORT, "conten");
  /* the same bytes of associated data, divided differently */
  assert_broken (data, length, REPORT "\001content", "");
  an_seal_key_generate (&key);
  assert_broken (data, length, REPORT, CONTENT);
  key = right;
}

/* A stream with the right key and place, but whatever inside: what a broken sealer would make. */
static GBytes *
forge (const guint8 *plain, gsize length, guint8 tag)
{
  static const char context[] = "annhi/1\0" REPORT "\0" CONTENT "\0\0\0\0\0\0\0\0";
  crypto_secretstream_xchacha20poly1305_state state;
  guint8 *data = g_malloc (HEADER + length + 17);

  crypto_secretstream_xchacha20poly1305_init_push (&state, data, key.bytes);
  crypto_secretstream_xchacha20poly1305_push (&state,
                                              data + HEADER,
                                              NULL,
                                              plain,
                                              length,
                                              (const guint8 *) context,
                                              sizeof context,
                                              tag);
  return g_bytes_new_take (data, HEADER + length + 17);
}

static void
test_forged (void)
{
  static const struct {
    const char *label;
    guint8 plain[12];
    gsize length;
    guint8 tag;
    gboolean opens;
  } forgeries[] = {
    { "right", { 2, 0, 0, 0, 0, 0, 0, 0, 'h', 'i' }, 10, 3, TRUE },
    { "length beyond the end", { 3, 0, 0, 0, 0, 0, 0, 0, 'h', 'i' }, 10, 3, FALSE },
    { "huge length", { 2, 0, 0, 0, 0, 0, 0, 0xff, 'h', 'i' }, 10, 3, FALSE },
    { "too much padding", { 2, 0, 0, 0, 0, 0, 0, 0, 'h', 'i', 0, 0 }, 12, 3, FALSE },
    { "padding not zero", { 1, 0, 0, 0, 0, 0, 0, 0, 'h', 'i' }, 10, 3, FALSE },
    { "no room for a length", { 0, 0, 0, 0 }, 4, 3, FALSE },
    { "nothing", { 0 }, 0, 3, FALSE },
    { "not the last message", { 2, 0, 0, 0, 0, 0, 0, 0, 'h', 'i' }, 10, 0, FALSE },
    { "rekey", { 2, 0, 0, 0, 0, 0, 0, 0, 'h', 'i' }, 10, 2, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (forgeries); i++) {
    g_autoptr (GBytes) sealed = forge (forgeries[i].plain, forgeries[i].length, forgeries[i].tag);
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) plain = an_seal_open_bytes (sealed, &key, REPORT, CONTENT, &error);

    g_test_message ("%s", forgeries[i].label);
    g_assert_true ((plain != NULL) == forgeries[i].opens);
    g_assert_true ((error == NULL) == forgeries[i].opens);
  }
}

/* The second message of a stream is bound to place 1, the first to 0: made by hand from the
 * documented format. (transfer full) */
static GBytes *
forge_two (guint8 first_tag, guint8 second_place)
{
  char context[] = "annhi/1\0" REPORT "\0" CONTENT "\0\0\0\0\0\0\0\0";
  crypto_secretstream_xchacha20poly1305_state state;
  gsize rest = 67584 - CHUNK;
  guint8 *data = g_malloc (HEADER + SEALED_CHUNK + rest + 17);
  g_autofree guint8 *plain = g_malloc0 (CHUNK);

  plain[2] = 1; /* 65536, little-endian */
  crypto_secretstream_xchacha20poly1305_init_push (&state, data, key.bytes);
  crypto_secretstream_xchacha20poly1305_push (&state,
                                              data + HEADER,
                                              NULL,
                                              plain,
                                              CHUNK,
                                              (const guint8 *) context,
                                              sizeof context,
                                              first_tag);
  plain[2] = 0;
  context[sizeof context - 8] = (char) second_place;
  crypto_secretstream_xchacha20poly1305_push (&state,
                                              data + HEADER + SEALED_CHUNK,
                                              NULL,
                                              plain,
                                              rest,
                                              (const guint8 *) context,
                                              sizeof context,
                                              3);
  return g_bytes_new_take (data, HEADER + SEALED_CHUNK + rest + 17);
}

static void
test_two_messages (void)
{
  static const struct {
    guint8 first_tag, second_place;
    gboolean opens;
  } streams[] = {
    { 0, 1, TRUE },  { 0, 0, FALSE }, { 0, 2, FALSE },
    { 1, 1, FALSE }, { 2, 1, FALSE }, { 3, 1, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (streams); i++) {
    g_autoptr (GBytes) sealed = forge_two (streams[i].first_tag, streams[i].second_place);
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) opened = an_seal_open_bytes (sealed, &key, REPORT, CONTENT, &error);

    g_assert_true ((opened != NULL) == streams[i].opens);
    g_assert_true (opened == NULL || g_bytes_get_size (opened) == CHUNK);
  }
}

static void
test_wrong_size (void)
{
  static const gsize sizes[] = { 0, 1, 100, CHUNK - 8, CHUNK - 7, 2 * CHUNK };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++) {
    for (int difference = -1; difference <= 1; difference++) {
      g_autoptr (GBytes) plain = make_plain (sizes[i]);
      g_autoptr (GInputStream) input = g_memory_input_stream_new_from_bytes (plain);
      g_autoptr (GOutputStream) output = g_memory_output_stream_new_resizable ();
      g_autoptr (GError) error = NULL;
      gboolean sealed;

      if (sizes[i] == 0 && difference < 0)
        continue;
      sealed = an_seal_stream (input,
                               (guint64) ((gssize) sizes[i] + difference),
                               output,
                               &key,
                               REPORT,
                               CONTENT,
                               NULL,
                               &error);
      g_assert_true (sealed == (difference == 0));
      if (difference != 0)
        g_assert_error (error, AN_SEAL_ERROR, AN_SEAL_ERROR_SIZE);
    }
  }
}

static guint64
peak_kilobytes (void)
{
  g_autofree char *status = NULL;
  const char *line;

  g_assert_true (g_file_get_contents ("/proc/self/status", &status, NULL, NULL));
  line = strstr (status, "VmHWM:");
  g_assert_nonnull (line);
  return g_ascii_strtoull (line + strlen ("VmHWM:"), NULL, 10);
}

static void
test_flat_memory (void)
{
  guint64 size = 96 * 1024 * 1024, before;
  g_autofree char *folder = g_dir_make_tmp ("seal-XXXXXX", NULL);
  g_autofree char *plain_path = g_build_filename (folder, "plain", NULL);
  g_autofree char *sealed_path = g_build_filename (folder, "sealed", NULL);
  g_autoptr (GFile) plain = g_file_new_for_path (plain_path);
  g_autoptr (GFile) sealed = g_file_new_for_path (sealed_path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) input = NULL, sealed_input = NULL;
  g_autoptr (GOutputStream) output = NULL, sink = NULL;

  output = G_OUTPUT_STREAM (g_file_replace (plain, NULL, FALSE, G_FILE_CREATE_NONE, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_seekable_truncate (G_SEEKABLE (output), (goffset) size, NULL, &error));
  g_assert_true (g_output_stream_close (output, NULL, &error));
  input = G_INPUT_STREAM (g_file_read (plain, NULL, &error));
  sink = G_OUTPUT_STREAM (g_file_replace (sealed, NULL, FALSE, G_FILE_CREATE_NONE, NULL, &error));
  before = peak_kilobytes ();
  g_assert_true (an_seal_stream (input, size, sink, &key, REPORT, CONTENT, NULL, &error));
  g_assert_true (g_output_stream_close (sink, NULL, &error));
  sealed_input = G_INPUT_STREAM (g_file_read (sealed, NULL, &error));
  g_clear_object (&output);
  output = G_OUTPUT_STREAM (g_file_replace (plain, NULL, FALSE, G_FILE_CREATE_NONE, NULL, &error));
  g_assert_true (an_seal_open_stream (sealed_input, output, &key, REPORT, CONTENT, NULL, &error));
  g_assert_cmpuint (peak_kilobytes () - before, <, 8 * 1024);
  g_assert_true (g_file_delete (plain, NULL, &error) && g_file_delete (sealed, NULL, &error));
  g_rmdir (folder);
}

static gboolean
opens_key (GBytes *sealed, const char *report, const char *recipient, const guint8 pair[64])
{
  static const AnSealKey zeros;
  g_autoptr (GError) error = NULL;
  AnSealKey opened;
  gboolean ok = an_seal_unwrap_key (sealed, report, recipient, pair, pair + 32, &opened, &error);

  if (ok)
    g_assert_cmpmem (&opened, sizeof opened, &key, sizeof key);
  else
    g_assert_error (error, AN_SEAL_ERROR, AN_SEAL_ERROR_BROKEN);
  if (!ok)
    g_assert_cmpmem (&opened, sizeof opened, &zeros, sizeof zeros);
  return ok;
}

static void
test_wrap (void)
{
  guint8 pair[64], other[64], zero[32] = { 0 };
  g_autoptr (GBytes) sealed = NULL, cut = NULL;
  g_autofree guint8 *copy = NULL;

  crypto_box_keypair (pair, pair + 32);
  crypto_box_keypair (other, other + 32);
  sealed = an_seal_wrap_key (&key, REPORT, "office/0123456789abcdef", pair);
  g_assert_cmpuint (g_bytes_get_size (sealed), ==, AN_SEAL_WRAPPED_BYTES);
  g_assert_true (opens_key (sealed, REPORT, "office/0123456789abcdef", pair));
  g_assert_false (opens_key (sealed, OTHER, "office/0123456789abcdef", pair));
  g_assert_false (opens_key (sealed, REPORT, "reporter", pair));
  g_assert_false (opens_key (sealed, REPORT, "office/0123456789abcdef", other));
  cut = g_bytes_new_from_bytes (sealed, 0, AN_SEAL_WRAPPED_BYTES - 1);
  g_assert_false (opens_key (cut, REPORT, "office/0123456789abcdef", pair));
  copy = g_memdup2 (g_bytes_get_data (sealed, NULL), AN_SEAL_WRAPPED_BYTES);
  for (gsize i = 0; i < AN_SEAL_WRAPPED_BYTES; i++) {
    g_autoptr (GBytes) changed = NULL;

    copy[i] ^= 4;
    changed = g_bytes_new (copy, AN_SEAL_WRAPPED_BYTES);
    g_assert_false (opens_key (changed, REPORT, "office/0123456789abcdef", pair));
    copy[i] ^= 4;
  }
  g_assert_null (an_seal_wrap_key (&key, REPORT, "reporter", zero));
}

/* (transfer full): the bytes that a member writes in hex */
static GBytes *
get_hex (AnJsonReader *reader, const char *name)
{
  const char *hex = an_json_reader_get_string (reader, name, AN_JSON_REQUIRED, 10000);
  guint8 *bytes = g_malloc (strlen (hex) / 2 + 1);

  g_assert_cmpint (sodium_hex2bin (bytes, strlen (hex) / 2, hex, strlen (hex), NULL, NULL, NULL),
                   ==,
                   0);
  return g_bytes_new_take (bytes, strlen (hex) / 2);
}

static void
get_key (AnJsonReader *reader, const char *name, guint8 bytes[32])
{
  g_autoptr (GBytes) got = get_hex (reader, name);

  g_assert_cmpuint (g_bytes_get_size (got), ==, 32);
  memcpy (bytes, g_bytes_get_data (got, NULL), 32);
}

static void
check_stream (AnJsonReader *reader)
{
  g_autoptr (GBytes) sealed = get_hex (reader, "sealed"), plain = get_hex (reader, "plain");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) opened = NULL;
  AnSealKey known;

  get_key (reader, "key", known.bytes);
  opened =
      an_seal_open_bytes (sealed,
                          &known,
                          an_json_reader_get_string (reader, "report_id", AN_JSON_REQUIRED, 100),
                          an_json_reader_get_string (reader, "purpose", AN_JSON_REQUIRED, 100),
                          &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (opened, plain));
  g_assert_cmpuint (g_bytes_get_size (sealed), ==, an_seal_cipher_size (g_bytes_get_size (plain)));
}

static void
check_wrapped (AnJsonReader *reader)
{
  g_autoptr (GBytes) sealed = get_hex (reader, "sealed");
  g_autoptr (GError) error = NULL;
  g_autoptr (AnOfficeKey) office_key = NULL;
  guint8 public_key[32], secret_key[32];
  AnSealKey known, opened;

  get_key (reader, "key", known.bytes);
  get_key (reader, "public_key", public_key);
  get_key (reader, "secret_key", secret_key);
  an_seal_unwrap_key (sealed,
                      an_json_reader_get_string (reader, "report_id", AN_JSON_REQUIRED, 100),
                      an_json_reader_get_string (reader, "recipient", AN_JSON_REQUIRED, 100),
                      public_key,
                      secret_key,
                      &opened,
                      &error);
  g_assert_no_error (error);
  g_assert_cmpmem (&opened, sizeof opened, &known, sizeof known);
  office_key = an_office_key_new (public_key);
  g_assert_cmpstr (office_key->id,
                   ==,
                   an_json_reader_get_string (reader, "key_id", AN_JSON_REQUIRED, 100));
}

/* tests/report/test_vectors.py computes the same file without libsodium. */
static void
test_vectors (void)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("AN_SOURCE_DIR"), "tests", "data", "seal-vectors.json", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = an_json_load (path, AN_JSON_MAX_BYTES, &error);
  g_autoptr (AnJsonReader) reader = NULL;
  static const char *const lists[] = { "streams", "keys" };

  g_assert_no_error (error);
  reader = an_json_reader_new (root);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++) {
    guint length;

    g_assert_true (an_json_reader_enter_member (reader, lists[i], AN_JSON_REQUIRED));
    length = an_json_reader_expect_array (reader, 2, 100);
    for (guint j = 0; j < length && an_json_reader_enter_element (reader, j); j++) {
      if (i == 0)
        check_stream (reader);
      else
        check_wrapped (reader);
      an_json_reader_leave (reader);
    }
    an_json_reader_leave (reader);
  }
  an_json_reader_finish (reader, &error);
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  an_seal_key_generate (&key);
  g_test_add_func ("/seal/padded-size", test_padded_size);
  g_test_add_func ("/seal/round-trip", test_round_trip);
  g_test_add_func ("/seal/bit-flips", test_bit_flips);
  g_test_add_func ("/seal/cut-and-longer", test_cut_and_longer);
  g_test_add_func ("/seal/moved-chunks", test_moved_chunks);
  g_test_add_func ("/seal/swapped", test_swapped);
  g_test_add_func ("/seal/forged", test_forged);
  g_test_add_func ("/seal/two-messages", test_two_messages);
  g_test_add_func ("/seal/wrong-size", test_wrong_size);
  g_test_add_func ("/seal/flat-memory", test_flat_memory);
  g_test_add_func ("/seal/wrap", test_wrap);
  g_test_add_func ("/seal/vectors", test_vectors);
  return g_test_run ();
}
