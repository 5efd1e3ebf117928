# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""annhi-guardd from outside: what it answers, refuses, orders and remembers."""

import datetime
import hmac
import json
import struct
import time
import urllib.parse
import base64

import dbus
import pytest

from guard import UID_CHILD, UID_OTHER, UID_PARENT, every_day, policy, today, wait_for

CHILD = dbus.UInt32(UID_CHILD)


def totp(uri, step=0):
    """The code of RFC 6238 that an authenticator app would show, by our own arithmetic."""
    query = urllib.parse.parse_qs(urllib.parse.urlparse(uri).query)
    key = base64.b32decode(query['secret'][0] + '=' * (-len(query['secret'][0]) % 8))
    counter = int(time.time()) // 30 + step
    digest = hmac.new(key, struct.pack('>Q', counter), 'sha1').digest()
    offset = digest[-1] & 15
    number = struct.unpack('>I', digest[offset:offset + 4])[0] & 0x7fffffff
    return f'{number % 10**6:06d}'


def verdict_of(guard, uid=UID_CHILD):
    """The lines of one child in the verdict file."""
    lines = (guard.root / 'run/verdict').read_text().splitlines()
    starts = [i for i, line in enumerate(lines) if line.startswith(f'child {uid} ')]
    if not starts:
        return []
    rest = lines[starts[0] + 1:]
    end = next((i for i, line in enumerate(rest) if not line.startswith(('allow', 'refuse'))), 0)
    return lines[starts[0]:starts[0] + 1] + rest[:end]


def test_policy_round_trip_and_conflict(guard):
    guard.set_policy(policy(days=every_day(quota_minutes=60)))
    document = json.loads(guard.call('GetPolicy', CHILD))
    assert document['version'] == 1 and document['days']['mon'] == {'quota_minutes': 60}
    guard.set_policy(json.dumps({**document, 'enabled': False}))
    assert json.loads(guard.call('GetPolicy', CHILD))['version'] == 2
    guard.refused('Conflict', 'SetPolicy', CHILD, json.dumps(document))
    assert json.loads(guard.call('GetPolicy', CHILD))['enabled'] is False


def test_hostile_policies(guard):
    for document, pointer in (
            ('', ''), ('{', ''), ('[' * 200000, ''), ('{"schema":1}', '/schema'),
            (policy(enabled=3), '/enabled'), (policy(surprise=1), '/surprise'),
            (policy(days={'mon': {'quota_minutes': 9999}}), '/days/mon'),
            (policy(version=-1), '/version'), ('{"enabled":true,"enabled":true}', '/enabled'),
            (policy(weekly_quota_minutes=1e30), '/weekly')):
        message = guard.refused('InvalidPolicy', 'SetPolicy', CHILD, document)
        assert pointer in message
    assert list(guard.call('ListChildren')) == []


def test_who_cannot_be_a_child(guard):
    guard.refused('NotAChild', 'SetPolicy', dbus.UInt32(987654), policy())
    guard.refused('Administrator', 'SetPolicy', dbus.UInt32(0), policy())
    guard.refused('Administrator', 'SetPolicy', dbus.UInt32(101), policy())
    guard.refused('Administrator', 'SetPolicy', dbus.UInt32(UID_PARENT), policy())
    guard.refused('NotAChild', 'GetStatus', CHILD)


def test_quota_ends_a_text_login(guard):
    guard.set_policy(policy(days=every_day(quota_minutes=0), at_end={'action': 'logout',
                                                                     'grace_seconds': 0}))
    guard.log_in(Type='tty')
    wait_for(lambda: guard.ordered('TerminateUser'), 20, 'TerminateUser')
    assert guard.ordered('SetUserLinger') >= 1
    wait_for(lambda: guard.ordered('KillUser'), 20, 'KillUser')
    guard.log_out()
    wait_for(lambda: guard.status()['ending'] == 'none', 20, 'the ending to be over')
    assert 'terminated' in guard.events()


