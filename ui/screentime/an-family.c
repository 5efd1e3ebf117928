// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The guard's children, states and requests, as last told. Nothing here is shown. */

#include "ui/screentime/an-family.h"

#include "base/an-signal.h"

struct _AnFamily {
  GObject parent;

  AnFamilyState state;
  char *problem; /* (owned) (nullable) */

  AnGuardClient *client;     /* (owned) */
  GPtrArray *entries;        /* (owned) of AnGuardEntry */
  GHashTable *statuses;      /* (owned) uid → AnGuardStatus */
  GPtrArray *requests;       /* (owned) of AnGuardRequest */
  GCancellable *cancellable; /* (owned) */
};

enum { SIGNAL_CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AnFamily, an_family, G_TYPE_OBJECT)

static void
emit_changed (AnFamily *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
set_state (AnFamily *self, AnFamilyState state, const char *problem)
{
  self->state = state;
  g_free (self->problem);
  self->problem = g_strdup (problem);
}

/* @status: (transfer full) */
static void
take_status (AnFamily *self, AnGuardStatus *status)
{
  g_hash_table_replace (self->statuses, GUINT_TO_POINTER (status->uid), status);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (an_family_get_name (*(AnGuardEntry *const *) a),
                         an_family_get_name (*(AnGuardEntry *const *) b));
}

/* Answers */

static void
on_status_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AnFamily) self = user_data;
  g_autoptr (GError) error = NULL;
  AnGuardStatus *status =
      an_guard_client_get_status_finish (AN_GUARD_CLIENT (source), result, &error);

  if (status == NULL) /* gone meanwhile; the list tells */
    return;
  take_status (self, status);
  emit_changed (self);
}

static void
on_requests_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AnFamily) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *requests =
      an_guard_client_list_requests_finish (AN_GUARD_CLIENT (source), result, &error);

  if (requests == NULL)
    return;
  g_ptr_array_unref (self->requests);
  self->requests = requests;
  emit_changed (self);
}

static void
load_requests (AnFamily *self)
{
  an_guard_client_list_requests_async (self->client,
                                       self->cancellable,
                                       on_requests_ready,
                                       g_object_ref (self));
}

static void
on_children_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AnFamily) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *entries =
      an_guard_client_list_children_finish (AN_GUARD_CLIENT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (entries == NULL) {
    gboolean is_absent =
        g_error_matches (error, AN_GUARD_CLIENT_ERROR, AN_GUARD_CLIENT_ERROR_ABSENT);

    set_state (self, is_absent ? AN_FAMILY_ABSENT : AN_FAMILY_FAILED, error->message);
    emit_changed (self);
    return;
  }
  g_ptr_array_unref (self->entries);
  self->entries = entries;
  g_ptr_array_sort (entries, compare_entries);
  set_state (self, AN_FAMILY_READY, NULL);
  for (guint i = 0; i < entries->len; i++)
    an_family_refresh_status (self, ((AnGuardEntry *) entries->pdata[i])->uid);
  load_requests (self);
  emit_changed (self);
}

/* What arrives unasked */

static void
on_status_changed (AnFamily *self, const AnGuardStatus *status)
{
  if (an_family_find (self, status->uid) == NULL) {
    an_family_reload (self);
    return;
  }
  take_status (self, an_guard_status_copy (status));
  emit_changed (self);
}

static void
on_request_added (AnFamily *self)
{
  load_requests (self);
}

static void
on_present_changed (AnFamily *self)
{
  if (an_guard_client_is_present (self->client)) {
    an_family_reload (self);
    return;
  }
  set_state (self, AN_FAMILY_ABSENT, NULL);
  emit_changed (self);
}

/* Object */

static void
an_family_dispose (GObject *object)
{
  AnFamily *self = AN_FAMILY (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->client);
  G_OBJECT_CLASS (an_family_parent_class)->dispose (object);
}

static void
an_family_finalize (GObject *object)
{
  AnFamily *self = AN_FAMILY (object);

  g_free (self->problem);
  g_ptr_array_unref (self->entries);
  g_ptr_array_unref (self->requests);
  g_hash_table_unref (self->statuses);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (an_family_parent_class)->finalize (object);
}

