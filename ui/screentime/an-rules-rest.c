// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The members of a policy that are not of a weekday: holidays, and what the guard alone obeys. */

#include "ui/screentime/an-rules-rest.h"

#include <string.h>

/* The members that are not of a weekday, as they were read; @without may name one to leave out. */
void
an_rules_rest_add (JsonBuilder *builder, const AnPolicy *policy, const char *without)
{
  static const char *const rest[] = { "dates",        "break",  "count_idle", "idle_after_seconds",
                                      "warn_minutes", "at_end", "requests",   "codes" };
  g_autoptr (JsonNode) document = an_policy_to_json (policy);
  JsonObject *object = json_node_get_object (document);

  for (gsize i = 0; i < G_N_ELEMENTS (rest); i++)
    if (json_object_has_member (object, rest[i]) && g_strcmp0 (rest[i], without) != 0) {
      json_builder_set_member_name (builder, rest[i]);
      json_builder_add_value (builder, json_node_copy (json_object_get_member (object, rest[i])));
    }
}

/* (transfer full): a policy of what an_rules_rest_add() takes from @policy, with @value for @member
 */
AnPolicy *
an_rules_rest_create (const AnPolicy *policy, const char *member, JsonNode *value, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) document = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "schema");
  json_builder_add_string_value (builder, AN_POLICY_SCHEMA);
  json_builder_set_member_name (builder, "enabled");
  json_builder_add_boolean_value (builder, TRUE);
  an_rules_rest_add (builder, policy, member);
  if (value != NULL) {
    json_builder_set_member_name (builder, member);
    json_builder_add_value (builder, json_node_copy (value));
  }
  json_builder_end_object (builder);
  document = json_builder_get_root (builder);
  return an_policy_from_json (document, error);
}

/* Whether both say the same; a default may be written out or not. */
gboolean
an_rules_rest_is_same (const AnPolicy *one, const AnPolicy *other)
{
  g_autoptr (JsonNode) one_document = an_policy_to_json (one);
  g_autoptr (JsonNode) other_document = an_policy_to_json (other);
  JsonObject *one_object = json_node_get_object (one_document);
  JsonObject *other_object = json_node_get_object (other_document);

  return memcmp (an_policy_get_guard (one), an_policy_get_guard (other), sizeof (AnPolicyGuard)) ==
             0 &&
         json_object_has_member (one_object, "dates") ==
             json_object_has_member (other_object, "dates") &&
         (!json_object_has_member (one_object, "dates") ||
          json_node_equal (json_object_get_member (one_object, "dates"),
                           json_object_get_member (other_object, "dates")));
}
