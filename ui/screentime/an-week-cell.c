// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The words of the grid: what a day or the cells under the keyboard are called. */

#include "ui/screentime/an-week-cell.h"

#include "base/an-i18n.h"
#include "ui/screentime/an-rules-text.h"

struct _AnWeekCell {
  GtkWidget parent;
};

G_DEFINE_FINAL_TYPE (AnWeekCell, an_week_cell, GTK_TYPE_WIDGET)

static void
an_week_cell_class_init (AnWeekCellClass *klass)
{
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "weekcell");
}

static void
an_week_cell_init (AnWeekCell *self)
{
}

/* (transfer full): “Monday 17:00–17:30” or “Monday – Friday 17:00–20:30” */
static char *
describe_block (const AnWeekBlock *block)
{
  g_autofree char *first = an_rules_text_weekday (block->first_day);
  g_autofree char *last = an_rules_text_weekday (block->last_day);
  g_autofree char *start = an_time_of_day_format (block->first_cell * AN_WEEK_CELL_MINUTES);
  g_autofree char *end = an_time_of_day_format ((block->last_cell + 1) * AN_WEEK_CELL_MINUTES);

  if (block->first_day == block->last_day)
    return g_strdup_printf ("%s %s–%s", first, start, end);
  return g_strdup_printf ("%s – %s %s–%s", first, last, start, end);
}

/* What else is there, beside the layer that is painted. */
static char *
describe_others (AnRulesDraft *draft, AnWeekLayer layer, const AnWeekBlock *block)
{
  AnWeekLayer other = layer == AN_WEEK_ALLOWED ? AN_WEEK_LESSONS : AN_WEEK_ALLOWED;
  GString *text = g_string_new (NULL);
  AnSpans asleep;

  if (an_week_block_get_fill (block, draft, other) != AN_WEEK_EMPTY)
    g_string_append (text, other == AN_WEEK_LESSONS ? _ ("Study hours") : _ ("Allowed hours"));
  an_rules_draft_get_asleep (draft, block->first_day, &asleep);
  if (an_week_get_fill (&asleep, block->first_cell) != AN_WEEK_EMPTY)
    g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", _ ("Bedtime"));
  return g_string_free (text, FALSE);
}

/* Public */

GtkWidget *
an_week_cell_new (GtkAccessibleRole role)
{
  return g_object_new (AN_TYPE_WEEK_CELL, "accessible-role", role, "can-target", FALSE, NULL);
}

/* A day says its hours in words. */
void
an_week_cell_show_day (AnWeekCell *self, AnRulesDraft *draft, guint day)
{
  g_autofree char *name = an_rules_text_weekday (day);
  g_autofree char *words = an_rules_text_day (draft, day);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  words,
                                  -1);
}

void
an_week_cell_show_block (AnWeekCell *self,
                         AnRulesDraft *draft,
                         AnWeekLayer layer,
                         const AnWeekBlock *block)
{
  static const GtkAccessibleTristate states[] = {
    [AN_WEEK_EMPTY] = GTK_ACCESSIBLE_TRISTATE_FALSE,
    [AN_WEEK_PART] = GTK_ACCESSIBLE_TRISTATE_MIXED,
    [AN_WEEK_FULL] = GTK_ACCESSIBLE_TRISTATE_TRUE,
  };
  g_autofree char *name = describe_block (block);
  g_autofree char *others = describe_others (draft, layer, block);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  others,
                                  -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self),
                               GTK_ACCESSIBLE_STATE_CHECKED,
                               states[an_week_block_get_fill (block, draft, layer)],
                               -1);
}

AnWeekFill
an_week_block_get_fill (const AnWeekBlock *self, AnRulesDraft *draft, AnWeekLayer layer)
{
  gboolean has_full = FALSE, has_empty = FALSE;

  for (guint day = self->first_day; day <= self->last_day; day++) {
    AnSpans spans;

    an_week_get_spans (an_rules_draft_get_day (draft, day), layer, &spans);
    for (guint cell = self->first_cell; cell <= self->last_cell; cell++) {
      AnWeekFill fill = an_week_get_fill (&spans, cell);

      has_full |= fill != AN_WEEK_EMPTY;
      has_empty |= fill != AN_WEEK_FULL;
    }
  }
  if (!has_full)
    return AN_WEEK_EMPTY;
  return has_empty ? AN_WEEK_PART : AN_WEEK_FULL;
}
