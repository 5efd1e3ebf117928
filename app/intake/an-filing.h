// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/an-database.h"
#include "intake/an-office.h"
#include "report/an-envelope.h"

G_BEGIN_DECLS

/* A new report on its way into the store. */
typedef struct {
  GBytes *body;         /* (owned) JSON of the envelope, as it came */
  char *key;            /* (owned) idempotency key */
  AnEnvelope *envelope; /* (owned) (nullable) until prepared */
  guint8 fingerprint[32];

  char *expires_at;  /* (owned) answer */
  gboolean replayed; /* answer: it was there already */
} AnFiling;

gboolean an_filing_prepare (AnFiling *self, const AnOffice *office, GError **error);
gboolean an_filing_store (AnFiling *self, AnDatabase *database, gint64 now, GError **error);
void an_filing_clear (AnFiling *self);

G_END_DECLS