def test_lock_that_does_not_hold_is_followed_by_the_end(guard):
    guard.set_policy(policy(days=every_day(quota_minutes=0), at_end={'action': 'lock',
                                                                     'grace_seconds': 0}))
    guard.log_in()
    wait_for(lambda: guard.ordered('LockSession'), 20, 'LockSession')
    assert guard.ordered('TerminateUser') == 0
    wait_for(lambda: guard.ordered('TerminateUser'), 30, 'TerminateUser')


def test_lock_that_holds(guard):
    guard.set_policy(policy(days=every_day(quota_minutes=0), at_end={'action': 'lock',
                                                                     'grace_seconds': 0}))
    session = guard.log_in()
    wait_for(lambda: guard.ordered('LockSession'), 20, 'LockSession')
    guard.change(session, {'LockedHint': True})
    wait_for(lambda: guard.status()['state'] == 'locked', 20, 'the lock to be seen')
    time.sleep(11)
    assert guard.status()['ending'] == 'held' and guard.ordered('TerminateUser') == 0
    guard.change(session, {'LockedHint': False})
    wait_for(lambda: guard.ordered('TerminateUser'), 20, 'TerminateUser after unlocking')


def test_use_is_counted_and_survives_a_kill(guard):
    guard.set_policy(policy(days=every_day(quota_minutes=60)))
    guard.log_in()
    wait_for(lambda: guard.status()['state'] == 'using', 20, 'use to be seen')
    used = wait_for(lambda: guard.status()['used-today-seconds'] >= 3 and
                    guard.status()['used-today-seconds'], 20, 'use to be counted')
    guard.kill()
    guard.start()
    assert guard.status()['used-today-seconds'] >= used - 1
    wait_for(lambda: guard.status()['used-today-seconds'] > used, 20, 'counting to go on')


def test_other_users_sessions_do_not_count(guard):
    guard.set_policy(policy(days=every_day(quota_minutes=60)))
    guard.log_in(uid=UID_OTHER, session='c9')
    time.sleep(2)
    assert guard.status()['used-today-seconds'] == 0 and guard.status()['state'] == 'absent'


def test_manager_sessions_of_systemd_256(guard):
    """They have neither seat nor terminal; a login that claims their class has."""
    guard.set_policy(policy(days=every_day(quota_minutes=60)))
    guard.add_session('c7', {'Class': 'manager', 'Type': 'unspecified', 'Seat': ('', '/')})
    time.sleep(2)
    assert guard.status()['state'] == 'absent'
    guard.add_session('c8', {'Class': 'manager', 'Type': 'wayland', 'Seat': ('seat0', '/')})
    wait_for(lambda: guard.status()['state'] == 'using', 20, 'the false class to be seen through')


def test_verdict_follows(guard):
    guard.set_policy(policy(days=every_day(windows=[])))
    lines = verdict_of(guard)
    assert not [line for line in lines if line.startswith('allow')]
    assert any(line.startswith('refuse') and 'gọi 111, miễn phí' in line for line in lines)
    guard.call('Grant', CHILD, dbus.Int32(30), True, '')
    assert any(line.startswith('allow') for line in verdict_of(guard))
    assert (guard.root / 'state/managed' / str(UID_CHILD)).exists()
    guard.set_policy(policy(enabled=False))
    assert verdict_of(guard) == []
    assert not (guard.root / 'state/managed' / str(UID_CHILD)).exists()


def test_grant_with_and_without_override(guard):
    guard.set_policy(policy(days=every_day(windows=[], quota_minutes=10)))
    guard.call('Grant', CHILD, dbus.Int32(15), False, '')
    assert not guard.status()['allowed'] and guard.status()['bonus-today-seconds'] == 900
    guard.call('Grant', CHILD, dbus.Int32(15), True, 'sinh nhật')
    assert guard.status()['allowed'] and guard.status()['reason'] == 'grant'
    for minutes in (0, -5, 1441):
        guard.refused('InvalidArgument', 'Grant', CHILD, dbus.Int32(minutes), True, '')


