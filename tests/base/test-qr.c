// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* QR codes: zbar, another hand's reader, must read back what was encoded. */

#include <glib/gstdio.h>
#include <string.h>

#include "base/an-qr.h"

#define SCALE 4
#define QUIET 4

/* (transfer full): what zbarimg reads from the code painted into a bitmap. */
static char *
read_back (const AnQr *qr)
{
  g_autofree char *directory = g_dir_make_tmp ("annhi-qr-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (directory, "code.pgm", NULL);
  guint side = (qr->size + 2 * QUIET) * SCALE;
  g_autoptr (GString) image = g_string_new (NULL);
  g_autoptr (GSubprocess) zbar = NULL;
  g_autoptr (GError) error = NULL;
  char *output = NULL;

  g_string_append_printf (image, "P5 %u %u 255\n", side, side);
  for (guint y = 0; y < side; y++)
    for (guint x = 0; x < side; x++)
      g_string_append_c (image,
                         an_qr_is_dark (qr, x / SCALE - QUIET, y / SCALE - QUIET) ? '\0' : '\xff');
  g_assert_true (g_file_set_contents (path, image->str, (gssize) image->len, NULL));
  zbar = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                           &error,
                           "zbarimg",
                           "--raw",
                           "--quiet",
                           "-Sbinary=0",
                           path,
                           NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (zbar, NULL, NULL, &output, NULL, &error));
  g_assert_no_error (error);
  g_remove (path);
  g_rmdir (directory);
  return g_strchomp (output);
}

static const char *const texts[] = {
  "tel:111",
  "ANNHI 4K7P2 9XQMR 7T2WC",
  "https://baocao.example.gov.vn/v1/receipt?lang=vi&x=0123456789abcdefghijklmnopqrstuvwxyz",
  "Bé An ở Phú Thọ – mã biên nhận",
};

static void
test_read_back (gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AnQr) qr = an_qr_new (data, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = read_back (qr);
  g_assert_cmpstr (text, ==, data);
}

static void
test_limits (void)
{
  g_autofree char *longest = g_strnfill (2331, 'a'), *longer = g_strnfill (2332, 'a');
  g_autoptr (GError) error = NULL;
  g_autoptr (AnQr) qr = an_qr_new (longest, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (qr->size, ==, 177);
  g_assert_null (an_qr_new (longer, &error));
  g_assert_error (error, AN_QR_ERROR, AN_QR_ERROR_TOO_LONG);
  g_clear_error (&error);
  g_assert_null (an_qr_new ("", &error));
  g_assert_error (error, AN_QR_ERROR, AN_QR_ERROR_EMPTY);
}

/* Taken apart again, the half blocks are the modules, with four light ones around. */
static void
test_terminal (void)
{
  g_autoptr (AnQr) qr = an_qr_new ("tel:111", NULL);
  g_autofree char *text = an_qr_to_terminal (qr);
  g_auto (GStrv) lines = g_strsplit (g_strchomp (text), "\n", -1);

  g_assert_cmpuint (g_strv_length (lines), ==, (qr->size + 2 * QUIET + 1) / 2);
  for (guint row = 0; lines[row] != NULL; row++) {
    const char *at = lines[row];

    g_assert_cmpint (g_utf8_strlen (at, -1), ==, qr->size + 2 * QUIET);
    for (guint x = 0; *at != '\0'; at = g_utf8_next_char (at), x++) {
      gunichar c = g_utf8_get_char (at);
      gboolean upper = c == ' ' || c == g_utf8_get_char ("▄");
      gboolean lower = c == ' ' || c == g_utf8_get_char ("▀");

      g_assert_cmpint (upper, ==, an_qr_is_dark (qr, x - QUIET, row * 2 - QUIET));
      g_assert_cmpint (lower, ==, an_qr_is_dark (qr, x - QUIET, row * 2 + 1 - QUIET));
    }
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autofree char *path = g_strdup_printf ("/qr/read-back/%" G_GSIZE_FORMAT, i);

    g_test_add_data_func (path, texts[i], test_read_back);
  }
  g_test_add_func ("/qr/limits", test_limits);
  g_test_add_func ("/qr/terminal", test_terminal);
  return g_test_run ();
}
