// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * The outbox by itself: what is durable when, who is tried when, what is left behind. Deliveries
 * to a real office are in test_send.py.
 */

#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>

#include "hostile-server.h"
#include "report/an-evidence.h"
#include "report/an-outbox-private.h"
#include "scratch.h"

#define PASSPHRASE "mat khau mo kho"
#define OURS AN_INTAKE_MEDIA_TYPE
#define HOUR_USEC ((gint64) 3600 * G_USEC_PER_SEC)

typedef struct {
  Scratch *directory;
  AnVault *vault;
  AnOutbox *outbox;
  HostileServer *server;
  AnChannel *channel;
} Fixture;

/* Helpers */

static void
on_ready (GObject *source, GAsyncResult *result, gpointer place)
{
  *(GAsyncResult **) place = g_object_ref (result);
}

static void
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static AnChannel *
channel_new (const char *url)
{
  AnChannel *channel = g_new0 (AnChannel, 1);
  guint8 secret[crypto_sign_SECRETKEYBYTES];
  guint8 key[32] = { 9 };

  channel->id = g_strdup ("test");
  channel->kind = AN_CHANNEL_REST;
  channel->name_vi = g_strdup ("Thử");
  channel->name_en = g_strdup ("Test");
  channel->url = g_strdup (url);
  channel->source = g_strdup ("test");
  channel->checked = g_strdup ("2026-11-25");
  channel->office = g_strdup ("test-office");
  channel->keys = g_ptr_array_new_with_free_func ((GDestroyNotify) an_office_key_free);
  crypto_scalarmult_base (key, key);
  g_ptr_array_add (channel->keys, an_office_key_new (key));
  crypto_sign_keypair (channel->signing_key, secret);
  return channel;
}

static void
open_vault (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  self->vault = an_vault_open_sync (self->directory, PASSPHRASE, NULL, &error);
  g_assert_no_error (error);
  self->outbox = an_outbox_new (self->vault);
}

/* What a crash and a new start leave: the same disk, nothing of the memory. */
static void
reopen (Fixture *self)
{
  g_clear_object (&self->outbox);
  g_clear_object (&self->vault);
  open_vault (self);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *url = NULL;

  self->directory = scratch_new ();
  self->server = hostile_server_new (NULL);
  url = hostile_server_get_url (self->server);
  self->channel = channel_new (url);
  open_vault (self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  an_outbox_stop (self->outbox);
  while (an_outbox_schedule_is_active (an_outbox_get_schedule (self->outbox), NULL))
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_clear_object (&self->outbox);
  g_clear_object (&self->vault);
  an_channel_free (self->channel);
  hostile_server_free (self->server);
  scratch_free (self->directory);
}

static AnReport *
report_new (AnCategory category, AnUrgency urgency)
{
  AnReport *report = an_report_new ();

  report->reporter.role = AN_ROLE_PARENT;
  report->incident.category = category;
  report->incident.urgency = urgency;
  report->incident.description = g_strdup ("Bé bị dọa nạt");
  return report;
}

static char *
write_file (Fixture *self, const char *name, gsize size)
{
  g_autofree char *content = g_strnfill (size, 'x');
  char *path = g_build_filename (self->directory, name, NULL);

  g_assert_true (g_file_set_contents (path, content, (gssize) size, NULL));
  return path;
}

/* (transfer full): the id of the report, if it could be enqueued */
static char *
enqueue (Fixture *self, AnReport *report, const char *path, gboolean keep, GError **error)
{
  AnOutboxFile file = { .path = (char *) path };
  g_autoptr (GPtrArray) files = g_ptr_array_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *receipt = NULL;

  if (path != NULL)
    g_ptr_array_add (files, &file);
  an_outbox_enqueue_async (self->outbox,
                           report,
                           self->channel,
                           files,
                           keep,
                           NULL,
                           on_ready,
                           &result);
  wait_for (&result);
  receipt = an_outbox_enqueue_finish (self->outbox, result, error);
  g_assert_true ((receipt == NULL) == (error != NULL && *error != NULL));
  return receipt != NULL ? g_strdup (report->id) : NULL;
}

static char *
enqueue_simple (Fixture *self, AnUrgency urgency, const char *path)
{
  g_autoptr (AnReport) report = report_new (AN_CATEGORY_BULLYING, urgency);
  g_autoptr (GError) error = NULL;
  char *id = enqueue (self, report, path, TRUE, &error);

  g_assert_no_error (error);
  return id;
}

static void
deliver (Fixture *self, const char *id, int code)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  an_outbox_deliver_async (self->outbox, id, NULL, on_ready, &result);
  wait_for (&result);
  g_assert_false (an_outbox_deliver_finish (self->outbox, result, &error));
  g_assert_error (error, AN_OUTBOX_ERROR, code);
}

