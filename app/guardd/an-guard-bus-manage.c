// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The calls that only a parent may make; polkit has said yes before they are run. */

#include <string.h>

#include "base/an-i18n.h"
#include "base/an-json-reader.h"
#include "guardd/an-guard-bus-private.h"
#include "guardd/an-guard-codes.h"
#include "guardd/an-guard-identity.h"

#define MAX_GRANT_MINUTES 1440
#define MAX_NOTE_CHARS 500
#define MAX_CHILDREN 500

static AnGuardEngine *
engine_of (AnGuardBus *self)
{
  return an_guard_daemon_get_engine (self->daemon);
}

static AnGuardStore *
store_of (AnGuardBus *self)
{
  return an_guard_daemon_get_store (self->daemon);
}

/* Takes the guard's own member “version” out of a document, -1 when it is not there. */
static AnPolicy *
parse_policy (const char *text, gint64 *version, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (JsonNode) root = an_json_parse (text, strlen (text), AN_POLICY_MAX_BYTES, &local);
  g_autoptr (AnJsonReader) reader = NULL;
  g_autoptr (JsonNode) own = NULL;
  AnPolicy *policy = NULL;

  *version = -1;
  if (root != NULL) {
    reader = an_json_reader_new (root);
    *version = an_json_reader_get_int (reader, "version", AN_JSON_OPTIONAL, 0, G_MAXINT32, -1);
    if (an_json_reader_finish (reader, &local)) {
      own = json_node_copy (root);
      json_object_remove_member (json_node_get_object (own), "version");
      json_node_seal (own);
      policy = an_policy_from_json (own, &local);
    }
  }
  if (policy == NULL)
    g_set_error_literal (error, AN_GUARD_ERROR, AN_GUARD_ERROR_INVALID_POLICY, local->message);
  return policy;
}

static gboolean
check_can_be_child (AnGuardBus *self, guint32 uid, GError **error)
{
  g_autofree char *name = an_guard_identity_find_name (uid, NULL);

  if (name == NULL) {
    g_set_error (error,
                 AN_GUARD_ERROR,
                 AN_GUARD_ERROR_NOT_A_CHILD,
                 _ ("there is no user %u on this PC"), uid);
    return FALSE;
  }
  if (an_guard_identity_is_exempt (uid)) {
    g_set_error (error,
                 AN_GUARD_ERROR,
                 AN_GUARD_ERROR_ADMINISTRATOR,
                 _ ("%s is an administrator or a system user; rules would not hold"), name);
    return FALSE;
  }
  if (an_guard_engine_get_children (engine_of (self))->len >= MAX_CHILDREN) {
    g_set_error (error,
                 AN_GUARD_ERROR,
                 AN_GUARD_ERROR_TOO_MANY,
                 _ ("there are %d children already"), MAX_CHILDREN);
    return FALSE;
  }
  return TRUE;
}

static gboolean
add_child (AnGuardBus *self, guint32 uid, AnPolicy *policy, GError **error)
{
  g_autofree char *name = an_guard_identity_find_name (uid, NULL);
  g_autoptr (GError) local = NULL;
  AnGuardChild *child;

  if (!check_can_be_child (self, uid, error))
    return FALSE;
  child = an_guard_child_new (uid, name, policy, 1);
  if (!an_guard_bus_check_storage (an_guard_store_put_child (store_of (self), child, &local),
                                   local,
                                   error)) {
    an_guard_child_free (child);
    return FALSE;
  }
  an_guard_engine_add_child (engine_of (self), child);
  an_guard_daemon_refresh (self->daemon);
  an_guard_engine_set_policy (engine_of (self), child, policy, 1);
  an_guard_bus_changed (self, child);
  return TRUE;
}

/* Whether the account is still the one the rules were made for; a parent who sets rules anew for
 * a renamed or recycled one has looked at it, and it begins afresh. */
static gboolean
readopt (AnGuardBus *self, AnGuardChild *child, AnPolicy *policy, GError **error)
{
  guint32 uid = child->uid;
  g_autoptr (GError) local = NULL;

  if (!an_guard_bus_check_storage (an_guard_store_remove_child (store_of (self), uid, &local),
                                   local,
                                   error))
    return FALSE;
  an_guard_engine_remove_child (engine_of (self), uid);
  return add_child (self, uid, policy, error);
}

static gboolean
change_policy (AnGuardBus *self,
               AnGuardChild *child,
               AnPolicy *policy,
               gint64 version,
               GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (AnPolicy) old = an_policy_ref (child->policy);
  guint64 old_version = child->version;

  if (version >= 0 && (guint64) version != child->version) {
    g_set_error (error,
                 AN_GUARD_ERROR,
                 AN_GUARD_ERROR_CONFLICT,
                 _ ("somebody else has changed these rules meanwhile; look at them again"));
    return FALSE;
  }
  if (child->identity != AN_IDENTITY_OK)
    return readopt (self, child, policy, error);
  an_guard_engine_set_policy (engine_of (self), child, policy, old_version + 1);
  if (!an_guard_store_put_child (store_of (self), child, &local)) {
    an_guard_engine_set_policy (engine_of (self), child, old, old_version);
    return an_guard_bus_check_storage (FALSE, local, error);
  }
  an_guard_bus_changed (self, child);
  return TRUE;
}

