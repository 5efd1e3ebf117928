// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The office must prove itself by its certificate, and there is no way around that. */

#include <sanitizer/lsan_interface.h>
#include <sodium.h>
#include <string.h>

#include "hostile-server.h"
#include "report/an-intake-client-private.h"
#include "scratch.h"

#define OFFICE                                                                                     \
  "{\"schema\":\"vn.annhi.office/1\",\"office\":\"test-office\",\"limits\":"                       \
  "{\"max_evidence_bytes\":10,\"max_report_bytes\":20,\"max_evidence_count\":3}}"

typedef struct {
  const char *label;
  const char *name; /* in the certificate */
  const char *days;
  gboolean trusted;
  int code; /* -1: success */
} Case;

static const Case cases[] = {
  { "right", "IP:127.0.0.1", "30", TRUE, -1 },
  { "of another host", "DNS:office.example", "30", TRUE, AN_INTAKE_ERROR_IDENTITY },
  { "of no known authority", "IP:127.0.0.1", "30", FALSE, AN_INTAKE_ERROR_IDENTITY },
  { "expired", "IP:127.0.0.1", "0", TRUE, AN_INTAKE_ERROR_IDENTITY },
};

/* The leak checker itself dies on the threads in which GLib loads the trusted certificates. */
int
__lsan_is_turned_off (void)
{
  return 1;
}

static AnChannel *
channel_new (const char *url)
{
  AnChannel *channel = g_new0 (AnChannel, 1);

  channel->id = g_strdup ("test");
  channel->kind = AN_CHANNEL_REST;
  channel->name_vi = g_strdup ("Thử");
  channel->name_en = g_strdup ("Test");
  channel->url = g_strdup (url);
  channel->source = g_strdup ("test");
  channel->checked = g_strdup ("2026-11-25");
  channel->office = g_strdup ("test-office");
  channel->keys = g_ptr_array_new_with_free_func ((GDestroyNotify) an_office_key_free);
  return channel;
}

static void
run (const char *const *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process =
      g_subprocess_newv (words,
                         G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                         &error);

  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (process, NULL, &error));
  g_assert_no_error (error);
}

/* Both the key and the certificate it signed itself, in one file. */
static char *
make_certificate (const char *directory, const Case *c)
{
  char *pem = g_build_filename (directory, "both.pem", NULL);
  g_autofree char *request = g_build_filename (directory, "request.pem", NULL);
  g_autofree char *extensions = g_build_filename (directory, "extensions", NULL);
  g_autofree char *certificate = g_build_filename (directory, "certificate.pem", NULL);
  g_autofree char *line = g_strdup_printf ("subjectAltName=%s\n", c->name);
  g_autofree char *key_text = NULL;
  g_autofree char *certificate_text = NULL;
  g_autofree char *both = NULL;

  g_assert_true (g_file_set_contents (extensions, line, -1, NULL));
  run ((const char *[]){ "openssl",
                         "req",
                         "-newkey",
                         "ec",
                         "-pkeyopt",
                         "ec_paramgen_curve:P-256",
                         "-nodes",
                         "-keyout",
                         pem,
                         "-out",
                         request,
                         "-subj",
                         "/CN=annhi-test",
                         NULL });
  run ((const char *[]){ "openssl",
                         "x509",
                         "-req",
                         "-in",
                         request,
                         "-days",
                         c->days,
                         "-signkey",
                         pem,
                         "-extfile",
                         extensions,
                         "-out",
                         certificate,
                         NULL });
  g_assert_true (g_file_get_contents (pem, &key_text, NULL, NULL));
  g_assert_true (g_file_get_contents (certificate, &certificate_text, NULL, NULL));
  both = g_strconcat (key_text, certificate_text, NULL);
  g_assert_true (g_file_set_contents (pem, both, -1, NULL));
  return pem;
}

static void
on_ready (GObject *source, GAsyncResult *result, gpointer place)
{
  *(GAsyncResult **) place = g_object_ref (result);
}

