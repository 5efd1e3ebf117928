// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define AN_PROBLEM_ERROR (an_problem_error_quark ())
GQuark an_problem_error_quark (void);

/**
 * AnProblem:
 *
 * Everything the server can answer but success; also the codes of %AN_PROBLEM_ERROR. The name, the
 * status and the words of each are in an-problem-table.c; data/openapi.yaml lists the same names.
 *
 * The message of an %AN_PROBLEM_ERROR is for the program: lines `POINTER WORD` which become
 * `errors` of the problem document (see an_problem_to_json()), or nothing.
 */
typedef enum {
  AN_PROBLEM_BAD_REQUEST,
  AN_PROBLEM_DIGEST_MISMATCH,
  AN_PROBLEM_INVALID_DOCUMENT,
  AN_PROBLEM_IDEMPOTENCY_KEY,
  AN_PROBLEM_UNAUTHORIZED,
  AN_PROBLEM_NOT_FOUND,
  AN_PROBLEM_METHOD_NOT_ALLOWED,
  AN_PROBLEM_REPORT_EXISTS,
  AN_PROBLEM_UPLOAD_LENGTH,
  AN_PROBLEM_OFFSET_MISMATCH,
  AN_PROBLEM_IN_PROGRESS,
  AN_PROBLEM_ALREADY_SUBMITTED,
  AN_PROBLEM_EVIDENCE_MISSING,
  AN_PROBLEM_MANIFEST_MISMATCH,
  AN_PROBLEM_EXPIRED,
  AN_PROBLEM_TUS_VERSION,
  AN_PROBLEM_TOO_LARGE,
  AN_PROBLEM_MEDIA_TYPE,
  AN_PROBLEM_IDEMPOTENCY_MISMATCH,
  AN_PROBLEM_WRONG_OFFICE,
  AN_PROBLEM_CHECKSUM_MISMATCH,
  AN_PROBLEM_SIGN_IN,
  AN_PROBLEM_SESSION,
  AN_PROBLEM_CSRF,
  AN_PROBLEM_FORBIDDEN,
  AN_PROBLEM_REASON_REQUIRED,
  AN_PROBLEM_NOT_SUBMITTED,
  AN_PROBLEM_MESSAGE_EXISTS,
  AN_PROBLEM_TRANSITION,
  AN_PROBLEM_NOT_SEALED,
  AN_PROBLEM_EVIDENCE,
  AN_PROBLEM_TOTP,
  AN_PROBLEM_REVISION_MISMATCH,
  AN_PROBLEM_PRECONDITION_REQUIRED,
  AN_PROBLEM_TOO_MANY,
  AN_PROBLEM_INTERNAL,
  AN_PROBLEM_STORAGE,
  AN_PROBLEM_BUSY,
  AN_PROBLEM_FULL,
  AN_PROBLEM_NOT_WITHDRAWABLE,
  AN_PROBLEM_STAFF,
} AnProblem;
#define AN_N_PROBLEMS 41

typedef enum {
  AN_LANGUAGE_VI,
  AN_LANGUAGE_EN,
} AnLanguage;

typedef struct {
  const char *name;      /* the end of `urn:annhi:problem:` */
  guint status;          /* of HTTP */
  int retry_after;       /* seconds, 0: no such header */
  const char *title[2];  /* indexed by AnLanguage */
  const char *detail[2]; /* what to do now */
} AnProblemInfo;

/* What a WORD of an error's message, or the code of an AN_JSON_ERROR, says to people. */
typedef struct {
  const char *word;
  const char *text[2];
} AnProblemWord;

extern const AnProblemInfo an_problem_table[AN_N_PROBLEMS];
extern const AnProblemWord an_problem_words[];      /* ended by an entry without a word */
extern const AnProblemWord an_problem_json_words[]; /* indexed by AnJsonError */

AnLanguage an_language_choose (const char *accept_language);
AnProblem an_problem_from_error (const GError *error);
char *an_problem_to_json (const GError *error, AnLanguage language) G_GNUC_WARN_UNUSED_RESULT;
void an_problem_set (GError **error, AnProblem problem);

G_END_DECLS
