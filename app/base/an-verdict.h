// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * What the guard leaves for the PAM module: who is managed, and when each may use the PC. Plain
 * C17 without GLib, because the module is loaded into login, sshd and screen lockers.
 *
 * Two files of one format, each replaced by rename, owned by root and readable by all (lockers run
 * as the user):
 *   /run/annhi/verdict       what holds in this boot, from the running guard
 *   /var/lib/annhi/timetable the coming 14 days, for when the guard is not there
 *
 * Lines of UTF-8 text, at most AN_VERDICT_MAX_BYTES in all:
 *   annhi-verdict 1
 *   written REALTIME BOOTTIME        seconds; BOOTTIME only means something within the boot
 *   child UID USER RUNTIME-MAX       RUNTIME-MAX: seconds after which PID 1 ends a session
 *   allow FROM UNTIL WHEN            seconds since 1970, [FROM, UNTIL); WHEN: FROM in words
 *   refuse TEXT                      what to say in refusal while the guard runs, optional
 *   end CHECKSUM                     FNV-1a 64 of all bytes before this line, hex
 * “allow” and “refuse” lines belong to the child above them; “allow” lines are sorted and do not
 * overlap, at most AN_VERDICT_MAX_INTERVALS. They say what is allowed if the child does not use
 * the PC in between; while it does, the guard writes anew.
 */

#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define AN_VERDICT_RUN_PATH "/run/annhi/verdict"
#define AN_VERDICT_TIMETABLE_PATH "/var/lib/annhi/timetable"
#define AN_VERDICT_MAX_BYTES (1024 * 1024)
#define AN_VERDICT_MAX_INTERVALS 512
#define AN_VERDICT_MAX_TEXT 400 /* bytes of USER, WHEN and TEXT, with the NUL */

typedef struct {
  int64_t from;  /* seconds since 1970 */
  int64_t until; /* seconds since 1970, not included */
  char when[64]; /* “06:00 thứ Tư”: FROM as the refusal says it */
} AnVerdictInterval;

/* One managed child, as found in a file. */
typedef struct {
  uint32_t uid;
  char user[AN_VERDICT_MAX_TEXT];
  int64_t runtime_max_seconds;
  int64_t written_realtime; /* seconds since 1970 */
  int64_t written_boottime; /* seconds since boot */
  char refuse[AN_VERDICT_MAX_TEXT];
  size_t n_intervals;
  AnVerdictInterval intervals[AN_VERDICT_MAX_INTERVALS];
} AnVerdictChild;

typedef enum {
  AN_VERDICT_FOUND,
  AN_VERDICT_NOT_MANAGED, /* a good file that does not name this user */
  AN_VERDICT_ABSENT,      /* no file */
  AN_VERDICT_BROKEN,      /* not ours, cut, changed, wrong owner or mode */
  AN_VERDICT_MENTIONED,   /* broken, but its text names this uid as a child */
} AnVerdictResult;

/* Reads one child of a file; never blocks on a fifo, follows no link. */
AnVerdictResult
an_verdict_read (const char *path, uint32_t uid, const char *user, AnVerdictChild *child);
/* The interval that holds @now or, if none does, the next one; NULL when there is none. */
const AnVerdictInterval *an_verdict_find (const AnVerdictChild *child, int64_t now, bool *allowed);
/* The checksum of the “end” line. */
uint64_t an_verdict_checksum (const char *bytes, size_t length);
