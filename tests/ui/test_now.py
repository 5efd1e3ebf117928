# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A child's moment as parents see it beside a real guard, what they do about it, and undo."""

import json
import re

import dbus
import pytest
from an_desktop import wait_for
from an_guarded import Guarded, policy_of
from guard import UID_CHILD, UID_OTHER, UID_PARENT, every_day, policy
from test_screentime_room import click_row, end, set_value

CHILD = dbus.UInt32(UID_CHILD)
UNDO = re.compile('^Hoàn tác')
ALL_DAY = policy(days=every_day(quota_minutes=90))
CLOCK = '[0-2][0-9]:[0-5][0-9]'
NEEDS_PASSWORD = 'Chưa có gì thay đổi: việc này cần mật khẩu của bố mẹ'


@pytest.fixture(name='both')
def start_both():
    with Guarded() as started:
        yield started


def open_child(both, document=ALL_DAY):
    both.guard.set_policy(document)
    app = both.start()
    click_row(app, 'Bé An')
    app.find('button', 'Khóa ngay')
    return app


def give(app, choice, own=None):
    app.find_all('button', 'Thêm giờ')[-1].click()
    if own:
        set_value(app.find('spin button', 'Số phút cho thêm'), own)
    app.find('button', choice).click()


def undo(app, said):
    """The button beside the words; an older offer may still be on its way out."""
    app.find('label', said)
    wait_for(lambda: len(app.find_all('button', UNDO)) in (1, 2), 'one offer')
    app.find_all('button', UNDO)[-1].click()


def left_of(both, uid=UID_CHILD):
    return both.guard.status(uid)['remaining-seconds']


def test_what_a_child_does_until_when_and_why(both):
    app = open_child(both)
    app.find('label', 'chưa đăng nhập')
    app.find('label', re.compile(f'^nếu dùng từ bây giờ thì hết lúc {CLOCK}.*; sau đó hết lượt'))
    session = both.guard.log_in()
    app.find('label', re.compile(f'^đang dùng máy từ {CLOCK}$'))
    app.find('label', re.compile(f'^hết lúc {CLOCK}.*, sau đó hết lượt trong ngày$'))
    both.guard.change(session, {'LockedHint': True})
    app.find('label', re.compile(f'^màn hình khóa từ {CLOCK}$'))
    both.guard.change(session, {'LockedHint': False})
    app.find('label', re.compile('^đang dùng máy từ '))
    both.guard.change(session, {'IdleHint': True})
    app.find('label', re.compile(f'^rời máy từ {CLOCK}$'))
    both.guard.log_out()
    app.find('label', 'chưa đăng nhập')
    both.guard.set_policy(policy(days=every_day(windows=[])))
    app.find('label', re.compile('^chưa được dùng: '))
    app.find('meter', 'hết giờ')
    end(app)


def test_minutes_are_given_and_taken_back(both):
    app = open_child(both, policy(days=every_day(quota_minutes=0)))
    app.find('meter', 'hết giờ')
    for choice, minutes in (('15 phút', 15), ('30 phút', 30), ('60 phút', 60)):
        give(app, choice)
        wait_for(lambda m=minutes: left_of(both) == m * 60, choice)
        said = re.compile('^Đã cho thêm ' + ('1 giờ' if minutes == 60 else choice))
        undo(app, said)
        wait_for(lambda: left_of(both) == 0, f'{choice} to be taken back')
        app.find('label', re.compile('^Đã lấy lại '))
        app.find('meter', 'hết giờ')
    give(app, 'Cho thêm', 7)
    app.find('meter', 'còn 7 phút')
    assert left_of(both) == 420
    both.guard.call('TakeBack', CHILD, 7)  # another parent was quicker
    undo(app, 'Đã cho thêm 7 phút')
    app.find('label', 'Giờ cho thêm đã dùng hết nên không lấy lại được')
    kinds = both.guard.events()
    assert kinds.count('granted') == 4 and kinds.count('taken-back') == 4
    end(app)


def test_undo_goes_the_way_that_was_meant(both):
    """Whatever another parent has done since."""
    app = open_child(both)
    app.find('button', 'Khóa ngay').click()
    app.find('meter', 'tạm dừng')
    both.guard.call('SetPaused', CHILD, False)
    app.find('meter', 'còn 1 giờ 30 phút')
    undo(app, 'Đã khóa máy với con')
    wait_for(lambda: not both.guard.status()['paused'], 'still unlocked')
    app.find('button', 'Khóa ngay')
    end(app)


