// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * A case as the inbox gets it. The sealed parts are opened here, in the server's memory, with the
 * key of the officer who is signed in, and are kept no longer than it takes to answer.
 */

#include "intake/an-case-view.h"

#include "base/an-time.h"
#include "intake/an-api-officer.h"
#include "intake/an-case-details.h"
#include "intake/an-case-state.h"
#include "intake/an-mailbox.h"
#include "intake/an-problem.h"

typedef struct {
  char *name;      /* (owned) what it was sealed as: position or id */
  char *kind;      /* (owned) state, or kind of note */
  char *at;        /* (owned) */
  char *author;    /* (owned) (nullable) */
  char *subject;   /* (owned) (nullable) */
  GBytes *content; /* (owned) (nullable) sealed */
} AnCaseEntry;

/* Helpers */

static void
free_entry (gpointer data)
{
  AnCaseEntry *self = data;

  g_free (self->name);
  g_free (self->kind);
  g_free (self->at);
  g_free (self->author);
  g_free (self->subject);
  g_clear_pointer (&self->content, g_bytes_unref);
  g_free (self);
}

/* (transfer container): columns name, kind, at, author, subject, content */
static GPtrArray *
read_entries (AnDatabase *database, const char *sql, const char *report, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (free_entry);
  g_autoptr (AnRows) rows = an_database_query (database, error, sql, "s", report);
  g_autoptr (GError) broken = NULL;

  if (rows == NULL)
    return NULL;
  while (an_rows_next (rows, &broken)) {
    AnCaseEntry *entry = g_new0 (AnCaseEntry, 1);

    entry->name = g_strdup (an_rows_text (rows, 0));
    entry->kind = g_strdup (an_rows_text (rows, 1));
    entry->at = g_strdup (an_rows_text (rows, 2));
    entry->author = g_strdup (an_rows_text (rows, 3));
    entry->subject = g_strdup (an_rows_text (rows, 4));
    entry->content = an_rows_bytes (rows, 5);
    g_ptr_array_add (entries, entry);
  }
  if (broken == NULL)
    return g_steal_pointer (&entries);
  g_propagate_error (error, g_steal_pointer (&broken));
  return NULL;
}

/* (transfer full) (nullable): what was sealed as @prefix/name */
static char *
open_text (const AnCase *found, const AnCaseEntry *entry, const char *prefix)
{
  g_autofree char *purpose = g_strdup_printf ("%s/%s", prefix, entry->name);
  g_autoptr (GBytes) plain = NULL;
  const char *data;
  gsize size;

  if (entry->content == NULL || found->report == NULL)
    return NULL;
  plain = an_seal_open_bytes (entry->content, &found->key, found->id, purpose, NULL);
  if (plain == NULL)
    return NULL;
  data = g_bytes_get_data (plain, &size);
  return g_utf8_validate_len (data, size, NULL) ? g_strndup (data, size) : NULL;
}

static void
add_history (AnCaseView *self, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "history");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->history->len; i++) {
    const AnCaseEntry *entry = g_ptr_array_index (self->history, i);
    g_autofree char *reason = open_text (self->found, entry, "reason");

    json_builder_begin_object (builder);
    an_api_add_text (builder, "state", entry->kind);
    an_api_add_text (builder, "at", entry->at);
    an_api_add_text (builder, "actor", entry->author);
    an_api_add_text (builder, "reason", reason);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
}

static void
add_notes (AnCaseView *self, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "notes");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->notes->len; i++) {
    const AnCaseEntry *entry = g_ptr_array_index (self->notes, i);
    g_autofree char *text = open_text (self->found, entry, "note");

    json_builder_begin_object (builder);
    an_api_add_text (builder, "id", entry->name);
    an_api_add_text (builder, "kind", entry->kind);
    an_api_add_text (builder, "at", entry->at);
    an_api_add_text (builder, "author", entry->author);
    an_api_add_text (builder, "evidence", entry->subject);
    an_api_add_text (builder, "text", text);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
}

/* subject: when the other side read it */
static void
add_messages (AnCaseView *self, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "messages");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->messages->len; i++) {
    const AnCaseEntry *entry = g_ptr_array_index (self->messages, i);
    g_autofree char *prefix = g_strconcat ("message/", entry->kind, NULL);
    g_autofree char *text = open_text (self->found, entry, prefix);

    json_builder_begin_object (builder);
    an_api_add_text (builder, "id", entry->name);
    an_api_add_text (builder, "from", entry->kind);
    an_api_add_text (builder, "at", entry->at);
    an_api_add_text (builder, "author", entry->author);
    an_api_add_text (builder, "read_at", entry->subject);
    an_api_add_text (builder, "text", text);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
}

