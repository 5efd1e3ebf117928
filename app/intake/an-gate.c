// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The limits for those who need no account. */

#include "intake/an-gate.h"

#include "intake/an-caller.h"

#define EACH_SECONDS 10
#define ALL_SECONDS 1

void
an_gate_init (AnGate *self, guint each, guint all)
{
  AnThrottleRate one = { each, EACH_SECONDS };
  AnThrottleRate together = { all, ALL_SECONDS };

  self->reports = an_throttle_new (one, together);
  self->messages = an_throttle_new (one, together);
}

void
an_gate_clear (AnGate *self)
{
  g_clear_pointer (&self->reports, an_throttle_free);
  g_clear_pointer (&self->messages, an_throttle_free);
}

gboolean
an_gate_enter (AnThrottle *throttle, AnExchange *exchange)
{
  g_autofree char *address = an_caller_get_address (exchange);
  guint wait = an_throttle_take (throttle, address, g_get_monotonic_time ());

  if (wait == 0)
    return TRUE;
  an_exchange_set_wait (exchange, wait);
  an_problem_set (&exchange->refusal, AN_PROBLEM_TOO_MANY);
  return FALSE;
}

void
an_gate_leave (AnThrottle *throttle, AnExchange *exchange)
{
  g_autofree char *address = an_caller_get_address (exchange);

  an_throttle_give_back (throttle, address);
}
