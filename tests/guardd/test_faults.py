# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""annhi-guardd when what it stands on breaks, and when it is asked too much."""

import contextlib
import json
import os
import random
import signal
import subprocess
import threading
import time

import dbus
import pytest
from dbusmock import DBusTestCase

from guard import UID_CHILD, every_day, policy, start_bus, wait_for
from test_guardd import CHILD, totp, verdict_of

CLOSED = policy(days=every_day(windows=[]))


@contextlib.contextmanager
def mounted(path, size):
    """A disk of its own below `path`; gives a function that remounts it with other options."""
    path.mkdir(mode=0o755, exist_ok=True)
    subprocess.run(['mount', '-t', 'tmpfs', '-o', f'size={size},mode=0755', 'none', path], check=True)
    try:
        yield lambda options: subprocess.run(['mount', '-o', f'remount,{options}', path], check=True)
    finally:
        subprocess.run(['umount', '--lazy', path], check=True)


def fill(path):
    """Leaves no room at all on the disk of `path`."""
    with open(path / 'filler', 'wb', buffering=0) as stream:
        for size in (4096, 1):
            with contextlib.suppress(OSError):
                while stream.write(b'x' * size):
                    pass


# The bus and logind

def test_the_bus_is_restarted(guard):
    """The guard ends, having written down what it knew, and holds the rules when started again."""
    guard.set_policy(policy(days=every_day(quota_minutes=60)))
    guard.log_in()
    used = wait_for(lambda: guard.status()['used-today-seconds'] >= 2 and
                    guard.status()['used-today-seconds'], 30, 'use')
    guard.bus.close()
    for process in guard.mocks:
        process.terminate()
        process.wait()
    guard.bus_process.kill()
    guard.bus_process.wait()
    assert guard.process.wait(30) == 1
    guard.start_alone()  # as systemd does, a second later: no bus yet
    assert guard.process.wait(30) == 1
    old, guard.mocks = guard.bus_directory, []
    guard.bus_process, guard.bus_directory = start_bus(guard.environment())
    subprocess.run(['rm', '-r', old], check=True)
    guard.bus = DBusTestCase.get_dbus(system_bus=True)
    guard.start()
    assert guard.status()['used-today-seconds'] >= used
    assert guard.status()['quota-today-seconds'] == 3600


def test_an_account_deleted_while_it_is_logged_in(guard):
    """Nobody has the uid or the name, so the rules go on until the login is over."""
    guard.set_policy(policy(days=every_day(quota_minutes=60)))
    guard.log_in(Type='tty')
    wait_for(lambda: guard.status()['state'] == 'using', 20, 'use to be seen')
    passwd = guard.root / 'passwd'
    passwd.write_text(''.join(line for line in passwd.read_text().splitlines(True)
                              if not line.startswith('kid:')))
    guard.emit('SessionNew', 'so', 'x', '/')
    wait_for(lambda: guard.call('ListChildren')[0]['identity'] == 'gone', 20, 'it to be noticed')
    assert 'identity' in guard.events()
    before = guard.status()['used-today-seconds']
    wait_for(lambda: guard.status()['used-today-seconds'] > before, 20, 'counting to go on')
    guard.call('SetPaused', CHILD, True)
    wait_for(lambda: guard.ordered('TerminateUser'), 20, 'TerminateUser')
    guard.log_out()
    guard.call('RemoveChild', CHILD)
    assert list(guard.call('ListChildren')) == []


# What a child leaves running

def test_programs_left_running_end_with_the_hours(guard):
    """logind lists a user with lingering or leftover programs although nobody is logged in."""
    guard.log_in()
    guard.leave_running()
    guard.set_policy(policy())
    time.sleep(1)
    assert guard.ordered('TerminateUser') == 0
    guard.set_policy(CLOSED)
    guard.emit('SessionRemoved', 'so', 'c1', '/')
    wait_for(lambda: guard.ordered('TerminateUser'), 20, 'TerminateUser')
    assert guard.ordered('SetUserLinger') >= 1
    wait_for(lambda: guard.ordered('KillUser'), 20, 'KillUser')


# The disk

