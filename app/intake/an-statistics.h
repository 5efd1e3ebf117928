// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <json-glib/json-glib.h>

#include "base/an-database.h"

G_BEGIN_DECLS

/**
 * AnStatistics:
 *
 * What can be counted without opening a report: how many came, how soon somebody acted, how many
 * were supported and how many ended with something done. Months are those of Viet Nam.
 */
typedef struct {
  char *from, *to; /* (owned) (nullable) YYYY-MM-DD, both included */
  guint target_hours;
  GPtrArray *months; /* (owned) (nullable) */
  GArray *waits;     /* (owned) (nullable) of gint64: seconds until somebody acted */
  GHashTable *states, *urgencies, *outcomes; /* (owned) (nullable) of counts by word */
} AnStatistics;

gboolean an_statistics_check_date (const char *date);
gboolean an_statistics_read (AnStatistics *self, AnDatabase *database, GError **error);
JsonNode *an_statistics_to_json (const AnStatistics *self) G_GNUC_WARN_UNUSED_RESULT;
void an_statistics_clear (AnStatistics *self);

G_END_DECLS
