// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * When to try again: exponential with full jitter, from 2 s to 15 min, then about hourly; never
 * before the time an office asked for. No clock is read here.
 */

#include <sodium.h>

#include "report/an-outbox-private.h"

#define BASE_MS 2000
#define CAP_BASES 450      /* 15 min */
#define HOURLY_BASES 1800  /* 1 h */
#define CAPPED_ATTEMPTS 14 /* from the 15th failure in a row on: hourly */

/**
 * an_outbox_backoff_ms:
 * @attempts: failed in a row, at least 1
 * @base_ms: the mean of nothing but the unit: 2000 outside of tests
 * @random: any number
 *
 * Returns: milliseconds to wait
 */
guint
an_outbox_backoff_ms (guint attempts, guint base_ms, guint32 random)
{
  guint64 span;

  if (attempts > CAPPED_ATTEMPTS) {
    span = (guint64) base_ms * HOURLY_BASES;
    return (guint) (span / 2 + random % (span / 2 + 1));
  }
  span = (guint64) base_ms * MIN (CAP_BASES, 1U << MIN (attempts, 16));
  return (guint) (random % (span + 1));
}

guint
an_outbox_backoff_base_ms (void)
{
  const char *text = g_getenv ("ANNHI_OUTBOX_TEST_BACKOFF_MS");
  guint64 number;

  if (text != NULL && g_ascii_string_to_unsigned (text, 10, 1, BASE_MS, &number, NULL))
    return (guint) number;
  return BASE_MS;
}

/**
 * an_outbox_record_postpone:
 * @error: why the try failed
 *
 * Writes into the record when to try again.
 */
void
an_outbox_record_postpone (AnOutboxRecord *self, const GError *error, gint64 now_usec)
{
  int retry_after = an_intake_error_get_retry_after (error);
  guint wait;

  self->attempts = MIN (self->attempts, G_MAXINT - 1) + 1;
  wait = an_outbox_backoff_ms (self->attempts, an_outbox_backoff_base_ms (), randombytes_random ());
  self->office_asked = retry_after > 0;
  if (retry_after > 0)
    wait = MAX (wait, (guint) retry_after * 1000);
  self->wait_ms = wait;
  self->next_attempt_at = now_usec + (gint64) wait * 1000;
  g_free (self->problem);
  self->problem = g_strdup (error->message);
}

/**
 * an_outbox_record_remaining_ms:
 *
 * Returns: milliseconds until the next try; never more than was to be waited, whatever the clock
 *   of the PC has been set to since
 */
guint
an_outbox_record_remaining_ms (const AnOutboxRecord *self, gint64 now_usec)
{
  gint64 remaining = (self->next_attempt_at - now_usec + 999) / 1000;

  return (guint) CLAMP (remaining, 0, (gint64) self->wait_ms);
}
