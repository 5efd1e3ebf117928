// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define AN_TYPE_APPLICATION (an_application_get_type ())
G_DECLARE_FINAL_TYPE (AnApplication, an_application, AN, APPLICATION, AdwApplication)

AnApplication *an_application_new (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean an_application_wants_restart (AnApplication *self);

G_END_DECLS
