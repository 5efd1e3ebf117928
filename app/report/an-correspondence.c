// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Reading and writing messages about one report, by its receipt. Shows and keeps nothing. */

#include "report/an-correspondence.h"

#include <string.h>

#include "base/an-i18n.h"
#include "base/an-secret.h"
#include "report/an-intake-answer.h"
#include "report/an-uuid.h"

struct _AnCorrespondence {
  GObject parent;

  AnIntakeClient *client;       /* (owned) */
  char *report_id;              /* (owned) */
  AnReceipt *receipt;           /* (owned) */
  AnConversation *conversation; /* (owned) (nullable) as last read */

  /* A message that was sent and not answered. */
  char *pending_text; /* (owned) (nullable) */
  char *pending_id;   /* (owned) (nullable) */
  GBytes *pending;    /* (owned) (nullable) sealed */
};

G_DEFINE_FINAL_TYPE (AnCorrespondence, an_correspondence, G_TYPE_OBJECT)

static void
clear_pending (AnCorrespondence *self)
{
  g_clear_pointer (&self->pending_text, an_secret_free);
  g_clear_pointer (&self->pending_id, g_free);
  g_clear_pointer (&self->pending, g_bytes_unref);
}

static void
an_correspondence_finalize (GObject *object)
{
  AnCorrespondence *self = AN_CORRESPONDENCE (object);

  clear_pending (self);
  g_clear_pointer (&self->conversation, an_conversation_free);
  g_clear_pointer (&self->receipt, an_receipt_free);
  g_clear_object (&self->client);
  g_free (self->report_id);
  G_OBJECT_CLASS (an_correspondence_parent_class)->finalize (object);
}

static void
an_correspondence_class_init (AnCorrespondenceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = an_correspondence_finalize;
}

static void
an_correspondence_init (AnCorrespondence *self)
{
}

AnCorrespondence *
an_correspondence_new (AnIntakeClient *client, const char *report_id, AnReceipt *receipt)
{
  AnCorrespondence *self = g_object_new (AN_TYPE_CORRESPONDENCE, NULL);

  self->client = g_object_ref (client);
  self->report_id = g_strdup (report_id);
  self->receipt = receipt;
  return self;
}

/* Reading */

static void
on_messages_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  AnCorrespondence *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (JsonNode) root =
      an_intake_client_get_messages_finish (AN_INTAKE_CLIENT (source), result, &error);
  AnConversation *conversation =
      root != NULL ? an_conversation_from_json (root, self->report_id, self->receipt, &error)
                   : NULL;

  if (conversation == NULL) {
    g_task_return_error (task, error);
    return;
  }
  g_clear_pointer (&self->conversation, an_conversation_free);
  self->conversation = conversation;
  g_task_return_boolean (task, TRUE);
}

void
an_correspondence_read_async (AnCorrespondence *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (AN_IS_CORRESPONDENCE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, an_correspondence_read_async);
  an_intake_client_get_messages_async (self->client,
                                       self->report_id,
                                       self->receipt,
                                       cancellable,
                                       on_messages_ready,
                                       g_object_ref (task));
}

/**
 * an_correspondence_read_finish:
 *
 * Returns: (transfer none): all that was written, opened; %NULL with %AN_INTAKE_ERROR
 */
const AnConversation *
an_correspondence_read_finish (AnCorrespondence *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error) ? self->conversation : NULL;
}

/* Writing */

static void
on_posted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  AnCorrespondence *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  if (!an_intake_client_post_message_finish (AN_INTAKE_CLIENT (source), result, &error)) {
    if (g_error_matches (error, AN_INTAKE_ERROR, AN_INTAKE_ERROR_REFUSED))
      clear_pending (self);
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  clear_pending (self);
  g_task_return_boolean (task, TRUE);
}

static void
post (GTask *task)
{
  AnCorrespondence *self = g_task_get_source_object (task);
  const char *text = g_task_get_task_data (task);

  if (!self->conversation->has_key) {
    g_task_return_new_error (task,
                             AN_INTAKE_ERROR,
                             AN_INTAKE_ERROR_REFUSED,
                             "%s",
                             _ ("this report was sent without a key for messages"));
    return;
  }
  if (g_strcmp0 (text, self->pending_text) != 0) {
    clear_pending (self);
    self->pending_text = g_strdup (text);
    self->pending_id = an_uuid_new ();
    self->pending = an_conversation_seal (self->conversation, self->pending_id, text);
  }
  an_intake_client_post_message_async (self->client,
                                       self->report_id,
                                       self->pending_id,
                                       self->pending,
                                       self->receipt,
                                       g_task_get_cancellable (task),
                                       on_posted,
                                       g_object_ref (task));
}

static void
on_read_before_writing (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (an_correspondence_read_finish (AN_CORRESPONDENCE (source), result, &error) != NULL)
    post (task);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * an_correspondence_write_async:
 * @text: not empty, at most %AN_CONVERSATION_MAX_CHARS characters
 *
 * Seals @text and sends it. After an error the same @text may be sent again: it is the same message
 * then.
 */
void
an_correspondence_write_async (AnCorrespondence *self,
                               const char *text,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (AN_IS_CORRESPONDENCE (self));
  g_return_if_fail (text != NULL && *text != '\0');

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, an_correspondence_write_async);
  if (g_utf8_strlen (text, -1) > AN_CONVERSATION_MAX_CHARS) {
    g_task_return_new_error (task,
                             AN_INTAKE_ERROR,
                             AN_INTAKE_ERROR_REFUSED,
                             "%s",
                             _ ("the message is too long; please send it in parts"));
    return;
  }
  g_task_set_task_data (task, g_strdup (text), g_free);
  if (self->conversation != NULL)
    post (task);
  else
    an_correspondence_read_async (self, cancellable, on_read_before_writing, g_object_ref (task));
}

gboolean
an_correspondence_write_finish (AnCorrespondence *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Taking back */

static void
on_withdrawn (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (an_intake_client_withdraw_finish (AN_INTAKE_CLIENT (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * an_correspondence_withdraw_async:
 *
 * Takes the report back; %AN_INTAKE_ERROR_REFUSED once an officer deals with it. Safe to repeat.
 */
void
an_correspondence_withdraw_async (AnCorrespondence *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (AN_IS_CORRESPONDENCE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, an_correspondence_withdraw_async);
  an_intake_client_withdraw_async (self->client,
                                   self->report_id,
                                   self->receipt,
                                   cancellable,
                                   on_withdrawn,
                                   g_object_ref (task));
}

gboolean
an_correspondence_withdraw_finish (AnCorrespondence *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
