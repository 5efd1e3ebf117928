// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define AN_TYPE_PASSPHRASE_PAGE (an_passphrase_page_get_type ())
G_DECLARE_FINAL_TYPE (AnPassphrasePage, an_passphrase_page, AN, PASSPHRASE_PAGE, AdwBin)

void an_passphrase_page_ask (AnPassphrasePage *self, gboolean is_new, const char *problem);
void an_passphrase_page_set_busy (AnPassphrasePage *self);

G_END_DECLS
