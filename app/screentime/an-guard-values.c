// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The guard's dictionaries as structs: which member has which type stands in tables. */

#include "screentime/an-guard-values.h"

#include "base/an-i18n.h"
#include "screentime/an-guard-client.h"

#define MAX_TEXT_BYTES 4096
#define MAX_CHILDREN 1000

const char *const an_guard_state_ids[] = { "absent", "using", "away", "locked", NULL };
const char *const an_guard_ending_ids[] = { "none", "countdown", "held", "terminating", NULL };
const char *const an_guard_identity_ids[] = { "ok", "renamed", "recycled", "gone", NULL };
const char *const an_guard_request_state_ids[] = { "open",
                                                   "approved",
                                                   "declined",
                                                   "expired",
                                                   NULL };

/* One member of a dictionary and where it goes. A string with @ids becomes an enumeration, whose
 * value for words it does not know follows the last one. */
typedef struct {
  const char *key;
  const char *type;
  gsize offset;
  const char *const *ids;
} Field;

#define FIELD(Struct, key, type, member)                                                           \
  {                                                                                                \
    key, type, G_STRUCT_OFFSET (Struct, member), NULL                                              \
  }
#define FIELD_ENUM(Struct, key, member, ids)                                                       \
  {                                                                                                \
    key, "s", G_STRUCT_OFFSET (Struct, member), ids                                                \
  }

static const Field entry_fields[] = {
  FIELD (AnGuardEntry, "uid", "u", uid),
  FIELD (AnGuardEntry, "user", "s", user),
  FIELD (AnGuardEntry, "real-name", "s", real_name),
  FIELD (AnGuardEntry, "enabled", "b", enabled),
  FIELD_ENUM (AnGuardEntry, "identity", identity, an_guard_identity_ids),
  FIELD_ENUM (AnGuardEntry, "state", state, an_guard_state_ids),
  { NULL },
};

static const Field status_fields[] = {
  FIELD (AnGuardStatus, "uid", "u", uid),
  FIELD (AnGuardStatus, "user", "s", user),
  FIELD (AnGuardStatus, "allowed", "b", allowed),
  FIELD (AnGuardStatus, "reason", "s", reason),
  FIELD (AnGuardStatus, "remaining-seconds", "x", remaining_seconds),
  FIELD (AnGuardStatus, "ends-at", "s", ends_at),
  FIELD (AnGuardStatus, "ends-because", "s", ends_because),
  FIELD (AnGuardStatus, "next-allowed-at", "s", next_allowed_at),
  FIELD_ENUM (AnGuardStatus, "state", state, an_guard_state_ids),
  FIELD (AnGuardStatus, "since", "s", since),
  FIELD (AnGuardStatus, "used-today-seconds", "x", used_today_seconds),
  FIELD (AnGuardStatus, "bonus-today-seconds", "x", bonus_today_seconds),
  FIELD (AnGuardStatus, "quota-today-seconds", "x", quota_today_seconds),
  FIELD (AnGuardStatus, "used-week-seconds", "x", used_week_seconds),
  FIELD (AnGuardStatus, "paused", "b", paused),
  FIELD_ENUM (AnGuardStatus, "ending", ending, an_guard_ending_ids),
  FIELD (AnGuardStatus, "ending-at", "s", ending_at),
  FIELD (AnGuardStatus, "break-until", "s", break_until),
  FIELD (AnGuardStatus, "clock-trusted", "b", clock_trusted),
  FIELD (AnGuardStatus, "open-requests", "u", open_requests),
  FIELD (AnGuardStatus, "version", "t", version),
  FIELD (AnGuardStatus, "keep-days", "u", keep_days),
  { NULL },
};

/* Helpers */

static int
find_id (const char *const *ids, const char *text)
{
  int i = 0;

  while (ids[i] != NULL && !g_str_equal (ids[i], text))
    i++;
  return i;
}

