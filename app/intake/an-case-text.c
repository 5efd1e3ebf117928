// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * A case as text, in the order of form 01 of Decree 56/2017. Every word of the report goes through
 * an_text_make_visible(), because a terminal obeys what it is shown.
 */

#include <string.h>

#include "base/an-i18n.h"
#include "base/an-text.h"
#include "base/an-time.h"
#include "intake/an-case.h"

#define INDENT "    "

/* Helpers */

static void
add_heading (GString *text, const char *heading)
{
  g_string_append_printf (text, "\n%s\n", heading);
}

/* One line, or a paragraph below its label. What is unknown is left out. */
static void
add_field (GString *text, const char *label, const char *value)
{
  g_auto (GStrv) lines = NULL;

  if (value == NULL || *value == '\0')
    return;
  lines = g_strsplit (value, "\n", -1);
  g_string_append_printf (text, "  %s:", label);
  for (guint i = 0; lines[i] != NULL; i++) {
    g_autofree char *visible = NULL;

    if (g_str_has_suffix (lines[i], "\r"))
      lines[i][strlen (lines[i]) - 1] = '\0';
    visible = an_text_make_visible (lines[i]);
    g_string_append_printf (text,
                            "%s%s\n",
                            lines[1] != NULL ? (i == 0 ? "\n" INDENT : INDENT) : " ",
                            visible);
  }
}

static void
add_list (GString *text, const char *label, GPtrArray *values)
{
  for (guint i = 0; i < values->len; i++)
    add_field (text, label, g_ptr_array_index (values, i));
}

/* (transfer full): an RFC 3339 time as people write it; anything else as it is */
static char *
format_time (const char *text)
{
  g_autoptr (GDateTime) utc = NULL;
  g_autoptr (GDateTime) local = NULL;
  gint64 usec;

  if (text == NULL || !an_time_from_rfc3339 (text, &usec))
    return g_strdup (text);
  utc = g_date_time_new_from_unix_utc (usec / G_USEC_PER_SEC);
  local = utc ? g_date_time_to_local (utc) : NULL;
  return local ? an_time_format_date_clock (local) : g_strdup (text);
}

static const char *
name_urgency (const char *id)
{
  for (int i = 0; i < AN_N_URGENCIES; i++)
    if (g_strcmp0 (an_urgency_ids[i], id) == 0)
      return an_urgency_get_name ((AnUrgency) i);
  return id;
}

static const char *
name_gender (AnGender gender)
{
  switch (gender) {
  case AN_GENDER_MALE:
    return C_ ("case", "boy");
  case AN_GENDER_FEMALE:
    return C_ ("case", "girl");
  case AN_GENDER_UNKNOWN:
  default:
    return NULL;
  }
}

static const char *
name_found (AnCaseEvidence found)
{
  switch (found) {
  case AN_CASE_EVIDENCE_VERIFIED:
    return C_ ("case", "opened, and it is what the report names");
  case AN_CASE_EVIDENCE_DIFFERS:
    return C_ ("case", "NOT what the report names: its SHA-256 differs");
  case AN_CASE_EVIDENCE_BROKEN:
    return C_ ("case", "CANNOT be opened");
  case AN_CASE_EVIDENCE_FINGERPRINT:
  default:
    return C_ ("case", "only its fingerprint was sent");
  }
}

static void
add_incident (GString *text, const AnReport *report)
{
  g_autofree char *happened = format_time (report->incident.happened_at);

  add_heading (text, C_ ("case", "What happened"));
  add_field (text, C_ ("case", "Kind"), an_category_get_name (report->incident.category));
  add_field (text,
             C_ ("case", "Named in law"), an_category_get_legal_name (report->incident.category));
  add_field (text, C_ ("case", "When"), happened);
  add_field (text,
             C_ ("case", "Still going on"), report->incident.ongoing ? C_ ("case", "yes") : NULL);
  add_field (text, C_ ("case", "Place"), report->incident.place);
  add_field (text, C_ ("case", "App or site"), report->incident.platform);
  add_list (text, C_ ("case", "Link"), report->incident.urls);
  add_list (text, C_ ("case", "Account"), report->incident.accounts);
  add_field (text, C_ ("case", "In the reporter's words"), report->incident.description);
  add_field (text, C_ ("case", "What may follow without help"), report->incident.consequences);
  add_field (text, C_ ("case", "Done so far"), report->incident.actions_taken);
  add_field (text, C_ ("case", "Suspect"), report->suspect);
}

