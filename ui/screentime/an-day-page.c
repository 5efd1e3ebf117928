// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Edits one weekday of the rules. Every change goes to the draft at once. */

#include "ui/screentime/an-day-page.h"

#include "base/an-i18n.h"
#include "ui/screentime/an-day-bar.h"
#include "ui/screentime/an-rules-text.h"
#include "ui/screentime/an-span-list.h"
#include "ui/screentime/an-time-spin.h"

#define SCHOOL_DAYS 0x1fu
#define WEEKEND 0x60u
#define ALL_DAYS 0x7fu

struct _AnDayPage {
  AdwBin parent;

  AnRulesDraft *draft; /* (owned) (nullable) */
  guint weekday;
  gboolean is_loading; /* while the draft fills the fields */

  GtkLabel *summary;
  AnDayBar *bar;
  AdwComboRow *open_row;
  AnSpanList *windows;
  AnSpanList *uncounted;
  GtkSwitch *quota_switch;
  AdwActionRow *quota_row;
  GtkSpinButton *quota_spin;
  GtkSwitch *bedtime_switch;
  AdwActionRow *bedtime_start_row;
  AdwActionRow *bedtime_end_row;
  GtkSpinButton *bedtime_start; /* (not owned) */
  GtkSpinButton *bedtime_end;   /* (not owned) */
};

G_DEFINE_FINAL_TYPE (AnDayPage, an_day_page, ADW_TYPE_BIN)

static void
show_summary (AnDayPage *self)
{
  g_autofree char *text = an_rules_text_day (self->draft, self->weekday);
  g_autofree char *quota =
      an_rules_text_minutes (gtk_spin_button_get_value_as_int (self->quota_spin));
  const AnDayDraft *day = an_rules_draft_get_day (self->draft, self->weekday);

  gtk_label_set_label (self->summary, text);
  an_day_bar_show (self->bar, self->draft, self->weekday);
  adw_action_row_set_subtitle (self->quota_row, quota);
  adw_action_row_set_subtitle (self->bedtime_end_row,
                               an_span_is_valid (&day->bedtime)
                               ? _ ("the same day")
                               : _ ("the next morning"));
  gtk_widget_set_visible (GTK_WIDGET (self->windows), day->open == AN_OPEN_WINDOWS);
  gtk_widget_set_visible (GTK_WIDGET (self->quota_row), day->has_quota);
  gtk_widget_set_visible (GTK_WIDGET (self->bedtime_start_row), day->has_bedtime);
  gtk_widget_set_visible (GTK_WIDGET (self->bedtime_end_row), day->has_bedtime);
}

static void
on_edited (AnDayPage *self)
{
  AnDayDraft day;

  if (self->draft == NULL || self->is_loading)
    return;
  day.open = (AnOpen) adw_combo_row_get_selected (self->open_row);
  an_span_list_get_spans (self->windows, &day.windows);
  an_span_list_get_spans (self->uncounted, &day.uncounted);
  day.has_quota = gtk_switch_get_active (self->quota_switch);
  day.quota_minutes = gtk_spin_button_get_value_as_int (self->quota_spin);
  day.has_bedtime = gtk_switch_get_active (self->bedtime_switch);
  day.bedtime = (AnSpan){ .start = (guint16) an_time_spin_get_minutes (self->bedtime_start),
                          .end = (guint16) an_time_spin_get_minutes (self->bedtime_end) };
  an_rules_draft_set_day (self->draft, self->weekday, &day);
  show_summary (self);
}

static void
copy_to (AnDayPage *self, guint days)
{
  an_rules_draft_copy_day (self->draft, self->weekday, days);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", _ ("Copied"));
}

static void
on_copy_school_clicked (AnDayPage *self)
{
  copy_to (self, SCHOOL_DAYS);
}

static void
on_copy_weekend_clicked (AnDayPage *self)
{
  copy_to (self, WEEKEND);
}

