// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * Whether a managed child may log in or unlock now. Knows nothing of PAM; reads the guard's files
 * and nothing else, asks nobody, waits for nothing.
 */

#include "pam/an-pam-rule.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "pam/an-pam-zone.h"

#define SAFE_FROM_HOUR 6   /* what is open when no rule can be read */
#define SAFE_UNTIL_HOUR 21 /* not included */
#define SAFE_RUNTIME_SECONDS 3600
#define HELP "Cần giúp đỡ: gọi 111, miễn phí."

/* Services that let nobody sit down at the PC, or that an administrator needs for the child. */
static const char *const exempt_services[] = {
  "systemd-user", "polkit-1", "sudo",     "sudo-i", "cron", "crond",   "atd",
  "passwd",       "chpasswd", "newusers", "chfn",   "chsh", "useradd",
};

bool
an_pam_is_exempt_service (const char *service)
{
  for (size_t i = 0; i < sizeof exempt_services / sizeof exempt_services[0]; i++)
    if (strcmp (service, exempt_services[i]) == 0)
      return true;
  return false;
}

static bool
is_marked_managed (const char *directory, uint32_t uid)
{
  char path[4096];
  struct stat info;

  snprintf (path, sizeof path, "%s/%" PRIu32, directory, uid);
  return lstat (path, &info) == 0 && S_ISREG (info.st_mode);
}

/* No rule can be read for a child that is known to have some: open by day, closed by night. */
static void
decide_without_rules (const AnPamPaths *paths, const AnPamClock *clock, AnPamAnswer *answer)
{
  int64_t local = clock->realtime + an_pam_zone_offset (paths->localtime);
  int hour = (int) ((local % 86400 + 86400) % 86400 / 3600);

  answer->managed = true;
  answer->allowed = hour >= SAFE_FROM_HOUR && hour < SAFE_UNTIL_HOUR;
  answer->runtime_max_seconds = SAFE_RUNTIME_SECONDS;
  snprintf (answer->message,
            sizeof answer->message,
            "Máy này không đọc được luật dùng máy. Con vào lại được lúc 06:00, nhờ bố mẹ xem lại "
            "An Nhi. " HELP);
}

/* @now: the trusted wall-clock time in seconds. */
static void
decide_by_rules (const AnVerdictChild *child, int64_t now, bool live, AnPamAnswer *answer)
{
  const AnVerdictInterval *interval = an_verdict_find (child, now, &answer->allowed);
  int64_t left;

  answer->managed = true;
  if (answer->allowed) {
    /* A session begun without the guard ends with the interval at the latest. */
    left = interval->until - now;
    answer->runtime_max_seconds = child->runtime_max_seconds;
    if (!live && (answer->runtime_max_seconds <= 0 || answer->runtime_max_seconds > left))
      answer->runtime_max_seconds = left;
  } else if (live && child->refuse[0] != '\0') {
    snprintf (answer->message, sizeof answer->message, "%s", child->refuse);
  } else if (interval != NULL) {
    snprintf (answer->message,
              sizeof answer->message,
              "Bây giờ không phải giờ dùng máy. Con vào lại được lúc %s. " HELP,
              interval->when);
  } else {
    snprintf (answer->message,
              sizeof answer->message,
              "Bây giờ không phải giờ dùng máy. Hỏi bố mẹ khi nào con vào lại được. " HELP);
  }
}

/* The guard's own clock carried on: BOOTTIME moves whatever is done to the wall clock. */
static bool
is_this_boot (const AnVerdictChild *child, const AnPamClock *clock)
{
  return child->written_boottime <= clock->boottime;
}

/**
 * an_pam_decide:
 * @paths: the guard's files
 * @clock: what the clocks say now
 * @uid: of an ordinary user
 * @user: that user's name
 * @answer: (out): what to do
 *
 * The verdict of the running guard decides; without it the timetable, by the later of the wall
 * clock and the time it was written; where that cannot be read either, a child that is known to be
 * managed may in from 06:00 to 21:00. Everybody else is not managed.
 */
void
an_pam_decide (const AnPamPaths *paths,
               const AnPamClock *clock,
               uint32_t uid,
               const char *user,
               AnPamAnswer *answer)
{
  AnVerdictChild *child = malloc (sizeof *child);
  AnVerdictResult run, stored;
  int64_t now;

  memset (answer, 0, sizeof *answer);
  if (child == NULL) {
    if (is_marked_managed (paths->managed, uid))
      decide_without_rules (paths, clock, answer);
    return;
  }
  run = an_verdict_read (paths->run, uid, user, child);
  if (run == AN_VERDICT_FOUND && is_this_boot (child, clock)) {
    now = child->written_realtime + (clock->boottime - child->written_boottime);
    decide_by_rules (child, now, true, answer);
  } else if (run != AN_VERDICT_NOT_MANAGED) {
    stored = an_verdict_read (paths->timetable, uid, user, child);
    if (stored == AN_VERDICT_FOUND) {
      now = clock->realtime > child->written_realtime ? clock->realtime : child->written_realtime;
      decide_by_rules (child, now, false, answer);
    } else if (stored == AN_VERDICT_MENTIONED || run == AN_VERDICT_MENTIONED ||
               (stored != AN_VERDICT_NOT_MANAGED && is_marked_managed (paths->managed, uid))) {
      decide_without_rules (paths, clock, answer);
    }
  }
  free (child);
}