static guint
count_blobs (Fixture *self)
{
  g_autofree char *path = g_build_filename (self->directory, "blobs", NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  guint count = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    count++;
  return count;
}

static guint
count_records (Fixture *self)
{
  static const char *const kinds[] = { AN_OUTBOX_KIND,
                                       AN_OUTBOX_KIND_REPORT,
                                       AN_OUTBOX_KIND_ENVELOPE,
                                       AN_OUTBOX_KIND_RECEIPT };
  guint count = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_auto (GStrv) ids = an_vault_list (self->vault, kinds[i], NULL);

    count += g_strv_length (ids);
  }
  return count;
}

static AnOutboxRecord *
load (Fixture *self, const char *id)
{
  g_autoptr (GError) error = NULL;
  AnOutboxRecord *record = an_outbox_record_load (self->vault, id, &error);

  g_assert_no_error (error);
  return record;
}

/* Waiting */

static void
test_backoff (void)
{
  for (guint attempts = 1; attempts <= 20; attempts++) {
    guint most = an_outbox_backoff_ms (attempts, 2000, G_MAXUINT32 - 1);

    g_assert_cmpuint (an_outbox_backoff_ms (attempts, 2000, 0), ==, attempts > 14 ? 1800000 : 0);
    if (attempts <= 14)
      g_assert_cmpuint (most, <=, MIN (900000, 2000U << attempts));
    else
      g_assert_cmpuint (most, <=, 3600000);
  }
  g_assert_cmpuint (an_outbox_backoff_ms (1, 2000, 4000), ==, 4000);
  g_assert_cmpuint (an_outbox_backoff_ms (1, 2000, 4001), ==, 0);
  g_assert_cmpuint (an_outbox_backoff_ms (10, 2000, 900000), ==, 900000);
  g_assert_cmpuint (an_outbox_backoff_ms (G_MAXUINT, 2000, 1800000), ==, 3600000);
}

static void
test_clock_jumps (void)
{
  g_autoptr (AnOutboxRecord) record = an_outbox_record_new ();
  g_autoptr (GError) error = g_error_new_literal (AN_INTAKE_ERROR, AN_INTAKE_ERROR_BUSY, "busy");
  gint64 now = (gint64) 1795575600 * G_USEC_PER_SEC;

  an_intake_error_set_retry_after (error, 600);
  an_outbox_record_postpone (record, error, now);
  g_assert_true (record->office_asked);
  g_assert_cmpuint (an_outbox_record_remaining_ms (record, now), ==, 600000);
  g_assert_cmpuint (an_outbox_record_remaining_ms (record, now + 599 * G_USEC_PER_SEC), ==, 1000);
  g_assert_cmpuint (an_outbox_record_remaining_ms (record, now - HOUR_USEC), ==, 600000);
  g_assert_cmpuint (an_outbox_record_remaining_ms (record, 0), ==, 600000);
  g_assert_cmpuint (an_outbox_record_remaining_ms (record, now + 9000 * HOUR_USEC), ==, 0);
  g_assert_cmpuint (record->attempts, ==, 1);
  g_assert_cmpstr (record->problem, ==, "busy");

  g_clear_error (&error);
  error = g_error_new_literal (AN_INTAKE_ERROR, AN_INTAKE_ERROR_UNREACHABLE, "away");
  an_outbox_record_postpone (record, error, now);
  g_assert_false (record->office_asked);
  g_assert_cmpuint (an_outbox_record_remaining_ms (record, now), <=, 8000);
}

