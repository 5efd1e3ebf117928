// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* an-guard-engine.c with a clock, sessions and a host of our own: whole evenings in a moment. */

#include "guardd/an-guard-engine.h"

#include "sessions.h"

#define EVENING (G_GINT64_CONSTANT (1795604400) * SECOND) /* Wed 25/11/2026 18:00 in Viet Nam */

typedef struct {
  AnGuardEngine *engine; /* (owned) */
  AnGuardChild *child;   /* (not owned) */
  GTimeZone *zone;       /* (owned) */
  AnClockReading clock;
  gboolean input, watched, synchronized;
  gboolean logged_in, locked, on_tty, active;
  gboolean left_running; /* programs without a login */
  GString *log;          /* (owned) what the engine asked for, a letter each */
  int events[AN_EVENT_LAST + 1];
} Fixture;

/* The host */

static void
read_clock (AnClockReading *now, gpointer data)
{
  *now = ((Fixture *) data)->clock;
}

static gboolean
is_synchronized (gpointer data)
{
  return ((Fixture *) data)->synchronized;
}

static gboolean
take_input (gpointer data)
{
  return ((Fixture *) data)->input;
}

static void
watch_input (gboolean watch, gpointer data)
{
  ((Fixture *) data)->watched = watch;
}

static void
on_lock (AnGuardChild *child, gpointer data)
{
  g_string_append (((Fixture *) data)->log, "L");
}

static void
on_terminate (AnGuardChild *child, gpointer data)
{
  g_string_append (((Fixture *) data)->log, "T");
}

static void
on_kill (AnGuardChild *child, gpointer data)
{
  g_string_append (((Fixture *) data)->log, "K");
}

static void
on_greeter (gpointer data)
{
  g_string_append (((Fixture *) data)->log, "G");
}

static void
on_warn (AnGuardChild *child, const char *kind, gint64 seconds, gpointer data)
{
  g_string_append_printf (((Fixture *) data)->log, "%c", kind[0]);
}

static void
on_event (guint32 uid, AnEventKind kind, gint64 detail, gpointer data)
{
  ((Fixture *) data)->events[kind]++;
}

static const AnGuardHost host = {
  .read_clock = read_clock,
  .is_synchronized = is_synchronized,
  .take_input = take_input,
  .watch_input = watch_input,
  .lock = on_lock,
  .terminate = on_terminate,
  .kill = on_kill,
  .show_greeter = on_greeter,
  .warn = on_warn,
  .event = on_event,
};

static void
look (Fixture *self)
{
  GPtrArray *sessions = g_ptr_array_new ();
  GArray *uids = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 uid = 1001;

  if (self->logged_in) {
    AnSession *session = new_session ("GNOME");

    session->active = self->active;
    session->locked_hint = self->locked;
    if (self->on_tty) {
      g_free (session->type);
      session->type = g_strdup ("tty");
    }
    g_ptr_array_add (sessions, session);
  }
  if (self->logged_in || self->left_running)
    g_array_append_val (uids, uid);
  an_guard_engine_take_sessions (self->engine, sessions, uids);
  g_array_unref (uids);
  an_guard_engine_update (self->engine);
}

/* Time goes by; the engine is woken when it asked for it and every @step at the latest. */
static void
pass (Fixture *self, gint64 usec, gint64 step)
{
  gint64 end = self->clock.monotonic + usec;

  while (self->clock.monotonic < end) {
    gint64 deadline = an_guard_engine_get_deadline (self->engine);
    gint64 next = MIN (MIN (deadline, self->clock.monotonic + step), end);
    gint64 passed = MAX (next - self->clock.monotonic, 1);

    self->clock.monotonic += passed;
    self->clock.boottime += passed;
    self->clock.realtime += passed;
    look (self);
  }
}

