# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""annhi-guardd on a bus of its own, with python-dbusmock's logind, timedate1 and polkit."""

import contextlib
import datetime
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import time
import zoneinfo

import dbus
from dbusmock import DBusTestCase

BUILD = os.environ['AN_BUILD_DIR']
PROGRAM = os.path.join(BUILD, 'app/guardd/annhi-guardd')
LOGIN1 = 'org.freedesktop.login1'
ERROR = 'vn.annhi.Guard1.Error.'
BUS_CONFIG = '''<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-BUS Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <listen>unix:path={socket}</listen>
  <policy context="default">
    <allow user="*"/><allow own="*"/><allow send_destination="*"/><allow receive_type="signal"/>
    <allow send_type="signal"/><allow eavesdrop="true"/>
  </policy>
</busconfig>
'''
HOME = zoneinfo.ZoneInfo('Asia/Ho_Chi_Minh')
DAYS = ('mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun')
UID_CHILD, UID_OTHER, UID_PARENT = 23001, 23002, 23003
PASSWD = f'''root:x:0:0:root:/root:/bin/sh
kid:x:{UID_CHILD}:{UID_CHILD}:Bé An,,,:/nonexistent:/bin/sh
other:x:{UID_OTHER}:{UID_OTHER}::/nonexistent:/bin/sh
mom:x:{UID_PARENT}:{UID_PARENT}::/nonexistent:/bin/sh
messagebus:x:101:101::/:/bin/sh
'''
GROUP = f'root:x:0:\nsudo:x:27:mom\nkid:x:{UID_CHILD}:\nother:x:{UID_OTHER}:\nmom:x:{UID_PARENT}:\n'


def wait_for(condition, seconds=20, message='condition'):
    """Waits until the condition gives something true, and gives that."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        value = condition()
        if value:
            return value
        time.sleep(0.05)
    raise AssertionError(f'{message} did not come true in {seconds} s')


def policy(**members):
    return json.dumps({'schema': 'vn.annhi.policy/1', 'enabled': True, **members})


def every_day(**rule):
    return {day: rule for day in DAYS}


def start_bus(environment):
    """A bus that users of any uid may reach, unlike python-dbusmock's own."""
    directory = tempfile.mkdtemp(prefix='annhi-bus-')
    os.chmod(directory, 0o755)
    config = os.path.join(directory, 'bus.conf')
    with open(config, 'w', encoding='utf-8') as stream:
        stream.write(BUS_CONFIG.format(socket=os.path.join(directory, 'socket')))
    process = subprocess.Popen(['dbus-daemon', f'--config-file={config}', '--nofork',
                                '--print-address'], stdout=subprocess.PIPE, text=True,
                               stderr=subprocess.DEVNULL, env=environment)
    os.environ['DBUS_SYSTEM_BUS_ADDRESS'] = process.stdout.readline().strip()
    return process, directory


def today():
    """In the household of Guard.remember()."""
    return datetime.datetime.now(HOME).date()


