// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Which accounts rules never bind. */

#include "base/an-account.h"

#include <grp.h>
#include <stddef.h>
#include <stdlib.h>

#define MAX_GROUPS 256

static const char *const administrator_groups[] = { "sudo", "wheel" };

bool
an_account_is_administrator (uint32_t gid, const char *user)
{
  gid_t groups[MAX_GROUPS];
  int n = MAX_GROUPS;

  if (getgrouplist (user, (gid_t) gid, groups, &n) < 0)
    n = MAX_GROUPS;
  for (size_t i = 0; i < sizeof administrator_groups / sizeof administrator_groups[0]; i++) {
    struct group entry, *found = NULL;
    char buffer[16384];

    if (getgrnam_r (administrator_groups[i], &entry, buffer, sizeof buffer, &found) != 0 ||
        found == NULL)
      continue;
    for (int g = 0; g < n; g++)
      if (groups[g] == found->gr_gid)
        return true;
  }
  return false;
}

bool
an_account_is_exempt (uint32_t uid, uint32_t gid, const char *user)
{
  return uid < AN_ACCOUNT_FIRST_UID || uid == AN_ACCOUNT_NOBODY_UID ||
         an_account_is_administrator (gid, user);
}
