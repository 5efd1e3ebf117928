// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/an-vault.h"

G_BEGIN_DECLS

/**
 * AnProgress:
 *
 * Which items of which checklist somebody has said to be done, for one child. Lies in the vault,
 * one record a child; every change is durable when the call returns.
 */
typedef struct _AnProgress AnProgress;

AnProgress *
an_progress_load (AnVault *vault, const char *child, GError **error) G_GNUC_WARN_UNUSED_RESULT;
AnProgress *an_progress_new (AnVault *vault, const char *child) G_GNUC_WARN_UNUSED_RESULT;
void an_progress_free (AnProgress *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnProgress, an_progress_free)

const char *an_progress_get_list (AnProgress *self);
gboolean an_progress_set_list (AnProgress *self, const char *list_id, GError **error);
gboolean an_progress_is_done (AnProgress *self, const char *list_id, const char *item_id);
const char *an_progress_get_done_at (AnProgress *self, const char *list_id, const char *item_id);
gboolean an_progress_set_done (AnProgress *self,
                               const char *list_id,
                               const char *item_id,
                               gboolean done,
                               GError **error);

G_END_DECLS