def test_the_answer_to_a_request_is_taken_back(both):
    app = open_child(both, policy(days=every_day(quota_minutes=0)))
    code, output = both.guard.call_as(UID_CHILD, 'RequestTime', 'is', '20', 'bài Toán')
    assert code == 0, output
    app.find(name='bài Toán')
    app.find('button', 'Đồng ý').click()
    app.gone(name='bài Toán')
    wait_for(lambda: left_of(both) == 1200, 'twenty minutes')
    undo(app, 'Đã cho thêm 20 phút')
    wait_for(lambda: left_of(both) == 0, 'the time to be taken back')
    end(app)


def add_users(both, names):
    """More accounts beside the guard's own."""
    with open(both.guard.root / 'passwd', 'a', encoding='utf-8') as stream:
        for uid, name in names.items():
            stream.write(f'kid{uid}:x:{uid}:{uid}:{name},,,:/nonexistent:/bin/sh\n')


def test_twenty_children(both):
    """All of them in the list, each with its own figures; what is done reaches one alone."""
    names = {UID_CHILD + 100 + n: f'Bé số {n:02d}' for n in range(1, 21)}
    add_users(both, names)
    for n, uid in enumerate(names, 1):
        both.guard.set_policy(policy(days=every_day(quota_minutes=n)), uid)
    app = both.start()
    rows = wait_for(lambda: [row for row in app.find_all('list item', re.compile('^Bé số'))][19:]
                    and app.find_all('list item', re.compile('^Bé số')), 'twenty rows')
    assert [row.name for row in rows] == sorted(names.values())
    for n, row in enumerate(rows, 1):
        assert row.description.startswith(f'{n} phút · chưa đăng nhập'), row.description
    click_row(app, 'Bé số 20')
    app.find('meter', 'còn 20 phút')
    app.find('button', 'Khóa ngay').click()
    app.find('meter', 'tạm dừng')
    paused = [uid for uid in names if both.guard.status(uid)['paused']]
    assert paused == [UID_CHILD + 120]
    both.desktop.key('alt+Left')
    click_row(app, 'Bé số 03')
    app.find('meter', 'còn 3 phút')
    end(app)


def test_two_children_stay_apart(both):
    both.guard.set_policy(policy(days=every_day(quota_minutes=30)), UID_OTHER)
    app = open_child(both)
    both.guard.log_in()
    app.find('label', re.compile('^đang dùng máy từ '))
    give(app, '15 phút')
    wait_for(lambda: left_of(both) > 6000, 'a quarter of an hour more')
    assert left_of(both, UID_OTHER) == 1800
    both.desktop.key('alt+Left')
    click_row(app, 'other')
    app.find('meter', 'còn 30 phút')
    app.find('label', 'chưa đăng nhập')
    both.guard.call('SetPaused', CHILD, True)
    app.find('meter', 'còn 30 phút')
    app.find('button', 'Khóa ngay')
    end(app)


def test_the_guard_is_gone_and_back_in_mid_work(both):
    app = open_child(both)
    both.guard.log_in()
    app.find('label', re.compile('^đang dùng máy từ '))
    gone = re.compile('^Người gác giờ đang không trả lời')
    both.guard.kill()
    app.find('label', gone)
    give(app, '15 phút')
    app.find('label', re.compile('^Chưa có gì thay đổi: người gác giờ của An Nhi chưa chạy'))
    app.find('switch', 'Tạm dừng hôm nay').click()
    wait_for(lambda: 'checked' not in app.find('switch', 'Tạm dừng hôm nay').states, 'the switch')
    both.guard.start()
    app.gone('label', gone)
    give(app, '15 phút')
    wait_for(lambda: left_of(both) > 6000, 'a quarter of an hour more')
    assert 'dates' not in policy_of(both.guard)
    end(app)


def test_refused_passwords_change_nothing():
    with Guarded(uid=UID_PARENT) as both:
        app = open_child(both, ALL_DAY)
        code, output = both.guard.call_as(UID_CHILD, 'RequestTime', 'is', '20', 'bài Toán')
        assert code == 0, output
        give(app, '15 phút')
        app.find('label', NEEDS_PASSWORD)
        app.find('switch', 'Tạm dừng hôm nay').click()
        app.find('label', NEEDS_PASSWORD)
        wait_for(lambda: 'checked' not in app.find('switch', 'Tạm dừng hôm nay').states,
                 'the switch to go back')
        app.find('button', 'Chưa được').click()
        app.find('label', NEEDS_PASSWORD)
        assert 'sensitive' in app.find('button', 'Chưa được').states
        assert left_of(both) == 5400 and 'dates' not in policy_of(both.guard)
        assert json.loads(both.guard.call('ListRequests'))['requests'][0]['state'] == 'open'
        end(app)
