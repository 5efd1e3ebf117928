// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Notifications: one at a time under each key, whatever the order in which answers arrive. */

#include "agent/an-notifier.h"

#include "base/an-i18n.h"
#include "base/an-signal.h"

#define NAME "org.freedesktop.Notifications"
#define PATH "/org/freedesktop/Notifications"
#define CALL_TIMEOUT_MS 20000
#define URGENCY_NORMAL 1
#define URGENCY_CRITICAL 2
#define MAX_SLOTS 64

/* What is shown, or on its way, under one key. */
typedef struct {
  guint32 id;                      /* 0: not shown */
  gboolean calling;                /* Notify is not answered yet */
  gboolean closing;                /* close it once the answer is there */
  char *title, *body, *plain_body; /* (owned): still to be shown; title NULL: nothing is */
  char **actions;                  /* (owned) (nullable) */
  gboolean urgent, stays;
} Slot;

struct _AnNotifier {
  GObject parent_instance;

  gboolean asking;      /* for the capabilities */
  gboolean knows;       /* them */
  gboolean has_actions; /* buttons can be shown */
  gboolean has_markup;  /* the body is read as markup */

  GDBusConnection *session;  /* (owned) */
  GHashTable *slots;         /* (owned) of key → Slot */
  GCancellable *cancellable; /* (owned) */
  guint subscription_id, watch_id;
};

G_DEFINE_FINAL_TYPE (AnNotifier, an_notifier, G_TYPE_OBJECT)

enum {
  SIGNAL_ACTION,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

/* A call under way. */
typedef struct {
  AnNotifier *notifier; /* (owned) */
  char *key;            /* (owned) */
} Shown;

static void
shown_free (Shown *self)
{
  g_object_unref (self->notifier);
  g_free (self->key);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Shown, shown_free)

static void
slot_clear_text (Slot *self)
{
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->body, g_free);
  g_clear_pointer (&self->plain_body, g_free);
  g_clear_pointer (&self->actions, g_strfreev);
}

static void
slot_free (Slot *self)
{
  slot_clear_text (self);
  g_free (self);
}

static void send_slot (AnNotifier *self, const char *key, Slot *slot);

/* Helpers */

static void
call_close (AnNotifier *self, guint32 id)
{
  g_dbus_connection_call (self->session,
                          NAME,
                          PATH,
                          NAME,
                          "CloseNotification",
                          g_variant_new ("(u)", id),
                          NULL,
                          G_DBUS_CALL_FLAGS_NO_AUTO_START,
                          CALL_TIMEOUT_MS,
                          NULL,
                          NULL,
                          NULL);
}

/* (transfer floating) */
static GVariant *
make_hints (const Slot *slot)
{
  GVariantBuilder hints;

  g_variant_builder_init (&hints, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&hints,
                         "{sv}",
                         "urgency",
                         g_variant_new_byte (slot->urgent ? URGENCY_CRITICAL : URGENCY_NORMAL));
  g_variant_builder_add (&hints, "{sv}", "suppress-sound", g_variant_new_boolean (TRUE));
  g_variant_builder_add (&hints, "{sv}", "desktop-entry", g_variant_new_string (AN_APP_ID));
  return g_variant_builder_end (&hints);
}

static void
on_shown (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Shown) shown = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  Slot *slot = g_hash_table_lookup (shown->notifier->slots, shown->key);

  if (slot == NULL)
    return;
  slot->calling = FALSE;
  slot->id = 0;
  if (answer != NULL)
    g_variant_get (answer, "(u)", &slot->id);
  else
    g_debug ("cannot be shown: %s", error->message);
  if (slot->title != NULL) {
    send_slot (shown->notifier, shown->key, slot);
    return;
  }
  if (slot->closing && slot->id != 0)
    call_close (shown->notifier, slot->id);
  if (slot->closing || slot->id == 0)
    g_hash_table_remove (shown->notifier->slots, shown->key);
}

