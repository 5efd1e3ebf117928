# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""pam_annhi.so in PAM stacks of its own, with users made by nss_wrapper."""

import glob
import os
import re
import subprocess
import time

import pytest

BUILD = os.environ['AN_BUILD_DIR']
MODULE = os.path.join(BUILD, 'app/pam/pam_annhi.so')
TRY = os.path.join(BUILD, 'tests/pam/pam-try')
SHOW = os.path.join(BUILD, 'tests/pam/pam_show_limit.so')
SUCCESS, PERM_DENIED, AUTH_ERR = 0, 6, 7
PASSWD = '''root:x:0:0::/root:/bin/sh
daemon:x:1:1::/:/bin/sh
kid:x:1001:1001::/home/kid:/bin/sh
mom:x:1000:1000::/home/mom:/bin/sh
other:x:1002:1002::/home/other:/bin/sh
ldapkid:x:1234567:1234567::/home/ldapkid:/bin/sh
'''
GROUP = 'sudo:x:27:mom\nkid:x:1001:\nmom:x:1000:\nother:x:1002:\nldapkid:x:1234567:\n'
CONTROL = '[success=ok ignore=ignore module_unknown=ignore default=bad]'


def checksum(data):
    value = 14695981039346656037
    for byte in data:
        value = ((value ^ byte) * 1099511628211) % 2**64
    return value


def boottime():
    return int(time.clock_gettime(time.CLOCK_BOOTTIME))


class Stack:
    """A configuration directory, users and the guard's files in one temporary directory."""

    def __init__(self, root):
        self.root = root
        (root / 'passwd').write_text(PASSWD)
        (root / 'group').write_text(GROUP)
        (root / 'managed').mkdir()
        self.write_service()

    def write_service(self, services=('login',), module=MODULE):
        arguments = ' '.join((f'run={self.root}/verdict', f'timetable={self.root}/timetable',
                              f'managed={self.root}/managed'))
        (self.root / 'pam.d').mkdir(exist_ok=True)
        for service in services:
            (self.root / 'pam.d' / service).write_text(
                f'auth required pam_permit.so\nauth {CONTROL} {module} {arguments}\n'
                f'account required pam_permit.so\naccount {CONTROL} {module} {arguments}\n'
                f'account optional {SHOW}\n')

    def write_verdict(self, body, name='verdict'):
        data = ('annhi-verdict 1\n' + body).encode()
        path = self.root / name
        path.write_bytes(data + f'end {checksum(data):016x}\n'.encode())
        path.chmod(0o644)

    def write_child(self, allowed, uid=1001, user='kid', name='verdict', refuse=''):
        now = int(time.time())
        start = now - 1000 if allowed else now + 5000
        self.write_verdict(f'written {now} {boottime()}\nchild {uid} {user} 1234\n'
                           f'allow {start} {start + 9000} 06:00 thứ Tư\n{refuse}', name)

    def ask(self, user, phase, service='login', silent=False):
        wrapper = glob.glob('/usr/lib/*/libnss_wrapper.so')[0]
        out = subprocess.run(
            [TRY, str(self.root / 'pam.d'), service, user, phase, *(['silent'] if silent else [])],
            capture_output=True, text=True, timeout=60, check=False,
            env={**os.environ, 'LD_PRELOAD': wrapper, 'NSS_WRAPPER_PASSWD': f'{self.root}/passwd',
                 'NSS_WRAPPER_GROUP': f'{self.root}/group', 'ASAN_OPTIONS':
                 'verify_asan_link_order=0:detect_leaks=0'})
        assert out.returncode == 0, out.stdout + out.stderr
        result = int(re.search(r'^result (\d+)', out.stdout, flags=re.M).group(1))
        said = re.findall(r'^said (?!limit )(.*)', out.stdout, flags=re.M)
        limit = re.findall(r'^said limit (.*)', out.stdout, flags=re.M)
        return result, said[0] if said else None, limit[0] if limit else None


@pytest.fixture
def stack(tmp_path):
    return Stack(tmp_path)


def test_refusal_in_both_phases(stack):
    stack.write_child(allowed=False)
    result, said, limit = stack.ask('kid', 'account')
    assert result == PERM_DENIED
    assert said == ('Bây giờ không phải giờ dùng máy. Con vào lại được lúc 06:00 thứ Tư. '
                    'Cần giúp đỡ: gọi 111, miễn phí.')
    assert limit is None
    assert stack.ask('kid', 'auth')[:2] == (AUTH_ERR, said)


def test_word_is_left_for_the_guard(stack):
    """Of a refusal alone, and only into the guard's own directory."""
    place = stack.root / 'refused'
    place.mkdir(0o700)
    stack.write_child(allowed=True)
    assert stack.ask('kid', 'account')[0] == SUCCESS and not list(place.iterdir())
    stack.write_child(allowed=False)
    for _ in range(2):
        assert stack.ask('kid', 'auth')[0] == AUTH_ERR
    assert [path.name for path in place.iterdir()] == ['1001']
    (place / '1001').unlink()
    (place / '1001').symlink_to(stack.root / 'elsewhere')
    assert stack.ask('kid', 'auth')[0] == AUTH_ERR and not (stack.root / 'elsewhere').exists()


