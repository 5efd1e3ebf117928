// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib-object.h>

#include "base/an-vault.h"
#include "ui/screentime/an-rules-draft.h"

G_BEGIN_DECLS

/**
 * AnRulesStore:
 *
 * The children of this PC and their rules in the vault: a record `policy` (the document itself) and
 * a record `child` (name, year of birth) under the same random id. Writes one after the other on a
 * thread of its own; all are done when it is gone. Emits `saved` and `failed (message)`.
 */
#define AN_TYPE_RULES_STORE (an_rules_store_get_type ())
G_DECLARE_FINAL_TYPE (AnRulesStore, an_rules_store, AN, RULES_STORE, GObject)

AnRulesStore *an_rules_store_new (AnVault *vault) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *an_rules_store_load (AnRulesStore *self, GError **error)
    G_GNUC_WARN_UNUSED_RESULT; /* of AnRulesDraft, by name */
void an_rules_store_save (AnRulesStore *self, AnRulesDraft *draft, const AnPolicy *policy);
void an_rules_store_remove (AnRulesStore *self, AnRulesDraft *draft);
char *an_rules_store_create_id (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