static GVariant *
set_policy (AnGuardBus *self, guint32 caller, GVariant *parameters, GError **error)
{
  g_autoptr (AnPolicy) policy = NULL;
  AnGuardChild *child;
  const char *text;
  gint64 version;
  guint32 uid;
  gboolean good;

  g_variant_get (parameters, "(u&s)", &uid, &text);
  policy = parse_policy (text, &version, error);
  if (policy == NULL)
    return NULL;
  child = an_guard_engine_find_child (engine_of (self), uid);
  if (child != NULL)
    good = change_policy (self, child, policy, version, error);
  else
    good = add_child (self, uid, policy, error);
  return good ? g_variant_new ("()") : NULL;
}

static GVariant *
remove_child (AnGuardBus *self, guint32 caller, GVariant *parameters, GError **error)
{
  g_autoptr (GError) local = NULL;
  guint32 uid;

  g_variant_get (parameters, "(u)", &uid);
  if (an_guard_bus_find (self, uid, error) == NULL)
    return NULL;
  if (!an_guard_bus_check_storage (an_guard_store_remove_child (store_of (self), uid, &local),
                                   local,
                                   error))
    return NULL;
  an_guard_engine_remove_child (engine_of (self), uid);
  an_guard_daemon_refresh (self->daemon);
  return g_variant_new ("()");
}

/* Makes sure that what was given is on the disk before the caller is told. */
static gboolean
give (AnGuardBus *self,
      AnGuardChild *child,
      int minutes,
      gboolean override,
      const char *note,
      GError **error)
{
  an_guard_engine_grant (engine_of (self), child, minutes, override, note);
  an_guard_bus_changed (self, child);
  if (an_guard_daemon_is_saved (self->daemon))
    return TRUE;
  g_set_error (error,
               AN_GUARD_ERROR,
               AN_GUARD_ERROR_STORAGE,
               _ ("the time is given, but cannot be written to disk; a restart would lose it"));
  return FALSE;
}

static GVariant *
grant (AnGuardBus *self, guint32 caller, GVariant *parameters, GError **error)
{
  AnGuardChild *child;
  const char *note;
  gboolean override;
  guint32 uid;
  int minutes;

  g_variant_get (parameters, "(uib&s)", &uid, &minutes, &override, &note);
  child = an_guard_bus_find (self, uid, error);
  if (child == NULL || !an_guard_bus_check_minutes (minutes, MAX_GRANT_MINUTES, error))
    return NULL;
  if (g_utf8_strlen (note, -1) > MAX_NOTE_CHARS) {
    g_set_error (error,
                 AN_GUARD_ERROR,
                 AN_GUARD_ERROR_INVALID_ARGUMENT,
                 _ ("note: at most %d characters"), MAX_NOTE_CHARS);
    return NULL;
  }
  an_guard_engine_note (engine_of (self), uid, AN_EVENT_GRANTED, minutes);
  return give (self, child, minutes, override, note, error) ? g_variant_new ("()") : NULL;
}

static GVariant *
take_back (AnGuardBus *self, guint32 caller, GVariant *parameters, GError **error)
{
  AnGuardChild *child;
  guint32 uid;
  int minutes, taken;

  g_variant_get (parameters, "(ui)", &uid, &minutes);
  child = an_guard_bus_find (self, uid, error);
  if (child == NULL || !an_guard_bus_check_minutes (minutes, MAX_GRANT_MINUTES, error))
    return NULL;
  taken = an_guard_engine_take_back (engine_of (self), child, minutes);
  an_guard_bus_changed (self, child);
  return g_variant_new ("(i)", taken);
}

static GVariant *
set_paused (AnGuardBus *self, guint32 caller, GVariant *parameters, GError **error)
{
  AnGuardChild *child;
  gboolean paused;
  guint32 uid;

  g_variant_get (parameters, "(ub)", &uid, &paused);
  child = an_guard_bus_find (self, uid, error);
  if (child == NULL)
    return NULL;
  an_guard_engine_set_paused (engine_of (self), child, paused);
  an_guard_bus_changed (self, child);
  return g_variant_new ("()");
}

/* The open request with this id. */
static AnTimeRequest *
find_open_request (AnGuardBus *self, const char *id, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (AnTimeRequest) request = an_guard_store_get_request (store_of (self), id, &local);

  if (local != NULL) {
    an_guard_bus_check_storage (FALSE, local, error);
    return NULL;
  }
  if (request == NULL || request->state != AN_REQUEST_OPEN) {
    g_set_error (error,
                 AN_GUARD_ERROR,
                 AN_GUARD_ERROR_NOT_FOUND,
                 _ ("this request is not open any more"));
    return NULL;
  }
  return g_steal_pointer (&request);
}

