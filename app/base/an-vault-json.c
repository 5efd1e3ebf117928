// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Records that are JSON. */

#include "base/an-secret.h"
#include "base/an-vault.h"

#include <string.h>

#include "base/an-i18n.h"
#include "base/an-json.h"

#define MAX_JSON_BYTES (16 * 1024 * 1024)

static void
wipe_text (gpointer data)
{
  an_secret_free (data);
}

static GBytes *
to_bytes (JsonNode *content)
{
  char *text = an_json_to_string (content, FALSE);

  return g_bytes_new_with_free_func (text, strlen (text), wipe_text, text);
}

/**
 * an_vault_put_json:
 *
 * an_vault_put() of @content as JSON.
 */
gboolean
an_vault_put_json (AnVault *self,
                   const char *kind,
                   const char *id,
                   JsonNode *content,
                   GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (content != NULL, FALSE);

  bytes = to_bytes (content);
  return an_vault_put (self, kind, id, bytes, error);
}

/**
 * an_vault_put_json_async:
 * @content: read before this returns; the caller may change it afterwards
 *
 * an_vault_put_async() of @content as JSON, to be ended with an_vault_put_finish().
 */
void
an_vault_put_json_async (AnVault *self,
                         const char *kind,
                         const char *id,
                         JsonNode *content,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GBytes) bytes = NULL;

  g_return_if_fail (content != NULL);

  bytes = to_bytes (content);
  an_vault_put_async (self, kind, id, bytes, cancellable, callback, user_data);
}

/**
 * an_vault_get_json:
 *
 * an_vault_get() of a record that was put as JSON.
 *
 * Returns: (transfer full): the root, or %NULL with an error
 */
JsonNode *
an_vault_get_json (AnVault *self, const char *kind, const char *id, GError **error)
{
  g_autoptr (GBytes) bytes = an_vault_get (self, kind, id, error);
  g_autoptr (GError) reason = NULL;
  JsonNode *root;

  if (bytes == NULL)
    return NULL;
  root = an_json_parse (g_bytes_get_data (bytes, NULL),
                        g_bytes_get_size (bytes),
                        MAX_JSON_BYTES,
                        &reason);
  if (root == NULL)
    g_set_error (error,
                 AN_VAULT_ERROR,
                 AN_VAULT_ERROR_CORRUPT,
                 _ ("the record %s/%s of the vault is damaged: %s"), kind, id, reason->message);
  return root;
}
