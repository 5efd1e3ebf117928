// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* remote-login-off: nobody logs in to this PC from another one (SSH). */

#define G_LOG_DOMAIN "an-privacy"

#include "base/an-i18n.h"
#include "privacy/an-fix.h"
#include "privacy/an-service.h"

/* Returns: (nullable): the service that lets in */
static const char *
find_service (const AnCheckContext *context)
{
  static const char *const names[] = { "ssh", "sshd", "dropbear", "inetutils-telnetd", NULL };

  return an_service_find (context, names);
}

static AnCheckResult *
look (const AnCheckContext *context, GCancellable *cancellable)
{
  const char *service = find_service (context);

  if (service != NULL)
    return an_check_result_new (
        AN_CHECK_ATTENTION,
        /* Translators: name of a service such as ssh */
        _ ("Whoever knows a password can log in to this PC from another one (%s)."), service);
  if (!an_service_can_see (context))
    return an_service_unseen ();
  return an_check_result_new (AN_CHECK_OK,
                              "%s",
                              _ ("Nobody can log in to this PC from another one."));
}

static AnFix *
plan (const AnCheckContext *context)
{
  return an_service_plan_end ("remote-login-off", find_service (context));
}

const AnCheck an_check_remote_login_off = {
  .id = "remote-login-off",
  .title = N_ ("Nobody logs in from another PC"), .look = look, .plan = plan,
  };
