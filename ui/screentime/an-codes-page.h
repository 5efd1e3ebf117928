// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "screentime/an-guard-client.h"

G_BEGIN_DECLS

#define AN_TYPE_CODES_PAGE (an_codes_page_get_type ())
G_DECLARE_FINAL_TYPE (AnCodesPage, an_codes_page, AN, CODES_PAGE, AdwBin)

GtkWidget *an_codes_page_new (AnGuardClient *client, guint32 uid, const char *name);
void an_codes_page_show_uri (AnCodesPage *self, const char *uri);

G_END_DECLS
