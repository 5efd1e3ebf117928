// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "privacy/an-check.h"
#include "ui/privacy/an-privacy-model.h"

G_BEGIN_DECLS

/* “Sửa giúp” and “Hoàn tác” of one check, from a widget inside the window: asked, done in a
 * thread, told, and looked at again. */
void an_privacy_fix_start (GtkWidget *widget, AnPrivacyModel *model, const char *check);
void an_privacy_fix_undo (GtkWidget *widget, AnPrivacyModel *model, const char *check);

G_END_DECLS
