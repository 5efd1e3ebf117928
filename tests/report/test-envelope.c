// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* What the server is given: complete, nothing beside, and opened only by whom it is sealed to. */

#include <sodium.h>
#include <string.h>

#include "base/an-json.h"
#include "report/an-envelope.h"
#include "report/an-uuid.h"

#define REPORT "7f0c2a1e-5b7d-4c1a-9d2f-0a1b2c3d4e5f"
#define EVIDENCE_A "0b9d8c7e-6f5a-4b3c-8d1e-2f3a4b5c6d7e"
#define EVIDENCE_B "1b9d8c7e-6f5a-4b3c-8d1e-2f3a4b5c6d7e"
#define SHA "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
#define JSON "{\"schema\":\"vn.annhi.report/1\"}"

typedef struct {
  AnReceipt *receipt;
  AnSealKey key;
  GPtrArray *office_keys;
  guint8 public_keys[2][32], secret_keys[2][32];
  AnEnvelope *envelope;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GBytes) plain = g_bytes_new (JSON, strlen (JSON));
  g_autoptr (GError) error = NULL;

  f->receipt = an_receipt_new ();
  an_seal_key_generate (&f->key);
  f->office_keys = g_ptr_array_new_with_free_func ((GDestroyNotify) an_office_key_free);
  for (int i = 0; i < 2; i++) {
    crypto_box_keypair (f->public_keys[i], f->secret_keys[i]);
    g_ptr_array_add (f->office_keys, an_office_key_new (f->public_keys[i]));
  }
  f->envelope = an_envelope_seal (REPORT,
                                  "phu-tho",
                                  "high",
                                  plain,
                                  1000,
                                  f->office_keys,
                                  f->receipt,
                                  &f->key,
                                  &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  an_receipt_free (f->receipt);
  g_ptr_array_unref (f->office_keys);
  an_envelope_free (f->envelope);
}

static const char *
key_id (Fixture *f, guint i)
{
  return ((AnOfficeKey *) g_ptr_array_index (f->office_keys, i))->id;
}

static void
test_round_trip (Fixture *f, gconstpointer data)
{
  g_autoptr (JsonNode) root = an_envelope_to_json (f->envelope), again = NULL;
  g_autofree char *text = an_json_to_string (root, FALSE), *text_again = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnEnvelope) read = NULL;

  read = an_envelope_from_json (root, &error);
  g_assert_no_error (error);
  again = an_envelope_to_json (read);
  text_again = an_json_to_string (again, FALSE);
  g_assert_cmpstr (text, ==, text_again);
  g_assert_cmpuint (read->size, ==, 1000 + an_seal_cipher_size (strlen (JSON)));
  g_assert_cmpuint (read->keys->len, ==, 3);
  g_assert_null (strstr (text, "annhi.report"));
}

static void
test_open (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  AnSealKey key;

  for (guint i = 0; i < 2; i++) {
    g_autoptr (JsonNode) content = NULL;
    g_autofree char *text = NULL;

    g_assert_true (an_envelope_open_key (f->envelope,
                                         key_id (f, i),
                                         f->public_keys[i],
                                         f->secret_keys[i],
                                         &key,
                                         &error));
    content = an_envelope_open_content (f->envelope, &key, &error);
    g_assert_no_error (error);
    text = an_json_to_string (content, FALSE);
    g_assert_cmpstr (text, ==, JSON);
  }
  g_assert_false (an_envelope_open_key (f->envelope,
                                        key_id (f, 0),
                                        f->public_keys[1],
                                        f->secret_keys[1],
                                        &key,
                                        &error));
  g_assert_error (error, AN_SEAL_ERROR, AN_SEAL_ERROR_BROKEN);
  g_clear_error (&error);
  g_assert_false (an_envelope_open_key (f->envelope,
                                        "0123456789abcdef",
                                        f->public_keys[1],
                                        f->secret_keys[1],
                                        &key,
                                        &error));
  g_assert_error (error, AN_SEAL_ERROR, AN_SEAL_ERROR_NO_KEY);
}

