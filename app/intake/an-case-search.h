// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "intake/an-case.h"

G_BEGIN_DECLS

/* Whether an opened case is of @category and has all words of @words somewhere in its report; both
 * (nullable). What cannot be opened is not found. */
gboolean an_case_search_matches (const AnCase *found, const char *category, const char *words);

G_END_DECLS
