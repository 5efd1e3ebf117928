// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "ui/screentime/an-family.h"
#include "ui/screentime/an-guard-unit.h"

G_BEGIN_DECLS

/**
 * AnGuardPage:
 *
 * Why the guard does not hold rules on this PC, and the one button that mends it. Looks again by
 * itself when it is shown. Emits `ready` as soon as the guard answers, and `aside` when rules shall
 * be written down without it.
 */
#define AN_TYPE_GUARD_PAGE (an_guard_page_get_type ())
G_DECLARE_FINAL_TYPE (AnGuardPage, an_guard_page, AN, GUARD_PAGE, AdwBin)

GtkWidget *an_guard_page_new (AnFamily *family, gboolean can_go_on);

/* For pictures. */
void an_guard_page_show_state (AnGuardPage *self, AnGuardUnitState state);

G_END_DECLS
