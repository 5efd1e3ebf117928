// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "intake/an-exchange.h"

G_BEGIN_DECLS

/* (transfer full): who asks, as far as one can know, in the form in which tries are counted */
char *an_caller_get_address (AnExchange *exchange) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
