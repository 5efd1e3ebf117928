# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holidays and how rules are kept, in the room itself: add, a mistake, undo, and what is saved."""

import re

import pytest
from test_screentime_room import add_child, click_row, close, set_value, show_day, start


def test_a_holiday_is_added_mended_and_undone(desktop):
    app = start(desktop)
    add_child(app)
    click_row(app, 'Ngày nghỉ và ngày riêng')
    app.find(name='Chưa có ngày nào.')
    app.find('button', 'Thêm ngày nghỉ').click()
    app.find('text box', 'Tên, chẳng hạn “Tết”').set_text('Tết')
    app.find('text box', 'Ngày đầu (ngày/tháng/năm)').set_text('05/02/2027')
    app.find('text box', 'Ngày cuối (một ngày thì ghi giống ngày đầu)').set_text('31/02/2027')
    app.find(name='Ngày cuối chưa đúng, hãy ghi như 28/11/2026.')
    app.find('text box', 'Ngày cuối (một ngày thì ghi giống ngày đầu)').set_text('04/02/2027')
    app.find(name='Ngày cuối không được trước ngày đầu.')
    app.find('text box', 'Ngày cuối (một ngày thì ghi giống ngày đầu)').set_text('11/02/2027')
    app.find('button', 'Lưu').click()
    app.find('list item', 'Tết')
    app.find(name='05/02/2027–11/02/2027\nnhư ngày thường')
    app.find('button', 'Hoàn tác').click()
    app.find(name='Chưa có ngày nào.')
    app.find('button', 'Thêm ngày nghỉ').click()
    app.find('button', 'Lưu').click()
    app.find(name='như ngày thường')
    close(app)

    again = start(desktop)
    click_row(again, 'Bé An (9 tuổi)')
    click_row(again, 'Ngày nghỉ và ngày riêng')
    again.find(name='như ngày thường')
    close(again)


def test_what_is_not_saved_is_not_left_without_a_word(desktop):
    app = start(desktop)
    add_child(app)
    show_day(app, 'Thứ Hai')
    set_value(app.find('spin button', 'Đến'), 16 * 60)
    app.find(name='Giờ kết thúc phải sau giờ bắt đầu.')
    desktop.key('alt+Left')
    app.find(name='Có giờ chưa đúng')
    app.find('button', re.compile('^Sửa tiếp( Sửa tiếp)?$')).click()
    app.gone(name='Có giờ chưa đúng')
    app.find('button', 'Đóng').click()
    app.find(name='Có giờ chưa đúng')
    app.find('button', re.compile('^Sửa tiếp( Sửa tiếp)?$')).click()
    app.gone(name='Có giờ chưa đúng')
    app.find('button', 'Quay lại').click()
    app.find('button', re.compile('^Bỏ( Bỏ)?$')).click()
    app.find('list item', 'Thứ Hai')
    assert app.find('list item', 'Thứ Hai').description.startswith('17:00–20:00 ')

    click_row(app, 'Ngày nghỉ và ngày riêng')
    app.find('button', 'Thêm ngày nghỉ').click()
    app.find('text box', 'Tên, chẳng hạn “Tết”').set_text('Giỗ ông')
    app.find('button', 'Quay lại').click()
    app.find(name='Ngày này chưa được lưu')
    app.find('button', re.compile('^Lưu( Lưu)?$')).click()
    app.find('list item', 'Giỗ ông')
    close(app)


@pytest.mark.slow
def test_each_manner_can_be_changed_and_is_kept(desktop):
    app = start(desktop)
    add_child(app)
    click_row(app, 'Nghỉ mắt, báo trước, khi hết giờ')
    set_value(app.find('spin button', 'Mỗi mã cho nhiều nhất bao nhiêu phút'), 25)
    set_value(app.find('spin button', 'Ngừng tính sau bao nhiêu giây'), 300)
    app.find('list item', 'Ngừng tính sau bao nhiêu giây')
    app.find('text box', 'Số phút trước khi hết giờ, chẳng hạn 15, 5, 1').set_text('10, x')
    app.find(name=re.compile('^Số nguyên từ 1 đến 1440'))
    app.find('text box', 'Số phút trước khi hết giờ, chẳng hạn 15, 5, 1').set_text('10, 2')
    app.find('switch', 'Tính cả lúc không gõ phím, không chạm chuột').click()
    app.gone('spin button', 'Ngừng tính sau bao nhiêu giây')
    close(app)

    again = start(desktop)
    click_row(again, 'Bé An (9 tuổi)')
    click_row(again, 'Nghỉ mắt, báo trước, khi hết giờ')
    assert '25 phút' in again.find('list item', 'Mỗi mã cho nhiều nhất bao nhiêu phút').dump()
    assert again.find('text box', 'Số phút trước khi hết giờ, chẳng hạn 15, 5, 1').text == '10, 2'
    assert 'checked' in again.find('switch', 'Tính cả lúc không gõ phím, không chạm chuột').states
    close(again)