def test_what_was_given_is_taken_back(guard):
    guard.set_policy(policy(days=every_day(windows=[])))
    guard.call('Grant', CHILD, dbus.Int32(30), True, '')
    guard.call('Grant', CHILD, dbus.Int32(15), True, '')
    assert guard.call('TakeBack', CHILD, dbus.Int32(15)) == 15
    assert guard.status()['remaining-seconds'] == 1800
    guard.kill()
    guard.start()
    assert guard.call('TakeBack', CHILD, dbus.Int32(60)) == 30
    assert guard.call('TakeBack', CHILD, dbus.Int32(60)) == 0
    assert not guard.status()['allowed']
    assert 'taken-back' in guard.events()
    for minutes in (0, -1, 1441):
        guard.refused('InvalidArgument', 'TakeBack', CHILD, dbus.Int32(minutes))
    code, _ = guard.call_as(UID_CHILD, 'TakeBack', 'ui', str(UID_CHILD), '5')
    assert code != 0


def test_grant_is_not_given_twice_by_a_kill(guard):
    guard.set_policy(policy(days=every_day(windows=[])))
    guard.call('Grant', CHILD, dbus.Int32(30), True, '')
    for _ in range(3):
        guard.kill()
        guard.start()
        assert 1795 <= guard.status()['remaining-seconds'] <= 1800


def test_pause(guard):
    guard.set_policy(policy())
    guard.log_in()
    guard.call('SetPaused', CHILD, True)
    wait_for(lambda: guard.ordered('LockSession'), 20, 'LockSession')
    assert guard.status()['reason'] == 'paused'
    guard.kill()
    guard.start()
    assert guard.status()['paused']
    guard.call('SetPaused', CHILD, False)
    assert guard.status()['allowed']


def test_child_asks_and_parent_answers(guard):
    guard.set_policy(policy(days=every_day(windows=[]), requests={'max_minutes': 30, 'per_day': 2}))
    code, out = guard.call_as(UID_CHILD, 'RequestTime', 'is', '20', 'làm bài tập')
    assert code == 0, out
    code, out = guard.call_as(UID_CHILD, 'RequestTime', 'is', '31', '')
    assert code != 0 and '30' in out
    guard.call_as(UID_CHILD, 'RequestTime', 'is', '10', '')
    code, out = guard.call_as(UID_CHILD, 'RequestTime', 'is', '10', '')
    assert code != 0
    requests = json.loads(guard.call('ListRequests'))['requests']
    assert len(requests) == 2 and {r['reason'] for r in requests} == {'làm bài tập', ''}
    first = next(r for r in requests if r['minutes'] == 20)
    guard.call('AnswerRequest', first['id'], True, dbus.Int32(0))
    assert 1190 <= guard.status()['remaining-seconds'] <= 1200
    guard.refused('NotFound', 'AnswerRequest', first['id'], True, dbus.Int32(0))
    second = next(r for r in requests if r['minutes'] == 10)
    guard.call('AnswerRequest', second['id'], False, dbus.Int32(0))
    states = {r['id']: r['state'] for r in json.loads(guard.call('ListRequests'))['requests']}
    assert states == {first['id']: 'approved', second['id']: 'declined'}


def test_ten_thousand_requests(guard):
    guard.set_policy(policy(requests={'max_minutes': 30, 'per_day': 3}))
    for _ in range(50):
        guard.call_as(UID_CHILD, 'RequestTime', 'is', '5', 'x' * 400)
    assert len(json.loads(guard.call('ListRequests'))['requests']) == 3


