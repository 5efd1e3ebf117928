# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""annhi --countdown beside a real guard: what a child sees while there is time to save its work."""

import json
import os
import re

import dbus
import pytest
from an_desktop import wait_for
from an_guarded import Guarded
from guard import UID_CHILD, every_day, policy
from test_asking import SHAMING
from test_screentime_room import end

CHILD = dbus.UInt32(UID_CHILD)
COUNTDOWN = 'vn.annhi.AnNhi.Countdown'


@pytest.fixture(name='both')
def start_both():
    with Guarded(uid=UID_CHILD) as started:
        yield started


def environment(both):
    return {'DBUS_SYSTEM_BUS_ADDRESS': os.environ['DBUS_SYSTEM_BUS_ADDRESS'], **both.users()}


def begin(both, action='lock', grace=280, **rules):
    """The child's time is over and the countdown runs."""
    both.guard.set_policy(policy(days=every_day(quota_minutes=0), **rules,
                                 at_end={'action': action, 'grace_seconds': grace}))
    both.guard.log_in()
    wait_for(lambda: both.guard.status()['ending'] == 'countdown', 'the countdown')


def start(both, wait=True):
    return both.desktop.start('annhi', '--countdown', env=environment(both), wait=wait)


def test_what_it_says_and_that_it_goes_when_more_is_given(both):
    begin(both)
    app = start(both)
    app.find('label', re.compile('^Máy sẽ khóa sau 4 phút'))
    app.find('label', 'Sau đó màn hình khóa lại. Những gì đang mở được giữ nửa tiếng.')
    app.find('button', 'Để em lưu bài')
    app.find('button', 'Báo cáo / 111')
    assert not SHAMING.search(app.dump())
    app.find('button', 'Xin thêm giờ').click()
    app.find('button', '30 phút').click()
    app.find('button', 'Gửi lời xin').click()
    request = wait_for(lambda: json.loads(both.guard.call('ListRequests'))['requests'],
                       'the request')[0]
    assert request['minutes'] == 30
    directory = os.environ.get('AN_SCREENS_DIR')
    if directory:
        both.desktop.screenshot(os.path.join(directory, 'countdown-asked.png'))
    both.guard.call('AnswerRequest', request['id'], True, dbus.Int32(0))
    assert app.wait_end() == 0, app.stderr
    assert not app.complaints, app.stderr


def test_saving_and_help(both):
    """Escape leads back to one's work; help opens in a window of its own."""
    begin(both, 'logout', requests={'max_minutes': 0, 'per_day': 0})
    app = start(both)
    app.find('label', 'Sau đó các chương trình đóng lại. Bài chưa lưu sẽ mất.')
    both.desktop.focus_window()
    both.desktop.key('Escape')
    assert app.wait_end() == 0, app.stderr
    app = start(both)
    app.find('button', 'Báo cáo / 111').click()
    assert app.wait_end() == 0, app.stderr
    wait_for(lambda: both.desktop.has_owner('vn.annhi.AnNhi'), 'the window with help')
    assert 'Sanitizer' not in app.stderr


def test_it_ends_with_the_countdown_and_opens_for_nothing_else(both):
    both.guard.set_policy(policy())
    assert start(both, wait=False).wait_end() == 0
    begin(both, grace=15)
    app = start(both, wait=False)
    assert app.wait_end() == 0, app.stderr
    wait_for(lambda: both.guard.status()['ending'] != 'countdown', 'the end')
    both.guard.process.terminate()
    both.guard.process.wait()
    assert start(both, wait=False).wait_end() == 0  # nobody to ask


def test_the_agent_starts_it_and_takes_over_when_it_is_closed(both):
    """Full screen while it is there, a critical notification in its place."""
    os.environ['DBUS_SESSION_BUS_ADDRESS'] = both.desktop.env['DBUS_SESSION_BUS_ADDRESS']
    log = os.path.join(both.desktop.directory, 'notices')
    monitor = both.desktop.launch(['stdbuf', '-oL', 'dbus-monitor', '--session',
                                   'interface=org.freedesktop.Notifications'],
                                  log=log)
    wait_for(lambda: os.path.getsize(log) > 0, 'the monitor to listen')
    build = both.desktop.build
    both.desktop.env.update(environment(both), PATH=f'{build}/ui:{os.environ["PATH"]}')
    begin(both)
    agent = both.desktop.launch([os.path.join(build, 'app/agent/annhi-agent')])
    wait_for(lambda: both.desktop.has_owner(COUNTDOWN), 'the window of the countdown')

    def notify_calls():
        with open(log, encoding='utf-8', errors='replace') as stream:
            return stream.read().count('member=Notify')
    before = notify_calls()
    assert monitor.poll() is None and agent.poll() is None

    def is_closed():  # the name is there a little before the window takes keys
        for window in both.desktop.xdotool('search', '--onlyvisible', '--name', '.').split():
            both.desktop.xdotool('windowfocus', window)
            both.desktop.key('Escape')
        return not both.desktop.has_owner(COUNTDOWN)
    wait_for(is_closed, 'the window to go')
    wait_for(lambda: notify_calls() > before, 'the notification in its place')
    assert both.guard.status()['ending'] == 'countdown'  # closing it gains nothing
