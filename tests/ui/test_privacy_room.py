# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The privacy room, as a family uses it: look, read how, tick off, come back later."""

import re
import subprocess

import pytest
from an_desktop import wait_for

ITEM = 'Em nhớ số 111'
RING = re.compile(r'^(\d+) trên (\d+) việc đã ổn$')
GROUPS = ('Cần xem', 'Việc cần làm', 'Chưa rõ', 'Ổn')


def choose_list(desktop, app, *keys):
    go_to(desktop, app.find('combo box', 'Dành cho ai'))
    desktop.key('Return')
    wait_for(lambda: 'focused' not in app.find('combo box', 'Dành cho ai').states, 'the choices')
    desktop.key(*keys, 'Return')


def open_room(desktop, chosen=False):
    """With the list of children of 9 to 11, unless another one was chosen before."""
    app = desktop.start('annhi', '--page', 'privacy')
    app.find('label', re.compile('^Máy tự xem lúc'))
    if not chosen:
        choose_list(desktop, app, 'Down')
        app.find('list item', ITEM)
        app.find('label', re.compile('^Máy tự xem lúc'))
    return app


def ring(app):
    return tuple(map(int, RING.match(app.find('meter', RING).name).groups()))


def group_of(app, item):
    """The heading of the list in which an item stands."""
    for heading in GROUPS:
        for group in app.find_all('list', heading):
            if group.find_all('list item', item):
                return heading
    return None


def go_to(desktop, row):
    """Tab until a row has the keyboard."""
    for _ in range(60):
        if 'focused' in row.states:
            return
        desktop.key('Tab')
    raise AssertionError(f'Tab never comes to “{row.name}”')


def test_tick_off_by_keyboard_and_come_back(desktop):
    app = open_room(desktop)
    done, all_items = ring(app)
    assert all_items == 18
    assert group_of(app, ITEM) == 'Việc cần làm'

    # The rows of one list are one stop for Tab; arrows go on from there.
    go_to(desktop, app.find('list item', ITEM))
    desktop.key('Return')
    app.find('heading', ITEM)
    assert app.find('list', 'Cách làm').find_all('list item', re.compile('^Đọc to ba lần'))
    app.find('label', re.compile('^Nghị định 56/2017/NĐ-CP.* · xem ngày 24/11/2026$'))
    go_to(desktop, app.find('list item', 'Đã làm'))
    desktop.key('Return')
    wait_for(lambda: 'checked' in app.find('switch', 'Đã làm').states, 'the tick')
    desktop.key('Escape')
    app.find('meter', f'{done + 1} trên {all_items} việc đã ổn')
    assert group_of(app, ITEM) == 'Ổn'
    wait_for(lambda: 'focused' in app.find('list item', ITEM).states, 'the keyboard on the row')
    assert not app.complaints
    app.stop()

    again = open_room(desktop, chosen=True)
    assert ring(again) == (done + 1, all_items)
    assert group_of(again, ITEM) == 'Ổn'


def test_choose_a_list_and_find_it_chosen(desktop):
    app = open_room(desktop)
    choose_list(desktop, app, 'Down', 'Down', 'Down')
    app.find('list item', 'Hứa với con: nói ra không bị cấm máy')
    assert not app.find_all('list item', ITEM)
    assert ring(app)[1] == 25
    app.stop()

    again = open_room(desktop, chosen=True)
    again.find('list item', 'Hứa với con: nói ra không bị cấm máy')
    assert not again.complaints


def test_next_thing_and_what_this_pc_found(desktop):
    app = open_room(desktop)
    app.find('button', 'Xem cách làm').click()
    app.find('label', 'Cách làm')
    app.find('button', 'Quay lại').click()
    app.find('label', 'Việc nên làm tiếp')

    # The display of the tests has no login screen, and that is said, not taken for good.
    assert group_of(app, 'Máy hỏi “ai đó?” khi bật lên') == 'Chưa rõ'
    go_to(desktop, app.find('list item', 'Máy hỏi “ai đó?” khi bật lên'))
    desktop.key('Return')
    app.find('label', 'Không tìm thấy màn hình đăng nhập nào trên máy này.')
    app.find('button', 'Kiểm tra lại').click()
    app.find('button', 'Kiểm tra lại')
    app.find('label', 'chưa xác minh')
    assert not app.complaints