def test_child_may_not(guard):
    guard.set_policy(policy())
    guard.polkit.SetAllowed(dbus.Array([], signature='s'),
                            dbus_interface='org.freedesktop.DBus.Mock')
    for method, *arguments in (
            ('SetPolicy', 'us', str(UID_CHILD), policy(enabled=False)),
            ('Grant', 'uibs', str(UID_CHILD), '60', 'true', ''),
            ('SetPaused', 'ub', str(UID_CHILD), 'false'), ('RemoveChild', 'u', str(UID_CHILD)),
            ('EnrolCodes', 'u', str(UID_CHILD)), ('SetPin', 's', '1234'), ('ConfirmClock',),
            ('AnswerRequest', 'sbi', 'x', 'true', '5')):
        code, out = guard.call_as(UID_CHILD, method, *arguments)
        assert code != 0 and 'administrator' in out, (method, out)
    assert guard.call_as(UID_CHILD, 'GetStatus', 'u', str(UID_CHILD))[0] == 0
    assert guard.call_as(UID_CHILD, 'GetPolicy', 'u', str(UID_CHILD))[0] == 0
    assert guard.call_as(UID_OTHER, 'GetStatus', 'u', str(UID_CHILD))[0] != 0
    assert guard.call_as(UID_OTHER, 'RequestTime', 'is', '5', '')[0] != 0
    assert 'aa{sv} 0' in guard.call_as(UID_OTHER, 'ListChildren')[1]
    assert guard.call_as(UID_PARENT, 'GetStatus', 'u', str(UID_CHILD))[0] == 0


def test_codes_are_single_use(guard):
    guard.set_policy(policy(days=every_day(windows=[]), codes={'max_minutes': 45}))
    uri = guard.call('EnrolCodes', CHILD)
    code = totp(uri)
    assert guard.call_as(UID_CHILD, 'RedeemCode', 'si', code, '46')[0] != 0
    assert guard.call_as(UID_CHILD, 'RedeemCode', 'si', code, '45')[0] == 0
    assert 2690 <= guard.status()['remaining-seconds'] <= 2700
    assert guard.call_as(UID_CHILD, 'RedeemCode', 'si', code, '45')[0] != 0
    guard.kill()
    guard.start()
    assert guard.call_as(UID_CHILD, 'RedeemCode', 'si', code, '45')[0] != 0
    for _ in range(5):
        _, out = guard.call_as(UID_CHILD, 'RedeemCode', 'si', '000000', '5')
    _, out = guard.call_as(UID_CHILD, 'RedeemCode', 'si', totp(uri, 1), '5')
    assert 'too many' in out
    assert 2600 <= guard.status()['remaining-seconds'] <= 2700


def test_pin(guard):
    guard.set_policy(policy(days=every_day(windows=[])))
    assert guard.call_as(UID_CHILD, 'RedeemPin', 'si', '1234', '5')[0] != 0
    guard.refused('InvalidArgument', 'SetPin', '12')
    guard.refused('InvalidArgument', 'SetPin', '12a4')
    guard.call('SetPin', '975318642097')
    assert guard.call_as(UID_CHILD, 'RedeemPin', 'si', '1357', '5')[0] != 0
    assert guard.call_as(UID_CHILD, 'RedeemPin', 'si', '975318642097', '5')[0] == 0
    for _ in range(5):
        guard.call_as(UID_CHILD, 'RedeemPin', 'si', '0000', '5')
    _, out = guard.call_as(UID_CHILD, 'RedeemPin', 'si', '975318642097', '5')
    assert 'too many' in out
    files = b''.join(path.read_bytes() for path in (guard.root / 'state/private').iterdir())
    assert b'975318642097' not in files


def test_damaged_database(guard):
    guard.set_policy(policy(days=every_day(windows=[])))
    assert guard.kill(15) == 0
    private = guard.root / 'state/private'
    for name in ('guard.db-wal', 'guard.db-shm'):
        (private / name).unlink(missing_ok=True)
    (private / 'guard.db').write_bytes(b'nonsense ' * 1000)
    guard.start()
    assert not guard.status()['allowed']
    assert 'data-rescued' in guard.events(uid=0)
    assert list(private.glob('guard.db.damaged-*'))


