// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The calls of the REST interface that come after a report has arrived: messages, and taking it
 * back. What goes out; judging the answer is the client's. */

#include "report/an-intake-client-private.h"

/**
 * an_intake_client_get_messages_async:
 *
 * Asks for all messages of a report, sealed.
 */
void
an_intake_client_get_messages_async (AnIntakeClient *self,
                                     const char *report_id,
                                     const AnReceipt *receipt,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_autoptr (SoupMessage) message = NULL;
  g_autofree char *path = NULL;

  g_return_if_fail (AN_IS_INTAKE_CLIENT (self));
  g_return_if_fail (report_id != NULL && receipt != NULL);

  path = g_strdup_printf ("/v1/reports/%s/messages", report_id);
  message = an_intake_client_new_message (self, "GET", path, receipt);
  an_intake_client_call_async (self,
                               message,
                               0,
                               an_intake_call_state_new (AN_INTAKE_CALL_MESSAGES, 200, report_id),
                               cancellable,
                               callback,
                               user_data);
}

JsonNode *
an_intake_client_get_messages_finish (AnIntakeClient *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * an_intake_client_post_message_async:
 * @message_id: what is in @body
 * @body: as an_conversation_seal() made it
 *
 * Sends a message to the office. Safe to repeat with the same @body.
 */
void
an_intake_client_post_message_async (AnIntakeClient *self,
                                     const char *report_id,
                                     const char *message_id,
                                     GBytes *body,
                                     const AnReceipt *receipt,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_autoptr (SoupMessage) message = NULL;
  g_autofree char *path = NULL;
  AnIntakeCallState *call;

  g_return_if_fail (AN_IS_INTAKE_CLIENT (self));
  g_return_if_fail (report_id != NULL && message_id != NULL && body != NULL && receipt != NULL);

  path = g_strdup_printf ("/v1/reports/%s/messages", report_id);
  message = an_intake_client_new_message (self, "POST", path, receipt);
  an_intake_client_set_body (message, AN_INTAKE_MEDIA_TYPE, body);
  call = an_intake_call_state_new (AN_INTAKE_CALL_POST_MESSAGE, 201, message_id);
  an_intake_client_call_async (self,
                               message,
                               g_bytes_get_size (body),
                               call,
                               cancellable,
                               callback,
                               user_data);
}

gboolean
an_intake_client_post_message_finish (AnIntakeClient *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * an_intake_client_withdraw_async:
 *
 * Takes a report back: `DELETE /v1/reports/{id}`, as long as no officer has dealt with it.
 */
void
an_intake_client_withdraw_async (AnIntakeClient *self,
                                 const char *report_id,
                                 const AnReceipt *receipt,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (SoupMessage) message = NULL;
  g_autofree char *path = NULL;

  g_return_if_fail (AN_IS_INTAKE_CLIENT (self));
  g_return_if_fail (report_id != NULL && receipt != NULL);

  path = g_strdup_printf ("/v1/reports/%s", report_id);
  message = an_intake_client_new_message (self, "DELETE", path, receipt);
  an_intake_client_call_async (self,
                               message,
                               0,
                               an_intake_call_state_new (AN_INTAKE_CALL_WITHDRAW, 204, report_id),
                               cancellable,
                               callback,
                               user_data);
}

gboolean
an_intake_client_withdraw_finish (AnIntakeClient *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