static void
begin (Fixture *self, const char *policy_text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AnPolicy) policy = an_policy_parse (policy_text, strlen (policy_text), &error);
  AnTrustedTimeState none = { 0 };

  g_assert_no_error (error);
  self->child = an_guard_child_new (1001, "kid", policy, 1);
  an_guard_engine_add_child (self->engine, self->child);
  an_guard_engine_start (self->engine, &none);
  self->active = self->logged_in = TRUE;
  look (self);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->zone = g_time_zone_new_offset (7 * 3600);
  self->clock = (AnClockReading){ EVENING, HOUR, HOUR };
  self->log = g_string_new (NULL);
  self->engine = an_guard_engine_new (&host, self, self->zone);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  an_guard_engine_free (self->engine);
  g_time_zone_unref (self->zone);
  g_string_free (self->log, TRUE);
}

static gint64
used_today (Fixture *self)
{
  AnMoment now;
  const AnLedgerDay *day;

  an_guard_engine_get_moment (self->engine, &now);
  day = an_ledger_find_day (self->child->ledger, an_ledger_local_day (now.trusted, self->zone));
  return day != NULL ? day->used_usec / SECOND : 0;
}

#define HEAD "{\"schema\":\"vn.annhi.policy/1\",\"enabled\":true,"
#define QUOTA_20 HEAD "\"days\":{\"wed\":{\"quota_minutes\":20}}}"
#define UNTIL_19 HEAD "\"days\":{\"wed\":{\"windows\":[[\"17:00\",\"19:00\"]]}}}"

static void
test_quota_runs_out (Fixture *self, gconstpointer data)
{
  begin (self, QUOTA_20);
  pass (self, 20 * MINUTE - SECOND, HOUR);
  g_assert_cmpstr (self->log->str, ==, "ttt");
  pass (self, 2 * SECOND, HOUR);
  g_assert_cmpstr (self->log->str, ==, "tttc");
  pass (self, MINUTE, HOUR);
  g_assert_cmpstr (self->log->str, ==, "tttchL");
  self->locked = TRUE;
  pass (self, 20 * MINUTE, HOUR);
  g_assert_cmpstr (self->log->str, ==, "tttchL");
  pass (self, 11 * MINUTE, HOUR);
  g_assert_true (g_str_has_prefix (self->log->str, "tttchLTK"));
  self->logged_in = FALSE;
  pass (self, 10 * SECOND, HOUR);
  g_assert_true (g_str_has_suffix (self->log->str, "G"));
  g_assert_cmpint (an_guard_engine_get_deadline (self->engine), ==, G_MAXINT64);
  g_assert_cmpint (used_today (self), ==, 20 * 60);
  g_assert_cmpint (self->events[AN_EVENT_LIMIT_ENDED], ==, 1);
  g_assert_cmpint (self->events[AN_EVENT_TERMINATED], ==, 1);
}

/* Nothing is counted while somebody else is in front. */
static void
test_switched_away (Fixture *self, gconstpointer data)
{
  begin (self, QUOTA_20);
  pass (self, 5 * MINUTE, HOUR);
  self->active = FALSE;
  look (self);
  pass (self, HOUR, HOUR);
  self->active = TRUE;
  look (self);
  pass (self, 5 * MINUTE, HOUR);
  g_assert_cmpint (used_today (self), ==, 10 * 60);
}

/* timekpr-nExT leaves text logins alone. */
static void
test_text_login (Fixture *self, gconstpointer data)
{
  self->on_tty = TRUE;
  begin (self, QUOTA_20);
  pass (self, 22 * MINUTE, HOUR);
  g_assert_nonnull (strstr (self->log->str, "cTK"));
  g_assert_null (strchr (self->log->str, 'L'));
}

/* malcontent 0.11 reads the window in UTC. */
static void
test_window_is_local (Fixture *self, gconstpointer data)
{
  begin (self, UNTIL_19);
  pass (self, 59 * MINUTE, HOUR);
  g_assert_true (self->child->answer.allowed);
  pass (self, 2 * MINUTE, HOUR);
  g_assert_false (self->child->answer.allowed);
  g_assert_cmpint (self->child->answer.reason, ==, AN_REASON_OUTSIDE_WINDOW);
}

