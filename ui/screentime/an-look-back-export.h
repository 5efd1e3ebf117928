// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/screentime/an-look-period.h"

G_BEGIN_DECLS

void an_look_back_export_days (GtkWidget *widget, GPtrArray *days);
void an_look_back_export_events (GtkWidget *widget, GPtrArray *events);
void an_look_back_export_pdf (GtkWidget *widget,
                              const char *child,
                              const AnLookPeriod *period,
                              GPtrArray *days,
                              GPtrArray *events,
                              gint64 today);

/* “28/11/2026 19:30” of a moment that the guard wrote, by the clock of the household. */
char *an_look_back_format_moment (const char *at) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
