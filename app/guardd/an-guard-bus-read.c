// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The calls that only read. */

#include "base/an-i18n.h"
#include "base/an-json-reader.h"
#include "guardd/an-guard-bus-private.h"
#include "guardd/an-guard-events.h"
#include "guardd/an-guard-identity.h"

#define MAX_DAYS 400
#define MAX_REQUESTS 200
#define MAX_EVENTS 1000

static AnGuardEngine *
engine_of (AnGuardBus *self)
{
  return an_guard_daemon_get_engine (self->daemon);
}

static void
add_child (GVariantBuilder *builder, AnGuardChild *child)
{
  g_autofree char *real_name = NULL;
  g_autofree char *name = an_guard_identity_find_name (child->uid, &real_name);
  GVariantBuilder entry;

  g_variant_builder_init (&entry, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&entry, "{sv}", "uid", g_variant_new_uint32 (child->uid));
  g_variant_builder_add (&entry, "{sv}", "user", g_variant_new_string (child->user));
  g_variant_builder_add (&entry,
                         "{sv}",
                         "real-name",
                         g_variant_new_string (name != NULL ? real_name : ""));
  g_variant_builder_add (&entry,
                         "{sv}",
                         "enabled",
                         g_variant_new_boolean (an_policy_is_enabled (child->policy)));
  g_variant_builder_add (&entry,
                         "{sv}",
                         "identity",
                         g_variant_new_string (an_identity_ids[child->identity]));
  g_variant_builder_add (&entry,
                         "{sv}",
                         "state",
                         g_variant_new_string (an_presence_ids[child->presence.state]));
  g_variant_builder_add (builder, "a{sv}", &entry);
}

static GVariant *
list_children (AnGuardBus *self, guint32 caller, GVariant *parameters, GError **error)
{
  GPtrArray *children = an_guard_engine_get_children (engine_of (self));
  gboolean is_parent = an_guard_identity_is_parent (caller);
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("aa{sv}"));
  for (guint i = 0; i < children->len; i++) {
    AnGuardChild *child = children->pdata[i];

    if (is_parent || child->uid == caller)
      add_child (&builder, child);
  }
  return g_variant_new ("(aa{sv})", &builder);
}

static GVariant *
get_policy (AnGuardBus *self, guint32 caller, GVariant *parameters, GError **error)
{
  g_autoptr (JsonNode) document = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;
  AnGuardChild *child;
  guint32 uid;

  g_variant_get (parameters, "(u)", &uid);
  child = an_guard_bus_find_readable (self, caller, uid, error);
  if (child == NULL)
    return NULL;
  document = an_policy_to_json (child->policy);
  root = json_node_copy (document);
  json_object_set_int_member (json_node_get_object (root), "version", (gint64) child->version);
  text = an_json_to_string (root, FALSE);
  return g_variant_new ("(s)", text);
}

static GVariant *
get_status (AnGuardBus *self, guint32 caller, GVariant *parameters, GError **error)
{
  AnGuardChild *child;
  guint32 uid;

  g_variant_get (parameters, "(u)", &uid);
  child = an_guard_bus_find_readable (self, caller, uid, error);
  if (child == NULL)
    return NULL;
  an_guard_engine_update (engine_of (self));
  return g_variant_new ("(@a{sv})", an_guard_status_new (self->daemon, child));
}

/* Two local dates, both included. */
static gboolean
parse_days (const char *from, const char *to, gint64 *first, gint64 *last, GError **error)
{
  if (!an_day_parse (from, first) || !an_day_parse (to, last)) {
    g_set_error (error,
                 AN_GUARD_ERROR,
                 AN_GUARD_ERROR_INVALID_ARGUMENT,
                 _ ("dates are written as 2026-11-28"));
    return FALSE;
  }
  if (*last < *first || *last - *first >= MAX_DAYS) {
    g_set_error (error,
                 AN_GUARD_ERROR,
                 AN_GUARD_ERROR_INVALID_ARGUMENT,
                 _ ("at most %d days in their order can be asked for"), MAX_DAYS);
    return FALSE;
  }
  return TRUE;
}

static void
add_day (JsonBuilder *builder, const AnGuardChild *child, const AnLedgerDay *day)
{
  g_autofree char *date = an_day_format (day->day);
  gint64 quota = an_guard_status_find_quota (child->policy, day->day);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "date");
  json_builder_add_string_value (builder, date);
  json_builder_set_member_name (builder, "used_seconds");
  json_builder_add_int_value (builder, day->used_usec / AN_USEC_PER_SECOND);
  json_builder_set_member_name (builder, "bonus_seconds");
  json_builder_add_int_value (builder, day->bonus_usec / AN_USEC_PER_SECOND);
  json_builder_set_member_name (builder, "quota_seconds");
  if (quota < 0)
    json_builder_add_null_value (builder);
  else
    json_builder_add_int_value (builder, quota);
  json_builder_set_member_name (builder, "hours");
  json_builder_begin_array (builder);
  for (int i = 0; i < AN_LEDGER_HOURS; i++)
    json_builder_add_int_value (builder, day->hours_usec[i] / AN_USEC_PER_SECOND);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "verified");
  json_builder_add_boolean_value (builder, day->verified);
  json_builder_end_object (builder);
}

