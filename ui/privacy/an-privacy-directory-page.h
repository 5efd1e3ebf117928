// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define AN_TYPE_PRIVACY_DIRECTORY_PAGE (an_privacy_directory_page_get_type ())
G_DECLARE_FINAL_TYPE (AnPrivacyDirectoryPage,
                      an_privacy_directory_page,
                      AN,
                      PRIVACY_DIRECTORY_PAGE,
                      AdwBin)

GtkWidget *an_privacy_directory_page_new (GPtrArray *channels);

G_END_DECLS
