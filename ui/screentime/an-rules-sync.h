// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "screentime/an-guard-client.h"
#include "ui/screentime/an-rules-draft.h"

G_BEGIN_DECLS

/**
 * AnRulesSync:
 *
 * One draft of rules and the guard: reads them, hands over each change that is valid, reads back
 * what then holds. Emits
 *   loaded (): the draft is what the guard holds, and so is what is shown
 *   held (): the last change holds; it was read back
 *   problem (code, message): an AnGuardClientError; the draft is what the guard holds again,
 *     except after INVALID_POLICY
 */
#define AN_TYPE_RULES_SYNC (an_rules_sync_get_type ())
G_DECLARE_FINAL_TYPE (AnRulesSync, an_rules_sync, AN, RULES_SYNC, GObject)

AnRulesSync *
an_rules_sync_new (AnGuardClient *client, guint32 uid, const char *name) G_GNUC_WARN_UNUSED_RESULT;
void an_rules_sync_load (AnRulesSync *self);
void an_rules_sync_insist (AnRulesSync *self);
void an_rules_sync_flush (AnRulesSync *self);
AnRulesDraft *an_rules_sync_get_draft (AnRulesSync *self); /* (nullable) until loaded */
guint32 an_rules_sync_get_uid (AnRulesSync *self);
guint64 an_rules_sync_get_version (AnRulesSync *self);

/* A policy as the guard writes it, with its version. */
AnPolicy *
an_rules_sync_parse (const char *text, guint64 *version, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
