// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "intake/an-access.h"
#include "intake/an-evidence-files.h"

G_BEGIN_DECLS

/* One piece of evidence on its way into the store. */
typedef struct {
  AnAccess access; /* of its report */
  char *id;        /* (owned) of the evidence */
  gint64 size;     /* bytes of ciphertext */
  gint64 received; /* those that count */
} AnUpload;

AnUpload *an_upload_new (const char *report, const char *id) G_GNUC_WARN_UNUSED_RESULT;
void an_upload_free (AnUpload *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnUpload, an_upload_free)

/* Each in a transaction; @now in µs since 1970. */
gboolean an_upload_create (AnUpload *self, AnDatabase *database, gint64 now, GError **error);
gboolean an_upload_find (AnUpload *self,
                         AnDatabase *database,
                         AnEvidenceFiles *files,
                         gint64 now,
                         GError **error);
gboolean an_upload_advance (AnUpload *self,
                            AnDatabase *database,
                            gint64 received,
                            const char *sha256,
                            gint64 now,
                            GError **error);

G_END_DECLS
