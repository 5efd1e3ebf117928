// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define AN_TYPE_EVENT_LIST (an_event_list_get_type ())
G_DECLARE_FINAL_TYPE (AnEventList, an_event_list, AN, EVENT_LIST, AdwBin)

void an_event_list_show (AnEventList *self, GPtrArray *events);

G_END_DECLS
