// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Reads timekpr-nExT's timekpr.USER.conf, and its timekpr.conf where that is given: as version
 * 0.5.4 of Debian 12 writes them. Days count from 1, Monday; limits are seconds; hours may carry
 * minutes and a mark: `17;18[00-30];!7[15-60]`, where `!` is time that is not counted. */

#include <string.h>

#include "base/an-i18n.h"
#include "screentime/an-policy-import-private.h"

#define N_DAYS 7
#define N_HOURS 24
#define SECONDS_PER_DAY 86400
#define SECONDS_PER_WEEK (7 * SECONDS_PER_DAY)
#define SECONDS_PER_MONTH (31 * SECONDS_PER_DAY)
#define MAX_GRACE_SECONDS 300
#define MAX_WARN_MINUTES 60

typedef struct {
  gboolean is_set, is_uncounted;
  guint start, end; /* minutes of the hour */
} Hour;

typedef struct {
  GKeyFile *file;         /* (not owned) */
  const char *group;      /* (not owned) of the user */
  AnPolicyImport *import; /* (not owned) */
} Reader;

/* Values */

static gboolean
fail (GError **error, const char *key, const char *value)
{
  g_set_error (error,
               AN_POLICY_IMPORT_ERROR,
               AN_POLICY_IMPORT_ERROR_VALUE,
               /* Translators: the name of a setting, and its value */
               _ ("the setting %s cannot be understood: “%s”"), key, value);
  return FALSE;
}

/* (transfer full) (nullable) */
static char *
get_value (GKeyFile *file, const char *group, const char *key)
{
  char *value = g_key_file_get_value (file, group, key, NULL);

  return value != NULL ? g_strstrip (value) : NULL;
}

static gboolean
is_true (GKeyFile *file, const char *group, const char *key)
{
  g_autofree char *value = get_value (file, group, key);

  return value != NULL &&
         (g_ascii_strcasecmp (value, "true") == 0 || g_ascii_strcasecmp (value, "yes") == 0 ||
          g_ascii_strcasecmp (value, "on") == 0 || g_str_equal (value, "1"));
}

/* The numbers of a list such as “1;2;3;”. */
static gboolean
read_list (Reader *reader, const char *key, GArray *numbers, guint64 max, GError **error)
{
  g_autofree char *value = get_value (reader->file, reader->group, key);
  g_auto (GStrv) parts = NULL;

  if (value == NULL)
    return fail (error, key, "");
  parts = g_strsplit (value, ";", -1);
  for (guint i = 0; parts[i] != NULL; i++) {
    guint64 number;

    g_strstrip (parts[i]);
    if (*parts[i] == '\0')
      continue;
    if (!g_ascii_string_to_unsigned (parts[i], 10, 0, max, &number, NULL))
      return fail (error, key, value);
    g_array_append_val (numbers, number);
  }
  return TRUE;
}

/* Seconds, @absent where the setting is missing. */
static gboolean
read_seconds (GKeyFile *file,
              const char *group,
              const char *key,
              guint64 absent,
              guint64 *seconds,
              GError **error)
{
  g_autofree char *value = get_value (file, group, key);

  *seconds = absent;
  if (value == NULL || g_ascii_string_to_unsigned (value, 10, 0, G_MAXINT32, seconds, NULL))
    return TRUE;
  return fail (error, key, value);
}

/* Hours */

static gboolean
read_number (const char **c, guint max, guint *number)
{
  const char *start = *c;

  for (*number = 0; g_ascii_isdigit (**c) && *c - start < 2; (*c)++)
    *number = *number * 10 + (guint) g_ascii_digit_value (**c);
  return *c > start && *number <= max;
}

/* “17”, “!7[15-60]”; the colon is what older versions wrote. */
static gboolean
read_hour (const char *text, Hour hours[N_HOURS])
{
  Hour hour = { .is_set = TRUE, .start = 0, .end = 60 };
  const char *c = text;
  guint number;

  hour.is_uncounted = *c == '!';
  if (hour.is_uncounted)
    c++;
  if (!read_number (&c, N_HOURS - 1, &number))
    return FALSE;
  if (*c == '[') {
    c++;
    if (!read_number (&c, 59, &hour.start) || (*c != '-' && *c != ':'))
      return FALSE;
    c++;
    if (!read_number (&c, 60, &hour.end) || *c++ != ']')
      return FALSE;
  }
  if (*c != '\0' || hour.end <= hour.start)
    return FALSE;
  hours[number] = hour;
  return TRUE;
}

static void
read_hours (Reader *reader, guint day, Hour hours[N_HOURS])
{
  g_autofree char *key = g_strdup_printf ("ALLOWED_HOURS_%u", day + 1);
  g_autofree char *value = get_value (reader->file, reader->group, key);
  g_auto (GStrv) parts = NULL;

  memset (hours, 0, N_HOURS * sizeof *hours);
  if (value == NULL) {
    for (guint i = 0; i < N_HOURS; i++)
      hours[i] = (Hour){ .is_set = TRUE, .end = 60 };
    return;
  }
  parts = g_strsplit (value, ";", -1);
  for (guint i = 0; parts[i] != NULL; i++) {
    g_strstrip (parts[i]);
    if (*parts[i] != '\0' && !read_hour (parts[i], hours))
      an_policy_import_note (reader->import,
                             /* Translators: a part of a setting, and its name */
                             _ ("The hour “%s” in %s cannot be understood; timekpr passes over it, "
                                "and so do we"),
                                parts[i],
                                key);
  }
}

