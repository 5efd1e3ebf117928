// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Rules between the window and the guard. What was saved is always read back: what is shown as
 * holding is what the guard says, never what was sent. */

#include "ui/screentime/an-rules-sync.h"

#include <string.h>

#include "base/an-json.h"
#include "base/an-signal.h"

#define SAVE_AFTER_MS 500 /* a wheel turned through many values is one change */

struct _AnRulesSync {
  GObject parent;

  guint32 uid;
  char *name; /* (owned) */
  guint64 version;
  gboolean is_busy;    /* a call is under way */
  gboolean is_reading; /* the guard's rules go into the draft */
  gboolean is_changed; /* since the last call */
  char *sent;          /* (owned) (nullable) */
  char *mine;          /* (owned) (nullable) what another parent's change kept out */
  guint save_id;       /* source, 0 = none */

  AnGuardClient *client; /* (owned) */
  AnRulesDraft *draft;   /* (owned) (nullable) */
};

enum { SIGNAL_LOADED, SIGNAL_HELD, SIGNAL_PROBLEM, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AnRulesSync, an_rules_sync, G_TYPE_OBJECT)

static void
tell (AnRulesSync *self, const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[SIGNAL_PROBLEM], 0, error->code, error->message);
}

/* The program stays until what is under way has its answer. */
static void
set_busy (AnRulesSync *self, gboolean is_busy)
{
  GApplication *application = g_application_get_default ();

  if (self->is_busy == is_busy)
    return;
  self->is_busy = is_busy;
  if (application == NULL)
    return;
  if (is_busy)
    g_application_hold (application);
  else
    g_application_release (application);
}

/* Writing */

static char *
write_document (AnRulesSync *self)
{
  g_autoptr (AnPolicy) policy = an_rules_draft_build (self->draft, NULL);
  g_autoptr (JsonNode) document = NULL;
  g_autoptr (JsonNode) root = NULL;

  if (policy == NULL)
    return NULL;
  document = an_policy_to_json (policy);
  root = json_node_copy (document);
  json_object_set_int_member (json_node_get_object (root), "version", (gint64) self->version);
  return an_json_to_string (root, FALSE);
}

static void save (AnRulesSync *self);

/* Reading back */

static void
take_policy (AnRulesSync *self, const AnPolicy *policy)
{
  self->is_reading = TRUE;
  if (self->draft == NULL)
    self->draft = an_rules_draft_new ("", self->name, 0, policy);
  else
    an_rules_draft_set_policy (self->draft, policy);
  self->is_reading = FALSE;
}

static void on_draft_changed (AnRulesSync *self);

/* @was_saved: whether it is the answer to a change */
static void
take_answer (AnRulesSync *self, const char *text, gboolean was_saved, GError **error)
{
  g_autoptr (AnPolicy) policy = NULL;
  gboolean is_first = self->draft == NULL;
  guint64 version = self->version;

  policy = an_rules_sync_parse (text, &version, error);
  if (policy == NULL)
    return;
  if (!is_first && an_rules_draft_is_in_stroke (self->draft)) { /* its end asks again */
    if (was_saved)
      self->version = version;
    return;
  }
  self->version = version;
  if (was_saved && self->is_changed) { /* more was changed meanwhile */
    save (self);
    return;
  }
  take_policy (self, policy);
  if (is_first)
    g_signal_connect_object (self->draft,
                             "changed",
                             G_CALLBACK (on_draft_changed),
                             self,
                             G_CONNECT_SWAPPED);
  g_signal_emit (self, signals[was_saved ? SIGNAL_HELD : SIGNAL_LOADED], 0);
}

static void
on_policy_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AnRulesSync) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text =
      an_guard_client_get_policy_finish (AN_GUARD_CLIENT (source), result, &error);
  gboolean was_saved = self->sent != NULL;

  g_clear_pointer (&self->sent, g_free);
  set_busy (self, FALSE);
  if (text != NULL)
    take_answer (self, text, was_saved, &error);
  if (error != NULL)
    tell (self, error);
}

static void
on_set_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AnRulesSync) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_done = an_guard_client_set_policy_finish (AN_GUARD_CLIENT (source), result, &error);

  set_busy (self, FALSE);
  if (!is_done) {
    g_free (self->mine);
    self->mine = g_steal_pointer (&self->sent);
    tell (self, error);
    if (g_error_matches (error, AN_GUARD_CLIENT_ERROR, AN_GUARD_CLIENT_ERROR_INVALID_POLICY))
      return;
    self->is_changed = FALSE;
  }
  an_rules_sync_load (self);
}

static void
save (AnRulesSync *self)
{
  g_autofree char *text = write_document (self);

  g_clear_handle_id (&self->save_id, g_source_remove);
  if (text == NULL || self->is_busy)
    return;
  self->is_changed = FALSE;
  g_free (self->sent);
  self->sent = g_strdup (text);
  set_busy (self, TRUE);
  an_guard_client_set_policy_async (self->client,
                                    self->uid,
                                    text,
                                    NULL,
                                    on_set_ready,
                                    g_object_ref (self));
}

