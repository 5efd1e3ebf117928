// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Looking back: which period is shown, and where its figures come from. What they say is
 * AnLookPeriod's. */

#include "ui/screentime/an-look-back-page.h"

#include "base/an-i18n.h"
#include "base/an-text.h"
#include "screentime/an-instant.h"
#include "ui/screentime/an-event-list.h"
#include "ui/screentime/an-household.h"
#include "ui/screentime/an-keep-card.h"
#include "ui/screentime/an-look-back-export.h"
#include "ui/screentime/an-look-period.h"
#include "ui/screentime/an-usage-chart.h"

#define SPINNER_DELAY_MS 300

struct _AnLookBackPage {
  AdwBin parent;

  AnGuardClient *client; /* (owned) (nullable) for pictures */
  guint32 uid;
  char *name; /* (owned) "" for the child itself */
  AnLookPeriod period;
  gint64 today;
  GPtrArray *days;           /* (owned) of AnGuardDay, also of the period before */
  GPtrArray *events;         /* (owned) of AnGuardEvent */
  GCancellable *cancellable; /* (owned) (nullable) of the reading under way */
  guint spinner_id;          /* or 0 */

  GtkStack *stack;
  GtkSpinner *spinner;
  AdwStatusPage *problem;
  GtkToggleButton *day_toggle;
  GtkToggleButton *week_toggle;
  GtkToggleButton *month_toggle;
  GtkLabel *title;
  GtkWidget *later;
  GtkLabel *summary;
  AnUsageChart *chart;
  GtkLabel *detail;
  AnEventList *events_list;
  GtkWidget *keep_group;
  AnKeepCard *keep;
};

G_DEFINE_FINAL_TYPE (AnLookBackPage, an_look_back_page, ADW_TYPE_BIN)

/* Showing */

static void
stop_waiting (AnLookBackPage *self)
{
  g_clear_handle_id (&self->spinner_id, g_source_remove);
  gtk_spinner_stop (self->spinner);
}

static void
show_legend (AnLookBackPage *self)
{
  gtk_label_set_label (self->detail,
                       self->period.look == AN_LOOK_DAY
                       ? _ ("How much of each hour the PC was used")
                       : _ ("Line: what was allowed that day. Dashes: the average. Choose a day to "
                            "see its hours."));
}

static void
show_chart (AnLookBackPage *self)
{
  g_autoptr (GPtrArray) columns =
      an_look_period_create_columns (&self->period, self->days, self->today);
  g_autofree AnUsageColumn *plain = g_new (AnUsageColumn, columns->len);
  g_autofree char *title = an_look_period_format (&self->period);
  g_autofree char *summary = an_look_period_compare (&self->period, self->days, self->today);
  AnUsageSummary figures;
  gint64 from, to;

  an_look_period_get_range (&self->period, &from, &to);
  an_usage_report_summarize (self->days, from, to, self->today, &figures);
  for (guint i = 0; i < columns->len; i++)
    plain[i] = ((AnLookColumn *) g_ptr_array_index (columns, i))->column;
  an_usage_chart_show (self->chart,
                       title,
                       plain,
                       columns->len,
                       self->period.look == AN_LOOK_DAY ? -1 : figures.average_seconds);
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->summary, summary);
  gtk_widget_set_sensitive (self->later, to < self->today);
  show_legend (self);
}

static void
show_content (AnLookBackPage *self)
{
  stop_waiting (self);
  show_chart (self);
  an_event_list_show (self->events_list, self->events);
  gtk_stack_set_visible_child_name (self->stack, "content");
}

/* Reading */

static void
on_spinner_due (gpointer user_data)
{
  AnLookBackPage *self = user_data;

  self->spinner_id = 0;
  gtk_spinner_start (self->spinner);
  gtk_stack_set_visible_child_name (self->stack, "loading");
}

/* Whether the answer is to be used; the error of one that is not was dealt with. */
static gboolean
accept_answer (AnLookBackPage *self, gpointer answer, const GError *error)
{
  if (answer != NULL)
    return TRUE;
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    an_look_back_page_show_problem (self, error);
  return FALSE;
}

static void
on_events_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AnLookBackPage) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *events = an_guard_client_get_events_finish (AN_GUARD_CLIENT (source), result, &error);

  if (!accept_answer (self, events, error))
    return;
  g_ptr_array_unref (self->events);
  self->events = events;
  show_content (self);
}

