// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* an-ending.c: countdown, hold, termination. */

#include "guardd/an-ending.h"

#include "sessions.h"

typedef struct {
  AnEnding ending;
  AnEndingInput input;
  GPtrArray *sessions; /* (owned) */
  AnSession *session;  /* (not owned) */
  gint64 now;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->sessions = new_sessions ();
  self->session = new_session ("GNOME");
  g_ptr_array_add (self->sessions, self->session);
  self->input = (AnEndingInput){ .grace_usec = MINUTE, .logged_in = TRUE, .user_present = TRUE };
  self->now = HOUR;
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_ptr_array_unref (self->sessions);
}

static AnEndingActions
pass (Fixture *self, gint64 usec)
{
  self->now += usec;
  return an_ending_update (&self->ending, &self->input, self->sessions, self->now);
}

static void
expect (Fixture *self, gint64 usec, AnEndingActions actions, AnEndingStage stage)
{
  g_assert_cmpint (pass (self, usec), ==, actions);
  g_assert_cmpint (self->ending.stage, ==, stage);
}

static void
test_whole_way (Fixture *self, gconstpointer data)
{
  expect (self, 0, AN_ENDING_DO_WARN, AN_ENDING_COUNTDOWN);
  g_assert_cmpint (self->ending.deadline, ==, self->now + MINUTE);
  expect (self, 59 * SECOND, AN_ENDING_DO_NOTHING, AN_ENDING_COUNTDOWN);
  expect (self, SECOND, AN_ENDING_DO_LOCK, AN_ENDING_HELD);
  self->session->locked_hint = TRUE;
  expect (self, 10 * SECOND, AN_ENDING_DO_NOTHING, AN_ENDING_HELD);
  expect (self, 29 * MINUTE, AN_ENDING_DO_NOTHING, AN_ENDING_HELD);
  expect (self, MINUTE, AN_ENDING_DO_TERMINATE, AN_ENDING_TERMINATING);
  expect (self, 5 * SECOND, AN_ENDING_DO_KILL, AN_ENDING_TERMINATING);
  expect (self, SECOND, AN_ENDING_DO_NOTHING, AN_ENDING_TERMINATING);
  expect (self, 4 * SECOND, AN_ENDING_DO_KILL, AN_ENDING_TERMINATING);
  self->input.user_present = FALSE;
  expect (self, SECOND, AN_ENDING_DO_GREETER, AN_ENDING_NONE);
}

static void
test_lock_that_does_not_hold (Fixture *self, gconstpointer data)
{
  self->input.immediate = TRUE;
  expect (self, 0, AN_ENDING_DO_LOCK, AN_ENDING_HELD);
  expect (self, 9 * SECOND, AN_ENDING_DO_NOTHING, AN_ENDING_HELD);
  expect (self, SECOND, AN_ENDING_DO_TERMINATE, AN_ENDING_TERMINATING);
}

static void
test_unlocked_again (Fixture *self, gconstpointer data)
{
  self->input.immediate = TRUE;
  self->session->locked_hint = TRUE;
  pass (self, 0);
  expect (self, 20 * SECOND, AN_ENDING_DO_NOTHING, AN_ENDING_HELD);
  self->session->locked_hint = FALSE;
  expect (self, SECOND, AN_ENDING_DO_TERMINATE, AN_ENDING_TERMINATING);
}

static void
test_input_behind_the_lock (Fixture *self, gconstpointer data)
{
  self->input.immediate = TRUE;
  self->session->locked_hint = TRUE;
  pass (self, 0);
  self->input.input_behind = TRUE;
  expect (self, SECOND, AN_ENDING_DO_TERMINATE, AN_ENDING_TERMINATING);
}

static void
test_nothing_to_lock (Fixture *self, gconstpointer data)
{
  g_free (self->session->type);
  self->session->type = g_strdup ("tty");
  expect (self, 0, AN_ENDING_DO_WARN, AN_ENDING_COUNTDOWN);
  expect (self, MINUTE, AN_ENDING_DO_TERMINATE, AN_ENDING_TERMINATING);
}

static void
test_log_out (Fixture *self, gconstpointer data)
{
  self->input.log_out = TRUE;
  self->input.grace_usec = 0;
  expect (self, 0, AN_ENDING_DO_TERMINATE, AN_ENDING_TERMINATING);
}

static void
test_more_time (Fixture *self, gconstpointer data)
{
  pass (self, 0);
  self->input.allowed = TRUE;
  expect (self, SECOND, AN_ENDING_DO_NOTHING, AN_ENDING_NONE);
  self->input.allowed = FALSE;
  self->input.immediate = TRUE;
  pass (self, SECOND);
  self->input.allowed = TRUE;
  expect (self, SECOND, AN_ENDING_DO_NOTHING, AN_ENDING_NONE);
  g_test_message ("too late once everything is being ended");
  self->input.allowed = FALSE;
  self->input.log_out = TRUE;
  pass (self, SECOND);
  self->input.allowed = TRUE;
  expect (self, 5 * SECOND, AN_ENDING_DO_KILL, AN_ENDING_TERMINATING);
}

/* An administrator keeps the user's services running: the next login is not ended for the last. */
static void
test_lingering (Fixture *self, gconstpointer data)
{
  self->input.log_out = TRUE;
  self->input.grace_usec = 0;
  pass (self, 0);
  self->input.logged_in = FALSE;
  expect (self, 5 * SECOND, AN_ENDING_DO_KILL, AN_ENDING_TERMINATING);
  expect (self, 5 * SECOND, AN_ENDING_DO_KILL, AN_ENDING_TERMINATING);
  self->input.allowed = TRUE;
  expect (self, HOUR, AN_ENDING_DO_GREETER, AN_ENDING_NONE);
  self->input.logged_in = TRUE;
  expect (self, SECOND, AN_ENDING_DO_NOTHING, AN_ENDING_NONE);
}

/* Programs left running without a login; and a login that goes while it counts down. */
static void
test_without_a_login (Fixture *self, gconstpointer data)
{
  self->input.logged_in = FALSE;
  expect (self, 0, AN_ENDING_DO_TERMINATE, AN_ENDING_TERMINATING);
  expect (self, 5 * SECOND, AN_ENDING_DO_KILL, AN_ENDING_TERMINATING);
  self->input.user_present = FALSE;
  expect (self, SECOND, AN_ENDING_DO_GREETER, AN_ENDING_NONE);

  self->input.user_present = self->input.logged_in = TRUE;
  expect (self, 0, AN_ENDING_DO_WARN, AN_ENDING_COUNTDOWN);
  self->input.logged_in = FALSE;
  expect (self, SECOND, AN_ENDING_DO_TERMINATE, AN_ENDING_TERMINATING);
}

static void
test_absent (Fixture *self, gconstpointer data)
{
  self->input.user_present = FALSE;
  expect (self, 0, AN_ENDING_DO_NOTHING, AN_ENDING_NONE);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/guardd/ending/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("whole-way", test_whole_way);
  ADD ("lock-that-does-not-hold", test_lock_that_does_not_hold);
  ADD ("unlocked-again", test_unlocked_again);
  ADD ("input-behind-the-lock", test_input_behind_the_lock);
  ADD ("nothing-to-lock", test_nothing_to_lock);
  ADD ("log-out", test_log_out);
  ADD ("more-time", test_more_time);
  ADD ("lingering", test_lingering);
  ADD ("without-a-login", test_without_a_login);
  ADD ("absent", test_absent);
  return g_test_run ();
}
