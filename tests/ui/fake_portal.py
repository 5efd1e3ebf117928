# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A desktop portal that “takes a picture of the screen”: copies the picture it is given to where
desktops put theirs, and says so. argv: the picture, the folder, what it answers (0 done, 1 not
wanted)."""

import os
import shutil
import sys

from gi.repository import Gio, GLib

NODE = Gio.DBusNodeInfo.new_for_xml('''<node><interface name="org.freedesktop.portal.Screenshot">
  <method name="Screenshot"><arg direction="in" type="s"/><arg direction="in" type="a{sv}"/>
  <arg direction="out" type="o"/></method></interface></node>''')
PATH = '/org/freedesktop/portal/desktop'


def on_call(bus, sender, _path, _interface, _method, arguments, invocation):
    token = arguments.unpack()[1]['handle_token']
    handle = f'{PATH}/request/{sender[1:].replace(".", "_")}/{token}'
    invocation.return_value(GLib.Variant('(o)', (handle,)))
    results = {}
    if sys.argv[3] == '0':
        target = os.path.join(sys.argv[2], 'Screenshot from 2026-11-25.png')
        shutil.copy(sys.argv[1], target)
        results['uri'] = GLib.Variant('s', GLib.filename_to_uri(target, None))
    bus.emit_signal(sender, handle, 'org.freedesktop.portal.Request', 'Response',
                    GLib.Variant('(ua{sv})', (int(sys.argv[3]), results)))


def main():
    bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
    bus.register_object(PATH, NODE.interfaces[0], on_call, None, None)
    loop = GLib.MainLoop()
    Gio.bus_own_name_on_connection(bus, 'org.freedesktop.portal.Desktop', Gio.BusNameOwnerFlags.NONE,
                                   None, lambda *_: loop.quit())
    loop.run()


main()
