# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes on from boot to boot, and on a guest with sessions of class manager."""

import time

from lib import (KID, events, fresh, graphical, is_known, logins, pam, run, sessions, set_policy,
                 ssh, state, status, su, today, tty_login, used, wait_for, wait_for_guard,
                 wait_until_gone)


def boot_id():
    with open('/proc/sys/kernel/random/boot_id', encoding='utf-8') as stream:
        return stream.read().strip()


def begin():
    """After a boot: what the guard remembers; then the child sits down."""
    wait_for_guard()
    if not any(True for _ in known_children()):
        set_policy()
    result = {'used': used(), 'boot_id': boot_id(), 'day': today()}
    graphical()
    return result


def known_children():
    from lib import guard
    return [child for child in guard().ListChildren()]


def sitting():
    """Seconds since the child's login; says nothing to the guard."""
    return time.monotonic() - logins()[0]['started'] / 1e6


def limit():
    """The last sitting: from now on the day's time is used up."""
    # timesyncd would set the clock to where it was last, before the guard sees it set back.
    run('systemctl', 'disable', '--now', 'systemd-timesyncd.service')
    run('rm', '-f', '/var/lib/systemd/timesync/clock', '/var/lib/private/systemd/timesync/clock')
    run('sync')
    wait_for_guard()
    set_policy(quota=used() // 60)
    return {'used': used(), 'gone_after': wait_until_gone()}


def at_the_greeter():
    """Right after a boot, before the guard was asked for anything."""
    refused = su('other', 'kid')
    wait_for_guard()
    return {'login': refused, 'used': used(), 'allowed': bool(status()['allowed']),
            'trusted': bool(status()['clock-trusted']), 'boot_id': boot_id(),
            'clock': run('date', '+%Y-%m-%d %H:%M')[1].strip(), 'events': events(0),
            'quota': int(status()['quota-today-seconds'])}


def manager_class():
    """Debian 13: every user with a manager has one session more."""
    fresh()
    run('loginctl', 'enable-linger', 'kid')
    wait_for(lambda: run('systemctl', 'is-active', f'user@{KID}.service')[1].strip() == 'active')
    before = used()
    time.sleep(4)
    alone = {'classes': [session['class'] for session in sessions(KID)], 'state': state(),
             'counted': used() - before}
    tty_login('kid')
    wait_for(lambda: state() == 'using')
    before, begun = used(), time.monotonic()
    time.sleep(6)
    counted, passed = used() - before, time.monotonic() - begun
    classes = [session['class'] for session in sessions(KID)]
    set_policy(quota=0)
    return {'alone': alone, 'classes': classes, 'counted': counted, 'passed': passed,
            'gone_after': wait_until_gone(), 'systemd': run('systemctl', '--version')[1].split()[1]}
