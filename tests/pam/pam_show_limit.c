// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* A module for the end of a test's stack: says what pam_systemd would find. */

#include <security/pam_ext.h>
#include <security/pam_modules.h>
#include <stddef.h>

int
pam_sm_acct_mgmt (pam_handle_t *pamh, int flags, int argc, const char **argv)
{
  const void *limit = NULL;

  if (pam_get_data (pamh, "systemd.runtime_max_sec", &limit) == PAM_SUCCESS)
    pam_info (pamh, "limit %s", (const char *) limit);
  return PAM_IGNORE;
}