static gboolean
on_save_due (gpointer user_data)
{
  AnRulesSync *self = user_data;

  if (an_rules_draft_is_in_stroke (self->draft))
    return G_SOURCE_CONTINUE;
  self->save_id = 0;
  save (self);
  return G_SOURCE_REMOVE;
}

static void
on_draft_changed (AnRulesSync *self)
{
  if (self->is_reading || an_rules_draft_is_in_stroke (self->draft))
    return;
  self->is_changed = TRUE;
  g_clear_handle_id (&self->save_id, g_source_remove);
  self->save_id = g_timeout_add (SAVE_AFTER_MS, on_save_due, self);
}

/* Object */

static void
an_rules_sync_dispose (GObject *object)
{
  AnRulesSync *self = AN_RULES_SYNC (object);

  g_clear_handle_id (&self->save_id, g_source_remove);
  g_clear_object (&self->draft);
  g_clear_object (&self->client);
  G_OBJECT_CLASS (an_rules_sync_parent_class)->dispose (object);
}

static void
an_rules_sync_finalize (GObject *object)
{
  AnRulesSync *self = AN_RULES_SYNC (object);

  g_free (self->name);
  g_free (self->sent);
  g_free (self->mine);
  G_OBJECT_CLASS (an_rules_sync_parent_class)->finalize (object);
}

static void
an_rules_sync_class_init (AnRulesSyncClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = an_rules_sync_dispose;
  G_OBJECT_CLASS (klass)->finalize = an_rules_sync_finalize;
  signals[SIGNAL_LOADED] = an_signal_new (G_TYPE_FROM_CLASS (klass), "loaded", 0);
  signals[SIGNAL_HELD] = an_signal_new (G_TYPE_FROM_CLASS (klass), "held", 0);
  signals[SIGNAL_PROBLEM] =
      an_signal_new (G_TYPE_FROM_CLASS (klass), "problem", 2, G_TYPE_INT, G_TYPE_STRING);
}

static void
an_rules_sync_init (AnRulesSync *self)
{
}

/* Public */

AnRulesSync *
an_rules_sync_new (AnGuardClient *client, guint32 uid, const char *name)
{
  AnRulesSync *self = g_object_new (AN_TYPE_RULES_SYNC, NULL);

  self->client = g_object_ref (client);
  self->uid = uid;
  self->name = g_strdup (name);
  return self;
}

/* Reads what the guard holds, unless a change of this window is on its way there. */
void
an_rules_sync_load (AnRulesSync *self)
{
  if (self->is_busy || (self->is_changed && self->sent == NULL))
    return;
  set_busy (self, TRUE);
  an_guard_client_get_policy_async (self->client,
                                    self->uid,
                                    NULL,
                                    on_policy_ready,
                                    g_object_ref (self));
}

/* After a conflict, once the other's rules are loaded: replaces them with what was refused. */
void
an_rules_sync_insist (AnRulesSync *self)
{
  g_autoptr (AnPolicy) policy = NULL;

  if (self->mine == NULL || self->draft == NULL)
    return;
  policy = an_rules_sync_parse (self->mine, NULL, NULL);
  g_clear_pointer (&self->mine, g_free);
  if (policy != NULL)
    an_rules_draft_set_policy (self->draft, policy);
}

/* Hands over at once what would be handed over soon. */
void
an_rules_sync_flush (AnRulesSync *self)
{
  if (self->save_id != 0)
    save (self);
}

AnRulesDraft *
an_rules_sync_get_draft (AnRulesSync *self)
{
  return self->draft;
}

guint32
an_rules_sync_get_uid (AnRulesSync *self)
{
  return self->uid;
}

guint64
an_rules_sync_get_version (AnRulesSync *self)
{
  return self->version;
}

/**
 * an_rules_sync_parse:
 * @version: (out) (optional)
 *
 * Returns: (transfer full): the rules, or %NULL with the parser's error
 */
AnPolicy *
an_rules_sync_parse (const char *text, guint64 *version, GError **error)
{
  g_autoptr (JsonNode) root = an_json_parse (text, strlen (text), AN_POLICY_MAX_BYTES, error);
  g_autoptr (JsonNode) own = NULL;
  JsonObject *object;

  if (root == NULL)
    return NULL;
  own = json_node_copy (root);
  object = JSON_NODE_HOLDS_OBJECT (own) ? json_node_get_object (own) : NULL;
  if (object != NULL && json_object_has_member (object, "version")) {
    JsonNode *node = json_object_get_member (object, "version");

    if (version != NULL && JSON_NODE_HOLDS_VALUE (node))
      *version = (guint64) json_node_get_int (node);
    json_object_remove_member (object, "version");
  }
  return an_policy_from_json (own, error);
}
