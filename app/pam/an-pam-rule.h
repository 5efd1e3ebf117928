// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/an-verdict.h"

/* Where the guard's files lie; arguments of the module may name others, for tests. */
typedef struct {
  const char *run;       /* the running guard's verdict */
  const char *timetable; /* the coming 14 days */
  const char *managed;   /* directory with one empty file a managed uid */
  const char *localtime; /* the PC's time zone, used only when both files are unreadable */
} AnPamPaths;

typedef struct {
  int64_t realtime; /* seconds since 1970 */
  int64_t boottime; /* seconds since boot */
} AnPamClock;

/* What the module answers about one user. */
typedef struct {
  bool managed; /* false: nothing to say */
  bool allowed;
  int64_t runtime_max_seconds; /* after which PID 1 ends the session; 0: no limit */
  char message[512];           /* why not, in Vietnamese */
} AnPamAnswer;

bool an_pam_is_exempt_service (const char *service);
void an_pam_decide (const AnPamPaths *paths,
                    const AnPamClock *clock,
                    uint32_t uid,
                    const char *user,
                    AnPamAnswer *answer);