static void
send_slot (AnNotifier *self, const char *key, Slot *slot)
{
  static const char *const none[] = { NULL };
  Shown *shown = g_new0 (Shown, 1);
  const char *plain = self->has_actions || slot->plain_body == NULL ? slot->body : slot->plain_body;
  g_autofree char *body = self->has_markup ? g_markup_escape_text (plain, -1) : g_strdup (plain);
  const char *const *actions =
      self->has_actions && slot->actions != NULL ? (const char *const *) slot->actions : none;

  shown->notifier = g_object_ref (self);
  shown->key = g_strdup (key);
  slot->calling = TRUE;
  g_dbus_connection_call (self->session,
                          NAME,
                          PATH,
                          NAME,
                          "Notify",
                          g_variant_new ("(susss^as@a{sv}i)",
                                         _ ("An Nhi"),
                                            slot->id,
                                            AN_APP_ID,
                                            slot->title,
                                            body,
                                            actions,
                                            make_hints (slot),
                                            slot->urgent || slot->stays ? 0 : -1),
                                         G_VARIANT_TYPE ("(u)"),
                                         G_DBUS_CALL_FLAGS_NONE,
                                         CALL_TIMEOUT_MS,
                                         self->cancellable,
                                         on_shown,
                                         shown);
  slot_clear_text (slot);
}

static void
send_all (AnNotifier *self)
{
  GHashTableIter iter;
  gpointer key, slot;

  g_hash_table_iter_init (&iter, self->slots);
  while (g_hash_table_iter_next (&iter, &key, &slot))
    if (((Slot *) slot)->title != NULL && !((Slot *) slot)->calling)
      send_slot (self, key, slot);
}

static void
on_capabilities (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AnNotifier) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  g_autofree const char **words = NULL;

  self->asking = FALSE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->knows = answer != NULL;
  if (answer == NULL) {
    g_debug ("nothing shows notifications: %s", error->message);
    g_hash_table_remove_all (self->slots);
    return;
  }
  g_variant_get (answer, "(^a&s)", &words);
  self->has_actions = g_strv_contains (words, "actions");
  self->has_markup = g_strv_contains (words, "body-markup");
  send_all (self);
}

static void
ask_capabilities (AnNotifier *self)
{
  if (self->asking)
    return;
  self->asking = TRUE;
  g_dbus_connection_call (self->session,
                          NAME,
                          PATH,
                          NAME,
                          "GetCapabilities",
                          NULL,
                          G_VARIANT_TYPE ("(as)"),
                          G_DBUS_CALL_FLAGS_NONE,
                          CALL_TIMEOUT_MS,
                          self->cancellable,
                          on_capabilities,
                          g_object_ref (self));
}

/* (transfer none) (nullable): the key under which @id is shown */
static const char *
find_key (AnNotifier *self, guint32 id)
{
  GHashTableIter iter;
  gpointer key, slot;

  g_hash_table_iter_init (&iter, self->slots);
  while (id != 0 && g_hash_table_iter_next (&iter, &key, &slot))
    if (((Slot *) slot)->id == id)
      return key;
  return NULL;
}

/* Callbacks */

static void
on_closed (AnNotifier *self, const char *key)
{
  Slot *slot = g_hash_table_lookup (self->slots, key);

  if (slot->calling)
    slot->id = 0;
  else
    g_hash_table_remove (self->slots, key);
}

static void
on_signal (GDBusConnection *connection,
           const char *sender,
           const char *path,
           const char *interface,
           const char *name,
           GVariant *parameters,
           gpointer user_data)
{
  g_autoptr (AnNotifier) self = g_object_ref (user_data);
  g_autofree char *key = NULL;
  const char *action = NULL;
  guint32 id;

  if (g_str_equal (name, "ActionInvoked") &&
      g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(us)"))) {
    g_variant_get (parameters, "(u&s)", &id, &action);
    key = g_strdup (find_key (self, id));
    if (key != NULL)
      g_signal_emit (self, signals[SIGNAL_ACTION], 0, key, action);
  } else if (g_str_equal (name, "NotificationClosed") &&
             g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(uu)"))) {
    g_variant_get (parameters, "(uu)", &id, NULL);
    key = g_strdup (find_key (self, id));
    if (key != NULL)
      on_closed (self, key);
  }
}

