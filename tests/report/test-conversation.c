// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* What is opened of an office's messages, and what is not. */

#include <string.h>

#include "base/an-json.h"
#include "report/an-conversation.h"
#include "report/an-envelope.h"
#include "report/an-intake-client.h"

#define REPORT "7f0c2a1e-5b7d-4c1a-9d2f-0a1b2c3d4e5f"
#define OTHER "0d4b7c62-3f0e-4b8e-8a55-6e1f2a3b4c5d"
#define MESSAGE "11111111-2222-4333-8444-555555555555"

typedef struct {
  AnReceipt *receipt;
  AnSealKey key;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->receipt = an_receipt_new ();
  an_seal_key_generate (&f->key);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  an_receipt_free (f->receipt);
}

static char *
encode (GBytes *bytes)
{
  return g_base64_encode (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* (transfer full): the key as it lies at the office, wrapped for @report */
static char *
wrap (Fixture *f, const char *report)
{
  guint8 public_key[AN_SEAL_PUBLIC_KEY_BYTES], secret_key[AN_SEAL_SECRET_KEY_BYTES];
  g_autoptr (GBytes) wrapped = NULL;

  an_receipt_get_key_pair (f->receipt, public_key, secret_key);
  wrapped = an_seal_wrap_key (&f->key, report, AN_ENVELOPE_REPORTER, public_key);
  return encode (wrapped);
}

static char *
seal (Fixture *f, const char *report, const char *purpose, const char *text)
{
  g_autoptr (GBytes) plain = g_bytes_new (text, strlen (text));
  g_autoptr (GBytes) sealed = an_seal_bytes (plain, &f->key, report, purpose);

  return encode (sealed);
}

/* (transfer full) (nullable): what is read of one message */
static AnConversation *
read_one (Fixture *f, const char *key, const char *from, const char *sealed, GError **error)
{
  g_autofree char *text = g_strdup_printf (
      "{\"schema\":\"vn.annhi.messages/1\",\"id\":\"" REPORT "\",\"key\":%s%s%s,"
      "\"messages\":[{\"id\":\"" MESSAGE "\",\"from\":\"%s\",\"at\":\"2026-11-25T07:00:00Z\","
      "\"sealed\":\"%s\"}]}",
      key != NULL ? "\"" : "",
      key != NULL ? key : "null",
      key != NULL ? "\"" : "",
      from,
      sealed);
  g_autoptr (JsonNode) root = an_json_parse (text, strlen (text), AN_JSON_MAX_BYTES, error);

  return root != NULL ? an_conversation_from_json (root, REPORT, f->receipt, error) : NULL;
}

static const char *
get_text (const AnConversation *conversation)
{
  g_assert_cmpuint (conversation->messages->len, ==, 1);
  return ((const AnConversationMessage *) g_ptr_array_index (conversation->messages, 0))->text;
}

/* A message is opened only where it belongs: this report, this sender, this id. */
static void
test_opening (Fixture *f, gconstpointer data)
{
  static const struct {
    const char *label;
    const char *key_report;
    const char *report;
    const char *purpose;
    const char *from;
    gboolean opens;
  } cases[] = {
    { "whole", REPORT, REPORT, "message/office/" MESSAGE, "office", TRUE },
    { "own", REPORT, REPORT, "message/reporter/" MESSAGE, "reporter", TRUE },
    { "another sender", REPORT, REPORT, "message/reporter/" MESSAGE, "office", FALSE },
    { "another message", REPORT, REPORT, "message/office/" OTHER, "office", FALSE },
    { "another report", REPORT, OTHER, "message/office/" MESSAGE, "office", FALSE },
    { "another purpose", REPORT, REPORT, "content", "office", FALSE },
    { "key of another report", OTHER, REPORT, "message/office/" MESSAGE, "office", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *key = wrap (f, cases[i].key_report);
    g_autofree char *sealed = seal (f, cases[i].report, cases[i].purpose, "Cháu có an toàn không?");
    g_autoptr (GError) error = NULL;
    g_autoptr (AnConversation) conversation = read_one (f, key, cases[i].from, sealed, &error);

    g_test_message ("%s", cases[i].label);
    g_assert_no_error (error);
    g_assert_cmpstr (get_text (conversation), ==, cases[i].opens ? "Cháu có an toàn không?" : NULL);
    g_assert_cmpuint (an_conversation_count_from_office (conversation),
                      ==,
                      g_str_equal (cases[i].from, "office"));
  }
}

static void
test_broken (Fixture *f, gconstpointer data)
{
  g_autofree char *key = wrap (f, REPORT);
  g_autofree char *sealed = seal (f, REPORT, "message/office/" MESSAGE, "x");
  g_autoptr (GError) error = NULL;
  g_autoptr (AnConversation) no_key = read_one (f, NULL, "office", sealed, &error);
  g_autoptr (AnConversation) no_base64 = NULL;
  g_autoptr (JsonNode) foreign = NULL;
  static const char other[] =
      "{\"schema\":\"vn.annhi.messages/1\",\"id\":\"" OTHER "\",\"key\":null,\"messages\":[]}";

  g_assert_no_error (error);
  g_assert_false (no_key->has_key);
  g_assert_null (get_text (no_key));
  no_base64 = read_one (f, key, "office", "%%%", &error);
  g_assert_no_error (error);
  g_assert_true (no_base64->has_key);
  g_assert_null (get_text (no_base64));

  foreign = an_json_parse (other, strlen (other), AN_JSON_MAX_BYTES, &error);
  g_assert_no_error (error);
  g_assert_null (an_conversation_from_json (foreign, REPORT, f->receipt, &error));
  g_assert_error (error, AN_INTAKE_ERROR, AN_INTAKE_ERROR_UNKNOWN_OUTCOME);
  g_clear_error (&error);
  json_node_unref (g_steal_pointer (&foreign));
  foreign = an_json_parse ("[]", 2, AN_JSON_MAX_BYTES, &error);
  g_assert_null (an_conversation_from_json (foreign, NULL, f->receipt, &error));
  g_assert_error (error, AN_INTAKE_ERROR, AN_INTAKE_ERROR_UNKNOWN_OUTCOME);
}

/* What is written can be read again, and no other way. */
static void
test_writing (Fixture *f, gconstpointer data)
{
  g_autofree char *key = wrap (f, REPORT);
  g_autofree char *empty = seal (f, REPORT, "message/office/" MESSAGE, "x");
  g_autoptr (GError) error = NULL;
  g_autoptr (AnConversation) before = read_one (f, key, "office", empty, &error);
  g_autoptr (AnConversation) after = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (JsonNode) root = NULL;
  const char *sealed;

  g_assert_no_error (error);
  body = an_conversation_seal (before, MESSAGE, "Dạ có.");
  root = an_json_parse (g_bytes_get_data (body, NULL), g_bytes_get_size (body), 10000, &error);
  g_assert_no_error (error);
  sealed = json_object_get_string_member (json_node_get_object (root), "sealed");
  after = read_one (f, key, "reporter", sealed, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (get_text (after), ==, "Dạ có.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/report/conversation/opening", Fixture, NULL, set_up, test_opening, tear_down);
  g_test_add ("/report/conversation/broken", Fixture, NULL, set_up, test_broken, tear_down);
  g_test_add ("/report/conversation/writing", Fixture, NULL, set_up, test_writing, tear_down);
  return g_test_run ();
}
