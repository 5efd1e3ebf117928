// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * The Secret Service through libsecret. It reports its absence in three error domains, waits for
 * ever for a prompt that nobody shows, and finds nothing in a locked collection: so any error
 * means “could not be used”, each call has a deadline, and “locked” is asked for by name.
 */

#include "base/an-keyring.h"

#include <libsecret/secret.h>

#include "base/an-deadline.h"
#include "base/an-i18n.h"

#define CALL_SECONDS 3
#define PROMPT_SECONDS 30 /* for a person to type a password; only where a prompt can be seen */

/* Attributes stand in clear on disk: a random number and nothing else. The name never changes. */
static const SecretSchema schema = {
  .name = "vn.annhi.vault",
  .flags = SECRET_SCHEMA_NONE,
  .attributes = { { "vault", SECRET_SCHEMA_ATTRIBUTE_STRING } },
};

/* Helpers */

static GHashTable *
make_attributes (const char *vault_id)
{
  return secret_attributes_build (&schema, "vault", vault_id, NULL);
}

/* What to answer when a call failed. */
static AnKeyringAnswer
explain (const GError *error, GCancellable *cancellable, AnKeyringAnswer otherwise)
{
  if (cancellable != NULL && g_cancellable_is_cancelled (cancellable))
    return AN_KEYRING_CANCELLED;
  g_debug ("keyring: %s", error != NULL ? error->message : "no answer");
  return g_error_matches (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED) ? AN_KEYRING_LOCKED
                                                                       : otherwise;
}

static SecretService *
connect_service (GCancellable *cancellable, AnKeyringAnswer *answer)
{
  g_autoptr (AnDeadline) deadline = an_deadline_new (CALL_SECONDS, cancellable);
  g_autoptr (GError) error = NULL;
  SecretService *service = secret_service_get_sync (SECRET_SERVICE_OPEN_SESSION,
                                                    an_deadline_get_cancellable (deadline),
                                                    &error);

  if (service == NULL)
    *answer = explain (error, cancellable, AN_KEYRING_UNAVAILABLE);
  return service;
}

/* Unlocks a collection or an item; a person may be asked. */
static AnKeyringAnswer
unlock (SecretService *service, GDBusProxy *object, GCancellable *cancellable)
{
  gboolean can_be_asked = g_getenv ("DISPLAY") != NULL || g_getenv ("WAYLAND_DISPLAY") != NULL;

  if (an_keyring_unlock (G_DBUS_PROXY (service),
                         g_dbus_proxy_get_object_path (object),
                         can_be_asked ? PROMPT_SECONDS : CALL_SECONDS,
                         cancellable))
    return AN_KEYRING_DONE;
  return explain (NULL, cancellable, AN_KEYRING_LOCKED);
}

/* (transfer full) (nullable): the collection new keys go to; the one that forgets at log-out is
 * none. */
static SecretCollection *
get_collection (SecretService *service, GCancellable *cancellable, AnKeyringAnswer *answer)
{
  g_autoptr (AnDeadline) deadline = an_deadline_new (CALL_SECONDS, cancellable);
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretCollection) collection =
      secret_collection_for_alias_sync (service,
                                        SECRET_COLLECTION_DEFAULT,
                                        SECRET_COLLECTION_NONE,
                                        an_deadline_get_cancellable (deadline),
                                        &error);

  if (collection == NULL ||
      g_str_has_suffix (g_dbus_proxy_get_object_path (G_DBUS_PROXY (collection)), "/session")) {
    *answer = explain (error, cancellable, AN_KEYRING_UNAVAILABLE);
    return NULL;
  }
  return g_steal_pointer (&collection);
}

/* Unlocks the default collection, if there is one; items of a locked one may not be found. */
static AnKeyringAnswer
open_collection (SecretService *service, GCancellable *cancellable, gboolean *was_locked)
{
  AnKeyringAnswer answer = AN_KEYRING_DONE;
  g_autoptr (SecretCollection) collection = get_collection (service, cancellable, &answer);

  *was_locked = collection != NULL && secret_collection_get_locked (collection);
  if (!*was_locked)
    return answer;
  return unlock (service, G_DBUS_PROXY (collection), cancellable);
}

/* (transfer full): the item, locked or not; NULL with an answer. */
static SecretItem *
find_item (SecretService *service,
           const char *vault_id,
           GCancellable *cancellable,
           AnKeyringAnswer *answer)
{
  g_autoptr (AnDeadline) deadline = an_deadline_new (CALL_SECONDS, cancellable);
  g_autoptr (GHashTable) attributes = make_attributes (vault_id);
  g_autoptr (GError) error = NULL;
  g_autolist (SecretItem) items =
      secret_service_search_sync (service,
                                  &schema,
                                  attributes,
                                  SECRET_SEARCH_NONE,
                                  an_deadline_get_cancellable (deadline),
                                  &error);

  if (items != NULL)
    return g_object_ref (items->data);
  *answer =
      error != NULL ? explain (error, cancellable, AN_KEYRING_UNAVAILABLE) : AN_KEYRING_ABSENT;
  return NULL;
}

