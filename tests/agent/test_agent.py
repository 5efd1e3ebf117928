# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""annhi-agent: what a child and a parent are told, and what they can do from there."""

import datetime
import json
import os
import signal
import subprocess
import time

import dbus
import pytest
from dbusmock import DBusTestCase

from an_session import MOCK, Session
from guard import UID_CHILD, UID_OTHER, UID_PARENT, every_day, policy, wait_for

CHILD = dbus.UInt32(UID_CHILD)
MANAGE = 'vn.annhi.guard.manage'


def ask(guard, minutes='30', reason=''):
    """A request as the child makes it."""
    code, output = guard.call_as(UID_CHILD, 'RequestTime', 'is', minutes, reason)
    assert code == 0, output
    return output.split('"')[1]


class FalseGuard:
    """Has the guard's name and says whatever a test wants."""

    def __init__(self, bare):
        process = DBusTestCase.spawn_server('vn.annhi.Guard1', '/vn/annhi/Guard1',
                                            'vn.annhi.Guard1', system_bus=True,
                                            stdout=subprocess.DEVNULL)
        bare.mocks.append(process)
        self.proxy = bare.bus.get_object('vn.annhi.Guard1', '/vn/annhi/Guard1')

    def emit(self, name, signature, *arguments):
        self.proxy.EmitSignal('', name, signature, arguments, dbus_interface=MOCK)

    def wait_until_heard(self, session):
        """An agent that has its name may not listen to the guard yet."""
        def look():
            self.emit('RequestAnswered', 'usbi', CHILD, 'x', True, dbus.Int32(7))
            return [n for n in session.notices() if 'cho em thêm 7 phút' in n.title]
        wait_for(look, 30, 'the agent to listen')

    def warn(self, kind, seconds, uid=UID_CHILD):
        self.emit('Warning', 'usx', dbus.UInt32(uid), kind, dbus.Int64(seconds))


# A child

def test_a_child_is_told_how_much_is_left(guard, session):
    guard.set_policy(policy(days=every_day(quota_minutes=5)))
    guard.log_in()
    agent = session.start(UID_CHILD)
    notice = session.shown('Còn 5 phút dùng máy')
    assert 'lưu bài' in notice.body and notice.actions == {'ask': 'Xin thêm giờ'}
    assert 'Xin thêm giờ' in notice.body and 'bố mẹ' in notice.body
    assert notice.hints['urgency'] == 1 and notice.hints['suppress-sound']
    session.stop(agent)


def test_ask_from_the_notification_and_be_answered(guard, session):
    guard.set_policy(policy(days=every_day(quota_minutes=5), requests={'max_minutes': 45}))
    guard.log_in()
    session.start(UID_CHILD)
    session.press(session.shown('Còn 5 phút'), 'ask')
    question = session.shown('Em cần thêm bao lâu')
    assert question.actions == {'15': '15 phút', '30': '30 phút'}
    session.press(question, '30')
    session.shown('Đã hỏi bố mẹ giúp em')
    request = json.loads(guard.call('ListRequests'))['requests'][0]
    assert (request['minutes'], request['uid'], request['state']) == (30, UID_CHILD, 'open')
    guard.call('AnswerRequest', request['id'], True, 20)
    session.shown('Bố mẹ cho em thêm 20 phút')
    wait_for(lambda: session.calls('CloseNotification'), 30, 'the old warning to be taken back')


def test_a_no_does_not_blame(guard, session):
    guard.set_policy(policy())
    session.start(UID_CHILD)
    guard.call('AnswerRequest', ask(guard), False, 0)
    notice = session.shown('Lần này chưa được thêm giờ')
    assert 'nói chuyện với bố mẹ' in notice.body