def test_the_guards_own_words(stack):
    text = 'Hết giờ dùng máy hôm nay. Con vào lại được lúc 06:00 thứ Tư. ' \
           'Cần giúp đỡ: gọi 111, miễn phí.'
    stack.write_child(allowed=False, refuse=f'refuse {text}\n')
    assert stack.ask('kid', 'account')[1] == text


def test_allowed_sets_the_dead_mans_limit(stack):
    stack.write_child(allowed=True)
    assert stack.ask('kid', 'account') == (SUCCESS, None, '1234')
    assert stack.ask('kid', 'auth')[0] == SUCCESS


def test_timetable_limits_to_its_interval(stack):
    stack.write_child(allowed=True, name='timetable')
    result, _, limit = stack.ask('kid', 'account')
    assert result == SUCCESS and 0 < int(limit) <= 1234


def test_silent(stack):
    stack.write_child(allowed=False)
    assert stack.ask('kid', 'account', silent=True)[:2] == (PERM_DENIED, None)


@pytest.mark.parametrize('user', ['root', 'daemon', 'mom', 'other'])
@pytest.mark.parametrize('phase', ['auth', 'account'])
def test_others_are_never_refused(stack, user, phase):
    stack.write_child(allowed=False)
    assert stack.ask(user, phase) == (SUCCESS, None, None)


def test_administrator_with_rules_is_never_refused(stack):
    """mom is in sudo: even a verdict against her is not read."""
    stack.write_child(allowed=False, uid=1000, user='mom')
    assert stack.ask('mom', 'account') == (SUCCESS, None, None)


def test_nothing_is_read_for_the_exempt(stack):
    stack.write_child(allowed=False)
    for user, opened in (('root', False), ('mom', False), ('kid', True)):
        trace = subprocess.run(
            ['strace', '-f', '-e', 'trace=openat,open', TRY, str(stack.root / 'pam.d'), 'login',
             user, 'account'], capture_output=True, text=True, timeout=60, check=False,
            env={**os.environ, 'LD_PRELOAD': glob.glob('/usr/lib/*/libnss_wrapper.so')[0],
                 'NSS_WRAPPER_PASSWD': f'{stack.root}/passwd',
                 'NSS_WRAPPER_GROUP': f'{stack.root}/group',
                 'ASAN_OPTIONS': 'verify_asan_link_order=0:detect_leaks=0'}).stderr
        assert (f'{stack.root}/verdict' in trace) == opened, user


def test_large_uid(stack):
    stack.write_child(allowed=False, uid=1234567, user='ldapkid')
    assert stack.ask('ldapkid', 'account')[0] == PERM_DENIED


def test_unknown_user(stack):
    stack.write_child(allowed=False)
    assert stack.ask('nobody-of-that-name', 'account')[0] == SUCCESS


@pytest.mark.parametrize('service', ['systemd-user', 'polkit-1', 'sudo', 'cron'])
def test_services_that_seat_nobody(stack, service):
    stack.write_service(services=(service,))
    stack.write_child(allowed=False)
    assert stack.ask('kid', 'account', service=service)[0] == SUCCESS


def test_missing_module_locks_nobody_out(stack):
    stack.write_service(module='/nonexistent/pam_annhi.so')
    stack.write_child(allowed=False)
    assert stack.ask('mom', 'account')[0] == SUCCESS
    assert stack.ask('kid', 'account')[0] == SUCCESS


@pytest.mark.parametrize('damage', ['', 'x', 'annhi-verdict 1\n', '\0' * 100, 'annhi-verdict 1\nchild 1001 kid'])
def test_broken_files_lock_out_nobody_else(stack, damage):
    (stack.root / 'verdict').write_text(damage)
    (stack.root / 'timetable').write_text(damage)
    (stack.root / 'managed' / '1001').touch()
    assert stack.ask('other', 'account')[0] == SUCCESS
    hour = time.gmtime(time.time() + 7 * 3600).tm_hour
    zone = os.path.realpath('/etc/localtime')
    result, said, _ = stack.ask('kid', 'account')
    if 'Ho_Chi_Minh' in zone or 'Saigon' in zone:
        assert result == (SUCCESS if 6 <= hour < 21 else PERM_DENIED)
    assert result == SUCCESS or 'gọi 111' in said


def test_exported_symbols():
    out = subprocess.run(['nm', '-D', '--defined-only', MODULE], capture_output=True, text=True,
                         check=True).stdout
    names = {line.split()[-1].split('@')[0] for line in out.splitlines()}
    assert {name for name in names if name.startswith(('pam_', 'an_'))} == {
        'pam_sm_authenticate', 'pam_sm_setcred', 'pam_sm_acct_mgmt'}


def test_links_neither_glib_nor_dbus():
    out = subprocess.run(['ldd', MODULE], capture_output=True, text=True, check=True).stdout
    assert not any(word in out for word in ('glib', 'dbus', 'gio', 'systemd'))