static GVariant *
answer_request (AnGuardBus *self, guint32 caller, GVariant *parameters, GError **error)
{
  g_autoptr (AnTimeRequest) request = NULL;
  g_autoptr (GError) local = NULL;
  AnGuardChild *child;
  const char *id;
  gboolean approve;
  int minutes;
  AnMoment now;

  g_variant_get (parameters, "(&sbi)", &id, &approve, &minutes);
  request = find_open_request (self, id, error);
  if (request == NULL)
    return NULL;
  if (minutes == 0)
    minutes = request->minutes;
  child = an_guard_bus_find (self, request->uid, error);
  if (child == NULL || (approve && !an_guard_bus_check_minutes (minutes, MAX_GRANT_MINUTES, error)))
    return NULL;
  an_guard_engine_get_moment (engine_of (self), &now);
  request->state = approve ? AN_REQUEST_APPROVED : AN_REQUEST_DECLINED;
  request->answered_at = now.trusted;
  request->granted_minutes = approve ? minutes : 0;
  /* Answered before it is given: no crash lets it be given twice. */
  if (!an_guard_bus_check_storage (an_guard_store_put_request (store_of (self), request, &local),
                                   local,
                                   error))
    return NULL;
  an_guard_engine_note (engine_of (self),
                        request->uid,
                        approve ? AN_EVENT_APPROVED : AN_EVENT_DECLINED,
                        minutes);
  if (approve && !give (self, child, minutes, TRUE, NULL, error))
    return NULL;
  an_guard_watchers_emit (
      self->watchers,
      request->uid,
      "RequestAnswered",
      g_variant_new ("(usbi)", request->uid, id, approve, request->granted_minutes));
  an_guard_bus_changed (self, child);
  return g_variant_new ("()");
}

static GVariant *
enrol_codes (AnGuardBus *self, guint32 caller, GVariant *parameters, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *uri = NULL;
  AnGuardChild *child;
  guint32 uid;

  g_variant_get (parameters, "(u)", &uid);
  child = an_guard_bus_find (self, uid, error);
  if (child == NULL)
    return NULL;
  if (!an_guard_bus_check_storage (
          an_guard_codes_enrol (store_of (self), uid, child->user, &uri, &local),
          local,
          error))
    return NULL;
  an_guard_engine_note (engine_of (self), uid, AN_EVENT_CODES_ENROLLED, 0);
  return g_variant_new ("(s)", uri);
}

static GVariant *
set_pin (AnGuardBus *self, guint32 caller, GVariant *parameters, GError **error)
{
  g_autoptr (GError) local = NULL;
  const char *pin;

  g_variant_get (parameters, "(&s)", &pin);
  if (pin[0] != '\0' && !an_guard_pin_is_valid (pin)) {
    g_set_error (error,
                 AN_GUARD_ERROR,
                 AN_GUARD_ERROR_INVALID_ARGUMENT,
                 _ ("a PIN has %d to %d digits"), AN_PIN_MIN_DIGITS, AN_PIN_MAX_DIGITS);
    return NULL;
  }
  if (!an_guard_bus_check_storage (an_guard_pin_set (store_of (self), pin, &local), local, error))
    return NULL;
  an_guard_engine_note (engine_of (self), 0, AN_EVENT_PIN_SET, pin[0] != '\0');
  return g_variant_new ("()");
}

static GVariant *
confirm_clock (AnGuardBus *self, guint32 caller, GVariant *parameters, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (!an_guard_bus_check_storage (an_guard_daemon_adopt_timezone (self->daemon, &local),
                                   local,
                                   error))
    return NULL;
  an_guard_engine_confirm_clock (engine_of (self));
  an_guard_daemon_rearm (self->daemon);
  return g_variant_new ("()");
}

const AnGuardMethod an_guard_manage_methods[] = {
  { "SetPolicy", AN_GUARD_FOR_PARENT, set_policy },
  { "RemoveChild", AN_GUARD_FOR_PARENT, remove_child },
  { "Grant", AN_GUARD_FOR_PARENT, grant },
  { "TakeBack", AN_GUARD_FOR_PARENT, take_back },
  { "SetPaused", AN_GUARD_FOR_PARENT, set_paused },
  { "AnswerRequest", AN_GUARD_FOR_PARENT, answer_request },
  { "EnrolCodes", AN_GUARD_FOR_PARENT, enrol_codes },
  { "SetPin", AN_GUARD_FOR_PARENT, set_pin },
  { "ConfirmClock", AN_GUARD_FOR_PARENT, confirm_clock },
  { NULL, AN_GUARD_FOR_PARENT, NULL },
};
