// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define AN_TYPE_REPORT_RECEIPT_CARD (an_report_receipt_card_get_type ())
G_DECLARE_FINAL_TYPE (AnReportReceiptCard, an_report_receipt_card, AN, REPORT_RECEIPT_CARD, AdwBin)

void an_report_receipt_card_show (AnReportReceiptCard *self,
                                  const char *receipt,
                                  const char *office_name,
                                  const char *received_at);

G_END_DECLS
