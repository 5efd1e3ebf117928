// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* What was answered, question by question. What was left empty is left out. */

#include "ui/report/an-report-summary.h"

#include "base/an-i18n.h"
#include "base/an-text.h"
#include "base/an-time.h"

static void
answer_free (gpointer data)
{
  AnReportAnswer *answer = data;

  g_free (answer->text);
  g_free (answer);
}

static void
add (GPtrArray *answers, AnReportStep step, const char *title, const char *text)
{
  AnReportAnswer *answer;

  if (text == NULL || *text == '\0')
    return;
  answer = g_new0 (AnReportAnswer, 1);
  answer->title = title;
  answer->text = g_strdup (text);
  answer->step = step;
  g_ptr_array_add (answers, answer);
}

static void
add_list (GPtrArray *answers, AnReportStep step, const char *title, GPtrArray *texts)
{
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; i < texts->len; i++) {
    g_autofree char *shown = an_text_make_visible (g_ptr_array_index (texts, i));

    g_string_append_printf (joined, "%s%s", i > 0 ? "\n" : "", shown);
  }
  add (answers, step, title, joined->str);
}

static void
add_who (GPtrArray *answers, const AnReport *report)
{
  const AnReportStep step = AN_REPORT_STEP_WHO;

  if (report->reporter.role != AN_ROLE_UNSET)
    add (answers, step, _ ("Who reports"), an_role_get_name (report->reporter.role));
  if (report->reporter.anonymous) {
    add (answers, step, _ ("Name"), _ ("Not given"));
    return;
  }
  add (answers, step, _ ("Name"), report->reporter.name);
  add (answers, step, _ ("Telephone"), report->reporter.phone);
  add (answers, step, _ ("E-mail"), report->reporter.email);
  add (answers, step, _ ("Address"), report->reporter.address);
}

static char *
show_when (const char *when)
{
  gint64 usec;
  g_autoptr (GDateTime) instant = NULL;
  g_autoptr (GDateTime) local = NULL;

  if (strlen (when) >= 10 && !an_time_from_rfc3339 (when, &usec)) {
    g_auto (GStrv) parts = g_strsplit (when, "-", 3);

    return g_strv_length (parts) == 3 ? g_strdup_printf ("%s/%s/%s", parts[2], parts[1], parts[0])
                                      : g_strdup (when);
  }
  if (!an_time_from_rfc3339 (when, &usec))
    return g_strdup (when);
  instant = g_date_time_new_from_unix_utc (usec / G_USEC_PER_SEC);
  local = g_date_time_to_local (instant);
  return an_time_format_date_clock (local);
}

static void
add_what (GPtrArray *answers, const AnReport *report)
{
  const AnReportStep step = AN_REPORT_STEP_WHAT;
  g_autofree char *when =
      report->incident.happened_at != NULL ? show_when (report->incident.happened_at) : NULL;

  if (report->incident.category != AN_CATEGORY_UNSET)
    add (answers, step, _ ("What happened"), an_category_get_name (report->incident.category));
  add (answers, step, _ ("In own words"), report->incident.description);
  if (report->incident.ongoing)
    add (answers, step, _ ("Going on"), _ ("It is going on now"));
  add (answers, step, _ ("When"), when);
}

static void
add_where (GPtrArray *answers, const AnReport *report)
{
  const AnReportStep step = AN_REPORT_STEP_WHERE;

  add (answers, step, _ ("App or web site"), report->incident.platform);
  add_list (answers, step, _ ("Links"), report->incident.urls);
  add_list (answers, step, _ ("Accounts"), report->incident.accounts);
  add (answers, step, _ ("Who did it"), report->suspect);
  add (answers, step, _ ("Place"), report->incident.place);
}

static void
add_files (GPtrArray *answers, AnReportForm *form)
{
  GListModel *files = an_report_form_get_files (form);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (files); i++) {
    g_autoptr (AnReportFile) file = g_list_model_get_item (files, i);
    g_autofree char *name = an_report_file_get_name (file);
    g_autofree char *shown = an_text_make_visible (name);

    g_string_append_printf (names, "%s%s", i > 0 ? "\n" : "", shown);
  }
  add (answers, AN_REPORT_STEP_EVIDENCE, _ ("Evidence"), names->str);
}