static void
test_retry_after_is_kept (Fixture *self, gconstpointer data)
{
  g_autofree char *id = enqueue_simple (self, AN_URGENCY_NORMAL, NULL);
  g_autoptr (GBytes) busy = hostile_answer ("429 M\r\nRetry-After: 3600", OURS, "");
  g_autoptr (AnOutboxItem) item = NULL;

  hostile_server_set (self->server, HOSTILE_ANSWER, busy);
  deliver (self, id, AN_OUTBOX_ERROR_WAITING);
  reopen (self);
  item = an_outbox_get (self->outbox, id, NULL);
  g_assert_true (item->office_asked);
  g_assert_cmpint (item->next_attempt_at - g_get_real_time (), >, HOUR_USEC / 2);
  g_assert_nonnull (item->problem);

  hostile_server_set (self->server, HOSTILE_ANSWER, busy);
  an_outbox_start (self->outbox); /* is not due, so nothing is asked */
  for (int i = 0; i < 20; i++) {
    g_usleep (10000);
    while (g_main_context_iteration (NULL, FALSE))
      continue;
  }
  g_assert_cmpuint (hostile_server_get_count (self->server), ==, 0);
  an_outbox_retry_now (self->outbox, id);
  while (hostile_server_get_count (self->server) == 0)
    g_main_context_iteration (NULL, FALSE);
}

static void
on_changed (AnOutbox *outbox, const char *id, GPtrArray *ids)
{
  g_ptr_array_add (ids, g_strdup (id));
}

static void
test_urgent_first (Fixture *self, gconstpointer data)
{
  g_autofree char *normal = enqueue_simple (self, AN_URGENCY_NORMAL, NULL);
  g_autofree char *immediate = enqueue_simple (self, AN_URGENCY_IMMEDIATE, NULL);
  g_autofree char *high = enqueue_simple (self, AN_URGENCY_HIGH, NULL);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GBytes) busy = hostile_answer ("429 M\r\nRetry-After: 3600", OURS, "");

  hostile_server_set (self->server, HOSTILE_ANSWER, busy);
  g_signal_connect (self->outbox, "changed", G_CALLBACK (on_changed), ids);
  an_outbox_start (self->outbox);
  while (ids->len < 3)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (g_ptr_array_index (ids, 0), ==, immediate);
  g_assert_cmpstr (g_ptr_array_index (ids, 1), ==, high);
  g_assert_cmpstr (g_ptr_array_index (ids, 2), ==, normal);
  g_signal_handlers_disconnect_by_data (self->outbox, ids);
}

/* Held back: not even a new start of the program sends it, before somebody goes on. */
static void
test_hold (Fixture *self, gconstpointer data)
{
  g_autofree char *id = enqueue_simple (self, AN_URGENCY_HIGH, NULL);
  g_autoptr (AnOutboxItem) held = NULL;
  g_autoptr (AnOutboxItem) released = NULL;
  g_autoptr (AnOutbox) again = NULL;
  g_autoptr (GError) error = NULL;

  hostile_server_set (self->server, HOSTILE_SILENT, NULL);
  an_outbox_start (self->outbox);
  g_assert_true (an_outbox_schedule_is_active (an_outbox_get_schedule (self->outbox), id));
  g_assert_true (an_outbox_hold (self->outbox, id, &error));
  g_assert_no_error (error);
  while (an_outbox_schedule_is_active (an_outbox_get_schedule (self->outbox), NULL))
    g_main_context_iteration (NULL, TRUE);
  an_outbox_stop (self->outbox);

  again = an_outbox_new (self->vault);
  held = an_outbox_get (again, id, &error);
  g_assert_no_error (error);
  g_assert_true (held->is_held);
  an_outbox_start (again);
  g_assert_false (an_outbox_schedule_is_active (an_outbox_get_schedule (again), NULL));
  an_outbox_retry_now (again, id);
  g_assert_true (an_outbox_schedule_is_active (an_outbox_get_schedule (again), id));
  released = an_outbox_get (again, id, &error);
  g_assert_no_error (error);
  g_assert_false (released->is_held);
  an_outbox_stop (again);
  while (an_outbox_schedule_is_active (an_outbox_get_schedule (again), NULL))
    g_main_context_iteration (NULL, TRUE);
}

