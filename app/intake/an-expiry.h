// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/an-database.h"
#include "intake/an-evidence-files.h"

G_BEGIN_DECLS

/* In a transaction; @now in µs since 1970. */
gboolean an_expiry_run (AnDatabase *database, AnEvidenceFiles *files, gint64 now, GError **error);
/* At the start: folders of evidence that no record knows. */
/* Erases cases that ended before @before (µs since 1970): what remains is that there was one and
 * how it ended. In a transaction. */
gboolean
an_expiry_erase (AnDatabase *database, AnEvidenceFiles *files, gint64 before, GError **error);
gboolean an_expiry_remove_strays (AnDatabase *database, AnEvidenceFiles *files, GError **error);

G_END_DECLS
