// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The states of a case; data/openapi.yaml says the same. */

#include "intake/an-case-state.h"

#include "report/an-taxonomy.h"

const char *const an_case_states[] = { "received",  "triaged", "forwarded", "supporting",
                                       "resolved",  "closed",  "duplicate", "rejected",
                                       "withdrawn", NULL };

const char *const an_case_outcomes[] = {
  "action-taken", "referred", "no-action-possible", "not-in-scope", "insufficient-information",
  "withdrawn",    NULL
};

const AnCaseStep an_case_steps[] = {
  { "received", "triaged", AN_CASE_NEEDS_NOTHING },
  { "received", "duplicate", AN_CASE_NEEDS_REASON },
  { "received", "rejected", AN_CASE_NEEDS_REASON },
  { "triaged", "supporting", AN_CASE_NEEDS_NOTHING },
  { "triaged", "forwarded", AN_CASE_NEEDS_REASON },
  { "triaged", "duplicate", AN_CASE_NEEDS_REASON },
  { "triaged", "rejected", AN_CASE_NEEDS_REASON },
  { "forwarded", "supporting", AN_CASE_NEEDS_NOTHING },
  { "forwarded", "duplicate", AN_CASE_NEEDS_REASON },
  { "forwarded", "rejected", AN_CASE_NEEDS_REASON },
  { "supporting", "resolved", AN_CASE_NEEDS_OUTCOME },
  { "resolved", "closed", AN_CASE_NEEDS_OUTCOME | AN_CASE_NEEDS_NOTE },
  { "resolved", "supporting", AN_CASE_NEEDS_REASON },
  { "closed", "supporting", AN_CASE_NEEDS_REASON },
  { NULL },
};

const AnCaseStep *
an_case_find_step (const char *from, const char *to)
{
  for (const AnCaseStep *step = an_case_steps; step->from != NULL; step++)
    if (g_strcmp0 (step->from, from) == 0 && g_strcmp0 (step->to, to) == 0)
      return step;
  return NULL;
}

/* The place in the queue, see an-schema.c. */
gint64
an_case_choose_queue (const char *state, const char *urgency)
{
  static const char *const finished[] = { "closed", "duplicate", "rejected", "withdrawn", NULL };
  gint64 queue = AN_URGENCY_NORMAL;

  for (int i = 0; i < AN_N_URGENCIES; i++)
    if (g_strcmp0 (an_urgency_ids[i], urgency) == 0)
      queue = i;
  queue = 2 * queue + (g_strcmp0 (state, "received") != 0);
  return g_strv_contains (finished, state) ? queue + AN_CASE_FINISHED_QUEUE : queue;
}

void
an_case_add_steps (const char *from, JsonBuilder *builder)
{
  static const char *const needs[] = { "reason", "outcome", "public_note" };

  json_builder_begin_array (builder);
  for (const AnCaseStep *step = an_case_steps; step->from != NULL; step++) {
    if (g_strcmp0 (step->from, from) != 0)
      continue;
    json_builder_begin_object (builder);
    json_builder_set_member_name (builder, "to");
    json_builder_add_string_value (builder, step->to);
    json_builder_set_member_name (builder, "needs");
    json_builder_begin_array (builder);
    for (guint i = 0; i < G_N_ELEMENTS (needs); i++)
      if (step->needs & 1u << i)
        json_builder_add_string_value (builder, needs[i]);
    json_builder_end_array (builder);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
}
