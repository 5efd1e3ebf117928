// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * pam_annhi: refuses login and unlock to a managed child when the rules say so.
 *
 *   auth    [success=ok ignore=ignore module_unknown=ignore default=bad] pam_annhi.so
 *   account [success=ok ignore=ignore module_unknown=ignore default=bad] pam_annhi.so
 *
 * Both phases are needed: GDM ignores the account phase on unlock and most lockers never call it;
 * SSH keys and automatic login skip the auth phase. The module can only refuse, never grant: in
 * all other cases it answers PAM_IGNORE. No D-Bus, no GLib, no waiting.
 *
 * Arguments (for tests): run=PATH timetable=PATH managed=DIR localtime=PATH
 */

#include <fcntl.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define PAM_SM_AUTH
#define PAM_SM_ACCOUNT
#include <security/pam_ext.h>
#include <security/pam_modules.h>
#include <syslog.h>

#include "base/an-account.h"
#include "pam/an-pam-rule.h"

#define MANAGED_DIRECTORY "/var/lib/annhi/managed"
#define LOCALTIME "/etc/localtime"

static const char *
value_of (const char *argument, const char *name)
{
  size_t length = strlen (name);

  return strncmp (argument, name, length) == 0 ? argument + length : NULL;
}

static void
read_arguments (int argc, const char **argv, AnPamPaths *paths)
{
  *paths = (AnPamPaths){
    .run = AN_VERDICT_RUN_PATH,
    .timetable = AN_VERDICT_TIMETABLE_PATH,
    .managed = MANAGED_DIRECTORY,
    .localtime = LOCALTIME,
  };
  for (int i = 0; i < argc; i++) {
    const char *value;

    if ((value = value_of (argv[i], "run=")) != NULL)
      paths->run = value;
    else if ((value = value_of (argv[i], "timetable=")) != NULL)
      paths->timetable = value;
    else if ((value = value_of (argv[i], "managed=")) != NULL)
      paths->managed = value;
    else if ((value = value_of (argv[i], "localtime=")) != NULL)
      paths->localtime = value;
  }
}

static int64_t
seconds_of (clockid_t clock)
{
  struct timespec now = { 0 };

  clock_gettime (clock, &now);
  return (int64_t) now.tv_sec;
}

static void
free_data (pam_handle_t *pamh, void *data, int error_status)
{
  free (data);
}

/* Tells pam_systemd when PID 1 ends the session, should the guard not be there to do it
 * (pam_systemd(8), systemd.runtime_max_sec). */
static void
limit_session (pam_handle_t *pamh, int64_t seconds)
{
  char *text = malloc (32);

  if (text == NULL)
    return;
  snprintf (text, 32, "%lld", (long long) seconds);
  if (pam_set_data (pamh, "systemd.runtime_max_sec", text, free_data) != PAM_SUCCESS)
    free (text);
}

/* The user as the system knows it; false when nothing is to be said about it. */
static bool
find_user (pam_handle_t *pamh, struct passwd *entry, char *buffer, size_t size)
{
  struct passwd *found = NULL;
  const void *user = NULL;
  const void *service = NULL;

  if (pam_get_item (pamh, PAM_SERVICE, &service) != PAM_SUCCESS || service == NULL ||
      an_pam_is_exempt_service (service))
    return false;
  if (pam_get_item (pamh, PAM_USER, &user) != PAM_SUCCESS || user == NULL)
    return false;
  if (getpwnam_r (user, entry, buffer, size, &found) != 0 || found == NULL)
    return false;
  return !an_account_is_exempt (entry->pw_uid, entry->pw_gid, entry->pw_name);
}

/* Leaves word for the guard, which tells the parents; nothing depends on it. The directory is
 * root's, beside the verdict; a locker that is not root leaves none. */
static void
leave_word (const char *run, unsigned uid)
{
  const char *slash = strrchr (run, '/');
  char path[512];
  int length, fd;

  if (slash == NULL)
    return;
  length = snprintf (path, sizeof path, "%.*s/refused/%u", (int) (slash - run), run, uid);
  if (length < 0 || (size_t) length >= sizeof path)
    return;
  fd = open (path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (fd >= 0)
    close (fd);
}

static int
answer (pam_handle_t *pamh, int flags, int argc, const char **argv, int refusal)
{
  struct passwd entry;
  char buffer[16384];
  AnPamPaths paths;
  AnPamAnswer verdict;
  AnPamClock clock = {
    .realtime = seconds_of (CLOCK_REALTIME),
    .boottime = seconds_of (CLOCK_BOOTTIME),
  };

  if (!find_user (pamh, &entry, buffer, sizeof buffer))
    return PAM_IGNORE;
  read_arguments (argc, argv, &paths);
  an_pam_decide (&paths, &clock, (uint32_t) entry.pw_uid, entry.pw_name, &verdict);
  if (!verdict.managed)
    return PAM_IGNORE;
  if (verdict.allowed) {
    if (verdict.runtime_max_seconds > 0)
      limit_session (pamh, verdict.runtime_max_seconds);
    return PAM_IGNORE;
  }
  pam_syslog (pamh, LOG_NOTICE, "no screen time now for uid %u", (unsigned) entry.pw_uid);
  leave_word (paths.run, (unsigned) entry.pw_uid);
  if ((flags & PAM_SILENT) == 0)
    pam_error (pamh, "%s", verdict.message);
  return refusal;
}

int
pam_sm_authenticate (pam_handle_t *pamh, int flags, int argc, const char **argv)
{
  /* PAM_PERM_DENIED here reads as a broken module in most lockers. */
  return answer (pamh, flags, argc, argv, PAM_AUTH_ERR);
}

int
pam_sm_setcred (pam_handle_t *pamh, int flags, int argc, const char **argv)
{
  return PAM_IGNORE;
}

int
pam_sm_acct_mgmt (pam_handle_t *pamh, int flags, int argc, const char **argv)
{
  /* PAM_AUTH_ERR here would read as a wrong password. */
  return answer (pamh, flags, argc, argv, PAM_PERM_DENIED);
}
