# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The agent's notifications as a person sees them: Xvfb and Xfce's notification daemon. Saves
pictures to $AN_SCREENS_DIR."""

import glob
import json
import os
import subprocess
import sys

import dbus
import pytest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '../ui'))
from an_desktop import Desktop  # noqa: E402
from an_session import NOTIFICATIONS, Session  # noqa: E402
from guard import UID_CHILD, UID_PARENT, every_day, policy, wait_for  # noqa: E402

LIBRARIES = '/usr/lib/*/xfce4/'


@pytest.fixture(name='screen')
def make_screen(guard, tmp_path):
    """A screen whose notification daemon stands on the session bus of a Session."""
    session = Session(guard, notifier=False)
    try:
        with Desktop(tmp_path, size=(640, 360)) as desktop:
            desktop.env['DBUS_SESSION_BUS_ADDRESS'] = session.address
            desktop.env['GSK_RENDERER'] = 'cairo'
            subprocess.run(['xsetroot', '-solid', '#4a6b8a'], env=desktop.env, check=False)
            desktop.launch(glob.glob(LIBRARIES + 'xfconf/xfconfd'))
            desktop.launch(glob.glob(LIBRARIES + 'notifyd/xfce4-notifyd'))
            wait_for(lambda: session.bus.name_has_owner(NOTIFICATIONS), 60, 'the daemon')
            session.desktop = desktop
            yield session
    finally:
        session.end()


def photograph(session, name):
    """Waits until something stands on the screen; gives how many colours it has."""
    directory = os.environ.get('AN_SCREENS_DIR') or session.desktop.directory
    path = os.path.join(directory, name + '.png')

    def look():
        session.desktop.screenshot(path)
        colours = subprocess.run(['identify', '-format', '%k', path], capture_output=True,
                                 text=True, check=True, timeout=60).stdout
        return int(colours) if int(colours) > 50 else 0
    return wait_for(look, 60, 'a notification on the screen')


def test_a_child_and_a_parent_see_their_notifications(guard, screen):
    guard.set_policy(policy(days=every_day(quota_minutes=5)))
    guard.log_in()
    agent = screen.start(UID_CHILD)
    assert photograph(screen, 'agent-child-time-left')
    screen.stop(agent)
    assert json.loads(guard.call('ListRequests'))['requests'] == []


def test_a_parent_sees_what_is_asked(guard, screen):
    guard.set_policy(policy())
    agent = screen.start(UID_PARENT)
    code, output = guard.call_as(UID_CHILD, 'RequestTime', 'is', '30', 'Con làm nốt bài tập Toán ạ')
    assert code == 0, output
    assert photograph(screen, 'agent-parent-request')
    screen.stop(agent)


def test_a_child_sees_the_countdown(guard, screen):
    guard.set_policy(policy(days=every_day(quota_minutes=0),
                            at_end={'action': 'lock', 'grace_seconds': 300}))
    agent = screen.start(UID_CHILD)
    guard.log_in()
    assert photograph(screen, 'agent-child-countdown')
    assert guard.status()['ending'] == dbus.String('countdown')
    screen.stop(agent)
