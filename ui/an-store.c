// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* What the window keeps open for all rooms. Opens the vault; what is in it is the rooms'. */

#include "ui/an-store.h"

#include "base/an-i18n.h"
#include "base/an-paths.h"
#include "report/an-channel.h"
#include "ui/an-store-private.h"

struct _AnStore {
  GObject parent;

  AnStoreState state;
  char *problem; /* (owned) (nullable) translated */
  gboolean is_busy;

  char *directory;          /* (owned) */
  char *extra_channel_path; /* (owned) (nullable) */

  GCancellable *cancellable; /* (owned) */
  AnVault *vault;            /* (owned) (nullable) */
  AnOutbox *outbox;          /* (owned) (nullable) */
  GPtrArray *channels;       /* (owned) (nullable) of AnChannel */
};

enum { PROP_STATE = 1, N_PROPS };

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (AnStore, an_store, G_TYPE_OBJECT)

static void
take_vault (AnStore *self, AnVault *vault)
{
  g_set_object (&self->vault, vault);
  self->outbox = an_outbox_new (vault);
}

static AnStoreState
get_state_for (const GError *error)
{
  if (g_error_matches (error, AN_VAULT_ERROR, AN_VAULT_ERROR_NEEDS_PASSPHRASE))
    return AN_STORE_NEEDS_PASSPHRASE;
  if (g_error_matches (error, AN_VAULT_ERROR, AN_VAULT_ERROR_NEEDS_NEW_PASSPHRASE))
    return AN_STORE_NEEDS_NEW_PASSPHRASE;
  if (g_error_matches (error, AN_VAULT_ERROR, AN_VAULT_ERROR_LOCKED))
    return AN_STORE_LOCKED;
  return AN_STORE_FAILED;
}

static void
finish_opening (AnStore *self, GAsyncResult *result, gboolean with_passphrase)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AnVault) vault = an_vault_open_finish (result, &error);

  self->is_busy = FALSE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (vault != NULL) {
    take_vault (self, vault);
    an_outbox_start (self->outbox);
    an_store_set_state (self, AN_STORE_READY, NULL);
  } else if (with_passphrase && g_error_matches (error, AN_VAULT_ERROR, AN_VAULT_ERROR_WRONG_KEY)) {
    an_store_set_state (self, AN_STORE_NEEDS_PASSPHRASE, an_store_wrong_passphrase_text ());
  } else {
    AnStoreState state = get_state_for (error);

    an_store_set_state (self, state, state == AN_STORE_FAILED ? error->message : NULL);
  }
}

static void
on_vault_open_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AnStore) self = user_data;

  finish_opening (self, result, FALSE);
}

static void
on_vault_open_with_passphrase_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AnStore) self = user_data;

  finish_opening (self, result, TRUE);
}

static void
an_store_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  switch (id) {
  case PROP_STATE:
    g_value_set_uint (value, AN_STORE (object)->state);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
  }
}

static void
an_store_dispose (GObject *object)
{
  AnStore *self = AN_STORE (object);

  g_cancellable_cancel (self->cancellable);
  if (self->outbox != NULL)
    an_outbox_stop (self->outbox);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->outbox);
  g_clear_object (&self->vault);
  g_clear_pointer (&self->channels, g_ptr_array_unref);
  G_OBJECT_CLASS (an_store_parent_class)->dispose (object);
}

static void
an_store_finalize (GObject *object)
{
  AnStore *self = AN_STORE (object);

  g_free (self->problem);
  g_free (self->directory);
  g_free (self->extra_channel_path);
  G_OBJECT_CLASS (an_store_parent_class)->finalize (object);
}

