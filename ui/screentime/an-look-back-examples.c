// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Two months of a child that does not exist. */

#include "ui/screentime/an-look-back-examples.h"

#include "screentime/an-instant.h"
#include "ui/screentime/an-look-back-page.h"
#include "ui/screentime/an-look-period.h"

#define N_DAYS 70
#define MANY_EVENTS 60

static GDateTime *
create_now (void)
{
  return g_date_time_new_utc (2026, 11, 28, 20, 15, 0);
}

static AnGuardDay *
create_day (gint64 number)
{
  static const int minutes[] = { 85, 90, 60, 105, 75, 170, 150 };
  AnGuardDay *day = g_new0 (AnGuardDay, 1);
  guint weekday = an_day_get_weekday (number);
  gint64 left = 60 * (minutes[weekday] - number % 5 * 4);

  day->date = an_day_format (number);
  day->used_seconds = left;
  day->quota_seconds = 60 * (weekday < 5 ? 90 : 180);
  day->bonus_seconds = weekday == 3 ? 900 : 0;
  day->verified = TRUE;
  for (int hour = weekday < 5 ? 17 : 14; left > 0 && hour < 24; hour++) {
    day->hours[hour] = MIN (left, hour % 2 == 0 ? 2400 : 3300);
    left -= day->hours[hour];
  }
  return day;
}

static GPtrArray *
create_days (gint64 today)
{
  GPtrArray *days = g_ptr_array_new_with_free_func ((GDestroyNotify) an_guard_day_free);

  for (gint64 day = today - N_DAYS; day <= today; day++)
    g_ptr_array_add (days, create_day (day));
  return days;
}

static GPtrArray *
create_events (guint n_events)
{
  static const char *const texts[][3] = {
    { "limit-ended",
      "Hết giờ trong ngày, màn hình đã khóa.",
      "The day's time ended, the screen was "
      "locked." },
    { "granted", "Bố mẹ cho thêm 15 phút.", "A parent gave 15 minutes more." },
    { "refused",
      "Đăng nhập lúc chưa tới giờ, máy không mở.",
      "A login outside the allowed hours "
      "was refused." },
    { "clock",
      "Đồng hồ của máy bị vặn lùi 2 giờ; giờ dùng vẫn tính đúng.",
      "The clock was moved back by 2 hours; the count stayed right." },
  };
  GPtrArray *events = g_ptr_array_new_with_free_func ((GDestroyNotify) an_guard_event_free);

  for (guint i = 0; i < n_events; i++) {
    AnGuardEvent *event = g_new0 (AnGuardEvent, 1);
    const char *const *text = texts[i % G_N_ELEMENTS (texts)];

    event->at = g_strdup_printf ("2026-11-%02uT%02u:30:00+07:00", 28 - i % 6, 20 - i % 9);
    event->kind = g_strdup (text[0]);
    event->text_vi = g_strdup (text[1]);
    event->text_en = g_strdup (text[2]);
    g_ptr_array_add (events, event);
  }
  return events;
}

static GtkWidget *
create (AnLook look, gboolean is_empty)
{
  g_autoptr (GDateTime) now = create_now ();
  g_autoptr (GPtrArray) days =
      is_empty ? g_ptr_array_new () : create_days (an_look_get_today (now));
  g_autoptr (GPtrArray) events = create_events (is_empty                ? 0
                                                : look == AN_LOOK_MONTH ? MANY_EVENTS
                                                                        : 4);
  GtkWidget *page = an_look_back_page_new (NULL, 0, "Bé An");

  an_look_back_page_show_example (AN_LOOK_BACK_PAGE (page), days, events, now, look);
  return page;
}

/* Public */

GtkWidget *
an_look_back_example_day (void)
{
  return create (AN_LOOK_DAY, FALSE);
}

GtkWidget *
an_look_back_example_week (void)
{
  return create (AN_LOOK_WEEK, FALSE);
}

GtkWidget *
an_look_back_example_month (void)
{
  return create (AN_LOOK_MONTH, FALSE);
}

GtkWidget *
an_look_back_example_empty (void)
{
  return create (AN_LOOK_WEEK, TRUE);
}

GtkWidget *
an_look_back_example_absent (void)
{
  GtkWidget *page = an_look_back_page_new (NULL, 0, "Bé An");
  g_autoptr (GError) error = g_error_new_literal (AN_GUARD_CLIENT_ERROR,
                                                  AN_GUARD_CLIENT_ERROR_ABSENT,
                                                  "sudo systemctl start annhi-guardd");

  an_look_back_page_show_problem (AN_LOOK_BACK_PAGE (page), error);
  return page;
}
