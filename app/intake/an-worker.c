// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * The threads behind the server. Jobs that wait at the same time share one commit, because the
 * price of a commit is waiting for the disk.
 */

#include "intake/an-worker.h"

#define MAX_GROUP 64
#define PREPARE_THREADS 4

typedef struct {
  const AnWorkerJob *job; /* (not owned) static; NULL: the end */
  gpointer data;          /* (not owned) until done */
  AnWorker *worker;       /* (not owned) */
  GError *error;          /* (owned) (nullable) */
} Work;

struct _AnWorker {
  AnDatabase *database; /* (owned) by the thread while it runs */
  GThreadPool *pool;    /* (owned) of Work */
  GAsyncQueue *queue;   /* (owned) of Work */
  GThread *thread;      /* (owned) */
  guint n_jobs;         /* pushed and not done, on the main loop */
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

/* One job within the group's transaction: what it wrote before it failed is undone. */
static gboolean
store_one (AnDatabase *database, Work *work, GError **error)
{
  if (!an_database_execute (database, "SAVEPOINT job", error))
    return FALSE;
  if (work->job->store (database, work->data, &work->error))
    return an_database_execute (database, "RELEASE job", error);
  return an_database_execute (database, "ROLLBACK TO job; RELEASE job", error);
}

static gboolean
store_group (AnDatabase *database, gpointer data, GError **error)
{
  GPtrArray *group = data;

  for (guint i = 0; i < group->len; i++)
    if (!store_one (database, g_ptr_array_index (group, i), error))
      return FALSE;
  return TRUE;
}

static void
run_group (AnWorker *self, GPtrArray *group)
{
  g_autoptr (GError) error = NULL;

  if (!an_database_transact (self->database, store_group, group, &error)) {
    g_message ("nothing of %u jobs was stored: %s", group->len, error->message);
    for (guint i = 0; i < group->len; i++) {
      Work *work = g_ptr_array_index (group, i);

      g_clear_error (&work->error);
      work->error = g_error_copy (error);
    }
  }
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
an_worker_new (AnDatabase *database)
{
  AnWorker *self = g_new0 (AnWorker, 1);

  self->database = database;
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
