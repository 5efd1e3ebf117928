// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define AN_TYPE_PRIVACY_CATALOGUE_PAGE (an_privacy_catalogue_page_get_type ())
G_DECLARE_FINAL_TYPE (AnPrivacyCataloguePage,
                      an_privacy_catalogue_page,
                      AN,
                      PRIVACY_CATALOGUE_PAGE,
                      AdwBin)

GtkWidget *an_privacy_catalogue_page_new (void);
void an_privacy_catalogue_page_search (AnPrivacyCataloguePage *self, const char *words);

G_END_DECLS
