# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The walk that sets up a child, with a real guard and a mocked service of accounts."""

import contextlib
import re
import subprocess
import time

import dbus
import pytest
from an_desktop import wait_for
from an_guarded import Guarded, policy_of
from gi.repository import GLib
from dbusmock import DBusTestCase
from guard import PASSWD, UID_CHILD, UID_OTHER, UID_PARENT, policy
from test_screentime_room import click_row, end, set_value

ACCOUNTS = 'org.freedesktop.Accounts'
MOCK = 'org.freedesktop.DBus.Mock'
SYSTEMD = 'org.freedesktop.systemd1'
UNIT_PATH = '/org/freedesktop/systemd1/unit/annhi_2dguardd_2eservice'
UID_NEW = 23004


def click_next(app, name='Tiếp tục'):
    app.find('button', name).click()


def choose(app, name):
    box = app.find('checkbox', name)
    box.click()
    wait_for(lambda: 'checked' in box.states, f'“{name}” chosen')


def mock(both, name, path, interface):
    process = DBusTestCase.spawn_server(name, path, interface, system_bus=True,
                                        stdout=subprocess.DEVNULL)
    both.guard.mocks.append(process)
    wait_for(lambda: both.guard.bus.name_has_owner(name), f'the mock of {name}')
    return dbus.Interface(both.guard.bus.get_object(name, path), MOCK)


def mock_accounts(both, answer):
    accounts = mock(both, ACCOUNTS, '/org/freedesktop/Accounts', ACCOUNTS)
    path = f'/org/freedesktop/Accounts/User{UID_NEW}'
    accounts.AddObject(path, ACCOUNTS + '.User', {'Uid': dbus.UInt64(UID_NEW)},
                       [('SetPassword', 'ss', '', ''), ('SetPasswordMode', 'i', '', '')])
    accounts.AddMethod(ACCOUNTS, 'CreateUser', 'ssi', 'o', answer or f'ret = "{path}"')
    return accounts, dbus.Interface(both.guard.bus.get_object(ACCOUNTS, path), MOCK)


def calls(mocked, name):
    return [[str(word) for word in words] for _, words in mocked.GetMethodCalls(name)]


def test_a_parent_sets_up_a_child_and_takes_it_back():
    with Guarded(first=True) as both:
        begun = time.monotonic()
        app = both.start()
        app.find('heading', 'Chào mừng đến với An Nhi')
        assert 'checked' in app.find('checkbox', 'Bố mẹ').states
        click_next(app)
        choose(app, 'Bé An')
        click_next(app)
        set_value(app.find('spin button', 'Tuổi'), 12)
        click_next(app)
        assert 'checked' in app.find('checkbox', 'Gợi ý cho 11–13 tuổi').states
        set_value(app.find('spin button', 'Số phút một ngày đi học'), 75)
        app.find(name=re.compile('^Thứ Hai–Sáu 17:00–20:30, tối đa 1 giờ 15 phút\n'))
        click_next(app, 'Cho luật có hiệu lực')
        app.find(name='Từ bây giờ, luật của Bé An là')
        assert time.monotonic() - begun < 120
        app.find('list item', 'Thứ Hai–Sáu 17:00–20:30, tối đa 1 giờ 15 phút')
        app.find('list item', 'Đi ngủ 21:30–06:00')
        held = policy_of(both.guard)
        assert held['days']['fri']['quota_minutes'] == 75
        assert held['days']['sun']['quota_minutes'] == 120

        click_row(app, 'Hoàn tác: bỏ luật vừa đặt')
        app.find('button', 'Cho luật có hiệu lực')
        assert not both.guard.call('ListChildren')
        for question in ('Con mấy tuổi?', 'Con dùng tài khoản nào trên máy này?',
                         'Chào mừng đến với An Nhi'):
            app.find('button', 'Quay lại').click()
            app.find('heading', question)
        for question in ('Con dùng tài khoản nào trên máy này?', 'Con mấy tuổi?'):
            click_next(app)
            app.find('heading', question)
        click_next(app)
        click_next(app, 'Cho luật có hiệu lực')
        click_next(app, 'Xong')
        app.find('list item', 'Bé An')
        end(app)
        again = both.start()
        again.find('list item', 'Bé An')
        assert not again.find_all('heading', 'Chào mừng đến với An Nhi')
        end(again)


