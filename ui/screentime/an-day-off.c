// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* A day without the PC, in the rules themselves. */

#include "ui/screentime/an-day-off.h"

#include <string.h>

#include "base/an-json.h"
#include "screentime/an-policy.h"
#include "ui/screentime/an-household.h"

#define LABEL "Tạm dừng hôm nay" /* kept in the document; recognized by it */

/* (nullable) (transfer full): an object of our own */
static JsonNode *
parse (const char *policy, GError **error)
{
  g_autoptr (JsonNode) root = an_json_parse (policy, strlen (policy), AN_POLICY_MAX_BYTES, error);

  if (root == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (root)) {
    g_set_error (error, AN_JSON_ERROR, AN_JSON_ERROR_TYPE, "/: not an object");
    return NULL;
  }
  return json_node_copy (root);
}

static const char *
get_text (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : "";
}

static gboolean
is_day_off (JsonNode *entry, const char *date)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (entry) ? json_node_get_object (entry) : NULL;

  return object != NULL && g_str_equal (get_text (object, "from"), date) &&
         g_str_equal (get_text (object, "to"), date) &&
         g_str_equal (get_text (object, "label"), LABEL);
}

/* (nullable) (transfer none) */
static JsonArray *
get_dates (JsonNode *root)
{
  JsonNode *dates = json_object_get_member (json_node_get_object (root), "dates");

  return dates != NULL && JSON_NODE_HOLDS_ARRAY (dates) ? json_node_get_array (dates) : NULL;
}

static JsonNode *
create_entry (const char *date)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "from");
  json_builder_add_string_value (builder, date);
  json_builder_set_member_name (builder, "to");
  json_builder_add_string_value (builder, date);
  json_builder_set_member_name (builder, "label");
  json_builder_add_string_value (builder, LABEL);
  json_builder_set_member_name (builder, "windows");
  json_builder_begin_array (builder);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "uncounted");
  json_builder_begin_array (builder);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

gboolean
an_day_off_is_set (const char *policy, const char *date)
{
  g_autoptr (JsonNode) root = parse (policy, NULL);
  JsonArray *dates = root != NULL ? get_dates (root) : NULL;

  return dates != NULL && json_array_get_length (dates) > 0 &&
         is_day_off (json_array_get_element (dates, 0), date);
}

/**
 * an_day_off_change:
 * @policy: a document, with or without a version, which is kept
 * @date: YYYY-MM-DD
 *
 * Returns: (transfer full): the document with or without that day off
 */
char *
an_day_off_change (const char *policy, const char *date, gboolean is_off, GError **error)
{
  g_autoptr (JsonNode) root = parse (policy, error);
  JsonArray *old, *dates;

  if (root == NULL)
    return NULL;
  old = get_dates (root);
  dates = json_array_new ();
  if (is_off)
    json_array_add_element (dates, create_entry (date));
  for (guint i = 0; old != NULL && i < json_array_get_length (old); i++) {
    JsonNode *entry = json_array_get_element (old, i);

    if (!is_day_off (entry, date))
      json_array_add_element (dates, json_node_copy (entry));
  }
  json_object_set_array_member (json_node_get_object (root), "dates", dates);
  return an_json_to_string (root, FALSE);
}

/* Over the guard */

typedef struct {
  guint32 uid;
  gboolean is_off;
} Change;

static void
on_set_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (an_guard_client_set_policy_finish (AN_GUARD_CLIENT (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_policy_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  AnGuardClient *client = AN_GUARD_CLIENT (source);
  Change *change = g_task_get_task_data (task);
  GError *error = NULL;
  g_autofree char *text = an_guard_client_get_policy_finish (client, result, &error);
  g_autoptr (GDateTime) now = an_household_get_now (client);
  g_autofree char *date = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char *changed =
      text != NULL ? an_day_off_change (text, date, change->is_off, &error) : NULL;

  if (changed == NULL) {
    g_task_return_error (task, error);
    return;
  }
  an_guard_client_set_policy_async (client,
                                    change->uid,
                                    changed,
                                    NULL,
                                    on_set_ready,
                                    g_steal_pointer (&task));
}

void
an_day_off_set_async (AnGuardClient *client,
                      guint32 uid,
                      gboolean is_off,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  GTask *task = g_task_new (client, NULL, callback, user_data);
  Change *change = g_new0 (Change, 1);

  change->uid = uid;
  change->is_off = is_off;
  g_task_set_source_tag (task, an_day_off_set_async);
  g_task_set_task_data (task, change, g_free);
  an_guard_client_get_policy_async (client, uid, NULL, on_policy_ready, task);
}

gboolean
an_day_off_set_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
