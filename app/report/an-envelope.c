// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The envelope as a value: making it, opening it. Its JSON is an-envelope-json.c's. */

#include "report/an-envelope.h"

#include <sodium.h>

#include "base/an-i18n.h"
#include "base/an-json.h"
#include "report/an-envelope-private.h"

#define CONTENT "content"

static void
free_key (gpointer data)
{
  AnEnvelopeKey *key = data;

  g_free (key->recipient);
  g_bytes_unref (key->sealed);
  g_free (key);
}

/* (transfer full) */
AnEnvelope *
an_envelope_new (void)
{
  AnEnvelope *self = g_new0 (AnEnvelope, 1);

  self->keys = g_ptr_array_new_with_free_func (free_key);
  return self;
}

void
an_envelope_free (AnEnvelope *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->office);
  g_free (self->urgency);
  g_ptr_array_unref (self->keys);
  g_clear_pointer (&self->content, g_bytes_unref);
  g_free (self);
}

void
an_envelope_take_key (AnEnvelope *self, char *recipient, GBytes *sealed)
{
  AnEnvelopeKey *key = g_new0 (AnEnvelopeKey, 1);

  key->recipient = recipient;
  key->sealed = sealed;
  g_ptr_array_add (self->keys, key);
}

static gboolean
add_key (AnEnvelope *self,
         const AnSealKey *key,
         const char *recipient,
         const guint8 public_key[AN_SEAL_PUBLIC_KEY_BYTES],
         GError **error)
{
  GBytes *sealed = an_seal_wrap_key (key, self->id, recipient, public_key);

  if (sealed == NULL) {
    g_set_error (error,
                 AN_SEAL_ERROR,
                 AN_SEAL_ERROR_NO_KEY,
                 _ ("Nothing can be sealed to the key “%s” of the office."), recipient);
    return FALSE;
  }
  an_envelope_take_key (self, g_strdup (recipient), sealed);
  return TRUE;
}

/**
 * an_envelope_seal:
 * @report_id: UUID of the report
 * @office: id of the office
 * @urgency: a word of an_urgency_ids
 * @report_json: the report as JSON text
 * @evidence_bytes: sum of the ciphertext sizes of the evidence
 * @office_keys: (element-type AnOfficeKey): to whom it is sealed
 * @receipt: whose holder can read it too
 * @key: the content key, with which the evidence was sealed
 *
 * Returns: (transfer full): the envelope, or %NULL with %AN_SEAL_ERROR_NO_KEY
 */
AnEnvelope *
an_envelope_seal (const char *report_id,
                  const char *office,
                  const char *urgency,
                  GBytes *report_json,
                  guint64 evidence_bytes,
                  GPtrArray *office_keys,
                  const AnReceipt *receipt,
                  const AnSealKey *key,
                  GError **error)
{
  g_autoptr (AnEnvelope) self = NULL;
  guint8 public_key[AN_SEAL_PUBLIC_KEY_BYTES], secret_key[AN_SEAL_SECRET_KEY_BYTES];

  g_return_val_if_fail (report_id != NULL && office != NULL && urgency != NULL, NULL);
  g_return_val_if_fail (report_json != NULL && receipt != NULL && key != NULL, NULL);
  g_return_val_if_fail (office_keys != NULL && office_keys->len > 0, NULL);

  self = an_envelope_new ();
  self->id = g_strdup (report_id);
  self->office = g_strdup (office);
  self->urgency = g_strdup (urgency);
  an_receipt_get_verifier (receipt, self->receipt_verifier);
  for (guint i = 0; i < office_keys->len; i++) {
    const AnOfficeKey *office_key = g_ptr_array_index (office_keys, i);
    g_autofree char *recipient = g_strconcat (AN_ENVELOPE_OFFICE_PREFIX, office_key->id, NULL);

    if (!add_key (self, key, recipient, office_key->public_key, error))
      return NULL;
  }
  an_receipt_get_key_pair (receipt, public_key, secret_key);
  sodium_memzero (secret_key, sizeof secret_key);
  if (!add_key (self, key, AN_ENVELOPE_REPORTER, public_key, error))
    return NULL;
  self->content = an_seal_bytes (report_json, key, report_id, CONTENT);
  self->size = g_bytes_get_size (self->content) + evidence_bytes;
  return g_steal_pointer (&self);
}

/**
 * an_envelope_open_key:
 * @key_id: id of the key pair
 * @key: (out caller-allocates): the content key, to be cleared; zeros after an error
 *
 * Returns: %FALSE with %AN_SEAL_ERROR_NO_KEY when the report is not sealed to @key_id, with
 *   %AN_SEAL_ERROR_BROKEN when it does not open
 */
gboolean
an_envelope_open_key (const AnEnvelope *self,
                      const char *key_id,
                      const guint8 public_key[AN_SEAL_PUBLIC_KEY_BYTES],
                      const guint8 secret_key[AN_SEAL_SECRET_KEY_BYTES],
                      AnSealKey *key,
                      GError **error)
{
  g_autofree char *recipient = NULL;

  g_return_val_if_fail (self != NULL && key_id != NULL && key != NULL, FALSE);

  recipient = g_strconcat (AN_ENVELOPE_OFFICE_PREFIX, key_id, NULL);
  for (guint i = 0; i < self->keys->len; i++) {
    const AnEnvelopeKey *sealed = g_ptr_array_index (self->keys, i);

    if (g_str_equal (sealed->recipient, recipient))
      return an_seal_unwrap_key (sealed->sealed,
                                 self->id,
                                 recipient,
                                 public_key,
                                 secret_key,
                                 key,
                                 error);
  }
  an_seal_key_clear (key);
  g_set_error (error,
               AN_SEAL_ERROR,
               AN_SEAL_ERROR_NO_KEY,
               _ ("This report is not sealed to the key “%s”."), key_id);
  return FALSE;
}

/**
 * an_envelope_open_content:
 * @key: the content key
 *
 * Returns: (transfer full): the report, still to be read strictly, or %NULL with an
 *   %AN_SEAL_ERROR or %AN_JSON_ERROR
 */
JsonNode *
an_envelope_open_content (const AnEnvelope *self, const AnSealKey *key, GError **error)
{
  g_autoptr (GBytes) plain = NULL;

  g_return_val_if_fail (self != NULL && key != NULL, NULL);

  plain = an_seal_open_bytes (self->content, key, self->id, CONTENT, error);
  if (plain == NULL)
    return NULL;
  return an_json_parse (g_bytes_get_data (plain, NULL),
                        g_bytes_get_size (plain),
                        AN_ENVELOPE_MAX_BYTES,
                        error);
}