/* Durable states */

typedef struct {
  AnOutboxState state;
  const char *request; /* with which the report goes on after a crash in that state */
} Resume;

static void
test_resume (Fixture *self, gconstpointer data)
{
  static const Resume resumes[] = {
    { AN_OUTBOX_QUEUED, "GET /v1/office " },
    { AN_OUTBOX_CREATING, "GET /v1/office " },
    { AN_OUTBOX_UPLOADING, "POST /v1/reports/%s/evidence " },
    { AN_OUTBOX_SUBMITTING, "POST /v1/reports/%s/submission " },
  };
  g_autofree char *path = write_file (self, "a.txt", 100);
  g_autofree char *id = enqueue_simple (self, AN_URGENCY_NORMAL, path);

  for (gsize i = 0; i < G_N_ELEMENTS (resumes); i++) {
    g_autoptr (AnOutboxRecord) record = load (self, id);
    g_autoptr (AnOutboxRecord) after = NULL;
    g_auto (GStrv) parts = g_strsplit (resumes[i].request, "%s", 2);
    g_autofree char *request = g_strjoinv (id, parts);
    g_autofree char *head = NULL;

    record->state = record->resume = resumes[i].state;
    g_assert_true (an_outbox_record_save (self->vault, record, NULL));
    reopen (self);
    hostile_server_set (self->server, HOSTILE_CLOSE, NULL);
    deliver (self, id, AN_OUTBOX_ERROR_WAITING);
    head = hostile_server_dup_head (self->server);
    if (!g_str_has_prefix (head, request))
      g_error ("“%s” was expected, not: %s", request, head);
    after = load (self, id);
    g_assert_cmpint (after->state, ==, resumes[i].state);
    g_assert_cmpstr (after->idempotency_key, ==, record->idempotency_key);
  }
}

static void
test_needs_user (Fixture *self, gconstpointer data)
{
  g_autofree char *id = enqueue_simple (self, AN_URGENCY_NORMAL, NULL);
  g_autoptr (GBytes) refusal =
      hostile_answer ("422 U",
                      "application/problem+json",
                      "{\"type\":\"urn:annhi:problem:x\",\"title\":\"no\"}");
  g_autoptr (AnOutboxRecord) record = NULL;
  g_autoptr (AnOutboxRecord) again = NULL;

  hostile_server_set (self->server, HOSTILE_ANSWER, refusal);
  deliver (self, id, AN_OUTBOX_ERROR_NEEDS_USER);
  reopen (self);
  record = load (self, id);
  g_assert_cmpint (record->state, ==, AN_OUTBOX_NEEDS_USER);
  g_assert_cmpint (record->resume, ==, AN_OUTBOX_QUEUED);

  hostile_server_set (self->server, HOSTILE_SILENT, NULL);
  an_outbox_retry_now (self->outbox, id);
  again = load (self, id);
  g_assert_cmpint (again->state, ==, AN_OUTBOX_QUEUED);
}

