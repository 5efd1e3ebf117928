// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* file-sharing-off: the files of this PC are not offered to others on the network. */

#define G_LOG_DOMAIN "an-privacy"

#include "base/an-i18n.h"
#include "privacy/an-fix.h"
#include "privacy/an-service.h"

/* What GNOME starts when an account shares its public folder; who does is not seen from here. */
#define USER_SHARE "/usr/lib/systemd/user/gnome-user-share-webdav.service"

static const char *
find_service (const AnCheckContext *context)
{
  static const char *const names[] = { "smbd",   "smb",     "nfs-server", "nfs-kernel-server",
                                       "vsftpd", "proftpd", "minidlna",   NULL };

  return an_service_find (context, names);
}

static AnCheckResult *
look (const AnCheckContext *context, GCancellable *cancellable)
{
  const char *service = find_service (context);

  if (service != NULL)
    return an_check_result_new (AN_CHECK_ATTENTION,
                                /* Translators: name of a service such as smbd */
                                _ ("This PC offers files to others on the network (%s)."), service);
  if (!an_service_can_see (context))
    return an_service_unseen ();
  if (an_check_context_exists (context, USER_SHARE))
    return an_check_result_new (
        AN_CHECK_UNKNOWN,
        "%s",
        _ ("GNOME can share a folder of each account; An Nhi cannot see whether it does."));
  return an_check_result_new (AN_CHECK_OK,
                              "%s",
                              _ ("No service was found that offers files to others."));
}

static AnFix *
plan (const AnCheckContext *context)
{
  return an_service_plan_end ("file-sharing-off", find_service (context));
}

const AnCheck an_check_file_sharing_off = {
  .id = "file-sharing-off",
  .title = N_ ("This PC offers no files to others"), .look = look, .plan = plan,
  };
