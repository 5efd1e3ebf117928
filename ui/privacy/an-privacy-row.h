// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "privacy/an-review.h"

G_BEGIN_DECLS

/* One item in a list of items, and the words and pictures of how it stands. */
GtkWidget *
an_privacy_row_new (const AnChecklistItem *item, AnItemStatus status, const AnCheckResult *result);
const char *an_privacy_row_get_item_id (GtkWidget *row);

const char *an_privacy_status_get_name (AnItemStatus status);
const char *an_privacy_status_get_icon (AnItemStatus status);
const char *an_privacy_status_get_style (AnItemStatus status);

G_END_DECLS