/* A sealed copy that somebody deleted or cut is told, not sent. */
static void
test_lost_blob (Fixture *self, gconstpointer data)
{
  g_autofree char *path = write_file (self, "a.txt", 100);
  g_autofree char *id = enqueue_simple (self, AN_URGENCY_NORMAL, path);
  g_autofree char *blobs = an_outbox_blob_directory (self->directory, id);
  g_autoptr (AnOutboxRecord) record = load (self, id);
  const AnManifestEntry *entry = g_ptr_array_index (record->manifest->evidence, 0);
  g_autofree char *blob = g_build_filename (blobs, entry->id, NULL);
  g_autoptr (GBytes) whole =
      an_outbox_read_piece (self->directory, id, entry->id, 0, entry->size, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (g_bytes_get_size (whole), ==, entry->size);
  g_assert_null (an_outbox_read_piece (self->directory, id, entry->id, 1, entry->size, &error));
  g_assert_error (error, AN_OUTBOX_ERROR, AN_OUTBOX_ERROR_NEEDS_USER);
  g_clear_error (&error);
  g_assert_cmpint (g_unlink (blob), ==, 0);
  g_assert_null (an_outbox_read_piece (self->directory, id, entry->id, 0, 1, &error));
  g_assert_error (error, AN_OUTBOX_ERROR, AN_OUTBOX_ERROR_NEEDS_USER);
}

/* One process at a time */

static void
test_lock (Fixture *self, gconstpointer data)
{
  g_autofree char *id = enqueue_simple (self, AN_URGENCY_NORMAL, NULL);
  int other = an_outbox_lock (self->directory, AN_OUTBOX_LOCK_DELIVER, FALSE);
  g_autoptr (AnOutboxRecord) record = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (other, >=, 0);
  hostile_server_set (self->server, HOSTILE_CLOSE, NULL);
  deliver (self, id, AN_OUTBOX_ERROR_WAITING);
  g_assert_cmpuint (hostile_server_get_count (self->server), ==, 0);
  record = load (self, id);
  g_assert_cmpuint (record->attempts, ==, 0);
  g_assert_false (an_outbox_forget (self->outbox, id, &error));
  g_assert_error (error, AN_OUTBOX_ERROR, AN_OUTBOX_ERROR_WAITING);

  an_outbox_unlock (&other);
  deliver (self, id, AN_OUTBOX_ERROR_WAITING);
  g_assert_cmpuint (hostile_server_get_count (self->server), ==, 1);
  other = an_outbox_lock (self->directory, AN_OUTBOX_LOCK_DELIVER, FALSE);
  g_assert_cmpint (other, >=, 0); /* given back after the try */
  an_outbox_unlock (&other);
}

/* What is left behind */

static void
test_forget (Fixture *self, gconstpointer data)
{
  g_autofree char *path = write_file (self, "a.txt", 100000);
  g_autofree char *id = enqueue_simple (self, AN_URGENCY_NORMAL, path);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (count_records (self), ==, 4);
  g_assert_cmpuint (count_blobs (self), ==, 1);

  /* In the middle of a try: it ends, and writes nothing any more. */
  hostile_server_set (self->server, HOSTILE_SILENT, NULL);
  an_outbox_deliver_async (self->outbox, id, NULL, on_ready, &result);
  while (hostile_server_get_count (self->server) == 0)
    g_main_context_iteration (NULL, FALSE);
  g_assert_true (an_outbox_forget (self->outbox, id, &error));
  g_assert_no_error (error);
  wait_for (&result);
  g_assert_false (an_outbox_deliver_finish (self->outbox, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_records (self), ==, 0);
  g_assert_cmpuint (count_blobs (self), ==, 0);
}

/* A draft that is sent, taken back and sent after all. */
static void
test_forget_and_send (Fixture *self, gconstpointer data)
{
  g_autoptr (AnReport) report = report_new (AN_CATEGORY_BULLYING, AN_URGENCY_NORMAL);
  g_autofree char *id = enqueue (self, report, NULL, TRUE, NULL);
  g_autofree char *again = NULL;

  g_assert_true (an_outbox_forget (self->outbox, id, NULL));
  again = enqueue (self, report, NULL, TRUE, NULL);
  g_assert_cmpstr (again, ==, id);
  hostile_server_set (self->server, HOSTILE_CLOSE, NULL);
  deliver (self, id, AN_OUTBOX_ERROR_WAITING);
  g_assert_cmpuint (count_records (self), ==, 4);
}

/* A vault in memory keeps its sealed files in a directory that goes with it. */
static void
test_in_memory (Fixture *self, gconstpointer data)
{
  g_autofree char *path = write_file (self, "a.txt", 100);
  g_autofree char *directory = NULL;
  g_autofree char *id = NULL;

  g_clear_object (&self->outbox);
  g_clear_object (&self->vault);
  self->vault = an_vault_new_in_memory (NULL);
  self->outbox = an_outbox_new (self->vault);
  id = enqueue_simple (self, AN_URGENCY_NORMAL, path);
  hostile_server_set (self->server, HOSTILE_CLOSE, NULL);
  deliver (self, id, AN_OUTBOX_ERROR_WAITING);
  directory = g_strdup (an_outbox_get_directory (self->outbox));
  g_assert_true (g_file_test (directory, G_FILE_TEST_IS_DIR));
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_clear_object (&self->outbox);
  while (g_file_test (directory, G_FILE_TEST_EXISTS)) /* a worker may let go a moment later */
    g_usleep (1000);
  self->outbox = an_outbox_new (self->vault);
}

static void
test_clean (Fixture *self, gconstpointer data)
{
  g_autofree char *path = write_file (self, "a.txt", 100);
  g_autofree char *kept = enqueue_simple (self, AN_URGENCY_NORMAL, path);
  g_autofree char *lost = enqueue_simple (self, AN_URGENCY_NORMAL, path);
  int enqueuing;

  /* As after a crash before the last record of the second was written. */
  g_assert_true (an_vault_remove (self->vault, AN_OUTBOX_KIND, lost, NULL));
  enqueuing = an_outbox_lock (self->directory, AN_OUTBOX_LOCK_ENQUEUE, TRUE);
  an_outbox_clean (self->vault, self->directory);
  g_assert_cmpuint (count_blobs (self), ==, 2); /* somebody may be writing just that */
  an_outbox_unlock (&enqueuing);
  an_outbox_clean (self->vault, self->directory);
  g_assert_cmpuint (count_blobs (self), ==, 1);
  g_assert_cmpuint (count_records (self), ==, 4);
}

/* What has arrived is read once and remembered, but never wrongly. */
static void
test_list_remembers (Fixture *self, gconstpointer data)
{
  static const char *const states[] = { "received", "triaged", "closed" };
  g_autofree char *id = enqueue_simple (self, AN_URGENCY_NORMAL, NULL);
  g_autoptr (AnOutboxRecord) record = load (self, id);
  g_autoptr (GPtrArray) none = NULL;

  record->state = AN_OUTBOX_DELIVERED;
  for (guint i = 0; i < G_N_ELEMENTS (states) * 2; i++) {
    g_autoptr (GPtrArray) items = NULL;
    const AnOutboxItem *item;

    g_free (record->office_state);
    record->office_state = g_strdup (states[i / 2]);
    if (i % 2 == 0)
      g_assert_true (an_outbox_save (self->outbox, record, NULL));
    items = an_outbox_list (self->outbox, NULL);
    g_assert_cmpuint (items->len, ==, 1);
    item = g_ptr_array_index (items, 0);
    g_assert_cmpstr (item->office_state, ==, states[i / 2]);
    g_assert_true (item->receipt_known);
  }
  g_assert_true (an_outbox_forget (self->outbox, id, NULL));
  none = an_outbox_list (self->outbox, NULL);
  g_assert_cmpuint (none->len, ==, 0);
}

/* A clean-up takes what is not safe yet for what a crash left: who enqueues waits until it is done.
 */
static void
test_clean_while_enqueuing (Fixture *self, gconstpointer data)
{
  g_autoptr (AnReport) report = report_new (AN_CATEGORY_BULLYING, AN_URGENCY_NORMAL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *receipt = NULL;
  gint64 end = g_get_monotonic_time () + 200000;
  int cleaning = an_outbox_lock (self->directory, AN_OUTBOX_LOCK_ENQUEUE, FALSE);

  g_assert_cmpint (cleaning, >=, 0);
  an_outbox_enqueue_async (self->outbox,
                           report,
                           self->channel,
                           NULL,
                           TRUE,
                           NULL,
                           on_ready,
                           &result);
  while (g_get_monotonic_time () < end) {
    g_main_context_iteration (NULL, FALSE);
    g_assert_null (result);
    g_assert_cmpuint (count_records (self), ==, 0);
    g_usleep (1000);
  }
  an_outbox_unlock (&cleaning);
  wait_for (&result);
  receipt = an_outbox_enqueue_finish (self->outbox, result, NULL);
  g_assert_nonnull (receipt);
}

/* What the report is sent with is gone or damaged: no waiting mends that, and its text is there. */
static void
test_damaged_contents (Fixture *self, gconstpointer data)
{
  static const char *const kinds[] = { AN_OUTBOX_KIND_ENVELOPE, AN_OUTBOX_KIND_RECEIPT };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_autofree char *id = enqueue_simple (self, AN_URGENCY_NORMAL, NULL);
    g_autoptr (AnOutboxItem) item = NULL;
    g_autoptr (AnReport) report = NULL;

    g_assert_true (an_vault_remove (self->vault, kinds[i], id, NULL));
    deliver (self, id, AN_OUTBOX_ERROR_NEEDS_USER);
    item = an_outbox_get (self->outbox, id, NULL);
    g_assert_cmpint (item->state, ==, AN_OUTBOX_NEEDS_USER);
    g_assert_nonnull (item->problem);
    report = an_outbox_get_report (self->outbox, id, NULL);
    g_assert_nonnull (report);
  }
}

/* As after a crash between “delivered” and the tidying that follows. */
static void
test_clean_delivered (Fixture *self, gconstpointer data)
{
  static const char *const partly[] = { AN_OUTBOX_KIND_REPORT,
                                        AN_OUTBOX_KIND_RECEIPT,
                                        AN_OUTBOX_KIND_ENVELOPE };
  g_autoptr (AnReport) report = report_new (AN_CATEGORY_BULLYING, AN_URGENCY_NORMAL);
  g_autofree char *path = write_file (self, "a.txt", 100);
  g_autofree char *id = enqueue (self, report, path, FALSE, NULL);
  g_autoptr (AnOutboxRecord) record = load (self, id);
  g_autofree char *receipt = an_outbox_get_receipt (self->outbox, id, NULL);

  g_assert_nonnull (receipt); /* it is sent with it */
  record->state = AN_OUTBOX_DELIVERED;
  g_assert_true (an_outbox_record_save (self->vault, record, NULL));
  an_outbox_clean (self->vault, self->directory);
  g_assert_cmpuint (count_blobs (self), ==, 0);
  g_assert_cmpuint (count_records (self), ==, 0);     /* no receipt kept: no trace */
  for (guint i = 0; i < G_N_ELEMENTS (partly); i++) { /* and after any part of the tidying */
    g_autofree char *other = enqueue (self, report, path, FALSE, NULL);

    g_assert_true (an_outbox_record_save (self->vault, record, NULL));
    for (guint k = 0; k <= i; k++)
      g_assert_true (an_vault_remove (self->vault, partly[k], other, NULL));
    an_outbox_start (self->outbox);
    an_outbox_stop (self->outbox);
    reopen (self);
    an_outbox_start (self->outbox);
    an_outbox_stop (self->outbox);
    g_assert_cmpuint (count_blobs (self), ==, 0);
    g_assert_cmpuint (count_records (self), ==, 0);
  }
  g_assert_null (an_outbox_get (self->outbox, id, NULL));
}

static void
test_corrupt_record (Fixture *self, gconstpointer data)
{
  g_autofree char *good = enqueue_simple (self, AN_URGENCY_NORMAL, NULL);
  g_autofree char *bad = enqueue_simple (self, AN_URGENCY_NORMAL, NULL);
  g_autoptr (GBytes) garbage = g_bytes_new_static ("{\"id\":1}", 8);
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnOutboxItem) item = NULL;

  g_assert_true (an_vault_put (self->vault, AN_OUTBOX_KIND, bad, garbage, NULL));
  items = an_outbox_list (self->outbox, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 1);
  g_assert_cmpstr (((AnOutboxItem *) g_ptr_array_index (items, 0))->id, ==, good);
  item = an_outbox_get (self->outbox, bad, &error);
  g_assert_null (item);
  g_assert_error (error, AN_VAULT_ERROR, AN_VAULT_ERROR_CORRUPT);
  an_outbox_clean (self->vault, self->directory); /* what cannot be read is not thrown away */
  g_assert_cmpuint (count_records (self), ==, 8);
}

/* What cannot be sent */

static void
test_invalid (Fixture *self, gconstpointer data)
{
  g_autoptr (AnReport) report = report_new (AN_CATEGORY_BULLYING, AN_URGENCY_NORMAL);
  g_autoptr (AnReport) incomplete = report_new (AN_CATEGORY_BULLYING, AN_URGENCY_NORMAL);
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&incomplete->incident.description, g_free);
  g_assert_null (enqueue (self, incomplete, NULL, TRUE, &error));
  g_assert_error (error, AN_OUTBOX_ERROR, AN_OUTBOX_ERROR_INVALID);
  g_assert_true (g_str_has_prefix (error->message, "/incident/description: "));
  g_clear_error (&error);

  g_assert_null (enqueue (self, report, self->directory, TRUE, &error));
  g_assert_error (error, AN_OUTBOX_ERROR, AN_OUTBOX_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_cmpuint (count_records (self), ==, 0);

  g_free (enqueue (self, report, NULL, TRUE, &error));
  g_assert_no_error (error);
  g_assert_null (enqueue (self, report, NULL, TRUE, &error)); /* the same id twice */
  g_assert_error (error, AN_OUTBOX_ERROR, AN_OUTBOX_ERROR_INVALID);
  g_assert_cmpuint (count_records (self), ==, 4);
  g_clear_error (&error);

  self->channel->kind = AN_CHANNEL_PHONE;
  g_free (report->id);
  report->id = g_strdup ("7f0c2a1e-5b7d-4c1a-9d2f-0a1b2c3d4e5f");
  g_assert_null (enqueue (self, report, NULL, TRUE, &error));
  g_assert_error (error, AN_OUTBOX_ERROR, AN_OUTBOX_ERROR_INVALID);
  self->channel->kind = AN_CHANNEL_REST;
}

/* The limits an office once told hold for the next report before anything is sealed. */
static void
test_limits (Fixture *self, gconstpointer data)
{
  g_autoptr (AnReport) report = report_new (AN_CATEGORY_BULLYING, AN_URGENCY_NORMAL);
  g_autoptr (AnReport) sexual = report_new (AN_CATEGORY_CSAM, AN_URGENCY_NORMAL);
  AnIntakeOffice office = { .office = (char *) "test-office",
                            .max_evidence_bytes = 50000,
                            .max_report_bytes = 60000,
                            .max_evidence_count = 1 };
  g_autofree char *fits = write_file (self, "fits.txt", 40000);
  g_autofree char *large = write_file (self, "phim dài.mp4", 60000);
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  an_outbox_limits_save (self->vault, &office);
  g_assert_null (enqueue (self, report, large, TRUE, &error));
  g_assert_error (error, AN_OUTBOX_ERROR, AN_OUTBOX_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "phim dài.mp4"));
  g_assert_cmpuint (count_blobs (self), ==, 0);
  g_clear_error (&error);
  id = enqueue (self, report, fits, TRUE, &error);
  g_assert_no_error (error);

  g_free (enqueue (self, sexual, large, TRUE, &error)); /* only its fingerprint goes */
  g_assert_no_error (error);
  g_assert_cmpuint (count_blobs (self), ==, 1);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/report/outbox/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_setenv ("ANNHI_VAULT_TEST_FAST_PWHASH", "1", TRUE);
  g_setenv ("ANNHI_OUTBOX_TEST_BACKOFF_MS", "20", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (sodium_init (), >=, 0);
  g_test_add_func ("/report/outbox/backoff", test_backoff);
  g_test_add_func ("/report/outbox/clock-jumps", test_clock_jumps);
  ADD ("retry-after-is-kept", test_retry_after_is_kept);
  ADD ("urgent-first", test_urgent_first);
  ADD ("resume", test_resume);
  ADD ("needs-user", test_needs_user);
  ADD ("lost-blob", test_lost_blob);
  ADD ("lock", test_lock);
  ADD ("hold", test_hold);
  ADD ("forget", test_forget);
  ADD ("forget-and-send", test_forget_and_send);
  ADD ("in-memory", test_in_memory);
  ADD ("clean", test_clean);
  ADD ("clean-delivered", test_clean_delivered);
  ADD ("list-remembers", test_list_remembers);
  ADD ("clean-while-enqueuing", test_clean_while_enqueuing);
  ADD ("damaged-contents", test_damaged_contents);
  ADD ("corrupt-record", test_corrupt_record);
  ADD ("invalid", test_invalid);
  ADD ("limits", test_limits);
  return g_test_run ();
}
