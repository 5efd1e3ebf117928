// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * The client against servers that cut, drip, redirect, repeat, inflate and lie. Whatever they do,
 * a call ends within its bounds and nothing but the office's own answer counts as success.
 */

#include <sodium.h>
#include <string.h>

#include "hostile-server.h"
#include "report/an-intake-client-private.h"

#define REPORT_ID "7f0c2a1e-5b7d-4c1a-9d2f-0a1b2c3d4e5f"
#define EVIDENCE_ID "11111111-2222-4333-8444-555555555555"
#define UPLOAD_PATH "/v1/reports/" REPORT_ID "/evidence/" EVIDENCE_ID
#define OURS AN_INTAKE_MEDIA_TYPE
#define PROBLEM "application/problem+json"
#define CREATED                                                                                    \
  "{\"schema\":\"vn.annhi.created/1\",\"id\":\"" REPORT_ID                                         \
  "\",\"state\":\"open\",\"expires_at\":\"2026-11-26T00:00:00Z\"}"
#define STATUS(rest) "{\"schema\":\"vn.annhi.status/1\",\"id\":\"" REPORT_ID "\"," rest "}"
#define OK -1
#define UNKNOWN AN_INTAKE_ERROR_UNKNOWN_OUTCOME

static const AnIntakeLimits tight = {
  .deadline_ms = 3000,
  .floor_per_second = 1024 * 1024,
  .period_ms = 700,
  .period_bytes = 100,
  .max_answer_bytes = 1024 * 1024,
  .expect_from_bytes = 64 * 1024,
};

typedef struct {
  HostileServer *server;
  AnChannel *channel;
  AnIntakeClient *client;
  AnReceipt *receipt;
  guint8 secret_key[crypto_sign_SECRETKEYBYTES];
  GError *error;
} Fixture;

/* Helpers */

static AnChannel *
channel_new (const char *url, const guint8 *signing_key)
{
  AnChannel *channel = g_new0 (AnChannel, 1);
  guint8 key[32] = { 9 };

  channel->id = g_strdup ("test");
  channel->kind = AN_CHANNEL_REST;
  channel->name_vi = g_strdup ("Thử");
  channel->name_en = g_strdup ("Test");
  channel->url = g_strdup (url);
  channel->source = g_strdup ("test");
  channel->checked = g_strdup ("2026-11-25");
  channel->office = g_strdup ("test-office");
  channel->keys = g_ptr_array_new_with_free_func ((GDestroyNotify) an_office_key_free);
  crypto_scalarmult_base (key, key);
  g_ptr_array_add (channel->keys, an_office_key_new (key));
  memcpy (channel->signing_key, signing_key, sizeof channel->signing_key);
  return channel;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  guint8 signing_key[crypto_sign_PUBLICKEYBYTES];
  g_autofree char *url = NULL;

  crypto_sign_keypair (signing_key, self->secret_key);
  self->server = hostile_server_new (NULL);
  url = hostile_server_get_url (self->server);
  self->channel = channel_new (url, signing_key);
  self->client = an_intake_client_new (self->channel, &self->error);
  g_assert_no_error (self->error);
  an_intake_client_set_limits (self->client, &tight);
  self->receipt = an_receipt_new ();
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_object (&self->client);
  an_channel_free (self->channel);
  an_receipt_free (self->receipt);
  hostile_server_free (self->server);
  g_clear_error (&self->error);
}

