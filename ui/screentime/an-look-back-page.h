// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "screentime/an-guard-client.h"

G_BEGIN_DECLS

/**
 * AnLookBackPage:
 *
 * What the guard has recorded of one child: a day, a week or a month as a chart and in words, and
 * what happened. Reads anew each time it comes into view.
 */
#define AN_TYPE_LOOK_BACK_PAGE (an_look_back_page_get_type ())
G_DECLARE_FINAL_TYPE (AnLookBackPage, an_look_back_page, AN, LOOK_BACK_PAGE, AdwBin)

GtkWidget *an_look_back_page_new (AnGuardClient *client, guint32 uid, const char *name);

/* Of AnGuardDay and AnGuardEvent; for pictures, with a page that has no client. */
void an_look_back_page_show_example (AnLookBackPage *self,
                                     GPtrArray *days,
                                     GPtrArray *events,
                                     GDateTime *now,
                                     int look);
void an_look_back_page_show_problem (AnLookBackPage *self, const GError *error);

G_END_DECLS
