// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/an-database.h"

G_BEGIN_DECLS

#define AN_SCHEMA_VERSION 7

gboolean an_schema_create (AnDatabase *database, GError **error);
gboolean an_schema_check (AnDatabase *database, GError **error); /* and brings an older one up */

G_END_DECLS
