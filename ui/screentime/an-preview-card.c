// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* “What would hold on … at …”, answered by the evaluation itself while the rules are edited. */

#include "ui/screentime/an-preview-card.h"

#include "base/an-i18n.h"
#include "base/an-time.h"
#include "screentime/an-schedule.h"
#include "ui/screentime/an-look-period.h"
#include "ui/screentime/an-rules-text.h"
#include "ui/screentime/an-time-spin.h"

#define DAYS_AHEAD 14
#define MAX_HOLIDAYS 20
#define FARTHEST_DAYS (2 * 366)
#define FIRST_MINUTE (20 * 60)
#define USED_STEP_MINUTES 15
#define AN_USAGE_TEXT "{\"schema\":\"vn.annhi.usage/1\",\"days\":{\"%s\":{\"used_seconds\":%d}}}"

/**
 * AnPreviewCard:
 *
 * A day, a time and how much was used that day, and the answer in words. Without a policy it says
 * that the rules have a mistake.
 */
struct _AnPreviewCard {
  AdwBin parent;

  AnPolicy *policy; /* (owned) (nullable) */
  GDateTime *today; /* (owned) */
  GArray *offsets;  /* (owned) of int: the days offered, counted from today */

  AdwComboRow *day_row;
  AdwActionRow *time_row;
  AdwActionRow *used_row;
  GtkSpinButton *used_spin;
  GtkLabel *answer;
  GtkSpinButton *time_spin; /* (not owned) */
};

G_DEFINE_FINAL_TYPE (AnPreviewCard, an_preview_card, ADW_TYPE_BIN)

/* Nothing is evaluated twice alike: what was used is used on the day asked about. */
static AnUsage *
make_usage (GDateTime *day, int used_minutes)
{
  g_autofree char *date = g_date_time_format (day, "%Y-%m-%d");
  g_autofree char *text = g_strdup_printf (AN_USAGE_TEXT, date, 60 * used_minutes);

  return an_usage_parse (text, strlen (text), NULL);
}

static int
get_offset (AnPreviewCard *self)
{
  guint selected = adw_combo_row_get_selected (self->day_row);

  return selected < self->offsets->len ? g_array_index (self->offsets, int, selected) : 0;
}

static char *
evaluate (AnPreviewCard *self)
{
  guint minutes = an_time_spin_get_minutes (self->time_spin);
  g_autoptr (GDateTime) day = g_date_time_add_days (self->today, get_offset (self));
  GTimeZone *zone = g_date_time_get_timezone (day);
  g_autoptr (GDateTime) when = g_date_time_new (zone,
                                                g_date_time_get_year (day),
                                                g_date_time_get_month (day),
                                                g_date_time_get_day_of_month (day),
                                                (int) minutes / 60,
                                                (int) minutes % 60,
                                                0);
  g_autoptr (AnUsage) usage = make_usage (day, gtk_spin_button_get_value_as_int (self->used_spin));
  AnScheduleAnswer answer;
  gint64 instant;

  if (when == NULL || usage == NULL)
    return g_strdup ("");
  instant = g_date_time_to_unix (when) * AN_USEC_PER_SECOND;
  an_schedule_evaluate (self->policy, usage, instant, zone, &answer);
  return an_rules_text_answer (&answer, instant, zone);
}

static void
update (AnPreviewCard *self)
{
  g_autofree char *used =
      an_rules_text_minutes (gtk_spin_button_get_value_as_int (self->used_spin));
  g_autofree char *text = NULL;

  if (self->today == NULL)
    return;
  if (self->policy != NULL)
    text = evaluate (self);
  else
    text = g_strdup (_ ("Some hours need mending first; they are marked in red."));
  gtk_label_set_label (self->answer, text);
  adw_action_row_set_subtitle (self->used_row, used);
}

static void
an_preview_card_dispose (GObject *object)
{
  AnPreviewCard *self = AN_PREVIEW_CARD (object);

  g_clear_pointer (&self->policy, an_policy_unref);
  g_clear_pointer (&self->today, g_date_time_unref);
  g_clear_pointer (&self->offsets, g_array_unref);
  G_OBJECT_CLASS (an_preview_card_parent_class)->dispose (object);
}

static void
an_preview_card_class_init (AnPreviewCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = an_preview_card_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/annhi/AnNhi/ui/screentime/an-preview-card.ui");
  gtk_widget_class_bind_template_child (widget_class, AnPreviewCard, day_row);
  gtk_widget_class_bind_template_child (widget_class, AnPreviewCard, time_row);
  gtk_widget_class_bind_template_child (widget_class, AnPreviewCard, used_row);
  gtk_widget_class_bind_template_child (widget_class, AnPreviewCard, used_spin);
  gtk_widget_class_bind_template_child (widget_class, AnPreviewCard, answer);
  gtk_widget_class_bind_template_callback (widget_class, update);
}

