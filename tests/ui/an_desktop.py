# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A private desktop for one test, and a person's hands on it.

    with Desktop(tmp_path) as desktop:
        app = desktop.start('annhi', '--page', 'report')
        app.find('button', 'Gửi ngay').click()
        app.find('text', 'Kể lại bằng lời của bạn').set_text('Chuyện là…')
        app.find(name='Mã biên nhận')
        desktop.key('Escape')
        desktop.screenshot(path)

Desktop starts its own X server, session bus, accessibility bus and (if wanted) an unlocked keyring,
all in a home of its own under the directory given. Widgets are found over AT-SPI as a screen reader
finds them: by role and name, waiting up to a deadline. The bus is spoken to directly, because
pyatspi can only ever look at one desktop a process.
"""

import os
import re
import signal
import subprocess
import time

import gi

gi.require_version('Gio', '2.0')
from gi.repository import Gio, GLib  # noqa: E402

ATSPI = 'org.a11y.atspi.'
ROOT = '/org/a11y/atspi/accessible/root'
TIMEOUT = float(os.environ.get('AN_UI_TIMEOUT', '30'))
CALL_TIMEOUT_MS = 20000

# Places in the bit set of AT-SPI states.
STATES = {'active': 1, 'checked': 4, 'editable': 7, 'enabled': 8, 'expanded': 10, 'focusable': 11,
          'focused': 12, 'pressed': 20, 'selected': 23, 'sensitive': 24, 'showing': 25,
          'visible': 30}

# What libraries say on stderr that is no fault of the program.
HARMLESS = re.compile(r'Failed to set fd limit|dconf|Unable to acquire session bus|'
                      r'GLib-GIO-DEBUG|MESA|libEGL|org.freedesktop.Avahi')


class NotFound(AssertionError):
    """What was looked for did not appear in time."""


def wait_for(condition, what, timeout=None):
    """Calls `condition` until it answers something true, and returns that."""
    deadline = time.monotonic() + (timeout or TIMEOUT)
    while True:
        answer = condition()
        if answer:
            return answer
        if time.monotonic() > deadline:
            raise NotFound(f'not in time: {what() if callable(what) else what}')
        time.sleep(0.05)


class Node:
    """One accessible object of a program. Compares by its address, so a kept one may be gone."""

    clicked = 0.0  # when any was, on the monotonic clock

    def __init__(self, bus, name, path):
        self.bus, self.owner, self.path = bus, name, path

    def call(self, interface, method, arguments=None, reply=None):
        answer = self.bus.call_sync(self.owner, self.path, ATSPI + interface, method, arguments,
                                    GLib.VariantType(reply) if reply else None,
                                    Gio.DBusCallFlags.NONE, CALL_TIMEOUT_MS, None)
        return answer.unpack()

    def prop(self, interface, name):
        return self.bus.call_sync(
            self.owner, self.path, 'org.freedesktop.DBus.Properties', 'Get',
            GLib.Variant('(ss)', (ATSPI + interface, name)), None, Gio.DBusCallFlags.NONE,
            CALL_TIMEOUT_MS, None).unpack()[0]

    @property
    def name(self):
        return self.prop('Accessible', 'Name')

    @property
    def description(self):
        return self.prop('Accessible', 'Description')

    @property
    def role(self):
        return self.call('Accessible', 'GetRoleName')[0]

    @property
    def interfaces(self):
        return [name.removeprefix(ATSPI) for name in self.call('Accessible', 'GetInterfaces')[0]]

    @property
    def states(self):
        words = self.call('Accessible', 'GetState')[0]
        bits = words[0] | (words[1] << 32 if len(words) > 1 else 0)
        return {name for name, place in STATES.items() if bits >> place & 1}

    @property
    def children(self):
        return [Node(self.bus, name, path) for name, path in
                self.call('Accessible', 'GetChildren')[0] if path.split('/')[-1] != 'null']

    @property
    def extents(self):
        """x, y, width, height in the window."""
        return self.call('Component', 'GetExtents', GLib.Variant('(u)', (1,)))[0]

    @property
    def text(self):
        return self.call('Text', 'GetText', GLib.Variant('(ii)', (0, self.prop('Text', 'CharacterCount'))))[0]

    def is_shown(self):
        _, _, width, height = self.extents
        return 'visible' in self.states and width > 0 and height > 0

    def walk(self, showing=True):
        """This node and all below it, depth first; with `showing` only what has a place on the
        window. (GTK 4.8 gives the state “showing” to windows alone.)"""
        try:
            if showing and not self.is_shown():
                return
            yield self
            children = self.children
        except GLib.Error:  # gone meanwhile
            return
        for child in children:
            yield from child.walk(showing)

    def find_all(self, role=None, name=None, showing=True):
        """`name` is a text, or a compiled regular expression that is searched."""
        found = []
        for node in self.walk(showing):
            try:
                if role is not None and node.role != role:
                    continue
                if name is not None and not (name.search(node.name) if hasattr(name, 'search')
                                             else node.name == name):
                    continue
            except GLib.Error:
                continue
            found.append(node)
        return found

    def find(self, role=None, name=None, timeout=None, showing=True):
        """The first match, waited for."""
        return wait_for(lambda: next(iter(self.find_all(role, name, showing)), None),
                        lambda: f'{role or "anything"} “{getattr(name, "pattern", name)}” in\n' +
                        self.dump(), timeout)

    def gone(self, role=None, name=None, timeout=None):
        """Waits until nothing matches any more."""
        wait_for(lambda: not self.find_all(role, name),
                 f'{role or "anything"} “{name}” to go away', timeout)

    def dump(self, depth=0):
        """The tree as text, for messages and for finding out names."""
        try:
            if not self.is_shown():
                return ''
            states = self.states
            line = '  ' * depth + f'{self.role} “{self.name}”'
            line += ' (focused)' if 'focused' in states else ''
            line += '' if 'sensitive' in states else ' (insensitive)'
            return '\n'.join(filter(None, [line] + [child.dump(depth + 1)
                                                    for child in self.children]))
        except GLib.Error:
            return ''

    def click(self):
        """Activates by the widget's own action; waits until it is sensitive. GTK shows a button
        pressed for 250 ms, does what it is for, and ignores another click until then."""
        wait_for(lambda: 'sensitive' in self.states, lambda: f'{self.role} “{self.name}” sensitive')
        time.sleep(max(0, Node.clicked + 0.4 - time.monotonic()))
        Node.clicked = time.monotonic()
        if 'Action' in self.interfaces and self.prop('Action', 'NActions') > 0:
            if self.call('Action', 'DoAction', GLib.Variant('(i)', (0,)))[0]:
                return
        self.pointer_click()

    def pointer_click(self):
        """Clicks with the mouse on the middle; windows stand in the corner of the screen."""
        x, y, width, height = self.extents
        Desktop.current.xdotool('mousemove', x + width // 2, y + height // 2, 'click', 1)

    def focus(self):
        """By the mouse: GTK 4.8 has no GrabFocus."""
        self.pointer_click()

    def set_text(self, text):
        """Replaces the text, as an input method would."""
        wait_for(lambda: 'EditableText' in self.interfaces, f'{self.role} “{self.name}” editable')
        self.call('EditableText', 'SetTextContents', GLib.Variant('(s)', (text,)))
        wait_for(lambda: self.text == text, lambda: f'text “{text}”, not “{self.text}”')


class Program(Node):
    """A program started on the desktop, as the root of its accessible objects."""

    def __init__(self, desktop, process, log):
        self.desktop, self.process, self.log = desktop, process, log
        super().__init__(desktop.a11y, None, ROOT)

    def wait_until_there(self):
        def look():
            if self.process.poll() is not None:
                raise NotFound(f'the program ended with {self.process.returncode}:\n{self.stderr}')
            self.owner = self.desktop.find_program(self.process.pid)
            return self.owner and self.children
        wait_for(look, lambda: f'a window of {self.process.args[0]}:\n{self.stderr}')
        self.desktop.focus_window(self.process.pid)

    @property
    def stderr(self):
        with open(self.log, encoding='utf-8', errors='replace') as stream:
            return stream.read()

    @property
    def complaints(self):
        """Warnings and errors on stderr that are the program's own."""
        return [line for line in self.stderr.split('\n')
                if re.search(r'WARNING|CRITICAL|ERROR|runtime error', line) and
                not HARMLESS.search(line)]

    def walk(self, showing=True):
        """The windows that are there; the program itself has no state."""
        for window in self.children:
            yield from window.walk(showing)

    def dump(self, depth=0):
        return '\n'.join(window.dump(depth) for window in self.children)

    def wait_end(self, timeout=None):
        """The exit code once the program has ended by itself."""
        return self.process.wait(timeout or TIMEOUT)

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(TIMEOUT)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


