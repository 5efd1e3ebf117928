// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Reading a report strictly, or a draft that may still lack answers and hold half-typed dates. */

#include "base/an-i18n.h"
#include "base/an-json-reader.h"
#include "report/an-report-private.h"

#define MAX_LINK_CHARS 4000
#define MAX_WISHES 20
#define MAX_WISH_CHARS 200

typedef struct {
  AnJsonReader *reader; /* (not owned) */
  AnReport *report;     /* (not owned) */
  gboolean draft;
} Reading;

/* Helpers */

static AnJsonPresence
needed (const Reading *reading)
{
  return reading->draft ? AN_JSON_OPTIONAL : AN_JSON_REQUIRED;
}

static gboolean
is_blank (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      return FALSE;
  }
  return TRUE;
}

static void
check_text (Reading *reading, AnReportTextKind kind, const char *value)
{
  if (reading->draft && kind != AN_REPORT_TEXT_UUID)
    return;
  if (an_report_text_is_valid (kind, value))
    return;
  switch (kind) {
  case AN_REPORT_TEXT_DATE:
    an_json_reader_fail (reading->reader,
                         AN_JSON_ERROR_VALUE,
                         _ ("a date such as 2015-09-30 is expected"));
    break;
  case AN_REPORT_TEXT_INSTANT:
  case AN_REPORT_TEXT_WHEN:
    an_json_reader_fail (reading->reader,
                         AN_JSON_ERROR_VALUE,
                         _ ("a time such as 2026-11-25T20:15:00+07:00 is expected"));
    break;
  case AN_REPORT_TEXT_BASIS:
    an_json_reader_fail (reading->reader,
                         AN_JSON_ERROR_VALUE,
                         _ ("“consent” or “emergency” is expected"));
    break;
  case AN_REPORT_TEXT_UUID:
  case AN_REPORT_TEXT_ANY:
  default:
    an_json_reader_fail (reading->reader, AN_JSON_ERROR_VALUE, _ ("this is not a valid id"));
    break;
  }
}

/* The text members of the object at the cursor. An empty one is the same as none. */
static void
read_texts (Reading *reading, const char *group)
{
  for (const AnReportText *text = an_report_texts; text->group != NULL; text++) {
    char **place = an_report_text_at (reading->report, text);
    const char *value;

    if (!g_str_equal (text->group, group) ||
        !an_json_reader_enter_member (reading->reader, text->key, AN_JSON_OPTIONAL))
      continue;
    value = an_json_reader_value_string (reading->reader, text->max_chars);
    if (*value != '\0') {
      check_text (reading, text->kind, value);
      g_free (*place);
      *place = g_strdup (value);
    }
    an_json_reader_leave (reading->reader);
  }
}

static void
read_strings (Reading *reading, const char *key, guint max_length, gsize max_chars, GPtrArray *list)
{
  g_auto (GStrv) texts =
      an_json_reader_get_strings (reading->reader, key, AN_JSON_OPTIONAL, max_length, max_chars);

  for (char **text = texts; *text != NULL; text++)
    g_ptr_array_add (list, g_strdup (*text));
}

static void
read_reporter (Reading *reading)
{
  AnReport *report = reading->report;

  if (!an_json_reader_enter_member (reading->reader, "reporter", needed (reading)))
    return;
  an_json_reader_allow_members (reading->reader,
                                "role",
                                "anonymous",
                                "name",
                                "phone",
                                "email",
                                "address",
                                NULL);
  report->reporter.role = (AnRole) an_json_reader_get_enum (reading->reader,
                                                            "role",
                                                            needed (reading),
                                                            an_role_ids,
                                                            AN_ROLE_UNSET);
  report->reporter.anonymous =
      an_json_reader_get_boolean (reading->reader, "anonymous", AN_JSON_OPTIONAL, FALSE);
  read_texts (reading, "reporter");
  if (report->reporter.anonymous) {
    g_clear_pointer (&report->reporter.name, g_free);
    g_clear_pointer (&report->reporter.phone, g_free);
    g_clear_pointer (&report->reporter.email, g_free);
    g_clear_pointer (&report->reporter.address, g_free);
  }
  an_json_reader_leave (reading->reader);
}

static void
read_child (Reading *reading)
{
  AnReport *report = reading->report;

  if (!an_json_reader_enter_member (reading->reader, "child", AN_JSON_OPTIONAL))
    return;
  an_json_reader_allow_members (reading->reader,
                                "name",
                                "birth_date",
                                "age",
                                "gender",
                                "condition",
                                "location",
                                "father",
                                "mother",
                                "family",
                                "carer",
                                NULL);
  read_texts (reading, "child");
  report->child.age = (int)
      an_json_reader_get_int (reading->reader, "age", AN_JSON_OPTIONAL, 0, AN_REPORT_MAX_AGE, -1);
  report->child.gender = (AnGender) an_json_reader_get_enum (reading->reader,
                                                             "gender",
                                                             AN_JSON_OPTIONAL,
                                                             an_gender_ids,
                                                             AN_GENDER_UNKNOWN);
  an_json_reader_leave (reading->reader);
}

