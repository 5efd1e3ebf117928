# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window around the rooms: switching, the way to 111, the keyboard, phone width, the store."""

import os
import stat

import pytest
from an_desktop import wait_for

ROOMS = ('Giờ dùng máy', 'Riêng tư', 'Báo cáo')
EMERGENCY = 'Cần giúp ngay – 111'
QUESTION = 'Có ai đang gặp nguy hiểm không?'
PASSPHRASE = 'con mèo trèo cây cau'


def switch(app, room):
    app.find('tab', room).click()
    wait_for(lambda: 'selected' in app.find('tab', room).states, f'{room} to be shown')


def end(app):
    """Every test ends with a program that had nothing to complain of."""
    assert not app.complaints, app.stderr
    app.stop()


def test_rooms(desktop):
    """The three rooms in their order; each opens."""
    app = desktop.start('annhi')
    app.find('tab', ROOMS[0])
    names = [node.name for node in app.find_all('tab') if node.name in ROOMS]
    assert tuple(names[:3]) == ROOMS
    for room in ROOMS:
        switch(app, room)
    end(app)


def test_emergency_from_every_room(desktop):
    app = desktop.start('annhi')
    for room in ROOMS:
        switch(app, room)
        app.find('button', EMERGENCY).click()
        app.find(name=QUESTION)
        app.find('label', '111')
        app.find('label', 'Tổng đài quốc gia bảo vệ trẻ em')
        app.find('label', '113 Công an · 115 Cấp cứu (chưa xác minh)')
        app.find('label', 'Em không có lỗi. Kể với một người lớn em tin.')
        app.find('button', 'Sao chép số')
        app.find('button', 'Quay lại').click()
        app.gone(name=QUESTION)
        assert 'selected' in app.find('tab', room).states
    end(app)


def test_emergency_leads_to_a_report(desktop):
    app = desktop.start('annhi', '--page', 'help')
    app.find('button', 'Báo cáo qua mạng').click()
    wait_for(lambda: 'selected' in app.find('tab', 'Báo cáo').states, 'the report room')
    end(app)


@pytest.mark.parametrize('page, room', zip(('screentime', 'privacy', 'report'), ROOMS))
def test_page_option(desktop, page, room):
    app = desktop.start('annhi', '--page', page)
    wait_for(lambda: 'selected' in app.find('tab', room).states, room)
    end(app)


def test_second_start_goes_to_the_first_window(desktop):
    app = desktop.start('annhi')
    app.find('button', EMERGENCY)
    assert desktop.run('annhi', '--page', 'help').returncode == 0
    app.find(name=QUESTION)
    end(app)


def test_options(desktop):
    assert desktop.run('annhi', '--version').stdout.startswith('annhi 0.')
    wrong = desktop.run('annhi', '--page', 'nowhere')
    assert wrong.returncode == 2
    assert 'nowhere' in wrong.stderr


def test_keys(desktop):
    """F1 the guide, F1 again the emergency page, Esc and Alt+← back."""
    app = desktop.start('annhi')
    app.find('button', EMERGENCY)
    desktop.key('F1')
    app.find(name='An Nhi giúp việc gì')
    desktop.key('F1')
    app.find(name=QUESTION)
    desktop.key('Escape')
    app.gone(name=QUESTION)
    desktop.key('F1')
    app.find(name='An Nhi giúp việc gì')
    desktop.key('alt+Left')
    app.gone(name='An Nhi giúp việc gì')
    end(app)


def focused_names(app):
    return {node.name for node in app.walk() if 'focused' in node.states}


def test_tab_reaches_everything_in_the_header(desktop):
    app = desktop.start('annhi', '--page', 'help')
    wanted = {EMERGENCY, 'Trình đơn', 'Quay lại', 'Báo cáo qua mạng', 'Sao chép số'}
    app.find('button', 'Sao chép số')
    reached = set()
    for _ in range(12):
        desktop.key('Tab')
        reached |= focused_names(app)
    assert wanted <= reached
    end(app)


def test_keys_alone_open_the_emergency_page(desktop):
    app = desktop.start('annhi')
    app.find('button', EMERGENCY)
    for _ in range(30):
        if EMERGENCY in focused_names(app):
            break
        desktop.key('Tab')
    desktop.key('Return')
    app.find(name=QUESTION)
    end(app)


def test_shortcuts_window(desktop):
    app = desktop.start('annhi')
    app.find('button', EMERGENCY)
    desktop.key('ctrl+question')
    app.find('label', 'Đóng cửa sổ')
    end(app)


