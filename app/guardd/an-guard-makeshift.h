// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guardd/an-guard-store.h"

G_BEGIN_DECLS

/* How the store was come by. */
typedef struct {
  gboolean rescued;   /* the file was damaged and a new one was begun */
  gboolean makeshift; /* it lies in memory until the disk can be written */
} AnGuardStoreNews;

AnGuardStore *an_guard_makeshift_open (const char *directory,
                                       const char *spare_directory,
                                       AnGuardStoreNews *news,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