def test_asking_too_often_is_said(guard, session):
    guard.set_policy(policy(days=every_day(quota_minutes=5), requests={'per_day': 1}))
    guard.log_in()
    session.start(UID_CHILD)
    ask(guard)
    session.press(session.shown('Còn 5 phút'), 'ask')
    session.press(session.shown('Em cần thêm bao lâu'), '15')
    assert 'nhiều lần' in session.shown('Em hỏi bố mẹ nhé').body


def test_the_countdown_counts_and_is_taken_back(guard, session):
    guard.set_policy(policy(days=every_day(quota_minutes=0),
                            at_end={'action': 'lock', 'grace_seconds': 120}))
    session.start(UID_CHILD)
    guard.log_in()
    first = session.shown('Máy sẽ khóa sau')
    assert first.hints['urgency'] == 2 and first.expires == 0 and 'lưu bài ngay' in first.body
    session.shown('Máy sẽ khóa sau 1 giờ|Máy sẽ khóa sau 1 phút|Máy sẽ khóa sau [0-9]+ giây',
                  after=len(session.notices()))
    guard.call('Grant', CHILD, 30, True, '')
    wait_for(lambda: session.calls('CloseNotification'), 30, 'the countdown to go')


def test_the_end_without_a_countdown_is_told(guard, session):
    guard.set_policy(policy(days=every_day(quota_minutes=60),
                            at_end={'action': 'lock', 'grace_seconds': 0}))
    guard.log_in()
    session.start(UID_CHILD)
    guard.call('GetStatus', CHILD)
    guard.set_policy(policy(days=every_day(quota_minutes=0),
                            at_end={'action': 'lock', 'grace_seconds': 0}))
    notice = session.shown('Hết giờ dùng máy')
    assert notice.actions == {'ask': 'Xin thêm giờ'} and notice.hints['urgency'] == 2
    guard.call('Grant', CHILD, 30, True, '')
    wait_for(lambda: session.calls('CloseNotification'), 30, 'what was said to be taken back')


def test_a_pause_is_told(guard, session):
    guard.set_policy(policy())
    guard.log_in()
    session.start(UID_CHILD)
    guard.call('SetPaused', CHILD, True)
    assert 'hỏi bố mẹ' in session.shown('Bố mẹ tạm dừng giờ dùng máy').body
    guard.call('SetPaused', CHILD, False)
    wait_for(lambda: session.calls('CloseNotification'), 30, 'the notice to go')


def test_when_the_screen_is_locked_it_says_how_to_go_on(guard, session):
    """The guard's “held”, which comes with the lock: also to an agent that starts only then. The
    login is whole before its time is over: one seen half made is ended, not held."""
    guard.set_policy(policy())
    guard.log_in()
    wait_for(lambda: guard.status()['state'] == 'using', 30, 'use to be seen')
    guard.set_policy(policy(days=every_day(quota_minutes=0),
                            at_end={'action': 'lock', 'grace_seconds': 0}))
    wait_for(lambda: guard.ordered('LockSession'), 30, 'the lock')
    agent = session.start(UID_CHILD)
    notice = session.shown('Hết giờ dùng máy rồi')
    assert notice.hints['urgency'] == 2 and notice.actions == {'ask': 'Xin thêm giờ'}
    assert guard.ordered('LockSession') >= 1
    session.stop(agent)


def test_killing_the_agent_gains_nothing(guard, session):
    """The countdown goes on, the end comes, and the next agent goes on telling."""
    guard.set_policy(policy(days=every_day(quota_minutes=0),
                            at_end={'action': 'lock', 'grace_seconds': 20}))
    first = session.start(UID_CHILD)
    guard.log_in()
    session.shown('Máy sẽ khóa sau')
    first.kill()
    first.wait()
    before = len(session.notices())
    second = session.start(UID_CHILD)
    session.shown('Máy sẽ khóa sau', after=before)
    second.kill()
    second.wait()
    wait_for(lambda: guard.ordered('LockSession'), 60, 'the lock')
    wait_for(lambda: guard.ordered('TerminateUser'), 60, 'the end, as nothing locked')