@pytest.mark.parametrize('damage', ['nonsense', 'half', 'middle', 'directory'])
def test_a_damaged_database(guard, damage):
    """Moved aside, once; the rules hold from their copies and the parent is told."""
    guard.set_policy(CLOSED)
    assert guard.kill(signal.SIGTERM) == 0
    private = guard.root / 'state/private'
    database = private / 'guard.db'
    for name in ('guard.db-wal', 'guard.db-shm'):
        (private / name).unlink(missing_ok=True)
    content = bytearray(database.read_bytes())
    if damage == 'nonsense':
        content = b'nonsense ' * 1000
    elif damage == 'half':
        content = content[:len(content) // 2]
    elif damage == 'middle':
        content[4096:] = os.urandom(len(content) - 4096)
    database.unlink()
    if damage == 'directory':
        database.mkdir()
    else:
        database.write_bytes(content)
    for _ in range(2):
        guard.start()
        assert not guard.status()['allowed'] and verdict_of(guard)
        guard.kill()
    guard.start()
    assert guard.events(uid=0).count('makeshift' if damage == 'directory' else 'data-rescued') >= 1
    if damage != 'directory':
        assert len(list(private.glob('guard.db.damaged-*'))) == 1
        assert guard.events(uid=0).count('data-rescued') == 1


def test_a_full_disk(bare):
    """Nothing is promised that cannot be kept; rules and counting go on; then all is as before."""
    state = bare.root / 'state'
    with mounted(state, '2m'):
        guard = bare.start()
        guard.set_policy(policy(days=every_day(quota_minutes=60)))
        guard.log_in()
        wait_for(lambda: guard.status()['state'] == 'using', 20, 'use to be seen')
        fill(state)
        wait_for(lambda: storage_refuses(guard), 30, 'a refusal for want of room')
        assert guard.status()['bonus-today-seconds'] == 0
        before = guard.status()['used-today-seconds']
        wait_for(lambda: guard.status()['used-today-seconds'] > before, 20, 'counting to go on')
        (state / 'filler').unlink()
        guard.call('Grant', CHILD, dbus.Int32(15), False, '')
        assert guard.status()['bonus-today-seconds'] == 900
        guard.kill()
        guard.start()
        assert guard.status()['bonus-today-seconds'] == 900
        assert guard.status()['used-today-seconds'] >= before
        assert guard.kill(signal.SIGTERM) == 0


def storage_refuses(guard):
    try:
        guard.call('SetPolicy', CHILD, policy(days=every_day(
            quota_minutes=60), dates=[{'from': '2026-01-01', 'to': '2026-01-01', 'label': 'x' * 60,
                                       'quota_minutes': n} for n in range(400)]))
    except dbus.DBusException as error:
        assert error.get_dbus_name().endswith('.Storage'), error
        return True
    return False


@pytest.mark.parametrize('how', ['read-only', 'full'])
def test_a_start_without_a_disk(bare, how):
    """The rules hold and use is counted, in memory, and is taken to the disk once that works."""
    state = bare.root / 'state'
    with mounted(state, '2m') as remount:
        guard = bare.start()
        guard.set_policy(CLOSED)
        guard.call('Grant', CHILD, dbus.Int32(30), True, '')
        assert guard.kill(signal.SIGTERM) == 0
        if how == 'read-only':
            remount('ro')
        else:
            fill(state)
        for _ in range(2):
            guard.start()
            assert guard.status()['reason'] == 'grant'
            assert guard.events(uid=0).count('makeshift') >= 1
            guard.kill()
        guard.start()
        guard.call('SetPaused', CHILD, True)
        guard.kill()
        assert oct((guard.root / 'run/private').stat().st_mode)[-3:] == '700'
        if how == 'read-only':
            remount('rw')
        else:
            (state / 'filler').unlink()
        guard.start()
        assert guard.status()['paused'] and not (guard.root / 'run/private').exists()
        guard.kill()
        guard.start()
        assert guard.status()['paused']
        assert guard.kill(signal.SIGTERM) == 0


def test_killed_at_any_instant(guard):
    """A code opens time once and an answer gives it once, whenever the guard dies."""
    guard.set_policy(policy(days=every_day(windows=[]), codes={'max_minutes': 10},
                            requests={'max_minutes': 10, 'per_day': 20}))
    code = totp(guard.call('EnrolCodes', CHILD))
    given = asked = 0
    for round_ in range(6):
        _, out = guard.call_as(UID_CHILD, 'RequestTime', 'is', '10', '')
        ident = out.split('"')[1]
        asked += 1
        killer = threading.Timer(random.random() * 0.05, guard.process.kill)
        killer.start()
        with contextlib.suppress(dbus.DBusException):
            guard.call('AnswerRequest', ident, True, dbus.Int32(0))
        if round_ == 0:
            guard.call_as(UID_CHILD, 'RedeemCode', 'si', code, '10')
        killer.join()
        guard.process.wait(30)
        guard.start()
        with contextlib.suppress(dbus.DBusException):
            guard.call('AnswerRequest', ident, True, dbus.Int32(0))
        guard.call_as(UID_CHILD, 'RedeemCode', 'si', code, '10')
        given = guard.status()['remaining-seconds']
        assert given <= asked * 600 + 600, 'given twice'
        assert guard.call_as(UID_CHILD, 'RedeemCode', 'si', code, '10')[0] != 0
        guard.refused('NotFound', 'AnswerRequest', ident, True, dbus.Int32(0))
    states = [r['state'] for r in json.loads(guard.call('ListRequests'))['requests']]
    assert states.count('approved') * 600 + 600 >= given > 0


# Too much

def test_ten_thousand_requests_of_one_child(guard):
    """The third of a day is the last; parents are served meanwhile."""
    guard.set_policy(policy(requests={'max_minutes': 30, 'per_day': 3}))
    program = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'ask_often.py')
    with open(program, encoding='utf-8') as source:
        process = subprocess.Popen(
            ['setpriv', f'--reuid={UID_CHILD}', f'--regid={UID_CHILD}', '--clear-groups',
             '/usr/bin/python3', '-', os.environ['DBUS_SYSTEM_BUS_ADDRESS'], '10000'],
            stdin=source, stdout=subprocess.PIPE, text=True)
    slowest = 0
    while process.poll() is None:
        begun = time.monotonic()
        guard.status()
        slowest = max(slowest, time.monotonic() - begun)
        time.sleep(0.2)
    assert process.stdout.read().split() == ['3', 'vn.annhi.Guard1.Error.TooMany']
    print(f'slowest answer to a parent meanwhile: {slowest * 1000:.0f} ms')
    assert slowest < 10
    assert len(json.loads(guard.call('ListRequests'))['requests']) == 3


