// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Children and rules in the vault. Nothing here is shown. */

#include "ui/screentime/an-rules-store.h"

#include <sodium.h>

#include "base/an-i18n.h"
#include "base/an-json-reader.h"
#include "base/an-signal.h"

#define KIND_POLICY "policy"
#define KIND_CHILD "child"
#define CHILD_SCHEMA "vn.annhi.child/1"
#define ID_BYTES 16

struct _AnRulesStore {
  GObject parent;

  AnVault *vault;    /* (owned) */
  GThreadPool *pool; /* (owned) one thread, writes in order */
};

/* One write, made on the window's thread and done on the other. */
typedef struct {
  GWeakRef store;
  char *id;         /* (owned) */
  JsonNode *policy; /* (owned) (nullable): NULL to remove */
  JsonNode *child;  /* (owned) (nullable) */
  GError *error;    /* (owned) (nullable) */
} Write;

enum { SIGNAL_SAVED, SIGNAL_FAILED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AnRulesStore, an_rules_store, G_TYPE_OBJECT)

static void
write_free (Write *write)
{
  g_weak_ref_clear (&write->store);
  g_free (write->id);
  g_clear_pointer (&write->policy, json_node_unref);
  g_clear_pointer (&write->child, json_node_unref);
  g_clear_error (&write->error);
  g_free (write);
}

/* On the window's thread again. */
static gboolean
on_write_done (gpointer user_data)
{
  Write *write = user_data;
  g_autoptr (AnRulesStore) self = g_weak_ref_get (&write->store);

  if (self != NULL && write->error != NULL)
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, write->error->message);
  else if (self != NULL)
    g_signal_emit (self, signals[SIGNAL_SAVED], 0);
  return G_SOURCE_REMOVE;
}

static void
do_write (gpointer data, gpointer user_data)
{
  Write *write = data;
  AnVault *vault = user_data;
  gboolean done;

  if (write->policy != NULL)
    done = an_vault_put_json (vault, KIND_CHILD, write->id, write->child, &write->error) &&
           an_vault_put_json (vault, KIND_POLICY, write->id, write->policy, &write->error);
  else
    done = an_vault_remove (vault, KIND_POLICY, write->id, &write->error) &&
           an_vault_remove (vault, KIND_CHILD, write->id, &write->error);
  if (!done)
    g_debug ("rules %s: %s", write->id, write->error->message);
  g_idle_add_full (G_PRIORITY_DEFAULT, on_write_done, write, (GDestroyNotify) write_free);
}

static void
push (AnRulesStore *self, const char *id, JsonNode *policy, JsonNode *child)
{
  Write *write = g_new0 (Write, 1);

  g_weak_ref_init (&write->store, self);
  write->id = g_strdup (id);
  write->policy = policy;
  write->child = child;
  g_thread_pool_push (self->pool, write, NULL);
}

static JsonNode *
describe_child (AnRulesDraft *draft)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "schema");
  json_builder_add_string_value (builder, CHILD_SCHEMA);
  json_builder_set_member_name (builder, "name");
  json_builder_add_string_value (builder, an_rules_draft_get_name (draft));
  json_builder_set_member_name (builder, "birth_year");
  json_builder_add_int_value (builder, an_rules_draft_get_birth_year (draft));
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

static AnRulesDraft *
load_one (AnRulesStore *self, const char *id, GError **error)
{
  g_autoptr (JsonNode) child = an_vault_get_json (self->vault, KIND_CHILD, id, error);
  g_autoptr (JsonNode) document = NULL;
  g_autoptr (AnJsonReader) reader = NULL;
  g_autoptr (AnPolicy) policy = NULL;
  g_autofree char *name = NULL;
  int birth_year;

  if (child == NULL)
    return NULL;
  document = an_vault_get_json (self->vault, KIND_POLICY, id, error);
  policy = document != NULL ? an_policy_from_json (document, error) : NULL;
  if (policy == NULL)
    return NULL;
  reader = an_json_reader_new (child);
  an_json_reader_expect_schema (reader, CHILD_SCHEMA);
  name = g_strdup (an_json_reader_get_string (reader, "name", AN_JSON_REQUIRED, AN_DRAFT_MAX_NAME));
  birth_year = (int) an_json_reader_get_int (reader, "birth_year", AN_JSON_REQUIRED, 0, 9999, 0);
  if (!an_json_reader_finish (reader, error))
    return NULL;
  return an_rules_draft_new (id, name, birth_year, policy);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (an_rules_draft_get_name (*(AnRulesDraft *const *) a),
                         an_rules_draft_get_name (*(AnRulesDraft *const *) b));
}

static void
an_rules_store_dispose (GObject *object)
{
  AnRulesStore *self = AN_RULES_STORE (object);

  /* Nothing that was changed may be lost when the window closes. */
  if (self->pool != NULL)
    g_thread_pool_free (g_steal_pointer (&self->pool), FALSE, TRUE);
  g_clear_object (&self->vault);
  G_OBJECT_CLASS (an_rules_store_parent_class)->dispose (object);
}

static void
an_rules_store_class_init (AnRulesStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = an_rules_store_dispose;
  signals[SIGNAL_SAVED] = an_signal_new (G_TYPE_FROM_CLASS (klass), "saved", 0);
  signals[SIGNAL_FAILED] = an_signal_new (G_TYPE_FROM_CLASS (klass), "failed", 1, G_TYPE_STRING);
}

static void
an_rules_store_init (AnRulesStore *self)
{
}

/* Public */

AnRulesStore *
an_rules_store_new (AnVault *vault)
{
  AnRulesStore *self = g_object_new (AN_TYPE_RULES_STORE, NULL);

  self->vault = g_object_ref (vault);
  self->pool = g_thread_pool_new (do_write, self->vault, 1, FALSE, NULL);
  return self;
}

/**
 * an_rules_store_load:
 *
 * Returns: (transfer full) (element-type AnRulesDraft): the children by name, or %NULL with the
 *   vault's error or, for a record that is damaged, an %AN_JSON_ERROR
 */
GPtrArray *
an_rules_store_load (AnRulesStore *self, GError **error)
{
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto (GStrv) ids = an_vault_list (self->vault, KIND_POLICY, error);

  if (ids == NULL)
    return NULL;
  for (guint i = 0; ids[i] != NULL; i++) {
    AnRulesDraft *draft = load_one (self, ids[i], error);

    if (draft == NULL)
      return NULL;
    g_ptr_array_add (drafts, draft);
  }
  g_ptr_array_sort (drafts, compare_names);
  return g_steal_pointer (&drafts);
}

/**
 * an_rules_store_save:
 * @policy: the rules of @draft
 *
 * Writes soon; the answer is a signal.
 */
void
an_rules_store_save (AnRulesStore *self, AnRulesDraft *draft, const AnPolicy *policy)
{
  push (self, an_rules_draft_get_id (draft), an_policy_to_json (policy), describe_child (draft));
}

void
an_rules_store_remove (AnRulesStore *self, AnRulesDraft *draft)
{
  push (self, an_rules_draft_get_id (draft), NULL, NULL);
}

char *
an_rules_store_create_id (void)
{
  guint8 bytes[ID_BYTES];
  char text[2 * ID_BYTES + 1];

  randombytes_buf (bytes, sizeof bytes);
  return g_strdup (sodium_bin2hex (text, sizeof text, bytes, sizeof bytes));
}