def test_without_buttons_the_text_speaks_of_none(guard, session):
    session.stop_notifier()
    session.capabilities = 'body'
    session.start_notifier()
    guard.set_policy(policy(days=every_day(quota_minutes=5)))
    guard.log_in()
    session.start(UID_CHILD)
    notice = session.shown('Còn 5 phút')
    assert notice.actions == {} and 'bấm' not in notice.body and 'hỏi bố mẹ' in notice.body


def test_nobody_else_is_told(guard, session):
    guard.set_policy(policy(days=every_day(quota_minutes=5)))
    guard.set_policy(policy(), uid=UID_OTHER)
    agent = session.start(UID_OTHER)
    guard.log_in()
    guard.call('SetPaused', CHILD, True)
    guard.call('AnswerRequest', ask(guard), True, 0)
    guard.call('SetPaused', dbus.UInt32(UID_OTHER), True)
    session.shown('tạm dừng')  # its own, after all of the others'
    assert len(session.notices()) == 1
    session.stop(agent)


# A parent

def test_a_parent_answers_from_the_notification(guard, session):
    guard.set_policy(policy(days=every_day(quota_minutes=0)))
    guard.polkit.SetAllowed([MANAGE])
    agent = session.start(UID_PARENT)
    ask(guard, '30', '<b>bài</b> & tập')
    notice = session.shown('Bé An xin thêm 30 phút')
    assert 'đọc trong An Nhi' in notice.body
    assert notice.actions == {'approve': 'Đồng ý (30 phút)', 'decline': 'Chưa được'}
    assert notice.expires == 0
    session.press(notice, 'approve')
    wait_for(lambda: json.loads(guard.call('ListRequests'))['requests'][0]['state'] == 'approved',
             30, 'the answer')
    assert guard.status()['remaining-seconds'] == 1800
    session.stop(agent)


def test_no_word_of_a_child_is_shown(guard, session):
    """A sibling may stand before the parents' screen: reasons are read in the window alone."""
    guard.set_policy(policy(requests={'per_day': 10}))
    guard.polkit.SetAllowed([MANAGE])
    session.start(UID_PARENT)
    for words in ('ở nhà bố đánh con', 'x' * 200, '<b>bí mật</b>'):
        ask(guard, '15', words)
    wait_for(lambda: len([n for n in session.notices() if 'xin thêm' in n.title]) == 3, 30,
             'three requests')
    shown = ' '.join(map(repr, session.notices()))
    assert 'đánh' not in shown and 'xxx' not in shown and 'bí mật' not in shown


def test_a_parent_says_not_now(guard, session):
    guard.set_policy(policy())
    guard.polkit.SetAllowed([MANAGE])
    session.start(UID_PARENT)
    ask(guard)
    session.press(session.shown('Bé An xin thêm 30 phút'), 'decline')
    wait_for(lambda: json.loads(guard.call('ListRequests'))['requests'][0]['state'] == 'declined',
             30, 'the answer')


def test_a_wrong_password_is_said_and_the_request_stays(guard, session):
    guard.set_policy(policy())
    guard.polkit.SetAllowed(dbus.Array([], signature='s'))
    session.start(UID_PARENT)
    ask(guard)
    notice = session.shown('Bé An xin thêm 30 phút')
    session.press(notice, 'approve')
    session.shown('Chưa trả lời được')
    assert json.loads(guard.call('ListRequests'))['requests'][0]['state'] == 'open'
    wait_for(lambda: len([n for n in session.notices() if 'xin thêm' in n.title]) == 2, 30,
             'the request to be shown again')


def test_what_was_asked_meanwhile_is_shown_at_login_and_goes_when_answered(guard, session):
    guard.set_policy(policy())
    ident = ask(guard)
    session.start(UID_PARENT)
    session.shown('Bé An xin thêm 30 phút')
    guard.call('AnswerRequest', ident, True, 0)
    wait_for(lambda: session.calls('CloseNotification'), 30, 'the notice to go')
    assert len([n for n in session.notices() if 'xin thêm' in n.title]) == 1


