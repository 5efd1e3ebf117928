// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Reads the limits of malcontent (GNOME's parental controls) as the service of accounts keeps them
 * in /var/lib/AccountsService/users/NAME: version 0.11 knows one daily schedule. */

#include "base/an-i18n.h"
#include "screentime/an-policy-import-private.h"

#define FILTER "com.endlessm.ParentalControls.AppFilter"
#define TYPE_DAILY_SCHEDULE 1
#define SECONDS_PER_DAY 86400

static gboolean
fail (GError **error, const char *key)
{
  g_set_error (error,
               AN_POLICY_IMPORT_ERROR,
               AN_POLICY_IMPORT_ERROR_VALUE,
               /* Translators: the name of a setting */
               _ ("the setting %s cannot be understood"), key);
  return FALSE;
}

static gboolean
read_schedule (GVariant *schedule, AnPolicyImport *import, AnSpans *spans, GError **error)
{
  guint32 start, end;

  if (schedule == NULL)
    return fail (error, "DailySchedule");
  g_variant_get (schedule, "(uu)", &start, &end);
  if (start >= end || end > SECONDS_PER_DAY)
    return fail (error, "DailySchedule");
  if (start % 60 != 0 || end % 60 != 0)
    an_policy_import_note (import,
                           _ ("Times that are no whole minutes are rounded to shorter use"));
  start = (start + 59) / 60;
  end = end / 60;
  if (start < end)
    an_spans_add (spans, start, end);
  return TRUE;
}

static gboolean
build (AnPolicyImport *import, gboolean has_schedule, const AnSpans *spans, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  an_policy_import_begin (builder, has_schedule);
  json_builder_set_member_name (builder, "days");
  json_builder_begin_object (builder);
  for (guint i = 0; has_schedule && an_weekday_ids[i] != NULL; i++) {
    json_builder_set_member_name (builder, an_weekday_ids[i]);
    json_builder_begin_object (builder);
    an_spans_write (builder, "windows", spans->items, spans->n_items);
    json_builder_end_object (builder);
  }
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "at_end");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "action");
  json_builder_add_string_value (builder, "logout");
  json_builder_end_object (builder);
  return an_policy_import_end (import, builder, error);
}

/* Public */

/**
 * an_policy_import_malcontent_properties:
 * @properties: `a{sv}`, of the interface %AN_MALCONTENT_LIMITS of an account
 *
 * Returns: (transfer full): the rules of that account, or %NULL with an %AN_POLICY_IMPORT_ERROR
 */
AnPolicyImport *
an_policy_import_malcontent_properties (GVariant *properties, GError **error)
{
  g_autoptr (AnPolicyImport) import = an_policy_import_new ();
  g_autoptr (GVariant) type =
      g_variant_lookup_value (properties, "LimitType", G_VARIANT_TYPE_UINT32);
  g_autoptr (GVariant) schedule =
      g_variant_lookup_value (properties, "DailySchedule", G_VARIANT_TYPE ("(uu)"));
  AnSpans spans = { 0 };
  gboolean has_schedule;

  if (type == NULL || g_variant_get_uint32 (type) > TYPE_DAILY_SCHEDULE) {
    fail (error, "LimitType");
    return NULL;
  }
  has_schedule = g_variant_get_uint32 (type) == TYPE_DAILY_SCHEDULE;
  if (has_schedule && !read_schedule (schedule, import, &spans, error))
    return NULL;
  if (has_schedule)
    an_policy_import_note (import,
                           _ ("malcontent may reckon these hours in world time (UTC), seven hours "
                              "behind Vietnam. They are taken as the clock of this PC shows them; "
                              "look whether they are what you mean"));
  return build (import, has_schedule, &spans, error) ? g_steal_pointer (&import) : NULL;
}

/* A property as the service writes it, with or without its type. */
static void
add_property (GVariantDict *properties, GKeyFile *file, const char *key, const GVariantType *type)
{
  g_autofree char *text = g_key_file_get_value (file, AN_MALCONTENT_LIMITS, key, NULL);
  g_autoptr (GVariant) value = text != NULL ? g_variant_parse (type, text, NULL, NULL, NULL) : NULL;

  if (value != NULL)
    g_variant_dict_insert_value (properties, key, value);
}

/**
 * an_policy_import_malcontent:
 * @text: (array length=length): of the file of one user
 *
 * Returns: (transfer full): the rules of that user, or %NULL with an %AN_POLICY_IMPORT_ERROR
 */
AnPolicyImport *
an_policy_import_malcontent (const char *text, gsize length, GError **error)
{
  g_autoptr (GKeyFile) file = an_policy_import_load_keys (text, length, error);
  g_autoptr (GVariant) properties = NULL;
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);
  AnPolicyImport *import;

  if (file == NULL)
    return NULL;
  if (!g_key_file_has_group (file, AN_MALCONTENT_LIMITS)) {
    g_set_error_literal (
        error,
        AN_POLICY_IMPORT_ERROR,
        AN_POLICY_IMPORT_ERROR_FORMAT,
        _ ("there is no time limit of malcontent in this file; limits are in a file "
                            "such as /var/lib/AccountsService/users/NAME"));
    return NULL;
  }
  add_property (&dict, file, "LimitType", G_VARIANT_TYPE_UINT32);
  add_property (&dict, file, "DailySchedule", G_VARIANT_TYPE ("(uu)"));
  properties = g_variant_ref_sink (g_variant_dict_end (&dict));
  import = an_policy_import_malcontent_properties (properties, error);
  if (import != NULL && g_key_file_has_group (file, FILTER))
    an_policy_import_note (
        import,
        _ ("The choice of programs and age ratings is left out: An Nhi limits the "
                              "time at the PC as a whole; malcontent may go on holding them"));
  return import;
}
