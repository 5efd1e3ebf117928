// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* What is in the outbox, for people and programs, and what the office says of it. */

#include <string.h>

#include "base/an-i18n.h"
#include "report/an-outbox-private.h"

/* Helpers */

static AnOutboxItem *
read_item (AnOutbox *self, const AnOutboxRecord *record)
{
  g_autoptr (GBytes) receipt =
      an_vault_get (an_outbox_get_vault (self), AN_OUTBOX_KIND_RECEIPT, record->id, NULL);

  AnOutboxItem *item = an_outbox_item_new (record, receipt != NULL && record->keep_receipt);

  item->is_held = an_outbox_record_is_pending (record) && an_outbox_is_held (self, record->id);
  return item;
}

/* (transfer full) (nullable): for the list; NULL for what it does not show */
static AnOutboxItem *
list_item (AnOutbox *self, GHashTable *receipts, const char *id)
{
  g_autoptr (GError) broken = NULL;
  g_autoptr (AnOutboxRecord) record = NULL;
  AnOutboxItem *item = an_outbox_get_settled (self, id);

  if (item != NULL)
    return item;
  record = an_outbox_record_load (an_outbox_get_vault (self), id, &broken);
  if (record == NULL)
    g_debug ("a report in the outbox cannot be read: %s", broken->message); /* not the journal */
  if (record == NULL || an_outbox_record_is_to_vanish (record))
    return NULL;
  item = an_outbox_item_new (record, record->keep_receipt && g_hash_table_contains (receipts, id));
  if (item->state == AN_OUTBOX_DELIVERED)
    an_outbox_set_settled (self, item);
  else
    item->is_held = an_outbox_is_held (self, id);
  return item;
}

static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  const AnOutboxItem *first = *(AnOutboxItem *const *) a;
  const AnOutboxItem *second = *(AnOutboxItem *const *) b;

  if (first->queued_at != second->queued_at)
    return first->queued_at < second->queued_at ? 1 : -1;
  return strcmp (first->id, second->id);
}

static void
on_status_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  AnOutbox *self = g_task_get_source_object (task);
  const char *id = g_task_get_task_data (task);
  g_autoptr (AnOutboxRecord) record = NULL;
  GError *error = NULL;
  g_autoptr (AnIntakeStatus) status =
      an_intake_client_get_status_finish (AN_INTAKE_CLIENT (source), result, &error);

  if (status != NULL)
    record = an_outbox_record_load (an_outbox_get_vault (self), id, &error);
  if (record == NULL) {
    g_task_return_error (task, error);
    return;
  }
  g_free (record->office_state);
  g_free (record->office_note);
  record->office_state = g_strdup (status->state);
  record->office_note = g_strdup (status->public_note);
  if (!an_outbox_save (self, record, &error)) {
    g_task_return_error (task, error);
    return;
  }
  an_outbox_emit_changed (self, id);
  g_task_return_pointer (task, g_steal_pointer (&status), (GDestroyNotify) an_intake_status_free);
}

/* For the outbox */

AnOutboxItem *
an_outbox_item_new (const AnOutboxRecord *record, gboolean receipt_known)
{
  AnOutboxItem *item = g_new0 (AnOutboxItem, 1);

  item->id = g_strdup (record->id);
  item->state = record->state;
  item->channel_name = g_strdup (an_channel_get_name (record->channel));
  item->category = record->category;
  item->queued_at = record->queued_at;
  item->next_attempt_at = record->next_attempt_at;
  item->office_asked = record->office_asked;
  item->problem = g_strdup (record->problem);
  item->received_at = g_strdup (record->received_at);
  item->office_state = g_strdup (record->office_state);
  item->office_note = g_strdup (record->office_note);
  item->receipt_known = receipt_known;
  return item;
}

AnOutboxItem *
an_outbox_item_copy (const AnOutboxItem *self)
{
  AnOutboxItem *copy = g_new0 (AnOutboxItem, 1);

  *copy = *self;
  copy->id = g_strdup (self->id);
  copy->channel_name = g_strdup (self->channel_name);
  copy->problem = g_strdup (self->problem);
  copy->received_at = g_strdup (self->received_at);
  copy->office_state = g_strdup (self->office_state);
  copy->office_note = g_strdup (self->office_note);
  return copy;
}

/* (transfer full): a set of ids; empty when they cannot be read */
GHashTable *
an_outbox_list_ids (AnVault *vault, const char *kind)
{
  g_auto (GStrv) ids = an_vault_list (vault, kind, NULL);
  GHashTable *set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (char **id = ids; id != NULL && *id != NULL; id++)
    g_hash_table_add (set, g_strdup (*id));
  return set;
}

/* Public */

void
an_outbox_item_free (AnOutboxItem *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->channel_name);
  g_free (self->problem);
  g_free (self->received_at);
  g_free (self->office_state);
  g_free (self->office_note);
  g_free (self);
}

