// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "ui/privacy/an-privacy-model.h"

G_BEGIN_DECLS

#define AN_TYPE_PRIVACY_CHECKS_PAGE (an_privacy_checks_page_get_type ())
G_DECLARE_FINAL_TYPE (AnPrivacyChecksPage, an_privacy_checks_page, AN, PRIVACY_CHECKS_PAGE, AdwBin)

GtkWidget *an_privacy_checks_page_new (AnPrivacyModel *model);
void an_privacy_checks_page_focus_item (AnPrivacyChecksPage *self, const char *item_id);
void an_privacy_checks_page_focus_catalogue (AnPrivacyChecksPage *self);
void an_privacy_checks_page_focus_directory (AnPrivacyChecksPage *self);

G_END_DECLS
