// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Private to the vault: its SQLite file. */

#pragma once

#include <sqlite3.h>

#include "base/an-vault-key.h"
#include "base/an-vault.h"

G_BEGIN_DECLS

sqlite3 *an_vault_db_open (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void an_vault_db_close (sqlite3 *db);
gboolean an_vault_db_fail (sqlite3 *db, GError **error);
gboolean an_vault_db_run (sqlite3 *db, const char *sql, GError **error);

gboolean
an_vault_db_read_header (sqlite3 *db, AnVaultHeader *header, gboolean *is_new, GError **error);
gboolean
an_vault_db_create (sqlite3 *db, const AnVaultHeader *header, gboolean *is_taken, GError **error);

G_END_DECLS