/**
 * an_outbox_refresh_async:
 *
 * Fails with %AN_INTAKE_ERROR when the office does not answer well, and with %AN_VAULT_ERROR when
 * the receipt is not on this PC.
 */
void
an_outbox_refresh_async (AnOutbox *self,
                         const char *id,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (AnOutboxRecord) record = NULL;
  g_autoptr (AnIntakeClient) client = NULL;
  g_autoptr (AnReceipt) receipt = NULL;
  g_autofree char *text = NULL;
  GError *error = NULL;

  g_return_if_fail (AN_IS_OUTBOX (self));
  g_return_if_fail (id != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, an_outbox_refresh_async);
  g_task_set_task_data (task, g_strdup (id), g_free);
  record = an_outbox_record_load (an_outbox_get_vault (self), id, &error);
  if (record != NULL && record->state != AN_OUTBOX_DELIVERED)
    g_set_error_literal (&error,
                         AN_OUTBOX_ERROR,
                         AN_OUTBOX_ERROR_WAITING,
                         _ ("the report is not delivered yet"));
  if (error == NULL)
    text = an_outbox_get_receipt (self, id, &error);
  if (error == NULL)
    receipt = an_receipt_parse (text, &error);
  if (error == NULL)
    client = an_outbox_get_client (self, record->channel, &error);
  if (error != NULL) {
    g_task_return_error (task, error);
    return;
  }
  an_intake_client_get_status_async (client,
                                     id,
                                     receipt,
                                     cancellable,
                                     on_status_ready,
                                     g_steal_pointer (&task));
}

gboolean
an_outbox_refresh_finish (AnOutbox *self, GAsyncResult *result, GError **error)
{
  g_autoptr (AnIntakeStatus) status = an_outbox_refresh_status_finish (self, result, error);

  return status != NULL;
}

/**
 * an_outbox_refresh_status_finish:
 *
 * Returns: (transfer full): what the office answered, with the history that is not remembered
 */
AnIntakeStatus *
an_outbox_refresh_status_finish (AnOutbox *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * an_outbox_list:
 *
 * A record that is damaged is left out; the others are not lost with it. So is a report that has
 * arrived and of which its sender keeps no receipt: there is nothing of it on this PC any more.
 *
 * Returns: (transfer full) (element-type AnOutboxItem): newest first
 */
GPtrArray *
an_outbox_list (AnOutbox *self, GError **error)
{
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GHashTable) receipts = NULL;
  g_auto (GStrv) ids = NULL;

  g_return_val_if_fail (AN_IS_OUTBOX (self), NULL);

  ids = an_vault_list (an_outbox_get_vault (self), AN_OUTBOX_KIND, error);
  if (ids == NULL)
    return NULL;
  items = g_ptr_array_new_with_free_func ((GDestroyNotify) an_outbox_item_free);
  receipts = an_outbox_list_ids (an_outbox_get_vault (self), AN_OUTBOX_KIND_RECEIPT);
  for (char **id = ids; *id != NULL; id++) {
    AnOutboxItem *item = list_item (self, receipts, *id);

    if (item != NULL)
      g_ptr_array_add (items, item);
  }
  g_ptr_array_sort (items, compare_newest_first);
  return g_steal_pointer (&items);
}

/**
 * an_outbox_get:
 *
 * Returns: (transfer full): the report; also one that has arrived in this process and of which
 *   nothing was kept
 */
AnOutboxItem *
an_outbox_get (AnOutbox *self, const char *id, GError **error)
{
  g_autoptr (AnOutboxRecord) record = NULL;
  AnOutboxItem *item;

  g_return_val_if_fail (AN_IS_OUTBOX (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  item = an_outbox_get_vanished (self, id);
  if (item != NULL)
    return item;
  record = an_outbox_record_load (an_outbox_get_vault (self), id, error);
  return record != NULL ? read_item (self, record) : NULL;
}

AnReport *
an_outbox_get_report (AnOutbox *self, const char *id, GError **error)
{
  g_autoptr (JsonNode) root = NULL;

  g_return_val_if_fail (AN_IS_OUTBOX (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  root = an_vault_get_json (an_outbox_get_vault (self), AN_OUTBOX_KIND_REPORT, id, error);
  return root != NULL ? an_report_from_json (root, error) : NULL;
}

/**
 * an_outbox_get_receipt:
 *
 * Returns: (transfer full): the receipt, to be wiped; %AN_VAULT_ERROR_NOT_FOUND when it is not
 *   kept. Until the report is delivered it is always here: it is what the report is sent with.
 */
char *
an_outbox_get_receipt (AnOutbox *self, const char *id, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (AN_IS_OUTBOX (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  bytes = an_vault_get (an_outbox_get_vault (self), AN_OUTBOX_KIND_RECEIPT, id, error);
  if (bytes == NULL)
    return NULL;
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}
