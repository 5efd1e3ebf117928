// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* `/healthz`, `/readyz` and `/v1/office`: what anybody may know. */

#include <json-glib/json-glib.h>

#include "base/an-json.h"
#include "base/an-time.h"
#include "intake/an-api.h"
#include "intake/an-limits.h"
#include "intake/an-server.h"
#include "report/an-taxonomy.h"

static const char ready[] = "{\"status\":\"ready\"}";

/* Helpers */

static void
add_text (JsonBuilder *builder, const char *key, const char *text)
{
  json_builder_set_member_name (builder, key);
  json_builder_add_string_value (builder, text);
}

static void
add_number (JsonBuilder *builder, const char *key, gint64 number)
{
  json_builder_set_member_name (builder, key);
  json_builder_add_int_value (builder, number);
}

static void
add_bytes (JsonBuilder *builder, const char *key, const guint8 *bytes, gsize size)
{
  g_autofree char *text = g_base64_encode (bytes, size);

  add_text (builder, key, text);
}

static void
add_keys (JsonBuilder *builder, const AnOffice *office)
{
  json_builder_set_member_name (builder, "keys");
  json_builder_begin_array (builder);
  for (guint i = 0; i < office->keys->len; i++) {
    const AnOfficeKey *key = g_ptr_array_index (office->keys, i);

    json_builder_begin_object (builder);
    add_text (builder, "id", key->id);
    add_bytes (builder, "public_key", key->public_key, sizeof key->public_key);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
}

static void
add_limits (JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "limits");
  json_builder_begin_object (builder);
  add_number (builder, "max_envelope_bytes", AN_LIMIT_ENVELOPE_BYTES);
  add_number (builder, "max_evidence_bytes", AN_LIMIT_EVIDENCE_BYTES);
  add_number (builder, "max_report_bytes", AN_LIMIT_REPORT_BYTES);
  add_number (builder, "max_evidence_count", AN_LIMIT_EVIDENCE_COUNT);
  json_builder_end_object (builder);
}

static void
add_fingerprint_only (JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "fingerprint_only");
  json_builder_begin_array (builder);
  for (int i = 0; i < AN_N_CATEGORIES; i++)
    if (an_category_is_fingerprint_only ((AnCategory) i))
      json_builder_add_string_value (builder, an_category_ids[i]);
  json_builder_end_array (builder);
}

/* Public */

void
an_api_health (AnExchange *exchange)
{
  an_exchange_reply (exchange, SOUP_STATUS_OK, "{\"status\":\"ok\"}");
}

static gboolean
store_probe (AnDatabase *database, gpointer data, GError **error)
{
  g_autofree char *now = g_strdup_printf ("%" G_GINT64_FORMAT, g_get_real_time ());

  /* Another value than before: SQLite does not write what is the same. */
  return an_database_run (database,
                          error,
                          "UPDATE setting SET value = $1 WHERE name = 'probed'",
                          "s",
                          now);
}

static void
on_ready (gpointer data, const GError *error)
{
  g_autoptr (AnExchange) exchange = data;

  if (error != NULL) {
    an_exchange_reply_problem (exchange, error);
    return;
  }
  an_server_set_ready (exchange->server);
  an_exchange_reply (exchange, SOUP_STATUS_OK, ready);
}

static const AnWorkerJob readiness_job = { NULL, store_probe, on_ready };

/* Whether a report could be stored now: tried with a commit, but not more often than needed. */
void
an_api_ready (AnExchange *exchange)
{
  if (an_server_is_ready (exchange->server)) {
    an_exchange_reply (exchange, SOUP_STATUS_OK, ready);
    return;
  }
  an_exchange_pause (exchange);
  an_worker_push (an_server_get_worker (exchange->server),
                  &readiness_job,
                  an_exchange_ref (exchange));
}

void
an_api_office (AnExchange *exchange)
{
  const AnOffice *office = an_server_get_office (exchange->server);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *now = an_time_now_rfc3339 ();
  g_autofree char *json = NULL;

  json_builder_begin_object (builder);
  add_text (builder, "schema", "vn.annhi.office/1");
  add_text (builder, "office", office->id);
  json_builder_set_member_name (builder, "name");
  json_builder_begin_object (builder);
  add_text (builder, "vi", office->name);
  add_text (builder, "en", office->name);
  json_builder_end_object (builder);
  add_text (builder, "province", office->province);
  add_text (builder, "server_time", now);
  add_keys (builder, office);
  add_bytes (builder, "signing_key", office->signing_public, sizeof office->signing_public);
  add_limits (builder);
  add_number (builder, "unfinished_expires_seconds", AN_UNFINISHED_SECONDS);
  add_fingerprint_only (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  json = an_json_to_string (root, FALSE);
  an_exchange_reply (exchange, SOUP_STATUS_OK, json);
}
