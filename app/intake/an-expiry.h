// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/an-database.h"
#include "intake/an-evidence-files.h"

G_BEGIN_DECLS

/* In a transaction; @now in µs since 1970. */
gboolean an_expiry_run (AnDatabase *database, AnEvidenceFiles *files, gint64 now, GError **error);
/* At the start: folders of evidence that no record knows. */
gboolean an_expiry_remove_strays (AnDatabase *database, AnEvidenceFiles *files, GError **error);

G_END_DECLS
