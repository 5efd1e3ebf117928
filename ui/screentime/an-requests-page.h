// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "ui/screentime/an-family.h"

G_BEGIN_DECLS

#define AN_TYPE_REQUESTS_PAGE (an_requests_page_get_type ())
G_DECLARE_FINAL_TYPE (AnRequestsPage, an_requests_page, AN, REQUESTS_PAGE, AdwBin)

GtkWidget *an_requests_page_new (AnFamily *family);

G_END_DECLS
