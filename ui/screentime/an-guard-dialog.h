// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "ui/screentime/an-family.h"

G_BEGIN_DECLS

/* Whose rules the guard shall hold. */

typedef void (*AnGuardAccountChosen) (GtkWidget *parent, guint32 uid);

void an_guard_dialog_choose_account (GtkWidget *parent,
                                     AnFamily *family,
                                     const char *name,
                                     AnGuardAccountChosen chosen);

G_END_DECLS