class Guard:
    """The daemon, the mocks around it, and a caller."""

    def __init__(self, root, wrapper):
        self.root = root
        self.wrapper = wrapper
        self.process = None
        self.mocks = []
        (root / 'passwd').write_text(PASSWD)
        # nss_wrapper sees a change by the second of its time: one in this second, too.
        os.utime(root / 'passwd', (86400, 86400))
        (root / 'group').write_text(GROUP)
        self.bus_process, self.bus_directory = start_bus(self.environment())
        self.bus = DBusTestCase.get_dbus(system_bus=True)
        self.logind = self.mock('logind', {})
        for method, signature in (('KillUser', 'ui'), ('SetUserLinger', 'ubb')):
            self.logind.AddMethod(LOGIN1 + '.Manager', method, signature, '', '',
                                  dbus_interface='org.freedesktop.DBus.Mock')
        self.mock('timedated', {})
        self.polkit = self.mock('polkitd', {})

    def mock(self, template, parameters):
        process, proxy = DBusTestCase.spawn_server_template(template, parameters,
                                                            stdout=subprocess.DEVNULL)
        self.mocks.append(process)
        return proxy

    def environment(self):
        return {**os.environ, 'LD_PRELOAD': self.wrapper, 'NSS_WRAPPER_PASSWD': f'{self.root}/passwd',
                'NSS_WRAPPER_GROUP': f'{self.root}/group', 'ASAN_OPTIONS':
                'verify_asan_link_order=0:detect_leaks=0', 'G_DEBUG': 'fatal-criticals',
                'TZ': 'Asia/Ho_Chi_Minh'}

    def start(self):
        self.start_alone()
        wait_for(lambda: self.bus.name_has_owner('vn.annhi.Guard1') or self.process.poll(), 30,
                 'the name on the bus')
        assert self.process.poll() is None, (self.root / 'log').read_text()
        return self

    def start_alone(self):
        self.process = subprocess.Popen(
            [PROGRAM, '--state-directory', f'{self.root}/state', '--run-directory',
             f'{self.root}/run', '--input-directory', f'{self.root}/input', '--unit-directory',
             f'{self.root}/units'], env=self.environment(), stderr=open(self.root / 'log', 'a'))

    def kill(self, number=signal.SIGKILL):
        self.process.send_signal(number)
        code = self.process.wait(30)
        wait_for(lambda: not self.bus.name_has_owner('vn.annhi.Guard1'), 30, 'the name to go')
        return code

    def remember(self, days=(), events=(), uid=UID_CHILD):
        """Puts a past of a household in Viet Nam into the store: `days` are (date, {hour:
        minutes}) or (date, {hour: minutes}, counted minutes), `events` are (when, number of the
        kind, detail)."""
        assert self.kill(signal.SIGTERM) == 0
        with contextlib.closing(sqlite3.connect(self.root / 'state/private/guard.db')) as store:
            for date, hours, *counted in days:
                minutes = counted[0] if counted else sum(hours.values())
                store.execute(
                    'INSERT OR REPLACE INTO days VALUES (?, ?, ?, 0, ?, 1)',
                    (uid, (date - datetime.date(1970, 1, 1)).days, minutes * 60_000_000,
                     ' '.join(str(hours.get(hour, 0) * 60_000_000) for hour in range(24))))
            store.executemany('INSERT INTO events (at, uid, kind, detail) VALUES (?, ?, ?, ?)', [
                (int(when.timestamp() * 1_000_000), uid, kind, detail)
                for when, kind, detail in events])
            store.execute("UPDATE settings SET value = ? WHERE name = 'timezone'", (HOME.key,))
            store.commit()
        self.start()

    def end(self):
        if self.process and self.process.poll() is None:
            assert self.kill(signal.SIGTERM) == 0, (self.root / 'log').read_text()
        for process in self.mocks:
            process.terminate()
            process.wait()
        self.bus.close()
        self.bus_process.terminate()
        self.bus_process.wait()
        shutil.rmtree(self.bus_directory)

    def call(self, method, *arguments):
        proxy = self.bus.get_object('vn.annhi.Guard1', '/vn/annhi/Guard1', introspect=False)
        return proxy.get_dbus_method(method, 'vn.annhi.Guard1')(*arguments, timeout=60)

    def refused(self, name, method, *arguments):
        try:
            answer = self.call(method, *arguments)
        except dbus.DBusException as error:
            assert error.get_dbus_name() == ERROR + name, error
            return error.get_dbus_message()
        raise AssertionError(f'{method} answered {answer} instead of {name}')

    def call_as(self, uid, method, *arguments):
        """A call by another uid, through busctl; gives (exit code, output)."""
        out = subprocess.run(
            ['setpriv', f'--reuid={uid}', f'--regid={uid}', '--clear-groups', 'busctl', '--system',
             f'--address={os.environ["DBUS_SYSTEM_BUS_ADDRESS"]}', 'call', 'vn.annhi.Guard1',
             '/vn/annhi/Guard1', 'vn.annhi.Guard1', method, *arguments],
            capture_output=True, text=True, timeout=60, check=False)
        return out.returncode, out.stdout + out.stderr

    def listen_as(self, uid):
        """A connection of another uid that asks once and then listens; gives what it has heard."""
        path = self.root / f'heard-{uid}'
        program = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'listen.py')
        process = subprocess.Popen(
            ['setpriv', f'--reuid={uid}', f'--regid={uid}', '--clear-groups', '/usr/bin/python3',
             '-', os.environ['DBUS_SYSTEM_BUS_ADDRESS']], stdin=open(program, encoding='utf-8'),
            stdout=open(path, 'w', encoding='utf-8'))
        self.mocks.append(process)
        wait_for(lambda: 'ready' in path.read_text(), 30, 'the listener')
        return path.read_text

    def set_policy(self, document, uid=UID_CHILD):
        self.call('SetPolicy', dbus.UInt32(uid), document)

    def status(self, uid=UID_CHILD):
        return self.call('GetStatus', dbus.UInt32(uid))

    def events(self, uid=UID_CHILD):
        day = datetime.timedelta(1)
        answer = self.call('GetEvents', dbus.UInt32(uid), str(today() - 397 * day),
                           str(today() + day))
        return [event['kind'] for event in json.loads(answer)['events']]

    def log_in(self, uid=UID_CHILD, session='c1', **properties):
        path = self.logind.AddSession(session, 'seat0', dbus.UInt32(uid), 'kid', True)
        proxy = self.bus.get_object(LOGIN1, path)
        defaults = {'Class': 'user', 'Type': 'wayland', 'Desktop': 'GNOME', 'State': 'active',
                    'Remote': False, 'LockedHint': False, 'IdleHint': False,
                    'Scope': f'session-{session}.scope'}
        self.change(proxy, {**defaults, **properties})
        self.emit('SessionNew', 'so', session, path)
        return proxy

    def add_session(self, session, properties, uid=UID_CHILD):
        """A session with all its properties from the start, as python-dbusmock's cannot be."""
        path = f'/org/freedesktop/login1/session/{session}'
        seat, seat_path = properties['Seat']
        self.logind.AddObject(path, LOGIN1 + '.Session', {
            'Id': session, 'Name': 'kid', 'Active': True, 'State': 'active', 'Remote': False,
            'LockedHint': False, 'IdleHint': False, 'Desktop': '', 'Scope': f'session-{session}.scope',
            'User': dbus.Struct((dbus.UInt32(uid), dbus.ObjectPath('/')), signature='uo'),
            **properties, 'Seat': dbus.Struct((seat, dbus.ObjectPath(seat_path)), signature='so'),
        }, [], dbus_interface='org.freedesktop.DBus.Mock')
        self.emit('SessionNew', 'so', session, path)

    def change(self, session, properties):
        """Properties of a session, announced as logind announces them."""
        for name, value in properties.items():
            try:
                session.UpdateProperties(LOGIN1 + '.Session', {name: value},
                                         dbus_interface='org.freedesktop.DBus.Mock')
            except dbus.DBusException:  # python-dbusmock's template lacks it
                session.AddProperty(LOGIN1 + '.Session', name, value,
                                    dbus_interface='org.freedesktop.DBus.Mock')

    def log_out(self, session='c1', uid=UID_CHILD):
        for path in (f'/org/freedesktop/login1/session/{session}',
                     f'/org/freedesktop/login1/user/{uid}'):
            self.logind.RemoveObject(path, dbus_interface='org.freedesktop.DBus.Mock')
        self.emit('SessionRemoved', 'so', session, f'/org/freedesktop/login1/session/{session}')

    def leave_running(self, session='c1'):
        """The login goes, but logind goes on listing the user, as with programs left behind."""
        path = f'/org/freedesktop/login1/session/{session}'
        self.logind.RemoveObject(path, dbus_interface='org.freedesktop.DBus.Mock')
        self.emit('SessionRemoved', 'so', session, path)

    def emit(self, signal_name, signature, *arguments):
        self.logind.EmitSignal(LOGIN1 + '.Manager', signal_name, signature, list(arguments),
                               dbus_interface='org.freedesktop.DBus.Mock')

    def ordered(self, method):
        """How often logind was told to do something."""
        return len(self.logind.GetMethodCalls(method, dbus_interface='org.freedesktop.DBus.Mock'))