static void
an_preview_card_init (AnPreviewCard *self)
{
  GtkWidget *time_spin = an_time_spin_new (NULL, FIRST_MINUTE, FALSE);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  self->offsets = g_array_new (FALSE, FALSE, sizeof (int));
  gtk_widget_init_template (GTK_WIDGET (self));
  self->time_spin = GTK_SPIN_BUTTON (time_spin);
  adw_action_row_add_suffix (self->time_row, time_spin);
  adw_action_row_set_activatable_widget (self->time_row, time_spin);
  g_signal_connect_swapped (time_spin, "value-changed", G_CALLBACK (update), self);
  gtk_spin_button_set_increments (self->used_spin, USED_STEP_MINUTES, 60);
  an_preview_card_set_today (self, now);
}

/* The days offered */

static int
compare_offsets (gconstpointer a, gconstpointer b)
{
  const int *one = a, *other = b;

  return *one - *other;
}

/* (transfer full): the coming days, and the first of each holiday after them */
static GArray *
collect_offsets (AnPreviewCard *self)
{
  GArray *offsets = g_array_new (FALSE, FALSE, sizeof (int));
  gint64 today = an_look_get_today (self->today);
  guint n_dates = self->policy != NULL ? an_policy_get_n_dates (self->policy) : 0;

  for (int i = 0; i < DAYS_AHEAD; i++)
    g_array_append_val (offsets, i);
  for (guint i = 0; i < n_dates && offsets->len < DAYS_AHEAD + MAX_HOLIDAYS; i++) {
    gint64 offset = an_policy_get_date_rule (self->policy, i)->from - today;
    int days = (int) CLAMP (offset, 0, G_MAXINT);

    if (days >= DAYS_AHEAD && days < FARTHEST_DAYS)
      g_array_append_val (offsets, days);
  }
  g_array_sort (offsets, compare_offsets);
  return offsets;
}

static gboolean
are_same_offsets (GArray *one, GArray *other)
{
  if (one->len != other->len)
    return FALSE;
  for (guint i = 0; i < one->len; i++)
    if (g_array_index (one, int, i) != g_array_index (other, int, i))
      return FALSE;
  return TRUE;
}

/* The day that was chosen stays chosen. */
static void
offer_days (AnPreviewCard *self)
{
  g_autoptr (GArray) offsets = collect_offsets (self);
  g_autoptr (GtkStringList) days = NULL;
  int chosen = get_offset (self);
  guint selected = 0;

  if (are_same_offsets (offsets, self->offsets))
    return;
  days = gtk_string_list_new (NULL);
  for (guint i = 0; i < offsets->len; i++) {
    int offset = g_array_index (offsets, int, i);
    g_autoptr (GDateTime) day = g_date_time_add_days (self->today, offset);

    gtk_string_list_take (days, an_time_format_weekday_date (day));
    if (offset == chosen)
      selected = i;
  }
  g_array_unref (self->offsets);
  self->offsets = g_steal_pointer (&offsets);
  adw_combo_row_set_model (self->day_row, G_LIST_MODEL (days));
  adw_combo_row_set_selected (self->day_row, selected);
}

/* Also the same zone. */
static gboolean
is_same_day (GDateTime *one, GDateTime *other)
{
  g_autofree char *one_text = g_date_time_format (one, "%Y-%m-%d");
  g_autofree char *other_text = g_date_time_format (other, "%Y-%m-%d");

  return g_str_equal (one_text, other_text) &&
         g_strcmp0 (g_time_zone_get_identifier (g_date_time_get_timezone (one)),
                    g_time_zone_get_identifier (g_date_time_get_timezone (other))) == 0;
}

/* Public */

/**
 * an_preview_card_set_policy:
 * @policy: (nullable): what to ask; %NULL while the rules have a mistake
 */
void
an_preview_card_set_policy (AnPreviewCard *self, const AnPolicy *policy)
{
  AnPolicy *mine = policy != NULL ? an_policy_ref ((AnPolicy *) policy) : NULL;

  g_clear_pointer (&self->policy, an_policy_unref);
  self->policy = mine;
  offer_days (self);
  update (self);
}

/**
 * an_preview_card_set_today:
 * @today: the first day that can be chosen, in the zone that counts
 */
void
an_preview_card_set_today (AnPreviewCard *self, GDateTime *today)
{
  if (self->today != NULL && is_same_day (self->today, today))
    return;
  g_date_time_ref (today);
  g_clear_pointer (&self->today, g_date_time_unref);
  self->today = today;
  g_array_set_size (self->offsets, 0);
  offer_days (self);
  update (self);
}
