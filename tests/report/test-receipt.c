// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* What is typed from paper is forgiven; what is mistyped is noticed; what is derived never drifts.
 */

#include <sodium.h>
#include <string.h>

#include "base/an-json-reader.h"
#include "report/an-receipt.h"

#define SYMBOLS "0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U"
#define ROUNDS 200

typedef struct {
  const char *label;
  const char *text;
  int code; /* -1: the receipt of all zeros */
} Case;

static const Case cases[] = {
  { "as printed", "0000-0000-0000-0000-0000-0000-0", -1 },
  { "without dashes", "0000000000000000000000000", -1 },
  { "with spaces", " 0000 0000 0000 0000 0000 0000 0 \n", -1 },
  { "letter O", "OOOO-oooo-0000-0000-0000-0000-o", -1 },
  { "en dash and no-break space", "0000–0000–0000 0000—0000-0000-0", -1 },
  { "empty", "", AN_RECEIPT_ERROR_LENGTH },
  { "one short", "0000-0000-0000-0000-0000-0000", AN_RECEIPT_ERROR_LENGTH },
  { "one long", "0000-0000-0000-0000-0000-0000-00", AN_RECEIPT_ERROR_LENGTH },
  { "very long", "0000-0000-0000-0000-0000-0000-0000-0000-0000-0000", AN_RECEIPT_ERROR_LENGTH },
  { "U inside", "U000-0000-0000-0000-0000-0000-0", AN_RECEIPT_ERROR_CHARACTER },
  { "check symbol inside", "0000-0000-*000-0000-0000-0000-0", AN_RECEIPT_ERROR_CHARACTER },
  { "punctuation", "0000.0000.0000.0000.0000.0000.0", AN_RECEIPT_ERROR_CHARACTER },
  { "Vietnamese letter", "Đ000-0000-0000-0000-0000-0000-0", AN_RECEIPT_ERROR_CHARACTER },
  { "bad UTF-8", "\xff", AN_RECEIPT_ERROR_CHARACTER },
  { "wrong check", "0000-0000-0000-0000-0000-0000-1", AN_RECEIPT_ERROR_CHECK },
};

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnReceipt) receipt = an_receipt_parse (c->text, &error);
  g_autofree char *text = NULL;

  if (c->code >= 0) {
    g_assert_null (receipt);
    g_assert_error (error, AN_RECEIPT_ERROR, c->code);
    return;
  }
  g_assert_no_error (error);
  text = an_receipt_to_text (receipt);
  g_assert_cmpstr (text, ==, cases[0].text);
}

static void
test_round_trip (void)
{
  for (int i = 0; i < ROUNDS; i++) {
    g_autoptr (AnReceipt) receipt = an_receipt_new ();
    g_autofree char *text = an_receipt_to_text (receipt);
    g_autofree char *lower = g_ascii_strdown (text, -1);
    g_autofree char *bearer = an_receipt_to_bearer (receipt);
    g_autoptr (GError) error = NULL;
    g_autoptr (AnReceipt) again = an_receipt_parse (lower, &error);
    g_autofree char *bearer_again = NULL;

    g_assert_no_error (error);
    bearer_again = an_receipt_to_bearer (again);
    g_assert_cmpstr (bearer, ==, bearer_again);
    g_assert_cmpuint (strlen (text), ==, 31);
    g_assert_cmpuint (strspn (text, SYMBOLS "-"), ==, 31);
  }
}

static gboolean
is_refused (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AnReceipt) receipt = an_receipt_parse (text, &error);

  g_assert_true ((receipt == NULL) == (error != NULL));
  return receipt == NULL;
}

static void
test_single_errors (void)
{
  for (int i = 0; i < 20; i++) {
    g_autoptr (AnReceipt) receipt = an_receipt_new ();
    g_autofree char *text = an_receipt_to_text (receipt);

    for (char *place = text; *place != '\0'; place++) {
      char right = *place;

      for (const char *wrong = SYMBOLS; *wrong != '\0' && right != '-'; wrong++) {
        *place = *wrong;
        g_assert_true (is_refused (text) == (*wrong != right));
      }
      *place = right;
    }
  }
}

