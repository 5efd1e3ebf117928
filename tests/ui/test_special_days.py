# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holidays and how rules are kept, in the room itself: add, a mistake, undo, and what is saved."""

from test_screentime_room import add_child, click_row, close, start


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
