// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Header values of tus, Content-Digest, and paths. */

#include <string.h>

#include "intake/an-digest.h"
#include "intake/an-route.h"
#include "intake/an-tus.h"

#define EMPTY_SHA256 "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
#define ID "7f0c2a1e-5b7d-4c1a-9d2f-0a1b2c3d4e5f"
#define ID64 "N2YwYzJhMWUtNWI3ZC00YzFhLTlkMmYtMGExYjJjM2Q0ZTVm"

static void
test_number (void)
{
  static const char *const bad[] = { "",    "-1",  "+1",
                                     "1e3", " 1",  "1 ",
                                     "0x1", "1.0", "1000000000000000" };
  gint64 number = -7;

  g_assert_true (an_tus_parse_number ("0", &number));
  g_assert_cmpint (number, ==, 0);
  g_assert_true (an_tus_parse_number ("999999999999999", &number));
  g_assert_cmpint (number, ==, 999999999999999);
  g_assert_false (an_tus_parse_number (NULL, &number));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (an_tus_parse_number (bad[i], &number));
}

static void
test_checksum (void)
{
  static const char *const bad[] = { "",
                                     "sha256",
                                     "sha256 ",
                                     "sha256 abc",
                                     "sha1 " EMPTY_SHA256,
                                     "sha256  " EMPTY_SHA256,
                                     "sha256 " EMPTY_SHA256 "A" };
  guint8 sha256[32] = { 0 };

  g_assert_true (an_tus_parse_checksum ("sha256 " EMPTY_SHA256, sha256));
  g_assert_cmphex (sha256[0], ==, 0xe3);
  g_assert_cmphex (sha256[31], ==, 0x55);
  g_assert_false (an_tus_parse_checksum (NULL, sha256));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (an_tus_parse_checksum (bad[i], sha256));
}

static void
test_metadata (void)
{
  static const char *const good[] = { "id " ID64,
                                      "name YQ==,id " ID64,
                                      " id " ID64 " , is_x",
                                      "is_x,id " ID64 };
  static const char *const bad[] = { "",
                                     "id",
                                     "id ",
                                     "id !!!",
                                     "id YQ==",
                                     "ID " ID64,
                                     "identity " ID64,
                                     "id " ID64 ",id " ID64,
                                     "id " ID64 "AAAA" };
  char id[37];

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++) {
    memset (id, 0, sizeof id);
    g_assert_true (an_tus_parse_metadata (good[i], id));
    g_assert_cmpstr (id, ==, ID);
  }
  g_assert_false (an_tus_parse_metadata (NULL, id));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (an_tus_parse_metadata (bad[i], id));
}

static void
test_digest (void)
{
  static const struct {
    const char *header;
    AnDigest found;
  } digests[] = {
    { NULL, AN_DIGEST_ABSENT },
    { "", AN_DIGEST_ABSENT },
    { "sha-512=:abc:", AN_DIGEST_ABSENT },
    { "sha-256=:" EMPTY_SHA256 ":", AN_DIGEST_PRESENT },
    { "sha-512=:abc:, sha-256=:" EMPTY_SHA256 ":", AN_DIGEST_PRESENT },
    { "sha-256=" EMPTY_SHA256, AN_DIGEST_MALFORMED },
    { "sha-256=::", AN_DIGEST_MALFORMED },
    { "sha-256=:", AN_DIGEST_MALFORMED },
    { "sha-256=:abc:", AN_DIGEST_MALFORMED },
    { "sha-256=:" EMPTY_SHA256 ":,sha-256=:" EMPTY_SHA256 ":", AN_DIGEST_MALFORMED },
  };
  g_autofree char *empty = an_digest_format ("", 0);
  guint8 sha256[32];

  g_assert_cmpstr (empty, ==, "sha-256=:" EMPTY_SHA256 ":");
  for (gsize i = 0; i < G_N_ELEMENTS (digests); i++)
    g_assert_cmpint (an_digest_parse (digests[i].header, sha256), ==, digests[i].found);
}

static void
test_route (void)
{
  static const struct {
    const char *path;
    AnPlace place;
  } routes[] = {
    { "/healthz", AN_PLACE_HEALTH },
    { "/v1/office", AN_PLACE_OFFICE },
    { "/v1/reports", AN_PLACE_REPORTS },
    { "/v1/reports/" ID, AN_PLACE_REPORT },
    { "/v1/reports/" ID "/submission", AN_PLACE_SUBMISSION },
    { "/v1/reports/" ID "/evidence", AN_PLACE_UPLOADS },
    { "/v1/reports/" ID "/evidence/" ID, AN_PLACE_UPLOAD },
    { "/v1/receipt", AN_PLACE_RECEIPT },
    { "", AN_PLACE_NONE },
    { "/", AN_PLACE_NONE },
    { "/v1/reports/", AN_PLACE_NONE },
    { "/v1/reports/" ID "/", AN_PLACE_NONE },
    { "/v1/reports/" ID "x", AN_PLACE_NONE },
    { "/v1/reports/7F0C2A1E-5B7D-4C1A-9D2F-0A1B2C3D4E5F", AN_PLACE_NONE },
    { "/v1/reports/" ID "/evidence/../" ID, AN_PLACE_NONE },
    { "/v1/office?x", AN_PLACE_NONE },
  };
  AnRoute route;

  for (gsize i = 0; i < G_N_ELEMENTS (routes); i++) {
    an_route_parse (&route, routes[i].path);
    g_assert_cmpint (route.place, ==, routes[i].place);
    if (route.place == AN_PLACE_NONE)
      g_assert_cmpstr (route.report, ==, "");
  }
  an_route_parse (&route, "/v1/reports/" ID "/evidence/" ID);
  g_assert_cmpstr (route.report, ==, ID);
  g_assert_cmpstr (route.evidence, ==, ID);
  g_assert_true (an_route_takes (AN_PLACE_UPLOAD, "PATCH"));
  g_assert_false (an_route_takes (AN_PLACE_UPLOAD, "DELETE"));
  g_assert_false (an_route_takes (AN_PLACE_NONE, "GET"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tus/number", test_number);
  g_test_add_func ("/tus/checksum", test_checksum);
  g_test_add_func ("/tus/metadata", test_metadata);
  g_test_add_func ("/tus/digest", test_digest);
  g_test_add_func ("/tus/route", test_route);
  return g_test_run ();
}
