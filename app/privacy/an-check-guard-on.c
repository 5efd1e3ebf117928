// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* guard-on: the guard of screen time is installed and runs. Whose rules it holds it tells itself.
 */

#define G_LOG_DOMAIN "an-privacy"

#include "base/an-i18n.h"
#include "base/an-verdict.h"
#include "privacy/an-fix.h"
#include "privacy/an-service.h"

#define UNIT "annhi-guardd"

static AnCheckResult *
look (const AnCheckContext *context, GCancellable *cancellable)
{
  const char *units[] = { "/usr/lib/systemd/system/" UNIT ".service",
                          "/lib/systemd/system/" UNIT ".service",
                          "/usr/local/lib/systemd/system/" UNIT ".service",
                          "/etc/systemd/system/" UNIT ".service" };
  gboolean is_installed = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    is_installed = is_installed || an_check_context_exists (context, units[i]);
  if (!is_installed)
    return an_check_result_new (
        AN_CHECK_ATTENTION,
        "%s",
        _ ("The guard is not installed: rules of screen time hold nobody back."));
  if (!an_service_can_see (context))
    return an_service_unseen ();
  if (!an_service_is_running (context, UNIT) ||
      !an_check_context_exists (context, AN_VERDICT_RUN_PATH))
    return an_check_result_new (AN_CHECK_ATTENTION,
                                "%s",
                                _ ("The guard is installed, but it does not run."));
  return an_check_result_new (AN_CHECK_OK, "%s", _ ("The guard is installed and runs."));
}

static AnFix *
plan (const AnCheckContext *context)
{
  g_autoptr (AnCheckResult) result = look (context, NULL);

  if (an_service_can_see (context) && result->state == AN_CHECK_ATTENTION &&
      an_check_context_exists (context, "/usr/lib/systemd/system/" UNIT ".service"))
    return an_fix_new_for_command ("guard-on",
                                   _ ("Starts the guard, now and at each start"),
                                      "sudo systemctl enable --now " UNIT);
  return NULL;
}

const AnCheck an_check_guard_on = {
  .id = "guard-on",
  .title = N_ ("The guard of screen time is on"), .look = look, .plan = plan,
  };