static void
on_ready (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static void
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static AnManifest *
manifest_new (void)
{
  AnManifest *manifest = g_new0 (AnManifest, 1);

  manifest->content_sha256 = g_strnfill (64, 'a');
  manifest->evidence = g_ptr_array_new ();
  return manifest;
}

static void
ask_upload (Fixture *self, AnIntakeCall call, GBytes *body, GAsyncResult **result)
{
  if (call == AN_INTAKE_CALL_CREATE_EVIDENCE)
    an_intake_client_create_evidence_async (self->client,
                                            REPORT_ID,
                                            EVIDENCE_ID,
                                            100,
                                            self->receipt,
                                            NULL,
                                            on_ready,
                                            result);
  else if (call == AN_INTAKE_CALL_GET_OFFSET)
    an_intake_client_get_offset_async (self->client,
                                       UPLOAD_PATH,
                                       self->receipt,
                                       NULL,
                                       on_ready,
                                       result);
  else
    an_intake_client_append_async (self->client,
                                   UPLOAD_PATH,
                                   0,
                                   body,
                                   self->receipt,
                                   NULL,
                                   on_ready,
                                   result);
}

static void
ask (Fixture *self,
     AnIntakeCall call,
     const AnManifest *manifest,
     gsize size,
     GAsyncResult **result)
{
  g_autofree char *text = g_strnfill (size, 'x');
  g_autoptr (GBytes) body = g_bytes_new (text, size);

  switch (call) {
  case AN_INTAKE_CALL_OFFICE:
    an_intake_client_get_office_async (self->client, NULL, on_ready, result);
    break;
  case AN_INTAKE_CALL_CREATE:
    an_intake_client_create_async (self->client,
                                   body,
                                   REPORT_ID,
                                   EVIDENCE_ID,
                                   NULL,
                                   on_ready,
                                   result);
    break;
  case AN_INTAKE_CALL_SUBMIT:
    an_intake_client_submit_async (self->client,
                                   REPORT_ID,
                                   manifest,
                                   self->receipt,
                                   NULL,
                                   on_ready,
                                   result);
    break;
  case AN_INTAKE_CALL_STATUS:
    an_intake_client_get_status_async (self->client,
                                       REPORT_ID,
                                       self->receipt,
                                       NULL,
                                       on_ready,
                                       result);
    break;
  case AN_INTAKE_CALL_CREATE_EVIDENCE:
  case AN_INTAKE_CALL_GET_OFFSET:
  case AN_INTAKE_CALL_APPEND:
  default:
    ask_upload (self, call, body, result);
    break;
  }
}

static void
finish (Fixture *self, AnIntakeCall call, GAsyncResult *result, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (AnIntakeOffice) office = NULL;
  g_autoptr (AnIntakeStatus) status = NULL;

  switch (call) {
  case AN_INTAKE_CALL_OFFICE:
    office = an_intake_client_get_office_finish (self->client, result, error);
    break;
  case AN_INTAKE_CALL_CREATE:
    an_intake_client_create_finish (self->client, result, error);
    break;
  case AN_INTAKE_CALL_CREATE_EVIDENCE:
    text = an_intake_client_create_evidence_finish (self->client, result, error);
    break;
  case AN_INTAKE_CALL_GET_OFFSET:
    an_intake_client_get_offset_finish (self->client, result, error);
    break;
  case AN_INTAKE_CALL_APPEND:
    an_intake_client_append_finish (self->client, result, error);
    break;
  case AN_INTAKE_CALL_SUBMIT:
    text = an_intake_client_submit_finish (self->client, result, error);
    break;
  case AN_INTAKE_CALL_STATUS:
  default:
    status = an_intake_client_get_status_finish (self->client, result, error);
    break;
  }
}

/* Makes @call and checks how it ends: with @code, or well. */
static void
expect (Fixture *self, AnIntakeCall call, gsize size, int code, const char *label)
{
  g_autoptr (AnManifest) manifest = manifest_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ask (self, call, manifest, size, &result);
  wait_for (&result);
  finish (self, call, result, &error);
  if (code == OK && error != NULL)
    g_error ("%s: %s", label, error->message);
  if (code != OK && !g_error_matches (error, AN_INTAKE_ERROR, code))
    g_error ("%s: expected %d, got %d: %s",
             label,
             code,
             error != NULL ? error->code : -1,
             error != NULL ? error->message : "success");
}

/* Cases with whole answers, their digest right */

typedef struct {
  const char *label;
  AnIntakeCall call;
  const char *status, *media_type, *body;
  int code;
} Whole;

#define CALL(name) AN_INTAKE_CALL_##name
#define HTML "<html><body>Đăng nhập Wi-Fi</body></html>"
#define OFFICE                                                                                     \
  "{\"schema\":\"vn.annhi.office/1\",\"office\":\"test-office\",\"limits\":"                       \
  "{\"max_evidence_bytes\":10,\"max_report_bytes\":20,\"max_evidence_count\":3,"                   \
  "\"max_envelope_bytes\":5},\"more\":[1]}"
#define URN(name) "{\"type\":\"urn:annhi:problem:" name "\",\"title\":\"t\"}"

static const Whole wholes[] = {
  { "created", CALL (CREATE), "201 Created", OURS, CREATED, OK },
  { "media type with a parameter", CALL (CREATE), "201 C", OURS "; charset=utf-8", CREATED, OK },
  { "200 where 201 is due", CALL (CREATE), "200 OK", OURS, CREATED, UNKNOWN },
  { "202", CALL (CREATE), "202 Accepted", OURS, CREATED, UNKNOWN },
  { "another service's JSON", CALL (CREATE), "201 C", "application/json", CREATED, UNKNOWN },
  { "a problem as success", CALL (CREATE), "201 C", PROBLEM, URN ("x"), UNKNOWN },
  { "a log-in page", CALL (CREATE), "200 OK", "text/html", HTML, UNKNOWN },
  { "a log-in page says 201", CALL (CREATE), "201 C", "text/html", HTML, UNKNOWN },
  { "a filter's 403 page", CALL (CREATE), "403 Forbidden", "text/html", HTML, UNKNOWN },
  { "a filter's 404 page", CALL (STATUS), "404 Not Found", "text/html", HTML, UNKNOWN },
  { "a filter's 410 page", CALL (SUBMIT), "410 Gone", "text/html", HTML, UNKNOWN },
  { "301", CALL (CREATE), "301 M\r\nLocation: /v1/reports", OURS, CREATED, UNKNOWN },
  { "302", CALL (CREATE), "302 F\r\nLocation: /", OURS, CREATED, UNKNOWN },
  { "303", CALL (SUBMIT), "303 S\r\nLocation: /", OURS, CREATED, UNKNOWN },
  { "307", CALL (CREATE), "307 T\r\nLocation: /", OURS, CREATED, UNKNOWN },
  { "308", CALL (OFFICE), "308 P\r\nLocation: /v1/office", OURS, OFFICE, UNKNOWN },
  { "511", CALL (CREATE), "511 N", "text/html", HTML, UNKNOWN },
  { "another id",
    CALL (CREATE),
    "201 C",
    OURS,
    "{\"schema\":\"vn.annhi.created/1\",\"id\":\"" EVIDENCE_ID "\",\"state\":\"open\"}",
    AN_INTAKE_ERROR_IDENTITY },
  { "id missing",
    CALL (CREATE),
    "201 C",
    OURS,
    "{\"schema\":\"vn.annhi.created/1\",\"state\":\"open\"}",
    UNKNOWN },
  { "empty", CALL (CREATE), "201 C", OURS, "", UNKNOWN },
  { "null", CALL (CREATE), "201 C", OURS, "null", UNKNOWN },
  { "duplicate key", CALL (CREATE), "201 C", OURS, "{\"id\":1,\"id\":2}", UNKNOWN },
  { "400", CALL (CREATE), "400 B", PROBLEM, URN ("invalid"), AN_INTAKE_ERROR_REFUSED },
  { "401", CALL (STATUS), "401 U", PROBLEM, URN ("unauthorized"), AN_INTAKE_ERROR_REFUSED },
  { "404", CALL (STATUS), "404 N", PROBLEM, URN ("not-found"), AN_INTAKE_ERROR_NOT_FOUND },
  { "408", CALL (CREATE), "408 T", "text/plain", "", AN_INTAKE_ERROR_BUSY },
  { "409 in progress", CALL (CREATE), "409 C", PROBLEM, URN ("in-progress"), AN_INTAKE_ERROR_BUSY },
  { "409 exists", CALL (CREATE), "409 C", PROBLEM, URN ("report-exists"), AN_INTAKE_ERROR_REFUSED },
  { "409 evidence missing",
    CALL (SUBMIT),
    "409 C",
    PROBLEM,
    URN ("evidence-missing"),
    AN_INTAKE_ERROR_INCOMPLETE },
  { "409 manifest",
    CALL (SUBMIT),
    "409 C",
    PROBLEM,
    URN ("manifest-mismatch"),
    AN_INTAKE_ERROR_REFUSED },
  { "409 offset", CALL (APPEND), "409 C", PROBLEM, URN ("offset"), AN_INTAKE_ERROR_OFFSET },
  { "409 offset without a body", CALL (APPEND), "409 C", PROBLEM, "", AN_INTAKE_ERROR_OFFSET },
  { "410", CALL (SUBMIT), "410 G", PROBLEM, URN ("expired"), AN_INTAKE_ERROR_GONE },
  { "413", CALL (CREATE), "413 L", "text/html", HTML, AN_INTAKE_ERROR_REFUSED },
  { "415", CALL (CREATE), "415 U", PROBLEM, URN ("media-type"), AN_INTAKE_ERROR_REFUSED },
  { "422", CALL (CREATE), "422 U", PROBLEM, URN ("idempotency-mismatch"), AN_INTAKE_ERROR_REFUSED },
  { "425", CALL (CREATE), "425 E", PROBLEM, "", AN_INTAKE_ERROR_BUSY },
  { "429", CALL (CREATE), "429 M", PROBLEM, URN ("slow-down"), AN_INTAKE_ERROR_BUSY },
  { "460", CALL (APPEND), "460 C", PROBLEM, URN ("checksum"), AN_INTAKE_ERROR_OFFSET },
  { "500 with half a problem",
    CALL (CREATE),
    "500 I",
    PROBLEM,
    "{\"type\":\"urn:an",
    AN_INTAKE_ERROR_BUSY },
  { "503 with HTML", CALL (CREATE), "503 S", "text/html", HTML, AN_INTAKE_ERROR_BUSY },
  { "a refusal cut in its body",
    CALL (CREATE),
    "422 U",
    PROBLEM,
    "{\"type\":\"urn:annhi",
    UNKNOWN },
  { "a refusal of another service",
    CALL (CREATE),
    "422 U",
    PROBLEM,
    "{\"type\":\"about:blank\",\"title\":\"no\"}",
    UNKNOWN },
  { "407", CALL (CREATE), "407 P", "text/html", HTML, AN_INTAKE_ERROR_UNREACHABLE },
  { "office", CALL (OFFICE), "200 OK", OURS, OFFICE, OK },
  { "another office",
    CALL (OFFICE),
    "200 OK",
    OURS,
    "{\"schema\":\"vn.annhi.office/1\",\"office\":\"other\",\"limits\":{\"max_evidence_bytes\":1,"
    "\"max_report_bytes\":1,\"max_evidence_count\":1}}",
    AN_INTAKE_ERROR_IDENTITY },
  { "limits as texts",
    CALL (OFFICE),
    "200 OK",
    OURS,
    "{\"schema\":\"vn.annhi.office/1\",\"office\":\"test-office\",\"limits\":"
    "{\"max_evidence_bytes\":\"1\"}}",
    UNKNOWN },
  { "limit of 2^63",
    CALL (OFFICE),
    "200 OK",
    OURS,
    "{\"schema\":\"vn.annhi.office/1\",\"office\":\"test-office\",\"limits\":"
    "{\"max_evidence_bytes\":9223372036854775808}}",
    UNKNOWN },
  { "status",
    CALL (STATUS),
    "200 OK",
    OURS,
    STATUS ("\"state\":\"received\",\"outcome\":null,\"public_note\":null,\"received_at\":null,"
            "\"last_access_at\":null,\"history\":[{\"state\":\"open\",\"at\":\"x\"}]"),
    OK },
  { "unknown state and member",
    CALL (STATUS),
    "200 OK",
    OURS,
    STATUS ("\"state\":\"teleported\",\"new\":{\"a\":[1]}"),
    OK },
  { "status without state", CALL (STATUS), "200 OK", OURS, STATUS ("\"x\":1"), UNKNOWN },
  { "state is a number", CALL (STATUS), "200 OK", OURS, STATUS ("\"state\":1"), UNKNOWN },
  { "1e999", CALL (STATUS), "200 OK", OURS, STATUS ("\"state\":\"open\",\"n\":1e999"), UNKNOWN },
  { "\\u0000", CALL (STATUS), "200 OK", OURS, STATUS ("\"state\":\"o\\u0000\""), UNKNOWN },
  { "evidence", CALL (CREATE_EVIDENCE), "201 C\r\nLocation: " UPLOAD_PATH, OURS, "", OK },
  { "evidence behind a prefix",
    CALL (CREATE_EVIDENCE),
    "201 C\r\nLocation: https://x/intake" UPLOAD_PATH,
    OURS,
    "",
    OK },
  { "evidence elsewhere",
    CALL (CREATE_EVIDENCE),
    "201 C\r\nLocation: /v1/other",
    OURS,
    "",
    UNKNOWN },
  { "evidence nowhere", CALL (CREATE_EVIDENCE), "201 C", OURS, "", UNKNOWN },
  { "appended", CALL (APPEND), "204 N\r\nUpload-Offset: 10", OURS, "", OK },
  { "appended something else", CALL (APPEND), "204 N\r\nUpload-Offset: 9", OURS, "", UNKNOWN },
  { "offset not said", CALL (APPEND), "204 N", OURS, "", UNKNOWN },
  { "offset negative", CALL (APPEND), "204 N\r\nUpload-Offset: -1", OURS, "", UNKNOWN },
  { "200 for an append", CALL (APPEND), "200 OK\r\nUpload-Offset: 10", OURS, "", UNKNOWN },
};

static void
test_whole (Fixture *self, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (wholes); i++) {
    const Whole *c = &wholes[i];
    g_autoptr (GBytes) answer = hostile_answer (c->status, c->media_type, c->body);

    hostile_server_set (self->server, HOSTILE_ANSWER, answer);
    expect (self, c->call, 10, c->code, c->label);
    g_assert_cmpuint (hostile_server_get_count (self->server), ==, 1); /* nothing was followed */
  }
}

