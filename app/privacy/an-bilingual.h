// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/an-json-reader.h"

G_BEGIN_DECLS

/* A text in both languages, as the files of data/privacy carry it: `{"vi": …, "en": …}`. */
typedef struct {
  char *vi, *en; /* (owned) */
} AnBilingual;

void an_bilingual_read (AnBilingual *self, AnJsonReader *reader, gsize max_chars);
void an_bilingual_read_member (AnBilingual *self,
                               AnJsonReader *reader,
                               const char *key,
                               gsize max_chars);
const char *an_bilingual_choose (const AnBilingual *self); /* the interface's language */
void an_bilingual_clear (AnBilingual *self);
AnBilingual *an_bilingual_new (void) G_GNUC_WARN_UNUSED_RESULT;
void an_bilingual_free (AnBilingual *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnBilingual, an_bilingual_free)

G_END_DECLS
