// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* `/v1/cases` and `/v1/cases/{id}`: reading. Each read is noted in the audit log. */

#include "base/an-json.h"
#include "base/an-time.h"
#include "intake/an-api-officer.h"
#include "intake/an-audit.h"
#include "intake/an-case-details.h"
#include "intake/an-case-search.h"
#include "intake/an-case-state.h"
#include "intake/an-case-view.h"
#include "intake/an-inbox.h"
#include "intake/an-server.h"
#include "intake/an-statistics.h"

#define MAX_LOOKED 2000 /* cases opened for one page of what is looked for */
#define MAX_WORDS 200

typedef struct {
  AnExchange *exchange;                                 /* (owned) with its session */
  char *state, *urgency, *assignee, *label, *remind_by; /* (owned) (nullable) */
  char *category, *words; /* (owned) (nullable) looked for in what was opened */
  AnInboxPlace place;
  guint target_hours;
  char *tag;        /* (owned) of the list before it was read */
  GPtrArray *cases; /* (owned) (nullable) of AnCase: read last */
  GPtrArray *kept;  /* (owned) of AnCase: for the answer */
  char **workers;   /* (owned) (nullable) names of those who can be assigned */
  char *next;       /* (owned) (nullable) where the next page begins */
  guint n_looked;   /* cases that were opened to look for something */
  char *json;       /* (owned) (nullable) */
} Listing;

typedef struct {
  AnExchange *exchange; /* (owned) with its session */
  guint target_hours;
  AnCaseView view;
  char *json; /* (owned) (nullable) */
} Viewing;

/* GET /v1/cases */

static const AnStaff *
listing_staff (const Listing *self)
{
  return self->exchange->session->staff;
}

static gboolean
is_searching (const Listing *self)
{
  return self->category != NULL || self->words != NULL;
}

static void
free_listing (Listing *self)
{
  g_clear_pointer (&self->cases, g_ptr_array_unref);
  g_ptr_array_unref (self->kept);
  g_strfreev (self->workers);
  g_free (self->next);
  g_free (self->state);
  g_free (self->urgency);
  g_free (self->assignee);
  g_free (self->label);
  g_free (self->remind_by);
  g_free (self->category);
  g_free (self->words);
  g_free (self->tag);
  g_free (self->json);
  an_exchange_unref (self->exchange);
  g_free (self);
}

static gboolean
read_listing (AnDatabase *database, gpointer data, GError **error)
{
  Listing *self = data;

  g_clear_pointer (&self->cases, g_ptr_array_unref);
  self->cases = an_inbox_read (&self->place, database, listing_staff (self), error);
  if (self->workers == NULL && self->cases != NULL)
    self->workers = an_case_details_list_workers (database, error);
  return self->cases != NULL && self->workers != NULL;
}

static gboolean
trace_listing (AnDatabase *database, gpointer data, GError **error)
{
  Listing *self = data;
  g_autofree char *detail = NULL;

  if (self->n_looked > 0) /* the same listing goes on */
    return TRUE;

  detail = g_strdup_printf ("%s %u",
                            is_searching (self) ? "search"
                            : self->state       ? self->state
                                                : "unfinished",
                            MIN (self->cases->len, AN_INBOX_PAGE));
  return an_audit_append (database, listing_staff (self)->name, "cases.listed", "", detail, error);
}

/* Keeps what is asked for; `next` is where the rest begins, if the page is full or there is more.
 */
