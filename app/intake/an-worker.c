// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * The threads behind the server. Jobs that wait at the same time share one commit, because the
 * price of a commit is waiting for the disk.
 */

#include "intake/an-worker.h"

#include "intake/an-audit.h"

#define MAX_GROUP 64
#define PREPARE_THREADS 4

typedef struct {
  const AnWorkerJob *job; /* (not owned) static; NULL: the end */
  gpointer data;          /* (not owned) until done */
  AnWorker *worker;       /* (not owned) */
  GError *error;          /* (owned) (nullable) */
  gboolean is_tried;      /* its store step came to an end, well or not */
  gboolean is_read;       /* it only reads, and has */
} Work;

struct _AnWorker {
  AnDatabase *database; /* (owned) by the thread while it runs, as what follows */
  AnDatabaseFunc check;
  gpointer check_data; /* (not owned) */
  gboolean is_known;   /* the database is the one that was given */
  gint64 n_untraced;   /* readings that the audit log was not told of */
  GThreadPool *pool;   /* (owned) of Work */
  GAsyncQueue *queue;  /* (owned) of Work */
  GThread *thread;     /* (owned) */
  guint n_jobs;        /* pushed and not done, on the main loop */
};

/* Helpers */

static gboolean
on_group_done (gpointer data)
{
  GPtrArray *group = data; /* (transfer full) */

  for (guint i = 0; i < group->len; i++) {
    Work *work = g_ptr_array_index (group, i);

    work->worker->n_jobs--;
    work->job->done (work->data, work->error);
    g_clear_error (&work->error);
    g_free (work);
  }
  g_ptr_array_unref (group);
  return G_SOURCE_REMOVE;
}

/* Back to the main loop; (transfer full) */
static void
give_back (GPtrArray *group)
{
  g_main_context_invoke_full (NULL, G_PRIORITY_DEFAULT, on_group_done, group, NULL);
}

static void
give_back_one (Work *work)
{
  GPtrArray *group = g_ptr_array_new ();

  g_ptr_array_add (group, work);
  give_back (group);
}

static gboolean
is_full (const GError *error)
{
  return g_error_matches (error, AN_DATABASE_ERROR, AN_DATABASE_ERROR_FULL);
}

/* One job within the group's transaction: what it wrote before it failed is undone. */
static gboolean
store_one (AnDatabase *database, Work *work, GError **error)
{
  const AnWorkerJob *job = work->job;
  gboolean stored;

  if (!an_database_execute (database, "SAVEPOINT job", error))
    return FALSE;
  stored = job->store (database, work->data, &work->error);
  work->is_tried = TRUE;
  work->is_read = stored && job->trace != NULL;
  if (stored && (job->trace == NULL || job->trace (database, work->data, &work->error)))
    return an_database_execute (database, "RELEASE job", error);
  if (is_full (work->error)) { /* SQLite may have undone all by itself */
    g_propagate_error (error, g_steal_pointer (&work->error));
    return FALSE;
  }
  return an_database_execute (database, "ROLLBACK TO job; RELEASE job", error);
}

static gboolean
note_gap (AnWorker *self, GError **error)
{
  g_autofree char *detail = g_strdup_printf ("%" G_GINT64_FORMAT, self->n_untraced);

  return self->n_untraced == 0 ||
         an_audit_append (self->database, "server", "audit.gap", "", detail, error);
}

/* Readers first: what they tell is on the disk, whatever becomes of this group. */
static gboolean
store_group (AnDatabase *database, gpointer data, GError **error)
{
  GPtrArray *group = data;

  for (int writes = 0; writes <= 1; writes++)
    for (guint i = 0; i < group->len; i++) {
      Work *work = g_ptr_array_index (group, i);

      if ((work->job->trace == NULL) == writes && !store_one (database, work, error))
        return FALSE;
    }
  return note_gap (((Work *) g_ptr_array_index (group, 0))->worker, error);
}

/* Those that only read and whose turn had not come; nothing of it is written. */
static gboolean
read_group (AnDatabase *database, gpointer data, GError **error)
{
  GPtrArray *group = data;

  for (guint i = 0; i < group->len; i++) {
    Work *work = g_ptr_array_index (group, i);

    if (work->job->trace == NULL || work->is_tried)
      continue;
    work->is_tried = TRUE;
    work->is_read = work->job->store (database, work->data, &work->error);
  }
  return TRUE;
}