static gboolean
store (const Field *field, GVariant *value, gpointer target)
{
  gpointer place = G_STRUCT_MEMBER_P (target, field->offset);
  gsize length;

  switch (field->type[0]) {
  case 'u':
    *(guint32 *) place = g_variant_get_uint32 (value);
    return TRUE;
  case 'x':
    *(gint64 *) place = g_variant_get_int64 (value);
    return TRUE;
  case 't':
    *(guint64 *) place = g_variant_get_uint64 (value);
    return TRUE;
  case 'b':
    *(gboolean *) place = g_variant_get_boolean (value);
    return TRUE;
  default:
    if (field->ids != NULL)
      *(int *) place = find_id (field->ids, g_variant_get_string (value, NULL));
    else
      *(char **) place = g_variant_dup_string (value, NULL);
    g_variant_get_string (value, &length);
    return length <= MAX_TEXT_BYTES;
  }
}

static gboolean
fill (GVariant *dict, const Field *fields, gpointer target, GError **error)
{
  for (const Field *field = fields; field->key != NULL; field++) {
    g_autoptr (GVariant) value =
        g_variant_lookup_value (dict, field->key, G_VARIANT_TYPE (field->type));

    if (value == NULL || !store (field, value, target)) {
      g_set_error (error,
                   AN_GUARD_CLIENT_ERROR,
                   AN_GUARD_CLIENT_ERROR_PROTOCOL,
                   _ ("the guard’s answer cannot be understood (%s)"), field->key);
      return FALSE;
    }
  }
  return TRUE;
}

/* Public functions */

void
an_guard_entry_free (AnGuardEntry *self)
{
  if (self == NULL)
    return;
  g_free (self->user);
  g_free (self->real_name);
  g_free (self);
}

void
an_guard_status_free (AnGuardStatus *self)
{
  if (self == NULL)
    return;
  g_free (self->user);
  g_free (self->reason);
  g_free (self->ends_at);
  g_free (self->ends_because);
  g_free (self->next_allowed_at);
  g_free (self->since);
  g_free (self->ending_at);
  g_free (self->break_until);
  g_free (self);
}

AnGuardStatus *
an_guard_status_copy (const AnGuardStatus *self)
{
  AnGuardStatus *copy = g_new (AnGuardStatus, 1);

  *copy = *self;
  copy->user = g_strdup (self->user);
  copy->reason = g_strdup (self->reason);
  copy->ends_at = g_strdup (self->ends_at);
  copy->ends_because = g_strdup (self->ends_because);
  copy->next_allowed_at = g_strdup (self->next_allowed_at);
  copy->since = g_strdup (self->since);
  copy->ending_at = g_strdup (self->ending_at);
  copy->break_until = g_strdup (self->break_until);
  return copy;
}

/**
 * an_guard_status_from_variant:
 * @dict: `a{sv}`
 *
 * Returns: (transfer full): a status; %AN_GUARD_CLIENT_ERROR_PROTOCOL otherwise
 */
AnGuardStatus *
an_guard_status_from_variant (GVariant *dict, GError **error)
{
  g_autoptr (AnGuardStatus) self = g_new0 (AnGuardStatus, 1);

  g_return_val_if_fail (g_variant_is_of_type (dict, G_VARIANT_TYPE_VARDICT), NULL);

  return fill (dict, status_fields, self, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * an_guard_entries_from_variant:
 * @list: `aa{sv}`
 *
 * Returns: (transfer full) (element-type AnGuardEntry)
 */
GPtrArray *
an_guard_entries_from_variant (GVariant *list, GError **error)
{
  g_autoptr (GPtrArray) entries =
      g_ptr_array_new_with_free_func ((GDestroyNotify) an_guard_entry_free);
  gsize n = MIN (g_variant_n_children (list), MAX_CHILDREN);

  for (gsize i = 0; i < n; i++) {
    g_autoptr (GVariant) dict = g_variant_get_child_value (list, i);
    AnGuardEntry *entry = g_new0 (AnGuardEntry, 1);

    g_ptr_array_add (entries, entry);
    if (!fill (dict, entry_fields, entry, error))
      return NULL;
  }
  return g_steal_pointer (&entries);
}