@pytest.mark.parametrize('entry, shown', [
    ('Phím tắt', 'Đóng cửa sổ'),
    ('Trợ giúp', 'An Nhi giúp việc gì'),
    ('Giới thiệu An Nhi', 'Những người đóng góp cho An Nhi'),
])
def test_menu(desktop, entry, shown):
    app = desktop.start('annhi')
    app.find('button', EMERGENCY)
    desktop.key('F10')
    app.find('menu item', entry).click()
    app.find('label', shown)
    desktop.focus_window()
    desktop.key('Escape')
    app.gone('label', shown)
    end(app)


@pytest.mark.parametrize('text_scale', [1, 1.5])
def test_phone_size(desktop, text_scale):
    """At 360 × 640 nothing stands outside, and the rooms are at the bottom."""
    desktop.set_text_scale(text_scale)
    app = desktop.start('annhi')
    app.find('tab', ROOMS[0])
    desktop.resize(360, 640)
    wait_for(lambda: any(node.extents[1] > 500 for node in app.find_all('tab', ROOMS[0])),
             'the switcher at the bottom')
    for room in ROOMS:
        for node in app.find_all('tab', room):
            node.click()
        app.find('button', EMERGENCY)
        for node in app.walk():
            x, _, width, _ = node.extents
            assert x >= -1 and x + width <= 361, f'{room}: {node.role} “{node.name}” {node.extents}'
    app.find('button', EMERGENCY).click()
    app.find('label', '111')
    end(app)


def test_emergency_needs_nothing(bare_desktop):
    """No keyring, and no place where anything could be kept."""
    app = bare_desktop.start('annhi', '--page', 'help',
                             env={'XDG_DATA_HOME': '/proc/nowhere', 'XDG_CONFIG_HOME': '/proc/nowhere'})
    app.find(name=QUESTION)
    app.find('label', '111')
    app.find(name='Mã QR: điện thoại quét mã này sẽ gọi 111')
    app.stop()


def test_store_that_cannot_be_opened(bare_desktop):
    """Says so, keeps 111 in reach, and tries again."""
    app = bare_desktop.start('annhi', '--page', 'report', env={'XDG_DATA_HOME': '/proc/nowhere'})
    app.find('label', 'Không mở được kho kín')
    app.find('button', 'Sao chép chi tiết')
    app.find('button', 'Thử lại').click()
    app.find('label', 'Không mở được kho kín')
    app.find('button', EMERGENCY)
    app.stop()


def test_passphrase(bare_desktop):
    """Chosen twice where no keyring answers; asked for afterwards; a wrong one opens nothing."""
    fast = {'ANNHI_VAULT_TEST_FAST_PWHASH': '1'}
    app = bare_desktop.start('annhi', '--page', 'report', env=fast)
    app.find('label', 'Chọn mật khẩu mở kho')
    app.find('text box', 'Mật khẩu mở kho').set_text(PASSPHRASE)
    app.find('text box', 'Nhập lại lần nữa').set_text('con mèo trèo cây cao')
    app.find(name='Hai lần nhập không giống nhau.')
    assert 'sensitive' not in app.find('button', 'Mở kho').states
    app.find('text box', 'Nhập lại lần nữa').set_text(PASSPHRASE)
    app.find('button', 'Mở kho').click()
    app.gone('label', 'Chọn mật khẩu mở kho')
    end(app)

    data = os.path.join(bare_desktop.env['XDG_DATA_HOME'], 'annhi')
    assert stat.S_IMODE(os.stat(data).st_mode) == 0o700

    app = bare_desktop.start('annhi', '--page', 'report', env=fast)
    app.find('label', 'Nhập mật khẩu mở kho')
    app.find('text box', 'Mật khẩu mở kho').set_text('con mèo trèo cây cao')
    app.find('button', 'Mở kho').click()
    app.find(name='Mật khẩu này không mở được kho. Không mất gì cả; hãy thử lại.')
    app.find('text box', 'Mật khẩu mở kho').set_text(PASSPHRASE)
    app.find('button', 'Mở kho').click()
    app.gone('label', 'Nhập mật khẩu mở kho')
    end(app)


def test_quits_cleanly(desktop):
    """Ends by itself with everything freed (the leak checker sets the exit code)."""
    app = desktop.start('annhi')
    app.find('button', EMERGENCY).click()
    app.find(name=QUESTION)
    desktop.key('F1')
    desktop.key('ctrl+q')
    assert app.wait_end() == 0, app.stderr
