// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* What is printed, read back with pdftotext: everything needed, and nobody who was not named. */

#include <glib/gstdio.h>
#include <string.h>

#include "cases.h"
#include "report/an-receipt-pdf.h"

#define RECEIPT "0123-4567-89AB-CDEF-GHJK-MNPQ-R"

typedef struct {
  char *folder, *path;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = g_dir_make_tmp ("paper-XXXXXX", NULL);
  f->path = g_build_filename (f->folder, "đơn.pdf", NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_remove (f->path);
  g_rmdir (f->folder);
  g_free (f->folder);
  g_free (f->path);
}

/* (transfer full): the words of the PDF with single spaces between */
static char *
read_words (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) program = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                                                      &error,
                                                      "pdftotext",
                                                      "-enc",
                                                      "UTF-8",
                                                      f->path,
                                                      "-",
                                                      NULL);
  g_autofree char *output = NULL, *composed = NULL;
  g_auto (GStrv) words = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (program, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (program));
  composed = g_utf8_normalize (output, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  words = g_strsplit_set (composed, " \n\r\f\t", -1);
  for (char **word = words; *word != NULL; word++) {
    if (**word != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", *word);
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_words (const char *text, const char *words)
{
  if (strstr (text, words) == NULL)
    g_test_message ("“%s” is not in: %s", words, text);
  g_assert_nonnull (strstr (text, words));
}

static void
test_receipt (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  an_receipt_pdf_write (f->path, RECEIPT, "Nơi tiếp nhận Phú Thọ", "2026-11-25T12:30:00Z", &error);
  g_assert_no_error (error);
  text = read_words (f);
  assert_words (text, RECEIPT);
  assert_words (text, "Nơi tiếp nhận Phú Thọ");
  assert_words (text, "19:30 ngày 25/11/2026");
  assert_words (text, "Mở bằng mã biên nhận");
  assert_words (text, "gọi 111");
}

static void
test_receipt_waiting (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  an_receipt_pdf_write (f->path, RECEIPT, "Nơi tiếp nhận", NULL, &error);
  g_assert_no_error (error);
  text = read_words (f);
  assert_words (text, "sẽ tự gửi khi có mạng");
  g_assert_null (strstr (text, "Đã nhận lúc"));
}

/* (transfer full): the example with every member */
static AnReport *
load_full (void)
{
  g_autoptr (GPtrArray) cases = load_cases ("report-cases.json");
  g_autoptr (GError) error = NULL;
  AnReport *report =
      an_report_from_json (((ExampleCase *) g_ptr_array_index (cases, 0))->document, &error);

  g_assert_no_error (error);
  return report;
}

static void
test_letter (Fixture *f, gconstpointer data)
{
  static const char *const expected[] = {
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "ngày 25 tháng 11 năm 2026",
    "ĐƠN TRÌNH BÁO",
    "Bắt nạt qua mạng: cố tình xúc phạm",
    "Kính gửi",
    "Công an xã Tam Đảo",
    "Lê Thị Mai",
    "Bé An",
    "05/03/2017",
    "Trần Văn Bình, 40, thợ mộc",
    "Bà ngoại",
    "20:15 ngày 24/11/2026",
    "Các bạn lập nhóm nói xấu.",
    "Con không dám đi học.",
    "Đã báo cô chủ nhiệm.",
    "https://example.org/nhom",
    "ảnh chụp.png",
    "12.345 byte",
    "(ký, ghi rõ họ tên)",
  };
  g_autoptr (AnReport) report = load_full ();
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  an_letter_pdf_write (report, "Công an xã Tam Đảo", f->path, &error);
  g_assert_no_error (error);
  text = read_words (f);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    assert_words (text, expected[i]);
}

static void
test_letter_anonymous (Fixture *f, gconstpointer data)
{
  g_autoptr (AnReport) report = load_full ();
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  report->reporter.anonymous = TRUE;
  an_letter_pdf_write (report, NULL, f->path, &error);
  g_assert_no_error (error);
  text = read_words (f);
  assert_words (text, "không nêu tên");
  g_assert_null (strstr (text, "Lê Thị Mai"));
  g_assert_null (strstr (text, "me@example.org"));
  g_assert_null (strstr (text, "Vĩnh Yên"));
  g_assert_null (strstr (text, "ghi rõ họ tên"));
}

/* An unfinished report gives a form to fill in by hand. */
static void
test_letter_empty (Fixture *f, gconstpointer data)
{
  g_autoptr (AnReport) report = an_report_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  an_letter_pdf_write (report, NULL, f->path, &error);
  g_assert_no_error (error);
  text = read_words (f);
  assert_words (text, "ĐƠN TRÌNH BÁO");
  assert_words (text, "Họ và tên");
  assert_words (text, "Hoàn cảnh gia đình");
}

/* All fields of the form, what is told in its place, and nothing of who wants no name. */
static void
test_form01 (Fixture *f, gconstpointer data)
{
  static const char *const expected[] = {
    "Mẫu số 01",
    "CƠ QUAN TIẾP NHẬN",
    "Độc lập - Tự do - Hạnh phúc",
    "TIẾP NHẬN THÔNG TIN TRẺ EM",
    "A.1. Nguồn nhận thông tin",
    "A.2. Thông tin về trẻ em",
    "Bé An",
    "05/03/2017",
    "Địa điểm xảy ra vụ việc",
    "Tình trạng hiện tại của trẻ em",
    "Trần Văn Bình, 40, thợ mộc",
    "Bà ngoại",
    "Con không dám đi học.",
    "Đã báo cô chủ nhiệm.",
    "Các bạn lập nhóm nói xấu.",
    "A.3. Người cung cấp thông tin",
    "Lê Thị Mai",
    "Cán bộ tiếp nhận",
    "(ký, ghi rõ họ tên)",
  };
  g_autoptr (AnReport) report = load_full ();
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *anonymous = NULL;

  g_assert_true (an_form01_pdf_write (report, f->path, &error));
  g_assert_no_error (error);
  text = read_words (f);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    assert_words (text, expected[i]);

  report->reporter.anonymous = TRUE;
  g_assert_true (an_form01_pdf_write (report, f->path, &error));
  g_assert_no_error (error);
  anonymous = read_words (f);
  assert_words (anonymous, "không nêu tên");
  g_assert_null (strstr (anonymous, "Lê Thị Mai"));
  g_assert_null (strstr (anonymous, "me@example.org"));
}

static void
test_no_folder (Fixture *f, gconstpointer data)
{
  g_autoptr (AnReport) report = an_report_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (an_letter_pdf_write (report, NULL, "/nonexistent/letter.pdf", &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_false (an_receipt_pdf_write ("/nonexistent/r.pdf", RECEIPT, "x", NULL, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/paper/receipt", Fixture, NULL, set_up, test_receipt, tear_down);
  g_test_add ("/paper/receipt/waiting", Fixture, NULL, set_up, test_receipt_waiting, tear_down);
  g_test_add ("/paper/letter", Fixture, NULL, set_up, test_letter, tear_down);
  g_test_add ("/paper/letter/anonymous", Fixture, NULL, set_up, test_letter_anonymous, tear_down);
  g_test_add ("/paper/letter/empty", Fixture, NULL, set_up, test_letter_empty, tear_down);
  g_test_add ("/paper/form01", Fixture, NULL, set_up, test_form01, tear_down);
  g_test_add ("/paper/no-folder", Fixture, NULL, set_up, test_no_folder, tear_down);
  return g_test_run ();
}
