// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Writes what the PAM module reads; the format is base/an-verdict.h's. */

#include "guardd/an-verdict-writer.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/an-verdict.h"
#include "screentime/an-schedule-list.h"

#define DAYS 14

/* Vietnamese whatever the daemon's locale: it is read at the login prompt by a child. */
static const char *const weekdays[] = { "thứ Hai", "thứ Ba",  "thứ Tư",  "thứ Năm",
                                        "thứ Sáu", "thứ Bảy", "Chủ Nhật" };

/* “06:00 thứ Tư” */
static char *
format_when (gint64 usec, const AnMoment *now)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (usec / AN_USEC_PER_SECOND);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, now->zone);

  return g_strdup_printf ("%02d:%02d %s",
                          g_date_time_get_hour (local),
                          g_date_time_get_minute (local),
                          weekdays[g_date_time_get_day_of_week (local) - 1]);
}

static const char *
describe_refusal (AnReason reason)
{
  switch (reason) {
  case AN_REASON_PAUSED:
    return "Bố mẹ đã tạm dừng giờ dùng máy.";
  case AN_REASON_BEDTIME:
    return "Đến giờ đi ngủ rồi.";
  case AN_REASON_OUTSIDE_WINDOW:
    return "Bây giờ không phải giờ dùng máy.";
  case AN_REASON_WEEK_QUOTA:
    return "Hết giờ dùng máy tuần này.";
  case AN_REASON_DAY_QUOTA:
  case AN_REASON_NOT_MANAGED:
  case AN_REASON_UNCOUNTED:
  case AN_REASON_WITHIN:
  case AN_REASON_GRANT:
  default:
    return "Hết giờ dùng máy hôm nay.";
  }
}

static char *
format_refusal (const AnGuardChild *child, const AnMoment *now)
{
  const char *help = "Cần giúp đỡ: gọi 111, miễn phí.";
  g_autofree char *when = NULL;

  if (child->break_until > now->monotonic) {
    when = format_when (now->trusted + (child->break_until - now->monotonic), now);
    return g_strdup_printf ("Đến lúc nghỉ mắt rồi. Con vào lại được lúc %s. %s", when, help);
  }
  if (child->answer.next_allowed_usec == AN_INSTANT_NONE)
    return g_strdup_printf ("%s Hỏi bố mẹ khi nào con vào lại được. %s",
                            describe_refusal (child->answer.reason),
                            help);
  when = format_when (child->answer.next_allowed_usec, now);
  return g_strdup_printf ("%s Con vào lại được lúc %s. %s",
                          describe_refusal (child->answer.reason),
                          when,
                          help);
}

static void
append_intervals (GString *text, const AnGuardChild *child, const AnMoment *now)
{
  g_autoptr (AnUsage) usage = an_ledger_to_usage (child->ledger, NULL);
  gint64 from = MAX (now->trusted, now->trusted + (child->break_until - now->monotonic));
  g_autoptr (GArray) intervals = NULL;

  g_return_if_fail (usage != NULL);
  intervals = an_schedule_list_open (child->policy,
                                     usage,
                                     from,
                                     now->trusted + DAYS * AN_USEC_PER_DAY,
                                     now->zone);
  for (guint i = 0; i < MIN (intervals->len, AN_VERDICT_MAX_INTERVALS); i++) {
    const AnOpenInterval *interval = &g_array_index (intervals, AnOpenInterval, i);
    g_autofree char *when = format_when (interval->from_usec, now);
    gint64 until = an_floor_div (interval->until_usec, AN_USEC_PER_SECOND);
    gint64 begin = an_floor_div (interval->from_usec, AN_USEC_PER_SECOND);

    if (begin < until)
      g_string_append_printf (text,
                              "allow %lld %lld %s\n",
                              (long long) begin,
                              (long long) until,
                              when);
  }
}

/**
 * an_verdict_format:
 * @children: (element-type AnGuardChild): evaluated at @now
 * @boottime_usec: CLOCK_BOOTTIME at @now
 *
 * Returns: (transfer full): the text of a verdict file
 */
char *
an_verdict_format (GPtrArray *children, const AnMoment *now, gint64 boottime_usec)
{
  GString *text = g_string_new ("annhi-verdict 1\n");

  g_string_append_printf (text,
                          "written %lld %lld\n",
                          (long long) (now->trusted / AN_USEC_PER_SECOND),
                          (long long) (boottime_usec / AN_USEC_PER_SECOND));
  for (guint i = 0; i < children->len; i++) {
    const AnGuardChild *child = children->pdata[i];
    g_autofree char *refusal = NULL;

    if (!an_guard_child_is_enforced (child))
      continue;
    g_string_append_printf (text,
                            "child %u %s %lld\n",
                            child->uid,
                            child->user,
                            (long long) an_guard_child_runtime_max (child));
    append_intervals (text, child, now);
    if (!an_guard_child_may_use (child, now)) {
      refusal = format_refusal (child, now);
      g_string_append_printf (text, "refuse %s\n", refusal);
    }
  }
  g_string_append_printf (text,
                          "end %016" G_GINT64_MODIFIER "x\n",
                          (guint64) an_verdict_checksum (text->str, text->len));
  return g_string_free (text, FALSE);
}

/* One empty file a managed uid: what is known when no rule can be read. */
static gboolean
mark_managed (const char *directory, GPtrArray *children, GError **error)
{
  g_autoptr (GHashTable) wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GDir) listing = g_dir_open (directory, 0, error);
  GHashTableIter iter;
  const char *name;

  if (listing == NULL)
    return FALSE;
  for (guint i = 0; i < children->len; i++)
    if (an_guard_child_is_enforced (children->pdata[i]))
      g_hash_table_add (wanted, g_strdup_printf ("%u", ((AnGuardChild *) children->pdata[i])->uid));
  while ((name = g_dir_read_name (listing)) != NULL) {
    g_autofree char *path = g_build_filename (directory, name, NULL);

    if (!g_hash_table_remove (wanted, name))
      g_unlink (path);
  }
  g_hash_table_iter_init (&iter, wanted);
  while (g_hash_table_iter_next (&iter, (gpointer *) &name, NULL)) {
    g_autofree char *path = g_build_filename (directory, name, NULL);

    if (!g_file_set_contents_full (path, "", 0, G_FILE_SET_CONTENTS_CONSISTENT, 0644, error))
      return FALSE;
  }
  return TRUE;
}

/**
 * an_verdict_publish:
 * @with_timetable: whether to write the timetable too, durably; it is for the time without a guard
 *
 * Replaces the files by rename, so that a reader finds the old or the new one.
 */
gboolean
an_verdict_publish (const AnVerdictPaths *paths,
                    GPtrArray *children,
                    const AnMoment *now,
                    gint64 boottime_usec,
                    gboolean with_timetable,
                    GError **error)
{
  g_autofree char *text = an_verdict_format (children, now, boottime_usec);

  if (!g_file_set_contents_full (paths->run, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0644, error))
    return FALSE;
  if (!with_timetable)
    return TRUE;
  return mark_managed (paths->managed, children, error) &&
         g_file_set_contents_full (paths->timetable,
                                   text,
                                   -1,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0644,
                                   error);
}
