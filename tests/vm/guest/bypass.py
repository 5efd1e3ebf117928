# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a child tries while logged in; each function gives what was seen."""

import os
import time

import dbus
from lib import (DAYS, KID, KID2, MOM, OTHER, REFUSAL, as_user, converse, events, fresh, guard,
                 graphical, graphical_child, graphical_with_locker, in_session, logins, pam, processes, run, screen_text, sessions,
                 set_policy, ssh, state, status, su, tty_login, type_line, used, wait_for,
                 wait_until_gone, guard_pid)


def measure_use(seconds, uid=KID):
    """Seconds counted and seconds passed over a while."""
    before, begun = used(uid), time.monotonic()
    time.sleep(seconds)
    return used(uid) - before, time.monotonic() - begun


def hint(which):
    return in_session('busctl call org.freedesktop.login1 /org/freedesktop/login1/session/auto '
                      f'org.freedesktop.login1.Session {which} b true')


def claims():
    fresh()
    graphical_child()
    before, begun = used(), time.monotonic()
    codes = [hint('SetIdleHint')[0], hint('SetLockedHint')[0]]
    wait_for(lambda: state() in ('away', 'locked'))
    at_claim = used()
    time.sleep(6)
    paused = used() - at_claim
    watched = os.listdir(f'/proc/{guard_pid()}/fd')
    devices = [os.readlink(f'/proc/{guard_pid()}/fd/{fd}') for fd in watched]
    first_key = time.monotonic()

    def found():
        ask_host('keys', keys=['a'])
        return 'false-claim' in events() and state() == 'using'
    seconds = wait_for(found, 120, 'the finding')[1]
    return {'accepted': codes, 'paused_counted': paused, 'found_after': seconds,
            'devices': [name for name in devices if name.startswith('/dev/input')],
            'typing': time.monotonic() - first_key,
            'counted': used() - before, 'passed': time.monotonic() - begun}


def two_logins():
    fresh()
    graphical()
    tty_login('kid')
    wait_for(lambda: len(logins()) == 2)
    wait_for(lambda: state() == 'using')
    ssh_login = ssh('sleep 12 & echo in')[1]
    counted, passed = measure_use(8)
    seen = [session['type'] for session in logins()]
    set_policy(quota=0)
    return {'types': seen, 'ssh': 'in' in ssh_login, 'counted': counted, 'passed': passed,
            'gone_after': wait_until_gone()}


def other_class():
    """The class of a login comes from its environment."""
    fresh()
    graphical(kind='background')
    seen = [session['class'] for session in logins()]
    counted, passed = measure_use(5)
    set_policy(quota=0)
    return {'classes': seen, 'counted': counted, 'passed': passed, 'gone_after': wait_until_gone()}


def switching():
    fresh()
    graphical('mom', 8)
    graphical('kid', 7)
    wait_for(lambda: state() == 'using')
    latencies, away = [], []
    for _ in range(2):
        run('chvt', '8')
        latencies.append(wait_for(lambda: state() == 'absent', 30)[1])
        away.append(measure_use(3)[0])
        run('chvt', '7')
        latencies.append(wait_for(lambda: state() == 'using', 30)[1])
    return {'latencies': latencies, 'counted_away': away}


def refused_logins():
    fresh(quota=0)
    key, password = ssh(), su('other', 'kid')
    shell = run('systemd-run', '--quiet', '--pipe', '--wait', '-p', 'PAMName=login', '-p',
                'User=kid', 'id', '-u')
    by_root = run('runuser', '-u', 'kid', '--', 'id', '-u')
    return {'ssh': [key[0], key[1]], 'su': password, 'shell': shell, 'runuser': by_root,
            'others': [su('kid2', 'other')[0], run('su', '-', 'mom', '-c', 'true')[0]],
            'sessions': len(logins())}


def locker_service():
    """A locker's PAM file, as swaylock and i3lock have it."""
    with open('/etc/pam.d/annhi-locker', 'w', encoding='utf-8') as stream:
        stream.write('auth include login\n')


def unlocking():
    locker_service()
    fresh()
    graphical_with_locker()
    allowed = pam('annhi-locker', 'kid', caller='kid')
    set_policy(quota=0)
    held = wait_for(lambda: status()['ending'] == 'held' and logins()[0]['locked'], 20)[1]
    refused = pam('annhi-locker', 'kid', caller='kid')
    time.sleep(11)
    still = {'ending': str(status()['ending']), 'sessions': len(logins())}
    code = as_user('kid', 'loginctl', 'unlock-session', logins()[0]['id'])[0]
    return {'allowed': allowed, 'held_after': held, 'refused': refused, 'still': still,
            'unlock_code': code, 'gone_after': wait_until_gone()}


