// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The family's agreement: what stands on it, and a PDF whose text can be read. */

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "base/an-i18n.h"
#include "screentime/an-agreement.h"

#define POLICY                                                                                     \
  "{\"schema\":\"vn.annhi.policy/1\",\"enabled\":true,\"days\":{\"sat\":{\"windows\":"             \
  "[[\"08:00\",\"11:00\"]],\"quota_minutes\":90}},\"dates\":[{\"from\":\"2027-02-05\","            \
  "\"to\":\"2027-02-12\",\"label\":\"Tết\",\"quota_minutes\":180}]}"

static AnAgreement *
create (const char *policy_text)
{
  g_autoptr (GDateTime) today = g_date_time_new_utc (2026, 11, 28, 9, 0, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (AnPolicy) policy = an_policy_parse (policy_text, strlen (policy_text), &error);

  g_assert_no_error (error);
  return an_agreement_new (policy, "Bé An", today);
}

static guint
count (const AnAgreement *agreement, AnAgreementKind kind)
{
  guint n_found = 0;

  for (guint i = 0; i < agreement->blocks->len; i++)
    n_found += ((AnAgreementBlock *) agreement->blocks->pdata[i])->kind == kind;
  return n_found;
}

/* Both sides promise, and both sign. */
static void
test_blocks (void)
{
  g_autoptr (AnAgreement) agreement = create (POLICY);
  g_autoptr (AnAgreement) without_rules =
      create ("{\"schema\":\"vn.annhi.policy/1\",\"enabled\":false}");

  g_assert_cmpuint (count (agreement, AN_AGREEMENT_TITLE), ==, 1);
  g_assert_cmpuint (count (agreement, AN_AGREEMENT_HEADING), ==, 4);
  g_assert_cmpuint (count (agreement, AN_AGREEMENT_SIGNERS), ==, 2);
  g_assert_cmpuint (count (without_rules, AN_AGREEMENT_HEADING), ==, 3);
}

/* Joins words that were broken over lines. */
static char *
read_pdf (const char *path)
{
  const char *words[] = { "pdftotext", path, "-", NULL };
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;

  g_spawn_sync (NULL,
                (char **) words,
                NULL,
                G_SPAWN_SEARCH_PATH,
                NULL,
                NULL,
                &text,
                NULL,
                NULL,
                &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  return g_strjoinv (" ", lines);
}

static void
test_pdf (void)
{
  static const char *const sentences[] = {
    "Thỏa thuận dùng máy của gia đình",
    "28/11/2026",
    "Thứ Bảy 08:00–11:00, tối đa 1 giờ 30 phút",
    "Tết (05/02/2027–12/02/2027): tối đa 3 giờ",
    "Bố mẹ không đọc tin nhắn",
    "Bé An hứa",
    "Bố mẹ hứa",
  };
  g_autofree char *directory = g_dir_make_tmp ("annhi-agreement-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (directory, "a.pdf", NULL);
  g_autoptr (AnAgreement) agreement = create (POLICY);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  an_agreement_write_pdf (agreement, path, &error);
  g_assert_no_error (error);
  text = read_pdf (path);
  for (gsize i = 0; i < G_N_ELEMENTS (sentences); i++) {
    g_test_message ("%s", sentences[i]);
    g_assert_nonnull (strstr (text, sentences[i]));
  }
  g_assert_false (an_agreement_write_pdf (agreement, directory, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
  g_unlink (path);
  g_rmdir (directory);
}

int
main (int argc, char **argv)
{
  g_autofree char *catalogue = g_build_filename (g_getenv ("AN_BUILD_DIR"), "po", NULL);

  g_setenv ("LANGUAGE", "vi", TRUE);
  /* glibc from 2.39 on translates nothing in C.UTF-8. */
  if (setlocale (LC_ALL, "vi_VN.UTF-8") == NULL)
    setlocale (LC_ALL, "C.UTF-8");
  bindtextdomain (GETTEXT_PACKAGE, catalogue);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/agreement/blocks", test_blocks);
  g_test_add_func ("/agreement/pdf", test_pdf);
  return g_test_run ();
}