/* Cases of raw bytes and bad manners */

typedef struct {
  const char *label;
  AnIntakeCall call;
  HostileMode mode;
  const char *raw;
  gsize size; /* of the body that is sent */
  int code;
} Raw;

#define HEAD "HTTP/1.1 201 Created\r\nContent-Type: " OURS "\r\n"

static const Raw raws[] = {
  { "shorter than it says",
    CALL (CREATE),
    HOSTILE_ANSWER,
    HEAD "Content-Length: 500\r\n\r\n" CREATED,
    10,
    UNKNOWN },
  { "chunked without its end",
    CALL (CREATE),
    HOSTILE_ANSWER,
    HEAD "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n",
    10,
    UNKNOWN },
  { "cut inside a chunk",
    CALL (CREATE),
    HOSTILE_ANSWER,
    HEAD "Transfer-Encoding: chunked\r\n\r\n50\r\n{}",
    10,
    UNKNOWN },
  { "neither length nor chunks", CALL (CREATE), HOSTILE_ANSWER, HEAD "\r\n" CREATED, 10, UNKNOWN },
  { "no digest",
    CALL (CREATE),
    HOSTILE_ANSWER,
    HEAD "Connection: close\r\n\r\n" CREATED,
    10,
    UNKNOWN },
  { "wrong digest",
    CALL (CREATE),
    HOSTILE_ANSWER,
    HEAD "Content-Digest: sha-256=:AAAA:\r\nContent-Length: 2\r\n\r\n{}",
    10,
    UNKNOWN },
  { "half a status line", CALL (CREATE), HOSTILE_ANSWER, "HTTP/1.1 20", 10, UNKNOWN },
  { "no HTTP at all", CALL (CREATE), HOSTILE_ANSWER, "SSH-2.0-OpenSSH_9\r\n", 10, UNKNOWN },
  { "HTTP/0.9", CALL (CREATE), HOSTILE_ANSWER, CREATED, 10, UNKNOWN },
  { "cut in the head", CALL (CREATE), HOSTILE_ANSWER, HEAD, 10, UNKNOWN },
  { "closes", CALL (CREATE), HOSTILE_CLOSE, "", 10, UNKNOWN },
  { "silent", CALL (CREATE), HOSTILE_SILENT, "", 10, UNKNOWN },
  { "drips its head",
    CALL (CREATE),
    HOSTILE_DRIP,
    HEAD "Content-Length: 5000\r\n\r\n",
    10,
    UNKNOWN },
  { "endless 100 Continue", CALL (CREATE), HOSTILE_ENDLESS_100, "", 10, UNKNOWN },
  { "endless head", CALL (STATUS), HOSTILE_ENDLESS, "HTTP/1.1 200 OK\r\nX: ", 0, UNKNOWN },
  { "endless body",
    CALL (CREATE),
    HOSTILE_ENDLESS,
    HEAD "Content-Length: 99999999999\r\n\r\n",
    10,
    UNKNOWN },
  { "length of 20 digits",
    CALL (CREATE),
    HOSTILE_ANSWER,
    HEAD "Content-Length: 99999999999999999999\r\n\r\n{}",
    10,
    UNKNOWN },
  { "413 before the body",
    CALL (APPEND),
    HOSTILE_EARLY,
    "HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
    900 * 1024,
    AN_INTAKE_ERROR_REFUSED },
  { "offset beyond the length",
    CALL (GET_OFFSET),
    HOSTILE_ANSWER,
    "HTTP/1.1 200 OK\r\nUpload-Offset: 9\r\nUpload-Length: 5\r\n\r\n",
    0,
    UNKNOWN },
  { "a log-in page to HEAD",
    CALL (GET_OFFSET),
    HOSTILE_ANSWER,
    "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n",
    0,
    UNKNOWN },
  { "HEAD of what is lost",
    CALL (GET_OFFSET),
    HOSTILE_ANSWER,
    "HTTP/1.1 404 Not Found\r\n\r\n",
    0,
    AN_INTAKE_ERROR_NOT_FOUND },
  { "HEAD of what expired",
    CALL (GET_OFFSET),
    HOSTILE_ANSWER,
    "HTTP/1.1 410 Gone\r\n\r\n",
    0,
    AN_INTAKE_ERROR_NOT_FOUND },
  { "offset",
    CALL (GET_OFFSET),
    HOSTILE_ANSWER,
    "HTTP/1.1 200 OK\r\nUpload-Offset: 4\r\nUpload-Length: 5\r\n\r\n",
    0,
    OK },
};

