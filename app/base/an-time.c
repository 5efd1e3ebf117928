// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Times for programs (RFC 3339, UTC) and for people. Reads the clock only in
 * an_time_now_rfc3339(). */

#include "base/an-time.h"

#include <string.h>

#include "base/an-i18n.h"

#define SECOND_USEC G_GINT64_CONSTANT (1000000)
#define MIN_UNIX G_GINT64_CONSTANT (-62135596800) /* 0001-01-01T00:00:00Z */
#define MAX_UNIX G_GINT64_CONSTANT (253402300799) /* 9999-12-31T23:59:59Z */

/* Helpers */

/* Takes exactly @count digits. */
static gboolean
take_digits (const char **at, int count, int *value)
{
  *value = 0;
  for (int i = 0; i < count; i++) {
    if (!g_ascii_isdigit (**at))
      return FALSE;
    *value = *value * 10 + (*(*at)++ - '0');
  }
  return TRUE;
}

static gboolean
take_char (const char **at, const char *allowed)
{
  if (**at == '\0' || strchr (allowed, **at) == NULL)
    return FALSE;
  (*at)++;
  return TRUE;
}

/* Takes `.123456789` if it stands there; digits below a microsecond are dropped. */
static gboolean
take_fraction (const char **at, int *usec)
{
  int unit = 100000;

  *usec = 0;
  if (!take_char (at, "."))
    return TRUE;
  if (!g_ascii_isdigit (**at))
    return FALSE;
  for (; g_ascii_isdigit (**at); (*at)++, unit /= 10)
    *usec += (**at - '0') * unit;
  return TRUE;
}

/* Takes `Z` or `+07:00`, and then nothing may follow. */
static gboolean
take_offset (const char **at, int *offset_seconds)
{
  int hours, minutes, sign = **at == '-' ? -1 : 1;

  *offset_seconds = 0;
  if (take_char (at, "Zz"))
    return **at == '\0';
  if (!take_char (at, "+-") || !take_digits (at, 2, &hours) || !take_char (at, ":") ||
      !take_digits (at, 2, &minutes) || hours > 23 || minutes > 59)
    return FALSE;
  *offset_seconds = sign * (hours * 3600 + minutes * 60);
  return **at == '\0';
}

/* Public */

/**
 * an_time_to_rfc3339:
 * @unix_usec: microseconds since 1970
 *
 * Returns: (transfer full): such as `2026-11-28T12:30:00Z`; a time outside of the years 1 to 9999
 *   becomes the nearest that can be written
 */
char *
an_time_to_rfc3339 (gint64 unix_usec)
{
  gint64 seconds = unix_usec / SECOND_USEC - (unix_usec % SECOND_USEC < 0 ? 1 : 0);
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_utc (CLAMP (seconds, MIN_UNIX, MAX_UNIX));

  return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02dZ",
                          g_date_time_get_year (when),
                          g_date_time_get_month (when),
                          g_date_time_get_day_of_month (when),
                          g_date_time_get_hour (when),
                          g_date_time_get_minute (when),
                          g_date_time_get_second (when));
}

char *
an_time_now_rfc3339 (void)
{
  return an_time_to_rfc3339 (g_get_real_time ());
}

/**
 * an_time_from_rfc3339:
 * @text: a time with its offset, to the second or finer
 * @unix_usec: (out): microseconds since 1970
 *
 * Returns: whether @text is an RFC 3339 date-time of a day that exists; a leap second does not
 */
gboolean
an_time_from_rfc3339 (const char *text, gint64 *unix_usec)
{
  g_autoptr (GDateTime) when = NULL;
  const char *at = text;
  int year, month, day, hour, minute, second, usec, offset;

  g_return_val_if_fail (text != NULL && unix_usec != NULL, FALSE);

  if (!take_digits (&at, 4, &year) || !take_char (&at, "-") || !take_digits (&at, 2, &month) ||
      !take_char (&at, "-") || !take_digits (&at, 2, &day) || !take_char (&at, "Tt") ||
      !take_digits (&at, 2, &hour) || !take_char (&at, ":") || !take_digits (&at, 2, &minute) ||
      !take_char (&at, ":") || !take_digits (&at, 2, &second) || !take_fraction (&at, &usec) ||
      !take_offset (&at, &offset))
    return FALSE;
  when = g_date_time_new_utc (year, month, day, hour, minute, (double) second);
  if (when == NULL)
    return FALSE;
  *unix_usec = (g_date_time_to_unix (when) - offset) * SECOND_USEC + usec;
  return TRUE;
}

char *
an_time_format_date (GDateTime *when)
{
  return g_strdup_printf ("%02d/%02d/%04d",
                          g_date_time_get_day_of_month (when),
                          g_date_time_get_month (when),
                          g_date_time_get_year (when));
}

char *
an_time_format_weekday_date (GDateTime *when)
{
  g_autofree char *date = an_time_format_date (when);

  return g_strdup_printf (
      /* Translators: weekday and date, such as “Saturday, 28/11/2026” */
      C_ ("weekday and date", "%s, %s"),
          an_time_weekday_name (g_date_time_get_day_of_week (when)),
          date);
}

char *
an_time_format_clock (GDateTime *when)
{
  return g_strdup_printf ("%02d:%02d", g_date_time_get_hour (when), g_date_time_get_minute (when));
}

char *
an_time_format_date_clock (GDateTime *when)
{
  g_autofree char *date = an_time_format_date (when);
  g_autofree char *clock = an_time_format_clock (when);

  return g_strconcat (date, " ", clock, NULL);
}

/**
 * an_time_format_duration:
 * @seconds: a length of time; a negative one counts as none
 *
 * Whole minutes, rounded down, so that nobody is promised more than there is; seconds only below
 * one minute.
 *
 * Returns: (transfer full): such as “1 hour 30 minutes”
 */
char *
an_time_format_duration (gint64 seconds)
{
  gint64 left = MAX (seconds, 0);
  gulong hours = (gulong) (left / 3600), minutes = (gulong) (left % 3600 / 60);
  g_autofree char *hours_text = NULL, *minutes_text = NULL;

  if (left > 0 && left < 60)
    return g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%lu second", "%lu seconds", (gulong) left),
        (gulong) left);
  hours_text =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%lu hour", "%lu hours", hours), hours);
  minutes_text =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%lu minute", "%lu minutes", minutes),
                       minutes);
  if (hours == 0)
    return g_steal_pointer (&minutes_text);
  if (minutes == 0)
    return g_steal_pointer (&hours_text);
  /* Translators: hours and minutes, such as “1 hour 30 minutes” */
  return g_strdup_printf (C_ ("hours and minutes", "%s %s"), hours_text, minutes_text);
}

/**
 * an_time_weekday_name:
 * @iso_weekday: 1 is Monday, 7 is Sunday
 *
 * Returns: its name in the language of the interface, as it stands within a sentence
 */
const char *
an_time_weekday_name (int iso_weekday)
{
  static const char *const names[] = {
    N_ ("Monday"), N_ ("Tuesday"),  N_ ("Wednesday"), N_ ("Thursday"),
    N_ ("Friday"), N_ ("Saturday"), N_ ("Sunday"),
  };

  g_return_val_if_fail (iso_weekday >= 1 && iso_weekday <= 7, "");

  return _ (names[iso_weekday - 1]);
}
