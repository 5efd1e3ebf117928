# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The clock is set, the guard is away, its files are gone or damaged, its sandbox."""

import glob
import os
import re
import time

import dbus
from lib import (GUARD, KID, UNIT, events, fresh, graphical, graphical_child, guard, guard_pid, in_session,
                 logins, pam,
                 processes, run, set_policy, state, status, su, used, wait_for, wait_for_guard,
                 wait_until_gone)

MODULE = '/usr/lib/x86_64-linux-gnu/security/pam_annhi.so'
PROGRAM = '/usr/libexec/annhi-guardd'


def real():
    return time.clock_gettime(time.CLOCK_REALTIME)


def shift_clock(seconds):
    time.clock_settime(time.CLOCK_REALTIME, real() + seconds)


def new_events(before, uid=0):
    now = events(uid)
    return now[:len(now) - len(before)]


def set_back(hours):
    """An administrator sets the clock back while the child is logged in, and forth again."""
    fresh()
    graphical()
    wait_for(lambda: state() == 'using')
    time.sleep(2)
    before, known, begun = used(), events(0), time.monotonic()
    shift_clock(-hours * 3600)
    wait_for(lambda: 'clock-back' in new_events(known), 30, 'the event')
    time.sleep(3)
    seen = {'counted': used() - before, 'passed': time.monotonic() - begun,
            'trusted': bool(status()['clock-trusted']), 'events': new_events(known)}
    # What is open by the right time stays open, and the other way round.
    since = time.strftime('%H:%M', time.localtime(real() + hours * 3600 - 600))
    until = time.strftime('%H:%M', time.localtime(real() + hours * 3600 + 3600))
    set_policy(days={day: {'windows': [[since, until]]} for day in
                     ('mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun')})
    seen['allowed_by_right_time'] = bool(status()['allowed'])
    shift_clock(hours * 3600)
    wait_for(lambda: bool(status()['clock-trusted']), 30, 'the clock being right again')
    return seen


