// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

#include "report/an-envelope.h"
#include "report/an-report.h"

G_BEGIN_DECLS

/* Files on their way into a report: looked at, hashed, sealed. Whatever is wrong with a file is an
 * %AN_OUTBOX_ERROR_INVALID that names it; a disk that refuses is an %AN_VAULT_ERROR_STORAGE. */

#define AN_EVIDENCE_MAX_STRIP_BYTES (64 * 1024 * 1024) /* an image whose metadata is removed */

const char *an_evidence_sniff (const guint8 *bytes, gsize length); /* media type */
gboolean an_evidence_can_strip (const char *media_type);

/* Is it there, a file, readable and not empty? Answers size and kind without reading it all. */
gboolean
an_evidence_look (const char *path, guint64 *size, const char **media_type, GError **error);

/* Only the fingerprint: nothing of the file is stored. */
AnReportEvidence *an_evidence_fingerprint (const char *path,
                                           const char *note,
                                           GCancellable *cancellable,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Seals the file (without its metadata if @strip) into the new file @blob_directory/ID, durable
 * when this returns, and fills in @sealed, its line of the manifest. Flat memory, unless metadata
 * is removed. */
AnReportEvidence *an_evidence_seal (const char *path,
                                    const char *note,
                                    gboolean strip,
                                    const char *report_id,
                                    const AnSealKey *key,
                                    const char *blob_directory,
                                    AnManifestEntry *sealed,
                                    GCancellable *cancellable,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What a picture says about how it was taken, for people; never of an image of abuse. */
typedef struct {
  char *camera;   /* (owned) (nullable) */
  char *place;    /* (owned) (nullable) latitude and longitude, in degrees */
  char *taken_at; /* (owned) (nullable) as the camera's clock said */
} AnEvidenceDetails;

void an_evidence_details_free (AnEvidenceDetails *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnEvidenceDetails, an_evidence_details_free)
AnEvidenceDetails *an_evidence_read_details (const char *path) G_GNUC_WARN_UNUSED_RESULT;

/* Removes metadata: a stream of the cleaned copy, which lives in memory. */
GInputStream *an_evidence_strip (GInputStream *source,
                                 guint64 size,
                                 const char *media_type,
                                 guint64 *stripped_size,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
