# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""annhictl child against a real guard on a bus of its own, without one, and against a false one."""

import base64
import glob
import hmac
import json
import os
import pathlib
import re
import struct
import subprocess
import sys
import tempfile
import time
import unicodedata
import urllib.parse

import pytest
from dbusmock import DBusTestCase

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '../guardd'))
from guard import Guard, UID_CHILD, UID_OTHER, UID_PARENT, every_day, policy  # noqa: E402

ANNHICTL = os.path.join(os.environ['AN_BUILD_DIR'], 'app/cli/annhictl')
DONE, REFUSED, USAGE = 0, 1, 2


class Family:
    """A guard and a terminal. Calls are root's unless another uid is named."""

    def __init__(self, path):
        path.chmod(0o755)
        self.path = path
        self.guard = Guard(path, glob.glob('/usr/lib/*/libnss_wrapper.so')[0])

    def run(self, *words, uid=0, language='en', stdin=None, **environment):
        change = ['setpriv', f'--reuid={uid}', f'--regid={uid}', '--clear-groups'] if uid else []
        return subprocess.run(
            [*change, ANNHICTL, 'child', *map(str, words)], input=stdin, capture_output=True,
            text=True, timeout=120, check=False,
            env={**self.guard.environment(), 'LANGUAGE': language, 'LC_ALL': 'C.UTF-8',
                 **environment})

    def json(self, *words, uid=0):
        done = self.run(*words, '--json', uid=uid)
        assert done.returncode == DONE and done.stderr == '', done
        return json.loads(done.stdout)

    def refuse(self, *words, uid=0, code=REFUSED, **more):
        """What is said when something is refused: one line, nothing on stdout."""
        done = self.run(*words, uid=uid, **more)
        assert done.returncode == code and done.stdout == '', done
        assert done.stderr.startswith('annhictl: ')
        assert code == USAGE or done.stderr.count('\n') == 1, done.stderr
        return done.stderr

    def write(self, name, document):
        path = self.path / name
        path.write_text(document if isinstance(document, str) else json.dumps(document),
                        encoding='utf-8')
        return path

    def set(self, user='kid', **members):
        done = self.run('set', user, self.write('policy.json', policy(**members)))
        assert done.returncode == DONE, done
        return done


@pytest.fixture(name='open_path')
def make_open_path():
    """A directory that other users may look into, as they may not into pytest's own."""
    with tempfile.TemporaryDirectory(prefix='annhi-child-') as path:
        yield pathlib.Path(path)


@pytest.fixture(name='family')
def make_family(open_path):
    made = Family(open_path)
    try:
        made.guard.start()
        yield made
    finally:
        made.guard.end()


@pytest.fixture(name='bare')
def make_bare(open_path):
    """The bus without a guard."""
    made = Family(open_path)
    try:
        yield made
    finally:
        made.guard.end()


