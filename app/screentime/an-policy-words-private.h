// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

/* Inside of the words of a policy. */

#include "screentime/an-policy-words.h"

G_BEGIN_DECLS

GStrv an_policy_words_finish (GPtrArray *lines) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
