// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "privacy/an-account.h"

G_BEGIN_DECLS

/**
 * AnAdminRules:
 * @AN_ADMIN_RULES_SILENT: every rule could be read, none names the account or a group of it
 * @AN_ADMIN_RULES_UNREADABLE: as far as they could be read, none does
 * @AN_ADMIN_RULES_NAME_ACCOUNT: a rule does
 */
typedef enum {
  AN_ADMIN_RULES_SILENT,
  AN_ADMIN_RULES_UNREADABLE,
  AN_ADMIN_RULES_NAME_ACCOUNT,
} AnAdminRules;

AnAdminRules
an_admin_rules_look_up (const AnCheckContext *context, const AnAccount *account, char **place);

G_END_DECLS