static gboolean
open_listing (gpointer data, GError **error)
{
  Listing *self = data;
  guint n = MIN (self->cases->len, AN_INBOX_PAGE);
  guint i;

  g_clear_pointer (&self->next, g_free);
  g_ptr_array_set_free_func (self->cases, NULL);
  for (i = 0; i < n && self->kept->len < AN_INBOX_PAGE; i++) {
    AnCase *found = g_ptr_array_index (self->cases, i);

    an_case_open (found, listing_staff (self), NULL);
    if (i + 1 < self->cases->len) {
      g_free (self->next);
      self->next = an_inbox_place_format (found);
    } else {
      g_clear_pointer (&self->next, g_free);
    }
    if (!is_searching (self) || an_case_search_matches (found, self->category, self->words))
      g_ptr_array_add (self->kept, found);
    else
      an_case_free (found);
  }
  for (; i < self->cases->len; i++)
    an_case_free (g_ptr_array_index (self->cases, i));
  g_clear_pointer (&self->cases, g_ptr_array_unref);
  self->n_looked += n;
  return TRUE;
}

/* (transfer full) */
static char *
format_listing (Listing *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *now = an_time_now_rfc3339 ();

  json_builder_begin_object (builder);
  an_api_add_text (builder, "schema", "vn.annhi.cases/1");
  an_api_add_text (builder, "now", now);
  an_api_add_number (builder, "target_hours", self->target_hours);
  an_api_add_texts (builder, "workers", self->workers);
  json_builder_set_member_name (builder, "cases");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->kept->len; i++)
    an_case_view_add_line (g_ptr_array_index (self->kept, i),
                           listing_staff (self),
                           self->target_hours,
                           builder);
  json_builder_end_array (builder);
  an_api_add_text (builder, "next", self->next);
  return an_api_finish_json (builder);
}

static void read_more (Listing *self);

static void
on_opened (gpointer data, const GError *error)
{
  Listing *self = data;

  if (self->next != NULL && self->kept->len < AN_INBOX_PAGE && self->n_looked < MAX_LOOKED &&
      !self->exchange->is_finished) {
    read_more (self);
    return;
  }
  self->json = format_listing (self);
  an_exchange_set_header (self->exchange, "ETag", self->tag);
  an_exchange_reply (self->exchange, SOUP_STATUS_OK, self->json);
  free_listing (self);
}

static const AnWorkerJob opening_job = { open_listing, NULL, on_opened };

static void
on_read (gpointer data, const GError *error)
{
  Listing *self = data;

  if (error == NULL) {
    an_worker_push (an_server_get_worker (self->exchange->server), &opening_job, self);
    return;
  }
  an_exchange_reply_problem (self->exchange, error);
  free_listing (self);
}

static const AnWorkerJob reading_job = { NULL, read_listing, on_read, trace_listing };

static void
read_more (Listing *self)
{
  an_inbox_place_parse (&self->place, self->next);
  an_worker_push (an_server_get_worker (self->exchange->server), &reading_job, self);
}

static gboolean
read_filter (Listing *self)
{
  g_autofree char *cursor = an_api_get_query (self->exchange, "cursor");

  self->state = an_api_get_query (self->exchange, "state");
  self->urgency = an_api_get_query (self->exchange, "urgency");
  self->place.state = self->state;
  self->place.urgency = self->urgency;
  self->place.assignee = self->assignee = an_api_get_query (self->exchange, "assignee");
  self->place.label = self->label = an_api_get_query (self->exchange, "label");
  self->place.remind_by = self->remind_by = an_api_get_query (self->exchange, "remind_by");
  self->category = an_api_get_query (self->exchange, "category");
  self->words = an_api_get_query (self->exchange, "q");
  if (self->words != NULL && *g_strstrip (self->words) == '\0')
    g_clear_pointer (&self->words, g_free);
  return (self->remind_by == NULL || an_statistics_check_date (self->remind_by)) &&
         (self->category == NULL || g_strv_contains (an_category_ids, self->category)) &&
         (self->words == NULL || (g_utf8_validate (self->words, -1, NULL) &&
                                  g_utf8_strlen (self->words, -1) <= MAX_WORDS)) &&
         (self->state == NULL || g_str_equal (self->state, "finished") ||
          g_strv_contains (an_case_states, self->state)) &&
         (self->urgency == NULL || g_strv_contains (an_urgency_ids, self->urgency)) &&
         an_inbox_place_parse (&self->place, cursor);
}

