# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Asks the guard for more time, argv[2] times over one connection; prints how often it agreed."""

import sys

import dbus.bus

bus = dbus.bus.BusConnection(sys.argv[1])
guard = bus.get_object('vn.annhi.Guard1', '/vn/annhi/Guard1', introspect=False)
agreed, refusals = 0, set()
for _ in range(int(sys.argv[2])):
    try:
        guard.RequestTime(dbus.Int32(5), 'x' * 400, dbus_interface='vn.annhi.Guard1')
        agreed += 1
    except dbus.DBusException as error:
        refusals.add(error.get_dbus_name())
print(agreed, ' '.join(sorted(refusals)))
