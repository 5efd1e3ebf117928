// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

#include "guardd/an-guard-engine.h"

G_BEGIN_DECLS

/* Where the PAM module looks, and where tests want it to look. */
typedef struct {
  const char *run;       /* verdict file */
  const char *timetable; /* timetable file */
  const char *managed;   /* directory of empty files, one a managed uid */
} AnVerdictPaths;

char *an_verdict_format (GPtrArray *children,
                         const AnMoment *now,
                         gint64 boottime_usec) G_GNUC_WARN_UNUSED_RESULT;
gboolean an_verdict_publish (const AnVerdictPaths *paths,
                             GPtrArray *children,
                             const AnMoment *now,
                             gint64 boottime_usec,
                             gboolean with_timetable,
                             GError **error);

G_END_DECLS
