// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void an_dialogs_show_shortcuts (GtkWindow *parent);
void an_dialogs_show_about (GtkWindow *parent);

G_END_DECLS
