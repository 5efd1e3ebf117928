// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "intake/an-session.h"

#include <sodium.h>
#include <string.h>

#define SECOND ((gint64) G_USEC_PER_SEC)
#define IDLE 60

static AnStaff *
make_staff (const char *name)
{
  AnStaff *staff = sodium_malloc (sizeof *staff);

  memset (staff, 0, sizeof *staff);
  staff->name = g_strdup (name);
  return staff;
}

/* (transfer full): the header of a browser that has just signed in */
static char *
sign_in (AnSessions *sessions, const char *name, gint64 now)
{
  g_autofree char *cookie = NULL;

  an_sessions_add (sessions, make_staff (name), now, &cookie);
  return g_strconcat (AN_SESSION_COOKIE "=", cookie, NULL);
}

static void
test_idle (void)
{
  g_autoptr (AnSessions) sessions = an_sessions_new (IDLE);
  g_autofree char *cookie = sign_in (sessions, "a", 0);
  AnSession *session = an_sessions_find (sessions, cookie, (IDLE - 1) * SECOND);

  g_assert_nonnull (session);
  g_assert_cmpint (an_sessions_get_end (sessions, session), ==, IDLE * SECOND);
  session->used = 30 * SECOND;
  g_assert_nonnull (an_sessions_find (sessions, cookie, (30 + IDLE - 1) * SECOND));
  g_assert_null (an_sessions_find (sessions, cookie, (30 + IDLE) * SECOND));
  g_assert_null (an_sessions_find (sessions, cookie, 0));
}

static void
test_a_day (void)
{
  g_autoptr (AnSessions) sessions = an_sessions_new (IDLE);
  g_autofree char *cookie = sign_in (sessions, "a", 0);
  gint64 end = AN_SESSION_MAX_SECONDS * SECOND;
  gint64 now;

  for (now = 0; now < end; now += 30 * SECOND) {
    AnSession *session = an_sessions_find (sessions, cookie, now);

    g_assert_nonnull (session);
    session->used = now;
  }
  g_assert_null (an_sessions_find (sessions, cookie, end));
}

/* A job that still works with the key keeps it; the cookie opens nothing any more. */
static void
test_held_by_a_job (void)
{
  g_autoptr (AnSessions) sessions = an_sessions_new (IDLE);
  g_autofree char *cookie = sign_in (sessions, "a", 0);
  g_autoptr (AnSession) held = an_session_ref (an_sessions_find (sessions, cookie, 0));

  an_sessions_remove (sessions, held);
  g_assert_null (an_sessions_find (sessions, cookie, 0));
  g_assert_cmpstr (held->staff->name, ==, "a");
}

static void
test_few_a_person (void)
{
  g_autoptr (AnSessions) sessions = an_sessions_new (IDLE);
  g_autofree char *other = sign_in (sessions, "b", 0);
  g_autofree char *first = sign_in (sessions, "a", 1);
  char *more[4];

  for (int i = 0; i < 4; i++)
    more[i] = sign_in (sessions, "a", 2 + i);
  g_assert_null (an_sessions_find (sessions, first, 10));
  g_assert_nonnull (an_sessions_find (sessions, other, 10));
  for (int i = 0; i < 4; i++) {
    g_assert_nonnull (an_sessions_find (sessions, more[i], 10));
    g_free (more[i]);
  }
}

static void
test_grants (void)
{
  g_autoptr (AnSessions) sessions = an_sessions_new (IDLE);
  g_autofree char *cookie = sign_in (sessions, "a", 0);
  AnSession *session = an_sessions_find (sessions, cookie, 0);
  gint64 end = AN_SESSION_GRANT_SECONDS * SECOND;

  an_session_grant (session, "r", "e", 0);
  g_assert_true (an_session_is_granted (session, "r", "e", end - 1));
  g_assert_false (an_session_is_granted (session, "r", "e", end));
  g_assert_false (an_session_is_granted (session, "r", "f", 0));
  g_assert_false (an_session_is_granted (session, "s", "e", 0));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (sodium_init (), >=, 0);
  g_test_add_func ("/intake/session/idle", test_idle);
  g_test_add_func ("/intake/session/a-day", test_a_day);
  g_test_add_func ("/intake/session/held-by-a-job", test_held_by_a_job);
  g_test_add_func ("/intake/session/few-a-person", test_few_a_person);
  g_test_add_func ("/intake/session/grants", test_grants);
  return g_test_run ();
}
