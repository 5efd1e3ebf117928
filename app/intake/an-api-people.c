// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* `/v1/staff` and the own password and key. Passwords are worked on by few at once. */

#include "base/an-json-reader.h"
#include "base/an-json.h"
#include "intake/an-api-officer.h"
#include "intake/an-audit.h"
#include "intake/an-people.h"
#include "intake/an-server.h"

#define MAX_CHARS 1024

typedef struct {
  AnExchange *exchange;   /* (owned) with its session */
  AnPeopleChange *change; /* (owned) (nullable) */
  JsonNode *list;         /* (owned) (nullable) */
} Managing;

/* Helpers */

static const AnStaff *
get_staff (const Managing *self)
{
  return self->exchange->session->staff;
}

static void
free_managing (Managing *self)
{
  g_clear_pointer (&self->change, an_people_change_free);
  g_clear_pointer (&self->list, json_node_unref);
  an_exchange_unref (self->exchange);
  g_free (self);
}

/* What is wrong with a person is told by its place in what was sent. */
static void
reply_refusal (AnExchange *exchange, const GError *refusal)
{
  static const char *const places[] = {
    [AN_STAFF_ERROR_REFUSED] = "/password password",
    [AN_STAFF_ERROR_PASSWORD] = "/new_password short",
    [AN_STAFF_ERROR_NAME] = "/name name",
    [AN_STAFF_ERROR_TAKEN] = "/name taken",
    [AN_STAFF_ERROR_UNKNOWN] = "/name unknown",
    [AN_STAFF_ERROR_LAST] = "/name last",
    [AN_STAFF_ERROR_ESCROW] = "/name escrow",
  };
  g_autoptr (GError) error = NULL;

  if (refusal->domain != AN_STAFF_ERROR) {
    an_exchange_reply_problem (exchange, refusal);
    return;
  }
  g_set_error_literal (&error, AN_PROBLEM_ERROR, AN_PROBLEM_STAFF, places[refusal->code]);
  an_exchange_reply_problem (exchange, error);
}

/* GET /v1/staff */

static gboolean
read_people (AnDatabase *database, gpointer data, GError **error)
{
  Managing *self = data;

  self->list = an_people_list (database, error);
  return self->list != NULL;
}

static gboolean
trace_people (AnDatabase *database, gpointer data, GError **error)
{
  return an_audit_append (database, get_staff (data)->name, "staff.listed", "", "", error);
}

static void
on_people (gpointer data, const GError *error)
{
  Managing *self = data;

  if (error != NULL) {
    an_exchange_reply_problem (self->exchange, error);
  } else {
    g_autofree char *json = an_json_to_string (self->list, FALSE);

    an_exchange_reply (self->exchange, SOUP_STATUS_OK, json);
  }
  free_managing (self);
}

static const AnWorkerJob people_job = { NULL, read_people, on_people, trace_people };

void
an_api_people (AnExchange *exchange)
{
  AnSession *session = an_api_require_session (exchange, TRUE);
  Managing *self;

  if (session == NULL)
    return;
  if (!an_staff_may (session->staff, AN_STAFF_PEOPLE | AN_STAFF_AUDIT)) {
    an_exchange_reply_error (exchange, AN_PROBLEM_FORBIDDEN);
    return;
  }
  self = g_new0 (Managing, 1);
  self->exchange = an_exchange_ref (exchange);
  an_exchange_pause (exchange);
  an_worker_push (an_server_get_worker (exchange->server), &people_job, self);
}

/* Changes */

static gboolean
load_change (AnDatabase *database, gpointer data, GError **error)
{
  return an_people_change_load (((Managing *) data)->change, database, error);
}

static gboolean
work_on_change (gpointer data, GError **error)
{
  Managing *self = data;

  return an_people_change_work (self->change, get_staff (self), error);
}

static gboolean
save_change (AnDatabase *database, gpointer data, GError **error)
{
  Managing *self = data;

  return an_people_change_save (self->change, database, get_staff (self)->name, error);
}

static void
on_saved (gpointer data, const GError *error)
{
  Managing *self = data;
  AnServer *server = self->exchange->server;
  AnDesk *desk = an_server_get_desk (server);

  desk->n_opening--;
  if (error != NULL) {
    reply_refusal (self->exchange, error);
  } else {
    /* Whatever a person has open was opened with a password or a key that is no more. */
    if (self->change->action != AN_PEOPLE_ADD && self->change->action != AN_PEOPLE_ENABLE)
      an_sessions_remove_person (desk->sessions, self->change->name);
    an_server_refresh_people (server);
    an_exchange_reply (self->exchange, SOUP_STATUS_NO_CONTENT, NULL);
  }
  free_managing (self);
}

