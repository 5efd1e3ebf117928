// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "intake/an-audit.h"

G_BEGIN_DECLS

#define AN_ANCHOR_FILE_END "-anchors"

/**
 * AnAnchor:
 *
 * A note of how far the audit log had come and with which hash, kept outside of the store: the
 * chain of hashes does not tell when its newest entries are cut off, an anchor does. They are lines
 * `POSITION HASH TIME` in `STORE-anchors`, which the server only appends to, and in the journal.
 */
typedef struct {
  gint64 position;
  guint8 hash[AN_AUDIT_HASH_BYTES];
} AnAnchor;

/* `POSITION HASH` or `POSITION:HASH`, whatever follows. */
gboolean an_anchor_parse (AnAnchor *self, const char *line);
/* (transfer full) (element-type AnAnchor): those of @store, the oldest first; none without a file
 */
GArray *an_anchor_load (const char *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* In a transaction. Adds where the log is now, if it has grown since @last, which is updated. */
gboolean an_anchor_drop (AnDatabase *database, const char *store, gint64 *last, GError **error);
/* FALSE when an entry was changed or is missing, or the log ends before an anchor. */
gboolean
an_anchor_verify (GArray *anchors, AnDatabase *database, gint64 *n_entries, GError **error);

G_END_DECLS
