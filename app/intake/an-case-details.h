// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "intake/an-case.h"

G_BEGIN_DECLS

#define AN_CASE_MAX_SUBSTATE 60
#define AN_CASE_MAX_LABELS 10
#define AN_CASE_MAX_LABEL 30

/**
 * AnCaseDetails:
 *
 * What the office keeps about a case beside its state: who works on it, a finer state of its own,
 * labels, a day on which to think of it, the case it repeats. The reporter sees none of it. It is
 * in clear in the store, so that it can be searched; what must not be is a note.
 *
 * A change names some of them; what it does not name stays, an empty text takes away.
 */
typedef struct {
  char *report;       /* (owned) */
  gint64 revision;    /* that the officer has seen; after storing, the new one */
  char *assignee;     /* (owned) (nullable) not named */
  char *substate;     /* (owned) (nullable) */
  char *remind_on;    /* (owned) (nullable) YYYY-MM-DD */
  char *duplicate_of; /* (owned) (nullable) id of another case */
  char *labels;       /* (owned) (nullable) as the store has them */
} AnCaseDetails;

gboolean an_case_details_parse (AnCaseDetails *self, JsonNode *root, GError **error);
/* In a transaction. Who is assigned can open the case from then on. */
gboolean an_case_details_store (AnCaseDetails *self,
                                AnDatabase *database,
                                const AnStaff *officer,
                                GError **error);
void an_case_details_clear (AnCaseDetails *self);

/* Those who may work on cases: (transfer full) names */
char **an_case_details_list_workers (AnDatabase *database,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Members of an object: what @found has of them. */
void an_case_details_add (const AnCase *found, JsonBuilder *builder);

G_END_DECLS
