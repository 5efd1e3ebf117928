// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "privacy/an-check.h"

G_BEGIN_DECLS

/* An account of this PC, as far as the checks ask about it. */
typedef struct {
  char *name;
  uid_t uid;
  gid_t gid;
  char *home;
  char **groups; /* (owned) names of every group it is in, the first one included */
} AnAccount;

AnAccount *an_account_find (const AnCheckContext *context,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean an_account_is_in_group (const AnAccount *self, const char *group);
gboolean an_account_shares_group (const AnCheckContext *context, const AnAccount *self, gid_t gid);
char **an_account_list_people (const AnCheckContext *context) G_GNUC_WARN_UNUSED_RESULT;
void an_account_free (AnAccount *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnAccount, an_account_free)

G_END_DECLS
