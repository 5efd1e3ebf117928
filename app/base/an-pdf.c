// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * The file and the pages of a PDF: where the next line goes, when a page is full, and that the
 * file appears whole or not at all. What stands on the pages is an-pdf-blocks.c's.
 */

#include "base/an-pdf.h"

#include <cairo-pdf.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "base/an-errno.h"
#include "base/an-pdf-private.h"
#include "base/an-text.h"

#define PAGE_WIDTH (210.0 * AN_PDF_MM)
#define PAGE_HEIGHT (297.0 * AN_PDF_MM)
#define TOP (20.0 * AN_PDF_MM)
#define BOTTOM (PAGE_HEIGHT - 22.0 * AN_PDF_MM)
#define NUMBER_Y (PAGE_HEIGHT - 16.0 * AN_PDF_MM)
#define NUMBER_FONT "Noto Serif, serif 11"

struct _AnPdf {
  GObject parent;

  char *path;      /* (owned) */
  char *temporary; /* (owned) (nullable): beside path, until it is renamed or removed */
  int fd;          /* of temporary; -1: closed */
  int write_errno; /* the first failure of write () */

  cairo_surface_t *surface; /* (owned) */
  cairo_t *cairo;           /* (owned) */
  PangoContext *context;    /* (owned) */
  double y;                 /* where the next block begins */
  guint page;               /* counts from 1 */
};

G_DEFINE_FINAL_TYPE (AnPdf, an_pdf, G_TYPE_OBJECT)

/* Helpers */

static cairo_status_t
write_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  AnPdf *self = closure;

  while (length > 0) {
    ssize_t done = write (self->fd, data, length);

    if (done < 0 && errno == EINTR)
      continue;
    if (done < 0) {
      self->write_errno = errno;
      return CAIRO_STATUS_WRITE_ERROR;
    }
    data += done;
    length -= (unsigned int) done;
  }
  return CAIRO_STATUS_SUCCESS;
}

static void
draw_page_number (AnPdf *self)
{
  g_autofree char *number = g_strdup_printf ("%u", self->page);
  g_autoptr (PangoLayout) layout = an_pdf_layout (self, NUMBER_FONT, number, AN_PDF_WIDTH);

  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  cairo_move_to (self->cairo, AN_PDF_LEFT, NUMBER_Y);
  pango_cairo_show_layout (self->cairo, layout);
}

static void
end_page (AnPdf *self)
{
  draw_page_number (self);
  cairo_show_page (self->cairo);
}

static void
begin_page (AnPdf *self)
{
  self->page++;
  self->y = TOP;
}

/* Composed, valid, and nothing that hides or reorders; line breaks stay. */
static char *
clean (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *composed = g_utf8_normalize (valid, -1, G_NORMALIZE_NFC);
  g_auto (GStrv) lines = g_strsplit (composed, "\n", -1);

  for (char **line = lines; *line != NULL; line++) {
    char *visible;

    g_strdelimit (g_strchomp (*line), "\t", ' ');
    visible = an_text_make_visible (*line);
    g_free (*line);
    *line = visible;
  }
  return g_strjoinv ("\n", lines);
}

static void
discard (AnPdf *self)
{
  if (self->fd >= 0)
    close (self->fd);
  self->fd = -1;
  if (self->temporary != NULL)
    g_unlink (self->temporary);
  g_clear_pointer (&self->temporary, g_free);
}

static void
an_pdf_finalize (GObject *object)
{
  AnPdf *self = AN_PDF (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->cairo, cairo_destroy);
  g_clear_pointer (&self->surface, cairo_surface_destroy);
  discard (self);
  g_free (self->path);
  G_OBJECT_CLASS (an_pdf_parent_class)->finalize (object);
}

static void
an_pdf_class_init (AnPdfClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = an_pdf_finalize;
}

static void
an_pdf_init (AnPdf *self)
{
  self->fd = -1;
}

static void
start_drawing (AnPdf *self, const char *title)
{
  cairo_font_options_t *options = cairo_font_options_create ();

  self->surface = cairo_pdf_surface_create_for_stream (write_bytes, self, PAGE_WIDTH, PAGE_HEIGHT);
  cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_TITLE, title);
  cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_CREATOR, "An Nhi");
  self->cairo = cairo_create (self->surface);
  self->context = pango_cairo_create_context (self->cairo);
  pango_cairo_context_set_resolution (self->context, 72.0); /* so a point is a unit */
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (self->context, options);
  cairo_font_options_destroy (options);
  begin_page (self);
}

/* For the blocks */

cairo_t *
an_pdf_get_cairo (AnPdf *self)
{
  return self->cairo;
}

