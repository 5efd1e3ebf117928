// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Families for annhi-page. */

#include "ui/screentime/an-guard-examples.h"

/* The day of the pictures is over: what is told stands with its date. */
#define DAY "2026-11-28T"
#define ZONE ":00+07:00"

static AnGuardEntry *
create_entry (guint32 uid, const char *user, const char *name)
{
  AnGuardEntry *entry = g_new0 (AnGuardEntry, 1);

  entry->uid = uid;
  entry->user = g_strdup (user);
  entry->real_name = g_strdup (name);
  entry->enabled = TRUE;
  return entry;
}

static AnGuardStatus *
create_status (guint32 uid, gboolean is_allowed, AnGuardState state, const char *reason)
{
  AnGuardStatus *status = g_new0 (AnGuardStatus, 1);

  status->uid = uid;
  status->user = g_strdup ("");
  status->allowed = is_allowed;
  status->reason = g_strdup (reason);
  status->remaining_seconds = is_allowed ? 45 * 60 : 0;
  status->ends_at = g_strdup (is_allowed ? DAY "19:30" ZONE : "");
  status->ends_because = g_strdup (is_allowed ? "day-quota" : "");
  status->next_allowed_at = g_strdup (is_allowed ? "" : "2026-11-29T06:00" ZONE);
  status->state = state;
  status->since = g_strdup (DAY "18:20" ZONE);
  status->used_today_seconds = is_allowed ? 45 * 60 : 105 * 60;
  status->bonus_today_seconds = is_allowed ? 0 : 15 * 60;
  status->quota_today_seconds = 90 * 60;
  status->used_week_seconds = 5 * 3600;
  status->ending_at = g_strdup ("");
  status->break_until = g_strdup ("");
  status->clock_trusted = is_allowed;
  status->keep_days = 365;
  return status;
}

static AnGuardRequest *
create_request (guint32 uid, AnGuardRequestState state, int minutes, const char *reason)
{
  AnGuardRequest *request = g_new0 (AnGuardRequest, 1);

  request->id = g_strdup_printf ("%u-%d", uid, minutes);
  request->uid = uid;
  request->user = g_strdup ("an");
  request->minutes = minutes;
  request->reason = g_strdup (reason);
  request->asked_at = g_strdup (DAY "18:50" ZONE);
  request->state = state;
  request->answered_at = g_strdup ("");
  request->granted_minutes = state == AN_GUARD_REQUEST_APPROVED ? 15 : 0;
  return request;
}

static void
free_entry (gpointer data)
{
  an_guard_entry_free (data);
}

static void
free_request (gpointer data)
{
  an_guard_request_free (data);
}

AnFamily *
an_guard_examples_create_family (void)
{
  AnFamily *family = an_guard_examples_create_absent ();
  GPtrArray *entries = g_ptr_array_new_with_free_func (free_entry);
  GPtrArray *statuses = g_ptr_array_new ();
  GPtrArray *requests = g_ptr_array_new_with_free_func (free_request);
  const char *long_name = "Nguyễn Phúc Hoàng Bảo Thiên Kim Ngọc Minh Châu Thảo Nguyên";

  g_ptr_array_add (entries, create_entry (AN_GUARD_EXAMPLE_USING, "an", "Bé An"));
  g_ptr_array_add (entries, create_entry (AN_GUARD_EXAMPLE_OVER, "nguyen", long_name));
  g_ptr_array_add (statuses,
                   create_status (AN_GUARD_EXAMPLE_USING, TRUE, AN_GUARD_USING, "within"));
  g_ptr_array_add (statuses,
                   create_status (AN_GUARD_EXAMPLE_OVER, FALSE, AN_GUARD_LOCKED, "day-quota"));
  g_ptr_array_add (requests,
                   create_request (AN_GUARD_EXAMPLE_USING,
                                   AN_GUARD_REQUEST_OPEN,
                                   30,
                                   "Con còn một bài Toán trên trang của trường ạ"));
  g_ptr_array_add (
      requests,
      create_request (AN_GUARD_EXAMPLE_USING, AN_GUARD_REQUEST_APPROVED, 20, "Gọi cho bà"));
  g_ptr_array_add (
      requests,
      create_request (AN_GUARD_EXAMPLE_USING, AN_GUARD_REQUEST_DECLINED, 60, "Chơi tiếp"));
  an_family_set_example (family, entries, statuses, requests);
  return family;
}

/* A school's worth of children. */
AnFamily *
an_guard_examples_create_twenty (void)
{
  AnFamily *family = an_guard_examples_create_absent ();
  GPtrArray *entries = g_ptr_array_new_with_free_func (free_entry);
  GPtrArray *statuses = g_ptr_array_new ();
  GPtrArray *requests = g_ptr_array_new_with_free_func (free_request);

  for (guint32 i = 0; i < 20; i++) {
    guint32 uid = AN_GUARD_EXAMPLE_USING + i;
    g_autofree char *name = g_strdup_printf ("Bé %c%c", 'A' + (char) i, 'n');
    gboolean is_allowed = i % 3 != 0;

    g_ptr_array_add (entries, create_entry (uid, "an", name));
    g_ptr_array_add (statuses,
                     create_status (uid,
                                    is_allowed,
                                    is_allowed ? AN_GUARD_USING : AN_GUARD_LOCKED,
                                    is_allowed ? "within" : "day-quota"));
    g_ptr_array_add (requests, create_request (uid, AN_GUARD_REQUEST_OPEN, 15, "Một lát nữa ạ"));
  }
  an_family_set_example (family, entries, statuses, requests);
  return family;
}

/* No guard answers. */
AnFamily *
an_guard_examples_create_absent (void)
{
  g_autoptr (AnGuardClient) client = an_guard_client_new ();

  return an_family_new (client);
}