static void
add_child (GPtrArray *answers, const AnReport *report)
{
  const AnReportStep step = AN_REPORT_STEP_CHILD;
  const gboolean is_child = report->reporter.role == AN_ROLE_CHILD;
  g_autofree char *age =
      report->child.age >= 0
          ? g_strdup_printf (
                g_dngettext (GETTEXT_PACKAGE, "%d year", "%d years", (gulong) report->child.age),
                report->child.age)
          : NULL;
  g_autofree char *born =
      report->child.birth_date != NULL ? show_when (report->child.birth_date) : NULL;

  add (answers,
       step,
       is_child
       ? C_ ("to a child", "Your name") : _ ("Name of the child"), report->child.name);
  add (answers, step, _ ("Age"), age);
  add (answers, step, _ ("Date of birth"), born);
  if (report->child.gender != AN_GENDER_UNKNOWN)
    add (answers,
         step,
         _ ("Gender"), report->child.gender == AN_GENDER_MALE ? _ ("Male") : _ ("Female"));
  add (answers,
       step,
       is_child
       ? C_ ("to a child", "Where you are now")
             : _ ("Where the child is now"), report->child.location);
  add (answers,
       step,
       is_child
       ? C_ ("to a child", "How you are now")
             : _ ("How the child is now"), report->child.condition);
  add (answers, step, _ ("Father"), report->child.father);
  add (answers, step, _ ("Mother"), report->child.mother);
  add (answers, step, _ ("Family"), report->child.family);
  add (answers,
       step,
       is_child
       ? C_ ("to a child", "Who looks after you now")
             : _ ("Who looks after the child now"), report->child.carer);
  add (answers, step, _ ("What may happen if nobody helps"), report->incident.consequences);
  add (answers, step, _ ("What was done so far"), report->incident.actions_taken);
  add_list (answers, step, _ ("Help wanted"), report->support_wanted);
}

/**
 * an_report_summary_list:
 *
 * Returns: (transfer full) (element-type AnReportAnswer): in the order of the questions
 */
GPtrArray *
an_report_summary_list (AnReportForm *form)
{
  GPtrArray *answers = g_ptr_array_new_with_free_func (answer_free);
  const AnReport *report = an_report_form_get_report (form);
  const AnChannel *channel = an_report_form_get_channel (form);

  add_who (answers, report);
  add_what (answers, report);
  add_where (answers, report);
  add_files (answers, form);
  add_child (answers, report);
  if (channel != NULL)
    add (answers, AN_REPORT_STEP_CHANNEL, _ ("To whom"), an_channel_get_name (channel));
  return answers;
}

/**
 * an_report_summary_to_text:
 * @names_reporter: whether name, telephone and addresses of who reports are in it
 *
 * Returns: (transfer full): one line an answer, to be read out or pasted; in the order of form 01,
 *   in which offices ask: the child, what happened, who tells
 */
char *
an_report_summary_to_text (AnReportForm *form, gboolean names_reporter)
{
  const AnReport *report = an_report_form_get_report (form);
  g_autoptr (GPtrArray) answers = g_ptr_array_new_with_free_func (answer_free);
  g_autoptr (GString) text = g_string_new (NULL);

  add_child (answers, report);
  add_what (answers, report);
  add_where (answers, report);
  add_files (answers, form);
  if (names_reporter)
    add_who (answers, report);

  for (guint i = 0; i < answers->len; i++) {
    const AnReportAnswer *answer = g_ptr_array_index (answers, i);

    g_string_append_printf (text, "%s: %s\n", answer->title, answer->text);
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * an_report_summary_find_problem:
 *
 * Returns: (transfer full) (nullable): what stands in the way of sending, translated
 */
char *
an_report_summary_find_problem (AnReportForm *form)
{
  const AnReport *report = an_report_form_get_report (form);
  GListModel *files = an_report_form_get_files (form);

  if (report->reporter.role == AN_ROLE_UNSET)
    return g_strdup (_ ("Please say first who reports."));
  if (report->incident.category == AN_CATEGORY_UNSET)
    return g_strdup (_ ("Please say first what happened."));
  for (guint i = 0; i < g_list_model_get_n_items (files); i++) {
    g_autoptr (AnReportFile) file = g_list_model_get_item (files, i);
    g_autofree char *name = an_report_file_get_name (file);

    if (an_report_file_get_problem (file) != NULL)
      /* Translators: name of a file, and what is wrong with it */
      return g_strdup_printf (
          _ ("“%s” cannot be sent: %s"), name, an_report_file_get_problem (file));
  }
  return NULL;
}