/* The one question that must be answered. */
static void
check_description (Reading *reading)
{
  if (reading->draft ||
      !an_json_reader_enter_member (reading->reader, "description", AN_JSON_REQUIRED))
    return;
  if (is_blank (reading->report->incident.description == NULL
                    ? ""
                    : reading->report->incident.description))
    an_json_reader_fail (reading->reader, AN_JSON_ERROR_VALUE, _ ("please say what happened"));
  an_json_reader_leave (reading->reader);
}

static void
read_incident (Reading *reading)
{
  AnReport *report = reading->report;
  AnUrgency usual = AN_URGENCY_NORMAL;

  if (!an_json_reader_enter_member (reading->reader, "incident", needed (reading)))
    return;
  an_json_reader_allow_members (reading->reader,
                                "category",
                                "urgency",
                                "happened_at",
                                "ongoing",
                                "place",
                                "platform",
                                "urls",
                                "accounts",
                                "description",
                                "consequences",
                                "actions_taken",
                                NULL);
  report->incident.category = (AnCategory) an_json_reader_get_enum (reading->reader,
                                                                    "category",
                                                                    needed (reading),
                                                                    an_category_ids,
                                                                    AN_CATEGORY_UNSET);
  if (report->incident.category != AN_CATEGORY_UNSET)
    usual = an_category_default_urgency (report->incident.category);
  report->incident.urgency = (AnUrgency) an_json_reader_get_enum (reading->reader,
                                                                  "urgency",
                                                                  AN_JSON_OPTIONAL,
                                                                  an_urgency_ids,
                                                                  (int) usual);
  report->incident.ongoing =
      an_json_reader_get_boolean (reading->reader, "ongoing", AN_JSON_OPTIONAL, FALSE);
  read_texts (reading, "incident");
  check_description (reading);
  read_strings (reading, "urls", AN_REPORT_MAX_LINKS, MAX_LINK_CHARS, report->incident.urls);
  read_strings (reading,
                "accounts",
                AN_REPORT_MAX_LINKS,
                MAX_LINK_CHARS,
                report->incident.accounts);
  an_json_reader_leave (reading->reader);
}

static void
read_consent (Reading *reading)
{
  AnReport *report = reading->report;

  if (!an_json_reader_enter_member (reading->reader, "consent", AN_JSON_OPTIONAL))
    return;
  an_json_reader_allow_members (reading->reader, "child", "representative", "basis", NULL);
  report->consent.child =
      an_json_reader_get_boolean (reading->reader, "child", AN_JSON_OPTIONAL, FALSE);
  report->consent.representative =
      an_json_reader_get_boolean (reading->reader, "representative", AN_JSON_OPTIONAL, FALSE);
  read_texts (reading, "consent");
  an_json_reader_leave (reading->reader);
}

static AnReport *
read_report (JsonNode *root, gboolean draft, GError **error)
{
  g_autoptr (AnJsonReader) reader = an_json_reader_new (root);
  g_autoptr (AnReport) report = an_report_new ();
  Reading reading = { reader, report, draft };

  an_json_reader_expect_schema (reader, AN_REPORT_SCHEMA);
  an_json_reader_allow_members (reader,
                                "schema",
                                "id",
                                "created",
                                "locale",
                                "app",
                                "reporter",
                                "child",
                                "incident",
                                "suspect",
                                "support_wanted",
                                "consent",
                                "evidence",
                                NULL);
  read_texts (&reading, "");
  read_reporter (&reading);
  read_child (&reading);
  read_incident (&reading);
  read_strings (&reading, "support_wanted", MAX_WISHES, MAX_WISH_CHARS, report->support_wanted);
  read_consent (&reading);
  an_report_evidence_read (reader, report->evidence);
  if (!an_json_reader_finish (reader, error))
    return NULL;
  return g_steal_pointer (&report);
}

/* Public */

/**
 * an_report_from_json:
 * @root: a document
 *
 * Without `id` or `created` they are made.
 *
 * Returns: (transfer full): the report, complete enough to be sent, or %NULL with an
 *   %AN_JSON_ERROR
 */
AnReport *
an_report_from_json (JsonNode *root, GError **error)
{
  g_return_val_if_fail (root != NULL, NULL);

  return read_report (root, FALSE, error);
}

/**
 * an_report_draft_from_json:
 * @root: what an_report_to_json() made of a report that is still being written
 *
 * Role, category and description may be absent, dates half-typed.
 *
 * Returns: (transfer full): the report, or %NULL with an %AN_JSON_ERROR
 */
AnReport *
an_report_draft_from_json (JsonNode *root, GError **error)
{
  g_return_val_if_fail (root != NULL, NULL);

  return read_report (root, TRUE, error);
}