static void
test_transpositions (void)
{
  for (int i = 0; i < ROUNDS; i++) {
    g_autoptr (AnReceipt) receipt = an_receipt_new ();
    g_autofree char *text = an_receipt_to_text (receipt);

    for (int at = 0; text[at + 1] != '\0'; at++) {
      int next = text[at + 1] == '-' ? at + 2 : at + 1;
      char first = text[at];

      if (first == '-')
        continue;
      text[at] = text[next];
      text[next] = first;
      g_assert_true (is_refused (text) == (text[at] != first));
      text[next] = text[at];
      text[at] = first;
    }
  }
}

static void
test_bearer (void)
{
  static const char *const wrong[] = {
    "",
    "0",
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",   /* one short */
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", /* one long */
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", /* padded */
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB",  /* bits beyond the 32 bytes */
    "+/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",  /* the other alphabet */
    "AAAAAAAAAAAAAAAAAAAA AAAAAAAAAAAAAAAAAAAAAA",  /* a space */
    "A\xc3\xa1"
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", /* not ASCII */
  };
  guint8 expected[AN_RECEIPT_VERIFIER_BYTES], verifier[AN_RECEIPT_VERIFIER_BYTES];
  guint8 zeros[AN_RECEIPT_VERIFIER_BYTES] = { 0 };
  g_autoptr (AnReceipt) receipt = an_receipt_new ();
  g_autofree char *bearer = an_receipt_to_bearer (receipt);

  an_receipt_get_verifier (receipt, expected);
  g_assert_true (an_receipt_verifier_from_bearer (bearer, verifier));
  g_assert_cmpmem (verifier, sizeof verifier, expected, sizeof expected);
  g_assert_false (an_receipt_verifier_from_bearer (NULL, verifier));
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++) {
    memset (verifier, 1, sizeof verifier);
    g_assert_false (an_receipt_verifier_from_bearer (wrong[i], verifier));
    g_assert_cmpmem (verifier, sizeof verifier, zeros, sizeof zeros);
  }
}

static void
assert_hex (AnJsonReader *reader, const char *key, const guint8 *bytes, gsize length)
{
  g_autofree char *hex = g_malloc (length * 2 + 1);

  sodium_bin2hex (hex, length * 2 + 1, bytes, length);
  g_assert_cmpstr (hex, ==, an_json_reader_get_string (reader, key, AN_JSON_REQUIRED, 1000));
}

static void
check_vector (AnJsonReader *reader)
{
  guint8 verifier[32], public_key[32], secret_key[32];
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL, *bearer = NULL;
  g_autoptr (AnReceipt) receipt =
      an_receipt_parse (an_json_reader_get_string (reader, "text", AN_JSON_REQUIRED, 100), &error);

  g_assert_no_error (error);
  text = an_receipt_to_text (receipt);
  g_assert_cmpstr (text, ==, an_json_reader_get_string (reader, "text", AN_JSON_REQUIRED, 100));
  bearer = an_receipt_to_bearer (receipt);
  g_assert_cmpstr (bearer, ==, an_json_reader_get_string (reader, "bearer", AN_JSON_REQUIRED, 100));
  an_receipt_get_verifier (receipt, verifier);
  assert_hex (reader, "verifier", verifier, sizeof verifier);
  an_receipt_get_key_pair (receipt, public_key, secret_key);
  assert_hex (reader, "public_key", public_key, sizeof public_key);
}

/* tests/report/test_vectors.py computes the same file without libsodium. */
static void
test_vectors (void)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("AN_SOURCE_DIR"), "tests", "data", "receipt-vectors.json", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = an_json_load (path, AN_JSON_MAX_BYTES, &error);
  g_autoptr (AnJsonReader) reader = NULL;
  guint length;

  g_assert_no_error (error);
  reader = an_json_reader_new (root);
  length = an_json_reader_expect_array (reader, 3, 100);
  for (guint i = 0; i < length && an_json_reader_enter_element (reader, i); i++) {
    check_vector (reader);
    an_json_reader_leave (reader);
  }
  an_json_reader_finish (reader, &error);
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strdup_printf ("/receipt/parse/%s", cases[i].label);

    g_test_add_data_func (path, &cases[i], test_case);
  }
  g_test_add_func ("/receipt/round-trip", test_round_trip);
  g_test_add_func ("/receipt/every-single-error", test_single_errors);
  g_test_add_func ("/receipt/adjacent-transpositions", test_transpositions);
  g_test_add_func ("/receipt/bearer", test_bearer);
  g_test_add_func ("/receipt/vectors", test_vectors);
  return g_test_run ();
}
