// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The receipt as a page to keep. Its text is Vietnamese and not translated on purpose. */

#include "report/an-receipt-pdf.h"

#include "base/an-pdf.h"

#define QR_MILLIMETRES 38.0

/* (transfer full): “19:30 ngày 28/11/2026” by this PC's clock. */
static char *
format_received (const char *received_at)
{
  g_autoptr (GDateTime) when = g_date_time_new_from_iso8601 (received_at, NULL);
  g_autoptr (GDateTime) local = when == NULL ? NULL : g_date_time_to_local (when);

  return local == NULL ? g_strdup (received_at) : g_date_time_format (local, "%H:%M ngày %d/%m/%Y");
}

static void
add_state (AnPdf *pdf, const char *office_name, const char *received_at)
{
  g_autofree char *when = NULL;

  an_pdf_add_field (pdf, "Nơi tiếp nhận", office_name);
  if (received_at == NULL) {
    an_pdf_add_paragraph (pdf,
                          "Báo cáo đã được giữ an toàn trên máy và sẽ tự gửi khi có mạng. Mã dùng "
                          "được từ lúc nơi tiếp nhận nhận được báo cáo.");
    return;
  }
  when = format_received (received_at);
  an_pdf_add_field (pdf, "Đã nhận lúc", when);
}

static void
add_explanation (AnPdf *pdf)
{
  an_pdf_add_subheading (pdf, "Bây giờ sẽ thế nào");
  an_pdf_add_paragraph (pdf,
                        "Cán bộ tiếp nhận đọc báo cáo, tìm hiểu sự việc và tìm cách giúp. Mục tiêu "
                        "là bắt đầu trong 12 giờ (Nghị định 56/2017/NĐ-CP, chưa xác minh). Báo cáo "
                        "được mã hóa: chỉ nơi tiếp nhận mở được.");
  an_pdf_add_subheading (pdf, "Dùng mã này thế nào");
  an_pdf_add_paragraph (pdf,
                        "Mở An Nhi trên bất kỳ máy nào, vào “Báo cáo”, chọn “Mở bằng mã biên nhận” "
                        "rồi gõ mã ở trên để xem việc đã được xử lý tới đâu. Không phân biệt chữ "
                        "hoa, chữ thường và dấu gạch. Điện thoại quét ô vuông thì đọc ra đúng mã "
                        "này.");
  an_pdf_add_paragraph (pdf,
                        "Ai có mã này cũng xem được, nên hãy cất ở chỗ chỉ mình bạn biết. Trên tờ "
                        "này không có tên bạn. Mất mã thì không ai lấy lại được, kể cả nơi tiếp "
                        "nhận.");
  an_pdf_add_paragraph (pdf,
                        "Đang gặp nguy hiểm thì đừng chờ: gọi 111, miễn phí, 24 giờ mỗi ngày.");
}

/**
 * an_receipt_pdf_write:
 * @path: where the PDF is written
 * @receipt: the text of the receipt
 * @office_name: who received the report
 * @received_at: (nullable): when, as the office signed it
 *
 * Returns: %FALSE with the error of the file or of the QR code
 */
gboolean
an_receipt_pdf_write (const char *path,
                      const char *receipt,
                      const char *office_name,
                      const char *received_at,
                      GError **error)
{
  g_autoptr (AnPdf) pdf = NULL;
  g_autoptr (AnQr) qr = NULL;

  g_return_val_if_fail (path != NULL && receipt != NULL && office_name != NULL, FALSE);

  qr = an_qr_new (receipt, error);
  if (qr == NULL)
    return FALSE;
  pdf = an_pdf_new (path, "Mã biên nhận", error);
  if (pdf == NULL)
    return FALSE;
  an_pdf_add_heading (pdf, "Mã biên nhận");
  add_state (pdf, office_name, received_at);
  an_pdf_add_space (pdf, 4.0);
  an_pdf_add_code (pdf, receipt);
  an_pdf_add_qr (pdf, qr, QR_MILLIMETRES);
  add_explanation (pdf);
  return an_pdf_finish (pdf, error);
}