static void
test_raw (Fixture *self, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (raws); i++) {
    const Raw *c = &raws[i];
    g_autoptr (GBytes) answer = g_bytes_new_static (c->raw, strlen (c->raw));
    gint64 started = g_get_monotonic_time ();

    hostile_server_set (self->server, c->mode, answer);
    expect (self, c->call, c->size, c->code, c->label);
    if (g_get_monotonic_time () - started > 20 * G_USEC_PER_SEC)
      g_error ("%s: took longer than its deadline", c->label);
  }
}

/* A body that drips is ended by the total deadline, one that stands still by the minimum speed. */
static void
test_drip_body (Fixture *self, gconstpointer data)
{
  g_autofree char *body = g_strnfill (3000, ' ');
  g_autoptr (GBytes) answer = hostile_answer ("201 C", OURS, body);
  AnIntakeLimits limits = tight;
  gint64 started;

  hostile_server_set (self->server, HOSTILE_DRIP, answer);
  started = g_get_monotonic_time ();
  expect (self, AN_INTAKE_CALL_CREATE, 10, UNKNOWN, "too slow");
  limits.period_ms = 60000;
  an_intake_client_set_limits (self->client, &limits);
  expect (self, AN_INTAKE_CALL_CREATE, 10, UNKNOWN, "deadline");
  g_assert_cmpint (g_get_monotonic_time () - started, >=, limits.deadline_ms * 1000);
}