/* Whoever showed them is gone, and with him what was shown. */
static void
on_vanished (GDBusConnection *connection, const char *name, gpointer user_data)
{
  AnNotifier *self = user_data;
  GHashTableIter iter;
  gpointer slot;

  self->knows = FALSE;
  g_hash_table_iter_init (&iter, self->slots);
  while (g_hash_table_iter_next (&iter, NULL, &slot)) {
    ((Slot *) slot)->id = 0;
    if (!((Slot *) slot)->calling && ((Slot *) slot)->title == NULL)
      g_hash_table_iter_remove (&iter);
  }
}

/* Object */

static void
an_notifier_dispose (GObject *object)
{
  AnNotifier *self = AN_NOTIFIER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->watch_id, g_bus_unwatch_name);
  if (self->subscription_id != 0)
    g_dbus_connection_signal_unsubscribe (self->session, self->subscription_id);
  self->subscription_id = 0;
  g_clear_object (&self->session);
  G_OBJECT_CLASS (an_notifier_parent_class)->dispose (object);
}

static void
an_notifier_finalize (GObject *object)
{
  AnNotifier *self = AN_NOTIFIER (object);

  g_hash_table_unref (self->slots);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (an_notifier_parent_class)->finalize (object);
}

static void
an_notifier_class_init (AnNotifierClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = an_notifier_dispose;
  G_OBJECT_CLASS (klass)->finalize = an_notifier_finalize;
  signals[SIGNAL_ACTION] =
      an_signal_new (AN_TYPE_NOTIFIER, "action", 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
an_notifier_init (AnNotifier *self)
{
  self->slots = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) slot_free);
  self->cancellable = g_cancellable_new ();
}

AnNotifier *
an_notifier_new (GDBusConnection *session)
{
  AnNotifier *self = g_object_new (AN_TYPE_NOTIFIER, NULL);

  self->session = g_object_ref (session);
  self->subscription_id = g_dbus_connection_signal_subscribe (session,
                                                              NAME,
                                                              NAME,
                                                              NULL,
                                                              PATH,
                                                              NULL,
                                                              G_DBUS_SIGNAL_FLAGS_NONE,
                                                              on_signal,
                                                              self,
                                                              NULL);
  self->watch_id = g_bus_watch_name_on_connection (session,
                                                   NAME,
                                                   G_BUS_NAME_WATCHER_FLAGS_NONE,
                                                   NULL,
                                                   on_vanished,
                                                   self,
                                                   NULL);
  return self;
}

void
an_notifier_show (AnNotifier *self, const AnNotice *notice)
{
  Slot *slot = g_hash_table_lookup (self->slots, notice->key);

  if (slot == NULL) {
    if (g_hash_table_size (self->slots) >= MAX_SLOTS)
      return;
    slot = g_new0 (Slot, 1);
    g_hash_table_insert (self->slots, g_strdup (notice->key), slot);
  }
  slot_clear_text (slot);
  slot->title = g_strdup (notice->title);
  slot->body = g_strdup (notice->body);
  slot->plain_body = g_strdup (notice->plain_body);
  slot->actions = g_strdupv ((char **) notice->actions);
  slot->urgent = notice->urgent;
  slot->stays = notice->stays;
  slot->closing = FALSE;
  if (!self->knows)
    ask_capabilities (self);
  else if (!slot->calling)
    send_slot (self, notice->key, slot);
}

void
an_notifier_close (AnNotifier *self, const char *key)
{
  Slot *slot = g_hash_table_lookup (self->slots, key);

  if (slot == NULL)
    return;
  slot_clear_text (slot);
  slot->closing = TRUE;
  if (slot->calling)
    return;
  if (slot->id != 0)
    call_close (self, slot->id);
  g_hash_table_remove (self->slots, key);
}

/* Whether it is there or on its way. */
gboolean
an_notifier_is_shown (AnNotifier *self, const char *key)
{
  return g_hash_table_contains (self->slots, key);
}
