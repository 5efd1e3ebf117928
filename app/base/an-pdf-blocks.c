// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* What can stand on the pages of a PDF. */

#include "base/an-pdf-private.h"

#define FONT "Noto Serif, serif 14"
#define FONT_BOLD "Noto Serif, serif Bold 14"
#define FONT_HEAD "Noto Serif, serif Bold 11.5"
#define FONT_HEADING "Noto Serif, serif Bold 20"
#define FONT_SUBHEADING "Noto Serif, serif Bold 16"
#define FONT_CODE "Noto Sans Mono, DejaVu Sans Mono, monospace Bold 20"

#define LINE (14.0 * 1.4)
#define GAP (2.0 * AN_PDF_MM)
#define LABEL_WIDTH (62.0 * AN_PDF_MM)
#define COLUMN_GAP (4.0 * AN_PDF_MM)
#define SIGNATURE_ROOM (28.0 * AN_PDF_MM)
#define HEAD_SHARE 0.36 /* of the width, for the office */
#define QUIET_MODULES 4

/* Helpers */

/* A title: never the last line of a page. */
static void
add_title (AnPdf *self, const char *font, const char *text, double before)
{
  g_autoptr (PangoLayout) layout = an_pdf_layout (self, font, text, AN_PDF_WIDTH);

  if (!an_pdf_is_at_top (self))
    an_pdf_set_y (self, an_pdf_get_y (self) + before);
  an_pdf_reserve (self, an_pdf_get_height (layout) + GAP + 2 * LINE);
  an_pdf_flow (self, layout, AN_PDF_LEFT);
  an_pdf_add_space (self, 2.0);
}