@pytest.mark.slow
def test_a_new_account_is_made_and_bad_input_is_answered():
    with Guarded(first=True) as both:
        accounts, user = mock_accounts(both, None)
        app = both.start()
        click_next(app)
        choose(app, 'Tạo tài khoản mới')
        click_next(app)
        app.find('heading', 'Tài khoản mới cho con')
        assert 'sensitive' not in app.find('button', 'Tạo tài khoản').states
        app.find('text box', 'Họ tên của con').set_text('Trần: Bình')
        app.find(name='Tên không có dấu “:”, “,” hay “=”.')
        app.find('text box', 'Họ tên của con').set_text('Đỗ Thị Bé Ngọc')
        name = app.find('text box', 'Tên tài khoản')
        wait_for(lambda: name.text == 'dothibengoc', lambda: f'a suggestion, not {name.text}')
        for text, answer in (('Ngoc', 'Ký tự đầu là chữ thường a–z.'),
                             ('bé', 'Chỉ dùng chữ thường a–z không dấu, chữ số, “-” và “_”; '
                                    'không có dấu cách.'),
                             ('a' * 33, 'Tối đa 32 ký tự.'), ('kid', None)):
            name.set_text(text)
            if answer:
                app.find(name=answer)
        app.find('text box', 'Mật khẩu của tài khoản').set_text('12345')
        app.find(name='Ít nhất 6 ký tự.')
        app.find('text box', 'Mật khẩu của tài khoản').set_text('hoa mai vàng')
        app.find('text box', 'Nhập lại lần nữa').set_text('hoa mai')
        app.find(name='Hai lần gõ mật khẩu không giống nhau.')
        app.find('text box', 'Nhập lại lần nữa').set_text('hoa mai vàng')
        click_next(app, 'Tạo tài khoản')
        app.find(name=re.compile('^Đã có tài khoản tên này'))
        assert not calls(accounts, 'CreateUser')
        name.set_text('bengoc')
        click_next(app, 'Tạo tài khoản')
        app.find('heading', 'Con mấy tuổi?')
        assert calls(accounts, 'CreateUser') == [['bengoc', 'Đỗ Thị Bé Ngọc', '0']]
        hashed, hint = calls(user, 'SetPassword')[0]
        assert hashed.startswith('$') and 'hoa' not in hashed and hint == ''
        # The guard knows the account as soon as the system does.
        with open(both.guard.root / 'passwd', 'a', encoding='utf-8') as stream:
            stream.write(f'bengoc:x:{UID_NEW}:{UID_NEW}:Đỗ Thị Bé Ngọc,,,:/nonexistent:/bin/sh\n')
        click_next(app)
        click_next(app, 'Cho luật có hiệu lực')
        app.find(name='Từ bây giờ, luật của Đỗ Thị Bé Ngọc là')
        assert policy_of(both.guard, UID_NEW)['days']['mon']['quota_minutes'] == 90
        end(app)


@pytest.mark.slow
def test_an_account_that_cannot_be_made():
    """Refused by polkit; then without the service of accounts at all, when adduser does it."""
    denied = f'raise dbus.exceptions.DBusException("no", name="{ACCOUNTS}.Error.PermissionDenied")'
    with Guarded(first=True) as both:
        mock_accounts(both, denied)
        app = both.start()
        click_next(app)
        choose(app, 'Tạo tài khoản mới')
        click_next(app)
        app.find('text box', 'Họ tên của con').set_text('Bé Na')
        app.find('switch', 'Con tự đặt mật khẩu khi đăng nhập lần đầu').click()
        click_next(app, 'Tạo tài khoản')
        app.find(name='Chưa có gì thay đổi: việc này cần mật khẩu của bố mẹ')
        process = both.guard.mocks.pop()
        process.terminate()
        process.wait()
        wait_for(lambda: not both.guard.bus.name_has_owner(ACCOUNTS), 'the mock to go')
        click_next(app, 'Tạo tài khoản')
        app.find(name=re.compile('^Máy này không cho An Nhi tạo tài khoản'))
        assert app.find('list item', 'Trong cửa sổ dòng lệnh')
        assert app.find(name='sudo adduser bena')
        (both.guard.root / 'passwd').write_text(
            PASSWD + f'bena:x:{UID_NEW}:{UID_NEW}:Bé Na,,,:/nonexistent:/bin/sh\n')
        app.find('button', 'Quay lại').click()
        choose(app, 'Bé Na')
        click_next(app)
        app.find('heading', 'Con mấy tuổi?')
        end(app)