/* What the list and the case have in common. */
static void
add_head (const AnCase *found, guint target_hours, JsonBuilder *builder)
{
  g_autofree char *due_at = NULL;
  gint64 usec;

  if (found->received_at != NULL && an_time_from_rfc3339 (found->received_at, &usec))
    due_at = an_time_to_rfc3339 (usec + (gint64) target_hours * 3600 * G_USEC_PER_SEC);
  an_api_add_text (builder, "id", found->id);
  an_api_add_text (builder, "state", found->state);
  an_api_add_text (builder, "urgency", found->urgency);
  an_api_add_text (builder, "received_at", found->received_at);
  an_api_add_text (builder, "due_at", due_at);
  an_api_add_text (builder, "acted_at", found->acted_at);
  an_case_details_add (found, builder);
}

/* Public */

/**
 * an_case_view_read:
 *
 * AN_PROBLEM_NOT_FOUND when there is no such case.
 */
gboolean
an_case_view_read (AnCaseView *self,
                   const char *id,
                   AnDatabase *database,
                   const AnStaff *officer,
                   GError **error)
{
  g_autoptr (GError) foreign = NULL;

  self->found = an_case_find (database, id, officer, &foreign);
  if (self->found == NULL) {
    if (g_error_matches (foreign, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
      an_problem_set (error, AN_PROBLEM_NOT_FOUND);
    else
      g_propagate_error (error, g_steal_pointer (&foreign));
    return FALSE;
  }
  self->history =
      read_entries (database,
                    "SELECT CAST (position AS TEXT), state, changed_at, actor, NULL, reason"
                    " FROM history WHERE report = $1 ORDER BY position",
                    id,
                    error);
  self->notes = self->history == NULL
                    ? NULL
                    : read_entries (database,
                                    "SELECT id, kind, created_at, author, subject, content"
                                    " FROM note WHERE report = $1 ORDER BY position",
                                    id,
                                    error);
  self->messages = self->notes == NULL
                       ? NULL
                       : read_entries (database,
                                       "SELECT id, sender, created_at, author, read_at, sealed"
                                       " FROM message WHERE report = $1 ORDER BY position",
                                       id,
                                       error);
  if (self->messages == NULL)
    return FALSE;
  self->workers = an_case_details_list_workers (database, error);
  return self->workers != NULL;
}

/* Who cannot open the messages has not read them. */
gboolean
an_case_view_mark_read (const AnCaseView *self, AnDatabase *database, GError **error)
{
  return self->found->sealed_key == NULL ||
         an_mailbox_mark_read (database, self->found->id, AN_MAILBOX_REPORTER, error);
}

/* (transfer full): `report` is null where the officer's key does not open it */
JsonNode *
an_case_view_to_json (AnCaseView *self, const AnStaff *officer, guint target_hours)
{
  AnCase *found = self->found;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  an_case_open (found, officer, NULL);
  json_builder_begin_object (builder);
  an_api_add_text (builder, "schema", "vn.annhi.case/1");
  add_head (found, target_hours, builder);
  an_api_add_number (builder, "revision", found->revision);
  an_api_add_text (builder, "outcome", found->outcome);
  an_api_add_text (builder, "public_note", found->public_note);
  json_builder_set_member_name (builder, "report");
  if (found->report != NULL)
    json_builder_add_value (builder, an_report_to_json (found->report));
  else
    json_builder_add_null_value (builder);
  add_history (self, builder);
  add_notes (self, builder);
  add_messages (self, builder);
  an_api_add_texts (builder, "workers", self->workers);
  json_builder_set_member_name (builder, "steps");
  an_case_add_steps (found->report != NULL ? found->state : NULL, builder);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

void
an_case_view_clear (AnCaseView *self)
{
  g_clear_pointer (&self->found, an_case_free);
  g_clear_pointer (&self->history, g_ptr_array_unref);
  g_clear_pointer (&self->notes, g_ptr_array_unref);
  g_clear_pointer (&self->messages, g_ptr_array_unref);
  g_clear_pointer (&self->workers, g_strfreev);
}

void
an_case_view_add_line (AnCase *found,
                       const AnStaff *officer,
                       guint target_hours,
                       JsonBuilder *builder)
{
  const AnReport *report = an_case_open (found, officer, NULL) ? found->report : NULL;

  json_builder_begin_object (builder);
  add_head (found, target_hours, builder);
  an_api_add_text (builder,
                   "category",
                   report != NULL ? an_category_ids[report->incident.category] : NULL);
  an_api_add_text (builder, "role", report != NULL ? an_role_ids[report->reporter.role] : NULL);
  json_builder_set_member_name (builder, "age");
  if (report != NULL && report->child.age >= 0)
    json_builder_add_int_value (builder, report->child.age);
  else
    json_builder_add_null_value (builder);
  an_api_add_number (builder, "unread", found->unread);
  an_api_add_number (builder, "evidence_count", report != NULL ? report->evidence->len : 0);
  json_builder_end_object (builder);
}