static void
expect (AnIntakeClient *client, int code, const char *label)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (AnIntakeOffice) office = NULL;
  g_autoptr (GError) error = NULL;

  an_intake_client_get_office_async (client, NULL, on_ready, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  office = an_intake_client_get_office_finish (client, result, &error);
  if ((office != NULL) != (code < 0))
    g_error ("%s: %s", label, error != NULL ? error->message : "success");
  if (code >= 0 && !g_error_matches (error, AN_INTAKE_ERROR, code))
    g_error ("%s: %d, %s", label, error->code, error->message);
}

static void
test_certificates (void)
{
  g_autoptr (GBytes) answer = hostile_answer ("200 OK", AN_INTAKE_MEDIA_TYPE, OFFICE);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    const Case *c = &cases[i];
    g_autoptr (Scratch) directory = scratch_new ();
    g_autofree char *pem = make_certificate (directory, c);

    /* openssl 3.5 makes none that is older than itself; one for no day at all is soon over. */
    if (g_str_equal (c->days, "0"))
      g_usleep (1500000);
    g_autoptr (GError) error = NULL;
    g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_file (pem, &error);
    g_autoptr (GTlsDatabase) trusted = g_tls_file_database_new (pem, NULL);
    g_autoptr (HostileServer) server = NULL;
    g_autoptr (AnChannel) channel = NULL;
    g_autoptr (AnIntakeClient) client = NULL;
    g_autofree char *url = NULL;

    g_assert_no_error (error);
    server = hostile_server_new (certificate);
    hostile_server_set (server, HOSTILE_ANSWER, answer);
    url = hostile_server_get_url (server);
    channel = channel_new (url);
    client = an_intake_client_new (channel, &error);
    g_assert_no_error (error);
    if (c->trusted)
      an_intake_client_set_tls_database (client, trusted);
    expect (client, c->code, c->label);
    g_assert_cmpuint (hostile_server_get_count (server), ==, c->code < 0 ? 1 : 0);
  }
}

/* Something that does not speak TLS at all where the office should be. */
static void
test_no_tls (void)
{
  g_autoptr (HostileServer) server = hostile_server_new (NULL);
  g_autofree char *plain = hostile_server_get_url (server);
  g_autofree char *url = g_strconcat ("https", plain + strlen ("http"), NULL);
  g_autoptr (AnChannel) channel = channel_new (url);
  g_autoptr (AnIntakeClient) client = an_intake_client_new (channel, NULL);
  AnIntakeLimits limits = an_intake_limits_default;

  limits.period_ms = 1000; /* it waits for a line that never ends */
  an_intake_client_set_limits (client, &limits);
  expect (client, AN_INTAKE_ERROR_UNREACHABLE, "plain");
}

static void
test_no_backend (void)
{
  g_autoptr (AnChannel) channel = channel_new ("https://office.example");
  g_autoptr (AnChannel) loopback = channel_new ("http://127.0.0.1:9");
  g_autoptr (AnIntakeClient) client = NULL;
  g_autoptr (AnIntakeClient) plain = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_test_subprocess ()) {
    g_test_trap_subprocess (NULL, 0, 0);
    g_test_trap_assert_passed ();
    return;
  }
  g_setenv ("GIO_USE_TLS", "dummy", TRUE); /* as where glib-networking is not installed */
  client = an_intake_client_new (channel, &error);
  g_assert_null (client);
  g_assert_error (error, AN_INTAKE_ERROR, AN_INTAKE_ERROR_UNREACHABLE);
  g_assert_nonnull (strstr (error->message, "glib-networking"));
  plain = an_intake_client_new (loopback, NULL);
  g_assert_nonnull (plain);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (sodium_init (), >=, 0);
  g_test_add_func ("/report/intake-tls/no-backend", test_no_backend);
  g_test_add_func ("/report/intake-tls/certificates", test_certificates);
  g_test_add_func ("/report/intake-tls/no-tls", test_no_tls);
  return g_test_run ();
}