class Desktop:
    """See the head of this file. `keyring`: start gnome-keyring, unlocked; without it no Secret
    Service answers and the app asks for a passphrase. `first`: the first start of a parent, with
    the walk that comes then. `directory` outlives the desktop."""

    current = None

    def __init__(self, directory, language='vi', size=(1280, 900), keyring=False, first=False):
        self.directory = os.path.abspath(str(directory))
        self.language, self.size, self.keyring = language, size, keyring
        self.build = os.environ['AN_BUILD_DIR']
        self.processes, self.programs = [], []
        self.first = first
        self.env = None

    # Start and end

    def __enter__(self):
        try:
            self.make_home()
            self.start_display()
            self.start_buses()
            if self.keyring:
                self.start_keyring()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        Desktop.current = self
        return self

    def __exit__(self, *_):
        Desktop.current = None
        for program in self.programs:
            program.stop()
        for process in reversed(self.processes):
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
                try:
                    process.wait(10)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()

    def make_home(self):
        home = os.path.join(self.directory, 'home')
        runtime = os.path.join(self.directory, 'run')
        for path in (home, runtime):
            os.makedirs(path, mode=0o700, exist_ok=True)
        if not self.first:
            self.put_first_walk_aside(os.path.join(home, '.local/share/annhi'))
        keep = {name: value for name, value in os.environ.items()
                if name in ('PATH', 'TZ', 'LD_LIBRARY_PATH') or
                name.startswith(('AN_', 'ANNHI_', 'ASAN_', 'LSAN_', 'UBSAN_'))}
        self.env = {
            'TZ': 'Asia/Ho_Chi_Minh', **keep,
            'HOME': home, 'XDG_RUNTIME_DIR': runtime, 'XDG_CURRENT_DESKTOP': 'GNOME',
            'XDG_DATA_HOME': home + '/.local/share', 'XDG_CONFIG_HOME': home + '/.config',
            'XDG_CACHE_HOME': home + '/.cache', 'XDG_STATE_HOME': home + '/.local/state',
            'LC_ALL': 'C.UTF-8', 'LANGUAGE': self.language,
            # Drawn without GL: Mesa leaves memory behind when it is unloaded.
            'GDK_BACKEND': 'x11', 'GDK_DEBUG': 'gl-disable', 'GSK_RENDERER': 'cairo',
            'GTK_A11Y': 'atspi',
            'GSETTINGS_BACKEND': 'memory', 'GTK_USE_PORTAL': '0', 'GIO_USE_VFS': 'local',
            'NO_COLOR': '1',
        }
        self.env.setdefault('ANNHI_LOCALE_DIR', os.path.join(self.build, 'po'))
        lsan = os.path.join(os.environ.get('AN_SOURCE_DIR', '.'), 'tests', 'lsan.supp')
        self.env.setdefault('LSAN_OPTIONS', f'suppressions={lsan}:print_suppressions=0')

    @staticmethod
    def put_first_walk_aside(directory):
        os.makedirs(directory, mode=0o700, exist_ok=True)
        path = os.path.join(directory, 'settings.ini')
        if not os.path.exists(path):
            with open(path, 'w', encoding='utf-8') as stream:
                stream.write('[settings]\nstart=aside\n')

    def launch(self, words, log=None, **extra):
        """A process of the desktop itself, ended with it."""
        log = log or os.path.join(self.directory, os.path.basename(words[0]) + '.log')
        with open(log, 'ab') as stream:
            process = subprocess.Popen(words, env=self.env, stderr=stream, start_new_session=True,
                                       **{'stdin': subprocess.DEVNULL, 'stdout': stream, **extra})
        self.processes.append(process)
        return process

    def start_display(self):
        """Xvfb picks a free number itself and tells it."""
        reader, writer = os.pipe()
        self.launch(['Xvfb', '-displayfd', str(writer), '-screen', '0',
                     f'{self.size[0]}x{self.size[1]}x24', '-nolisten', 'tcp', '-noreset'],
                    pass_fds=(writer,))
        os.close(writer)
        with os.fdopen(reader) as stream:
            number = stream.readline().strip()
        if not number:
            raise NotFound('Xvfb did not start')
        self.env['DISPLAY'] = f':{number}'

    def start_buses(self):
        daemon = self.launch(['dbus-daemon', '--session', '--nofork', '--print-address=1'],
                             stdout=subprocess.PIPE)
        self.env['DBUS_SESSION_BUS_ADDRESS'] = daemon.stdout.readline().decode().strip()
        self.session = self.connect(self.env['DBUS_SESSION_BUS_ADDRESS'])
        self.launch(['/usr/libexec/at-spi-bus-launcher', '--launch-immediately'])
        address = wait_for(self.find_a11y_address, 'the accessibility bus')
        self.a11y = self.connect(address)

    @staticmethod
    def connect(address):
        bus = Gio.DBusConnection.new_for_address_sync(
            address, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT |
            Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)
        bus.set_exit_on_close(False)
        return bus

    def find_a11y_address(self):
        try:
            return self.session.call_sync('org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus',
                                          'GetAddress', None, None, Gio.DBusCallFlags.NONE,
                                          CALL_TIMEOUT_MS, None).unpack()[0]
        except GLib.Error:
            return None

    def start_keyring(self):
        daemon = self.launch(['gnome-keyring-daemon', '--foreground', '--unlock',
                              '--components=secrets'], stdin=subprocess.PIPE)
        daemon.stdin.write(b'throwaway')
        daemon.stdin.close()
        wait_for(lambda: self.has_owner('org.freedesktop.secrets'), 'the keyring')

    def has_owner(self, name):
        return self.session.call_sync(
            'org.freedesktop.DBus', '/', 'org.freedesktop.DBus', 'NameHasOwner',
            GLib.Variant('(s)', (name,)), None, Gio.DBusCallFlags.NONE, CALL_TIMEOUT_MS,
            None).unpack()[0]

    # Programs

    def start(self, program, *words, env=None, wait=True):
        """Starts build/ui/PROGRAM (or a path) and waits for its first window."""
        path = program if '/' in program else os.path.join(self.build, 'ui', program)
        log = os.path.join(self.directory, f'{os.path.basename(path)}-{len(self.programs)}.stderr')
        with open(log, 'wb') as stream:
            process = subprocess.Popen([path, *map(str, words)], env={**self.env, **(env or {})},
                                       stdin=subprocess.DEVNULL, stdout=stream, stderr=stream,
                                       cwd=self.directory)
        started = Program(self, process, log)
        self.programs.append(started)
        if wait:
            started.wait_until_there()
        return started

    def run(self, program, *words, env=None, timeout=300):
        """Runs a program that ends by itself."""
        path = program if '/' in program else os.path.join(self.build, 'ui', program)
        return subprocess.run([path, *map(str, words)], env={**self.env, **(env or {})},
                              stdin=subprocess.DEVNULL, capture_output=True, text=True,
                              cwd=self.directory, timeout=timeout, check=False)

    def find_program(self, pid):
        """The bus name of a process that has said hello to the accessibility bus."""
        try:
            programs = Node(self.a11y, 'org.a11y.atspi.Registry', ROOT).children
        except GLib.Error:
            return None
        for node in programs:
            try:
                owner = self.a11y.call_sync(
                    'org.freedesktop.DBus', '/', 'org.freedesktop.DBus',
                    'GetConnectionUnixProcessID', GLib.Variant('(s)', (node.owner,)), None,
                    Gio.DBusCallFlags.NONE, CALL_TIMEOUT_MS, None).unpack()[0]
            except GLib.Error:
                continue
            if owner == pid:
                return node.owner
        return None

    # Hands and eyes

    def xdotool(self, *words):
        return subprocess.run(['xdotool', *map(str, words)], env=self.env, check=False, timeout=60,
                              capture_output=True, text=True).stdout

    def focus_window(self, pid=None):
        """Gives the keyboard to the newest window; there is no window manager to do it."""
        words = ['search', '--onlyvisible', *(['--pid', pid] if pid else ['--name', '.'])]
        windows = wait_for(lambda: self.xdotool(*words).split(), 'a window on the screen')
        self.xdotool('windowfocus', '--sync', windows[-1])
        return windows[-1]

    def key(self, *keys):
        """Key presses, such as 'F1' or 'alt+Left'."""
        self.xdotool('key', '--clearmodifiers', *keys)

    def type(self, text):
        """Types on the keyboard; for marks that no key has, use Node.set_text()."""
        self.xdotool('type', '--delay', 20, text)

    def resize(self, width, height):
        """The size of the newest window."""
        window = self.focus_window()
        self.xdotool('windowsize', '--sync', window, width, height)

    def set_text_scale(self, scale):
        """Larger text, as in the accessibility settings, for programs started from now on."""
        subprocess.run(['xprop', '-root', '-f', 'RESOURCE_MANAGER', '8s', '-set',
                        'RESOURCE_MANAGER', f'Xft.dpi:\t{int(96 * scale)}\n'], env=self.env,
                       check=True, timeout=60)

    def screenshot(self, path):
        os.makedirs(os.path.dirname(str(path)) or '.', exist_ok=True)
        subprocess.run(['import', '-window', 'root', str(path)], env=self.env, check=True,
                       timeout=60)
