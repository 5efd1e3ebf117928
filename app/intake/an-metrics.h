// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the server counts since it began; the main loop's. */
typedef struct {
  guint64 answers[6]; /* by the hundreds of the status */
  guint64 created, replayed, submitted;
  guint64 refused_flood, refused_full, refused_gone; /* 429, 507, 503 storage */
} AnMetrics;

/* The text format of Prometheus, 0.0.4. */
void an_metrics_add (GString *text, const char *name, const char *labels, guint64 value);
void an_metrics_add_head (GString *text, const char *name, const char *type, const char *help);

G_END_DECLS
