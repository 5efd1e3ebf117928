// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

#include "base/an-database.h"

G_BEGIN_DECLS

/**
 * AnOffice:
 *
 * The office of a store: who it is, the keys to which reports are sealed, and the key with which
 * receipts are signed.
 */
typedef struct {
  char *id;       /* (owned) province and eight random hex digits */
  char *name;     /* (owned) */
  char *province; /* (owned) code */
  guint8 signing_public[32];
  guint8 signing_seed[32]; /* of the Ed25519 secret key */
  GPtrArray *keys;         /* (owned) of AnOfficeKey, the supervisor's first */
  GHashTable *known;       /* (owned) of ids: these, and those that people had before */
} AnOffice;

AnOffice *an_office_load (AnDatabase *database, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void an_office_free (AnOffice *self); /* wipes */
gboolean an_office_has_same_keys (const AnOffice *self, const AnOffice *other);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnOffice, an_office_free)

/* Makes a new office with its supervisor; in a transaction, after the tables. */
gboolean an_office_init (AnDatabase *database,
                         const char *name,
                         const char *province,
                         const char *password,
                         GError **error);
void an_office_sign (const AnOffice *self, GBytes *message, guint8 signature[64]);

G_END_DECLS
