// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "report/an-envelope.h"

G_BEGIN_DECLS

/* What the envelope (an-envelope.c) and its JSON (an-envelope-json.c) share. */

AnEnvelope *an_envelope_new (void) G_GNUC_WARN_UNUSED_RESULT; /* empty */
void
an_envelope_take_key (AnEnvelope *self, char *recipient, GBytes *sealed); /* (transfer full) both */

G_END_DECLS
