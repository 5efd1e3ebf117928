// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Prints a receipt: the code and its QR code on one page that does not say what it is for. */

#include "ui/report/an-report-print.h"

#include "base/an-i18n.h"
#include "base/an-qr.h"
#include "ui/report/an-report-save.h"

#define QR_SIDE_MM 50.0

static void
draw_qr (cairo_t *cr, const AnQr *qr, double x, double y, double side)
{
  double module = side / qr->size;

  for (guint row = 0; row < qr->size; row++) {
    for (guint column = 0; column < qr->size; column++)
      if (an_qr_is_dark (qr, column, row))
        cairo_rectangle (cr, x + column * module, y + row * module, module, module);
  }
  cairo_fill (cr);
}

static void
on_draw_page (GtkPrintOperation *operation,
              GtkPrintContext *context,
              int page_number,
              gpointer user_data)
{
  const char *receipt = user_data;
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  g_autoptr (PangoLayout) layout = gtk_print_context_create_pango_layout (context);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string ("Monospace 18");
  g_autoptr (AnQr) qr = an_qr_new (receipt, NULL);
  double width = gtk_print_context_get_width (context);
  double side = QR_SIDE_MM / 25.4 * gtk_print_context_get_dpi_x (context);
  int height;

  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  pango_layout_set_text (layout, receipt, -1);
  cairo_move_to (cr, 0, side / 4);
  pango_cairo_show_layout (cr, layout);
  pango_layout_get_size (layout, NULL, &height);
  if (qr != NULL)
    draw_qr (cr, qr, (width - side) / 2, side / 2 + (double) height / PANGO_SCALE, side);
}

static void
on_done (GtkPrintOperation *operation, GtkPrintOperationResult result, GtkWidget *widget)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (result != GTK_PRINT_OPERATION_RESULT_ERROR)
    return;
  gtk_print_operation_get_error (operation, &error);
  text = g_strdup_printf (_ ("Could not be printed: %s"), error->message);
  an_report_say (widget, text);
}

static void
free_receipt (gpointer data, GClosure *closure)
{
  g_free (data);
}

/**
 * an_report_print_receipt:
 * @widget: what asks
 */
void
an_report_print_receipt (GtkWidget *widget, const char *receipt)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();

  gtk_print_operation_set_n_pages (operation, 1);
  gtk_print_operation_set_job_name (operation, "An Nhi");
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect_data (operation,
                         "draw-page",
                         G_CALLBACK (on_draw_page),
                         g_strdup (receipt),
                         free_receipt,
                         0);
  g_signal_connect_object (operation, "done", G_CALLBACK (on_done), widget, 0);
  gtk_print_operation_run (operation,
                           GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           GTK_WINDOW (gtk_widget_get_root (widget)),
                           NULL);
}
