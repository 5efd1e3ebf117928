// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Private to the vault: the object itself, for the files that share its work. */

#pragma once

#include "base/an-vault-db.h"

G_BEGIN_DECLS

struct _AnVault {
  GObject parent;

  char *directory; /* (owned) (nullable): NULL in memory */
  guint8 *key;     /* (owned) in guarded memory */
  guint8 id[AN_VAULT_ID_BYTES];

  GMutex lock;         /* guards the next two, and a statement's run with its error message */
  sqlite3 *db;         /* (owned) */
  guint pending;       /* writes in the queue and in work */
  GCond pending_done;  /* when pending falls to 0 */
  GThreadPool *writer; /* (owned): one thread, so that writes stay in their order */
};

/* Takes @db and @key over. */
AnVault *an_vault_new_on (sqlite3 *db,
                          guint8 *key,
                          const AnVaultHeader *header,
                          const char *directory) G_GNUC_WARN_UNUSED_RESULT;

/* The lock is held. */
gboolean an_vault_put_locked (AnVault *self,
                              const char *kind,
                              const char *id,
                              GBytes *content,
                              GError **error);
gboolean an_vault_remove_locked (AnVault *self, const char *kind, const char *id, GError **error);

/* In the writer's thread; @data is a GTask. */
void an_vault_on_write (gpointer data, gpointer user_data);

G_END_DECLS
