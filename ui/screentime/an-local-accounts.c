// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Accounts from the user database, read on another thread: it may be a network's. */

#include "ui/screentime/an-local-accounts.h"

#include <pwd.h>
#include <string.h>

#include "base/an-account.h"

#define MAX_ACCOUNTS 500

void
an_local_account_free (AnLocalAccount *self)
{
  g_free (self->user);
  g_free (self->name);
  g_free (self);
}

static void
free_account (gpointer data)
{
  an_local_account_free (data);
}

static gboolean
can_log_in (const char *shell)
{
  return shell == NULL ||
         !(g_str_has_suffix (shell, "/nologin") || g_str_has_suffix (shell, "/false"));
}

static AnLocalAccount *
account_new (const struct passwd *entry)
{
  AnLocalAccount *self = g_new0 (AnLocalAccount, 1);
  const char *gecos = entry->pw_gecos != NULL ? entry->pw_gecos : "";

  self->uid = entry->pw_uid;
  self->user = g_strdup (entry->pw_name);
  self->name = g_strndup (gecos, strcspn (gecos, ","));
  if (*self->name == '\0' || !g_utf8_validate (self->name, -1, NULL)) {
    g_free (self->name);
    self->name = g_strdup (self->user);
  }
  return self;
}

static void
list (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GPtrArray *accounts = g_ptr_array_new_with_free_func (free_account);
  struct passwd *entry;

  setpwent ();
  while (accounts->len < MAX_ACCOUNTS && (entry = getpwent ()) != NULL)
    if (can_log_in (entry->pw_shell))
      g_ptr_array_add (accounts, account_new (entry));
  endpwent ();
  /* Asked afterwards: looking into the groups would move the place in the list. */
  for (guint i = accounts->len; i > 0; i--) {
    AnLocalAccount *account = accounts->pdata[i - 1];
    struct passwd *found = getpwnam (account->user);

    if (found == NULL || an_account_is_exempt (found->pw_uid, found->pw_gid, account->user))
      g_ptr_array_remove_index (accounts, i - 1);
  }
  g_task_return_pointer (task, accounts, (GDestroyNotify) g_ptr_array_unref);
}

void
an_local_accounts_list_async (GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, an_local_accounts_list_async);
  g_task_run_in_thread (task, list);
}

/**
 * an_local_accounts_list_finish:
 *
 * Returns: (transfer full) (element-type AnLocalAccount): in the order of the database
 */
GPtrArray *
an_local_accounts_list_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