def test_state_directory_gone(guard):
    """Deleted under its feet: goes on, says so, and holds the rules."""
    guard.set_policy(policy(days=every_day(windows=[])))
    (guard.root / 'state/timetable').unlink()
    guard.call('SetPaused', CHILD, True)
    assert (guard.root / 'state/timetable').exists()


def test_logind_restarts(guard):
    guard.set_policy(policy(days=every_day(quota_minutes=60)))
    guard.log_in()
    wait_for(lambda: guard.status()['state'] == 'using', 20, 'use to be seen')
    guard.mocks[0].terminate()
    guard.mocks[0].wait()
    time.sleep(1)
    assert guard.status()['allowed']
    guard.logind = guard.mock('logind', {})
    wait_for(lambda: guard.status()['state'] == 'absent', 20, 'the new logind to be read')
    guard.log_in(session='c2')
    wait_for(lambda: guard.status()['state'] == 'using', 20, 'use to be seen again')


def test_recycled_account(guard):
    guard.set_policy(policy(days=every_day(windows=[])))
    passwd = (guard.root / 'passwd').read_text()
    (guard.root / 'passwd').write_text(passwd.replace('kid:x:', 'renamed:x:'))
    guard.kill()
    guard.start()
    child = guard.call('ListChildren')[0]
    assert child['identity'] == 'renamed'
    assert verdict_of(guard) == []
    assert 'identity' in guard.events()
    guard.set_policy(policy(days=every_day(quota_minutes=5)))
    assert guard.call('ListChildren')[0]['identity'] == 'ok'
    assert guard.call('ListChildren')[0]['user'] == 'renamed'


def test_removed_child_leaves_nothing(guard):
    guard.set_policy(policy(days=every_day(windows=[])))
    guard.call('Grant', CHILD, dbus.Int32(5), True, 'bí mật riêng')
    guard.call('RemoveChild', CHILD)
    guard.refused('NotAChild', 'GetStatus', CHILD)
    assert verdict_of(guard) == []
    assert not list((guard.root / 'state/private').glob('child-*'))
    guard.set_policy(policy(days=every_day(windows=[])))
    assert guard.status()['used-today-seconds'] == 0 and not guard.status()['allowed']


def test_fifty_children_with_four_hundred_dates(guard):
    dates = [{'from': f'20{20 + i // 12 % 80:02d}-{1 + i % 12:02d}-01',
              'to': f'20{20 + i // 12 % 80:02d}-{1 + i % 12:02d}-28', 'quota_minutes': i % 60}
             for i in range(400)]
    passwd = (guard.root / 'passwd').read_text()
    uids = range(24000, 24050)
    (guard.root / 'passwd').write_text(passwd + ''.join(f'c{u}:x:{u}:{u}::/n:/bin/sh\n' for u in uids))
    for uid in uids:
        guard.set_policy(policy(dates=dates, days=every_day(windows=[['08:00', '09:00'], ['17:00', '20:00']])), uid)
    assert len(guard.call('ListChildren')) == 50
    started = time.monotonic()
    guard.status(24000)
    assert time.monotonic() - started < 5


def test_wrong_types(guard):
    for arguments in ((), ('x',), (CHILD,), (CHILD, 3)):
        with pytest.raises(dbus.DBusException):
            guard.call('SetPolicy', *arguments)
    with pytest.raises(dbus.DBusException):
        guard.call('NoSuchMethod')
    guard.set_policy(policy())
    guard.refused('InvalidArgument', 'GetUsage', CHILD, 'yesterday', 'today')
    guard.refused('InvalidArgument', 'GetUsage', CHILD, '2020-01-01', '2026-01-01')
    guard.refused('InvalidArgument', 'GetEvents', CHILD, '2026-02-30', '2026-03-01')