def granted_while_held():
    """Time given while the screen is locked: the work is still there and unlocking passes."""
    fresh()
    graphical_with_locker()
    set_policy(quota=0)
    wait_for(lambda: status()['ending'] == 'held' and logins()[0]['locked'], 20)
    guard().Grant(dbus.UInt32(KID), 5, True, '')
    after = pam('annhi-locker', 'kid', caller='kid')
    time.sleep(12)
    return {'unlock': after[0], 'sessions': len(logins()), 'ending': str(status()['ending']),
            'allowed': bool(status()['allowed'])}


STUBBORN = r'''
trap "" TERM HUP INT
nohup sh -c 'trap "" TERM HUP; while :; do sleep 1; done' >/dev/null 2>&1 &
setsid sh -c 'trap "" TERM HUP; while :; do sleep 1; done' >/dev/null 2>&1 &
tmux new-session -d 'trap "" HUP TERM; sleep 100000'
loginctl enable-linger
systemd-run --user --quiet sh -c 'trap "" TERM HUP; while :; do sleep 1; done'
cp /bin/sleep "$HOME/homework"; "$HOME/homework" 100000 &
/lib64/ld-linux-x86-64.so.2 "$HOME/homework" 100000 &
unshare -Ur sleep 100000 &
touch "$HOME/ready"
while :; do sleep 1; done
'''


def stubborn():
    fresh()
    run('rm', '-f', '/home/kid/ready')
    graphical(command=('bash', '-c', STUBBORN))
    wait_for(lambda: os.path.exists('/home/kid/ready'), 60, 'the programs')
    time.sleep(2)
    names = sorted(set(processes().values()))
    number, linger = len(processes()), os.path.exists('/var/lib/systemd/linger/kid')
    set_policy(quota=0, action='logout')
    stage = wait_for(lambda: status()['ending'] == 'terminating', 30)[1]
    gone = wait_until_gone(seconds=90)
    return {'names': names, 'number': number, 'linger': linger, 'stage_after': stage,
            'gone_after': gone, 'linger_after': os.path.exists('/var/lib/systemd/linger/kid')}


def autologin():
    drop_in = '/etc/systemd/system/getty@tty4.service.d'
    os.makedirs(drop_in, exist_ok=True)
    with open(f'{drop_in}/autologin.conf', 'w', encoding='utf-8') as stream:
        stream.write('[Service]\nExecStart=\n'
                     'ExecStart=-/sbin/agetty --autologin kid --noclear %I linux\n')
    run('systemctl', 'daemon-reload')
    fresh()
    run('systemctl', 'restart', 'getty@tty4.service')
    run('chvt', '4')
    first = wait_for(lambda: logins(), 60, 'the automatic login')[1]
    set_policy(quota=0)
    gone = wait_until_gone()
    # getty is started again a while after the end.
    deadline, highest, tries = time.monotonic() + 120, 0, 0
    while time.monotonic() < deadline:
        if not tries:
            last = time.monotonic() + 8
        elif time.monotonic() > last:
            break
        highest = max(highest, len(logins()))
        tries = run('journalctl', '-b', '--no-pager', '-t', 'login')[1].count('no screen time')
    run('rm', '-r', drop_in)
    run('systemctl', 'daemon-reload')
    run('systemctl', 'stop', 'getty@tty4.service')
    return {'login_after': first, 'gone_after': gone, 'later_logins': highest,
            'refusals': tries}


def clock_as_child():
    fresh()
    graphical_child()
    before = time.clock_gettime(time.CLOCK_REALTIME) - time.clock_gettime(time.CLOCK_BOOTTIME)
    codes = {line: in_session(line)[0] for line in (
        "date -s '2030-11-20 06:00:00'",
        "timedatectl --no-ask-password set-time '2030-11-20 06:00:00'",
        'timedatectl --no-ask-password set-timezone America/New_York',
        "hwclock --set --date '2030-11-20 06:00:00'")}
    after = time.clock_gettime(time.CLOCK_REALTIME) - time.clock_gettime(time.CLOCK_BOOTTIME)
    return {'codes': codes, 'moved': after - before}


def two_children():
    fresh()
    set_policy(uid=KID2)
    graphical('kid2', 8)
    graphical('kid', 7)
    wait_for(lambda: state(KID) == 'using' and state(KID2) == 'absent')
    before = used(KID), used(KID2)
    time.sleep(6)
    first = used(KID) - before[0], used(KID2) - before[1]
    run('chvt', '8')
    wait_for(lambda: state(KID2) == 'using' and state(KID) == 'absent')
    before = used(KID), used(KID2)
    time.sleep(6)
    return {'first': first, 'second': (used(KID) - before[0], used(KID2) - before[1])}


def parent_on_the_childs_screen():
    fresh(quota=0)
    administrator = converse(['runuser', '-u', 'kid', '--', 'su', '-', 'mom', '-c', 'id -u'],
                             [('assword', 'secret-mom')])
    by_polkit = pam('polkit-1', 'mom', 'acct'), pam('polkit-1', 'mom', 'auth')
    return {'su': administrator, 'polkit': [by_polkit[0][0], by_polkit[1][0]]}


