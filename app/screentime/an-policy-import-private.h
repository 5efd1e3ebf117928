// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "screentime/an-policy-import.h"

G_BEGIN_DECLS

/* What both kinds of files need. */

AnPolicyImport *an_policy_import_new (void) G_GNUC_WARN_UNUSED_RESULT;
void an_policy_import_note (AnPolicyImport *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
GKeyFile *an_policy_import_load_keys (const char *text,
                                      gsize length,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
void an_policy_import_begin (JsonBuilder *builder, gboolean is_enabled);
gboolean an_policy_import_end (AnPolicyImport *self, JsonBuilder *builder, GError **error);

G_END_DECLS
