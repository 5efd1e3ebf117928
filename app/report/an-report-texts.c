// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Which text members a report has, how long they may be and how they are spelt. */

#include <stdlib.h>
#include <string.h>

#include "base/an-time.h"
#include "report/an-report-private.h"
#include "report/an-uuid.h"

#define SHORT_CHARS 500
#define LINE_CHARS 2000

#define TEXT(group, key, member, max_chars, kind)                                                  \
  {                                                                                                \
    group, key, G_STRUCT_OFFSET (AnReport, member), max_chars, AN_REPORT_TEXT_##kind               \
  }

const AnReportText an_report_texts[] = {
  TEXT ("", "id", id, 64, UUID),
  TEXT ("", "created", created, 64, INSTANT),
  TEXT ("", "locale", locale, 64, ANY),
  TEXT ("", "app", app, 64, ANY),
  TEXT ("", "suspect", suspect, AN_REPORT_MAX_TEXT, ANY),
  TEXT ("reporter", "name", reporter.name, SHORT_CHARS, ANY),
  TEXT ("reporter", "phone", reporter.phone, SHORT_CHARS, ANY),
  TEXT ("reporter", "email", reporter.email, SHORT_CHARS, ANY),
  TEXT ("reporter", "address", reporter.address, LINE_CHARS, ANY),
  TEXT ("child", "name", child.name, SHORT_CHARS, ANY),
  TEXT ("child", "birth_date", child.birth_date, 64, DATE),
  TEXT ("child", "condition", child.condition, AN_REPORT_MAX_TEXT, ANY),
  TEXT ("child", "location", child.location, LINE_CHARS, ANY),
  TEXT ("child", "father", child.father, LINE_CHARS, ANY),
  TEXT ("child", "mother", child.mother, LINE_CHARS, ANY),
  TEXT ("child", "family", child.family, AN_REPORT_MAX_TEXT, ANY),
  TEXT ("child", "carer", child.carer, LINE_CHARS, ANY),
  TEXT ("incident", "happened_at", incident.happened_at, 64, WHEN),
  TEXT ("incident", "place", incident.place, LINE_CHARS, ANY),
  TEXT ("incident", "platform", incident.platform, SHORT_CHARS, ANY),
  TEXT ("incident", "description", incident.description, AN_REPORT_MAX_TEXT, ANY),
  TEXT ("incident", "consequences", incident.consequences, AN_REPORT_MAX_TEXT, ANY),
  TEXT ("incident", "actions_taken", incident.actions_taken, AN_REPORT_MAX_TEXT, ANY),
  TEXT ("consent", "basis", consent.basis, 64, BASIS),
  { NULL, NULL, 0, 0, AN_REPORT_TEXT_ANY },
};

const char *const an_gender_ids[] = { "unknown", "male", "female", NULL };
const char *const an_consent_basis_ids[] = { "consent", "emergency", NULL };

char **
an_report_text_at (const AnReport *report, const AnReportText *text)
{
  return (char **) G_STRUCT_MEMBER_P (report, text->offset);
}

static gboolean
is_date (const char *text)
{
  static const char shape[] = "0000-00-00";

  for (int i = 0; shape[i] != '\0'; i++) {
    if (shape[i] == '0' ? !g_ascii_isdigit (text[i]) : text[i] != shape[i])
      return FALSE;
  }
  return text[strlen (shape)] == '\0' && g_date_valid_dmy ((GDateDay) atoi (text + 8),
                                                           (GDateMonth) atoi (text + 5),
                                                           (GDateYear) atoi (text));
}

static gboolean
is_instant (const char *text)
{
  gint64 when;

  return an_time_from_rfc3339 (text, &when);
}

/**
 * an_report_text_is_valid:
 *
 * Returns: whether @value, not empty, is spelt as @kind says
 */
gboolean
an_report_text_is_valid (AnReportTextKind kind, const char *value)
{
  switch (kind) {
  case AN_REPORT_TEXT_UUID:
    return an_uuid_is_valid (value);
  case AN_REPORT_TEXT_DATE:
    return is_date (value);
  case AN_REPORT_TEXT_INSTANT:
    return is_instant (value);
  case AN_REPORT_TEXT_WHEN:
    return is_date (value) || is_instant (value);
  case AN_REPORT_TEXT_BASIS:
    return g_strv_contains (an_consent_basis_ids, value);
  case AN_REPORT_TEXT_ANY:
  default:
    return TRUE;
  }
}

/**
 * an_report_get_text_limit:
 * @field: (not nullable): a text of @report
 *
 * Returns: how many characters it may have
 */
gsize
an_report_get_text_limit (const AnReport *report, char **field)
{
  g_return_val_if_fail (report != NULL && field != NULL, 0);

  for (const AnReportText *text = an_report_texts; text->group != NULL; text++)
    if (an_report_text_at (report, text) == field)
      return text->max_chars;
  return AN_REPORT_MAX_TEXT;
}
