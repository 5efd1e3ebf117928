# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Asks the guard once, then prints the name of every signal it hears of it."""

import sys

import dbus
import dbus.mainloop.glib
from gi.repository import GLib

dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
bus = dbus.bus.BusConnection(sys.argv[1])
bus.add_signal_receiver(lambda *_, member: print(member, flush=True), member_keyword='member',
                        dbus_interface='vn.annhi.Guard1', path='/vn/annhi/Guard1')
guard = bus.get_object('vn.annhi.Guard1', '/vn/annhi/Guard1', introspect=False)
guard.ListChildren(dbus_interface='vn.annhi.Guard1')
print('ready', flush=True)
GLib.MainLoop().run()
