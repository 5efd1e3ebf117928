// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * “Đơn trình báo”: a letter to an authority with the fields of form 01 of Decree 56/2017. Its text
 * is Vietnamese and not translated on purpose.
 */

#include <string.h>

#include "base/an-pdf.h"
#include "base/an-text.h"
#include "report/an-paper-private.h"
#include "report/an-receipt-pdf.h"

/* (transfer full): 1.234.567, as Vietnamese write thousands. */
static char *
format_number (guint64 number)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GUINT64_FORMAT, number);
  GString *text = g_string_new (NULL);
  gsize length = strlen (digits);

  for (gsize i = 0; i < length; i++) {
    if (i > 0 && (length - i) % 3 == 0)
      g_string_append_c (text, '.');
    g_string_append_c (text, digits[i]);
  }
  return g_string_free (text, FALSE);
}

static void
add_opening (AnPdf *pdf, const AnReport *report, const char *recipient)
{
  g_autoptr (GDateTime) created = g_date_time_new_from_iso8601 (report->created, NULL);
  g_autoptr (GDateTime) today =
      created != NULL ? g_date_time_to_local (created) : g_date_time_new_now_local ();
  g_autofree char *date = g_strdup_printf ("……………………, ngày %d tháng %d năm %d",
                                           g_date_time_get_day_of_month (today),
                                           g_date_time_get_month (today),
                                           g_date_time_get_year (today));

  an_pdf_add_centred (pdf, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", TRUE);
  an_pdf_add_centred (pdf, "Độc lập - Tự do - Hạnh phúc", TRUE);
  an_pdf_add_space (pdf, 2.0);
  an_pdf_add_centred (pdf, date, FALSE);
  an_pdf_add_space (pdf, 4.0);
  an_pdf_add_centred (pdf, "ĐƠN TRÌNH BÁO", TRUE);
  if (report->incident.category != AN_CATEGORY_UNSET) {
    g_autofree char *subject =
        g_strdup_printf ("Về việc: %s", an_category_get_legal_name (report->incident.category));

    an_pdf_add_centred (pdf, subject, FALSE);
  }
  an_pdf_add_space (pdf, 2.0);
  an_paper_add_field (pdf, "Kính gửi", recipient);
}

static void
add_reporter (AnPdf *pdf, const AnReport *report)
{
  an_pdf_add_subheading (pdf, "1. Người cung cấp thông tin");
  if (report->reporter.role != AN_ROLE_UNSET)
    an_pdf_add_field (pdf, "Là", an_paper_role_names[report->reporter.role]);
  if (report->reporter.anonymous) {
    an_pdf_add_paragraph (pdf, "Người cung cấp thông tin không nêu tên.");
    return;
  }
  an_paper_add_field (pdf, "Họ và tên", report->reporter.name);
  an_paper_add_field (pdf, "Số điện thoại", report->reporter.phone);
  an_paper_add_if_known (pdf, "Thư điện tử", report->reporter.email);
  an_paper_add_field (pdf, "Địa chỉ", report->reporter.address);
}

static void
add_child (AnPdf *pdf, const AnReport *report)
{
  g_autofree char *born = an_paper_format_when (report->child.birth_date);
  g_autofree char *age =
      report->child.age < 0 ? NULL : g_strdup_printf ("khoảng %d tuổi", report->child.age);

  an_pdf_add_subheading (pdf, "2. Thông tin về trẻ em");
  an_paper_add_field (pdf, "Họ và tên", report->child.name);
  an_paper_add_field (pdf, "Ngày sinh hoặc ước lượng tuổi", born != NULL ? born : age);
  an_pdf_add_field (pdf, "Giới tính", an_paper_gender_names[report->child.gender]);
  an_paper_add_field (pdf, "Nơi ở hiện nay", report->child.location);
  an_paper_add_field (pdf, "Tình trạng hiện tại của trẻ em", report->child.condition);
  an_paper_add_field (pdf, "Cha (họ tên, tuổi, nghề nghiệp)", report->child.father);
  an_paper_add_field (pdf, "Mẹ (họ tên, tuổi, nghề nghiệp)", report->child.mother);
  an_paper_add_field (pdf, "Hoàn cảnh gia đình", report->child.family);
  an_paper_add_field (pdf, "Người đang chăm sóc trẻ em", report->child.carer);
}

static void
add_incident (AnPdf *pdf, const AnReport *report)
{
  g_autofree char *when = an_paper_format_when (report->incident.happened_at);

  an_pdf_add_subheading (pdf, "3. Sự việc");
  an_paper_add_field (pdf, "Thời gian xảy ra", when);
  an_pdf_add_field (pdf, "Hiện còn đang xảy ra", report->incident.ongoing ? "Có" : "Không rõ");
  an_paper_add_field (pdf, "Địa điểm xảy ra", report->incident.place);
  an_paper_add_if_known (pdf, "Ứng dụng hoặc trang mạng", report->incident.platform);
  an_paper_add_list (pdf, "Địa chỉ trên mạng", report->incident.urls);
  an_paper_add_list (pdf, "Tài khoản", report->incident.accounts);
  an_paper_add_if_known (pdf, "Người bị nghi", report->suspect);
  an_paper_add_story (pdf, "Chuyện đã xảy ra", report->incident.description);
  an_paper_add_story (pdf,
                      "Phỏng đoán hậu quả nếu không được hỗ trợ, can thiệp",
                      report->incident.consequences);
  an_paper_add_story (pdf,
                      "Những việc đã làm để hỗ trợ, can thiệp",
                      report->incident.actions_taken);
  an_paper_add_list (pdf, "Mong được hỗ trợ", report->support_wanted);
}

static void
add_evidence (AnPdf *pdf, const AnReport *report)
{
  if (report->evidence->len == 0)
    return;
  an_pdf_add_subheading (pdf, "4. Bằng chứng");
  for (guint i = 0; i < report->evidence->len; i++) {
    const AnReportEvidence *piece = g_ptr_array_index (report->evidence, i);
    g_autofree char *name = NULL, *size = NULL, *about = NULL;

    if (piece->name == NULL || piece->sha256 == NULL)
      continue;
    name = an_text_make_visible (piece->name);
    size = format_number (piece->size);
    about = g_strdup_printf ("%s byte, dấu vân tay SHA-256: %s%s",
                             size,
                             piece->sha256,
                             piece->included ? "" : " (không kèm tệp)");

    an_pdf_add_field (pdf, name, about);
    an_paper_add_if_known (pdf, "Ghi chú", piece->note);
  }
}

static void
add_closing (AnPdf *pdf, const AnReport *report)
{
  static const char *const titles[] = { "", "Người trình báo\n(ký, ghi rõ họ tên)", NULL };

  an_pdf_add_space (pdf, 4.0);
  an_pdf_add_paragraph (pdf,
                        "Những điều trên đúng với những gì người trình báo được biết. Kính đề nghị "
                        "cơ quan xem xét, bảo vệ trẻ em và giữ kín thông tin của trẻ em.");
  if (!report->reporter.anonymous)
    an_pdf_add_signatures (pdf, titles);
}

/**
 * an_letter_pdf_write:
 * @report: what happened, finished or not
 * @recipient: (nullable): to whom the letter goes
 * @path: where the PDF is written
 *
 * Returns: %FALSE with the error of the file
 */
gboolean
an_letter_pdf_write (const AnReport *report,
                     const char *recipient,
                     const char *path,
                     GError **error)
{
  g_autoptr (AnPdf) pdf = NULL;

  g_return_val_if_fail (report != NULL && path != NULL, FALSE);

  pdf = an_pdf_new (path, "Đơn trình báo", error);
  if (pdf == NULL)
    return FALSE;
  add_opening (pdf, report, recipient);
  add_reporter (pdf, report);
  add_child (pdf, report);
  add_incident (pdf, report);
  add_evidence (pdf, report);
  add_closing (pdf, report);
  return an_pdf_finish (pdf, error);
}
