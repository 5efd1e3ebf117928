// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "intake/an-exchange.h"
#include "intake/an-throttle.h"

G_BEGIN_DECLS

/* Families behind one address of a mobile network are many, so one may send more than a family
 * would; what all may send is six times the worst hour that is planned for. */
#define AN_GATE_EACH 60 /* reports of one address at once, then one in ten seconds */
#define AN_GATE_ALL 600 /* of all addresses at once, then one a second */
#define AN_GATE_MAX 1000000

/**
 * AnGate:
 *
 * How much people without an account may bring: reports, and messages to the office, each counted
 * by itself so that a flood of one does not stop the other. The main loop's.
 */
typedef struct {
  AnThrottle *reports, *messages; /* (owned) */
} AnGate;

void an_gate_init (AnGate *self, guint each, guint all); /* 0: no limit */
void an_gate_clear (AnGate *self);
/* Whether the request may go on; otherwise its refusal is set. */
gboolean an_gate_enter (AnThrottle *throttle, AnExchange *exchange);
void an_gate_leave (AnThrottle *throttle, AnExchange *exchange); /* it was no new one */

G_END_DECLS
