// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "privacy/an-bilingual.h"

G_BEGIN_DECLS

/* Something to learn or play with. */
typedef struct {
  char *id;
  char *name;
  AnBilingual what;
  char *url;              /* (nullable): opened in the browser */
  char *package;          /* (nullable): of Debian; then it is free software and runs on this PC */
  guint age_from, age_to; /* in years, both included; 0, 0: not known */
  char *source;
  char *checked; /* YYYY-MM-DD */
  gboolean verified;
} AnProduct;

void an_product_free (AnProduct *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnProduct, an_product_free)
gboolean an_product_matches (const AnProduct *self, const char *words);
gboolean an_product_is_installed (const AnProduct *self, const char *root);

GPtrArray *an_catalogue_load (GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *an_catalogue_new_from_data (const char *data,
                                       gsize length,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
