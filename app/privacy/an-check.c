// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The checks this PC makes of itself: their table, and running them off the main thread. */

#define G_LOG_DOMAIN "an-privacy"

#include "privacy/an-check.h"

#include "base/an-i18n.h"

const char *const an_check_state_ids[] = { "ok", "attention", "unknown", NULL };

/* A new check: its file, its line in an-check.h, its line here. */
static const AnCheck *const checks[] = {
  &an_check_child_not_administrator,
  &an_check_no_automatic_login,
  &an_check_home_private,
  &an_check_screen_lock,
  &an_check_updates_automatic,
  &an_check_firewall_on,
  &an_check_remote_desktop_off,
  &an_check_remote_login_off,
  &an_check_file_sharing_off,
  &an_check_no_guest_account,
  &an_check_guard_on,
  &an_check_browser_policies,
  &an_check_camera_off,
  &an_check_microphone_off,
  &an_check_location_off,
  &an_check_notifications_hidden,
  &an_check_recent_files_off,
  &an_check_usage_reports_off,
  &an_check_disk_encrypted,
  NULL,
};

typedef struct {
  AnCheckContext *context; /* (owned) */
  char **ids;              /* (owned) */
} Run;

/* Helpers */

static void
free_run (Run *run)
{
  an_check_context_unref (run->context);
  g_strfreev (run->ids);
  g_free (run);
}

static void
run_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Run *run = task_data;
  GHashTable *results = an_check_run (run->context, (const char *const *) run->ids, cancellable);

  g_task_return_pointer (task, results, (GDestroyNotify) g_hash_table_unref);
}

/* Results */

/**
 * an_check_result_new:
 * @format: the reason, translated
 */
AnCheckResult *
an_check_result_new (AnCheckState state, const char *format, ...)
{
  AnCheckResult *self = g_new0 (AnCheckResult, 1);
  va_list args;

  self->state = state;
  va_start (args, format);
  self->reason = g_strdup_vprintf (format, args);
  va_end (args);
  return self;
}

void
an_check_result_free (AnCheckResult *self)
{
  g_free (self->reason);
  g_free (self);
}

/* Context */

/**
 * an_check_context_new:
 * @root: (nullable): a folder that holds the system to look at; accounts are read from its
 *   etc/passwd then. %NULL for the system that runs
 * @user: (nullable): name of the child's account; %NULL for the account that runs this
 */
AnCheckContext *
an_check_context_new (const char *root, const char *user)
{
  AnCheckContext *self = g_new0 (AnCheckContext, 1);

  g_atomic_ref_count_init (&self->references);
  self->root = g_strdup (root);
  self->user = g_strdup (user);
  if (root == NULL && (user == NULL || g_str_equal (user, g_get_user_name ())))
    self->desktop = g_strdup (g_getenv ("XDG_CURRENT_DESKTOP"));
  return self;
}

AnCheckContext *
an_check_context_ref (AnCheckContext *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
an_check_context_unref (AnCheckContext *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_free (self->root);
  g_free (self->user);
  g_free (self->desktop);
  g_free (self);
}

gboolean
an_check_context_exists (const AnCheckContext *self, const char *path)
{
  g_autofree char *real = an_check_context_path (self, path);

  return g_file_test (real, G_FILE_TEST_EXISTS);
}

/**
 * an_check_context_path:
 * @path: absolute, as on the running system
 *
 * Returns: (transfer full): where to read it
 */
char *
an_check_context_path (const AnCheckContext *self, const char *path)
{
  return self->root != NULL ? g_build_filename (self->root, path, NULL) : g_strdup (path);
}

/* Checks */

const AnCheck *const *
an_check_list (void)
{
  return checks;
}

/**
 * an_check_find:
 *
 * Returns: (nullable): %NULL for an id that this version does not know
 */
const AnCheck *
an_check_find (const char *id)
{
  for (guint i = 0; checks[i] != NULL; i++)
    if (g_strcmp0 (checks[i]->id, id) == 0)
      return checks[i];
  return NULL;
}

/**
 * an_check_run:
 * @ids: %NULL-terminated; an id that is not known is answered with %AN_CHECK_UNKNOWN
 * @cancellable: (nullable): stops between two checks; what is not looked at has no answer then
 *
 * Blocks on reading files: for a terminal or a worker thread.
 *
 * Returns: (transfer full): id → #AnCheckResult
 */
GHashTable *
an_check_run (const AnCheckContext *context, const char *const *ids, GCancellable *cancellable)
{
  GHashTable *results = g_hash_table_new_full (g_str_hash,
                                               g_str_equal,
                                               g_free,
                                               (GDestroyNotify) an_check_result_free);

  for (guint i = 0; ids[i] != NULL && !g_cancellable_is_cancelled (cancellable); i++) {
    const AnCheck *check = an_check_find (ids[i]);
    AnCheckResult *result;

    if (check != NULL)
      result = check->look (context, cancellable);
    else
      result = an_check_result_new (AN_CHECK_UNKNOWN,
                                    _ ("This version of An Nhi cannot look at this by itself."));
    g_hash_table_replace (results, g_strdup (ids[i]), result);
  }
  return results;
}

void
an_check_run_async (AnCheckContext *context,
                    const char *const *ids,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Run *run = g_new0 (Run, 1);

  g_task_set_source_tag (task, an_check_run_async);
  run->context = an_check_context_ref (context);
  run->ids = g_strdupv ((char **) ids);
  g_task_set_task_data (task, run, (GDestroyNotify) free_run);
  g_task_run_in_thread (task, run_in_thread);
}

/**
 * an_check_run_finish:
 *
 * Returns: (transfer full): id → #AnCheckResult; %NULL only when cancelled
 */
GHashTable *
an_check_run_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
