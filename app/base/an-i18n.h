// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The one way to gettext for all folders, libraries and programs alike. */

#pragma once

#include <glib/gi18n-lib.h>
