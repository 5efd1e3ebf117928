// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "report/an-conversation.h"
#include "report/an-intake-client.h"

G_BEGIN_DECLS

/**
 * AnCorrespondence:
 *
 * The reporter's end of the mailbox of one report: reads, writes, takes the report back. A message
 * whose answer was lost is sent again as the very same one, so that it never arrives twice.
 */
#define AN_TYPE_CORRESPONDENCE (an_correspondence_get_type ())
G_DECLARE_FINAL_TYPE (AnCorrespondence, an_correspondence, AN, CORRESPONDENCE, GObject)

AnCorrespondence *
an_correspondence_new (AnIntakeClient *client,
                       const char *report_id,
                       AnReceipt *receipt) G_GNUC_WARN_UNUSED_RESULT; /* takes @receipt */

void an_correspondence_read_async (AnCorrespondence *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
const AnConversation *an_correspondence_read_finish (AnCorrespondence *self,
                                                     GAsyncResult *result,
                                                     GError **error); /* until the next reading */
void an_correspondence_write_async (AnCorrespondence *self,
                                    const char *text,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean
an_correspondence_write_finish (AnCorrespondence *self, GAsyncResult *result, GError **error);
void an_correspondence_withdraw_async (AnCorrespondence *self,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean
an_correspondence_withdraw_finish (AnCorrespondence *self, GAsyncResult *result, GError **error);

G_END_DECLS
