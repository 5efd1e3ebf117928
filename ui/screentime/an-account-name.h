// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What may be typed for a new account. The answers are words for beside the field, or NULL. */

#define AN_ACCOUNT_MAX_USER 32
#define AN_ACCOUNT_MAX_FULL_NAME 60
#define AN_ACCOUNT_MIN_PASSWORD 6

const char *an_account_find_user_problem (const char *user);
const char *an_account_find_full_name_problem (const char *full_name);
const char *an_account_find_password_problem (const char *password, const char *again);
char *an_account_suggest_user (const char *full_name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