static void
on_usage_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AnLookBackPage) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *days = an_guard_client_get_usage_finish (AN_GUARD_CLIENT (source), result, &error);
  g_autofree char *first = NULL, *last = NULL;
  gint64 from, to;

  if (!accept_answer (self, days, error))
    return;
  g_ptr_array_unref (self->days);
  self->days = days;
  an_look_period_get_range (&self->period, &from, &to);
  first = an_day_format (from);
  last = an_day_format (to);
  an_guard_client_get_events_async (self->client,
                                    self->uid,
                                    first,
                                    last,
                                    self->cancellable,
                                    on_events_ready,
                                    g_object_ref (self));
}

static void
forget_reading (AnLookBackPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
read_period (AnLookBackPage *self)
{
  AnLookPeriod before = an_look_period_move (&self->period, -1);
  g_autofree char *first = NULL, *last = NULL;
  gint64 from, to, unused;

  forget_reading (self);
  if (self->client == NULL) {
    show_content (self);
    return;
  }
  an_look_period_get_range (&before, &from, &unused);
  an_look_period_get_range (&self->period, &unused, &to);
  first = an_day_format (from);
  last = an_day_format (to);
  self->cancellable = g_cancellable_new ();
  if (self->spinner_id == 0)
    self->spinner_id = g_timeout_add_once (SPINNER_DELAY_MS, on_spinner_due, self);
  an_guard_client_get_usage_async (self->client,
                                   self->uid,
                                   first,
                                   last,
                                   self->cancellable,
                                   on_usage_ready,
                                   g_object_ref (self));
}

static void
an_look_back_page_map (GtkWidget *widget)
{
  AnLookBackPage *self = AN_LOOK_BACK_PAGE (widget);
  g_autoptr (GDateTime) now = NULL;

  GTK_WIDGET_CLASS (an_look_back_page_parent_class)->map (widget);
  if (self->client == NULL)
    return;
  now = an_household_get_now (self->client);
  if (self->period.day == self->today) /* stay with today over midnight */
    self->period.day = an_look_get_today (now);
  self->today = an_look_get_today (now);
  an_keep_card_load (self->keep);
  read_period (self);
}

/* Callbacks */

static void
on_again_clicked (AnLookBackPage *self)
{
  read_period (self);
}

static void
on_look_toggled (AnLookBackPage *self, GtkToggleButton *toggle)
{
  if (!gtk_toggle_button_get_active (toggle))
    return;
  self->period.look = toggle == self->day_toggle    ? AN_LOOK_DAY
                      : toggle == self->week_toggle ? AN_LOOK_WEEK
                                                    : AN_LOOK_MONTH;
  self->period.day = MIN (self->period.day, self->today);
  read_period (self);
}

static void
move (AnLookBackPage *self, int steps)
{
  self->period = an_look_period_move (&self->period, steps);
  read_period (self);
}

static void
on_earlier_clicked (AnLookBackPage *self)
{
  move (self, -1);
}

static void
on_later_clicked (AnLookBackPage *self)
{
  move (self, 1);
}

static void
on_column_chosen (AnLookBackPage *self, guint index)
{
  gint64 from, to;

  if (self->period.look == AN_LOOK_DAY)
    return;
  an_look_period_get_range (&self->period, &from, &to);
  self->period.day = MIN (from + index, self->today);
  gtk_toggle_button_set_active (self->day_toggle, TRUE);
}

static void
on_column_pointed (AnLookBackPage *self, const char *text)
{
  if (*text == '\0')
    show_legend (self);
  else
    gtk_label_set_label (self->detail, text);
}

static void
on_export_days_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AnLookBackPage *self = user_data;
  g_autoptr (GPtrArray) shown = an_look_period_select (&self->period, self->days);

  an_look_back_export_days (GTK_WIDGET (self), shown);
}

static void
on_export_events_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  an_look_back_export_events (user_data, AN_LOOK_BACK_PAGE (user_data)->events);
}

static void
on_export_pdf_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AnLookBackPage *self = user_data;

  an_look_back_export_pdf (GTK_WIDGET (self),
                           self->name,
                           &self->period,
                           self->days,
                           self->events,
                           self->today);
}

/* Class */

static void
an_look_back_page_dispose (GObject *object)
{
  AnLookBackPage *self = AN_LOOK_BACK_PAGE (object);

  forget_reading (self);
  g_clear_handle_id (&self->spinner_id, g_source_remove);
  g_clear_object (&self->client);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->days, g_ptr_array_unref);
  g_clear_pointer (&self->events, g_ptr_array_unref);
  G_OBJECT_CLASS (an_look_back_page_parent_class)->dispose (object);
}