/* A page that asks whether something changed is no use of the session, and no reading unless it
 * has. */
void
an_api_cases (AnExchange *exchange)
{
  AnDesk *desk = an_server_get_desk (exchange->server);
  g_autofree char *tag = an_desk_format_list_tag (desk);
  const char *known = an_exchange_get_header (exchange, "If-None-Match");
  Listing *self;

  if (an_api_require_right (exchange, AN_STAFF_LIST, known == NULL) == NULL)
    return;
  if (g_strcmp0 (known, tag) == 0) {
    an_exchange_set_header (exchange, "ETag", tag);
    an_exchange_reply (exchange, SOUP_STATUS_NOT_MODIFIED, NULL);
    return;
  }
  self = g_new0 (Listing, 1);
  self->exchange = an_exchange_ref (exchange);
  self->target_hours = desk->settings.target_hours;
  self->kept = g_ptr_array_new_with_free_func ((GDestroyNotify) an_case_free);
  self->tag = g_steal_pointer (&tag);
  if (!read_filter (self)) {
    an_exchange_reply_error (exchange, AN_PROBLEM_BAD_REQUEST);
    free_listing (self);
    return;
  }
  an_exchange_pause (exchange);
  an_worker_push (an_server_get_worker (exchange->server), &reading_job, self);
}

/* GET /v1/cases/{id} */

static void
free_viewing (Viewing *self)
{
  an_case_view_clear (&self->view);
  g_free (self->json);
  an_exchange_unref (self->exchange);
  g_free (self);
}

static gboolean
read_case (AnDatabase *database, gpointer data, GError **error)
{
  Viewing *self = data;
  const AnStaff *staff = self->exchange->session->staff;
  const char *id = self->exchange->route.report;

  return an_case_view_read (&self->view, id, database, staff, error);
}

static gboolean
trace_case (AnDatabase *database, gpointer data, GError **error)
{
  Viewing *self = data;
  const AnStaff *staff = self->exchange->session->staff;
  const char *id = self->exchange->route.report;

  return (database == NULL || an_case_view_mark_read (&self->view, database, error)) &&
         an_audit_append (database, staff->name, "case.read", id, "", error);
}

static gboolean
open_case (gpointer data, GError **error)
{
  Viewing *self = data;
  g_autoptr (JsonNode) root =
      an_case_view_to_json (&self->view, self->exchange->session->staff, self->target_hours);

  self->json = an_json_to_string (root, FALSE);
  return TRUE;
}

static void
on_case_opened (gpointer data, const GError *error)
{
  Viewing *self = data;

  if (error != NULL) {
    an_exchange_reply_problem (self->exchange, error);
  } else {
    an_api_set_revision (self->exchange, self->view.found->revision);
    an_exchange_reply (self->exchange, SOUP_STATUS_OK, self->json);
  }
  free_viewing (self);
}

static const AnWorkerJob case_opening_job = { open_case, NULL, on_case_opened };

static void
on_case_read (gpointer data, const GError *error)
{
  Viewing *self = data;

  if (error == NULL) {
    an_worker_push (an_server_get_worker (self->exchange->server), &case_opening_job, self);
    return;
  }
  an_exchange_reply_problem (self->exchange, error);
  free_viewing (self);
}

static const AnWorkerJob case_reading_job = { NULL, read_case, on_case_read, trace_case };

void
an_api_case (AnExchange *exchange)
{
  Viewing *self;

  if (an_api_require_right (exchange, AN_STAFF_WORK, TRUE) == NULL)
    return;
  self = g_new0 (Viewing, 1);
  self->exchange = an_exchange_ref (exchange);
  self->target_hours = an_server_get_desk (exchange->server)->settings.target_hours;
  an_exchange_pause (exchange);
  an_worker_push (an_server_get_worker (exchange->server), &case_reading_job, self);
}
