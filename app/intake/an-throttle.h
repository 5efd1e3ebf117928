// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * AnThrottle:
 *
 * How often something may be tried: a bucket an address and one for all, each of so many tries that
 * come back one by one. For one thread.
 */
typedef struct _AnThrottle AnThrottle;

typedef struct {
  guint tries;          /* at once; 0: as many as come */
  guint refill_seconds; /* until one more */
} AnThrottleRate;

AnThrottle *an_throttle_new (AnThrottleRate each, AnThrottleRate all) G_GNUC_WARN_UNUSED_RESULT;
void an_throttle_free (AnThrottle *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnThrottle, an_throttle_free)

/* Takes one try; otherwise the seconds until there is one. @now: µs, monotonic. */
guint an_throttle_take (AnThrottle *self, const char *address, gint64 now);

/* One that was taken for nothing comes back. */
void an_throttle_give_back (AnThrottle *self, const char *address);

G_END_DECLS