static void
add_child (GString *text, const AnReport *report)
{
  g_autofree char *age = report->child.age >= 0 ? g_strdup_printf ("%d", report->child.age) : NULL;

  add_heading (text, C_ ("case", "The child"));
  add_field (text, C_ ("case", "Name"), report->child.name);
  add_field (text, C_ ("case", "Born"), report->child.birth_date);
  add_field (text, C_ ("case", "Age"), age);
  add_field (text, C_ ("case", "Boy or girl"), name_gender (report->child.gender));
  add_field (text, C_ ("case", "How the child is now"), report->child.condition);
  add_field (text, C_ ("case", "Where the child is"), report->child.location);
  add_field (text, C_ ("case", "Father"), report->child.father);
  add_field (text, C_ ("case", "Mother"), report->child.mother);
  add_field (text, C_ ("case", "Family"), report->child.family);
  add_field (text, C_ ("case", "Who takes care of the child"), report->child.carer);
}

static void
add_reporter (GString *text, const AnReport *report)
{
  add_heading (text, C_ ("case", "Who reports"));
  add_field (text, C_ ("case", "Role"), an_role_get_name (report->reporter.role));
  add_field (text,
             C_ ("case", "Anonymous"), report->reporter.anonymous ? C_ ("case", "yes") : NULL);
  add_field (text, C_ ("case", "Name"), report->reporter.name);
  add_field (text, C_ ("case", "Telephone"), report->reporter.phone);
  add_field (text, C_ ("case", "E-mail"), report->reporter.email);
  add_field (text, C_ ("case", "Address"), report->reporter.address);
  add_list (text, C_ ("case", "Asks for"), report->support_wanted);
  add_field (text,
             C_ ("case", "The child agrees"), report->consent.child ? C_ ("case", "yes") : NULL);
  add_field (text,
             C_ ("case", "The parent or guardian agrees"),
                 report->consent.representative
                 ? C_ ("case", "yes") : NULL);
  if (g_strcmp0 (report->consent.basis, "emergency") == 0)
    add_field (text, C_ ("case", "Basis"), C_ ("case", "emergency, without asking for consent"));
}

static void
add_evidence (GString *text, const AnCase *self)
{
  GPtrArray *list = self->report->evidence;

  if (list->len == 0)
    return;
  add_heading (text, C_ ("case", "Evidence"));
  for (guint i = 0; i < list->len; i++) {
    const AnReportEvidence *evidence = g_ptr_array_index (list, i);
    g_autofree char *size = g_format_size (evidence->size);
    g_autofree char *kind = g_strdup_printf ("%s, %s", evidence->media_type, size);

    add_field (text, C_ ("case", "File"), evidence->name);
    add_field (text, C_ ("case", "Type"), kind);
    add_field (text, C_ ("case", "Note"), evidence->note);
    add_field (text, "SHA-256", evidence->sha256);
    add_field (text, C_ ("case", "File id"), evidence->id);
    if (self->found != NULL)
      add_field (text, C_ ("case", "Check"), name_found (self->found[i]));
  }
}

/* Public */

/* (transfer full): the name of a state; one that is not known stays as it is */
char *
an_case_state_name (const char *state)
{
  const struct {
    const char *id, *name;
  } names[] = {
    { "received", C_ ("case", "received") },     { "triaged", C_ ("case", "looked at") },
    { "forwarded", C_ ("case", "forwarded") },   { "supporting", C_ ("case", "being helped") },
    { "resolved", C_ ("case", "resolved") },     { "closed", C_ ("case", "closed") },
    { "duplicate", C_ ("case", "a duplicate") }, { "rejected", C_ ("case", "rejected") },
    { "withdrawn", C_ ("case", "withdrawn") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (names[i].id, state) == 0)
      return g_strdup (names[i].name);
  return an_text_make_visible (state);
}

/* (transfer full): one line of the list, without its end */
char *
an_case_to_line (const AnCase *self)
{
  g_autofree char *received = format_time (self->received_at);
  g_autofree char *state = an_case_state_name (self->state);
  const char *kind = self->report != NULL ? an_category_get_name (self->report->incident.category)
                                          : C_ ("case", "cannot be opened with this key");

  return g_strdup_printf ("%s  %s  [%s]  %s  –  %s",
                          self->id,
                          received,
                          name_urgency (self->urgency),
                          state,
                          kind);
}

/* (transfer full): the whole opened case */
char *
an_case_to_text (const AnCase *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *received = format_time (self->received_at);
  g_autofree char *created = format_time (self->report->created);
  g_autofree char *state = an_case_state_name (self->state);

  g_string_append_printf (text, "%s\n", C_ ("case", "REPORT OF A CHILD AT RISK OR HARMED"));
  add_field (text, C_ ("case", "Id"), self->id);
  add_field (text, C_ ("case", "Received"), received);
  add_field (text, C_ ("case", "Written"), created);
  add_field (text, C_ ("case", "Urgency"), name_urgency (self->urgency));
  add_field (text, C_ ("case", "State"), state);
  add_incident (text, self->report);
  add_child (text, self->report);
  add_reporter (text, self->report);
  add_evidence (text, self);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
