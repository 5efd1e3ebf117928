// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guardd/an-guard-daemon.h"

G_BEGIN_DECLS

#define AN_GUARD_BUS_NAME "vn.annhi.Guard1"
#define AN_GUARD_BUS_PATH "/vn/annhi/Guard1"
#define AN_GUARD_BUS_INTERFACE "vn.annhi.Guard1"

/**
 * AnGuardBus:
 *
 * The guard's face on the system bus, data/dbus/vn.annhi.Guard1.xml: who asks, whether he may,
 * and words in and out. What is done is the daemon's.
 */
typedef struct _AnGuardBus AnGuardBus;

AnGuardBus *an_guard_bus_new (GDBusConnection *connection,
                              AnGuardDaemon *daemon,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
void an_guard_bus_free (AnGuardBus *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnGuardBus, an_guard_bus_free)

G_END_DECLS