def mock_systemd(both, load, active):
    systemd = mock(both, SYSTEMD, '/org/freedesktop/systemd1', SYSTEMD + '.Manager')
    systemd.AddObject(UNIT_PATH, SYSTEMD + '.Unit', {'LoadState': load, 'ActiveState': active}, [])
    systemd.AddMethod(SYSTEMD + '.Manager', 'LoadUnit', 's', 'o', f'ret = "{UNIT_PATH}"')
    systemd.AddMethod(SYSTEMD + '.Manager', 'StartUnit', 'ss', 'o',
                      'if not getattr(self, "granted", False):\n'
                      '    self.granted = True\n'
                      '    raise dbus.exceptions.DBusException("no", '
                      'name="org.freedesktop.DBus.Error.AccessDenied")\n'
                      'ret = "/org/freedesktop/systemd1/job/1"')
    unit = dbus.Interface(both.guard.bus.get_object(SYSTEMD, UNIT_PATH), MOCK)
    return systemd, lambda **states: unit.UpdateProperties(SYSTEMD + '.Unit', states)


def test_the_guard_is_missed_named_and_mended():
    with Guarded(first=True, start=False) as both:
        systemd, change = mock_systemd(both, 'not-found', 'inactive')
        app = both.start()
        click_next(app)
        app.find(name='Máy này chưa cài người gác giờ')
        app.find(name='sudo app/run --install')
        app.find('button', 'Sao chép lệnh').click()
        app.find(name='Đã sao chép. Bố mẹ dán vào cửa sổ dòng lệnh.')
        change(LoadState='masked')
        app.find(name='Người gác giờ bị cấm chạy trên máy này')
        app.find(name='sudo systemctl unmask --now annhi-guardd')
        change(LoadState='loaded', ActiveState='failed')
        app.find('button', 'Bật lại')
        change(ActiveState='active')
        app.find(name='Người gác giờ không trả lời')
        change(ActiveState='inactive')
        app.find(name='Người gác giờ đang tắt')
        app.find('button', 'Bật người gác giờ').click()
        app.find(name='Chưa có gì thay đổi: việc này cần mật khẩu của bố mẹ')
        app.find('button', 'Bật người gác giờ').click()
        wait_for(lambda: len(calls(systemd, 'StartUnit')) == 2, 'the second order')
        assert calls(systemd, 'StartUnit')[1] == ['annhi-guardd.service', 'replace']
        both.guard.start()
        app.find('heading', 'Con dùng tài khoản nào trên máy này?')
        both.guard.kill()
        app.find(name='Người gác giờ đang tắt')
        both.guard.start()
        app.find('heading', 'Con dùng tài khoản nào trên máy này?')
        end(app)


@pytest.mark.slow
def test_a_refused_password_keeps_the_walk_where_it_is():
    with Guarded(uid=UID_PARENT, first=True) as both:
        app = both.start()
        click_next(app)
        choose(app, 'other')
        click_next(app)
        app.find('heading', 'Con mấy tuổi?')
        click_next(app)
        click_next(app, 'Cho luật có hiệu lực')
        app.find(name='Chưa có gì thay đổi: việc này cần mật khẩu của bố mẹ')
        both.guard.polkit.SetAllowed(dbus.Array(['vn.annhi.guard.manage'], signature='s'),
                                    dbus_interface=MOCK)
        click_next(app, 'Cho luật có hiệu lực')
        app.find(name='Từ bây giờ, luật của other là')
        assert policy_of(both.guard, UID_OTHER)['enabled']
        end(app)


@pytest.mark.slow
def test_it_is_put_aside_and_comes_back_when_wanted():
    with Guarded(first=True) as both:
        app = both.start()
        choose(app, 'Em (trẻ em)')
        click_next(app, 'Xong')
        app.find('button', 'Thêm con')
        end(app)
        both.guard.set_policy(policy(), UID_CHILD)
        both.guard.call('RemoveChild', dbus.UInt32(UID_CHILD))
        app = both.start()
        app.find('button', 'Thêm con').click()
        app.find('heading', 'Con dùng tài khoản nào trên máy này?')
        both.desktop.key('alt+Left')
        app.find('button', 'Thêm con')
        end(app)


def finds_again(app, name):
    """In the program as it is now: a new start has another name on the bus of accessibility."""
    with contextlib.suppress(GLib.Error):
        app.owner = app.desktop.find_program(app.process.pid)
        return app.owner and app.find_all(name=name)
    return None


def test_another_language_begins_anew():
    with Guarded(first=True) as both:
        app = both.start()
        app.find(name='Ai đang dùng An Nhi?')
        app.find('combo box', 'Ngôn ngữ').pointer_click()
        both.desktop.key('Down', 'Return')
        wait_for(lambda: finds_again(app, 'Who are you?'), 'the page in English')
        app.find('checkbox', 'Father or mother')
        click_next(app, 'Continue')
        app.find('heading', 'Which account does your child use on this PC?')
        end(app)
