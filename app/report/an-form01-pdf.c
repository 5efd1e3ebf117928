// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * Form 01 of Decree 56/2017, which an office fills in when it is told of a child: with all that the
 * report knows, and room to write what it does not know. Its text is Vietnamese and not translated
 * on purpose.
 */

#include <string.h>

#include "report/an-paper-private.h"
#include "report/an-receipt-pdf.h"

static void
add_head (AnPdf *pdf, const AnReport *report)
{
  an_pdf_add_paragraph (pdf, "Mẫu số 01 (Nghị định 56/2017/NĐ-CP)");
  an_pdf_add_head (pdf,
                   "CƠ QUAN TIẾP NHẬN\n………………………\nSố: ……/BC-……",
                   "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
                   "…………, ngày … tháng … năm ……");
  an_pdf_add_space (pdf, 6.0);
  an_pdf_add_centred (pdf, "BÁO CÁO", TRUE);
  an_pdf_add_centred (pdf, "TIẾP NHẬN THÔNG TIN TRẺ EM", TRUE);
  an_pdf_add_centred (pdf,
                      "(bị xâm hại, có nguy cơ bị bạo lực, bóc lột, bỏ rơi, có hoàn cảnh đặc biệt)",
                      FALSE);
  if (report->incident.category != AN_CATEGORY_UNSET) {
    g_autofree char *subject =
        g_strdup_printf ("Về việc: %s", an_category_get_legal_name (report->incident.category));

    an_pdf_add_centred (pdf, subject, FALSE);
  }
}

static void
add_source (AnPdf *pdf)
{
  an_pdf_add_subheading (pdf, "A.1. Nguồn nhận thông tin (cán bộ tiếp nhận ghi)");
  an_pdf_add_paragraph (pdf, "Thông qua:   ☐ điện thoại   ☐ gặp trực tiếp   ☐ người khác báo");
  an_pdf_add_field (pdf, "Nhận thông tin lúc (giờ, ngày)", NULL);
}

static void
add_child (AnPdf *pdf, const AnReport *report)
{
  g_autofree char *born = an_paper_format_when (report->child.birth_date);
  g_autofree char *age =
      report->child.age < 0 ? NULL : g_strdup_printf ("khoảng %d tuổi", report->child.age);

  an_pdf_add_subheading (pdf, "A.2. Thông tin về trẻ em");
  an_paper_add_field (pdf, "Họ và tên", report->child.name);
  an_paper_add_field (pdf, "Ngày tháng năm sinh, hoặc ước lượng tuổi", born != NULL ? born : age);
  an_pdf_add_field (pdf, "Giới tính", an_paper_gender_names[report->child.gender]);
  an_paper_add_field (pdf, "Địa điểm xảy ra vụ việc", report->incident.place);
  an_paper_add_field (pdf, "Hiện đang ở", report->child.location);
  an_paper_add_field (pdf, "Tình trạng hiện tại của trẻ em", report->child.condition);
  an_paper_add_story (pdf,
                      "Phỏng đoán hậu quả có thể xảy ra nếu không được hỗ trợ, can thiệp",
                      report->incident.consequences);
  an_paper_add_field (pdf, "Họ tên, tuổi, nghề nghiệp của cha", report->child.father);
  an_paper_add_field (pdf, "Họ tên, tuổi, nghề nghiệp của mẹ", report->child.mother);
  an_paper_add_field (pdf, "Hoàn cảnh gia đình", report->child.family);
  an_paper_add_field (pdf, "Hiện ai là người chăm sóc trẻ em", report->child.carer);
  an_paper_add_story (
      pdf,
      "Những hành động hỗ trợ, can thiệp đã thực hiện trước khi nhận được thông tin",
      report->incident.actions_taken);
}

/* What the form has no line for, and whoever reads it needs first. */
static void
add_incident (AnPdf *pdf, const AnReport *report)
{
  g_autofree char *when = an_paper_format_when (report->incident.happened_at);

  an_pdf_add_subheading (pdf, "Nội dung sự việc");
  an_paper_add_field (pdf, "Thời gian xảy ra", when);
  if (report->incident.ongoing)
    an_pdf_add_field (pdf, "Hiện còn đang xảy ra", "Có");
  an_paper_add_story (pdf, "Chuyện đã xảy ra", report->incident.description);
  an_paper_add_if_known (pdf, "Ứng dụng hoặc trang mạng", report->incident.platform);
  an_paper_add_list (pdf, "Địa chỉ trên mạng", report->incident.urls);
  an_paper_add_list (pdf, "Tài khoản", report->incident.accounts);
  an_paper_add_if_known (pdf, "Người bị nghi", report->suspect);
}

static void
add_reporter (AnPdf *pdf, const AnReport *report)
{
  an_pdf_add_subheading (pdf, "A.3. Người cung cấp thông tin (nếu đồng ý cung cấp)");
  if (report->reporter.role != AN_ROLE_UNSET)
    an_pdf_add_field (pdf, "Là", an_paper_role_names[report->reporter.role]);
  if (report->reporter.anonymous) {
    an_pdf_add_paragraph (pdf, "Người cung cấp thông tin không nêu tên.");
    return;
  }
  an_paper_add_field (pdf, "Họ và tên", report->reporter.name);
  an_paper_add_field (pdf, "Số điện thoại", report->reporter.phone);
  an_paper_add_field (pdf, "Địa chỉ", report->reporter.address);
  an_paper_add_field (pdf, "Ghi thêm", report->reporter.email);
}

/**
 * an_form01_pdf_write:
 * @report: what happened, finished or not
 * @path: where the PDF is written
 *
 * Returns: %FALSE with the error of the file
 */
gboolean
an_form01_pdf_write (const AnReport *report, const char *path, GError **error)
{
  static const char *const titles[] = { "", "Cán bộ tiếp nhận\n(ký, ghi rõ họ tên)", NULL };
  g_autoptr (AnPdf) pdf = NULL;

  g_return_val_if_fail (report != NULL && path != NULL, FALSE);

  pdf = an_pdf_new (path, "Mẫu số 01", error);
  if (pdf == NULL)
    return FALSE;
  add_head (pdf, report);
  add_source (pdf);
  add_child (pdf, report);
  add_incident (pdf, report);
  add_reporter (pdf, report);
  an_pdf_add_signatures (pdf, titles);
  return an_pdf_finish (pdf, error);
}
