// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* PDF: poppler, another hand's reader, must give the text and the codes back. */

#include <glib/gstdio.h>
#include <locale.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "base/an-pdf.h"

/* Every mark on every vowel, on one line. */
#define MARKS "Ắt nằm hẳn bẵng nặng, ấm cầu ẩn mẫu mật, thế kề kể kễ đệ, đốt"
#define MORE_MARKS "hồ ổ đỗ hộ, chớ chờ nở nỡ nợ, thứ từ tử chữ tự, kỳ kỷ kỹ tỵ, Đà đến"

typedef struct {
  char *directory; /* (owned) */
  char *path;      /* (owned) */
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->directory = g_dir_make_tmp ("annhi-pdf-XXXXXX", NULL);
  f->path = g_build_filename (f->directory, "đơn.pdf", NULL);
}

/* Nothing but the document may be left. */
static void
tear_down (Fixture *f, gconstpointer data)
{
  g_remove (f->path);
  g_assert_cmpint (g_rmdir (f->directory), ==, 0);
  g_free (f->directory);
  g_free (f->path);
}

/* (transfer full): the standard output of a program that must succeed. */
static char *
run (const char *const *argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process =
      g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  char *output = NULL;

  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (process));
  return output;
}

static char *
read_text (Fixture *f)
{
  return run ((const char *[]){ "pdftotext", "-layout", f->path, "-", NULL });
}

static AnPdf *
begin (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  AnPdf *pdf = an_pdf_new (f->path, "Đơn báo cáo", &error);

  g_assert_no_error (error);
  return pdf;
}

static void
end (AnPdf *pdf)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (an_pdf_finish (pdf, &error));
  g_assert_no_error (error);
}

static void
assert_has (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” is missing in:\n%s", part, text);
}

static void
test_text (Fixture *f, gconstpointer data)
{
  g_autoptr (AnPdf) pdf = begin (f);
  g_autofree char *text = NULL, *info = NULL, *fonts = NULL;
  g_autofree char *apart = g_utf8_normalize ("Nguyễn Thị Ngọc Ánh", -1, G_NORMALIZE_NFD);
  struct stat file;

  an_pdf_add_heading (pdf, "Đơn báo cáo trẻ em bị xâm hại");
  an_pdf_add_subheading (pdf, "Phần thứ nhất");
  an_pdf_add_paragraph (pdf, MARKS "\n" MORE_MARKS);
  an_pdf_add_centred (pdf, "Độc lập – Tự do – Hạnh phúc", TRUE);
  an_pdf_add_field (pdf, "Họ và tên", apart);
  an_pdf_add_field (pdf, "Số điện thoại", NULL);
  an_pdf_add_field (pdf, "Ghi chú", "dòng một\ndòng hai\xe2\x80\xae ngược");
  an_pdf_add_code (pdf, "4K7P2-9XQMR-7T2WC-LM3NB-8R6VD-HJ5TS");
  an_pdf_add_signatures (pdf, (const char *[]){ "Người báo cáo", "Người tiếp nhận", NULL });
  end (pdf);

  text = read_text (f);
  assert_has (text, "Đơn báo cáo trẻ em bị xâm hại");
  assert_has (text, MARKS);
  assert_has (text, MORE_MARKS);
  assert_has (text, "Độc lập – Tự do – Hạnh phúc");
  assert_has (text, "Nguyễn Thị Ngọc Ánh");
  assert_has (text, "Số điện thoại:");
  assert_has (text, "dòng hai⟨U+202E⟩ ngược");
  assert_has (text, "4K7P2-9XQMR-7T2WC-LM3NB-8R6VD-HJ5TS\n");
  assert_has (text, "Người tiếp nhận");
  info = run ((const char *[]){ "pdfinfo", f->path, NULL });
  assert_has (info, "Đơn báo cáo\n");
  assert_has (info, "A4");
  fonts = run ((const char *[]){ "pdffonts", f->path, NULL });
  assert_has (fonts, "NotoSerif");
  g_assert_null (strstr (fonts, " no  ")); /* every font is embedded */
  g_assert_cmpint (g_stat (f->path, &file), ==, 0);
  g_assert_cmpint (file.st_mode & 0777, ==, 0600);
}

static guint
count_pages (Fixture *f)
{
  g_autofree char *info = run ((const char *[]){ "pdfinfo", f->path, NULL });

  return (guint) atoi (strstr (info, "Pages:") + strlen ("Pages:"));
}