/* Points at the height of the letters' feet in the line that begins at y. */
static void
draw_dots (AnPdf *self, double x, double width)
{
  cairo_t *cairo = an_pdf_get_cairo (self);
  const double dashes[] = { 0.0, 4.0 };
  double y = an_pdf_get_y (self) + LINE * 0.8;

  cairo_save (cairo);
  cairo_set_line_cap (cairo, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_width (cairo, 1.0);
  cairo_set_dash (cairo, dashes, 2, 0.0);
  cairo_move_to (cairo, x, y);
  cairo_line_to (cairo, x + width, y);
  cairo_stroke (cairo);
  cairo_restore (cairo);
}

static gboolean
is_blank (const char *text)
{
  if (text == NULL)
    return TRUE;
  while (g_ascii_isspace (*text))
    text++;
  return *text == '\0';
}

/* Public */

void
an_pdf_add_heading (AnPdf *self, const char *text)
{
  g_return_if_fail (AN_IS_PDF (self) && text != NULL);

  add_title (self, FONT_HEADING, text, 4.0 * AN_PDF_MM);
}

void
an_pdf_add_subheading (AnPdf *self, const char *text)
{
  g_return_if_fail (AN_IS_PDF (self) && text != NULL);

  add_title (self, FONT_SUBHEADING, text, 3.0 * AN_PDF_MM);
}

void
an_pdf_add_paragraph (AnPdf *self, const char *text)
{
  g_autoptr (PangoLayout) layout = NULL;

  g_return_if_fail (AN_IS_PDF (self) && text != NULL);

  layout = an_pdf_layout (self, FONT, text, AN_PDF_WIDTH);
  an_pdf_flow (self, layout, AN_PDF_LEFT);
  an_pdf_add_space (self, 2.0);
}

void
an_pdf_add_centred (AnPdf *self, const char *text, gboolean bold)
{
  g_autoptr (PangoLayout) layout = NULL;

  g_return_if_fail (AN_IS_PDF (self) && text != NULL);

  layout = an_pdf_layout (self, bold ? FONT_BOLD : FONT, text, AN_PDF_WIDTH);
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  an_pdf_flow (self, layout, AN_PDF_LEFT);
}

/**
 * an_pdf_add_field:
 * @label: what is asked, without a colon
 * @value: (nullable): the answer; without one a dotted line is left to write on
 *
 * A row of two columns; a long value goes on over the pages.
 */
void
an_pdf_add_field (AnPdf *self, const char *label, const char *value)
{
  double x = AN_PDF_LEFT + LABEL_WIDTH + COLUMN_GAP;
  double width = AN_PDF_WIDTH - LABEL_WIDTH - COLUMN_GAP;
  g_autoptr (PangoLayout) label_layout = NULL;
  g_autofree char *with_colon = NULL;
  double label_end;
  guint page;

  g_return_if_fail (AN_IS_PDF (self) && label != NULL);

  with_colon = g_strconcat (label, ":", NULL);
  label_layout = an_pdf_layout (self, FONT, with_colon, LABEL_WIDTH);
  an_pdf_reserve (self, an_pdf_get_height (label_layout));
  page = an_pdf_get_page (self);
  label_end = an_pdf_get_y (self) + an_pdf_get_height (label_layout);
  cairo_move_to (an_pdf_get_cairo (self), AN_PDF_LEFT, an_pdf_get_y (self));
  pango_cairo_show_layout (an_pdf_get_cairo (self), label_layout);
  if (is_blank (value)) {
    draw_dots (self, x, width);
    an_pdf_set_y (self, an_pdf_get_y (self) + LINE);
  } else {
    g_autoptr (PangoLayout) layout = an_pdf_layout (self, FONT, value, width);

    an_pdf_flow (self, layout, x);
  }
  if (an_pdf_get_page (self) == page)
    an_pdf_set_y (self, MAX (an_pdf_get_y (self), label_end));
  an_pdf_add_space (self, 1.0);
}

/**
 * an_pdf_add_code:
 * @text: a code to be copied by hand
 *
 * Large, monospaced and centred, kept on one page.
 */
void
an_pdf_add_code (AnPdf *self, const char *text)
{
  g_autoptr (PangoLayout) layout = NULL;

  g_return_if_fail (AN_IS_PDF (self) && text != NULL);

  layout = an_pdf_layout (self, FONT_CODE, text, AN_PDF_WIDTH);
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  an_pdf_add_space (self, 2.0);
  an_pdf_reserve (self, an_pdf_get_height (layout));
  an_pdf_flow (self, layout, AN_PDF_LEFT);
  an_pdf_add_space (self, 4.0);
}

/**
 * an_pdf_add_qr:
 * @side_mm: with the quiet zone; 40 mm is read from a sheet in the hand
 */
void
an_pdf_add_qr (AnPdf *self, const AnQr *qr, double side_mm)
{
  double side = side_mm * AN_PDF_MM, module, x, y;
  cairo_t *cairo;

  g_return_if_fail (AN_IS_PDF (self) && qr != NULL && side_mm > 0.0);

  an_pdf_reserve (self, side);
  cairo = an_pdf_get_cairo (self);
  module = side / (qr->size + 2 * QUIET_MODULES);
  x = AN_PDF_LEFT + (AN_PDF_WIDTH - side) / 2 + QUIET_MODULES * module;
  y = an_pdf_get_y (self) + QUIET_MODULES * module;
  for (guint row = 0; row < qr->size; row++) {
    for (guint column = 0; column < qr->size; column++) {
      guint first = column;

      /* One rectangle a run, so that no hairlines show between modules. */
      while (an_qr_is_dark (qr, column, row))
        column++;
      if (column > first)
        cairo_rectangle (cairo,
                         x + first * module,
                         y + row * module,
                         (column - first) * module,
                         module);
    }
  }
  cairo_fill (cairo);
  an_pdf_set_y (self, an_pdf_get_y (self) + side);
}

/* (transfer full) */
static PangoLayout *
layout_centred (AnPdf *self, const char *font, const char *text, double width)
{
  PangoLayout *layout = an_pdf_layout (self, font, text, width - COLUMN_GAP);

  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  return layout;
}

static void
draw_at (AnPdf *self, PangoLayout *layout, double x)
{
  cairo_move_to (an_pdf_get_cairo (self), AN_PDF_LEFT + x + COLUMN_GAP / 2, an_pdf_get_y (self));
  pango_cairo_show_layout (an_pdf_get_cairo (self), layout);
}

/**
 * an_pdf_add_head:
 * @left: the office, and the number of the paper
 * @right: the motto, and the day; wider
 *
 * The head of an official paper.
 */
void
an_pdf_add_head (AnPdf *self, const char *left, const char *right)
{
  double edge = AN_PDF_WIDTH * HEAD_SHARE, height;
  g_autoptr (PangoLayout) office = NULL;
  g_autoptr (PangoLayout) motto = NULL;

  g_return_if_fail (AN_IS_PDF (self) && left != NULL && right != NULL);

  office = layout_centred (self, FONT_HEAD, left, edge);
  motto = layout_centred (self, FONT_HEAD, right, AN_PDF_WIDTH - edge);
  height = MAX (an_pdf_get_height (office), an_pdf_get_height (motto));
  an_pdf_reserve (self, height);
  draw_at (self, office, 0.0);
  draw_at (self, motto, edge);
  an_pdf_set_y (self, an_pdf_get_y (self) + height);
}

/**
 * an_pdf_add_signatures:
 * @titles: %NULL-terminated, who signs
 *
 * Columns side by side, each with room for a signature, kept on one page.
 */
void
an_pdf_add_signatures (AnPdf *self, const char *const *titles)
{
  guint count;
  double width, height = 0.0;
  g_autoptr (GPtrArray) layouts = NULL;

  g_return_if_fail (AN_IS_PDF (self) && titles != NULL);

  count = g_strv_length ((char **) titles);
  if (count == 0)
    return;
  width = AN_PDF_WIDTH / count;
  layouts = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < count; i++) {
    PangoLayout *layout = layout_centred (self, FONT_BOLD, titles[i], width);

    height = MAX (height, an_pdf_get_height (layout));
    g_ptr_array_add (layouts, layout);
  }
  an_pdf_add_space (self, 6.0);
  an_pdf_reserve (self, height + SIGNATURE_ROOM);
  for (guint i = 0; i < count; i++)
    draw_at (self, g_ptr_array_index (layouts, i), i * width);
  an_pdf_set_y (self, an_pdf_get_y (self) + height + SIGNATURE_ROOM);
}

void
an_pdf_add_space (AnPdf *self, double mm)
{
  g_return_if_fail (AN_IS_PDF (self));

  if (!an_pdf_is_at_top (self))
    an_pdf_set_y (self, an_pdf_get_y (self) + mm * AN_PDF_MM);
}

void
an_pdf_add_page_break (AnPdf *self)
{
  g_return_if_fail (AN_IS_PDF (self));

  an_pdf_reserve (self, G_MAXDOUBLE);
}
