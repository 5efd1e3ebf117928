// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define AN_PASSPHRASE_MIN_CHARACTERS 10

const char *an_passphrase_rule_check (const char *passphrase);

G_END_DECLS
