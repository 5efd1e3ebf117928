// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Opening the outbox and sending from it, with a person or a program waiting. */

#include <glib-unix.h>

#include "base/an-i18n.h"
#include "base/an-json.h"
#include "base/an-paths.h"
#include "base/an-secret.h"
#include "cli/an-cli-report.h"
#include "cli/an-cli.h"

#define LONGEST_PAUSE_MS 3000 /* somebody is waiting: shorter than the outbox's own */
#define SHORTEST_PAUSE_MS 100

/* Helpers */

static gboolean
on_signal (gpointer data)
{
  AnCliDelivery *self = data;

  self->interrupted = TRUE;
  return G_SOURCE_CONTINUE;
}

static gboolean
on_pause_over (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static gint64
remaining_ms (const AnCliDelivery *self)
{
  return (self->deadline_usec - g_get_monotonic_time ()) / 1000;
}

static void
pause_for (AnCliDelivery *self, guint milliseconds)
{
  gboolean over = FALSE;
  guint timer = g_timeout_add (milliseconds, on_pause_over, &over);

  while (!over && !self->interrupted)
    g_main_context_iteration (NULL, TRUE);
  if (!over)
    g_source_remove (timer);
}

/* When the office asked for time it gets it; otherwise whoever waits is served sooner. */
static guint
pause_ms (AnOutbox *outbox, const char *id)
{
  g_autoptr (AnOutboxItem) item = an_outbox_get (outbox, id, NULL);
  gint64 wait;

  if (item == NULL)
    return SHORTEST_PAUSE_MS;
  wait = (item->next_attempt_at - g_get_real_time ()) / 1000;
  if (!item->office_asked)
    wait = MIN (wait, LONGEST_PAUSE_MS);
  return (guint) CLAMP (wait, SHORTEST_PAUSE_MS, G_MAXINT);
}

static gboolean
try_once (AnCliDelivery *self, const char *id, GError **error)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;

  an_outbox_deliver_async (self->outbox, id, cancellable, an_cli_report_keep_result, &result);
  while (result == NULL) {
    g_main_context_iteration (NULL, TRUE);
    if (self->interrupted)
      g_cancellable_cancel (cancellable);
  }
  return an_outbox_deliver_finish (self->outbox, result, error);
}

/* Another process delivered it, and no trace of it was to be kept. */
static gboolean
has_vanished (AnOutbox *outbox, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AnOutboxItem) item = an_outbox_get (outbox, id, &error);

  return g_error_matches (error, AN_VAULT_ERROR, AN_VAULT_ERROR_NOT_FOUND);
}

/* For the commands */

/**
 * an_cli_report_open:
 * @passphrase_fd: -1: the keyring is asked
 *
 * Returns: (transfer full): the outbox of the user
 */
AnOutbox *
an_cli_report_open (int passphrase_fd, GError **error)
{
  g_autofree char *directory = an_paths_user_data_dir ();
  g_autoptr (AnVault) vault = NULL;
  g_autoptr (GError) failure = NULL;
  AnOutbox *outbox;
  char *passphrase = NULL;

  if (passphrase_fd >= 0) {
    passphrase = an_secret_read (passphrase_fd, error);
    if (passphrase == NULL)
      return NULL;
  }
  vault = an_vault_open_sync (directory, passphrase, NULL, &failure);
  an_secret_free (passphrase);
  if (vault != NULL) {
    outbox = an_outbox_new (vault);
    an_outbox_tidy (outbox);
    return outbox;
  }
  if (g_error_matches (failure, AN_VAULT_ERROR, AN_VAULT_ERROR_NEEDS_PASSPHRASE) ||
      g_error_matches (failure, AN_VAULT_ERROR, AN_VAULT_ERROR_NEEDS_NEW_PASSPHRASE))
    g_set_error (error,
                 failure->domain,
                 failure->code,
                 _ ("%s (give it with --passphrase-fd)"), failure->message);
  else
    g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

/**
 * an_cli_report_watch_signals:
 *
 * From now on until the end of an_cli_report_deliver() a signal does not end the program at once:
 * a report that is safe already must not lose its receipt.
 */
void
an_cli_report_watch_signals (AnCliDelivery *self)
{
  self->sigint = g_unix_signal_add (SIGINT, on_signal, self);
  self->sigterm = g_unix_signal_add (SIGTERM, on_signal, self);
}

/* Tries what is left of @ids once; moves the worst outcome into @worst. */
static void
try_round (AnCliDelivery *self, GPtrArray *left, guint *pause, int *refused, GError **last)
{
  for (guint i = 0; i < left->len && !self->interrupted;) {
    const char *id = g_ptr_array_index (left, i);
    g_autoptr (GError) error = NULL;

    if (try_once (self, id, &error) || has_vanished (self->outbox, id)) {
      g_ptr_array_remove_index (left, i);
      continue;
    }
    if (g_error_matches (error, AN_OUTBOX_ERROR, AN_OUTBOX_ERROR_NEEDS_USER)) {
      g_printerr ("annhictl: %s\n", error->message);
      g_ptr_array_remove_index (left, i);
      *refused += 1;
      continue;
    }
    *pause = MIN (*pause, pause_ms (self->outbox, id));
    g_clear_error (last);
    *last = g_steal_pointer (&error);
    i++;
  }
}

/**
 * an_cli_report_deliver:
 * @self: with an_cli_report_watch_signals()
 * @ids: (array zero-terminated=1): of reports in the outbox
 *
 * Tries to deliver all of them, once or until the deadline; says on stderr what is in the way.
 *
 * Returns: an exit code
 */
int
an_cli_report_deliver (AnCliDelivery *self, char **ids)
{
  g_autoptr (GPtrArray) left = g_ptr_array_new ();
  g_autoptr (GError) last = NULL;
  int refused = 0;

  for (char **id = ids; *id != NULL; id++)
    g_ptr_array_add (left, *id);
  while (left->len > 0) {
    guint pause = G_MAXUINT;

    try_round (self, left, &pause, &refused, &last);
    if (left->len == 0 || !self->wait || self->interrupted || pause > remaining_ms (self))
      break;
    pause_for (self, pause);
  }
  g_clear_handle_id (&self->sigint, g_source_remove);
  g_clear_handle_id (&self->sigterm, g_source_remove);
  if (left->len > 0 && last != NULL && !self->interrupted)
    g_printerr ("annhictl: %s\n", last->message);
  if (left->len > 0)
    g_printerr ("annhictl: %s\n",
                _ ("The report is safe on this PC and not delivered yet; "
                   "“annhictl report send --queued --wait” goes on."));
  return refused > 0 ? AN_EXIT_REFUSED : left->len > 0 ? AN_EXIT_QUEUED : AN_EXIT_DONE;
}

/* A GAsyncReadyCallback that keeps the result for an_cli_report_wait(). */
void
an_cli_report_keep_result (GObject *source, GAsyncResult *result, gpointer place)
{
  *(GAsyncResult **) place = g_object_ref (result);
}

GAsyncResult *
an_cli_report_wait (GAsyncResult **place)
{
  while (*place == NULL)
    g_main_context_iteration (NULL, TRUE);
  return g_steal_pointer (place);
}

void
an_cli_report_add_text (JsonBuilder *builder, const char *key, const char *text)
{
  json_builder_set_member_name (builder, key);
  if (text != NULL)
    json_builder_add_string_value (builder, text);
  else
    json_builder_add_null_value (builder);
}

/* Prints what @builder holds as one line, at once. */
void
an_cli_report_print_json (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = an_json_to_string (root, FALSE);

  g_print ("%s\n", text);
}
