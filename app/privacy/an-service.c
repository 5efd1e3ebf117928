// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Which services run or will run at the next start. */

#define G_LOG_DOMAIN "an-privacy"

#include "privacy/an-service.h"

#include <string.h>

#include "base/an-i18n.h"

#define UNITS "/etc/systemd/system"

/**
 * an_service_can_see:
 *
 * Returns: whether this system is run by systemd at all
 */
gboolean
an_service_can_see (const AnCheckContext *context)
{
  return an_check_context_exists (context, "/run/systemd/system");
}

/**
 * an_service_is_running:
 * @name: without `.service`
 */
gboolean
an_service_is_running (const AnCheckContext *context, const char *name)
{
  g_autofree char *plain = g_strdup_printf ("/sys/fs/cgroup/system.slice/%s.service", name);
  g_autofree char *mixed = g_strdup_printf ("/sys/fs/cgroup/systemd/system.slice/%s.service", name);

  return an_check_context_exists (context, plain) || an_check_context_exists (context, mixed);
}

/**
 * an_service_is_enabled:
 * @name: without `.service`; a socket of that name counts too
 */
gboolean
an_service_is_enabled (const AnCheckContext *context, const char *name)
{
  g_autofree char *real = an_check_context_path (context, UNITS);
  g_autoptr (GDir) dir = g_dir_open (real, 0, NULL);
  const char *folder;

  while (dir != NULL && (folder = g_dir_read_name (dir)) != NULL) {
    const char *endings[] = { "service", "socket" };

    if (!g_str_has_suffix (folder, ".wants"))
      continue;
    for (gsize i = 0; i < G_N_ELEMENTS (endings); i++) {
      g_autofree char *link = g_strdup_printf ("%s/%s/%s.%s", real, folder, name, endings[i]);

      /* Below another root the link leads nowhere. */
      if (g_file_test (link, G_FILE_TEST_IS_SYMLINK) || g_file_test (link, G_FILE_TEST_EXISTS))
        return TRUE;
    }
  }
  return FALSE;
}

/**
 * an_service_find:
 * @names: ended by %NULL, without `.service`
 *
 * Returns: (nullable): the first of @names that runs, or will at the next start
 */
const char *
an_service_find (const AnCheckContext *context, const char *const *names)
{
  for (; *names != NULL; names++)
    if (an_service_is_running (context, *names) || an_service_is_enabled (context, *names))
      return *names;
  return NULL;
}

AnCheckResult *
an_service_unseen (void)
{
  return an_check_result_new (AN_CHECK_UNKNOWN,
                              "%s",
                              _ ("An Nhi cannot see which services run on this PC."));
}

AnFix *
an_service_plan_end (const char *check, const char *name)
{
  return an_fix_new_for_command (
      check,
      _ ("Ends the service, and starts it no more"), "sudo systemctl disable --now %s", name);
}