/* timekpr-nExT forgets a day when the date changes. */
static void
test_clock_forward (Fixture *self, gconstpointer data)
{
  begin (self, HEAD "\"days\":{\"wed\":{\"quota_minutes\":20},\"thu\":{\"quota_minutes\":20}}}");
  pass (self, 19 * MINUTE, HOUR);
  self->clock.realtime += 24 * HOUR;
  look (self);
  g_assert_cmpint (self->events[AN_EVENT_CLOCK_FORWARD], ==, 1);
  g_assert_cmpint (used_today (self), ==, 19 * 60);
  pass (self, 2 * MINUTE, HOUR);
  g_assert_false (self->child->answer.allowed);
  g_test_message ("NTP agrees: it is the next day");
  self->synchronized = TRUE;
  look (self);
  g_assert_true (self->child->answer.allowed);
}

static void
test_clock_back (Fixture *self, gconstpointer data)
{
  begin (self, UNTIL_19);
  pass (self, 50 * MINUTE, HOUR);
  self->clock.realtime -= 2 * HOUR;
  look (self);
  g_assert_cmpint (self->events[AN_EVENT_CLOCK_BACK], ==, 1);
  pass (self, 11 * MINUTE, HOUR);
  g_assert_false (self->child->answer.allowed);
}

static void
test_suspend (Fixture *self, gconstpointer data)
{
  begin (self, QUOTA_20);
  pass (self, 5 * MINUTE, HOUR);
  an_guard_engine_set_sleeping (self->engine, TRUE);
  self->active = FALSE;
  look (self);
  self->clock.boottime += 3 * HOUR;
  self->clock.realtime += 3 * HOUR;
  self->active = TRUE;
  an_guard_engine_set_sleeping (self->engine, FALSE);
  look (self);
  pass (self, 5 * MINUTE, HOUR);
  g_assert_cmpint (used_today (self), ==, 10 * 60);
  g_assert_cmpint (self->events[AN_EVENT_CLOCK_FORWARD], ==, 0);
}

static void
test_false_claim_is_counted_back (Fixture *self, gconstpointer data)
{
  begin (self, QUOTA_20);
  pass (self, MINUTE, HOUR);
  self->locked = TRUE;
  look (self);
  g_assert_true (self->watched);
  self->input = TRUE;
  pass (self, 5 * MINUTE, HOUR);
  g_assert_cmpint (self->events[AN_EVENT_FALSE_CLAIM], ==, 1);
  g_assert_cmpint (used_today (self), >=, 6 * 60 - 1);
  self->locked = FALSE;
  look (self);
  g_assert_false (self->watched);
}

static void
test_grant (Fixture *self, gconstpointer data)
{
  begin (self, UNTIL_19);
  pass (self, HOUR + 30 * SECOND, HOUR);
  g_assert_cmpint (self->child->ending.stage, ==, AN_ENDING_COUNTDOWN);
  an_guard_engine_grant (self->engine, self->child, 30, TRUE, "sinh nhật");
  g_assert_cmpint (self->child->ending.stage, ==, AN_ENDING_NONE);
  pass (self, 29 * MINUTE, HOUR);
  g_assert_true (self->child->answer.allowed);
  pass (self, 2 * MINUTE, HOUR);
  g_assert_false (self->child->answer.allowed);
  g_assert_cmpint (self->child->ledger->grants->len, ==, 1);
  g_assert_cmpint (used_today (self), ==, 3600);
}

static void
test_pause (Fixture *self, gconstpointer data)
{
  begin (self, QUOTA_20);
  pass (self, MINUTE, HOUR);
  an_guard_engine_set_paused (self->engine, self->child, TRUE);
  g_assert_cmpstr (self->log->str + self->log->len - 1, ==, "L");
  g_assert_null (strchr (self->log->str, 'h')); /* a pause is told as a pause */
  an_guard_engine_set_paused (self->engine, self->child, FALSE);
  g_assert_true (self->child->answer.allowed);
  g_assert_cmpint (self->child->ending.stage, ==, AN_ENDING_NONE);
}

