// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* A receipt: the code, its QR code, and how to take it along. */

#include "ui/report/an-report-receipt-card.h"

#include "base/an-i18n.h"
#include "report/an-receipt-pdf.h"
#include "ui/report/an-report-print.h"
#include "ui/report/an-report-save.h"
#include "ui/widgets/an-qr-image.h"

/**
 * AnReportReceiptCard:
 *
 * Empty and invisible until there is a receipt.
 */
struct _AnReportReceiptCard {
  AdwBin parent;

  char *receipt;     /* (owned) (nullable) */
  char *office_name; /* (owned) (nullable) */
  char *received_at; /* (owned) (nullable) RFC 3339 */

  GtkLabel *code;
  AnQrImage *qr;
};

G_DEFINE_FINAL_TYPE (AnReportReceiptCard, an_report_receipt_card, ADW_TYPE_BIN)

typedef struct {
  char *receipt, *office_name, *received_at; /* (owned) */
} Copy;

static void
copy_free (gpointer data)
{
  Copy *copy = data;

  g_free (copy->receipt);
  g_free (copy->office_name);
  g_free (copy->received_at);
  g_free (copy);
}

static gboolean
write_receipt (const char *path, gpointer data, GError **error)
{
  const Copy *copy = data;

  return an_receipt_pdf_write (path, copy->receipt, copy->office_name, copy->received_at, error);
}

static void
on_save_clicked (AnReportReceiptCard *self)
{
  Copy *copy = g_new0 (Copy, 1);

  copy->receipt = g_strdup (self->receipt);
  copy->office_name = g_strdup (self->office_name);
  copy->received_at = g_strdup (self->received_at);
  an_report_save (GTK_WIDGET (self),
                  _ ("Save the receipt"),
                     /* Translators: name of a file; says nothing of what is in it */
                     _ ("receipt.pdf"), write_receipt, copy, copy_free);
}

static void
on_print_clicked (AnReportReceiptCard *self)
{
  an_report_print_receipt (GTK_WIDGET (self), self->receipt);
}

static void
on_copy_clicked (AnReportReceiptCard *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->receipt);
  an_report_say (GTK_WIDGET (self), _ ("The receipt code is copied"));
}

static void
an_report_receipt_card_finalize (GObject *object)
{
  AnReportReceiptCard *self = AN_REPORT_RECEIPT_CARD (object);

  g_free (self->receipt);
  g_free (self->office_name);
  g_free (self->received_at);
  G_OBJECT_CLASS (an_report_receipt_card_parent_class)->finalize (object);
}

static void
an_report_receipt_card_class_init (AnReportReceiptCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = an_report_receipt_card_finalize;
  g_type_ensure (AN_TYPE_QR_IMAGE);
  gtk_widget_class_set_template_from_resource (
      widget_class,
      "/vn/annhi/AnNhi/ui/report/an-report-receipt-card.ui");
  gtk_widget_class_bind_template_child (widget_class, AnReportReceiptCard, code);
  gtk_widget_class_bind_template_child (widget_class, AnReportReceiptCard, qr);
  gtk_widget_class_bind_template_callback (widget_class, on_save_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_print_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_clicked);
}

static void
an_report_receipt_card_init (AnReportReceiptCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
set_text (char **field, const char *text)
{
  char *copy = g_strdup (text);

  g_free (*field);
  *field = copy;
}

/**
 * an_report_receipt_card_show:
 * @receipt: (nullable): as text; %NULL hides the card
 * @received_at: (nullable): RFC 3339, for the printed page
 */
void
an_report_receipt_card_show (AnReportReceiptCard *self,
                             const char *receipt,
                             const char *office_name,
                             const char *received_at)
{
  g_return_if_fail (AN_IS_REPORT_RECEIPT_CARD (self));

  set_text (&self->receipt, receipt);
  set_text (&self->office_name, office_name);
  set_text (&self->received_at, received_at);
  gtk_label_set_label (self->code, receipt != NULL ? receipt : "");
  an_qr_image_set_text (self->qr, receipt);
  gtk_widget_set_visible (GTK_WIDGET (self), receipt != NULL);
}