def services_during_refusal():
    fresh(quota=0)
    manager = run('systemctl', 'start', f'user@{KID}.service')
    active = run('systemctl', 'is-active', f'user@{KID}.service')[1].strip()
    result = {'manager': [manager[0], active],
              'cron': pam('cron', 'kid', 'acct')[0], 'polkit': pam('polkit-1', 'kid', 'acct')[0],
              'login': pam('login', 'kid', 'acct')[0]}
    time.sleep(12)
    result['manager_later'] = run('systemctl', 'is-active', f'user@{KID}.service')[1].strip()
    run('systemctl', 'stop', f'user@{KID}.service')
    return result


def suspend():
    fresh()
    graphical_child()
    time.sleep(3)
    before, known = used(), events(0)
    clocks = time.monotonic(), time.clock_gettime(time.CLOCK_BOOTTIME)
    in_session('busctl call org.freedesktop.login1 /org/freedesktop/login1 '
               'org.freedesktop.login1.Manager Suspend b false', wait=False)
    ask_host('wake_up_after', seconds=15)
    wait_for(lambda: state() == 'using', 30)
    time.sleep(2)
    awake = time.monotonic() - clocks[0]
    passed = time.clock_gettime(time.CLOCK_BOOTTIME) - clocks[1]
    return {'counted': used() - before, 'awake': awake, 'slept': passed - awake,
            'state': state(),
            'events': events(0)[:len(events(0)) - len(known)],
            'trusted': bool(status()['clock-trusted'])}


FORK_BOMB = r'''
import os, signal
signal.signal(signal.SIGTERM, signal.SIG_IGN)
while True:
    try:
        os.fork()
    except OSError:
        pass
'''
HUNGER = "rooms = []\nwhile True: rooms.append(bytearray([1]) * (16 << 20))"


def oom_kills():
    with open('/proc/vmstat', encoding='utf-8') as stream:
        return int(dict(line.split() for line in stream)['oom_kill'])


def bombs():
    fresh()
    pid, before = guard_pid(), oom_kills()
    graphical(command=('bash', '-c', f"python3 -c '{HUNGER}'; sleep 100000"))
    killed = wait_for(lambda: oom_kills() > before, 240, 'the kernel out of memory')[1]
    as_child = ['systemd-run', '--quiet', '--collect', '-p', 'PAMName=login', '-p', 'User=kid',
                '/usr/bin/python3', '-c', FORK_BOMB]
    code, text = run(*as_child)
    assert code == 0, text
    number = wait_for(lambda: len(os.listdir('/proc')) > 700 and len(os.listdir('/proc')), 300,
                      'the fork bomb')[0]
    begun = time.monotonic()
    set_policy(quota=0)
    gone = wait_until_gone(seconds=120)
    return {'oom_after': killed, 'processes': number, 'gone_after': gone,
            'told_after': time.monotonic() - begun, 'same_guard': guard_pid() == pid}


def greeting():
    """The refusal as the text login shows it, and a picture of the screen."""
    open_later = {'windows': [['06:00', '21:00']]}
    fresh(days={**{day: open_later for day in DAYS}, 'wed': {'windows': []}})
    font = '/usr/share/consolefonts/Vietnamese-Fixed16.psf.gz'
    run('chvt', '3')
    run('systemctl', 'restart', 'getty@tty3.service')
    wait_for(lambda: 'login:' in screen_text(3), 60, 'a login prompt')
    run('setfont', '-C', '/dev/tty3', font)
    time.sleep(1.5)
    type_line('kid')
    wait_for(lambda: 'Password' in screen_text(3), 30, 'the question for the password')
    type_line('secret-kid')
    wait_for(lambda: REFUSAL in screen_text(3), 30, 'the refusal')
    picture = ask_host('screen', name='guard-login-refusal')
    return {'text': screen_text(3), 'picture': picture, 'sessions': len(logins())}


def claimed():
    """What the product says it does about programs and the web."""
    refused = {}
    for key in ('apps', 'web'):
        try:
            set_policy(**{key: {'deny': ['x']}})
            refused[key] = 'accepted'
        except dbus.DBusException as error:
            refused[key] = error.get_dbus_name()
    units = run('systemctl', 'list-unit-files', '--no-pager', 'annhi*')[1]
    return {'keys': refused, 'units': units, 'help': run('annhictl', '--help')[1]}


def namespaces():
    fresh()
    graphical_child()
    in_session("unshare -Ur sh -c 'id -u >mapped; exec sleep 100000' &")
    wait_for(lambda: os.path.exists('/home/kid/mapped'), 30, 'the namespace')
    set_policy(quota=0)
    with open('/home/kid/mapped', encoding='utf-8') as stream:
        return {'mapped': stream.read().strip(), 'gone_after': wait_until_gone()}