static AnKeyringAnswer
read_secret (SecretItem *item, GCancellable *cancellable, char **secret)
{
  g_autoptr (AnDeadline) deadline = an_deadline_new (CALL_SECONDS, cancellable);
  g_autoptr (GError) error = NULL;
  SecretValue *value;
  AnKeyringAnswer answer = AN_KEYRING_ABSENT;

  if (!secret_item_load_secret_sync (item, an_deadline_get_cancellable (deadline), &error))
    return explain (error, cancellable, AN_KEYRING_UNAVAILABLE);
  value = secret_item_get_secret (item);
  if (value == NULL)
    return AN_KEYRING_LOCKED;
  if (secret_value_get_text (value) != NULL) {
    *secret = g_strdup (secret_value_get_text (value));
    answer = AN_KEYRING_DONE;
  }
  secret_value_unref (value);
  return answer;
}

/* Public */

/**
 * an_keyring_load:
 * @vault_id: the random name of a vault
 * @secret: (out) (transfer full): its key as text, to be wiped by the caller; only if found
 *
 * Asks the person at the computer to unlock the keyring where it is locked.
 */
AnKeyringAnswer
an_keyring_load (const char *vault_id, GCancellable *cancellable, char **secret)
{
  AnKeyringAnswer answer = AN_KEYRING_ABSENT;
  g_autoptr (SecretService) service = connect_service (cancellable, &answer);
  g_autoptr (SecretItem) item = NULL;
  gboolean was_locked;

  if (service == NULL)
    return answer;
  item = find_item (service, vault_id, cancellable, &answer);
  if (item == NULL && answer == AN_KEYRING_ABSENT) {
    answer = open_collection (service, cancellable, &was_locked);
    if (answer == AN_KEYRING_LOCKED || answer == AN_KEYRING_CANCELLED)
      return answer;
    answer = AN_KEYRING_ABSENT;
    if (was_locked)
      item = find_item (service, vault_id, cancellable, &answer);
  }
  if (item == NULL)
    return answer;
  if (secret_item_get_locked (item)) {
    answer = unlock (service, G_DBUS_PROXY (item), cancellable);
    if (answer != AN_KEYRING_DONE)
      return answer;
  }
  return read_secret (item, cancellable, secret);
}

/**
 * an_keyring_store:
 *
 * Puts a key into the default collection, where it outlives the session.
 */
AnKeyringAnswer
an_keyring_store (const char *vault_id, const char *secret, GCancellable *cancellable)
{
  AnKeyringAnswer answer = AN_KEYRING_UNAVAILABLE;
  g_autoptr (SecretService) service = connect_service (cancellable, &answer);
  g_autoptr (SecretCollection) collection = NULL;
  g_autoptr (GHashTable) attributes = make_attributes (vault_id);
  g_autoptr (GError) error = NULL;
  g_autoptr (AnDeadline) deadline = NULL;
  g_autoptr (SecretItem) item = NULL;
  SecretValue *value;

  if (service != NULL)
    collection = get_collection (service, cancellable, &answer);
  if (collection == NULL)
    return answer;
  if (secret_collection_get_locked (collection)) {
    answer = unlock (service, G_DBUS_PROXY (collection), cancellable);
    if (answer != AN_KEYRING_DONE)
      return answer;
  }
  value = secret_value_new (secret, -1, "text/plain");
  deadline = an_deadline_new (CALL_SECONDS, cancellable);
  /* Not secret_service_store_sync (): that makes a collection, and so prompts, when it fails. */
  item = secret_item_create_sync (collection,
                                  &schema,
                                  attributes,
                                  /* Translators: names an entry of the user's keyring */
                                  _ ("An Nhi: key of the private store"),
                                     value,
                                     SECRET_ITEM_CREATE_REPLACE,
                                     an_deadline_get_cancellable (deadline),
                                     &error);
  secret_value_unref (value);
  return item != NULL ? AN_KEYRING_DONE : explain (error, cancellable, AN_KEYRING_UNAVAILABLE);
}

/**
 * an_keyring_forget:
 *
 * Removes a key.
 */
AnKeyringAnswer
an_keyring_forget (const char *vault_id, GCancellable *cancellable)
{
  AnKeyringAnswer answer = AN_KEYRING_UNAVAILABLE;
  g_autoptr (SecretService) service = connect_service (cancellable, &answer);
  g_autoptr (AnDeadline) deadline = NULL;
  g_autoptr (GHashTable) attributes = make_attributes (vault_id);
  g_autoptr (GError) error = NULL;

  if (service == NULL)
    return answer;
  deadline = an_deadline_new (CALL_SECONDS, cancellable);
  if (secret_service_clear_sync (service,
                                 &schema,
                                 attributes,
                                 an_deadline_get_cancellable (deadline),
                                 &error))
    return AN_KEYRING_DONE;
  return error == NULL ? AN_KEYRING_ABSENT : explain (error, cancellable, AN_KEYRING_UNAVAILABLE);
}