static void
test_break (Fixture *self, gconstpointer data)
{
  begin (self,
         HEAD "\"break\":{\"after_minutes\":30,\"rest_minutes\":5,\"enforced\":true},"
              "\"at_end\":{\"action\":\"lock\",\"grace_seconds\":0}}");
  pass (self, 30 * MINUTE, HOUR);
  g_assert_cmpstr (self->log->str, ==, "bL");
  self->locked = TRUE;
  pass (self, 5 * MINUTE + SECOND, HOUR);
  self->locked = FALSE;
  look (self);
  g_assert_cmpint (self->child->ending.stage, ==, AN_ENDING_NONE);
  pass (self, 10 * MINUTE, HOUR);
  g_assert_cmpstr (self->log->str, ==, "bL");
}

/* Ticks: as few as promised. */
static void
test_wake_ups (Fixture *self, gconstpointer data)
{
  int wakes = 0;

  begin (self, HEAD "\"days\":{\"wed\":{\"quota_minutes\":300}}}");
  for (gint64 end = self->clock.monotonic + HOUR; self->clock.monotonic < end; wakes++) {
    gint64 wait = an_guard_engine_get_deadline (self->engine) - self->clock.monotonic;

    self->clock.monotonic += wait;
    self->clock.boottime += wait;
    self->clock.realtime += wait;
    look (self);
  }
  g_test_message ("%d wake-ups an hour", wakes);
  g_assert_cmpint (wakes, <=, 125);
}

static void
test_another_account (Fixture *self, gconstpointer data)
{
  begin (self, QUOTA_20);
  self->child->identity = AN_IDENTITY_RECYCLED;
  pass (self, HOUR, HOUR);
  g_assert_cmpstr (self->log->str, ==, "");
  g_assert_cmpint (used_today (self), ==, 0);
}

/* What the child left running, or lets linger, ends with the hours it may run in. */
static void
test_left_running (Fixture *self, gconstpointer data)
{
  begin (self, UNTIL_19);
  self->left_running = TRUE;
  self->logged_in = FALSE;
  look (self);
  g_assert_cmpstr (self->log->str, ==, "");
  g_assert_cmpint (an_guard_engine_get_deadline (self->engine), <=, self->clock.monotonic + HOUR);
  pass (self, HOUR + 6 * SECOND, 24 * HOUR);
  g_assert_cmpstr (self->log->str, ==, "TK");
  g_assert_cmpint (self->events[AN_EVENT_TERMINATED], ==, 1);
  g_assert_cmpint (self->events[AN_EVENT_LIMIT_ENDED], ==, 0);
  self->left_running = FALSE;
  pass (self, 6 * SECOND, 24 * HOUR);
  g_assert_cmpint (an_guard_engine_get_deadline (self->engine), ==, G_MAXINT64);
  g_test_message ("lingering that begins at night, as at a boot");
  self->left_running = TRUE;
  look (self);
  g_assert_cmpstr (self->log->str, ==, "TKGT");
  g_assert_cmpint (used_today (self), ==, 0);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/guardd/engine/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("quota-runs-out", test_quota_runs_out);
  ADD ("switched-away", test_switched_away);
  ADD ("text-login", test_text_login);
  ADD ("window-is-local", test_window_is_local);
  ADD ("clock-forward", test_clock_forward);
  ADD ("clock-back", test_clock_back);
  ADD ("suspend", test_suspend);
  ADD ("false-claim", test_false_claim_is_counted_back);
  ADD ("grant", test_grant);
  ADD ("pause", test_pause);
  ADD ("break", test_break);
  ADD ("left-running", test_left_running);
  ADD ("wake-ups", test_wake_ups);
  ADD ("another-account", test_another_account);
  return g_test_run ();
}
