// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/an-database.h"

G_BEGIN_DECLS

/**
 * AnWorkerJob:
 *
 * A job in three steps, none of them on the main loop but the last: `prepare` (may be %NULL) runs
 * in one of a few threads and may work with files; `store` (may be %NULL) runs in the one thread
 * that has the database, in a transaction that it shares with the jobs waiting beside it; `done`
 * runs on the main loop when what was stored is on the disk, and owns @data.
 *
 * A job that only reads has a `trace`: what is to be written of the reading, after `store` and in
 * the same transaction. When the disk is full reading goes on without; `trace` is then called once
 * more without a database, to tell the journal what the audit log could not be told.
 */
typedef struct {
  gboolean (*prepare) (gpointer data, GError **error);
  AnDatabaseFunc store;
  void (*done) (gpointer data, const GError *error); /* error NULL: all went well */
  AnDatabaseFunc trace;                              /* (nullable) */
} AnWorkerJob;

typedef struct _AnWorker AnWorker;

/* @database: (transfer full). @check: whether a database that came back is the right one. */
AnWorker *
an_worker_new (AnDatabase *database, AnDatabaseFunc check, gpointer data) G_GNUC_WARN_UNUSED_RESULT;
void an_worker_push (AnWorker *self, const AnWorkerJob *job, gpointer data);
gboolean an_worker_is_idle (AnWorker *self); /* no job is on its way */
void an_worker_free (AnWorker *self);        /* after all jobs are done */

G_END_DECLS
