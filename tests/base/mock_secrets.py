# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""A Secret Service with one collection whose mood stands in a file, for test_keyring.py.

    mock_secrets.py MOOD_FILE

open: unlocked · agree: locked, the person types the password · dismiss: locked, the person closes
the prompt · session: the only collection forgets at log-out · none: no collection was ever made
"""

import sys

from gi.repository import Gio, GLib

ROOT = '/org/freedesktop/secrets'
PROMPT = ROOT + '/prompt/1'
ITEM = '/1'
S = 'org.freedesktop.Secret.'
THINKING_MSEC = 200

XML = f'''<node>
<interface name="{S}Service">
 <method name="OpenSession"><arg type="s" direction="in"/><arg type="v" direction="in"/>
  <arg type="v" direction="out"/><arg type="o" direction="out"/></method>
 <method name="SearchItems"><arg type="a{{ss}}" direction="in"/><arg type="ao" direction="out"/>
  <arg type="ao" direction="out"/></method>
 <method name="Unlock"><arg type="ao" direction="in"/><arg type="ao" direction="out"/>
  <arg type="o" direction="out"/></method>
 <method name="ReadAlias"><arg type="s" direction="in"/><arg type="o" direction="out"/></method>
 <property name="Collections" type="ao" access="read"/>
</interface>
<interface name="{S}Collection">
 <method name="CreateItem"><arg type="a{{sv}}" direction="in"/>
  <arg type="(oayays)" direction="in"/><arg type="b" direction="in"/>
  <arg type="o" direction="out"/><arg type="o" direction="out"/></method>
 <property name="Items" type="ao" access="read"/><property name="Label" type="s" access="read"/>
 <property name="Locked" type="b" access="read"/><property name="Created" type="t" access="read"/>
 <property name="Modified" type="t" access="read"/>
</interface>
<interface name="{S}Item">
 <method name="GetSecret"><arg type="o" direction="in"/><arg type="(oayays)" direction="out"/></method>
 <property name="Locked" type="b" access="read"/><property name="Label" type="s" access="read"/>
 <property name="Attributes" type="a{{ss}}" access="read"/>
 <property name="Created" type="t" access="read"/><property name="Modified" type="t" access="read"/>
</interface>
<interface name="{S}Session"><method name="Close"/></interface>
<interface name="{S}Prompt">
 <method name="Prompt"><arg type="s" direction="in"/></method><method name="Dismiss"/>
 <signal name="Completed"><arg type="b"/><arg type="v"/></signal>
</interface></node>'''


class Service:
    def __init__(self, bus, mood_file):
        self.bus = bus
        self.mood_file = mood_file
        self.attributes = None
        self.value = b''
        self.is_unlocked = False
        self.wanted = []
        node = Gio.DBusNodeInfo.new_for_xml(XML)
        self.collection_info = node.lookup_interface(S + 'Collection')
        self.item_info = node.lookup_interface(S + 'Item')
        places = [(ROOT, 'Service'), (PROMPT, 'Prompt'), (ROOT + '/session/1', 'Session')]
        for name in ('login', 'session'):
            places += [(self.collection(name), 'Collection'), (self.collection(name) + ITEM, 'Item')]
        for path, name in places:
            bus.register_object(path, node.lookup_interface(S + name), self.on_call, self.on_get,
                                None)

    def collection(self, name='login'):
        return f'{ROOT}/collection/{name}'

    def mood(self):
        with open(self.mood_file, encoding='utf-8') as stream:
            return stream.read().strip()

    def is_locked(self):
        return self.mood() in ('agree', 'dismiss') and not self.is_unlocked

    def on_get(self, bus, sender, path, interface, name):
        if name in ('Collections', 'Items'):
            return GLib.Variant('ao', [self.collection()] if name == 'Collections' else [])
        if name == 'Locked':
            return GLib.Variant('b', self.is_locked())
        if name == 'Attributes':
            return GLib.Variant('a{ss}', self.attributes or {})
        return GLib.Variant('s', 'x') if name == 'Label' else GLib.Variant('t', 1)

    def on_call(self, bus, sender, path, interface, method, arguments, invocation):
        reply = getattr(self, method)(path, *arguments.unpack())
        if reply is None:
            invocation.return_dbus_error('org.freedesktop.DBus.Error.NotSupported', method)
        else:
            invocation.return_value(reply)

    def OpenSession(self, path, algorithm, given):
        if algorithm != 'plain':
            return None
        return GLib.Variant('(vo)', (GLib.Variant('s', ''), ROOT + '/session/1'))

    def ReadAlias(self, path, alias):
        places = {'session': self.collection('session'), 'none': '/'}
        return GLib.Variant('(o)', (places.get(self.mood(), self.collection()),))

    def SearchItems(self, path, attributes):
        hit = self.attributes is not None and \
            all(self.attributes.get(key) == value for key, value in attributes.items())
        found = [self.collection() + ITEM] if hit else []
        # Some services hide what is in a locked collection.
        return GLib.Variant('(aoao)', ([], []) if self.is_locked() else (found, []))

    def Unlock(self, path, wanted):
        self.wanted = wanted
        return GLib.Variant('(aoo)', ([], PROMPT) if self.is_locked() else (wanted, '/'))

    def Prompt(self, path, window):
        GLib.timeout_add(THINKING_MSEC, self.answer)
        return GLib.Variant('()', ())

    def answer(self):
        self.is_unlocked = self.mood() == 'agree'
        result = GLib.Variant('ao', self.wanted if self.is_unlocked else [])
        self.bus.emit_signal(None, PROMPT, S + 'Prompt', 'Completed',
                             GLib.Variant('(bv)', (not self.is_unlocked, result)))
        return GLib.SOURCE_REMOVE

    def Dismiss(self, path):
        return GLib.Variant('()', ())

    def CreateItem(self, path, properties, secret, replace):
        self.attributes = properties[S + 'Item.Attributes']
        self.value = bytes(secret[2])
        return GLib.Variant('(oo)', (path + ITEM, '/'))

    def GetSecret(self, path, session):
        return GLib.Variant('((oayays))', ((session, b'', self.value, 'text/plain'),))


def main():
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    service = Service(bus, sys.argv[1])
    loop = GLib.MainLoop()
    Gio.bus_own_name_on_connection(bus, 'org.freedesktop.secrets', Gio.BusNameOwnerFlags.NONE,
                                   lambda *_: print('ready', flush=True), lambda *_: loop.quit())
    loop.run()
    return service


if __name__ == '__main__':
    main()
