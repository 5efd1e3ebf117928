// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void an_starter_run (GDBusConnection *session,
                     const char *unit,
                     const char *const *words,
                     GCancellable *cancellable);

G_END_DECLS
