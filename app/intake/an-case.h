// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/an-database.h"
#include "intake/an-evidence-files.h"
#include "intake/an-staff.h"
#include "report/an-report.h"

G_BEGIN_DECLS

/**
 * AnCaseEvidence:
 * @AN_CASE_EVIDENCE_FINGERPRINT: the file itself was never sent, as the report says
 * @AN_CASE_EVIDENCE_VERIFIED: opened, and its SHA-256 is the one in the report
 * @AN_CASE_EVIDENCE_DIFFERS: it can be opened, but is not what the report names
 * @AN_CASE_EVIDENCE_BROKEN: not there, or cannot be opened
 */
typedef enum {
  AN_CASE_EVIDENCE_FINGERPRINT,
  AN_CASE_EVIDENCE_VERIFIED,
  AN_CASE_EVIDENCE_DIFFERS,
  AN_CASE_EVIDENCE_BROKEN,
} AnCaseEvidence;

extern const char *const an_case_evidence_ids[]; /* words of the JSON, indexed by the enum */

/* A received report in an officer's hands. */
typedef struct {
  char *id, *received_at, *urgency, *state;                      /* (owned) */
  char *outcome, *public_note, *acted_at;                        /* (owned) (nullable) */
  char *assignee, *substate, *remind_on, *duplicate_of, *labels; /* (owned) (nullable) */
  gint64 revision, queue;                                        /* see an-schema.c */
  gint64 unread;                                                 /* messages of the reporter */
  GBytes *content;                                               /* (owned) sealed */
  GBytes *sealed_key;    /* (owned) (nullable): none when it was sealed before the officer came */
  char *recipient;       /* (owned) (nullable) to which key it is sealed, as the envelope says it */
  AnSealKey key;         /* valid when report is not NULL */
  AnReport *report;      /* (owned) (nullable) after an_case_open() */
  AnCaseEvidence *found; /* (owned) (nullable): one for each evidence, when it was looked at */
} AnCase;

#define AN_CASE_COLUMNS                                                                            \
  "SELECT id, received_at, urgency, state, content, outcome, public_note,"                         \
  " (SELECT changed_at FROM history WHERE history.report = report.id AND position = 2"             \
  "  AND actor IS NOT NULL),"                                                                      \
  " revision, queue, (SELECT COUNT(*) FROM message WHERE message.report = report.id"               \
  " AND sender = 'reporter' AND read_at IS NULL),"                                                 \
  " assignee, substate, remind_on, duplicate_of, labels FROM report"

/* For queries of these columns; takes the rows. */
GPtrArray *an_case_read_all (AnRows *rows,
                             AnDatabase *database,
                             const AnStaff *officer,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *an_case_list (AnDatabase *database,
                         const AnStaff *officer,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT; /* of AnCase */
AnCase *an_case_find (AnDatabase *database, const char *id, const AnStaff *officer, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void an_case_free (AnCase *self); /* wipes */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnCase, an_case_free)

gboolean an_case_unlock (AnCase *self, const AnStaff *officer, GError **error); /* the key only */
gboolean an_case_open (AnCase *self, const AnStaff *officer, GError **error);
/* Opens every piece of evidence, and saves it in @directory where that is given. */
gboolean an_case_look_at_evidence (AnCase *self,
                                   AnEvidenceFiles *files,
                                   const char *directory,
                                   GError **error);

/* One piece, verified, in memory that is no file: mapped, so that it need not be copied. */
GBytes *an_case_open_evidence (const AnCase *self,
                               AnEvidenceFiles *files,
                               const AnReportEvidence *evidence,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
const char *an_case_evidence_ending (const char *media_type);

/* For people (translated) and for programs. */
char *an_case_state_name (const char *state) G_GNUC_WARN_UNUSED_RESULT;
char *an_case_to_line (const AnCase *self) G_GNUC_WARN_UNUSED_RESULT;
char *an_case_to_text (const AnCase *self) G_GNUC_WARN_UNUSED_RESULT;
void an_case_add_line (const AnCase *self, JsonBuilder *builder);
JsonNode *an_case_to_json (const AnCase *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