/* 200 MB of zeros in 200 KB stay 200 KB: nothing is unpacked. */
static void
test_gzip_bomb (Fixture *self, gconstpointer data)
{
  g_autoptr (GConverter) packer =
      G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9));
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) packed = g_converter_output_stream_new (memory, packer);
  g_autoptr (GBytes) bomb = NULL;
  g_autoptr (GByteArray) answer = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *zeros = g_malloc0 (1024 * 1024);
  g_autofree char *head = NULL;

  for (int i = 0; i < 50; i++)
    g_assert_true (g_output_stream_write_all (packed, zeros, 1024 * 1024, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (packed, NULL, NULL));
  bomb = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
  head = g_strdup_printf (HEAD "Content-Encoding: gzip\r\nContent-Length: %zu\r\n\r\n",
                          g_bytes_get_size (bomb));
  g_byte_array_append (answer, (guint8 *) head, (guint) strlen (head));
  g_byte_array_append (answer, g_bytes_get_data (bomb, NULL), (guint) g_bytes_get_size (bomb));
  bytes = g_bytes_new (answer->data, answer->len);
  hostile_server_set (self->server, HOSTILE_ANSWER, bytes);
  expect (self, AN_INTAKE_CALL_CREATE, 10, UNKNOWN, "gzip bomb");
}

