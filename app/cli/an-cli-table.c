// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Aligned columns on a terminal. */

#include "cli/an-cli-table.h"

#include "base/an-text.h"

#define GAP "  "
#define LABEL_WIDTH 22

struct _AnCliTable {
  GPtrArray *rows; /* (owned) of GPtrArray of char *: the headings first */
};

/* Cells on the terminal that @text takes. */
static int
measure (const char *text)
{
  int width = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at)) {
    gunichar c = g_utf8_get_char (at);

    if (!g_unichar_iszerowidth (c))
      width += g_unichar_iswide (c) ? 2 : 1;
  }
  return width;
}

static void
add_row (AnCliTable *self, const char *first, va_list args)
{
  GPtrArray *row = g_ptr_array_new_with_free_func (g_free);

  for (const char *cell = first; cell != NULL; cell = va_arg (args, const char *))
    g_ptr_array_add (row, an_text_make_visible (cell));
  g_ptr_array_add (self->rows, row);
}

/**
 * an_cli_table_new:
 * @first_heading: headings of the columns, ended by %NULL
 */
AnCliTable *
an_cli_table_new (const char *first_heading, ...)
{
  AnCliTable *self = g_new0 (AnCliTable, 1);
  va_list args;

  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  va_start (args, first_heading);
  add_row (self, first_heading, args);
  va_end (args);
  return self;
}

void
an_cli_table_free (AnCliTable *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->rows);
  g_free (self);
}

void
an_cli_table_add (AnCliTable *self, const char *first_cell, ...)
{
  va_list args;

  va_start (args, first_cell);
  add_row (self, first_cell, args);
  va_end (args);
}

static int
measure_column (AnCliTable *self, guint column)
{
  int widest = 0;

  for (guint i = 0; i < self->rows->len; i++) {
    GPtrArray *row = self->rows->pdata[i];

    if (column < row->len)
      widest = MAX (widest, measure (row->pdata[column]));
  }
  return widest;
}

void
an_cli_table_print (AnCliTable *self)
{
  GPtrArray *headings = self->rows->pdata[0];
  g_autofree int *widths = g_new0 (int, headings->len);

  for (guint c = 0; c < headings->len; c++)
    widths[c] = measure_column (self, c);
  for (guint i = 0; i < self->rows->len; i++) {
    GPtrArray *row = self->rows->pdata[i];

    for (guint c = 0; c < row->len; c++) {
      const char *cell = row->pdata[c];
      gboolean last = c + 1 == row->len;

      g_print ("%s", cell);
      if (!last)
        g_print ("%*s" GAP, widths[c] - measure (cell), "");
    }
    g_print ("\n");
  }
}

/* One line of what is known of one thing. */
void
an_cli_print_field (const char *label, const char *value)
{
  g_autofree char *visible = an_text_make_visible (value);

  g_print ("%s:%*s %s\n", label, MAX (LABEL_WIDTH - measure (label), 0), "", visible);
}