static void
an_look_back_page_class_init (AnLookBackPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = an_look_back_page_dispose;
  widget_class->map = an_look_back_page_map;
  g_type_ensure (AN_TYPE_EVENT_LIST);
  g_type_ensure (AN_TYPE_KEEP_CARD);
  g_type_ensure (AN_TYPE_USAGE_CHART);
  gtk_widget_class_set_template_from_resource (
      widget_class,
      "/vn/annhi/AnNhi/ui/screentime/an-look-back-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnLookBackPage, stack);
  gtk_widget_class_bind_template_child (widget_class, AnLookBackPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, AnLookBackPage, problem);
  gtk_widget_class_bind_template_child (widget_class, AnLookBackPage, day_toggle);
  gtk_widget_class_bind_template_child (widget_class, AnLookBackPage, week_toggle);
  gtk_widget_class_bind_template_child (widget_class, AnLookBackPage, month_toggle);
  gtk_widget_class_bind_template_child (widget_class, AnLookBackPage, title);
  gtk_widget_class_bind_template_child (widget_class, AnLookBackPage, later);
  gtk_widget_class_bind_template_child (widget_class, AnLookBackPage, summary);
  gtk_widget_class_bind_template_child (widget_class, AnLookBackPage, chart);
  gtk_widget_class_bind_template_child (widget_class, AnLookBackPage, detail);
  gtk_widget_class_bind_template_child (widget_class, AnLookBackPage, events_list);
  gtk_widget_class_bind_template_child (widget_class, AnLookBackPage, keep_group);
  gtk_widget_class_bind_template_child (widget_class, AnLookBackPage, keep);
  gtk_widget_class_bind_template_callback (widget_class, on_again_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_look_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_earlier_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_later_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_column_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_column_pointed);
}

static void
an_look_back_page_init (AnLookBackPage *self)
{
  static const GActionEntry entries[] = {
    { .name = "export-days", .activate = on_export_days_activated },
    { .name = "export-events", .activate = on_export_events_activated },
    { .name = "export-pdf", .activate = on_export_pdf_activated },
  };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  self->days = g_ptr_array_new ();
  self->events = g_ptr_array_new ();
  self->today = an_look_get_today (now);
  self->period = (AnLookPeriod){ .look = AN_LOOK_WEEK, .day = self->today };
  gtk_widget_init_template (GTK_WIDGET (self));
  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "look", G_ACTION_GROUP (actions));
}

/* Public */

/**
 * an_look_back_page_new:
 * @client: (nullable): the guard
 * @uid: of the child
 * @name: of the child, "": at whose keyboard this is
 *
 * A child reads all and changes nothing.
 */
GtkWidget *
an_look_back_page_new (AnGuardClient *client, guint32 uid, const char *name)
{
  AnLookBackPage *self = g_object_new (AN_TYPE_LOOK_BACK_PAGE, NULL);

  g_set_object (&self->client, client);
  self->uid = uid;
  self->name = g_strdup (name);
  an_keep_card_set_child (self->keep, client, uid);
  gtk_widget_set_visible (self->keep_group, *name != '\0');
  return GTK_WIDGET (self);
}

void
an_look_back_page_show_example (AnLookBackPage *self,
                                GPtrArray *days,
                                GPtrArray *events,
                                GDateTime *now,
                                int look)
{
  g_ptr_array_unref (self->days);
  self->days = g_ptr_array_ref (days);
  g_ptr_array_unref (self->events);
  self->events = g_ptr_array_ref (events);
  self->today = an_look_get_today (now);
  self->period = (AnLookPeriod){ .look = (AnLook) look, .day = self->today };
  gtk_toggle_button_set_active (look == AN_LOOK_DAY    ? self->day_toggle
                                : look == AN_LOOK_WEEK ? self->week_toggle
                                                       : self->month_toggle,
                                TRUE);
  show_content (self);
}

/* What the guard did not answer, in words, and how to go on. */
void
an_look_back_page_show_problem (AnLookBackPage *self, const GError *error)
{
  gboolean is_absent = g_error_matches (error, AN_GUARD_CLIENT_ERROR, AN_GUARD_CLIENT_ERROR_ABSENT);
  g_autofree char *text = an_text_make_visible (error->message);
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  stop_waiting (self);
  adw_status_page_set_title (self->problem,
                             is_absent
                             ? _ ("The time guard is not switched on on this PC")
                             : _ ("What was recorded cannot be read now"));
  adw_status_page_set_description (self->problem, escaped);
  gtk_stack_set_visible_child_name (self->stack, "problem");
}