/* Days */

static void
add_quota (Reader *reader, JsonBuilder *builder, const char *member, guint64 seconds)
{
  if (seconds % 60 != 0)
    an_policy_import_note (reader->import, _ ("Limits that are no whole minutes are rounded down"));
  json_builder_set_member_name (builder, member);
  json_builder_add_int_value (builder, (gint64) (seconds / 60));
}

/* @seconds: -1 on a day without any use */
static void
add_day (Reader *reader, JsonBuilder *builder, guint day, gint64 seconds)
{
  Hour hours[N_HOURS];
  AnSpans windows = { 0 }, uncounted = { 0 };

  read_hours (reader, day, hours);
  for (guint i = 0; i < N_HOURS && seconds >= 0; i++) {
    if (!hours[i].is_set)
      continue;
    an_spans_add (&windows, 60 * i + hours[i].start, 60 * i + hours[i].end);
    if (hours[i].is_uncounted)
      an_spans_add (&uncounted, 60 * i + hours[i].start, 60 * i + hours[i].end);
  }
  json_builder_set_member_name (builder, an_weekday_ids[day]);
  json_builder_begin_object (builder);
  if (an_spans_count_minutes (&windows) < AN_MINUTES_PER_DAY)
    an_spans_write (builder, "windows", windows.items, windows.n_items);
  if (uncounted.n_items > 0)
    an_spans_write (builder, "uncounted", uncounted.items, uncounted.n_items);
  if (seconds >= 0 && seconds < SECONDS_PER_DAY)
    add_quota (reader, builder, "quota_minutes", (guint64) seconds);
  json_builder_end_object (builder);
}

static gboolean
add_days (Reader *reader, JsonBuilder *builder, GError **error)
{
  g_autoptr (GArray) weekdays = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autoptr (GArray) limits = g_array_new (FALSE, FALSE, sizeof (guint64));
  gint64 seconds[N_DAYS];

  if (!read_list (reader, "ALLOWED_WEEKDAYS", weekdays, N_DAYS, error) ||
      !read_list (reader, "LIMITS_PER_WEEKDAYS", limits, G_MAXINT32, error))
    return FALSE;
  if (weekdays->len > limits->len)
    return fail (error, "LIMITS_PER_WEEKDAYS", _ ("fewer values than days"));
  for (guint i = 0; i < N_DAYS; i++)
    seconds[i] = -1;
  for (guint i = 0; i < weekdays->len; i++) {
    guint64 day = g_array_index (weekdays, guint64, i);

    if (day == 0)
      return fail (error, "ALLOWED_WEEKDAYS", "0");
    seconds[day - 1] = (gint64) g_array_index (limits, guint64, i);
  }
  json_builder_set_member_name (builder, "days");
  json_builder_begin_object (builder);
  for (guint i = 0; i < N_DAYS; i++)
    add_day (reader, builder, i, seconds[i]);
  json_builder_end_object (builder);
  return TRUE;
}

/* The rest */

static gboolean
add_week_and_month (Reader *reader, JsonBuilder *builder, GError **error)
{
  guint64 week, month;

  if (!read_seconds (reader->file,
                     reader->group,
                     "LIMIT_PER_WEEK",
                     SECONDS_PER_WEEK,
                     &week,
                     error) ||
      !read_seconds (reader->file,
                     reader->group,
                     "LIMIT_PER_MONTH",
                     SECONDS_PER_MONTH,
                     &month,
                     error))
    return FALSE;
  if (week < SECONDS_PER_WEEK)
    add_quota (reader, builder, "weekly_quota_minutes", week);
  if (month < SECONDS_PER_MONTH) {
    guint hours = (guint) (month / 3600);

    an_policy_import_note (reader->import,
                           /* Translators: a number of hours */
                           _ ("The limit of %u hours a month is left out: An Nhi has limits for a "
                              "day and a week"),
                              hours);
  }
  return TRUE;
}

static void
note_play_time (Reader *reader)
{
  g_autofree char *group = g_strconcat (reader->group, ".PLAYTIME", NULL);

  if (is_true (reader->file, group, "PLAYTIME_ENABLED"))
    an_policy_import_note (
        reader->import,
        _ ("Limits for single programs (PlayTime) are left out: An Nhi limits the "
                              "time at the PC as a whole"));
}

static const char *
read_action (Reader *reader)
{
  g_autofree char *type = get_value (reader->file, reader->group, "LOCKOUT_TYPE");

  if (type == NULL || g_str_equal (type, "terminate") || g_str_equal (type, "kill"))
    return "logout";
  if (!g_str_equal (type, "lock"))
    an_policy_import_note (reader->import,
                           /* Translators: %s is timekpr's word, such as “shutdown” */
                           _ ("At the end the screen locks instead of “%s”"), type);
  return "lock";
}

