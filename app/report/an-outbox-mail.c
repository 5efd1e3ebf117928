// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The mailbox of a delivered report whose receipt is kept, and how much of it was read here. */

#include "base/an-json-reader.h"
#include "report/an-outbox-private.h"

#define SCHEMA "vn.annhi.mail/1"

/**
 * an_outbox_open_correspondence:
 * @id: of a report whose receipt is kept
 *
 * Returns: (transfer full): the reporter's end of its mailbox; nothing is asked yet
 */
AnCorrespondence *
an_outbox_open_correspondence (AnOutbox *self, const char *id, GError **error)
{
  g_autoptr (AnOutboxRecord) record = NULL;
  g_autofree char *text = NULL;
  g_autoptr (AnReceipt) receipt = NULL;
  g_autoptr (AnIntakeClient) client = NULL;

  g_return_val_if_fail (AN_IS_OUTBOX (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  record = an_outbox_record_load (an_outbox_get_vault (self), id, error);
  text = record != NULL ? an_outbox_get_receipt (self, id, error) : NULL;
  receipt = text != NULL ? an_receipt_parse (text, error) : NULL;
  client = receipt != NULL ? an_outbox_get_client (self, record->channel, error) : NULL;
  if (client == NULL)
    return NULL;
  return an_correspondence_new (client, id, g_steal_pointer (&receipt));
}

/**
 * an_outbox_get_mail:
 * @seen: (out): messages of the office that were shown here
 * @known: (out): messages of the office that were there when it was asked last
 */
void
an_outbox_get_mail (AnOutbox *self, const char *id, guint *seen, guint *known)
{
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (AnJsonReader) reader = NULL;

  g_return_if_fail (AN_IS_OUTBOX (self));

  *seen = *known = 0;
  root = an_vault_get_json (an_outbox_get_vault (self), AN_OUTBOX_KIND_MAIL, id, NULL);
  if (root == NULL)
    return;
  reader = an_json_reader_new (root);
  an_json_reader_expect_schema (reader, SCHEMA);
  *seen = (guint) an_json_reader_get_int (reader, "seen", AN_JSON_REQUIRED, 0, G_MAXINT, 0);
  *known = (guint) an_json_reader_get_int (reader, "known", AN_JSON_REQUIRED, 0, G_MAXINT, 0);
  if (an_json_reader_has_failed (reader))
    *seen = *known = 0;
}

/**
 * an_outbox_set_mail:
 *
 * Remembers how many messages of the office there are, and how many were shown; emits `changed`
 * when that is another number.
 */
void
an_outbox_set_mail (AnOutbox *self, const char *id, guint seen, guint known)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GError) error = NULL;
  guint seen_before, known_before;

  g_return_if_fail (AN_IS_OUTBOX (self));

  an_outbox_get_mail (self, id, &seen_before, &known_before);
  if (seen == seen_before && known == known_before)
    return;
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "schema");
  json_builder_add_string_value (builder, SCHEMA);
  json_builder_set_member_name (builder, "seen");
  json_builder_add_int_value (builder, seen);
  json_builder_set_member_name (builder, "known");
  json_builder_add_int_value (builder, known);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  if (!an_vault_put_json (an_outbox_get_vault (self), AN_OUTBOX_KIND_MAIL, id, root, &error))
    g_message ("what was read is not remembered: %s", error->message);
  else
    an_outbox_emit_changed (self, id);
}