/* The reporter opens the same with the receipt, and the office of another report does not. */
static void
test_receipt_opens (Fixture *f, gconstpointer data)
{
  const AnEnvelopeKey *sealed = g_ptr_array_index (f->envelope->keys, 2);
  guint8 public_key[32], secret_key[32];
  g_autoptr (GError) error = NULL;
  AnSealKey key;

  g_assert_cmpstr (sealed->recipient, ==, AN_ENVELOPE_REPORTER);
  an_receipt_get_key_pair (f->receipt, public_key, secret_key);
  an_seal_unwrap_key (sealed->sealed, REPORT, "reporter", public_key, secret_key, &key, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (&key, sizeof key, &f->key, sizeof f->key);
  g_free (f->envelope->id);
  f->envelope->id = an_uuid_new ();
  g_assert_null (an_envelope_open_content (f->envelope, &key, &error));
  g_assert_error (error, AN_SEAL_ERROR, AN_SEAL_ERROR_BROKEN);
  g_clear_error (&error);
  g_assert_false (an_envelope_open_key (f->envelope,
                                        key_id (f, 0),
                                        f->public_keys[0],
                                        f->secret_keys[0],
                                        &key,
                                        &error));
  g_assert_error (error, AN_SEAL_ERROR, AN_SEAL_ERROR_BROKEN);
}

/* Bad envelopes: in a good one @from becomes @to. */
typedef struct {
  const char *label;
  const char *from, *to;
  const char *pointer;
} Bad;

#define VERIFIER "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
#define SEALED                                                                                     \
  "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"     \
  "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=="
#define OFFICE_KEY "{\"recipient\":\"office/0123456789abcdef\",\"sealed\":\"" SEALED "\"}"
#define REPORTER_KEY "{\"recipient\":\"reporter\",\"sealed\":\"" SEALED "\"}"
#define CONTENT "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQ=="
#define GOOD                                                                                       \
  "{\"schema\":\"vn.annhi.envelope/1\",\"id\":\"" REPORT "\",\"office\":\"phu-tho\","              \
  "\"urgency\":\"high\",\"size\":49,\"receipt_verifier\":\"" VERIFIER "\",\"keys\":[" OFFICE_KEY   \
  "," REPORTER_KEY "],\"content\":\"" CONTENT "\"}"

static const Bad bad_envelopes[] = {
  { "other schema", "envelope/1", "envelope/2", "/schema" },
  { "unknown member", "\"size\"", "\"more\":1,\"size\"", "/more" },
  { "id in capitals", "7f0c2a1e", "7F0C2A1E", "/id" },
  { "id of version 1", "-4c1a-", "-1c1a-", "/id" },
  { "no id", "\"id\":\"" REPORT "\",", "", "/id" },
  { "office with a slash", "phu-tho", "../tho", "/office" },
  { "empty office", "phu-tho", "", "/office" },
  { "unknown urgency", "\"high\"", "\"soon\"", "/urgency" },
  { "size below the content", ":49", ":48", "/size" },
  { "size as text", ":49", ":\"49\"", "/size" },
  { "huge size", ":49", ":9007199254740991", "/size" },
  { "verifier too short", VERIFIER, "AAAA", "/receipt_verifier" },
  { "verifier not canonical", "AAA=\"", "AAB=\"", "/receipt_verifier" },
  { "verifier not ASCII",
    "\"receipt_verifier\":\"AA",
    "\"receipt_verifier\":\"á",
    "/receipt_verifier" },
  { "no keys", OFFICE_KEY "," REPORTER_KEY, "", "/keys" },
  { "only the reporter", OFFICE_KEY ",", "", "/keys" },
  { "key twice", REPORTER_KEY, OFFICE_KEY, "/keys/1" },
  { "unknown recipient", "\"reporter\"", "\"press\"", "/keys/1/recipient" },
  { "key id in capitals", "abcdef", "ABCDEF", "/keys/0/recipient" },
  { "key cut", "AA==\"}", "\"}", "/keys/0/sealed" },
  { "key with a member more", "{\"recipient\":\"r", "{\"x\":0,\"recipient\":\"r", "/keys/1/x" },
  { "content too short", CONTENT, "AAAA", "/content" },
  { "content not base64", CONTENT, "AA*A", "/content" },
  { "content as a list", "\"" CONTENT "\"", "[]", "/content" },
};

/* (transfer full) */
static JsonNode *
replace (const char *text, const char *from, const char *to)
{
  const char *found = strstr (text, from);
  g_autofree char *head = NULL, *changed = NULL;
  g_autoptr (GError) error = NULL;
  JsonNode *root;

  g_assert_nonnull (found);
  head = g_strndup (text, (gsize) (found - text));
  changed = g_strconcat (head, to, found + strlen (from), NULL);
  root = an_json_parse (changed, strlen (changed), AN_ENVELOPE_MAX_BYTES, &error);
  g_assert_no_error (error);
  return root;
}

static void
assert_pointer (const GError *error, const char *expected)
{
  g_autofree char *pointer = NULL, *detail = NULL;

  g_assert_nonnull (error);
  g_assert_true (error->domain == AN_JSON_ERROR);
  an_json_error_split (error, &pointer, &detail);
  g_assert_cmpstr (pointer, ==, expected);
}

static void
test_bad_envelope (gconstpointer data)
{
  const Bad *c = data;
  g_autoptr (JsonNode) good = replace (GOOD, "", ""), root = replace (GOOD, c->from, c->to);
  g_autoptr (GError) error = NULL;
  g_autoptr (AnEnvelope) right = an_envelope_from_json (good, &error), wrong = NULL;

  g_assert_no_error (error);
  g_assert_nonnull (right);
  wrong = an_envelope_from_json (root, &error);
  g_assert_null (wrong);
  assert_pointer (error, c->pointer);
}

#define MANIFEST                                                                                   \
  "{\"schema\":\"vn.annhi.manifest/1\",\"content_sha256\":\"" SHA "\",\"evidence\":[{\"id\":"      \
  "\"" EVIDENCE_A "\",\"size\":50,\"sha256\":\"" SHA "\"},{\"id\":\"" EVIDENCE_B                   \
  "\",\"size\":60,\"sha256\":\"" SHA "\"}]}"

static const Bad bad_manifests[] = {
  { "other schema", "manifest/1", "manifest/2", "/schema" },
  { "unknown member", "\"evidence\":", "\"x\":0,\"evidence\":", "/x" },
  { "hash in capitals", "ba7816bf", "BA7816BF", "/content_sha256" },
  { "hash too short", "ba7816bf", "", "/content_sha256" },
  { "no evidence list", "\"evidence\":[", "\"evidences\":[", "/evidences" },
  { "not sorted", EVIDENCE_A, "2b9d8c7e-6f5a-4b3c-8d1e-2f3a4b5c6d7e", "/evidence/1/id" },
  { "twice", EVIDENCE_B, EVIDENCE_A, "/evidence/1/id" },
  { "not an id", EVIDENCE_A, "..", "/evidence/0/id" },
  { "empty", "\"size\":50", "\"size\":0", "/evidence/0/size" },
  { "a part of a byte", "\"size\":50", "\"size\":50.5", "/evidence/0/size" },
  { "no hash", ",\"sha256\":\"" SHA "\"}]", "}]", "/evidence/1/sha256" },
};

static void
test_bad_manifest (gconstpointer data)
{
  const Bad *c = data;
  g_autoptr (JsonNode) good = replace (MANIFEST, "", ""), root = replace (MANIFEST, c->from, c->to);
  g_autoptr (GError) error = NULL;
  g_autoptr (AnManifest) right = an_manifest_from_json (good, &error), wrong = NULL;

  g_assert_no_error (error);
  g_assert_nonnull (right);
  wrong = an_manifest_from_json (root, &error);
  g_assert_null (wrong);
  assert_pointer (error, c->pointer);
}

/* The digest is over the lines that the header documents, in whatever order they were added. */
static void
test_manifest_digest (Fixture *f, gconstpointer data)
{
  g_autoptr (AnManifest) manifest = an_manifest_new (f->envelope), other = NULL;
  g_autofree char *lines = NULL, *expected = NULL, *digest = NULL, *digest_other = NULL;
  g_autofree char *message = NULL, *content = NULL;
  g_autoptr (GBytes) signed_bytes = NULL;

  an_manifest_add (manifest, EVIDENCE_B, 1, SHA);
  an_manifest_add (manifest, EVIDENCE_A, 50, SHA);
  an_manifest_add (manifest, EVIDENCE_B, 60, SHA);
  content = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, f->envelope->content);
  lines = g_strconcat (content, "\n" EVIDENCE_A ":50:" SHA "\n" EVIDENCE_B ":60:" SHA "\n", NULL);
  expected = g_compute_checksum_for_string (G_CHECKSUM_SHA256, lines, -1);
  digest = an_manifest_digest (manifest);
  g_assert_cmpstr (digest, ==, expected);

  other = an_manifest_new (f->envelope);
  an_manifest_add (other, EVIDENCE_A, 50, SHA);
  digest_other = an_manifest_digest (other);
  g_assert_cmpstr (digest, !=, digest_other);

  signed_bytes = an_manifest_receipt_message (REPORT, digest, "2026-11-25T02:00:00Z");
  message = g_strconcat ("annhi receipt/1\n" REPORT "\n", digest, "\n2026-11-25T02:00:00Z\n", NULL);
  g_assert_cmpmem (g_bytes_get_data (signed_bytes, NULL),
                   g_bytes_get_size (signed_bytes),
                   message,
                   strlen (message));
}

