// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "intake/an-case.h"

G_BEGIN_DECLS

#define AN_CASE_MAX_TEXT 4000 /* characters of a reason, a note */

/* What an officer writes to a case. Reasons and notes are sealed with the key of the report. */
typedef struct {
  char *report;      /* (owned) */
  gint64 revision;   /* that the officer has seen; after storing, the new one */
  char *to;          /* (owned) (nullable) state */
  char *reason;      /* (owned) (nullable) for the office; the text of a note */
  char *outcome;     /* (owned) (nullable) */
  char *public_note; /* (owned) (nullable) for the reporter */
  char *evidence;    /* (owned) (nullable) that is asked for */

  char *id; /* (owned) (nullable) answer: of the note */
} AnCaseChange;

/* With the key that lets one write to it; errors are AN_PROBLEM_ERROR. */
AnCase *an_case_open_key (AnDatabase *database,
                          const char *id,
                          const AnStaff *officer,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean an_case_change_parse_transition (AnCaseChange *self, JsonNode *root, GError **error);
gboolean
an_case_change_parse_text (AnCaseChange *self, const char *member, JsonNode *root, GError **error);
/* Each in a transaction; errors are AN_PROBLEM_ERROR. */
gboolean an_case_change_store_transition (AnCaseChange *self,
                                          AnDatabase *database,
                                          const AnStaff *officer,
                                          GError **error);
gboolean an_case_change_store_note (AnCaseChange *self,
                                    AnDatabase *database,
                                    const AnStaff *officer,
                                    GError **error);
gboolean an_case_change_store_message (AnCaseChange *self,
                                       AnDatabase *database,
                                       const AnStaff *officer,
                                       GError **error);
/* Why this piece of evidence is to be seen; changes no revision. */
gboolean an_case_change_store_evidence (AnCaseChange *self,
                                        AnDatabase *database,
                                        const AnStaff *officer,
                                        GError **error);
void an_case_change_clear (AnCaseChange *self); /* wipes */

G_END_DECLS
