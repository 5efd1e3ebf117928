// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What a call to the guard led to, said at the edge of the window. */

void an_guard_say (GtkWidget *widget, const char *text);
void an_guard_say_undo (GtkWidget *widget, const char *text, GCallback undo, gpointer object);
void an_guard_say_toast (GtkWidget *widget, AdwToast *toast);
AdwToast *an_guard_say_new_undo (const char *text) G_GNUC_WARN_UNUSED_RESULT;
void an_guard_say_error (GtkWidget *widget, const GError *error);
char *an_guard_say_describe (const GError *error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
