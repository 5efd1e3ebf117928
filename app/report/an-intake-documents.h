// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "report/an-intake-client.h"

G_BEGIN_DECLS

/* The documents an office answers with, read leniently where the future may add to them and
 * strictly where they must be about us. Every failure is an %AN_INTAKE_ERROR. */

AnIntakeOffice *an_intake_office_from_json (JsonNode *root,
                                            const AnChannel *channel,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean an_intake_check_created (JsonNode *root, const char *report_id, GError **error);
gboolean an_intake_check_posted (JsonNode *root, const char *message_id, GError **error);
char *an_intake_read_submission (JsonNode *root,
                                 const char *report_id,
                                 const char *digest,
                                 const AnChannel *channel,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
AnIntakeStatus *an_intake_status_from_json (JsonNode *root,
                                            const char *report_id,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
