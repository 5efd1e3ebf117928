// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "ui/privacy/an-privacy-model.h"

G_BEGIN_DECLS

#define AN_TYPE_PRIVACY_ITEM_PAGE (an_privacy_item_page_get_type ())
G_DECLARE_FINAL_TYPE (AnPrivacyItemPage, an_privacy_item_page, AN, PRIVACY_ITEM_PAGE, AdwBin)

GtkWidget *an_privacy_item_page_new (AnPrivacyModel *model, const AnChecklistItem *item);
const char *an_privacy_item_page_get_item_id (AnPrivacyItemPage *self);

G_END_DECLS
