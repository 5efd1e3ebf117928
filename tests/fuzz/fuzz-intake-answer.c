// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * Bytes as what came back from an office: "STATUS\n", lines "Name: value\n", an empty line, the
 * body. Judged as every call would; nothing of it may be believed and crash, or be refused without
 * a reason.
 */

#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "report/an-intake-answer.h"
#include "report/an-intake-documents.h"

static void
read_documents (JsonNode *root, const AnChannel *channel)
{
  static const char id[] = "7f0c2a1e-5b7d-4c1a-9d2f-0a1b2c3d4e5f";
  g_autoptr (AnIntakeOffice) office = NULL;
  g_autoptr (AnIntakeStatus) status = NULL;
  g_autofree char *received_at = NULL;
  GError *errors[4] = { NULL };

  office = an_intake_office_from_json (root, channel, &errors[0]);
  g_assert_true ((office == NULL) == (errors[0] != NULL));
  status = an_intake_status_from_json (root, NULL, &errors[1]);
  g_assert_true ((status == NULL) == (errors[1] != NULL));
  received_at = an_intake_read_submission (root, id, id, channel, &errors[2]);
  g_assert_true ((received_at == NULL) == (errors[2] != NULL));
  g_assert_true (an_intake_check_created (root, id, &errors[3]) == (errors[3] == NULL));
  for (int i = 0; i < 4; i++)
    g_clear_error (&errors[i]);
}

static void
judge (const AnIntakeAnswer *answer, AnIntakeCall call)
{
  AnChannel channel = { .office = (char *) "test-office" };
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = NULL;
  gboolean good = an_intake_answer_check (answer, call, 200, &error);

  g_assert_true (good == (error == NULL));
  if (!good) {
    g_assert_true (error->domain == AN_INTAKE_ERROR);
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
    g_assert_cmpint (an_intake_error_get_retry_after (error), >=, -1);
    g_assert_cmpint (an_intake_error_get_retry_after (error), <=, 24 * 3600);
    return;
  }
  g_assert_cmpint (an_intake_answer_get_number (answer, "Upload-Offset"), >=, -1);
  root = an_intake_answer_parse (answer, &error);
  g_assert_true ((root == NULL) == (error != NULL));
  if (root != NULL)
    read_documents (root, &channel);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  SoupMessageHeaders *headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);
  const char *body = strstr (text, "\n\n");
  g_autofree char *head = g_strndup (text, body != NULL ? (gsize) (body - text) : strlen (text));
  g_auto (GStrv) lines = g_strsplit (head, "\n", 100);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (AnIntakeAnswer) answer = NULL;

  body = body != NULL ? body + 2 : "";
  bytes = g_bytes_new (body, strlen (body));
  for (guint i = 1; lines[0] != NULL && lines[i] != NULL; i++) {
    g_auto (GStrv) pair = g_strsplit (lines[i], ": ", 2);

    /* libsoup has its own reader before these; it lets none of the others through */
    if (pair[0] != NULL && *pair[0] != '\0' && pair[1] != NULL &&
        strpbrk (pair[0], " \t\r\n:") == NULL && strpbrk (pair[1], "\r\n") == NULL)
      soup_message_headers_append (headers, pair[0], pair[1]);
  }
  if (g_strcmp0 (soup_message_headers_get_one (headers, "Content-Digest"), "right") == 0) {
    g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
    g_autofree char *encoded = NULL;
    g_autofree char *digest = NULL;
    guint8 raw[32];
    gsize length = sizeof raw;

    g_checksum_update (sum, (const guchar *) body, (gssize) strlen (body));
    g_checksum_get_digest (sum, raw, &length);
    encoded = g_base64_encode (raw, length);
    digest = g_strdup_printf ("sha-256=:%s:", encoded);
    soup_message_headers_replace (headers, "Content-Digest", digest);
  }
  answer = an_intake_answer_new (lines[0] != NULL ? (guint) strtoul (lines[0], NULL, 10) : 0,
                                 headers,
                                 bytes);
  for (int call = AN_INTAKE_CALL_OFFICE; call <= AN_INTAKE_CALL_STATUS; call++)
    judge (answer, (AnIntakeCall) call);
  soup_message_headers_unref (headers);
  return 0;
}
