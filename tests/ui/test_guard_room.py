# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The room for screen time with a real guard: a parent's day, requests, codes, two at once."""

import json
import re
import signal
import time

import dbus
import pytest
from an_desktop import wait_for
from an_guarded import Guarded, policy_of
from guard import UID_CHILD, UID_OTHER, UID_PARENT, every_day, policy
from test_screentime_room import add_child, click_row, day_text, end, set_value, show_day

UNDO = re.compile('^Hoàn tác')  # GTK names the buttons of a toast twice
MANAGE = 'vn.annhi.guard.manage'
ALL_DAY = policy(days=every_day(quota_minutes=90))


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


def open_tab(app, name):
    """Tabs have no action of their own."""
    app.find(name=name).pointer_click()


def test_rules_are_read_from_the_guard_and_saved_to_it(both):
    app = open_child(both)
    open_tab(app, 'Luật')
    app.find('list item', 'Người gác giờ đang giữ luật này')
    assert day_text(app, 'Thứ Hai') == 'Cả ngày · tối đa 1 giờ 30 phút'
    show_day(app, 'Thứ Hai')
    set_value(app.find('spin button', 'Số phút một ngày'), 45)
    wait_for(lambda: policy_of(both.guard)['days']['mon']['quota_minutes'] == 45, 'the new quota')
    assert policy_of(both.guard)['version'] == 2
    both.desktop.key('alt+Left')
    app.find(name='Đang có hiệu lực: vừa đọc lại từ người gác giờ')
    end(app)


def test_locking_is_seen_within_a_second_and_undone(both):
    app = open_child(both)
    both.guard.log_in()
    app.find(name=re.compile('^đang dùng máy từ '))
    app.find('button', 'Khóa ngay').click()
    app.find('button', UNDO)
    assert both.guard.status()['paused']
    app.find('button', 'Cho dùng tiếp')
    app.find('button', UNDO).click()
    wait_for(lambda: not both.guard.status()['paused'], 'the end of the pause')
    app.find('button', 'Khóa ngay')

    app.find(name='1 giờ 30 phút')
    left = app.find('meter')
    both.guard.call('SetPaused', dbus.UInt32(UID_CHILD), True)
    before = time.monotonic()
    wait_for(lambda: left.name == 'tạm dừng', 'the pause to be seen')
    assert time.monotonic() - before < 1, 'the room looks too late'
    end(app)


def test_time_is_given_and_the_day_is_ended(both):
    app = open_child(both, policy(days=every_day(quota_minutes=0)))
    app.find(name='hết giờ')
    app.find_all('button', 'Thêm giờ')[-1].click()
    app.find('button', '30 phút').click()
    wait_for(lambda: both.guard.status()['remaining-seconds'] == 1800, 'half an hour')
    app.find(name='30 phút')
    app.find_all('button', 'Thêm giờ')[-1].click()
    set_value(app.find('spin button', 'Số phút cho thêm'), 7)
    app.find('button', 'Cho thêm').click()
    wait_for(lambda: both.guard.status()['remaining-seconds'] == 2220, 'seven minutes more')

    app.find('switch', 'Tạm dừng hôm nay').click()
    app.find('button', UNDO)
    assert policy_of(both.guard)['dates'][0]['windows'] == []
    app.find('button', UNDO).click()
    wait_for(lambda: not policy_of(both.guard).get('dates'), 'the day as it was')
    end(app)


def ask(both, minutes, reason):
    code, output = both.guard.call_as(UID_CHILD, 'RequestTime', 'is', str(minutes), reason)
    assert code == 0, output


def test_requests_are_answered(both):
    app = open_child(both)
    ask(both, 20, 'bài Toán')
    app.find(name='bài Toán')
    set_value(app.find('spin button', 'Số phút cho thêm'), 10)
    app.find('button', 'Đồng ý').click()
    app.gone(name='bài Toán')
    ask(both, 25, 'chơi tiếp')
    app.find('button', 'Chưa được').click()
    app.gone(name='chơi tiếp')
    answers = json.loads(both.guard.call('ListRequests'))['requests']
    assert [(r['state'], r['granted_minutes']) for r in answers] == [('declined', 0),
                                                                     ('approved', 10)]
    ask(both, 5, 'một lát nữa')
    both.desktop.key('alt+Left')
    click_row(app, '1 lời xin đang chờ trả lời')
    app.find(name=re.compile('Bé An: xin 20 phút lúc .* được 10 phút'))
    app.find(name='một lát nữa')
    end(app)


def test_a_change_of_another_parent_is_shown_and_chosen(both):
    app = open_child(both)
    open_tab(app, 'Luật')
    app.find('list item', 'Người gác giờ đang giữ luật này')
    for choice, minutes in (('Giữ luật đang có', 30), ('Dùng bản của tôi', 60)):
        changed = json.dumps({**policy_of(both.guard), 'weekly_quota_minutes': 300 + minutes})
        was_on = 'checked' in app.find('switch', 'Lượt trong tuần').states
        both.guard.process.send_signal(signal.SIGSTOP)  # the other parent's comes first
        both.guard.bus.get_object('vn.annhi.Guard1', '/vn/annhi/Guard1', introspect=False) \
            .SetPolicy(dbus.UInt32(UID_CHILD), changed, ignore_reply=True, signature='us',
                       dbus_interface='vn.annhi.Guard1')
        both.guard.bus.flush()
        app.find('switch', 'Lượt trong tuần').click()
        if was_on:
            app.gone('spin button', 'Số phút một tuần')
        else:
            app.find('spin button', 'Số phút một tuần')
        both.guard.process.send_signal(signal.SIGCONT)
        app.find(name='Vừa có người khác đổi luật này')
        app.find('button', re.compile(f'^{choice}( {choice})?$')).click()
        app.gone(name='Vừa có người khác đổi luật này')
        wanted = 300 + minutes if choice.startswith('Giữ') else None
        wait_for(lambda: policy_of(both.guard).get('weekly_quota_minutes') == wanted,
                 f'{choice}: {policy_of(both.guard)}')
    end(app)