/* A proxy that does not know Expect costs one try, not all of them. */
static void
test_expect_ignored (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) answer = hostile_answer ("204 N\r\nUpload-Offset: 100000", OURS, "");
  g_autofree char *head = NULL;

  hostile_server_set (self->server, HOSTILE_ANSWER, answer);
  expect (self, AN_INTAKE_CALL_APPEND, 100000, OK, "Expect is known");
  head = hostile_server_dup_head (self->server);
  g_assert_nonnull (strstr (head, "100-continue"));

  hostile_server_set (self->server, HOSTILE_NO_EXPECT, answer);
  expect (self, AN_INTAKE_CALL_APPEND, 100000, UNKNOWN, "Expect is ignored");
  expect (self, AN_INTAKE_CALL_APPEND, 100000, OK, "without Expect");
  g_free (head);
  head = hostile_server_dup_head (self->server);
  g_assert_null (strstr (head, "100-continue"));
}

static void
test_request (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) answer = hostile_answer ("201 Created", OURS, CREATED);
  g_autoptr (GBytes) body = NULL;
  g_autofree char *digest = hostile_digest ("xxxxxxxxxx");
  g_autofree char *digest_line = g_strdup_printf ("Content-Digest: %s\n", digest);
  g_autofree char *head = NULL;
  const char *lines[] = { "POST /v1/reports HTTP/1.1\n",
                          "Idempotency-Key: \"" EVIDENCE_ID "\"\n",
                          "Content-Type: " OURS "\n",
                          digest_line };

  hostile_server_set (self->server, HOSTILE_ANSWER, answer);
  expect (self, AN_INTAKE_CALL_CREATE, 10, OK, "created");
  head = hostile_server_dup_head (self->server);
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    if (strstr (head, lines[i]) == NULL)
      g_error ("“%s” is not in: %s", lines[i], head);
  g_assert_null (strstr (head, "Accept-Encoding"));
  g_assert_null (strstr (head, "Authorization"));
  body = hostile_server_ref_body (self->server);
  g_assert_cmpuint (g_bytes_get_size (body), ==, 10);
}