static void
an_family_class_init (AnFamilyClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = an_family_dispose;
  object_class->finalize = an_family_finalize;
  signals[SIGNAL_CHANGED] = an_signal_new (G_TYPE_FROM_CLASS (klass), "changed", 0);
}

static void
free_status (gpointer data)
{
  an_guard_status_free (data);
}

static void
an_family_init (AnFamily *self)
{
  self->entries = g_ptr_array_new ();
  self->requests = g_ptr_array_new ();
  self->statuses = g_hash_table_new_full (NULL, NULL, NULL, free_status);
  self->cancellable = g_cancellable_new ();
}

/* Public */

AnFamily *
an_family_new (AnGuardClient *client)
{
  AnFamily *self = g_object_new (AN_TYPE_FAMILY, NULL);

  self->client = g_object_ref (client);
  return self;
}

/**
 * an_family_start:
 *
 * Asks the guard, and listens from now on.
 */
void
an_family_start (AnFamily *self)
{
  g_signal_connect_object (self->client,
                           "status-changed",
                           G_CALLBACK (on_status_changed),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->client,
                           "request-added",
                           G_CALLBACK (on_request_added),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->client,
                           "request-answered",
                           G_CALLBACK (on_request_added),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->client,
                           "notify::present",
                           G_CALLBACK (on_present_changed),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->client,
                           "notify::timezone",
                           G_CALLBACK (emit_changed),
                           self,
                           G_CONNECT_SWAPPED);
  an_guard_client_start (self->client);
  an_family_reload (self);
}

void
an_family_reload (AnFamily *self)
{
  an_guard_client_list_children_async (self->client,
                                       self->cancellable,
                                       on_children_ready,
                                       g_object_ref (self));
}

void
an_family_refresh_status (AnFamily *self, guint32 uid)
{
  an_guard_client_get_status_async (self->client,
                                    uid,
                                    self->cancellable,
                                    on_status_ready,
                                    g_object_ref (self));
}

AnGuardClient *
an_family_get_client (AnFamily *self)
{
  return self->client;
}

AnFamilyState
an_family_get_state (AnFamily *self)
{
  return self->state;
}

const char *
an_family_get_problem (AnFamily *self)
{
  return self->problem;
}

GPtrArray *
an_family_get_entries (AnFamily *self)
{
  return self->entries;
}

GPtrArray *
an_family_get_requests (AnFamily *self)
{
  return self->requests;
}

const AnGuardEntry *
an_family_find (AnFamily *self, guint32 uid)
{
  for (guint i = 0; i < self->entries->len; i++) {
    const AnGuardEntry *entry = self->entries->pdata[i];

    if (entry->uid == uid)
      return entry;
  }
  return NULL;
}

const AnGuardStatus *
an_family_get_status (AnFamily *self, guint32 uid)
{
  return g_hash_table_lookup (self->statuses, GUINT_TO_POINTER (uid));
}

guint
an_family_count_open (AnFamily *self, guint32 uid)
{
  guint n_open = 0;

  for (guint i = 0; i < self->requests->len; i++) {
    const AnGuardRequest *request = self->requests->pdata[i];

    n_open += request->state == AN_GUARD_REQUEST_OPEN && (uid == 0 || request->uid == uid);
  }
  return n_open;
}

/* The name as people write it, or that of the account. */
const char *
an_family_get_name (const AnGuardEntry *entry)
{
  return *entry->real_name != '\0' ? entry->real_name : entry->user;
}

/**
 * an_family_set_example:
 * @entries: (transfer full): of AnGuardEntry
 * @statuses: (transfer full): of AnGuardStatus, without a free function
 * @requests: (transfer full): of AnGuardRequest
 */
void
an_family_set_example (AnFamily *self, GPtrArray *entries, GPtrArray *statuses, GPtrArray *requests)
{
  g_ptr_array_unref (self->entries);
  self->entries = entries;
  g_ptr_array_unref (self->requests);
  self->requests = requests;
  for (guint i = 0; i < statuses->len; i++)
    take_status (self, statuses->pdata[i]);
  g_ptr_array_unref (statuses);
  set_state (self, AN_FAMILY_READY, NULL);
  emit_changed (self);
}