def test_codes_and_pin(both):
    app = open_child(both)
    click_row(app, 'Mã dùng khi bố mẹ vắng nhà')
    app.find('button', 'Tạo hình QR mới').click()
    app.find(name='Hình QR cho ứng dụng trên điện thoại')
    app.find(name=re.compile('^[A-Z2-7]{4}( [A-Z2-7]{1,4})+$'))
    app.find('text box', 'Mã PIN mới (4–12 số)').set_text('12a')
    app.find(name='Mã PIN gồm 4 đến 12 chữ số, không có gì khác.')
    app.find('text box', 'Mã PIN mới (4–12 số)').set_text('4711')
    app.find('button', 'Đặt mã PIN').click()
    app.find(name='Mã PIN có hiệu lực từ bây giờ')
    code, output = both.guard.call_as(UID_CHILD, 'RedeemPin', 'si', '4711', '10')
    assert code == 0, output
    end(app)


def test_rules_of_the_window_are_handed_over(both):
    app = both.start()
    add_child(app, 'Bé An')
    app.find('list item', 'Người gác giờ chưa nhận luật này')
    app.find('button', 'Giao cho người gác giờ…').click()
    app.find(name='Bé An dùng tài khoản nào trên máy này?')
    app.find('button', re.compile('^Giao( Giao)?$')).click()
    app.find(name='Từ bây giờ người gác giờ giữ luật này')
    assert policy_of(both.guard)['days']['mon']['windows'] == [['17:00', '20:00']]
    app.gone(name='Chưa giao')
    click_row(app, 'Bé An')
    app.find('button', 'Khóa ngay')
    end(app)


def test_without_a_guard_it_is_said_how_it_is_switched_on():
    with Guarded(start=False) as both:
        app = both.start()
        add_child(app, 'Bé An')
        both.desktop.key('alt+Left')
        app.find('button', 'Bật lên…').click()
        app.find(name=re.compile('^sudo (app/run --install|systemctl enable --now annhi-guardd)$'))
        both.desktop.focus_window(app.process.pid)
        both.desktop.key('Escape')
        both.guard.start()
        app.gone('button', 'Bật lên…')
        click_row(app, 'Bé An (9 tuổi)')
        app.find('list item', 'Người gác giờ chưa nhận luật này')
        end(app)


def test_the_guard_goes_and_comes_back(both):
    app = open_child(both)
    both.guard.kill()
    both.guard.start()
    app.find('button', 'Khóa ngay').click()
    wait_for(lambda: both.guard.status()['paused'], 'the pause')
    end(app)


def test_a_refused_password_changes_nothing():
    with Guarded(uid=UID_PARENT) as both:
        app = open_child(both)
        app.find('button', 'Khóa ngay').click()
        app.find(name='Chưa có gì thay đổi: việc này cần mật khẩu của bố mẹ')
        open_tab(app, 'Luật')
        app.find('switch', 'Lượt trong tuần').click()
        app.find(name=re.compile('Chưa lưu được: việc này cần mật khẩu của bố mẹ'))
        assert 'weekly_quota_minutes' not in policy_of(both.guard)
        wait_for(lambda: 'checked' not in app.find('switch', 'Lượt trong tuần').states, 'the rules')
        both.guard.polkit.SetAllowed(dbus.Array([MANAGE], signature='s'),
                                    dbus_interface='org.freedesktop.DBus.Mock')
        app.find('switch', 'Lượt trong tuần').click()
        wait_for(lambda: 'weekly_quota_minutes' in policy_of(both.guard), 'the weekly quota')
        end(app)


def test_removing_a_child(both):
    both.guard.set_policy(ALL_DAY, UID_OTHER)
    app = open_child(both)
    open_tab(app, 'Luật')
    click_row(app, 'Xóa con này và luật của con…')
    app.find('button', re.compile('^Xóa( Xóa)?$')).click()
    app.find('list item', 'other')
    app.gone('list item', 'Bé An')
    assert [int(child['uid']) for child in both.guard.call('ListChildren')] == [UID_OTHER]
    end(app)


def test_a_child_sees_its_own_page_asks_and_types_a_pin():
    with Guarded(uid=UID_CHILD) as both:
        both.guard.set_policy(policy(days=every_day(quota_minutes=90, windows=[['00:00', '24:00']])))
        both.guard.call('SetPin', '4711')
        app = both.start()
        app.find(name='1 giờ 30 phút')
        assert app.find('list item', 'Ngày mai').description == '00:00–24:00 · tối đa 1 giờ 30 phút'
        app.find('text box', 'Để làm gì? (không bắt buộc)').set_text('gọi cho bà')
        app.find('button', 'Gửi lời xin').click()
        app.find(name=re.compile('^Đã gửi: xin 15 phút'))
        request = json.loads(both.guard.call('ListRequests'))['requests'][0]
        assert (request['minutes'], request['reason']) == (15, 'gọi cho bà')
        both.guard.call('AnswerRequest', request['id'], True, 10)
        app.find(name=re.compile('^Lần trước: xin 15 phút.* được 10 phút$'))
        app.find(name='1 giờ 40 phút')
        assert app.find('button', 'Nói chuyện với 111') and app.find('button', 'Viết báo cáo')
        app.find(name='Máy ghi lại những gì')
        end(app)