/* Receipts */

static GBytes *
submission (Fixture *self, const char *id, const char *digest, const char *at)
{
  g_autoptr (AnManifest) manifest = manifest_new ();
  g_autofree char *own_digest = an_manifest_digest (manifest);
  g_autoptr (GBytes) message = an_manifest_receipt_message (REPORT_ID, own_digest, at);
  guint8 signature[crypto_sign_BYTES];
  g_autofree char *encoded = NULL;
  g_autofree char *body = NULL;

  crypto_sign_detached (signature,
                        NULL,
                        g_bytes_get_data (message, NULL),
                        g_bytes_get_size (message),
                        self->secret_key);
  encoded = g_base64_encode (signature, sizeof signature);
  body = g_strdup_printf ("{\"schema\":\"vn.annhi.submission/1\",\"id\":\"%s\",\"state\":"
                          "\"received\",\"received_at\":\"%s\",\"digest\":\"%s\","
                          "\"signature\":\"%s\"}",
                          id,
                          at,
                          digest != NULL ? digest : own_digest,
                          encoded);
  return hostile_answer ("200 OK", OURS, body);
}

static void
test_signature (Fixture *self, gconstpointer data)
{
  g_autofree char *zeros = g_strnfill (64, '0');
  g_autoptr (GBytes) good = submission (self, REPORT_ID, NULL, "2026-11-25T03:00:00Z");
  g_autoptr (GBytes) other_id = submission (self, EVIDENCE_ID, NULL, "2026-11-25T03:00:00Z");
  g_autoptr (GBytes) other_digest = submission (self, REPORT_ID, zeros, "2026-11-25T03:00:00Z");
  g_autoptr (GBytes) no_time = submission (self, REPORT_ID, NULL, "yesterday");

  hostile_server_set (self->server, HOSTILE_ANSWER, good);
  expect (self, AN_INTAKE_CALL_SUBMIT, 0, OK, "signed");
  hostile_server_set (self->server, HOSTILE_ANSWER, other_id);
  expect (self, AN_INTAKE_CALL_SUBMIT, 0, AN_INTAKE_ERROR_IDENTITY, "of another report");
  hostile_server_set (self->server, HOSTILE_ANSWER, other_digest);
  expect (self, AN_INTAKE_CALL_SUBMIT, 0, AN_INTAKE_ERROR_IDENTITY, "of another content");
  hostile_server_set (self->server, HOSTILE_ANSWER, no_time);
  expect (self, AN_INTAKE_CALL_SUBMIT, 0, UNKNOWN, "without a time");
  randombytes_buf (self->secret_key, sizeof self->secret_key);
  g_clear_pointer (&good, g_bytes_unref);
  good = submission (self, REPORT_ID, NULL, "2026-11-25T03:00:00Z");
  hostile_server_set (self->server, HOSTILE_ANSWER, good);
  expect (self, AN_INTAKE_CALL_SUBMIT, 0, AN_INTAKE_ERROR_IDENTITY, "signed by another");
}

/* Without a server */

static void
test_unreachable (Fixture *self, gconstpointer data)
{
  g_autoptr (AnChannel) channel = an_channel_copy (self->channel);
  g_autoptr (HostileServer) gone = hostile_server_new (NULL);

  g_free (channel->url);
  channel->url = hostile_server_get_url (gone);
  g_clear_pointer (&gone, hostile_server_free);
  g_clear_object (&self->client);
  self->client = an_intake_client_new (channel, NULL);
  expect (self, AN_INTAKE_CALL_CREATE, 10, AN_INTAKE_ERROR_UNREACHABLE, "refused");
}