/* Nothing was stored; what was only read may be told all the same. */
static void
read_on (AnWorker *self, GPtrArray *group)
{
  an_database_transact (self->database, read_group, group, NULL);
  for (guint i = 0; i < group->len; i++) {
    Work *work = g_ptr_array_index (group, i);

    if (!work->is_read)
      continue;
    self->n_untraced++;
    work->job->trace (NULL, work->data, NULL);
  }
}

/* What was not read has failed, each job for its own reason or for @error. */
static void
fail_group (GPtrArray *group, const GError *error)
{
  for (guint i = 0; i < group->len; i++) {
    Work *work = g_ptr_array_index (group, i);
    gboolean own = work->error != NULL && !is_full (work->error);

    if ((is_full (error) && (work->is_read || (own && work->job->trace != NULL))))
      continue;
    g_clear_error (&work->error);
    work->error = g_error_copy (error);
  }
}

/* The file may have been moved away, and another put in its place. */
static gboolean
find_database (AnWorker *self, GError **error)
{
  if (an_database_check_place (self->database, NULL))
    return self->is_known ||
           (self->is_known = self->check (self->database, self->check_data, error));
  self->is_known = FALSE;
  if (!an_database_reopen (self->database, error))
    return FALSE;
  self->is_known = self->check (self->database, self->check_data, error);
  g_message (self->is_known ? "the store is there again" : "there is another store in its place");
  return self->is_known;
}

static gboolean
store_all (AnWorker *self, GPtrArray *group, GError **error)
{
  return find_database (self, error) &&
         an_database_transact (self->database, store_group, group, error) &&
         an_database_check_place (self->database, error);
}

static void
run_group (AnWorker *self, GPtrArray *group)
{
  g_autoptr (GError) error = NULL;

  if (store_all (self, group, &error)) {
    self->n_untraced = 0;
    give_back (group);
    return;
  }
  g_message ("nothing of %u jobs was stored: %s", group->len, error->message);
  if (is_full (error))
    read_on (self, group);
  fail_group (group, error);
  give_back (group);
}

static gpointer
run_store (gpointer data)
{
  AnWorker *self = data;
  gboolean ended = FALSE;

  while (!ended) {
    GPtrArray *group = g_ptr_array_new ();
    Work *work = g_async_queue_pop (self->queue);

    while (work != NULL) {
      if (work->job == NULL) {
        ended = TRUE;
        g_free (work);
        break;
      }
      g_ptr_array_add (group, work);
      work = group->len < MAX_GROUP ? g_async_queue_try_pop (self->queue) : NULL;
    }
    if (group->len > 0)
      run_group (self, group);
    else
      g_ptr_array_unref (group);
  }
  return NULL;
}

static void
run_prepare (gpointer data, gpointer user_data)
{
  Work *work = data;
  AnWorker *self = user_data;

  if (work->job->prepare (work->data, &work->error) && work->job->store != NULL)
    g_async_queue_push (self->queue, work);
  else
    give_back_one (work);
}

/* Public */

AnWorker *
an_worker_new (AnDatabase *database, AnDatabaseFunc check, gpointer data)
{
  AnWorker *self = g_new0 (AnWorker, 1);

  self->database = database;
  self->check = check;
  self->check_data = data;
  self->is_known = TRUE;
  self->pool = g_thread_pool_new (run_prepare, self, PREPARE_THREADS, FALSE, NULL);
  self->queue = g_async_queue_new ();
  self->thread = g_thread_new ("store", run_store, self);
  return self;
}

/**
 * an_worker_push:
 * @job: (not owned): static
 * @data: (transfer full): given to `done`
 */
void
an_worker_push (AnWorker *self, const AnWorkerJob *job, gpointer data)
{
  Work *work = g_new0 (Work, 1);

  work->job = job;
  work->data = data;
  work->worker = self;
  self->n_jobs++;
  if (job->prepare != NULL)
    g_thread_pool_push (self->pool, work, NULL);
  else
    g_async_queue_push (self->queue, work);
}

gboolean
an_worker_is_idle (AnWorker *self)
{
  return self->n_jobs == 0;
}

void
an_worker_free (AnWorker *self)
{
  if (self == NULL)
    return;
  g_thread_pool_free (self->pool, FALSE, TRUE);
  g_async_queue_push (self->queue, g_new0 (Work, 1));
  g_thread_join (self->thread);
  g_async_queue_unref (self->queue);
  an_database_close (self->database);
  g_free (self);
}