static void
an_store_class_init (AnStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = an_store_get_property;
  object_class->dispose = an_store_dispose;
  object_class->finalize = an_store_finalize;

  /**
   * AnStore:state:
   *
   * An #AnStoreState. Also notified when only the problem is a new one.
   */
  properties[PROP_STATE] = g_param_spec_uint ("state",
                                              NULL,
                                              NULL,
                                              AN_STORE_OPENING,
                                              AN_STORE_FAILED,
                                              AN_STORE_OPENING,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
an_store_init (AnStore *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * an_store_new:
 * @directory: (nullable): where the vault lies; %NULL: the user's data directory
 * @extra_channel_path: (nullable): a channel file beside those installed
 *
 * Touches nothing before an_store_open().
 */
AnStore *
an_store_new (const char *directory, const char *extra_channel_path)
{
  AnStore *self = g_object_new (AN_TYPE_STORE, NULL);

  self->directory = g_strdup (directory);
  self->extra_channel_path = g_strdup (extra_channel_path);
  return self;
}

/**
 * an_store_new_for_example:
 *
 * Returns: a store in memory that is ready and never uses the network
 */
AnStore *
an_store_new_for_example (void)
{
  AnStore *self = an_store_new (NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (AnVault) vault = an_vault_new_in_memory (&error);

  if (vault == NULL) {
    an_store_set_state (self, AN_STORE_FAILED, error->message);
    return self;
  }
  take_vault (self, vault);
  an_store_set_state (self, AN_STORE_READY, NULL);
  return self;
}

static const char *
get_directory (AnStore *self)
{
  if (self->directory == NULL)
    self->directory = an_paths_user_data_dir ();
  return self->directory;
}

/**
 * an_store_open:
 *
 * Opens the vault in the background, or tries again; does nothing while it is being opened or open.
 */
void
an_store_open (AnStore *self)
{
  g_return_if_fail (AN_IS_STORE (self));

  if (self->is_busy || self->vault != NULL)
    return;
  self->is_busy = TRUE;
  an_store_set_state (self, AN_STORE_OPENING, NULL);
  an_vault_open_async (get_directory (self),
                       self->cancellable,
                       on_vault_open_ready,
                       g_object_ref (self));
}

/**
 * an_store_open_with_passphrase:
 * @passphrase: the one chosen, or a new one for a new vault
 */
void
an_store_open_with_passphrase (AnStore *self, const char *passphrase)
{
  g_return_if_fail (AN_IS_STORE (self));
  g_return_if_fail (passphrase != NULL);

  if (self->is_busy || self->vault != NULL)
    return;
  self->is_busy = TRUE;
  an_store_set_state (self, AN_STORE_OPENING, NULL);
  an_vault_open_with_passphrase_async (get_directory (self),
                                       passphrase,
                                       self->cancellable,
                                       on_vault_open_with_passphrase_ready,
                                       g_object_ref (self));
}

AnStoreState
an_store_get_state (AnStore *self)
{
  g_return_val_if_fail (AN_IS_STORE (self), AN_STORE_FAILED);
  return self->state;
}

const char *
an_store_get_problem (AnStore *self)
{
  g_return_val_if_fail (AN_IS_STORE (self), NULL);
  return self->problem;
}

AnVault *
an_store_get_vault (AnStore *self)
{
  g_return_val_if_fail (AN_IS_STORE (self), NULL);
  return self->vault;
}

AnOutbox *
an_store_get_outbox (AnStore *self)
{
  g_return_val_if_fail (AN_IS_STORE (self), NULL);
  return self->outbox;
}

/**
 * an_store_get_channels:
 *
 * Read when first asked for; files that cannot be read are named in the journal.
 *
 * Returns: (transfer none) (element-type AnChannel):
 */
GPtrArray *
an_store_get_channels (AnStore *self)
{
  g_return_val_if_fail (AN_IS_STORE (self), NULL);

  if (self->channels == NULL) {
    g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);

    self->channels = an_channel_list (self->extra_channel_path, warnings);
    for (guint i = 0; i < warnings->len; i++)
      g_message ("%s", (const char *) g_ptr_array_index (warnings, i));
  }
  return self->channels;
}

/* Private to AnStore and the example pages. */
void
an_store_set_state (AnStore *self, AnStoreState state, const char *problem)
{
  char *copy = g_strdup (problem);

  g_free (self->problem);
  self->problem = copy;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

const char *
an_store_wrong_passphrase_text (void)
{
  return _ ("This passphrase does not open what is kept here. Nothing is lost; try again.");
}
