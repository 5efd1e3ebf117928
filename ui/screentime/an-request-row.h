// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "screentime/an-guard-client.h"

G_BEGIN_DECLS

#define AN_TYPE_REQUEST_ROW (an_request_row_get_type ())
G_DECLARE_FINAL_TYPE (AnRequestRow, an_request_row, AN, REQUEST_ROW, AdwPreferencesRow)

GtkWidget *
an_request_row_new (AnGuardClient *client, const AnGuardRequest *request, const char *name);

G_END_DECLS
