// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Hours from – to, one row a span, with the mistake beside the row that has it. */

#include "ui/screentime/an-span-list.h"

#include "base/an-i18n.h"
#include "base/an-signal.h"
#include "ui/screentime/an-time-spin.h"

/**
 * AnSpanList:
 *
 * Edits a list of spans. Emits `changed` when a row was added, removed or changed by hand.
 */
struct _AnSpanList {
  AdwBin parent;

  GPtrArray *rows;            /* (owned) of Row */
  gboolean is_quiet;          /* while the rows are made from outside */
  AdwPreferencesGroup *group; /* (not owned) */
  GtkWidget *add_button;      /* (not owned) */
};

typedef struct {
  AnSpanList *list;     /* (not owned) */
  GtkWidget *widget;    /* (not owned) the row */
  GtkSpinButton *start; /* (not owned) */
  GtkSpinButton *end;   /* (not owned) */
  GtkWidget *problem;   /* (not owned) */
} Row;

enum { PROP_TITLE = 1, PROP_DESCRIPTION, N_PROPS };
enum { SIGNAL_CHANGED, N_SIGNALS };

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AnSpanList, an_span_list, ADW_TYPE_BIN)

static AnSpan
get_span (const Row *row)
{
  return (AnSpan){ .start = (guint16) an_time_spin_get_minutes (row->start),
                   .end = (guint16) an_time_spin_get_minutes (row->end) };
}

static void
update_row (Row *row)
{
  AnSpan span = get_span (row);
  gboolean is_valid = an_span_is_valid (&span);

  gtk_widget_set_visible (row->problem, !is_valid);
  if (is_valid)
    gtk_widget_remove_css_class (GTK_WIDGET (row->end), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (row->end), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (row->end),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               is_valid ? GTK_ACCESSIBLE_INVALID_FALSE
                                        : GTK_ACCESSIBLE_INVALID_TRUE,
                               -1);
}

static void
emit_changed (AnSpanList *self)
{
  gtk_widget_set_sensitive (self->add_button, self->rows->len < AN_SPANS_MAX);
  if (!self->is_quiet)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
on_value_changed (Row *row)
{
  update_row (row);
  emit_changed (row->list);
}

static void
on_remove_clicked (Row *row)
{
  AnSpanList *self = row->list;

  gtk_widget_grab_focus (self->add_button);
  adw_preferences_group_remove (self->group, row->widget);
  g_ptr_array_remove (self->rows, row);
  emit_changed (self);
}

static GtkWidget *
create_remove_button (Row *row)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("Remove these hours"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Remove these hours"), -1);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_remove_clicked), row);
  return button;
}

static GtkWidget *
create_problem (void)
{
  GtkWidget *label = gtk_label_new (_ ("The end must come after the start."));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "error");
  gtk_widget_add_css_class (label, "caption");
  return label;
}

static void
add_row (AnSpanList *self, const AnSpan *span)
{
  Row *row = g_new0 (Row, 1);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  row->list = self;
  row->start = GTK_SPIN_BUTTON (an_time_spin_new (_ ("From"), span->start, FALSE));
  row->end = GTK_SPIN_BUTTON (an_time_spin_new (_ ("To"), span->end, TRUE));
  row->problem = create_problem ();
  g_signal_connect_swapped (row->start, "value-changed", G_CALLBACK (on_value_changed), row);
  g_signal_connect_swapped (row->end, "value-changed", G_CALLBACK (on_value_changed), row);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (row->start));
  gtk_box_append (GTK_BOX (line), gtk_label_new ("–"));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (row->end));
  gtk_box_append (GTK_BOX (line), create_remove_button (row));
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), row->problem);
  gtk_widget_add_css_class (box, "span-row");

  row->widget = g_object_new (ADW_TYPE_PREFERENCES_ROW,
                              "child",
                              box,
                              "activatable",
                              FALSE,
                              "focusable",
                              FALSE,
                              NULL);
  adw_preferences_group_add (self->group, row->widget);
  g_ptr_array_add (self->rows, row);
  update_row (row);
}

static void
remove_all (AnSpanList *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, ((Row *) g_ptr_array_index (self->rows, i))->widget);
  g_ptr_array_set_size (self->rows, 0);
}

/* The new span begins where the last one ends, for an hour. */
static void
on_add_clicked (AnSpanList *self)
{
  AnSpan span = { .start = 17 * 60, .end = 18 * 60 };

  if (self->rows->len > 0) {
    AnSpan last = get_span (g_ptr_array_index (self->rows, self->rows->len - 1));

    if (last.end + 60 < AN_MINUTES_PER_DAY)
      span = (AnSpan){ .start = last.end, .end = (guint16) (last.end + 60) };
  }
  add_row (self, &span);
  emit_changed (self);
  gtk_widget_grab_focus (
      GTK_WIDGET (((Row *) g_ptr_array_index (self->rows, self->rows->len - 1))->start));
}

static void
an_span_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  AnSpanList *self = AN_SPAN_LIST (object);

  switch (id) {
  case PROP_TITLE:
    g_value_set_string (value, adw_preferences_group_get_title (self->group));
    break;
  case PROP_DESCRIPTION:
    g_value_set_string (value, adw_preferences_group_get_description (self->group));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
  }
}

static void
an_span_list_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  AnSpanList *self = AN_SPAN_LIST (object);

  switch (id) {
  case PROP_TITLE:
    adw_preferences_group_set_title (self->group, g_value_get_string (value));
    break;
  case PROP_DESCRIPTION:
    adw_preferences_group_set_description (self->group, g_value_get_string (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
  }
}

static void
an_span_list_dispose (GObject *object)
{
  AnSpanList *self = AN_SPAN_LIST (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (an_span_list_parent_class)->dispose (object);
}

static void
an_span_list_class_init (AnSpanListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = an_span_list_get_property;
  object_class->set_property = an_span_list_set_property;
  object_class->dispose = an_span_list_dispose;
  properties[PROP_TITLE] =
      g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_DESCRIPTION] = g_param_spec_string ("description",
                                                      NULL,
                                                      NULL,
                                                      NULL,
                                                      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SIGNAL_CHANGED] = an_signal_new (G_TYPE_FROM_CLASS (klass), "changed", 0);
}

static void
an_span_list_init (AnSpanList *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_free);
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  self->add_button = gtk_button_new_from_icon_name ("list-add-symbolic");
  gtk_widget_add_css_class (self->add_button, "flat");
  gtk_widget_set_tooltip_text (self->add_button, _ ("Add hours"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Add hours"), -1);
  g_signal_connect_swapped (self->add_button, "clicked", G_CALLBACK (on_add_clicked), self);
  adw_preferences_group_set_header_suffix (self->group, self->add_button);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->group));
}

void
an_span_list_set_spans (AnSpanList *self, const AnSpanDraft *spans)
{
  self->is_quiet = TRUE;
  remove_all (self);
  for (guint i = 0; i < spans->n_items; i++)
    add_row (self, &spans->items[i]);
  emit_changed (self);
  self->is_quiet = FALSE;
}

void
an_span_list_get_spans (AnSpanList *self, AnSpanDraft *spans)
{
  spans->n_items = self->rows->len;
  for (guint i = 0; i < self->rows->len; i++)
    spans->items[i] = get_span (g_ptr_array_index (self->rows, i));
}
