// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <json-glib/json-glib.h>

#include "report/an-taxonomy.h"

G_BEGIN_DECLS

#define AN_REPORT_SCHEMA "vn.annhi.report/1"
#define AN_REPORT_MAX_BYTES (512 * 1024)
#define AN_REPORT_MAX_TEXT 100000 /* characters in one long answer */

typedef enum {
  AN_GENDER_UNKNOWN,
  AN_GENDER_MALE,
  AN_GENDER_FEMALE,
} AnGender;

/**
 * AnReportEvidence:
 *
 * One piece of evidence as the report names it; the bytes live elsewhere (AnEvidence).
 */
typedef struct {
  char *id;          /* (owned) UUID v4 */
  char *name;        /* (owned) file name as the reporter saw it */
  char *media_type;  /* (owned) such as image/jpeg */
  guint64 size;      /* bytes */
  char *sha256;      /* (owned) hex, of the file as it is sent */
  char *note;        /* (owned) (nullable) */
  gboolean included; /* FALSE: only the fingerprint is sent */
} AnReportEvidence;

/**
 * AnReport:
 *
 * A report, `vn.annhi.report/1`: every field of form 01 of Decree 56/2017, all optional but role,
 * category and description. A plain value: whoever builds it owns it and may change any member;
 * a text that is %NULL or "" is unknown. Its JSON has the members of this struct by their names,
 * and leaves out what is unknown; who is anonymous is left out of it too.
 */
typedef struct {
  char *id;      /* (owned) UUID v4 */
  char *created; /* (owned) RFC 3339 UTC */
  char *locale;  /* (owned) (nullable) BCP 47 of the form that was filled in */
  char *app;     /* (owned) (nullable) such as "annhi 0.1.0" */

  struct {
    AnRole role;
    gboolean anonymous;
    char *name, *phone, *email, *address; /* (owned) (nullable); never sent when anonymous */
  } reporter;

  struct {
    char *name, *birth_date; /* (owned) (nullable); birth_date is YYYY-MM-DD */
    int age;                 /* years, -1 when unknown */
    AnGender gender;
    char *condition, *location, *father, *mother, *family, *carer; /* (owned) (nullable) */
  } child;

  struct {
    AnCategory category;
    AnUrgency urgency;
    char *happened_at; /* (owned) (nullable) RFC 3339 or YYYY-MM-DD */
    gboolean ongoing;
    char *place, *platform;                           /* (owned) (nullable) */
    GPtrArray *urls;                                  /* (owned) of char* */
    GPtrArray *accounts;                              /* (owned) of char* */
    char *description, *consequences, *actions_taken; /* (owned) (nullable) */
  } incident;

  char *suspect;             /* (owned) (nullable) */
  GPtrArray *support_wanted; /* (owned) of char* */

  struct {
    gboolean child, representative;
    char *basis; /* (owned) (nullable): "consent", "emergency" (Law 91/2025, Articles 24 and 19) */
  } consent;

  GPtrArray *evidence; /* (owned) of AnReportEvidence */
} AnReport;

#define AN_REPORT_MAX_LINKS 200 /* urls, accounts */
#define AN_REPORT_MAX_EVIDENCE 100
#define AN_REPORT_MAX_AGE 99

AnReport *an_report_new (void)
    G_GNUC_WARN_UNUSED_RESULT; /* with a fresh id and created, role and category not chosen */
void an_report_free (AnReport *self);
AnReport *an_report_copy (const AnReport *self) G_GNUC_WARN_UNUSED_RESULT;
AnReport *an_report_from_json (JsonNode *root, GError **error)
    G_GNUC_WARN_UNUSED_RESULT; /* strict, complete; id and created may be absent and are then made
                                */
AnReport *an_report_draft_from_json (JsonNode *root, GError **error)
    G_GNUC_WARN_UNUSED_RESULT; /* may be unfinished */
JsonNode *an_report_to_json (const AnReport *self) G_GNUC_WARN_UNUSED_RESULT;
gsize an_report_get_text_limit (const AnReport *report, char **field); /* in characters */
gboolean an_report_check (const AnReport *self,
                          GError **error); /* ready to be sent? AN_JSON_ERROR with pointer */
AnReportEvidence *an_report_evidence_new (void) G_GNUC_WARN_UNUSED_RESULT;
void an_report_evidence_free (AnReportEvidence *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnReport, an_report_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnReportEvidence, an_report_evidence_free)

G_END_DECLS
