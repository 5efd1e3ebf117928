// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Words that several pages of the room share. */
char *an_privacy_format_day (const char *iso) G_GNUC_WARN_UNUSED_RESULT;
char *an_privacy_format_source (const char *source, const char *iso) G_GNUC_WARN_UNUSED_RESULT;
GtkWidget *an_privacy_make_unverified_chip (void);

G_END_DECLS