def test_usage_document(guard):
    guard.set_policy(policy(days=every_day(quota_minutes=60)))
    guard.log_in()
    wait_for(lambda: guard.status()['used-today-seconds'] >= 2, 30, 'use')
    days = json.loads(guard.call('GetUsage', CHILD, '2026-01-01', '2026-12-31'))['days']
    assert len(days) == 1 and days[0]['quota_seconds'] == 3600
    assert sum(days[0]['hours']) >= days[0]['used_seconds'] >= 2 and days[0]['verified'] is True


def test_refused_logins_are_told_once(guard):
    """As pam_annhi leaves them; a try asks it twice, and a stranger's file is nobody's."""
    guard.set_policy(policy())
    place = guard.root / 'run/refused'
    assert place.stat().st_mode & 0o777 == 0o700
    for name in (str(UID_CHILD), str(UID_PARENT), '../verdict'.replace('/', '_'), '-1', str(UID_CHILD)):
        (place / name).write_bytes(b'')
    wait_for(lambda: not list(place.iterdir()), 20, 'the files to be taken')
    wait_for(lambda: 'login-refused' in guard.events(), 20, 'the event')
    assert guard.events().count('login-refused') == 1
    guard.kill()
    (place / str(UID_CHILD)).write_bytes(b'')
    guard.start()
    wait_for(lambda: guard.events().count('login-refused') == 2, 20, 'the event of before')


def dates_of(guard, uid=UID_CHILD):
    answer = guard.call('GetUsage', dbus.UInt32(uid), str(today() - datetime.timedelta(399)),
                        str(today()))
    return [day['date'] for day in json.loads(answer)['days']]


def test_history_is_deleted(guard):
    """By a parent up to this week, by the guard after a year or what was chosen."""
    monday = today() - datetime.timedelta(today().weekday())
    past = [monday - datetime.timedelta(days) for days in (370, 300, 100, 1)]
    guard.set_policy(policy())
    guard.set_policy(policy(), UID_OTHER)
    for uid in (UID_CHILD, UID_OTHER):
        guard.remember([(date, {10: 5}) for date in [*past, monday]],
                       [(datetime.datetime.now() - datetime.timedelta(50), 6, 15)], uid)
    kept = [str(date) for date in reversed([monday, *past[:0:-1]])]
    assert dates_of(guard) == kept  # a year unless another time is chosen
    assert guard.status()['keep-days'] == 365

    guard.refused('InvalidArgument', 'DeleteHistory', CHILD, str(monday + datetime.timedelta(1)))
    guard.refused('InvalidArgument', 'DeleteHistory', CHILD, 'today')
    guard.refused('NotAChild', 'DeleteHistory', dbus.UInt32(UID_PARENT), str(monday))
    assert guard.call_as(UID_CHILD, 'DeleteHistory', 'us', str(UID_CHILD), str(monday))[0] != 0
    guard.call('DeleteHistory', CHILD, str(monday))
    assert dates_of(guard) == [str(monday)] and 'history-deleted' in guard.events()
    assert 'granted' not in guard.events() and 'granted' in guard.events(UID_OTHER)

    for days in (30, 731):
        guard.refused('InvalidArgument', 'SetKeepDays', dbus.UInt32(days))
    guard.call('SetKeepDays', dbus.UInt32(200))
    assert dates_of(guard, UID_OTHER) == kept[1:]
    guard.kill()
    guard.start()
    assert guard.status()['keep-days'] == 200
    assert dates_of(guard, UID_OTHER) == kept[1:]


def test_signals_reach_only_those_who_may_know(guard):
    """A sibling's client hears nothing of a child; the child and a parent do."""
    guard.set_policy(policy())
    listeners = {uid: guard.listen_as(uid) for uid in (UID_CHILD, UID_OTHER, UID_PARENT)}
    guard.call('SetPaused', CHILD, True)
    for uid in (UID_CHILD, UID_PARENT):
        wait_for(lambda uid=uid: 'StatusChanged' in listeners[uid](), 20, f'a signal for {uid}')
    assert 'StatusChanged' not in listeners[UID_OTHER]()
