# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Another program whose picture was copied: holds the PNG argv[1] on the clipboard until it is ended,
and says when it does."""

import sys

import gi

gi.require_version('Gtk', '4.0')
from gi.repository import Gdk, GLib, Gtk  # noqa: E402


def main():
    Gtk.init()
    with open(sys.argv[1], 'rb') as stream:
        content = GLib.Bytes.new(stream.read())
    Gdk.Display.get_default().get_clipboard().set_content(
        Gdk.ContentProvider.new_for_bytes('image/png', content))
    GLib.idle_add(lambda: print('copied', flush=True))
    GLib.MainLoop().run()


main()