static const AnWorkerJob saving_job = { work_on_change, save_change, on_saved };

static void
on_loaded (gpointer data, const GError *error)
{
  Managing *self = data;

  if (error == NULL) {
    an_worker_push (an_server_get_worker (self->exchange->server), &saving_job, self);
    return;
  }
  an_server_get_desk (self->exchange->server)->n_opening--;
  reply_refusal (self->exchange, error);
  free_managing (self);
}

static const AnWorkerJob loading_job = { NULL, load_change, on_loaded };

/* (transfer full): takes @change */
static void
start (AnExchange *exchange, AnPeopleChange *change)
{
  AnDesk *desk = an_server_get_desk (exchange->server);
  Managing *self;

  if (desk->n_opening >= AN_DESK_MAX_HEAVY) {
    an_people_change_free (change);
    an_exchange_reply_error (exchange, AN_PROBLEM_BUSY);
    return;
  }
  desk->n_opening++;
  self = g_new0 (Managing, 1);
  self->exchange = an_exchange_ref (exchange);
  self->change = change;
  an_exchange_pause (exchange);
  an_worker_push (an_server_get_worker (exchange->server), &loading_job, self);
}

/* POST /v1/staff: `action` says what; one cannot do it to oneself. */
void
an_api_change_people (AnExchange *exchange)
{
  static const char *const actions[] = { "add", "disable", "enable", "reset", NULL };
  g_autoptr (JsonNode) root = an_api_take_json (exchange);
  g_autoptr (AnJsonReader) reader = NULL;
  g_autoptr (AnPeopleChange) change = NULL;
  g_autoptr (GError) error = NULL;
  AnJsonPresence presence;
  int action, role;

  if (root == NULL)
    return;
  if (!an_staff_may (exchange->session->staff, AN_STAFF_PEOPLE)) {
    an_exchange_reply_error (exchange, AN_PROBLEM_FORBIDDEN);
    return;
  }
  reader = an_json_reader_new (root);
  an_json_reader_expect_object (reader);
  an_json_reader_allow_members (reader, "action", "name", "role", "new_password", NULL);
  action = an_json_reader_get_enum (reader, "action", AN_JSON_REQUIRED, actions, 0);
  presence = action == AN_PEOPLE_ADD ? AN_JSON_REQUIRED : AN_JSON_OPTIONAL;
  role = an_json_reader_get_enum (reader, "role", presence, an_people_roles, -1);
  change = an_people_change_new (
      (AnPeopleAction) MAX (action, 0),
      an_json_reader_get_string (reader, "name", AN_JSON_REQUIRED, MAX_CHARS));
  if (action == AN_PEOPLE_RESET)
    presence = AN_JSON_REQUIRED;
  change->new_password =
      g_strdup (an_json_reader_get_string (reader, "new_password", presence, MAX_CHARS));
  change->role = role >= 0 ? g_strdup (an_people_roles[role]) : NULL;
  if (!an_json_reader_finish (reader, &error)) {
    an_exchange_reply_problem (exchange, error);
  } else if (g_str_equal (change->name, exchange->session->staff->name)) {
    g_set_error_literal (&error, AN_PROBLEM_ERROR, AN_PROBLEM_STAFF, "/name self");
    an_exchange_reply_problem (exchange, error);
  } else {
    start (exchange, g_steal_pointer (&change));
  }
}

/* POST /v1/session/password and /v1/session/key */
void
an_api_change_self (AnExchange *exchange)
{
  gboolean rotate = exchange->route.place == AN_PLACE_OWN_KEY;
  g_autoptr (JsonNode) root = an_api_take_json (exchange);
  g_autoptr (AnJsonReader) reader = NULL;
  g_autoptr (AnPeopleChange) change = NULL;
  g_autoptr (GError) error = NULL;

  if (root == NULL)
    return;
  reader = an_json_reader_new (root);
  change = an_people_change_new (rotate ? AN_PEOPLE_ROTATE : AN_PEOPLE_PASSWORD,
                                 exchange->session->staff->name);
  an_json_reader_expect_object (reader);
  an_json_reader_allow_members (reader, "password", rotate ? NULL : "new_password", NULL);
  change->password =
      g_strdup (an_json_reader_get_string (reader, "password", AN_JSON_REQUIRED, MAX_CHARS));
  if (!rotate)
    change->new_password =
        g_strdup (an_json_reader_get_string (reader, "new_password", AN_JSON_REQUIRED, MAX_CHARS));
  if (an_json_reader_finish (reader, &error))
    start (exchange, g_steal_pointer (&change));
  else
    an_exchange_reply_problem (exchange, error);
}