static GVariant *
get_usage (AnGuardBus *self, guint32 caller, GVariant *parameters, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GError) local = NULL;
  g_autoptr (GArray) days = NULL;
  const char *from, *to;
  AnGuardChild *child;
  gint64 first, last;
  guint32 uid;

  g_variant_get (parameters, "(u&s&s)", &uid, &from, &to);
  child = an_guard_bus_find_readable (self, caller, uid, error);
  if (child == NULL || !parse_days (from, to, &first, &last, error))
    return NULL;
  an_guard_engine_update (engine_of (self));
  days =
      an_guard_store_list_days (an_guard_daemon_get_store (self->daemon), uid, first, last, &local);
  if (!an_guard_bus_check_storage (days != NULL, local, error))
    return NULL;
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "days");
  json_builder_begin_array (builder);
  for (guint i = 0; i < days->len; i++)
    add_day (builder, child, &g_array_index (days, AnLedgerDay, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return an_guard_bus_take_json (builder);
}

static void
add_text (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

static void
add_instant (JsonBuilder *builder, const char *name, gint64 usec, GTimeZone *zone)
{
  g_autofree char *text = usec == 0 ? g_strdup ("") : an_instant_format (usec, zone);

  add_text (builder, name, text);
}

static void
add_request (JsonBuilder *builder, const AnTimeRequest *request, GTimeZone *zone)
{
  g_autofree char *name = an_guard_identity_find_name (request->uid, NULL);

  json_builder_begin_object (builder);
  add_text (builder, "id", request->id);
  json_builder_set_member_name (builder, "uid");
  json_builder_add_int_value (builder, request->uid);
  add_text (builder, "user", name != NULL ? name : "");
  json_builder_set_member_name (builder, "minutes");
  json_builder_add_int_value (builder, request->minutes);
  add_text (builder, "reason", request->reason);
  add_instant (builder, "asked_at", request->asked_at, zone);
  add_text (builder, "state", an_request_state_ids[request->state]);
  add_instant (builder, "answered_at", request->answered_at, zone);
  json_builder_set_member_name (builder, "granted_minutes");
  json_builder_add_int_value (builder, request->granted_minutes);
  json_builder_end_object (builder);
}

static GVariant *
list_requests (AnGuardBus *self, guint32 caller, GVariant *parameters, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GError) local = NULL;
  g_autoptr (GPtrArray) requests = NULL;
  guint32 whose = an_guard_identity_is_parent (caller) ? 0 : caller;

  requests = an_guard_store_list_requests (an_guard_daemon_get_store (self->daemon),
                                           whose,
                                           MAX_REQUESTS,
                                           &local);
  if (!an_guard_bus_check_storage (requests != NULL, local, error))
    return NULL;
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "requests");
  json_builder_begin_array (builder);
  for (guint i = 0; i < requests->len; i++)
    add_request (builder, requests->pdata[i], an_guard_engine_get_zone (engine_of (self)));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return an_guard_bus_take_json (builder);
}

static GVariant *
get_events (AnGuardBus *self, guint32 caller, GVariant *parameters, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GError) local = NULL;
  g_autoptr (GArray) events = NULL;
  GTimeZone *zone = an_guard_engine_get_zone (engine_of (self));
  const char *from, *to;
  gint64 first, last;
  guint32 uid;

  g_variant_get (parameters, "(u&s&s)", &uid, &from, &to);
  if (uid == 0 && !an_guard_identity_is_parent (caller)) {
    g_set_error (error,
                 AN_GUARD_ERROR,
                 AN_GUARD_ERROR_NOT_ALLOWED,
                 _ ("only a parent may read what concerns somebody else"));
    return NULL;
  }
  if ((uid != 0 && an_guard_bus_find_readable (self, caller, uid, error) == NULL) ||
      !parse_days (from, to, &first, &last, error))
    return NULL;
  events = an_guard_store_list_events (an_guard_daemon_get_store (self->daemon),
                                       uid,
                                       an_ledger_day_begin (first, zone),
                                       an_ledger_day_begin (last + 1, zone),
                                       MAX_EVENTS,
                                       &local);
  if (!an_guard_bus_check_storage (events != NULL, local, error))
    return NULL;
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "events");
  json_builder_begin_array (builder);
  for (guint i = 0; i < events->len; i++)
    an_guard_events_add (builder, &g_array_index (events, AnEventRecord, i), zone);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return an_guard_bus_take_json (builder);
}

const AnGuardMethod an_guard_read_methods[] = {
  { "ListChildren", AN_GUARD_FOR_READER, list_children },
  { "GetPolicy", AN_GUARD_FOR_READER, get_policy },
  { "GetStatus", AN_GUARD_FOR_READER, get_status },
  { "GetUsage", AN_GUARD_FOR_READER, get_usage },
  { "ListRequests", AN_GUARD_FOR_READER, list_requests },
  { "GetEvents", AN_GUARD_FOR_READER, get_events },
  { NULL, AN_GUARD_FOR_READER, NULL },
};
