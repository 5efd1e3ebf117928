// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * firewall-on: others on the network cannot knock at every door of this PC. Knows firewalld and
 * ufw; what rules of nftables that somebody wrote by hand let through is not judged.
 */

#define G_LOG_DOMAIN "an-privacy"

#include "base/an-i18n.h"
#include "privacy/an-fix.h"
#include "privacy/an-service.h"

#define UFW "/etc/ufw/ufw.conf"

static AnCheckResult *
look (const AnCheckContext *context, GCancellable *cancellable)
{
  g_autofree char *text = NULL, *path = an_check_context_path (context, UFW);
  gboolean has_firewalld = an_check_context_exists (context, "/usr/sbin/firewalld");
  gboolean has_ufw = an_check_context_exists (context, "/usr/sbin/ufw");

  if (!an_service_can_see (context))
    return an_service_unseen ();
  if (has_firewalld && an_service_is_running (context, "firewalld"))
    return an_check_result_new (AN_CHECK_OK, "%s", _ ("The firewall firewalld is on."));
  if (has_ufw && an_service_is_enabled (context, "ufw")) {
    if (!g_file_get_contents (path, &text, NULL, NULL))
      return an_check_result_new (AN_CHECK_UNKNOWN, _ ("%s cannot be read."), UFW);
    if (g_regex_match_simple ("^\\s*ENABLED\\s*=\\s*[\"']?yes\\b",
                              text,
                              G_REGEX_MULTILINE | G_REGEX_CASELESS,
                              0))
      return an_check_result_new (AN_CHECK_OK, "%s", _ ("The firewall ufw is on."));
  }
  if (an_service_is_enabled (context, "nftables"))
    return an_check_result_new (
        AN_CHECK_UNKNOWN,
        "%s",
        _ ("This PC has firewall rules of its own; An Nhi cannot judge what they let through."));
  if (has_firewalld || has_ufw)
    return an_check_result_new (AN_CHECK_ATTENTION,
                                "%s",
                                _ ("The firewall of this PC is switched off."));
  return an_check_result_new (AN_CHECK_ATTENTION, "%s", _ ("This PC has no firewall."));
}

static AnFix *
plan (const AnCheckContext *context)
{
  if (an_check_context_exists (context, "/usr/sbin/firewalld"))
    return an_fix_new_for_command ("firewall-on",
                                   _ ("Switches the firewall on, now and at each start"),
                                      "sudo systemctl enable --now firewalld");
  if (an_check_context_exists (context, "/usr/sbin/ufw"))
    return an_fix_new_for_command ("firewall-on",
                                   _ ("Switches the firewall on, now and at each start"),
                                      "sudo systemctl enable --now ufw && sudo ufw enable");
  return an_fix_new_for_command ("firewall-on",
                                 _ ("Installs a firewall and switches it on"),
                                    "sudo apt install ufw && sudo ufw enable");
}

const AnCheck an_check_firewall_on = {
  .id = "firewall-on",
  .title = N_ ("The firewall is on"), .look = look, .plan = plan,
  };
