// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Vietnamese text as people type it: with and without marks, composed or not. */

char *
an_text_fold (const char *text) G_GNUC_WARN_UNUSED_RESULT; /* “Vĩnh Phúc” → “vinh phuc”, đ → d */
gboolean an_text_matches (const char *haystack,
                          const char *needle); /* every word, folded, in any order */
char *an_text_make_visible (const char *text)
    G_GNUC_WARN_UNUSED_RESULT; /* control, bidi, newline → shown */
char *an_text_capitalize (const char *text) G_GNUC_WARN_UNUSED_RESULT; /* its first letter */
const char *an_text_choose (const char *vi, const char *en); /* as the interface's language is */

G_END_DECLS
