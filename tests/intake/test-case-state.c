// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "intake/an-case-state.h"

static const struct {
  const char *from, *to;
  gboolean allowed;
} steps[] = {
  { "received", "triaged", TRUE },    { "received", "supporting", FALSE },
  { "received", "closed", FALSE },    { "triaged", "supporting", TRUE },
  { "triaged", "forwarded", TRUE },   { "forwarded", "triaged", FALSE },
  { "supporting", "resolved", TRUE }, { "resolved", "closed", TRUE },
  { "closed", "supporting", TRUE },   { "closed", "received", FALSE },
  { "rejected", "triaged", FALSE },   { "duplicate", "closed", FALSE },
  { "withdrawn", "triaged", FALSE },  { "open", "triaged", FALSE },
  { "received", "received", FALSE },
};

static void
test_steps (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++) {
    g_test_message ("%s to %s", steps[i].from, steps[i].to);
    g_assert_cmpint (an_case_find_step (steps[i].from, steps[i].to) != NULL, ==, steps[i].allowed);
  }
}

/* Every state of the table is one, and every end but the agreed ones is reached from the start. */
static void
test_table (void)
{
  for (const AnCaseStep *step = an_case_steps; step->from != NULL; step++) {
    g_assert_true (g_strv_contains (an_case_states, step->from));
    g_assert_true (g_strv_contains (an_case_states, step->to));
    g_assert_cmpstr (step->to, !=, "received");
    g_assert_cmpstr (step->to, !=, "withdrawn");
  }
  g_assert_cmpint (an_case_find_step ("triaged", "rejected")->needs, ==, AN_CASE_NEEDS_REASON);
  g_assert_cmpint (an_case_find_step ("resolved", "closed")->needs,
                   ==,
                   AN_CASE_NEEDS_OUTCOME | AN_CASE_NEEDS_NOTE);
}

static void
test_queue (void)
{
  g_assert_cmpint (an_case_choose_queue ("received", "immediate"), ==, 0);
  g_assert_cmpint (an_case_choose_queue ("triaged", "immediate"), ==, 1);
  g_assert_cmpint (an_case_choose_queue ("received", "high"), ==, 2);
  g_assert_cmpint (an_case_choose_queue ("received", "normal"), ==, 4);
  g_assert_cmpint (an_case_choose_queue ("received", "unheard of"), ==, 4);
  g_assert_cmpint (an_case_choose_queue ("closed", "immediate"), >=, AN_CASE_FINISHED_QUEUE);
  g_assert_cmpint (an_case_choose_queue ("rejected", "normal"), <, AN_CASE_HIDDEN_QUEUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/intake/case-state/steps", test_steps);
  g_test_add_func ("/intake/case-state/table", test_table);
  g_test_add_func ("/intake/case-state/queue", test_queue);
  return g_test_run ();
}