@pytest.mark.parametrize('kind, uid, said', [
    (2, UID_CHILD, 'vẫn có người gõ phím'), (3, 0, 'chỉnh lùi 45 phút'),
    (4, 0, 'chỉnh tới 45 phút'), (18, 0, 'hỏng'), (26, 0, 'không ghi được')])
def test_a_parent_is_told_when_the_rules_are_in_danger(guard, session, kind, uid, said):
    """Of the clock, the data, the disk, a false claim; what is everyday stays in the list."""
    guard.set_policy(policy())
    agent = session.start(UID_PARENT)
    now = datetime.datetime.now().astimezone() + datetime.timedelta(seconds=1)
    guard.remember(events=[(now, kind, 45)], uid=uid)
    guard.remember(events=[(now, 0, 5)])  # a limit that ended

    def look():
        for paused in (True, False):
            guard.call('SetPaused', CHILD, paused)
        return [notice for notice in session.notices() if notice.title == 'An Nhi thấy một việc']
    notice = wait_for(look, 60, 'the notice')[0]
    assert said in notice.body and notice.hints['urgency'] < 2
    assert not [n for n in session.notices() if 'Hết khung giờ' in n.body or 'dùng hết' in n.body]
    session.stop(agent)


# Faults

def test_the_guard_is_killed_and_comes_back(guard, session):
    guard.set_policy(policy(days=every_day(quota_minutes=5)))
    agent = session.start(UID_CHILD)
    guard.log_in()
    session.shown('Còn 5 phút')
    guard.kill()
    guard.start()
    before = len(session.notices())
    guard.call('SetPaused', CHILD, True)
    session.shown('tạm dừng', after=before)
    session.stop(agent)


def test_the_agent_waits_for_a_guard(bare, session):
    agent = session.start(UID_CHILD)
    bare.start()
    bare.set_policy(policy())
    bare.log_in()
    bare.call('SetPaused', CHILD, True)
    session.shown('tạm dừng')
    session.stop(agent)


def test_who_shows_notifications_is_restarted(guard, session):
    guard.set_policy(policy())
    guard.log_in()
    agent = session.start(UID_CHILD)
    guard.call('SetPaused', CHILD, True)
    session.shown('tạm dừng')
    session.stop_notifier()
    guard.call('SetPaused', CHILD, False)
    session.start_notifier()
    guard.call('SetPaused', CHILD, True)
    assert session.shown('tạm dừng').replaces == 0
    session.stop(agent)


def test_nothing_shows_notifications(guard, session):
    session.stop_notifier()
    guard.set_policy(policy(days=every_day(quota_minutes=5)))
    agent = session.start(UID_CHILD)
    guard.log_in()
    for paused in (True, False, True):
        guard.call('SetPaused', CHILD, paused)
    session.start_notifier()
    before = len(session.notices())
    guard.call('AnswerRequest', ask(guard), True, 0)
    session.shown('Bố mẹ cho em thêm', after=before)
    session.stop(agent)


@pytest.mark.parametrize('seconds', [-2**63, -1, 0, 1, 2**63 - 1])
@pytest.mark.parametrize('kind', ['time-left', 'countdown', 'break', 'held', 'surprise'])
def test_hostile_warnings(bare, session, kind, seconds):
    false = FalseGuard(bare)
    agent = session.start(UID_CHILD)
    false.wait_until_heard(session)
    false.warn(kind, seconds, UID_OTHER)
    false.warn(kind, seconds)
    false.emit('Warning', 'sss', 'x', 'y', 'z')
    false.emit('StatusChanged', 'us', CHILD, 'x')
    false.emit('StatusChanged', 'ua{sv}', CHILD, dbus.Dictionary({'paused': 'x'}, signature='sv'))
    false.emit('RequestAnswered', 'usbi', CHILD, 'x', True, dbus.Int32(-2**31))
    session.shown('Bố mẹ cho em thêm 0 phút')
    session.stop(agent)


