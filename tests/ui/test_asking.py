# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A child's own window beside a real guard: asking, codes from a phone, the PIN, what it says."""

import json
import re

import dbus
import pytest
from an_desktop import wait_for
from an_guarded import Guarded
from guard import UID_CHILD, every_day, policy
from test_guardd import totp
from test_screentime_room import end, set_value

CHILD = dbus.UInt32(UID_CHILD)
SHAMING = re.compile(r'\b(phạt|hư|lười|nghiện|cấm|vi phạm|không ngoan|tội)\b', re.I)


@pytest.fixture(name='both')
def start_both():
    with Guarded(uid=UID_CHILD) as started:
        yield started


def open_own(both, **rules):
    both.guard.set_policy(policy(days=every_day(quota_minutes=90), **rules))
    app = both.start()
    app.find('meter', 'còn 1 giờ 30 phút')
    return app


def requests_of(both):
    return json.loads(both.guard.call('ListRequests'))['requests']


def bonus_of(both):
    """Seconds that are left beyond the day's hour and a half."""
    return both.guard.status()['remaining-seconds'] - 5400


def type_code(app, digits, minutes=None):
    app.find('text box', 'Sáu số bố mẹ đọc').set_text(digits)
    if minutes:
        set_value(app.find('spin button', 'Số phút'), minutes)
    app.find('button', 'Dùng mã').click()


def test_asking_until_it_is_enough(both):
    app = open_own(both, requests={'max_minutes': 30, 'per_day': 2})
    assert not app.find_all('button', '1 giờ')  # more than may be asked for
    app.find('button', '30 phút').click()
    app.find('text box', 'Để làm gì? (không bắt buộc)').set_text('xem nốt phim với bà')
    app.find('button', 'Gửi lời xin').click()
    app.find(name=re.compile('^Đã gửi: xin 30 phút.*Bố mẹ chưa trả lời'))
    assert [(r['minutes'], r['reason']) for r in requests_of(both)] == [(30, 'xem nốt phim với bà')]
    both.guard.call('AnswerRequest', requests_of(both)[0]['id'], False, 0)
    app.find(name=re.compile('^Lần trước: xin 30 phút'))
    app.find('button', '15 phút').click()
    app.find('button', 'Gửi lời xin').click()
    wait_for(lambda: len(requests_of(both)) == 2, 'the second request')
    app.find('button', 'Gửi lời xin').click()
    said = app.find('label', re.compile('^Hôm nay em đã gửi đủ số lời xin rồi'))
    assert 'nói chuyện trực tiếp với bố mẹ' in said.name
    assert len(requests_of(both)) == 2
    end(app)


def test_parents_who_want_to_be_asked_in_person(both):
    app = open_own(both, requests={'max_minutes': 60, 'per_day': 0})
    app.find('label', 'Bố mẹ muốn em hỏi trực tiếp.')
    assert not app.find_all('button', 'Gửi lời xin')
    both.guard.set_policy(policy(days=every_day(quota_minutes=90), requests={'max_minutes': 10}))
    app.find('button', '10 phút')
    app.find('button', 'Gửi lời xin').click()
    wait_for(lambda: [r['minutes'] for r in requests_of(both)] == [10], 'ten minutes asked for')
    end(app)


