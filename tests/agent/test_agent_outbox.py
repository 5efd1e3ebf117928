# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""annhi-agent and reports on their way: they go on without the window, and nobody is told."""

import contextlib
import json
import os
import sqlite3
import stat
import subprocess
import sys
import time

import dbus
import pytest
from dbusmock import DBusTestCase

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '../report'))
from an_session import MOCK, Session  # noqa: E402
from guard import wait_for  # noqa: E402
from office import CTL, DEADLINE, Family, Office, environment  # noqa: E402
from test_agent import wakeups  # noqa: E402

SECRETS = 'org.freedesktop.secrets'
WINDOW = 'vn.annhi.AnNhi'
QUICK = {'ANNHI_AGENT_TEST_SECOND_MS': '2'}  # a minute becomes an eighth of a second


@contextlib.contextmanager
def keyring(session, home):
    """An unlocked keyring of the session, with what earlier ones kept in `home`."""
    daemon = subprocess.Popen(
        ['gnome-keyring-daemon', '--foreground', '--unlock', '--components=secrets'],
        env={**os.environ, 'DBUS_SESSION_BUS_ADDRESS': session.address, 'XDG_DATA_HOME': home,
             'XDG_RUNTIME_DIR': home, 'HOME': home}, stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        daemon.stdin.write(b'throwaway')
        daemon.stdin.close()
        wait_for(lambda: session.bus.name_has_owner(SECRETS), 30, 'the keyring')
        yield
    finally:
        daemon.terminate()
        daemon.wait()


@pytest.fixture(name='home')
def make_home(tmp_path):
    home = tmp_path / 'home'
    home.mkdir(mode=0o700)
    return str(home)


def queue(family, office, session, home, *words):
    """annhictl without a network: the report is safe and stays here."""
    out = subprocess.run(
        [CTL, 'report', 'send', '--channel', office.channel(), '--report', family.write_report(),
         '--json', *words], env=environment(XDG_DATA_HOME=home,
                                            DBUS_SESSION_BUS_ADDRESS=session.address),
        capture_output=True, text=True, timeout=DEADLINE, check=False)
    assert out.returncode == 3, out.stderr
    return json.loads(out.stdout.splitlines()[-1])['id']


def start_agent(session, home, directory=os.path.dirname(CTL), **more):
    return session.start(0, PATH=f'{directory}:{os.environ["PATH"]}', XDG_DATA_HOME=home,
                         ANNHI_VAULT_TEST_FAST_PWHASH='1', **{**QUICK, **more})


def test_it_goes_on_after_the_window_and_after_a_reboot(bare, tmp_path, home):
    """Queued while there is no network; sent by the agent of a later login, each once."""
    office, family = Office(str(tmp_path)), Family(str(tmp_path / 'family'))
    first = Session(bare)
    try:
        with keyring(first, home):
            ident = queue(family, office, first, home)
            agent = start_agent(first, home)
            before = wakeups(agent.pid)
            wait_for(lambda: wakeups(agent.pid) > before + 5, 30, 'a try without a network')
            first.stop(agent)
    finally:
        first.end()
    assert office.states() == {}
    later = Session(bare)
    try:
        with keyring(later, home):
            office.start()
            agent = start_agent(later, home)
            wait_for(lambda: office.states() == {ident: 'received'}, 120, 'the report to arrive')
            assert later.notices() == []
            wait_for(lambda: not envelopes(home), 60, 'the envelope to go')
            later.stop(agent)
    finally:
        office.kill()
        later.end()


def envelopes(home):
    with contextlib.closing(sqlite3.connect(os.path.join(home, 'annhi/vault.db'), timeout=30)) as db:
        return db.execute("SELECT count(*) FROM record WHERE kind = 'outbox-envelope'").fetchone()[0]


# What it decides by, with an annhictl that only says that it was called

@pytest.fixture(name='trace')
def make_trace(tmp_path, home):
    """A vault where something waits, and a function that tells what was started."""
    os.mkdir(os.path.join(home, 'annhi'))
    with contextlib.closing(sqlite3.connect(os.path.join(home, 'annhi/vault.db'))) as db:
        db.execute('CREATE TABLE record (kind TEXT, id TEXT, sealed BLOB)')
        db.execute("INSERT INTO record VALUES ('outbox-envelope', 'x', x'00')")
        db.commit()
    program, called = tmp_path / 'annhictl', tmp_path / 'called'
    program.write_text(f'#!/bin/sh\necho "$@" >>{called}\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return lambda: called.read_text().splitlines() if called.exists() else []


def mock_keyring(session, locked):
    process = DBusTestCase.spawn_server(SECRETS, '/org/freedesktop/secrets/aliases/default',
                                        'org.freedesktop.Secret.Collection',
                                        stdout=subprocess.DEVNULL)
    proxy = session.bus.get_object(SECRETS, '/org/freedesktop/secrets/aliases/default')
    proxy.AddProperty('org.freedesktop.Secret.Collection', 'Locked', dbus.Boolean(locked),
                      dbus_interface=MOCK)
    return process, proxy


def look_often(agent):
    """Waits until the agent has looked several times."""
    before = wakeups(agent.pid)
    wait_for(lambda: wakeups(agent.pid) > before + 10, 60, 'the agent to look')


def is_quiet(agent):
    before = wakeups(agent.pid)
    time.sleep(2)  # more than a first try takes
    return wakeups(agent.pid) == before


def test_a_locked_keyring_is_not_asked(session, home, trace, tmp_path):
    process, proxy = mock_keyring(session, True)
    try:
        agent = start_agent(session, home, tmp_path)
        look_often(agent)
        assert trace() == []
        proxy.UpdateProperties('org.freedesktop.Secret.Collection', {'Locked': False},
                               dbus_interface=MOCK)
        wait_for(trace, 60, 'the start once it is unlocked')
        assert trace()[0] == 'report send --queued'
        assert session.notices() == []
        session.stop(agent)
    finally:
        process.terminate()
        process.wait()


def test_without_a_keyring_nothing_is_started(session, home, trace, tmp_path):
    agent = start_agent(session, home, tmp_path)
    look_often(agent)
    assert trace() == []
    session.stop(agent)


def test_the_window_sends_itself(session, home, trace, tmp_path):
    process, _ = mock_keyring(session, False)
    try:
        session.bus.request_name(WINDOW)
        agent = start_agent(session, home, tmp_path)
        wait_for(lambda: is_quiet(agent), 60, 'the agent to wait for the window')
        assert trace() == []
        session.bus.release_name(WINDOW)
        wait_for(trace, 60, 'the start when the window is closed')
        session.stop(agent)
    finally:
        process.terminate()
        process.wait()


def test_systemd_starts_it_outside_of_the_agents_sandbox(session, home, trace, tmp_path):
    process, _ = mock_keyring(session, False)
    systemd = DBusTestCase.spawn_server('org.freedesktop.systemd1', '/org/freedesktop/systemd1',
                                        'org.freedesktop.systemd1.Manager',
                                        stdout=subprocess.DEVNULL)
    try:
        proxy = session.bus.get_object('org.freedesktop.systemd1', '/org/freedesktop/systemd1')
        proxy.AddMethod('', 'StartUnit', 'ss', 'o', 'ret = dbus.ObjectPath("/job")',
                        dbus_interface=MOCK)
        agent = start_agent(session, home, tmp_path)
        calls = wait_for(lambda: proxy.GetMethodCalls('StartUnit', dbus_interface=MOCK), 60,
                         'the unit')
        assert list(calls[0][1]) == ['annhi-outbox.service', 'replace']
        assert trace() == []
        session.stop(agent)
    finally:
        for running in (systemd, process):
            running.terminate()
            running.wait()


@pytest.mark.parametrize('content', [None, b'', b'nonsense', 'empty'])
def test_nothing_waits(session, home, trace, tmp_path, content):
    """No vault, none that can be read, none with a report on its way."""
    path = os.path.join(home, 'annhi/vault.db')
    if content == 'empty':
        with contextlib.closing(sqlite3.connect(path)) as db:
            db.execute('DELETE FROM record')
            db.commit()
    else:
        os.unlink(path)
        if content is not None:
            with open(path, 'wb') as stream:
                stream.write(content)
    process, _ = mock_keyring(session, False)
    try:
        agent = start_agent(session, home, tmp_path, ANNHI_AGENT_TEST_SECOND_MS='1')
        look_often(agent)
        assert trace() == []
        session.stop(agent)
    finally:
        process.terminate()
        process.wait()