def set_forward(hours=15):
    """Past midnight: no second budget; and back again."""
    fresh()
    graphical()
    wait_for(lambda: state() == 'using')
    time.sleep(3)
    before = used()
    quota = before // 60 + 1
    set_policy(quota=quota)
    known = events(0)
    shift_clock(hours * 3600)
    wait_for(lambda: 'clock-forward' in new_events(known), 30, 'the event')
    away = {'used': used(), 'quota': int(status()['quota-today-seconds']),
            'trusted': bool(status()['clock-trusted']),
            'remaining': int(status()['remaining-seconds'])}
    set_policy(quota=before // 60) if before >= 60 else set_policy(quota=0)
    refused = su('other', 'kid')[0]
    shift_clock(-hours * 3600)
    wait_for(lambda: bool(status()['clock-trusted']), 30, 'the clock being right again')
    return {'before': before, 'away': away, 'after': used(), 'refused': refused}


def zone():
    """TZ of the child, and another zone of the PC."""
    fresh()
    graphical(command=('env', 'TZ=America/New_York', 'sleep', '100000'))
    wait_for(lambda: state() == 'using')
    before, day = used(), status()['ends-at']
    run('timedatectl', 'set-timezone', 'America/New_York')
    time.sleep(2)
    after = used()
    bus = dbus.SystemBus()
    name = str(bus.get_object(GUARD, '/vn/annhi/Guard1').Get(
        GUARD, 'Timezone', dbus_interface='org.freedesktop.DBus.Properties'))
    pc = os.readlink('/etc/localtime')
    run('timedatectl', 'set-timezone', 'Asia/Ho_Chi_Minh')
    return {'before': before, 'after': after, 'zone': name, 'pc': pc, 'state': state()}


def child_against_the_guard():
    fresh()
    graphical_child()
    pid = guard_pid()
    call = f'busctl --system call {GUARD} /vn/annhi/Guard1 {GUARD} '
    codes = {line: in_session(line) for line in (
        f'kill -9 {pid}', f'systemctl --no-ask-password stop {UNIT}',
        f'{call} Grant uibs {KID} 60 true ""', f'{call} GetStatus u 1003',
        'echo x >/run/annhi/verdict', 'rm -f /run/annhi/verdict /var/lib/annhi/timetable',
        'ls /var/lib/annhi/private')}
    return {'codes': codes, 'reads_own_verdict': in_session('cat /run/annhi/verdict')[0],
            'reads_own_status': in_session(f'{call} GetStatus u {KID}')[0],
            'same_guard': guard_pid() == pid, 'files': os.path.exists('/run/annhi/verdict')}


def killed_while_in_use():
    """SIGKILL while a child is logged in: back, and the same child is found."""
    fresh()
    graphical()
    wait_for(lambda: state() == 'using')
    pid, before = guard_pid(), used()
    begun = time.monotonic()
    os.kill(pid, 9)
    back = wait_for(lambda: guard_pid() not in (0, pid), 60)[1]
    back = max(back, wait_for_guard())
    wait_for(lambda: state() == 'using', 30)
    time.sleep(3)
    counted, passed = used() - before, time.monotonic() - begun
    set_policy(quota=0)
    return {'back_after': back, 'counted': counted, 'passed': passed,
            'gone_after': wait_until_gone()}


def without_the_guard():
    """One absence of the guard, for all that is to be seen meanwhile."""
    before = fresh()
    quota = before // 60 + 1  # less than a minute is left; PID 1 ends the login a minute later
    set_policy(quota=quota)
    left = int(status()['remaining-seconds'])
    graphical()
    begun = time.monotonic()
    scope = logins()[0]['scope']
    limit = run('systemctl', 'show', '-P', 'RuntimeMaxUSec', scope)[1].strip()
    run('systemctl', 'mask', '--runtime', UNIT)
    run('systemctl', 'stop', UNIT)
    seen = {'left': left, 'limit': limit, 'login_in_the_window': su('other', 'kid')[0]}
    seen['files'] = sorted(os.listdir('/run/annhi')) + sorted(os.listdir('/var/lib/annhi'))
    seen['damaged'] = damaged_files()
    os.rename(MODULE, MODULE + '.away')
    os.rename(PROGRAM, PROGRAM + '.away')
    seen['no_module'] = {name: su('kid2' if name == 'other' else 'other', name)[0]
                         for name in ('mom', 'other', 'kid')}
    seen['no_module']['root'] = run('su', '-', 'root', '-c', 'true')[0]
    os.rename(MODULE + '.away', MODULE)
    seen['no_daemon'] = {name: su('kid2' if name == 'other' else 'other', name)[0]
                         for name in ('mom', 'other')}
    os.rename(PROGRAM + '.away', PROGRAM)
    wait_for(lambda: not logins(), 200, 'the end by PID 1')
    seen['ended_after'] = time.monotonic() - begun
    run('systemctl', 'unmask', '--runtime', UNIT)
    run('systemctl', 'start', UNIT)
    wait_for_guard()
    seen['rebuilt'] = sorted(os.listdir('/run/annhi'))
    seen['used_after'] = used()
    return seen


def damaged_files():
    """Refused by the rules; then the files are cut, scribbled on, or deleted, by day and night."""
    verdict, timetable = '/run/annhi/verdict', '/var/lib/annhi/timetable'
    saved = {}
    for path in (verdict, timetable):
        with open(path, 'rb') as stream:
            saved[path] = stream.read()
    seen = {}
    for name, text in (('cut', lambda old: old[:len(old) // 2]), ('empty', lambda old: b''),
                       ('scribbled', lambda old: b'x' * len(old)), ('deleted', None)):
        for path, old in saved.items():
            if text is None:
                os.unlink(path)
            else:
                with open(path, 'wb') as stream:
                    stream.write(text(old))
        by_day = pam('login', 'kid', 'acct')[0]
        shift_clock(12 * 3600)
        by_night = pam('login', 'kid', 'acct')
        others = [pam('login', name, 'acct')[0] for name in ('mom', 'other', 'root')]
        shift_clock(-12 * 3600)
        seen[name] = [by_day, by_night[0], others]
    return seen


def damaged_database():
    fresh(quota=0)
    run('systemctl', 'mask', '--runtime', UNIT)
    run('systemctl', 'stop', UNIT)
    for path in glob.glob('/var/lib/annhi/private/*.db*'):
        with open(path, 'r+b') as stream:
            stream.write(b'garbage!' * 512)
    run('systemctl', 'unmask', '--runtime', UNIT)
    run('systemctl', 'start', UNIT)
    wait_for_guard()
    return {'events': events(0), 'allowed': bool(status()['allowed']),
            'refused': su('other', 'kid')[0],
            'restarts': run('systemctl', 'show', '-P', 'NRestarts', UNIT)[1].strip(),
            'aside': [os.path.basename(path) for path in
                      glob.glob('/var/lib/annhi/private/*damaged*')]}


# Whole pieces cost nothing to take; the last bytes are written.
FILL = '''
mkdir /var/lib/fill; cd /var/lib/fill
for size in 512M 64M 8M 1M 64K; do
  while fallocate -l $size $size.$((n = n + 1)) 2>/dev/null; do :; done
done
cat /dev/zero >rest
'''


def full_disk():
    fresh()
    graphical()
    wait_for(lambda: state() == 'using')
    pid = guard_pid()
    run('sh', '-c', FILL, seconds=200)
    before, begun = used(), time.monotonic()
    time.sleep(3)
    counted, passed = used() - before, time.monotonic() - begun
    run('loginctl', 'terminate-user', 'kid')
    others = su('kid2', 'other')[0]
    run('rm', '-r', '/var/lib/fill')
    wait_for(lambda: not logins())
    time.sleep(1)
    after = used()
    complaints = run('journalctl', '-b', '--no-pager', '-u', UNIT, '-g', 'cannot write')[1]
    return {'counted': counted, 'passed': passed, 'others': others, 'same_guard': pid == guard_pid(),
            'before': before, 'after': after, 'complaint': 'cannot write' in complaints}


def restarts():
    """logind and polkit are restarted under a child's login."""
    fresh()
    graphical()
    wait_for(lambda: state() == 'using')
    pid = guard_pid()
    run('systemctl', 'restart', 'systemd-logind.service')
    wait_for(lambda: logins(), 30)
    run('systemctl', 'restart', 'polkit.service')
    time.sleep(1)
    before, begun = used(), time.monotonic()
    time.sleep(4)
    counted, passed = used() - before, time.monotonic() - begun
    inhibitors = run('systemd-inhibit', '--list', '--no-pager')[1]
    set_policy(quota=0)
    return {'counted': counted, 'passed': passed, 'gone_after': wait_until_gone(),
            'same_guard': guard_pid() == pid, 'inhibits': 'An Nhi' in inhibitors}


def granted_longer():
    """A grant lengthens the limit that PID 1 has of a running login."""
    before = fresh()
    set_policy(quota=before // 60 + 1)
    graphical()
    wait_for(lambda: state() == 'using')
    scope = logins()[0]['scope']
    first = run('systemctl', 'show', '-P', 'RuntimeMaxUSec', scope)[1].strip()
    guard().Grant(dbus.UInt32(KID), 30, False, '')

    def lengthened():
        now = run('systemctl', 'show', '-P', 'RuntimeMaxUSec', scope)[1].strip()
        return now != first and now
    return {'first': first, 'then': wait_for(lengthened, 20, 'a longer limit')[0],
            'stop': run('systemctl', 'show', '-P', 'TimeoutStopUSec', scope)[1].strip()}


def sandbox():
    text = run('systemd-analyze', 'security', '--no-pager', UNIT)[1]
    level = re.search(r'Overall exposure level for \S+: ([0-9.]+)', text)
    denied = run('journalctl', '-b', '--no-pager', '-u', UNIT, '-p', 'warning')[1]
    return {'exposure': float(level.group(1)) if level else None, 'warnings': denied,
            'restarts': int(run('systemctl', 'show', '-P', 'NRestarts', UNIT)[1])}