def test_codes_from_the_phone(both):
    """Right, wrong, used before, and too often wrong."""
    app = open_own(both, codes={'max_minutes': 40})
    type_code(app, '123 456')
    app.find('label', re.compile('^Bố mẹ chưa cài phần mã này'))
    uri = both.guard.call('EnrolCodes', CHILD)
    right = totp(uri)
    type_code(app, f'{right[:3]} {right[3:]}', 40)
    app.find(name='Đã thêm giờ')
    wait_for(lambda: bonus_of(both) == 2400, 'forty minutes')
    app.find('meter', 'còn 2 giờ 10 phút')
    wrong = f'{(int(totp(uri, 1)) + 1) % 10**6:06d}'
    for digits in [right] + [wrong] * 4:
        type_code(app, digits)
        wait_for(lambda: app.find('text box', 'Sáu số bố mẹ đọc').text == '', 'the answer')
        app.find('label', re.compile('^Sáu số này chưa đúng, hoặc đã dùng rồi'))
    type_code(app, totp(uri, 1))
    app.find('label', re.compile('^Sáu số chưa đúng năm lần rồi. Một giờ nữa'))
    assert bonus_of(both) == 2400
    assert 'sensitive' in app.find('button', 'Gửi lời xin').states  # asking stays possible
    app.find('text box', 'Sáu số bố mẹ đọc').set_text('12345')
    assert 'sensitive' not in app.find('button', 'Dùng mã').states
    end(app)


def test_the_pin_on_the_childs_screen(both):
    app = open_own(both)
    both.guard.call('SetPin', '4711')
    app.find('text box', 'Sáu số bố mẹ đọc')
    app.find('button', 'Bố mẹ tự gõ mã PIN ở đây').click()
    pin = app.find('text box', 'Mã PIN của bố mẹ')
    pin.set_text('4712')
    app.find('button', 'Dùng mã').click()
    app.find('label', re.compile('^Mã PIN chưa đúng'))
    assert bonus_of(both) == 0
    pin.set_text('4711')
    set_value(app.find('spin button', 'Số phút'), 20)
    app.find('button', 'Dùng mã').click()
    wait_for(lambda: bonus_of(both) == 1200, 'twenty minutes')
    for _ in range(5):
        pin.set_text('0000')
        app.find('button', 'Dùng mã').click()
        wait_for(lambda: pin.text == '', 'the answer')
    pin.set_text('4711')
    app.find('button', 'Dùng mã').click()
    app.find('label', re.compile('^Mã PIN chưa đúng năm lần rồi. 15 phút nữa'))
    assert bonus_of(both) == 1200
    kinds = both.guard.events()
    assert kinds.count('pin-refused') == 6 and kinds.count('pin-redeemed') == 1
    end(app)


def test_the_guard_goes_while_the_child_asks(both):
    app = open_own(both)
    both.guard.kill()
    app.find(name=re.compile('^Người gác giờ đang không trả lời'))
    app.find('button', 'Gửi lời xin').click()
    app.find('label', re.compile('^Chưa gửi được: '))
    both.guard.start()
    app.gone(name=re.compile('^Người gác giờ đang không trả lời'))
    app.find('button', 'Gửi lời xin').click()
    app.find(name=re.compile('^Đã gửi: xin 15 phút'))
    end(app)


def test_everything_is_told_and_nothing_blames(both):
    """Every word of the page, and the two ways out, also when no time is left."""
    both.guard.set_policy(policy(days=every_day(quota_minutes=0, windows=[['00:00', '24:00']]),
                                 bedtime={'mon': ['21:00', '06:00']}))
    app = both.start()
    app.find('meter', 'hết giờ')
    app.find('list item', 'Hôm nay')
    app.find('list item', 'Ngày mai')
    for heading in ('Luật của em', 'Máy ghi lại những gì', 'Khi có chuyện không ổn'):
        app.find(name=heading)
    texts = '\n'.join(node.name for node in app.walk() if node.name)
    assert not SHAMING.search(texts), SHAMING.search(texts)
    assert re.search('Sau 1 năm', texts), texts
    both.guard.call('SetKeepDays', dbus.UInt32(31))
    app.find('label', re.compile('^Bố mẹ xem được.*Sau 1 tháng'))
    app.find('button', 'Nói chuyện với 111').click()
    danger = re.compile('^Có ai đang gặp nguy hiểm không')
    app.find(name=danger)
    both.desktop.key('Escape')
    app.gone(name=danger)
    app.find('button', 'Viết báo cáo').click()
    app.find('progress bar', 'Đã đi đến câu hỏi nào')
    end(app)