static void
on_copy_all_clicked (AnDayPage *self)
{
  copy_to (self, ALL_DAYS);
}

static gboolean
on_undo_key (GtkWidget *widget, GVariant *nothing, gpointer user_data)
{
  AnDayPage *self = AN_DAY_PAGE (widget);

  if (self->draft == NULL || !an_rules_draft_can_undo (self->draft))
    return FALSE;
  an_rules_draft_undo (self->draft);
  an_day_page_edit (self, self->draft, self->weekday);
  return TRUE;
}

static GtkSpinButton *
add_time (AnDayPage *self, AdwActionRow *row, const char *label)
{
  GtkWidget *spin = an_time_spin_new (label, 0, row == self->bedtime_end_row);

  adw_action_row_add_suffix (row, spin);
  g_signal_connect_swapped (spin, "value-changed", G_CALLBACK (on_edited), self);
  return GTK_SPIN_BUTTON (spin);
}

static void
an_day_page_dispose (GObject *object)
{
  AnDayPage *self = AN_DAY_PAGE (object);

  g_clear_object (&self->draft);
  G_OBJECT_CLASS (an_day_page_parent_class)->dispose (object);
}

static void
an_day_page_class_init (AnDayPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = an_day_page_dispose;
  g_type_ensure (AN_TYPE_DAY_BAR);
  g_type_ensure (AN_TYPE_SPAN_LIST);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, on_undo_key, NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/annhi/AnNhi/ui/screentime/an-day-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnDayPage, summary);
  gtk_widget_class_bind_template_child (widget_class, AnDayPage, bar);
  gtk_widget_class_bind_template_child (widget_class, AnDayPage, open_row);
  gtk_widget_class_bind_template_child (widget_class, AnDayPage, windows);
  gtk_widget_class_bind_template_child (widget_class, AnDayPage, uncounted);
  gtk_widget_class_bind_template_child (widget_class, AnDayPage, quota_switch);
  gtk_widget_class_bind_template_child (widget_class, AnDayPage, quota_row);
  gtk_widget_class_bind_template_child (widget_class, AnDayPage, quota_spin);
  gtk_widget_class_bind_template_child (widget_class, AnDayPage, bedtime_switch);
  gtk_widget_class_bind_template_child (widget_class, AnDayPage, bedtime_start_row);
  gtk_widget_class_bind_template_child (widget_class, AnDayPage, bedtime_end_row);
  gtk_widget_class_bind_template_callback (widget_class, on_edited);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_school_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_weekend_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_all_clicked);
}

static void
an_day_page_init (AnDayPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->bedtime_start = add_time (self, self->bedtime_start_row, _ ("Bedtime begins"));
  self->bedtime_end = add_time (self, self->bedtime_end_row, _ ("Bedtime ends"));
}

GtkWidget *
an_day_page_new (void)
{
  return g_object_new (AN_TYPE_DAY_PAGE, NULL);
}

/**
 * an_day_page_edit:
 * @weekday: 0 is Monday
 *
 * Fills the fields from @draft and edits it from now on.
 */
void
an_day_page_edit (AnDayPage *self, AnRulesDraft *draft, guint weekday)
{
  const AnDayDraft *day = an_rules_draft_get_day (draft, weekday);

  self->is_loading = TRUE;
  g_set_object (&self->draft, draft);
  self->weekday = weekday;
  adw_combo_row_set_selected (self->open_row, day->open);
  an_span_list_set_spans (self->windows, &day->windows);
  an_span_list_set_spans (self->uncounted, &day->uncounted);
  gtk_switch_set_active (self->quota_switch, day->has_quota);
  gtk_spin_button_set_value (self->quota_spin, day->quota_minutes);
  gtk_switch_set_active (self->bedtime_switch, day->has_bedtime);
  an_time_spin_set_minutes (self->bedtime_start, day->bedtime.start);
  an_time_spin_set_minutes (self->bedtime_end, day->bedtime.end);
  self->is_loading = FALSE;
  show_summary (self);
}
