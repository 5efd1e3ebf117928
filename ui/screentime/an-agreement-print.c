// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Prints the agreement: blocks from top to bottom, a new page where one does not fit. */

#include "ui/screentime/an-agreement-print.h"

#include "base/an-i18n.h"

#define FONT_TITLE "Noto Serif, serif Bold 18"
#define FONT_HEADING "Noto Serif, serif Bold 13"
#define FONT_TEXT "Noto Serif, serif 12"
#define MARGIN_MM 20.0
#define SIGNATURE_MM 35.0
#define MM_PER_INCH 25.4

/* One block in its place. */
typedef struct {
  PangoLayout *layout; /* (owned) */
  int page;
  double x, y;
} Piece;

typedef struct {
  AnAgreement *agreement; /* (owned) */
  GArray *pieces;         /* (owned) of Piece */
  double y;
  int page;
} Print;

static void
clear_piece (gpointer data)
{
  g_clear_object (&((Piece *) data)->layout);
}

static void
print_free (gpointer data, GClosure *closure)
{
  Print *print = data;

  an_agreement_free (print->agreement);
  g_array_unref (print->pieces);
  g_free (print);
}

static double
from_mm (GtkPrintContext *context, double mm)
{
  return mm / MM_PER_INCH * gtk_print_context_get_dpi_y (context);
}

static const char *
get_font (AnAgreementKind kind)
{
  if (kind == AN_AGREEMENT_TITLE)
    return FONT_TITLE;
  return kind == AN_AGREEMENT_HEADING || kind == AN_AGREEMENT_SIGNERS ? FONT_HEADING : FONT_TEXT;
}

static PangoLayout *
create_layout (GtkPrintContext *context, const AnAgreementBlock *block, double width)
{
  PangoLayout *layout = gtk_print_context_create_pango_layout (context);
  PangoFontDescription *font = pango_font_description_from_string (get_font (block->kind));
  g_autofree char *text = block->kind == AN_AGREEMENT_ITEM ? g_strconcat ("•  ", block->text, NULL)
                                                           : g_strdup (block->text);

  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  if (block->kind == AN_AGREEMENT_TITLE || block->kind == AN_AGREEMENT_SIGNERS)
    pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  pango_layout_set_text (layout, text, -1);
  return layout;
}

/* @room: what must still fit below, so that a heading is never alone */
static void
place (Print *print, GtkPrintContext *context, PangoLayout *layout, double x, double room)
{
  double margin = from_mm (context, MARGIN_MM);
  double bottom = gtk_print_context_get_height (context) - margin;
  int height;
  Piece piece = { .layout = layout, .x = x };

  pango_layout_get_size (layout, NULL, &height);
  if (print->y + (double) height / PANGO_SCALE + room > bottom && print->y > margin) {
    print->page++;
    print->y = margin;
  }
  piece.page = print->page;
  piece.y = print->y;
  g_array_append_val (print->pieces, piece);
  print->y += (double) height / PANGO_SCALE;
}

static void
place_signers (Print *print, GtkPrintContext *context, double margin, double width)
{
  guint n_signers = 0, index = 0;
  double top = 0;

  for (guint i = 0; i < print->agreement->blocks->len; i++)
    n_signers +=
        ((AnAgreementBlock *) print->agreement->blocks->pdata[i])->kind == AN_AGREEMENT_SIGNERS;
  print->y += from_mm (context, 8);
  for (guint i = 0; i < print->agreement->blocks->len; i++) {
    const AnAgreementBlock *block = print->agreement->blocks->pdata[i];
    double part = width / n_signers;

    if (block->kind != AN_AGREEMENT_SIGNERS)
      continue;
    if (index > 0)
      print->y = top;
    place (print,
           context,
           create_layout (context, block, part),
           margin + index * part,
           from_mm (context, SIGNATURE_MM));
    top = g_array_index (print->pieces, Piece, print->pieces->len - 1).y;
    index++;
  }
}

static void
on_begin_print (GtkPrintOperation *operation, GtkPrintContext *context, Print *print)
{
  double margin = from_mm (context, MARGIN_MM);
  double width = gtk_print_context_get_width (context) - 2 * margin;

  print->y = margin;
  print->page = 0;
  g_array_set_size (print->pieces, 0);
  for (guint i = 0; i < print->agreement->blocks->len; i++) {
    const AnAgreementBlock *block = print->agreement->blocks->pdata[i];
    gboolean is_heading = block->kind == AN_AGREEMENT_HEADING;

    /* In print's smaller letters all of it fits one sheet, mostly. */
    if (block->kind == AN_AGREEMENT_SIGNERS || block->kind == AN_AGREEMENT_PAGE_BREAK)
      continue;
    if (is_heading)
      print->y += from_mm (context, 5);
    place (print,
           context,
           create_layout (context, block, width),
           margin,
           is_heading ? from_mm (context, 15) : 0);
    print->y += from_mm (context, 2);
  }
  place_signers (print, context, margin, width);
  gtk_print_operation_set_n_pages (operation, print->page + 1);
}

static void
on_draw_page (GtkPrintOperation *operation, GtkPrintContext *context, int page, Print *print)
{
  cairo_t *cairo = gtk_print_context_get_cairo_context (context);

  for (guint i = 0; i < print->pieces->len; i++) {
    const Piece *piece = &g_array_index (print->pieces, Piece, i);

    if (piece->page != page)
      continue;
    cairo_move_to (cairo, piece->x, piece->y);
    pango_cairo_show_layout (cairo, piece->layout);
  }
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
  gtk_widget_activate_action (widget, "win.toast", "s", text);
}

/**
 * an_agreement_print:
 * @widget: what asks
 * @agreement: (transfer full)
 */
void
an_agreement_print (GtkWidget *widget, AnAgreement *agreement)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  Print *print = g_new0 (Print, 1);

  print->agreement = agreement;
  print->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  g_array_set_clear_func (print->pieces, clear_piece);
  gtk_print_operation_set_job_name (operation, "An Nhi");
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect (operation, "begin-print", G_CALLBACK (on_begin_print), print);
  g_signal_connect_data (operation, "draw-page", G_CALLBACK (on_draw_page), print, print_free, 0);
  g_signal_connect_object (operation, "done", G_CALLBACK (on_done), widget, 0);
  gtk_print_operation_run (operation,
                           GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           GTK_WINDOW (gtk_widget_get_root (widget)),
                           NULL);
}