static void
test_cancel (Fixture *self, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GError) error = NULL;

  hostile_server_set (self->server, HOSTILE_SILENT, NULL);
  an_intake_client_get_office_async (self->client, cancellable, on_ready, &result);
  while (hostile_server_get_count (self->server) == 0)
    g_main_context_iteration (NULL, FALSE);
  g_cancellable_cancel (cancellable);
  wait_for (&result);
  g_assert_null (an_intake_client_get_office_finish (self->client, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  an_intake_client_get_office_async (self->client, cancellable, on_ready, &second);
  wait_for (&second);
  g_assert_null (an_intake_client_get_office_finish (self->client, second, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_problem_words (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) answer = hostile_answer (
      "422 U\r\nRetry-After: 120",
      PROBLEM,
      "{\"type\":\"urn:annhi:problem:invalid\",\"title\":\"Không nhận\",\"status\":200,"
      "\"detail\":7,\"errors\":[{\"pointer\":\"/size\",\"detail\":\"quá\\nlớn\"},3,{}]}");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  hostile_server_set (self->server, HOSTILE_ANSWER, answer);
  ask (self, AN_INTAKE_CALL_CREATE, NULL, 10, &result);
  wait_for (&result);
  finish (self, AN_INTAKE_CALL_CREATE, result, &error);
  g_assert_error (error, AN_INTAKE_ERROR, AN_INTAKE_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "Không nhận"));
  g_assert_nonnull (strstr (error->message, "/size: quá"));
  g_assert_null (strchr (error->message, '\n'));
  g_assert_cmpint (an_intake_error_get_retry_after (error), ==, 120);
}

typedef struct {
  const char *text;
  int seconds;
} Wait;

static void
test_retry_after (void)
{
  static const gint64 now = 1795575600; /* Wed, 25 Nov 2026 03:00:00 GMT */
  static const Wait waits[] = {
    { "0", 0 },
    { "120", 120 },
    { "1000000000", 86400 },
    { "99999999999999999999", -1 },
    { "-1", -1 },
    { "1.5", -1 },
    { "soon", -1 },
    { "", -1 },
    { "120 s", -1 },
    { "Wed, 25 Nov 2026 03:02:00 GMT", 120 },
    { "Wed, 25 Nov 2026 02:00:00 GMT", 0 },
    { "Thu, 25 Nov 2027 03:00:00 GMT", 86400 },
    { "Wed, 99 Nov 2026 03:00:00 GMT", -1 },
    { NULL, -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (waits); i++)
    if (an_intake_parse_retry_after (waits[i].text, now) != waits[i].seconds)
      g_error ("“%s”: %d", waits[i].text, an_intake_parse_retry_after (waits[i].text, now));
}

static void
test_digest (void)
{
  g_autoptr (GBytes) body = g_bytes_new_static ("{}", 2);
  g_autofree char *good = hostile_digest ("{}");
  g_autofree char *after_another = g_strconcat ("sha-512=:AAAA:, ", good, NULL);
  g_autofree char *cut = g_strndup (good, strlen (good) - 3);
  g_autofree char *prefixed = g_strconcat ("x", good, NULL);

  g_assert_true (an_intake_check_digest (good, body));
  g_assert_true (an_intake_check_digest (after_another, body));
  g_assert_false (an_intake_check_digest (cut, body));
  g_assert_false (an_intake_check_digest (prefixed, body));
  g_assert_false (an_intake_check_digest ("", body));
  g_assert_false (an_intake_check_digest ("sha-256=:", body));
  g_assert_false (an_intake_check_digest ("sha-256=::", body));
  g_assert_false (an_intake_check_digest ("sha-256=:%%%%:", body));
}

#define ADD(name, function)                                                                        \
  g_test_add ("/report/intake-client/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (sodium_init (), >=, 0);
  ADD ("whole", test_whole);
  ADD ("raw", test_raw);
  ADD ("drip-body", test_drip_body);
  ADD ("gzip-bomb", test_gzip_bomb);
  ADD ("expect-ignored", test_expect_ignored);
  ADD ("request", test_request);
  ADD ("signature", test_signature);
  ADD ("unreachable", test_unreachable);
  ADD ("cancel", test_cancel);
  ADD ("problem-words", test_problem_words);
  g_test_add_func ("/report/intake-client/retry-after", test_retry_after);
  g_test_add_func ("/report/intake-client/digest", test_digest);
  return g_test_run ();
}
