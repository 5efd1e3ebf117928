// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The words of the wire for states and outcomes, as people read them. */

#include "ui/report/an-report-states.h"

#include "base/an-i18n.h"
#include "base/an-time.h"

typedef struct {
  const char *id;
  const char *chip; /* untranslated */
  const char *text; /* untranslated */
} State;

static const State states[] = {
  { "open",
    N_ ("Being sent"), N_ ("The report is not complete at the office yet.") },
    { "received",
      N_ ("Received"), N_ ("The office has the report. An officer will read it soon.") },
      { "triaged",
        N_ ("In progress"), N_ ("An officer has read the report and weighed how urgent it is.") },
        { "forwarded",
          N_ ("In progress"), N_ ("The report was passed on to those who can help on the spot.") },
          { "supporting",
            N_ ("In progress"), N_ ("People are at work to help the child.") },
            { "resolved",
              N_ ("Finished"), N_ ("What could be done was done.") },
              { "closed",
                N_ ("Finished"), N_ ("The office has closed the report.") },
                { "duplicate",
                  N_ ("Finished"), N_ ("The same was reported before; it is handled there.") },
                  { "rejected",
                    N_ ("Finished"), N_ ("The office did not take the report up.") },
                    { "withdrawn", N_ ("Withdrawn"), N_ ("Nobody deals with it any more.") },
                    };

static const State outcomes[] = {
  { "action-taken", NULL, N_ ("Something was done about it.") },
    { "referred", NULL, N_ ("It was passed on to another authority.") },
      { "no-action-possible", NULL, N_ ("Nothing could be done about it.") },
        { "not-in-scope", NULL, N_ ("It is not within the tasks of this office.") },
          { "insufficient-information", NULL, N_ ("There was too little to go on.") },
            { "withdrawn", NULL, N_ ("The report was withdrawn.") },
          };

static const State *
find (const State *table, gsize length, const char *id)
{
  for (gsize i = 0; i < length; i++)
    if (g_strcmp0 (table[i].id, id) == 0)
      return &table[i];
  return NULL;
}

/**
 * an_report_state_get_chip:
 * @office_state: (nullable): a state that the office answered; unknown ones are “in progress”
 */
const char *
an_report_state_get_chip (const char *office_state)
{
  const State *state = find (states, G_N_ELEMENTS (states), office_state);

  return state != NULL ? _ (state->chip) : _ ("In progress");
}

const char *
an_report_state_get_text (const char *office_state)
{
  const State *state = find (states, G_N_ELEMENTS (states), office_state);

  return state != NULL ? _ (state->text) : "";
}

const char *
an_report_outcome_get_text (const char *outcome)
{
  const State *state = find (outcomes, G_N_ELEMENTS (outcomes), outcome);

  return state != NULL ? _ (state->text) : "";
}

gboolean
an_report_item_is_on_its_way (const AnOutboxItem *item)
{
  return item->state != AN_OUTBOX_DELIVERED && item->state != AN_OUTBOX_NEEDS_USER;
}

/**
 * an_report_item_get_title:
 *
 * Returns: what kind of report it is; nothing that tells when its sender wants no trace of it here
 */
const char *
an_report_item_get_title (const AnOutboxItem *item)
{
  /* Translators: in the list, in place of what happened, which shall not be read there */
  return item->receipt_known ? an_category_get_name (item->category) : _ ("A report");
}

const char *
an_report_item_get_chip (const AnOutboxItem *item)
{
  if (item->state == AN_OUTBOX_NEEDS_USER)
    return _ ("Needs you");
  if (item->is_held)
    return _ ("Paused");
  if (item->state != AN_OUTBOX_DELIVERED)
    return _ ("Being sent");
  return an_report_state_get_chip (item->office_state != NULL ? item->office_state : "received");
}

char *
an_report_show_usec (gint64 usec)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (usec / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;

  return local != NULL ? an_time_format_date_clock (local) : g_strdup ("");
}

/**
 * an_report_show_instant:
 * @rfc3339: (nullable): from outside; shown as it is when it is not a time
 */
char *
an_report_show_instant (const char *rfc3339)
{
  gint64 usec;

  if (rfc3339 == NULL || !an_time_from_rfc3339 (rfc3339, &usec))
    return g_strdup (rfc3339 != NULL ? rfc3339 : "");
  return an_report_show_usec (usec);
}
