// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "intake/an-access.h"
#include "intake/an-office.h"
#include "report/an-envelope.h"

G_BEGIN_DECLS

/* The end of sending a report: the manifest that says what belongs to it. */
typedef struct {
  AnAccess access;
  GBytes *body;         /* (owned) JSON of the manifest, as it came */
  AnManifest *manifest; /* (owned) (nullable) until prepared */
  char *digest;         /* (owned) of the manifest */

  char *received_at;    /* (owned) answer */
  guint8 signature[64]; /* answer */
} AnSubmission;

gboolean an_submission_prepare (AnSubmission *self, GError **error);
gboolean an_submission_store (AnSubmission *self,
                              AnDatabase *database,
                              const AnOffice *office,
                              gint64 now,
                              GError **error);
void an_submission_clear (AnSubmission *self);

G_END_DECLS
