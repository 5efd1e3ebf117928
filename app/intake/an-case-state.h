// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Where a case may go from where it is, and what must be told for it. */

typedef enum {
  AN_CASE_NEEDS_NOTHING = 0,
  AN_CASE_NEEDS_REASON = 1 << 0,  /* for the office only */
  AN_CASE_NEEDS_OUTCOME = 1 << 1, /* one of an_case_outcomes */
  AN_CASE_NEEDS_NOTE = 1 << 2,    /* for the reporter */
} AnCaseNeeds;

typedef struct {
  const char *from, *to;
  AnCaseNeeds needs;
} AnCaseStep;

#define AN_CASE_FINISHED_QUEUE 10 /* from here on nothing is to be done */
#define AN_CASE_HIDDEN_QUEUE 90   /* from here on it is no case */

extern const AnCaseStep an_case_steps[]; /* ended by an entry without a state */
extern const char *const an_case_states[];
extern const char *const an_case_outcomes[];

const AnCaseStep *an_case_find_step (const char *from, const char *to); /* (nullable) */
gint64 an_case_choose_queue (const char *state, const char *urgency);
void an_case_add_steps (const char *from, JsonBuilder *builder); /* an array */

G_END_DECLS
