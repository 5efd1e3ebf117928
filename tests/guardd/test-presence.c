// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* an-presence.c: claims of the child's own programs, and input that gives them the lie. */

#include "guardd/an-presence.h"

#include "sessions.h"

typedef struct {
  AnPresence presence;
  GPtrArray *sessions; /* (owned) */
  AnSession *session;  /* (not owned) */
  gint64 now;
} Fixture;

static void
set_up (Fixture *self, gconstpointer desktop)
{
  self->sessions = new_sessions ();
  self->session = new_session (desktop);
  g_ptr_array_add (self->sessions, self->session);
  self->now = HOUR;
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_ptr_array_unref (self->sessions);
}

static AnPresenceFinding
pass (Fixture *self, gint64 usec, gboolean input)
{
  self->now += usec;
  return an_presence_update (&self->presence,
                             self->sessions,
                             input,
                             FALSE,
                             120 * SECOND,
                             self->now);
}

static void
test_using (Fixture *self, gconstpointer data)
{
  pass (self, SECOND, FALSE);
  g_assert_cmpint (self->presence.state, ==, AN_PRESENCE_USING);
  g_assert_false (self->presence.wants_input);
  self->session->active = FALSE;
  pass (self, SECOND, FALSE);
  g_assert_cmpint (self->presence.state, ==, AN_PRESENCE_ABSENT);
  g_assert_true (self->presence.logged_in);
}

/* The class comes from the login's environment: at a seat it does not matter. */
static void
test_classes (Fixture *self, gconstpointer data)
{
  static const struct {
    const char *class;
    gboolean is_login; /* without a seat */
  } cases[] = {
    { "user", TRUE },        { "user-early", TRUE },     { "user-light", TRUE },
    { "manager", FALSE },    { "greeter", FALSE },       { "lock-screen", FALSE },
    { "background", FALSE }, { "manager-early", FALSE }, { "background-light", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_free (self->session->class);
    self->session->class = g_strdup (cases[i].class);
    g_test_message ("%s", cases[i].class);
    pass (self, SECOND, FALSE);
    g_assert_true (an_presence_is_counted (&self->presence));
    g_free (self->session->seat);
    self->session->seat = g_strdup ("");
    pass (self, SECOND, FALSE);
    g_assert_false (an_presence_is_counted (&self->presence));
    g_assert_cmpint (self->presence.logged_in, ==, cases[i].is_login);
    self->session->remote = TRUE;
    pass (self, SECOND, FALSE);
    g_assert_true (an_presence_is_counted (&self->presence));
    self->session->remote = FALSE;
    g_free (self->session->seat);
    self->session->seat = g_strdup ("seat0");
  }
}

static void
test_honest_lock (Fixture *self, gconstpointer data)
{
  pass (self, SECOND, FALSE);
  self->session->locked_hint = TRUE;
  g_assert_cmpint (pass (self, SECOND, FALSE), ==, AN_PRESENCE_NOTHING);
  g_assert_cmpint (self->presence.state, ==, AN_PRESENCE_LOCKED);
  g_assert_true (self->presence.wants_input);
  g_test_message ("typing the password to unlock is no use behind a lock");
  pass (self, 10 * MINUTE, TRUE);
  g_assert_cmpint (self->presence.state, ==, AN_PRESENCE_LOCKED);
  self->session->locked_hint = FALSE;
  pass (self, 5 * SECOND, FALSE);
  g_assert_cmpint (self->presence.state, ==, AN_PRESENCE_USING);
}

static void
test_false_claim (Fixture *self, gconstpointer idle)
{
  int findings = 0;

  pass (self, SECOND, FALSE);
  self->session->locked_hint = g_str_equal (idle, "gnome");
  self->session->idle_hint = TRUE;
  pass (self, SECOND, FALSE);
  g_assert_false (an_presence_is_counted (&self->presence));
  for (int i = 0; i < 6; i++)
    findings += pass (self, 10 * SECOND, TRUE) == AN_PRESENCE_FALSE_CLAIM;
  g_assert_cmpint (findings, ==, 1);
  g_assert_true (an_presence_is_counted (&self->presence));
  g_assert_cmpint (self->presence.claim_since, ==, HOUR + 2 * SECOND);
  g_test_message ("when the input stops the claim holds again");
  for (int i = 0; i < 6; i++)
    pass (self, 30 * SECOND, FALSE);
  g_assert_false (an_presence_is_counted (&self->presence));
}

static void
test_no_hints (Fixture *self, gconstpointer data)
{
  pass (self, SECOND, FALSE);
  g_assert_true (self->presence.wants_input);
  pass (self, 4 * MINUTE, FALSE);
  g_assert_cmpint (self->presence.state, ==, AN_PRESENCE_USING);
  pass (self, 2 * MINUTE, FALSE);
  g_assert_cmpint (self->presence.state, ==, AN_PRESENCE_AWAY);
  pass (self, 30 * SECOND, TRUE);
  g_assert_cmpint (self->presence.state, ==, AN_PRESENCE_USING);
}

static void
test_count_idle (Fixture *self, gconstpointer data)
{
  self->session->idle_hint = TRUE;
  an_presence_update (&self->presence, self->sessions, FALSE, TRUE, 120 * SECOND, self->now);
  g_assert_true (an_presence_is_counted (&self->presence));
  self->session->locked_hint = TRUE;
  an_presence_update (&self->presence, self->sessions, FALSE, TRUE, 120 * SECOND, self->now);
  g_assert_false (an_presence_is_counted (&self->presence));
}

/* One of two sessions says it is locked; the other is used. */
static void
test_two_sessions (Fixture *self, gconstpointer data)
{
  AnSession *second = new_session ("");

  g_ptr_array_add (self->sessions, second);
  self->session->locked_hint = TRUE;
  pass (self, SECOND, FALSE);
  g_assert_cmpint (self->presence.state, ==, AN_PRESENCE_USING);
  second->locked_hint = TRUE;
  pass (self, SECOND, FALSE);
  g_assert_cmpint (self->presence.state, ==, AN_PRESENCE_LOCKED);
}

static void
test_remote (Fixture *self, gconstpointer data)
{
  g_free (self->session->seat);
  self->session->seat = g_strdup ("");
  pass (self, SECOND, FALSE);
  g_assert_cmpint (self->presence.state, ==, AN_PRESENCE_ABSENT);
  self->session->remote = TRUE;
  pass (self, SECOND, FALSE);
  g_assert_cmpint (self->presence.state, ==, AN_PRESENCE_USING);
}

#define ADD(name, data, function)                                                                  \
  g_test_add ("/guardd/presence/" name, Fixture, data, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("using", "GNOME", test_using);
  ADD ("classes", "GNOME", test_classes);
  ADD ("honest-lock", "ubuntu:GNOME", test_honest_lock);
  ADD ("false-lock", "gnome", test_false_claim);
  ADD ("false-idle", "KDE", test_false_claim);
  ADD ("no-hints", "XFCE", test_no_hints);
  ADD ("count-idle", "GNOME", test_count_idle);
  ADD ("two-sessions", "GNOME", test_two_sessions);
  ADD ("remote", "GNOME", test_remote);
  return g_test_run ();
}
