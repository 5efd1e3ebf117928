// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <json-glib/json-glib.h>

#include "guardd/an-guard-store.h"

G_BEGIN_DECLS

void an_guard_events_add (JsonBuilder *builder, const AnEventRecord *event, GTimeZone *zone);

G_END_DECLS
