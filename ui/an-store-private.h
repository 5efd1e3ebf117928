// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/an-store.h"

G_BEGIN_DECLS

/* For AnStore's own files and the example pages. */
void an_store_set_state (AnStore *self, AnStoreState state, const char *problem);
const char *an_store_wrong_passphrase_text (void);

G_END_DECLS