GNOME = {'XDG_CURRENT_DESKTOP': 'GNOME', 'GSETTINGS_BACKEND': 'keyfile'}
CAMERA = 'Ứng dụng không tự dùng máy ảnh'


@pytest.mark.slow
def test_mend_and_undo(desktop):
    """What will change is shown first; it is done, found mended, and taken back another day."""
    app = desktop.start('annhi', '--page', 'privacy', env=GNOME)
    app.find('label', re.compile('^Máy tự xem lúc'))
    choose_list(desktop, app, 'Down', 'Down')
    wait_for(lambda: group_of(app, CAMERA) == 'Cần xem', 'the camera to be looked at')
    go_to(desktop, app.find('list item', CAMERA))
    desktop.key('Return')
    app.find('button', 'Sửa giúp').click()
    app.find('label', re.compile('Ứng dụng không xin dùng máy ảnh được nữa'))
    app.find('button', re.compile('^Sửa( Sửa)?$')).click()
    app.find('button', 'Hoàn tác')
    wait_for(lambda: not app.find_all('button', 'Sửa giúp'), 'it to be found mended')
    assert not app.complaints
    app.stop()

    again = desktop.start('annhi', '--page', 'privacy', env=GNOME)
    wait_for(lambda: group_of(again, CAMERA) == 'Ổn', 'the camera to be found mended')
    go_to(desktop, again.find('list item', CAMERA))
    desktop.key('Return')
    again.find('button', 'Hoàn tác').click()
    again.find('button', 'Sửa giúp')
    assert not again.find_all('button', 'Hoàn tác')
    assert not again.complaints


def test_help_is_one_step_away(desktop):
    app = open_room(desktop)
    app.find('button', 'Xem cách làm').click()
    go_to(desktop, app.find('list item', 'Gọi 111, cả ngày lẫn đêm, miễn phí'))
    desktop.key('Return')
    app.find('heading', 'Có ai đang gặp nguy hiểm không?')
    desktop.key('Escape')
    app.find('label', 'Cách làm')


def test_catalogue_is_searched_without_marks(desktop):
    app = open_room(desktop)
    go_to(desktop, app.find('list item', 'Sản phẩm Việt'))
    desktop.key('Return')
    app.find('list item', 'Umbalena')
    app.find('list item', 'Tux Paint')
    app.find(name='Tìm, gõ có dấu hay không dấu đều được').set_text('ve tranh')
    wait_for(lambda: not app.find_all('list item', 'Umbalena'), 'the others to be hidden')
    assert app.find_all('list item', 'Tux Paint')
    desktop.key('Escape')
    wait_for(lambda: 'focused' in app.find('list item', 'Sản phẩm Việt').states, 'the row')
    assert not app.complaints


def test_directory(desktop, tmp_path):
    app = open_room(desktop)
    go_to(desktop, app.find('list item', 'Danh bạ'))
    desktop.key('Return')
    app.find('list', 'Gọi').find('list item', 'Tổng đài quốc gia bảo vệ trẻ em 111')
    app.find('list', 'Trên mạng')
    assert app.find_all('label', 'chưa xác minh')
    desktop.key('Escape')
    wait_for(lambda: 'focused' in app.find('list item', 'Danh bạ').states, 'the keyboard on the row')
    assert not app.complaints

    picture = tmp_path / 'directory.png'
    done = desktop.run('annhi-page', '--screenshot', picture, 'privacy-directory')
    assert done.returncode == 0, done.stderr
    read = subprocess.run(['zbarimg', '--quiet', picture], capture_output=True, text=True, check=False)
    assert read.stdout == 'QR-Code:tel:111\n'