def totp(uri, step=0):
    query = urllib.parse.parse_qs(urllib.parse.urlparse(uri).query)
    key = base64.b32decode(query['secret'][0] + '=' * (-len(query['secret'][0]) % 8))
    digest = hmac.new(key, struct.pack('>Q', int(time.time()) // 30 + step), 'sha1').digest()
    offset = digest[-1] & 15
    return f'{(struct.unpack(">I", digest[offset:offset + 4])[0] & 0x7fffffff) % 10**6:06d}'


def width(text):
    """Cells on a terminal."""
    return sum(0 if unicodedata.combining(c) or unicodedata.category(c) == 'Cf' else
               2 if unicodedata.east_asian_width(c) in 'WF' else 1 for c in text)


# Rules

def test_nobody_has_rules_at_first(family):
    assert family.json('list') == []
    done = family.run('list', language='vi')
    assert done.returncode == DONE and 'Chưa ai trên máy này có luật' in done.stdout


def test_a_suggestion_is_set_and_what_holds_is_read_back(family):
    answer = family.json('set', 'kid', '--preset', 'age-06-10')
    assert answer['user'] == 'kid' and answer['version'] == 1
    assert answer['quota_today_seconds'] in (5400, 7200) and answer['used_today_seconds'] == 0
    held = family.json('rules', 'kid')
    with open(os.path.join(os.environ['AN_SOURCE_DIR'],
                           'data/screentime/presets/age-06-10.json'), encoding='utf-8') as stream:
        wanted = json.load(stream)['policy']
    assert held.pop('version') == 1 and held == wanted
    assert family.json('list')[0] | {'state': ''} == {
        'uid': UID_CHILD, 'user': 'kid', 'real_name': 'Bé An', 'enabled': True, 'identity': 'ok',
        'state': ''}


def test_every_suggestion_is_there_and_others_are_named(family):
    for path in glob.glob(os.path.join(os.environ['AN_SOURCE_DIR'],
                                       'data/screentime/presets/*.json')):
        assert family.run('set', 'kid', '--preset',
                          os.path.basename(path)[:-5]).returncode == DONE, path
    assert 'age-11-13' in family.refuse('set', 'kid', '--preset', '../../etc/passwd')


def test_rules_from_a_file_printed_and_set_again(family):
    family.set(days=every_day(quota_minutes=60))
    held = family.json('rules', 'kid')
    held['days']['mon'] = {'quota_minutes': 30}
    assert family.json('set', 'kid', family.write('held.json', held))['version'] == 2
    message = family.refuse('set', 'kid', family.write('held.json', held), language='vi')
    assert 'vừa đổi luật này' in message
    assert family.json('rules', 'kid')['version'] == 2


@pytest.mark.parametrize('document, pointer', [
    ('', ''), ('{"schema":"vn.annhi.policy/1","enabled":true}x', ''), ('[]', ''), ('[' * 99999, ''),
    ('{"schema":"vn.annhi.policy/1","enabled":1}', '/enabled'),
    ('{"schema":"vn.annhi.policy/1","enabled":true,"surprise":1}', '/surprise'),
    ('{"schema":"vn.annhi.policy/1","enabled":true,"days":{"mon":{"quota_minutes":1e9}}}',
     '/days/mon/quota_minutes')], ids=['empty', 'rest', 'list', 'deep', 'type', 'key', 'range'])
def test_bad_rules_are_refused_with_file_and_place(family, document, pointer):
    path = family.write('bad.json', document)
    assert f'{path}: ' in family.refuse('set', 'kid', path)
    assert pointer in family.refuse('set', 'kid', path)
    assert family.json('list') == []


def test_who_cannot_have_rules(family):
    for user, words in (('root', 'administrator'), ('mom', 'administrator'), ('0', 'administrator'),
                        ('messagebus', 'administrator'), ('987654', 'no rules'),
                        ('nobody-at-all', 'no user'), ('4294967296', 'no user')):
        assert words in family.refuse('set', user, '--preset', 'age-06-10'), user


def test_a_number_is_a_user_too(family):
    family.set(user=str(UID_CHILD))
    assert family.json('status', UID_CHILD)['user'] == 'kid'
    assert family.json('status', uid=UID_CHILD)['user'] == 'kid'


def test_removing_wants_to_be_meant(family):
    family.set()
    assert '--yes' in family.refuse('remove', 'kid', code=USAGE)
    assert family.run('remove', 'kid', '--yes').returncode == DONE
    assert family.json('list') == []
    assert 'no rules' in family.refuse('remove', 'kid', '--yes')


# Time

def test_time_is_given_and_stopped(family):
    family.set(days=every_day(quota_minutes=0))
    assert family.json('status', 'kid')['allowed'] is False
    answer = family.json('grant', 'kid', 30)
    assert answer['bonus_today_seconds'] == 1800 and answer['allowed'] is True
    family.set(days=every_day(windows=[]))
    assert family.json('status', 'kid')['reason'] == 'outside-window'
    answer = family.json('grant', 'kid', 45, '--override', '--note', 'sinh nhật')
    assert answer['reason'] == 'grant' and answer['remaining_seconds'] == 2700
    answer = family.json('pause', 'kid')
    assert answer['paused'] is True and answer['reason'] == 'paused'
    assert 'a parent has stopped it' in family.run('status', 'kid').stdout
    assert family.json('pause', 'kid', '--off')['reason'] == 'grant'


@pytest.mark.parametrize('minutes', ['0', '-5', '1441', 'x', '', '3.5', '99999999999999999999'])
def test_minutes_that_are_none(family, minutes):
    family.refuse('grant', '--', 'kid', minutes, code=USAGE)
    family.refuse('ask', '--', minutes, code=USAGE, uid=UID_CHILD)


def test_status_is_one_sentence_in_both_languages(family):
    family.set(days=every_day(windows=[]))
    assert re.search(r'Now: +Not allowed \(it is outside the allowed hours\)\n',
                     family.run('status', 'kid').stdout)
    assert 'Không được dùng (ngoài giờ được dùng)' in \
        family.run('status', 'kid', language='vi').stdout
    family.set(enabled=False)
    assert 'Được dùng (luật đang tắt)' in family.run('status', 'kid', language='vi').stdout


def test_a_child_may_not_rule(family):
    family.set(days=every_day(quota_minutes=0))
    family.set('other')
    for words in (('grant', 'kid', 30), ('pause', 'kid', '--off'), ('remove', 'kid', '--yes'),
                  ('set', 'kid', '--preset', 'age-14-17'), ('codes', 'enrol', 'kid'),
                  ('pin', 'set', '--off'), ('confirm-clock',), ('status', 'other'),
                  ('rules', 'other'), ('usage', 'other'), ('events', 'other'), ('events',)):
        assert 'only a parent' in family.refuse(*words, uid=UID_CHILD), words
    assert [child['user'] for child in family.json('list', uid=UID_CHILD)] == ['kid']
    assert [child['user'] for child in family.json('list', uid=UID_OTHER)] == ['other']
    assert family.json('status', 'kid')['bonus_today_seconds'] == 0


# Asking

def test_ask_and_answer(family):
    family.set(days=every_day(quota_minutes=0))
    ident = family.json('ask', 30, '--reason', 'làm bài 漢字\x1b[31m\n“x”', uid=UID_CHILD)['id']
    listed = family.json('requests')
    assert [(r['id'], r['state'], r['minutes'], r['user']) for r in listed] == \
        [(ident, 'open', 30, 'kid')]
    assert family.json('requests', uid=UID_OTHER) == []
    assert family.json('status', 'kid')['open_requests'] == 1
    assert family.run('answer', ident, '--approve', '--minutes', 20).returncode == DONE
    assert family.json('requests')[0]['granted_minutes'] == 20
    assert family.json('status', 'kid')['remaining_seconds'] == 1200
    for words in (('--approve',), ('--decline',)):
        assert 'not open any more' in family.refuse('answer', ident, *words)
    assert 'not open any more' in family.refuse('answer', "' OR 1=1 --", '--approve')


def test_the_table_is_aligned_and_cannot_steer_the_terminal(family):
    family.set(requests={'per_day': 9})
    for reason in ('漢字かな', 'Nguyễn', 'e\u0323\u0302', '\x1b[2J\u202eabc\nnext'):
        assert family.run('ask', 5, '--reason', reason, uid=UID_CHILD).returncode == DONE
    done = family.run('requests', language='vi')
    lines = done.stdout.rstrip('\n').split('\n')
    assert len(lines) == 5 and '\x1b' not in done.stdout and '\u202e' not in done.stdout
    heading = lines[0].index('Để làm gì')
    for line in lines[1:]:
        before = line[:line.index('Đang chờ')] + 'Đang chờ'
        assert width(before) <= width(lines[0][:heading])
        assert re.match(r'[0-9a-f-]{36}  kid  ', line)
    list_lines = family.run('list', language='vi').stdout.split('\n')
    assert list_lines[1].startswith('kid')
    assert width(list_lines[0][:list_lines[0].index('Tình trạng')]) == \
        width(list_lines[1][:list_lines[1].index('Chưa đăng nhập')])


def test_asking_too_often_is_told_kindly(family):
    family.set(requests={'per_day': 2, 'max_minutes': 30})
    assert family.refuse('ask', 31, uid=UID_CHILD)
    for _ in range(2):
        assert family.run('ask', 10, uid=UID_CHILD).returncode == DONE
    assert 'talk to your parents' in family.refuse('ask', 10, uid=UID_CHILD)
    assert 'no rules' in family.refuse('ask', 10, uid=UID_PARENT)


# History

def test_usage_and_events(family):
    family.set(days=every_day(quota_minutes=60))
    family.run('grant', 'kid', 15)
    assert 'more' in family.run('events', 'kid').stdout
    assert 'Bố mẹ cho thêm 15 phút' in family.run('events', 'kid', language='vi').stdout
    kinds = [event['kind'] for event in family.json('events', 'kid')]
    assert 'granted' in kinds and 'policy-set' in kinds
    days = family.json('usage', 'kid')
    assert all(len(day['hours']) == 24 for day in days)
    assert family.run('usage', 'kid').returncode == DONE
    for words in (('--from', 'x'), ('--from', '2026-02-30'), ('--to', '1999-01-01'),
                  ('--from', '2020-01-01', '--to', '2026-01-01')):
        assert 'refuses' in family.refuse('usage', 'kid', *words), words


# Codes and PIN

def scan(drawing, path):
    """The text of a QR code drawn with half blocks, light on dark."""
    lines = [line for line in drawing.split('\n') if line and set(line) <= set('█▀▄ ')]
    wide = max(map(len, lines))
    rows = []
    for line in lines:
        rows.append([255 if c in '█▀' else 0 for c in line.ljust(wide)])
        rows.append([255 if c in '█▄' else 0 for c in line.ljust(wide)])
    big = [bytes(v for v in row for _ in range(6)) for row in rows for _ in range(6)]
    path.write_bytes(b'P5 %d %d 255\n' % (wide * 6, len(big)) + b''.join(big))
    return subprocess.run(['zbarimg', '-q', '--raw', path], capture_output=True, text=True,
                          check=True).stdout.strip()


def test_codes_by_qr(family):
    family.set(days=every_day(quota_minutes=0))
    assert 'not set this up' in family.refuse('codes', 'redeem', '123456', 10, uid=UID_CHILD)
    done = family.run('codes', 'enrol', 'kid')
    uri = done.stdout.rstrip('\n').split('\n')[-1]
    assert uri.startswith('otpauth://totp/')
    assert scan(done.stdout, family.path / 'qr.pgm') == uri
    code = totp(uri)
    assert family.run('codes', 'redeem', code, 10, uid=UID_CHILD).returncode == DONE
    assert family.json('status', 'kid')['remaining_seconds'] == 600
    assert 'used already' in family.refuse('codes', 'redeem', code, 10, uid=UID_CHILD)
    assert family.json('codes', 'enrol', 'kid')['uri'] != uri
    assert 'not right' in family.refuse('codes', 'redeem', totp(uri, 1), 10, uid=UID_CHILD)


def test_the_pin_comes_by_descriptor_and_locks_out(family):
    family.set(days=every_day(quota_minutes=0))
    for bad in ('12', 'abcd', '1' * 13):
        assert 'refuses' in family.refuse('pin', 'set', '--fd', 0, stdin=bad + '\n')
    assert family.run('pin', 'set', '--fd', 0, stdin='2468\n').returncode == DONE
    done = family.run('pin', 'redeem', 20, '--fd', 0, stdin='2468\n', uid=UID_CHILD)
    assert done.returncode == DONE and '20 minutes' in done.stdout
    assert family.json('status', 'kid')['remaining_seconds'] == 1200
    for _ in range(5):
        family.refuse('pin', 'redeem', 20, '--fd', 0, stdin='1111\n', uid=UID_CHILD)
    assert 'too many wrong tries' in family.refuse('pin', 'redeem', 20, '--fd', 0, stdin='2468\n',
                                                   uid=UID_CHILD)
    assert family.run('pin', 'set', '--off').returncode == DONE


# No guard, a false guard, wrong use

def test_without_a_guard_it_says_what_to_do(bare):
    for words in (('list',), ('status', 'kid'), ('set', 'kid', '--preset', 'age-06-10'),
                  ('grant', 'kid', 5), ('requests',), ('codes', 'enrol', 'kid')):
        assert 'app/run --install' in bare.refuse(*words), words
    assert 'người gác giờ của An Nhi chưa chạy' in bare.refuse('list', language='vi')


def test_without_a_bus_it_says_the_same(bare):
    nowhere = f'unix:path={bare.path}/no-bus'
    assert 'app/run --install' in bare.refuse('list', DBUS_SYSTEM_BUS_ADDRESS=nowhere)
    assert 'app/run --install' in bare.refuse('list', DBUS_SYSTEM_BUS_ADDRESS='nonsense')


def test_a_killed_guard_is_absent_and_comes_back(family):
    family.set(days=every_day(quota_minutes=60))
    family.guard.kill()
    assert 'app/run --install' in family.refuse('status', 'kid')
    family.guard.start()
    assert family.json('status', 'kid')['quota_today_seconds'] == 3600


HOSTILE = {
    'ListChildren': ('aa{sv}', 'ret = [{"uid": dbus.String("x", variant_level=1)}]', ('list',)),
    'GetStatus': ('a{sv}', 'ret = {"uid": dbus.UInt32(1, variant_level=1)}', ('status', '1')),
    'GetPolicy': ('s', 'ret = "[" * 200000', ('rules', '1')),
    'ListRequests': ('s', 'ret = \'{"requests":[{"id":7}]}\'', ('requests',)),
    'GetEvents': ('s', 'ret = \'{"events":{}}\'', ('events', '1')),
    'GetUsage': ('s', 'ret = \'{"days":[{"date":"x","used_seconds":-1}]}\'', ('usage', '1')),
    'EnrolCodes': ('u', 'ret = 7', ('codes', 'enrol', '1')),
}
INPUTS = {'ListChildren': '', 'ListRequests': '', 'GetEvents': 'uss', 'GetUsage': 'uss'}


@pytest.mark.parametrize('method', HOSTILE)
def test_answers_that_make_no_sense(bare, method):
    process = DBusTestCase.spawn_server('vn.annhi.Guard1', '/vn/annhi/Guard1', 'vn.annhi.Guard1',
                                        system_bus=True, stdout=subprocess.DEVNULL)
    bare.guard.mocks.append(process)
    proxy = bare.guard.bus.get_object('vn.annhi.Guard1', '/vn/annhi/Guard1')
    signature, code, words = HOSTILE[method]
    proxy.AddMethod('', method, INPUTS.get(method, 'u'), signature, code,
                    dbus_interface='org.freedesktop.DBus.Mock')
    message = bare.refuse(*words)
    assert 'cannot be understood' in message or method == 'GetPolicy'
    proxy.AddMethod('', method, INPUTS.get(method, 'u'), 'v', 'ret = "?"',
                    dbus_interface='org.freedesktop.DBus.Mock')
    assert 'cannot be understood' in bare.refuse(*words)


@pytest.mark.parametrize('words', [
    ('list', 'x'), ('status', 'a', 'b'), ('set',), ('set', 'kid'), ('set', 'kid', 'f', '--preset', 'x'),
    ('grant', 'kid'), ('pause',), ('answer', 'x'), ('answer', 'x', '--approve', '--decline'),
    ('answer', 'x', '--decline', '--minutes', '5'), ('codes',), ('codes', 'redeem', '1'),
    ('pin', 'set'), ('pin', 'redeem', '5'), ('usage',), ('list', '--surprise'), ('nonsense',)],
    ids=' '.join)
def test_wrong_use(bare, words):
    bare.refuse(*words, code=USAGE)
