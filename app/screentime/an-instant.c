// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Instants, days and zones as text, without a clock and without a locale. */

#include "screentime/an-instant.h"

#include <string.h>

#define FIRST_YEAR 1
#define UNIX_EPOCH_JULIAN 719163 /* GDate's Julian day of 1970-01-01 */

/* Helpers: each reads at *text, moves it on and answers FALSE when it is not there. */

static gboolean
read_digits (const char **text, int n_digits, int *value)
{
  *value = 0;
  for (int i = 0; i < n_digits; i++, (*text)++) {
    if (!g_ascii_isdigit (**text))
      return FALSE;
    *value = 10 * *value + (**text - '0');
  }
  return TRUE;
}

static gboolean
read_char (const char **text, char wanted)
{
  if (**text != wanted)
    return FALSE;
  (*text)++;
  return TRUE;
}

static gboolean
read_day (const char **text, gint64 *day)
{
  int year, month, date;
  GDate calendar;

  if (!read_digits (text, 4, &year) || !read_char (text, '-') || !read_digits (text, 2, &month) ||
      !read_char (text, '-') || !read_digits (text, 2, &date) || year < FIRST_YEAR ||
      !g_date_valid_dmy ((GDateDay) date, (GDateMonth) month, (GDateYear) year))
    return FALSE;
  g_date_clear (&calendar, 1);
  g_date_set_dmy (&calendar, (GDateDay) date, (GDateMonth) month, (GDateYear) year);
  *day = (gint64) g_date_get_julian (&calendar) - UNIX_EPOCH_JULIAN;
  return TRUE;
}

static gboolean
read_fraction (const char **text, gint64 *usec)
{
  gint64 unit = AN_USEC_PER_SECOND / 10;

  *usec = 0;
  if (!read_char (text, '.') && !read_char (text, ','))
    return TRUE;
  if (!g_ascii_isdigit (**text))
    return FALSE;
  for (; g_ascii_isdigit (**text); (*text)++, unit /= 10)
    *usec += unit * (**text - '0');
  return TRUE;
}

static gboolean
read_clock (const char **text, gint64 *usec)
{
  int hours, minutes, seconds = 0;
  gint64 fraction = 0;

  if (!read_digits (text, 2, &hours) || !read_char (text, ':') ||
      !read_digits (text, 2, &minutes) || hours > 23 || minutes > 59)
    return FALSE;
  if (read_char (text, ':') &&
      (!read_digits (text, 2, &seconds) || seconds > 59 || !read_fraction (text, &fraction)))
    return FALSE;
  *usec = (3600 * hours + 60 * minutes + seconds) * AN_USEC_PER_SECOND + fraction;
  return TRUE;
}

/* Z, +07:00, +0700, +07 or +07:06:40, as zones had before they were rounded. */
static gboolean
read_offset (const char **text, gint64 *usec)
{
  int sign, hours, minutes = 0, seconds = 0;
  gboolean colon;

  *usec = 0;
  if (read_char (text, 'Z') || read_char (text, 'z'))
    return TRUE;
  if (**text != '+' && **text != '-')
    return FALSE;
  sign = **text == '-' ? -1 : 1;
  (*text)++;
  if (!read_digits (text, 2, &hours))
    return FALSE;
  colon = read_char (text, ':');
  if ((colon || **text != '\0') && !read_digits (text, 2, &minutes))
    return FALSE;
  if (colon && read_char (text, ':') && !read_digits (text, 2, &seconds))
    return FALSE;
  if (hours > 23 || minutes > 59 || seconds > 59)
    return FALSE;
  *usec = sign * (3600 * hours + 60 * minutes + seconds) * AN_USEC_PER_SECOND;
  return TRUE;
}

/* Public */

/**
 * an_instant_parse:
 * @text: ISO 8601 such as `2026-11-28T20:00:00.5+07:00`; seconds may be left out, the offset not
 * @instant_usec: (out): microseconds since 1970; what is finer is cut off
 *
 * Returns: whether @text names an instant
 */
gboolean
an_instant_parse (const char *text, gint64 *instant_usec)
{
  gint64 day, clock, offset;

  if (!read_day (&text, &day) ||
      (!read_char (&text, 'T') && !read_char (&text, 't') && !read_char (&text, ' ')) ||
      !read_clock (&text, &clock) || !read_offset (&text, &offset) || *text != '\0')
    return FALSE;
  *instant_usec = day * AN_USEC_PER_DAY + clock - offset;
  return TRUE;
}

/**
 * an_instant_format:
 * @zone: whose offset at that moment is used and written
 *
 * Returns: (transfer full): ISO 8601 with offset; a fraction only where there is one
 */
char *
an_instant_format (gint64 instant_usec, GTimeZone *zone)
{
  gint64 second = an_floor_div (instant_usec, AN_USEC_PER_SECOND);
  gint64 fraction = instant_usec - second * AN_USEC_PER_SECOND;
  int offset =
      g_time_zone_get_offset (zone,
                              g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, second));
  gint64 local = second + offset;
  gint64 day = an_floor_div (local, 86400);
  int clock = (int) (local - day * 86400);
  g_autofree char *date = an_day_format (day);
  GString *text = g_string_new (date);

  g_string_append_printf (text, "T%02d:%02d:%02d", clock / 3600, clock / 60 % 60, clock % 60);
  if (fraction != 0)
    g_string_append_printf (text, ".%06d", (int) fraction);
  g_string_append_printf (text,
                          "%c%02d:%02d",
                          offset < 0 ? '-' : '+',
                          ABS (offset) / 3600,
                          ABS (offset) / 60 % 60);
  if (offset % 60 != 0)
    g_string_append_printf (text, ":%02d", ABS (offset) % 60);
  return g_string_free (text, FALSE);
}

/**
 * an_instant_find_zone:
 * @identifier: an IANA name such as `Asia/Ho_Chi_Minh`, or an offset such as `+07:00`
 *
 * Returns: (transfer full) (nullable): the zone; %NULL when there is none of this name, where
 *   g_time_zone_new() would quietly take UTC
 */
GTimeZone *
an_instant_find_zone (const char *identifier)
{
  if (identifier == NULL || *identifier == '\0' || *identifier == ':' || *identifier == '/' ||
      strstr (identifier, "..") != NULL)
    return NULL;
  return g_time_zone_new_identifier (identifier);
}

/**
 * an_day_parse:
 * @text: `YYYY-MM-DD`
 *
 * Returns: whether @text is a date of the calendar
 */
gboolean
an_day_parse (const char *text, gint64 *day)
{
  return read_day (&text, day) && *text == '\0';
}

char *
an_day_format (gint64 day)
{
  GDate calendar;
  gint64 julian = day + UNIX_EPOCH_JULIAN;

  /* One hour's offset may carry an instant of the last year beyond it. */
  g_date_clear (&calendar, 1);
  g_date_set_julian (&calendar, (guint32) MAX (julian, 1));
  return g_strdup_printf ("%04d-%02d-%02d",
                          (int) g_date_get_year (&calendar),
                          (int) g_date_get_month (&calendar),
                          (int) g_date_get_day (&calendar));
}

gint64
an_day_get_week (gint64 day)
{
  return an_floor_div (day + 3, 7); /* 1970-01-01 was a Thursday */
}

guint
an_day_get_weekday (gint64 day)
{
  return (guint) (day + 3 - 7 * an_day_get_week (day));
}

gint64
an_floor_div (gint64 dividend, gint64 divisor)
{
  gint64 quotient = dividend / divisor;

  return quotient - (dividend % divisor < 0 ? 1 : 0);
}
