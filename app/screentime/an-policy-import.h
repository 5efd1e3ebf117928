// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "screentime/an-policy.h"

G_BEGIN_DECLS

#define AN_POLICY_IMPORT_ERROR (an_policy_import_error_quark ())
GQuark an_policy_import_error_quark (void);

#define AN_POLICY_IMPORT_MAX_BYTES (256 * 1024)
#define AN_MALCONTENT_LIMITS "com.endlessm.ParentalControls.SessionLimits"

/**
 * AnPolicyImportError:
 * @AN_POLICY_IMPORT_ERROR_FORMAT: not a file of that program
 * @AN_POLICY_IMPORT_ERROR_VALUE: such a file, with a limit that cannot be understood
 *
 * Messages are for people, in their language.
 */
typedef enum {
  AN_POLICY_IMPORT_ERROR_FORMAT,
  AN_POLICY_IMPORT_ERROR_VALUE,
} AnPolicyImportError;

/**
 * AnPolicyImport:
 *
 * What another program held, as our rules, and what could not become one.
 */
typedef struct {
  AnPolicy *policy; /* (owned) */
  char *user;       /* (owned) (nullable): the account the file names */
  gboolean is_foreign;
  GPtrArray *notes; /* (owned) of char: sentences without a full stop */
} AnPolicyImport;

void an_policy_import_free (AnPolicyImport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnPolicyImport, an_policy_import_free)

/* Whatever of the three it is: our own document, or a file of one of the programs. */
AnPolicyImport *
an_policy_import_any (const char *text, gsize length, GError **error) G_GNUC_WARN_UNUSED_RESULT;
AnPolicyImport *an_policy_import_timekpr (const char *text,
                                          gsize length,
                                          const char *server,
                                          gsize server_length,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
AnPolicyImport *an_policy_import_malcontent (const char *text,
                                             gsize length,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
AnPolicyImport *an_policy_import_malcontent_properties (GVariant *properties,
                                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