def test_only_the_guard_is_believed(guard, session):
    """Signals of the guard's interface from anybody else on the bus."""
    guard.set_policy(policy())
    agent = session.start(UID_CHILD)
    liar = dbus.lowlevel.SignalMessage('/vn/annhi/Guard1', 'vn.annhi.Guard1', 'RequestAnswered')
    liar.append(CHILD, 'x', True, dbus.Int32(600), signature='usbi')
    guard.bus.send_message(liar)
    guard.bus.flush()
    guard.call('AnswerRequest', ask(guard), False, 0)
    session.shown('Lần này chưa được')
    assert len(session.notices()) == 1
    session.stop(agent)


# One a session

def test_there_is_one_agent_a_session(bare, session):
    session.start(UID_CHILD)
    second = session.start(UID_CHILD, wait=False)
    assert second.wait(30) == 3
    third = session.start(UID_CHILD, '--autostart', wait=False)  # nobody keeps units here
    assert third.wait(30) == 3


def test_autostart_hands_over_to_systemd(bare, session):
    systemd = DBusTestCase.spawn_server('org.freedesktop.systemd1', '/org/freedesktop/systemd1',
                                        'org.freedesktop.systemd1.Manager',
                                        stdout=subprocess.DEVNULL)
    try:
        proxy = session.bus.get_object('org.freedesktop.systemd1', '/org/freedesktop/systemd1')
        proxy.AddMethod('', 'StartUnit', 'ss', 'o', 'ret = dbus.ObjectPath("/job")',
                        dbus_interface=MOCK)
        assert session.start(UID_CHILD, '--autostart', wait=False).wait(30) == 0
        calls = proxy.GetMethodCalls('StartUnit', dbus_interface=MOCK)
        assert [list(arguments) for _, arguments in calls] == [['annhi-agent.service', 'replace']]
    finally:
        systemd.terminate()
        systemd.wait()


def test_it_ends_with_the_session(bare, session):
    agent = session.start(UID_CHILD)
    session.bus_process.terminate()
    session.bus_process.wait()
    assert agent.wait(30) == 0


def wakeups(pid):
    total = 0
    for task in os.listdir(f'/proc/{pid}/task'):
        with open(f'/proc/{pid}/task/{task}/status', encoding='ascii') as stream:
            total += sum(int(line.split()[1]) for line in stream if 'ctxt_switches' in line)
    return total


def test_it_sleeps_while_nothing_happens(guard, session):
    guard.set_policy(policy(days=every_day(quota_minutes=300)))
    guard.log_in()
    agent = session.start(UID_CHILD)
    previous = [wakeups(agent.pid)]

    def is_quiet():
        time.sleep(2)
        previous.append(wakeups(agent.pid))
        return previous[-1] == previous[-2]
    wait_for(is_quiet, 60, 'two seconds without a wake-up')


def test_nothing_leaks(guard, session):
    guard.set_policy(policy(days=every_day(quota_minutes=0)))
    agent = session.start(0, ASAN_OPTIONS='verify_asan_link_order=0:detect_leaks=1')
    ask(guard)
    session.press(session.shown('Bé An xin thêm'), 'approve')
    wait_for(lambda: json.loads(guard.call('ListRequests'))['requests'][0]['state'] == 'approved',
             30, 'the answer')
    agent.send_signal(signal.SIGTERM)
    assert agent.wait(60) == 0, agent.stderr.read()


def test_two_sessions_are_two_agents(guard, session):
    guard.set_policy(policy())
    session.start(UID_CHILD)
    other = Session(guard)
    try:
        parent = other.start(UID_PARENT)
        ask(guard)
        other.shown('Bé An xin thêm')
        other.stop(parent)
    finally:
        other.end()
        os.environ['DBUS_SESSION_BUS_ADDRESS'] = session.address