double
an_pdf_get_y (AnPdf *self)
{
  return self->y;
}

void
an_pdf_set_y (AnPdf *self, double y)
{
  self->y = y;
}

guint
an_pdf_get_page (AnPdf *self)
{
  return self->page;
}

gboolean
an_pdf_is_at_top (AnPdf *self)
{
  return self->y <= TOP;
}

/* Begins a new page unless @height still fits on this one. */
void
an_pdf_reserve (AnPdf *self, double height)
{
  if (self->y + height <= BOTTOM || an_pdf_is_at_top (self))
    return;
  end_page (self);
  begin_page (self);
}

/* (transfer full): @text set in @font, wrapped at @width. */
PangoLayout *
an_pdf_layout (AnPdf *self, const char *font, const char *text, double width)
{
  PangoLayout *layout = pango_layout_new (self->context);
  PangoFontDescription *description = pango_font_description_from_string (font);
  g_autofree char *shown = clean (text);

  pango_layout_set_font_description (layout, description);
  pango_font_description_free (description);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (layout, shown, -1);
  return layout;
}

double
an_pdf_get_height (PangoLayout *layout)
{
  int height;

  pango_layout_get_size (layout, NULL, &height);
  return (double) height / PANGO_SCALE;
}

/* Draws line by line from y on, over as many pages as it takes. */
void
an_pdf_flow (AnPdf *self, PangoLayout *layout, double x)
{
  PangoLayoutIter *iter = pango_layout_get_iter (layout);

  do {
    PangoLayoutLine *line = pango_layout_iter_get_line_readonly (iter);
    PangoRectangle extents;
    int top, bottom;

    pango_layout_iter_get_line_extents (iter, NULL, &extents);
    pango_layout_iter_get_line_yrange (iter, &top, &bottom);
    an_pdf_reserve (self, (double) (bottom - top) / PANGO_SCALE);
    cairo_move_to (self->cairo,
                   x + (double) extents.x / PANGO_SCALE,
                   self->y + (double) (pango_layout_iter_get_baseline (iter) - top) / PANGO_SCALE);
    pango_cairo_show_layout_line (self->cairo, line);
    self->y += (double) (bottom - top) / PANGO_SCALE;
  } while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
}

/* Public */

/**
 * an_pdf_new:
 * @path: where the file shall appear when it is finished
 * @title: what a reader shows in its title bar
 *
 * Returns: (transfer full): a document with an empty first page, or %NULL with a %G_IO_ERROR when
 *   nothing can be written at @path
 */
AnPdf *
an_pdf_new (const char *path, const char *title, GError **error)
{
  g_autoptr (AnPdf) self = NULL;

  g_return_val_if_fail (path != NULL && title != NULL, NULL);

  self = g_object_new (AN_TYPE_PDF, NULL);
  self->path = g_strdup (path);
  if (g_file_test (path, G_FILE_TEST_IS_DIR)) {
    an_errno_fail (self->path, EISDIR, error);
    return NULL;
  }
  self->temporary = g_strconcat (path, ".XXXXXX", NULL);
  self->fd = g_mkstemp_full (self->temporary, O_RDWR | O_CLOEXEC, 0600);
  if (self->fd < 0) {
    an_errno_fail (self->path, errno, error);
    g_clear_pointer (&self->temporary, g_free);
    return NULL;
  }
  start_drawing (self, title);
  return g_steal_pointer (&self);
}

/**
 * an_pdf_finish:
 *
 * Writes the document to its path, in the place of a file that is there. Add nothing afterwards.
 *
 * Returns: whether the file is there, whole; otherwise nothing was left behind
 */
gboolean
an_pdf_finish (AnPdf *self, GError **error)
{
  cairo_status_t status;

  g_return_val_if_fail (AN_IS_PDF (self) && self->temporary != NULL, FALSE);

  end_page (self);
  cairo_surface_finish (self->surface);
  status = cairo_surface_status (self->surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_status (self->cairo);
  /* A write that failed is not always in cairo's status. */
  if (status == CAIRO_STATUS_SUCCESS && self->write_errno == 0 && fsync (self->fd) == 0 &&
      g_rename (self->temporary, self->path) == 0) {
    g_clear_pointer (&self->temporary, g_free);
    discard (self);
    return TRUE;
  }
  if (self->write_errno != 0)
    an_errno_fail (self->path, self->write_errno, error);
  else if (status == CAIRO_STATUS_SUCCESS)
    an_errno_fail (self->path, errno, error);
  else
    g_set_error (error,
                 G_IO_ERROR,
                 G_IO_ERROR_FAILED,
                 "%s: %s",
                 self->path,
                 cairo_status_to_string (status));
  discard (self);
  return FALSE;
}
