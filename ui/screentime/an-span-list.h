// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "ui/screentime/an-rules-draft.h"

G_BEGIN_DECLS

#define AN_TYPE_SPAN_LIST (an_span_list_get_type ())
G_DECLARE_FINAL_TYPE (AnSpanList, an_span_list, AN, SPAN_LIST, AdwBin)

void an_span_list_set_spans (AnSpanList *self, const AnSpanDraft *spans);
void an_span_list_get_spans (AnSpanList *self, AnSpanDraft *spans);

G_END_DECLS
