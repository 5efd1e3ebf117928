# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The painted week with a real guard: mouse, keyboard, copying, exact hours, undo, another zone."""

import datetime
import re
import zoneinfo

import dbus
import pytest
from an_desktop import wait_for
from an_guarded import Guarded, policy_of
from guard import every_day, policy
from test_guard_room import open_child, open_tab
from test_screentime_room import answer, end, set_value

EVENINGS = policy(days=every_day(windows=[['17:00', '20:30']]))


@pytest.fixture(name='both')
def start_both():
    with Guarded() as started:
        yield started


def open_week(both, document=EVENINGS):
    app = open_child(both, document)
    open_tab(app, 'Luật')
    app.find('grid', 'Các giờ trong tuần')
    return app


def shadow(app):
    """How far the window's own edge lies inside of what X calls the window."""
    window = app.desktop.focus_window(app.process.pid)
    words = app.desktop.xdotool('getwindowgeometry', '--shell', window)
    outer = int(re.search(r'WIDTH=(\d+)', words).group(1))
    return (outer - app.children[0].extents[2]) // 2


def point(app, day, minute):
    """Where a minute of a day lies; days are rows when they are wider than high."""
    x, y, width, height = app.find('row', day).extents
    share, edge = minute / 1440, shadow(app)
    return ((edge + round(x + width * share), edge + y + height // 2) if width > height else
            (edge + x + width // 2, edge + round(y + height * share)))


def bring_into_sight(app, day='Chủ nhật', minute=0):
    """Turns the wheel at the edge of the page until that minute of the week is in the window."""
    _, _, _, window = app.children[0].extents

    def is_in_sight():
        _, y = point(app, day, minute)
        if 90 < y < window - 60:
            return True
        app.desktop.xdotool('mousemove', 4, window // 2, 'click', 5 if y > 90 else 4)
        return False
    wait_for(is_in_sight, 'the grid in sight')


def drag(app, start, end_):
    app.desktop.xdotool('mousemove', *start, 'mousedown', 1)
    steps = 4
    for i in range(1, steps + 1):
        app.desktop.xdotool('mousemove', *(round(a + (b - a) * i / steps)
                                           for a, b in zip(start, end_)))
    app.desktop.xdotool('mouseup', 1)


def check(app, name):
    """By keyboard, as AT-SPI knows no place in a popover that was turned over."""
    box = app.find('checkbox', name)
    for _ in range(15):
        if 'focused' in box.states:
            break
        app.desktop.key('Tab')
    app.desktop.key('space')
    wait_for(lambda: 'checked' in box.states, f'{name} checked')


def windows(both, day):
    return policy_of(both.guard)['days'][day].get('windows', 'all day')


def held(both, day, wanted):
    wait_for(lambda: windows(both, day) == wanted, lambda: f'{day} {wanted}: {windows(both, day)}')


def cell(app):
    return app.find('checkbox', re.compile(r'\d\d:\d\d–\d\d:\d\d$'))


def at(app, name):
    wait_for(lambda: cell(app).name == name, lambda: f'{name}, not {cell(app).name}')
    return cell(app)


def test_hours_are_painted_with_the_mouse_and_tried_at_once(both):
    app = open_week(both)
    bring_into_sight(app)
    set_value(app.find('spin button', 'Giờ'), 9 * 60 + 45)
    assert 'không được dùng' in answer(app)
    drag(app, point(app, 'Thứ Hai', 9 * 60 + 10), point(app, 'Chủ nhật', 10 * 60 + 20))
    wait_for(lambda: ': được dùng, còn 45 phút' in answer(app), lambda: answer(app))
    held(both, 'mon', [['09:00', '10:30'], ['17:00', '20:30']])
    held(both, 'sun', [['09:00', '10:30'], ['17:00', '20:30']])
    assert app.find('row', 'Thứ Hai').description == '09:00–10:30, 17:00–20:30'
    app.find(name='Đang có hiệu lực: vừa đọc lại từ người gác giờ')
    # One stroke is one step back.
    both.desktop.key('ctrl+z')
    held(both, 'mon', [['17:00', '20:30']])
    held(both, 'sun', [['17:00', '20:30']])
    # From hours on, the brush wipes out; past the end of the day it stops there.
    drag(app, point(app, 'Thứ Ba', 20 * 60 + 10), point(app, 'Thứ Ba', 17 * 60 + 10))
    held(both, 'tue', [])
    x, y = point(app, 'Thứ Tư', 22 * 60 + 10)
    drag(app, (x, y), (x + 300, y))
    held(both, 'wed', [['17:00', '20:30'], ['22:00', '24:00']])
    app.find('button', 'Tô giờ học không tính vào lượt').click()
    drag(app, point(app, 'Thứ Năm', 7 * 60 + 5), point(app, 'Thứ Năm', 10 * 60 + 40))
    wait_for(lambda: policy_of(both.guard)['days']['thu'].get('uncounted') == [['07:00', '11:00']],
             'study hours')
    held(both, 'thu', [['17:00', '20:30']])
    end(app)


def test_hours_are_painted_by_keyboard_and_read_aloud(both):
    app = open_week(both)
    both.desktop.key('Tab')
    wait_for(lambda: app.find('button', 'Tô giờ học không tính vào lượt'), 'the brushes')
    for _ in range(12):
        if 'focused' in cell(app).states:
            break
        both.desktop.key('Tab')
    at(app, 'Thứ Hai 17:00–17:30')
    wait_for(lambda: {'focused', 'checked'} <= cell(app).states, 'the cell in focus')
    both.desktop.key('space')
    held(both, 'mon', [['17:30', '20:30']])
    wait_for(lambda: 'checked' not in cell(app).states, 'the cell empty')
    both.desktop.key('Down', 'End')
    at(app, 'Thứ Ba 23:30–24:00')
    both.desktop.key('shift+Left', 'shift+Down')
    at(app, 'Thứ Ba – Thứ Tư 23:00–24:00')
    both.desktop.key('space')
    held(both, 'tue', [['17:00', '20:30'], ['23:00', '24:00']])
    held(both, 'wed', [['17:00', '20:30'], ['23:00', '24:00']])
    both.desktop.key('Home', 'shift+End', 'space')
    held(both, 'wed', 'all day')
    wait_for(lambda: app.find('row', 'Thứ Tư').description == 'Cả ngày', 'the whole day')
    both.desktop.key('space')
    held(both, 'wed', [])
    wait_for(lambda: app.find('row', 'Thứ Tư').description == 'Không dùng máy', 'never')
    end(app)


@pytest.mark.slow
def test_exact_hours_and_a_copy_to_other_days(both):
    app = open_week(both, policy(days=every_day(windows=[['17:07', '20:30']])))
    bring_into_sight(app)
    assert app.find('row', 'Thứ Hai').description == '17:07–20:30'
    app.desktop.xdotool('mousemove', *point(app, 'Thứ Ba', 600), 'click', 3)
    app.find(name='Thứ Ba · Giờ được dùng')
    start, stop = app.find('spin button', 'Từ'), app.find('spin button', 'Đến')
    set_value(stop, 17 * 60)
    app.find(name='Giờ kết thúc phải sau giờ bắt đầu.')
    set_value(stop, 18 * 60 + 43)
    set_value(start, 16 * 60 + 1)
    held(both, 'tue', [['16:01', '18:43']])
    both.desktop.key('Escape')
    app.gone(name='Thứ Ba · Giờ được dùng')
    app.find('button', 'Chép Thứ Ba sang…').click()
    check(app, 'Thứ Năm')
    check(app, 'Chủ nhật')
    app.find('button', 'Chép sang các ngày này').click()
    held(both, 'sun', [['16:01', '18:43']])
    held(both, 'thu', [['16:01', '18:43']])
    held(both, 'mon', [['17:07', '20:30']])
    app.find('button', 'Hoàn tác').click()
    held(both, 'sun', [['17:07', '20:30']])
    held(both, 'tue', [['16:01', '18:43']])
    end(app)


@pytest.mark.slow
def test_a_narrow_window_has_the_days_as_columns(both):
    app = open_week(both)
    both.desktop.resize(360, 860)
    monday = app.find('row', 'Thứ Hai')
    wait_for(lambda: monday.extents[3] > 10 * monday.extents[2], 'columns')
    bring_into_sight(app, 'Thứ Hai', 8 * 60 + 10)
    drag(app, point(app, 'Thứ Hai', 8 * 60 + 10), point(app, 'Thứ Ba', 8 * 60 + 50))
    held(both, 'tue', [['08:00', '09:00'], ['17:00', '20:30']])
    both.desktop.key('Right', 'Down')
    at(app, 'Thứ Tư 09:00–09:30')
    end(app)


def test_days_are_those_of_the_household_not_of_the_pc(both):
    name = str(both.guard.bus.get_object('vn.annhi.Guard1', '/vn/annhi/Guard1').Get(
        'vn.annhi.Guard1', 'Timezone', dbus_interface=dbus.PROPERTIES_IFACE))

    def today():
        return datetime.datetime.now(zoneinfo.ZoneInfo(name)).date()
    elsewhere = next(zone for zone in ('Etc/GMT+12', 'Etc/GMT-14')
                     if datetime.datetime.now(zoneinfo.ZoneInfo(zone)).date() != today())
    both.guard.set_policy(EVENINGS)
    both.desktop.env['TZ'] = elsewhere
    before = today()
    app = open_week(both)
    shown = re.search(r'(\d\d)/(\d\d)/(\d{4}) lúc', answer(app)).groups()
    assert datetime.date(*map(int, reversed(shown))) in (before, today())
    end(app)
