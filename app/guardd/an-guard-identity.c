// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Whether a uid still is the user the rules were made for. A child is uid and name. */

#include "guardd/an-guard-identity.h"

#include <pwd.h>
#include <string.h>

#include "base/an-account.h"

#define BUFFER_BYTES 16384

/**
 * an_guard_identity_check:
 *
 * Returns: %AN_IDENTITY_OK if @uid is called @user
 */
AnIdentity
an_guard_identity_check (guint32 uid, const char *user)
{
  char by_uid_buffer[BUFFER_BYTES], by_name_buffer[BUFFER_BYTES];
  struct passwd by_uid, by_name, *uid_found = NULL, *name_found = NULL;

  getpwuid_r ((uid_t) uid, &by_uid, by_uid_buffer, sizeof by_uid_buffer, &uid_found);
  getpwnam_r (user, &by_name, by_name_buffer, sizeof by_name_buffer, &name_found);
  if (uid_found != NULL && g_str_equal (by_uid.pw_name, user))
    return AN_IDENTITY_OK;
  if (name_found != NULL)
    return AN_IDENTITY_RECYCLED;
  return uid_found != NULL ? AN_IDENTITY_RENAMED : AN_IDENTITY_GONE;
}

/**
 * an_guard_identity_find_name:
 * @real_name: (out) (optional) (transfer full): of the GECOS field, "" without one
 *
 * Returns: (transfer full) (nullable): the name of a user that exists
 */
char *
an_guard_identity_find_name (guint32 uid, char **real_name)
{
  char buffer[BUFFER_BYTES];
  struct passwd entry, *found = NULL;

  getpwuid_r ((uid_t) uid, &entry, buffer, sizeof buffer, &found);
  if (found == NULL)
    return NULL;
  if (real_name != NULL) {
    const char *gecos = entry.pw_gecos != NULL ? entry.pw_gecos : "";
    g_autofree char *part = g_strndup (gecos, strcspn (gecos, ","));

    *real_name = g_utf8_make_valid (part, -1);
  }
  return g_strdup (entry.pw_name);
}

/* Root, system users and administrators never have rules. */
gboolean
an_guard_identity_is_exempt (guint32 uid)
{
  char buffer[BUFFER_BYTES];
  struct passwd entry, *found = NULL;

  getpwuid_r ((uid_t) uid, &entry, buffer, sizeof buffer, &found);
  return found == NULL || an_account_is_exempt (uid, entry.pw_gid, entry.pw_name);
}

/* Whether somebody may read what concerns the children: root and administrators. */
gboolean
an_guard_identity_is_parent (guint32 uid)
{
  char buffer[BUFFER_BYTES];
  struct passwd entry, *found = NULL;

  if (uid == 0)
    return TRUE;
  getpwuid_r ((uid_t) uid, &entry, buffer, sizeof buffer, &found);
  return found != NULL && an_account_is_administrator (entry.pw_gid, entry.pw_name);
}