def test_two_parents_at_once(guard):
    """Of those who began from the same version one wins, the others hear Conflict."""
    guard.set_policy(policy(days=every_day(quota_minutes=1)))
    document = json.loads(guard.call('GetPolicy', CHILD))
    proxy = guard.bus.get_object('vn.annhi.Guard1', '/vn/annhi/Guard1', introspect=False)
    outcomes = []

    def parent(minutes):
        text = json.dumps({**document, 'days': every_day(quota_minutes=minutes)})
        out = subprocess.run(['busctl', '--system', f'--address={os.environ["DBUS_SYSTEM_BUS_ADDRESS"]}',
                              'call', 'vn.annhi.Guard1', '/vn/annhi/Guard1', 'vn.annhi.Guard1',
                              'SetPolicy', 'us', str(UID_CHILD), text], capture_output=True,
                             text=True, timeout=60, check=False)
        outcomes.append((out.returncode, minutes, out.stderr))
    threads = [threading.Thread(target=parent, args=(minutes,)) for minutes in (10, 20, 30, 40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    winners = [minutes for code, minutes, _ in outcomes if code == 0]
    assert len(winners) == 1, outcomes
    assert all('changed these rules' in error for code, _, error in outcomes if code)
    held = json.loads(proxy.GetPolicy(CHILD, dbus_interface='vn.annhi.Guard1'))
    assert held['version'] == 2 and held['days']['mon']['quota_minutes'] == winners[0]


def test_ten_years_of_dates(guard):
    """One entry of ten years, 400 entries over ten years; 401, or one a day, are refused."""
    entries = [{'from': f'{2026 + i // 40}-{1 + i % 12:02d}-{1 + i // 12 % 27:02d}',
                'to': f'{2026 + i // 40}-{1 + i % 12:02d}-{2 + i // 12 % 27:02d}',
                'label': 'nghỉ lễ', 'quota_minutes': i % 1440} for i in range(400)]
    guard.set_policy(policy(dates=[{'from': '2020-01-01', 'to': '2099-12-31', 'windows': []}]))
    assert not guard.status()['allowed'] and guard.status()['next-allowed-at'] == ''
    guard.set_policy(policy(dates=entries))
    begun = time.monotonic()
    guard.log_in()
    wait_for(lambda: guard.status()['state'] == 'using', 20, 'use to be seen')
    assert time.monotonic() - begun < 10
    for too_many in (entries + entries[:1], (entries * 10)[:3650]):
        assert '/dates' in guard.refused('InvalidPolicy', 'SetPolicy', CHILD, policy(dates=too_many))
    assert len(json.loads(guard.call('GetPolicy', CHILD))['dates']) == 400