static void
note_user_settings (Reader *reader)
{
  if (is_true (reader->file, reader->group, "HIDE_TRAY_ICON"))
    an_policy_import_note (reader->import,
                           _ ("What is left is always shown to the child; it cannot be hidden"));
  if (is_true (reader->file, reader->group, "TRACK_INACTIVE"))
    an_policy_import_note (
        reader->import,
        _ ("Time without keyboard and mouse is counted; time behind a lock is not"));
  note_play_time (reader);
}

/* What timekpr keeps for all its users. */
static gboolean
add_server (Reader *reader, GKeyFile *server, JsonBuilder *builder, gint64 *grace, GError **error)
{
  g_autofree char *excluded = get_value (server, "SESSION", "TIMEKPR_USERS_EXCL");
  g_auto (GStrv) users = excluded != NULL ? g_strsplit (excluded, ";", -1) : NULL;
  guint64 end, notice;

  if (!read_seconds (server, "GENERAL", "TIMEKPR_TERMINATION_TIME", 15, &end, error) ||
      !read_seconds (server, "GENERAL", "TIMEKPR_FINAL_NOTIFICATION_TIME", 60, &notice, error))
    return FALSE;
  *grace = (gint64) MIN (end, MAX_GRACE_SECONDS);
  json_builder_set_member_name (builder, "warn_minutes");
  json_builder_begin_array (builder);
  json_builder_add_int_value (builder, 15);
  json_builder_add_int_value (builder, 5);
  json_builder_add_int_value (builder, (gint64) CLAMP ((notice + 59) / 60, 1, MAX_WARN_MINUTES));
  json_builder_end_array (builder);
  if (users != NULL && g_strv_contains ((const char *const *) users, reader->group))
    an_policy_import_note (reader->import,
                           /* Translators: %s is the name of an account */
                           _ ("timekpr was told to leave “%s” alone; with these rules An Nhi does "
                              "not"),
                              reader->group);
  an_policy_import_note (reader->import,
                         _ ("Logins in a text terminal are counted and ended, too"));
  return TRUE;
}

static gboolean
convert (Reader *reader, GKeyFile *server, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  gint64 grace = -1;

  an_policy_import_begin (builder, TRUE);
  if (!add_days (reader, builder, error) || !add_week_and_month (reader, builder, error) ||
      (server != NULL && !add_server (reader, server, builder, &grace, error)))
    return FALSE;
  if (is_true (reader->file, reader->group, "TRACK_INACTIVE")) {
    json_builder_set_member_name (builder, "count_idle");
    json_builder_add_boolean_value (builder, TRUE);
  }
  json_builder_set_member_name (builder, "at_end");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "action");
  json_builder_add_string_value (builder, read_action (reader));
  if (grace >= 0) {
    json_builder_set_member_name (builder, "grace_seconds");
    json_builder_add_int_value (builder, grace);
  }
  json_builder_end_object (builder);
  note_user_settings (reader);
  return an_policy_import_end (reader->import, builder, error);
}

/* (transfer full) (nullable): the group named like the user */
static char *
find_group (GKeyFile *file)
{
  g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);

  for (guint i = 0; groups[i] != NULL; i++)
    if (g_key_file_has_key (file, groups[i], "ALLOWED_WEEKDAYS", NULL))
      return g_strdup (groups[i]);
  return NULL;
}

/**
 * an_policy_import_timekpr:
 * @text: (array length=length): of timekpr.USER.conf
 * @server: (array length=server_length) (nullable): of timekpr.conf
 *
 * Returns: (transfer full): the rules of that user, or %NULL with an %AN_POLICY_IMPORT_ERROR
 */
AnPolicyImport *
an_policy_import_timekpr (const char *text,
                          gsize length,
                          const char *server,
                          gsize server_length,
                          GError **error)
{
  g_autoptr (GKeyFile) file = an_policy_import_load_keys (text, length, error);
  g_autoptr (GKeyFile) server_file = NULL;
  g_autoptr (AnPolicyImport) import = NULL;
  Reader reader = { .file = file };

  if (file == NULL)
    return NULL;
  if (server != NULL) {
    server_file = an_policy_import_load_keys (server, server_length, error);
    if (server_file == NULL)
      return NULL;
  }
  import = an_policy_import_new ();
  import->user = find_group (file);
  if (import->user == NULL) {
    g_set_error_literal (
        error,
        AN_POLICY_IMPORT_ERROR,
        AN_POLICY_IMPORT_ERROR_FORMAT,
        _ ("these are not timekpr’s settings of one user; they are in a file such as "
                            "/var/lib/timekpr/config/timekpr.NAME.conf"));
    return NULL;
  }
  reader.group = import->user;
  reader.import = import;
  return convert (&reader, server_file, error) ? g_steal_pointer (&import) : NULL;
}
