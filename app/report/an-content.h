// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/an-json-reader.h"

G_BEGIN_DECLS

/* The content of data/report that is compiled into the library, and `{vi, en}` texts in it. */

typedef struct {
  char *vi, *en; /* (owned) */
} AnContentText;

JsonNode *an_content_load (const char *name, GError **error) G_GNUC_WARN_UNUSED_RESULT;
char **an_content_list (const char *folder) G_GNUC_WARN_UNUSED_RESULT;
void an_content_read_text (AnJsonReader *reader,
                           const char *key,
                           gsize max_chars,
                           AnContentText *text); /* fills an empty @text */
void an_content_text_clear (AnContentText *text);

G_END_DECLS