static void
test_uuid (void)
{
  static const char *const wrong[] = {
    "",
    "7f0c2a1e",
    "7F0C2A1E-5b7d-4c1a-9d2f-0a1b2c3d4e5f",
    "7f0c2a1e-5b7d-1c1a-9d2f-0a1b2c3d4e5f",
    "7f0c2a1e-5b7d-4c1a-cd2f-0a1b2c3d4e5f",
    "7f0c2a1e-5b7d-4c1a-9d2f-0a1b2c3d4e5f0",
    "7f0c2a1e-5b7d-4c1a-9d2f-0a1b2c3d4e5",
    "7f0c2a1e_5b7d-4c1a-9d2f-0a1b2c3d4e5f",
    "{f0c2a1e-5b7d-4c1a-9d2f-0a1b2c3d4e5}",
  };
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int i = 0; i < 1000; i++) {
    char *id = an_uuid_new ();

    g_assert_true (an_uuid_is_valid (id));
    g_assert_true (g_hash_table_add (seen, id));
  }
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (an_uuid_is_valid (wrong[i]));
  g_assert_false (an_uuid_is_valid (NULL));
}

static void
add_table (const char *name, const Bad *cases, guint length, GTestDataFunc test)
{
  for (guint i = 0; i < length; i++) {
    g_autofree char *path = g_strdup_printf ("/%s/bad/%s", name, cases[i].label);

    g_test_add_data_func (path, &cases[i], test);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/envelope/round-trip", Fixture, NULL, set_up, test_round_trip, tear_down);
  g_test_add ("/envelope/open", Fixture, NULL, set_up, test_open, tear_down);
  g_test_add ("/envelope/receipt-opens", Fixture, NULL, set_up, test_receipt_opens, tear_down);
  add_table ("envelope", bad_envelopes, G_N_ELEMENTS (bad_envelopes), test_bad_envelope);
  add_table ("manifest", bad_manifests, G_N_ELEMENTS (bad_manifests), test_bad_manifest);
  g_test_add ("/manifest/digest", Fixture, NULL, set_up, test_manifest_digest, tear_down);
  g_test_add_func ("/uuid", test_uuid);
  return g_test_run ();
}
