// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * AnEvidenceFiles:
 *
 * The folder with the ciphertext of evidence: a folder a report, a file a piece, both named by
 * their ids. Never follows a link. May be used by several threads.
 */
typedef struct _AnEvidenceFiles AnEvidenceFiles;

typedef enum {
  AN_EVIDENCE_FILES_READ,
  AN_EVIDENCE_FILES_SERVE, /* makes the folder, and nobody else may serve from it */
} AnEvidenceFilesMode;

AnEvidenceFiles *an_evidence_files_open (const char *store,
                                         AnEvidenceFilesMode mode,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
void an_evidence_files_free (AnEvidenceFiles *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnEvidenceFiles, an_evidence_files_free)

/* The id must be valid UUIDs. */
gint64 an_evidence_files_get_size (AnEvidenceFiles *self,
                                   const char *report,
                                   const char *id); /* -1: none */
int an_evidence_files_open_end (AnEvidenceFiles *self,
                                const char *report,
                                const char *id,
                                gint64 offset,
                                GError **error);
gboolean
an_evidence_files_make_durable (AnEvidenceFiles *self, const char *report, int fd, GError **error);
char *an_evidence_files_hash (int fd, gint64 size, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GInputStream *an_evidence_files_read (AnEvidenceFiles *self,
                                      const char *report,
                                      const char *id,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean an_evidence_files_remove (AnEvidenceFiles *self, const char *report, GError **error);
char **an_evidence_files_list (AnEvidenceFiles *self) G_GNUC_WARN_UNUSED_RESULT; /* of reports */

G_END_DECLS
