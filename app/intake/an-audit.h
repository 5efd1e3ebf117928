// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/an-database.h"

G_BEGIN_DECLS

#define AN_AUDIT_HASH_BYTES 32

/**
 * an_audit_append: inside a transaction
 * @database: (nullable): %NULL: only the journal is told, because the disk is full
 * @actor: an officer's name, `reporter` or `server`
 * @action: a word such as `report.received`
 * @subject: the id it is about
 * @detail: more, never content
 */
gboolean an_audit_append (AnDatabase *database,
                          const char *actor,
                          const char *action,
                          const char *subject,
                          const char *detail,
                          GError **error);

/* FALSE with an error naming the first entry that does not fit to the one before it. */
gboolean an_audit_verify (AnDatabase *database, gint64 *n_entries, GError **error);

G_END_DECLS
