// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* A report as a value. Its JSON is an-report-json.c's and an-report-write.c's. */

#include "report/an-report.h"

#include <string.h>

#include "base/an-i18n.h"
#include "base/an-json.h"
#include "base/an-time.h"
#include "report/an-report-private.h"
#include "report/an-uuid.h"

/* Helpers */

static gpointer
copy_text (gconstpointer text, gpointer unused)
{
  return g_strdup (text);
}

/* Fills the empty @list. */
static void
copy_list (GPtrArray *list, const GPtrArray *from, GCopyFunc copy)
{
  for (guint i = 0; i < from->len; i++)
    g_ptr_array_add (list, copy (g_ptr_array_index (from, i), NULL));
}

/* Public */

/**
 * an_report_new:
 *
 * Returns: (transfer full): an empty report with a fresh id, created now; role and category are
 *   not chosen yet
 */
AnReport *
an_report_new (void)
{
  AnReport *self = g_new0 (AnReport, 1);

  self->id = an_uuid_new ();
  self->created = an_time_now_rfc3339 ();
  self->reporter.role = AN_ROLE_UNSET;
  self->child.age = -1;
  self->incident.category = AN_CATEGORY_UNSET;
  self->incident.urgency = AN_URGENCY_NORMAL;
  self->incident.urls = g_ptr_array_new_with_free_func (g_free);
  self->incident.accounts = g_ptr_array_new_with_free_func (g_free);
  self->support_wanted = g_ptr_array_new_with_free_func (g_free);
  self->evidence = g_ptr_array_new_with_free_func ((GDestroyNotify) an_report_evidence_free);
  return self;
}

void
an_report_free (AnReport *self)
{
  if (self == NULL)
    return;
  for (const AnReportText *text = an_report_texts; text->group != NULL; text++)
    g_free (*an_report_text_at (self, text));
  g_ptr_array_unref (self->incident.urls);
  g_ptr_array_unref (self->incident.accounts);
  g_ptr_array_unref (self->support_wanted);
  g_ptr_array_unref (self->evidence);
  g_free (self);
}

/**
 * an_report_copy:
 *
 * Returns: (transfer full): an independent copy, with the same id
 */
AnReport *
an_report_copy (const AnReport *self)
{
  AnReport *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = an_report_new ();
  for (const AnReportText *text = an_report_texts; text->group != NULL; text++) {
    char **place = an_report_text_at (copy, text);

    g_free (*place);
    *place = g_strdup (*an_report_text_at (self, text));
  }
  copy->reporter.role = self->reporter.role;
  copy->reporter.anonymous = self->reporter.anonymous;
  copy->child.age = self->child.age;
  copy->child.gender = self->child.gender;
  copy->incident.category = self->incident.category;
  copy->incident.urgency = self->incident.urgency;
  copy->incident.ongoing = self->incident.ongoing;
  copy->consent.child = self->consent.child;
  copy->consent.representative = self->consent.representative;
  copy_list (copy->incident.urls, self->incident.urls, copy_text);
  copy_list (copy->incident.accounts, self->incident.accounts, copy_text);
  copy_list (copy->support_wanted, self->support_wanted, copy_text);
  copy_list (copy->evidence, self->evidence, an_report_evidence_copy);
  return copy;
}

/**
 * an_report_check:
 *
 * Returns: whether the report can be sent as it is; otherwise an %AN_JSON_ERROR whose pointer says
 *   which answer is missing or wrong
 */
gboolean
an_report_check (const AnReport *self, GError **error)
{
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (AnReport) read = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (self != NULL, FALSE);

  root = an_report_to_json (self);
  read = an_report_from_json (root, error);
  if (read == NULL)
    return FALSE;
  text = an_json_to_string (root, FALSE);
  if (strlen (text) > AN_REPORT_MAX_BYTES) {
    g_set_error (error,
                 AN_JSON_ERROR,
                 AN_JSON_ERROR_TOO_LARGE,
                 _ (": larger than the %d bytes allowed for a report"), AN_REPORT_MAX_BYTES);
    return FALSE;
  }
  return TRUE;
}