/* Every line of a long text, as paragraph and as field, stands on exactly one page. */
static void
test_pages (Fixture *f, gconstpointer data)
{
  g_autoptr (AnPdf) pdf = begin (f);
  g_autoptr (GString) story = g_string_new (NULL);
  g_autofree char *text = NULL, *last_page = NULL;
  g_auto (GStrv) pages = NULL;
  guint count;

  for (int i = 0; i < 300; i++)
    g_string_append_printf (story, "Câu thứ %03d kể lại chuyện.\n", i);
  an_pdf_add_paragraph (pdf, story->str);
  an_pdf_add_field (pdf, "Kể lại", story->str);
  an_pdf_add_heading (pdf, "Hết");
  end (pdf);

  text = read_text (f);
  for (int i = 0; i < 300; i++) {
    g_autofree char *sentence = g_strdup_printf ("Câu thứ %03d kể lại chuyện.", i);
    const char *first = strstr (text, sentence);

    g_assert_nonnull (first);
    g_assert_nonnull (strstr (first + 1, sentence));
  }
  count = count_pages (f);
  g_assert_cmpuint (count, >, 10);
  pages = g_strsplit (text, "\f", -1);
  for (guint i = 0; i < count; i++) {
    g_autofree char *number = g_strdup_printf ("%u", i + 1);

    g_strchomp (pages[i]);
    g_assert_true (g_str_has_suffix (pages[i], number));
  }
}

/* A block that must stay whole goes to the next page; an endless word does not end the program. */
static void
test_blocks (Fixture *f, gconstpointer data)
{
  g_autoptr (AnPdf) pdf = begin (f);
  g_autoptr (AnQr) qr = an_qr_new ("tel:111", NULL);
  g_autofree char *word = g_strnfill (3000, 'w');

  an_pdf_add_space (pdf, 50.0);
  for (int i = 0; i < 4; i++)
    an_pdf_add_qr (pdf, qr, 80.0);
  end (pdf);
  g_assert_cmpuint (count_pages (f), ==, 2);

  g_clear_object (&pdf);
  pdf = begin (f);
  an_pdf_add_paragraph (pdf, word);
  an_pdf_add_paragraph (pdf, "");
  an_pdf_add_field (pdf, word, word);
  an_pdf_add_qr (pdf, qr, 900.0);
  end (pdf);
  g_assert_cmpuint (count_pages (f), >, 2);
}

static void
test_qr (Fixture *f, gconstpointer data)
{
  g_autoptr (AnPdf) pdf = begin (f);
  g_autoptr (AnQr) qr = an_qr_new ("annhi:4K7P2-9XQMR", NULL);
  g_autofree char *prefix = g_build_filename (f->directory, "trang", NULL);
  g_autofree char *image = g_strconcat (prefix, ".png", NULL);
  g_autofree char *text = NULL;

  an_pdf_add_paragraph (pdf, "Quét mã:");
  an_pdf_add_qr (pdf, qr, 40.0);
  end (pdf);
  g_free (run (
      (const char *[]){ "pdftoppm", "-png", "-r", "150", "-singlefile", f->path, prefix, NULL }));
  text = run ((const char *[]){ "zbarimg", "--raw", "--quiet", image, NULL });
  g_assert_cmpstr (g_strchomp (text), ==, "annhi:4K7P2-9XQMR");
  g_remove (image);
}

/* Files */

static void
test_no_place (Fixture *f, gconstpointer data)
{
  g_autofree char *nowhere = g_build_filename (f->directory, "không", "có.pdf", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (an_pdf_new (nowhere, "t", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, nowhere));
  g_clear_error (&error);
  g_assert_null (an_pdf_new (f->directory, "t", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
}

static void
test_old_file_stays (Fixture *f, gconstpointer data)
{
  AnPdf *pdf = NULL;
  g_autofree char *content = NULL;

  g_assert_true (g_file_set_contents (f->path, "cũ", -1, NULL));
  pdf = begin (f);
  an_pdf_add_paragraph (pdf, "mới");
  g_object_unref (pdf); /* not finished */
  g_assert_true (g_file_get_contents (f->path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "cũ");
  pdf = begin (f);
  end (pdf);
  g_object_unref (pdf);
  g_assert_cmpuint (count_pages (f), ==, 1);
}

static void
test_full_disk (Fixture *f, gconstpointer data)
{
  g_autoptr (AnPdf) pdf = begin (f);
  g_autoptr (GError) error = NULL;
  struct rlimit limit, full;

  an_pdf_add_paragraph (pdf, "Không đủ chỗ");
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  full = limit;
  full.rlim_cur = 512;
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &full), ==, 0);
  g_assert_false (an_pdf_finish (pdf, &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  g_assert_nonnull (error);
  g_assert_true (error->domain == G_IO_ERROR);
  g_assert_false (g_file_test (f->path, G_FILE_TEST_EXISTS));
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  ADD ("/pdf/text", test_text);
  ADD ("/pdf/pages", test_pages);
  ADD ("/pdf/blocks", test_blocks);
  ADD ("/pdf/qr", test_qr);
  ADD ("/pdf/no-place", test_no_place);
  ADD ("/pdf/old-file-stays", test_old_file_stays);
  ADD ("/pdf/full-disk", test_full_disk);
  return g_test_run ();
}
