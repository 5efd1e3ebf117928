# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Looking back beside a real guard that remembers a past: charts, events, files, deleting."""

import csv
import datetime
import json
import os
import re
import subprocess

import dbus
import pytest
from an_desktop import wait_for
from an_guarded import Guarded
from guard import HOME, UID_CHILD, every_day, policy, today
from test_screentime_room import click_row, end

CHILD = dbus.UInt32(UID_CHILD)
NAMES = ('thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ nhật')
ALL_DAY = policy(days=every_day(quota_minutes=90))
# Of the kinds in app/guardd/an-guard-engine.h.
CLOCK_BACK, GRANTED, LIMIT_ENDED = 3, 6, 0
DAY_QUOTA = 7  # the reason in the event that a limit ended


def day(date):
    return f'{NAMES[date.weekday()]}, {date:%d/%m/%Y}'


def duration(minutes):
    hours, rest = divmod(minutes, 60)
    return ' '.join(filter(None, [f'{hours} giờ' if hours else '',
                                  f'{rest} phút' if rest or not hours else '']))


class Past:
    """Three weeks: so many minutes on each day, from 19:00 on and on weekends from 09:00 on."""

    def __init__(self):
        self.today = today()
        self.monday = self.today - datetime.timedelta(self.today.weekday())
        self.last = self.monday - datetime.timedelta(7)
        self.minutes = {}
        for back in range(1, 22):
            date = self.monday - datetime.timedelta(back)
            self.minutes[date] = 30 + 5 * date.weekday() + (20 if back > 7 else 0)

    def days(self):
        for date, minutes in self.minutes.items():
            hour = 9 if date.weekday() > 4 else 19
            yield date, {hour: min(minutes, 60), hour + 1: max(minutes - 60, 0)}
        # In the lessons' hour, and time that was given: at the PC, and not counted.
        yield self.last, {15: 25, 19: 30}, 30

    def moment(self, date, hour):
        return datetime.datetime(date.year, date.month, date.day, hour, 30, tzinfo=HOME)

    def events(self):
        yield self.moment(self.last, 19), LIMIT_ENDED, DAY_QUOTA
        yield self.moment(self.last, 20), GRANTED, 15
        yield self.moment(self.last + datetime.timedelta(1), 21), CLOCK_BACK, 120
        for hour in range(60):
            yield self.moment(self.last - datetime.timedelta(7), hour % 24), GRANTED, 5


@pytest.fixture(name='both')
def start_both():
    with Guarded() as started:
        yield started


def open_past(both, past):
    both.guard.set_policy(ALL_DAY)
    both.guard.remember(past.days(), past.events())
    app = both.start()
    click_row(app, 'Bé An')
    app.find('button', 'Khóa ngay')
    app.find(name='Nhìn lại').pointer_click()
    app.find('list', span(past.monday))
    return app


def span(monday):
    return f'{monday:%d/%m/%Y}–{monday + datetime.timedelta(6):%d/%m/%Y}'


def test_day_week_and_month(both):
    past = Past()
    app = open_past(both, past)
    app.find('button', 'Trước đó').click()
    app.find('list', span(past.last))
    for offset in range(7):
        date = past.last + datetime.timedelta(offset)
        text = f'{day(date)}: {duration(past.minutes[date])}; giới hạn 1 giờ 30 phút'
        if offset == 0:
            text += '; ngoài ra 25 phút không tính vào lượt (giờ học, giờ cho thêm)'
        app.find('list item', text)
    week = [past.minutes[past.last + datetime.timedelta(n)] for n in range(7)]
    average = sum(week) // 7
    app.find('label', f'Trung bình mỗi ngày {duration(average)}, ít hơn tuần trước 20 phút')
    app.find(name='Con đã dùng hết giờ trong ngày')
    app.find(name=f'{past.last + datetime.timedelta(1):%d/%m/%Y} 21:30')

    app.find('button', 'Ngày').click()
    for _ in range(past.today.weekday()):
        app.find('button', 'Trước đó').click()
    app.find('list', f'Thứ Hai, {past.last:%d/%m/%Y}')
    app.find('list item', '15:00–16:00: 25 phút')
    app.find('list item', '19:00–20:00: 30 phút')
    app.find('list item', '20:00–21:00: 0 phút')
    app.find('label', re.compile('^Cả ngày 30 phút, .*ngoài ra 25 phút không tính'))

    app.find('button', 'Tháng').click()
    app.find('list', f'Tháng {past.last.month}/{past.last.year}')
    used = past.minutes[past.last + datetime.timedelta(1)]
    if (past.last + datetime.timedelta(1)).month == past.last.month:
        app.find('list item', re.compile(
            f'^{day(past.last + datetime.timedelta(1))}: {duration(used)}; giới hạn'))
    end(app)


def test_figures_are_the_same_everywhere(both):
    """What was used today: the guard, the page of today and the chart."""
    past = Past()
    both.guard.set_policy(ALL_DAY)
    both.guard.remember([(past.today, {0: 37})])
    app = both.start()
    click_row(app, 'Bé An')
    status = both.guard.status()
    assert status['used-today-seconds'] == 37 * 60
    app.find('meter', 'còn 53 phút')
    app.find('label', '37 phút trong 1 giờ 30 phút')
    app.find(name='Nhìn lại').pointer_click()
    app.find('list item', f'{day(past.today)}: 37 phút; giới hạn 1 giờ 30 phút')
    app.find('button', 'Ngày').click()
    app.find('list item', '00:00–01:00: 37 phút')
    app.find('label', re.compile('^Cả ngày 37 phút'))
    end(app)


def save(both, app, entry, file_name):
    """Through the menu and the dialog for files; gives the path."""
    path = os.path.join(both.desktop.directory, file_name)
    app.find_all('button', 'Lưu thành tệp')[-1].click()
    app.find('menu item', entry).click()
    app.find('button', '_Lưu Lưu')
    app.find('text box', 'Tên:').set_text(path)
    app.find('button', '_Lưu Lưu').click()
    app.gone('button', '_Lưu Lưu')
    both.desktop.focus_window(app.process.pid)
    wait_for(lambda: os.path.exists(path) and os.path.getsize(path), path)
    return path


def read_table(path):
    with open(path, encoding='utf-8-sig', newline='') as stream:
        return list(csv.reader(stream))


def test_tables_and_paper(both):
    """Each file holds what is shown, no more, and opens."""
    past = Past()
    app = open_past(both, past)
    app.find('button', 'Trước đó').click()
    app.find('list', span(past.last))
    rows = read_table(save(both, app, 'Giờ đã dùng, thành bảng (CSV)…', 'days.csv'))
    dates = [past.last + datetime.timedelta(n) for n in range(7)]
    assert [row[0] for row in rows[1:]] == [str(date) for date in dates]
    assert [int(row[1]) for row in rows[1:]] == [past.minutes[date] if date != past.last else 30
                                                 for date in dates]
    assert rows[1][2:5] == ['25', '0', '90'] and {len(row) for row in rows} == {30}
    events = read_table(save(both, app, 'Sự kiện, thành bảng (CSV)…', 'events.csv'))
    assert [row[1] for row in events[1:]] == ['clock-back', 'granted', 'limit-ended']
    assert events[2][2] == 'Bố mẹ cho thêm 15 phút'
    paper = save(both, app, 'Cả hai, để in (PDF)…', 'paper.pdf')
    text = subprocess.run(['pdftotext', '-layout', paper, '-'], check=True, capture_output=True,
                          text=True, timeout=60).stdout
    assert f'Bé An: giờ dùng máy, {span(past.last)}' in text
    assert f'{day(dates[1])}: {duration(past.minutes[dates[1]])}; giới hạn 1 giờ 30 phút' in text
    assert 'Con đã dùng hết giờ trong ngày' in text
    end(app)


def test_more_events_and_deleting_them(both):
    past = Past()
    app = open_past(both, past)
    app.find('button', 'Trước đó').click()
    app.find('button', 'Trước đó').click()
    app.find('list', span(past.last - datetime.timedelta(7)))
    gifts = 'Bố mẹ cho thêm 5 phút'
    wait_for(lambda: len(app.find_all('list item', gifts)) == 50, 'the first fifty')
    app.find('button', 'Hiện thêm').click()
    wait_for(lambda: len(app.find_all('list item', gifts)) == 60, 'the others')

    click_row(app, 'Xóa dữ liệu cũ…')
    app.find('checkbox', 'Tất cả trước tuần này').click()
    app.find('button', re.compile('^Không xóa')).click()
    app.gone('checkbox', 'Tất cả trước tuần này')
    assert len(usage_of(both, past)) == 21
    click_row(app, 'Xóa dữ liệu cũ…')
    app.find('checkbox', 'Tất cả trước tuần này').click()
    app.find('button', re.compile('^Xóa( Xóa)?$')).click()
    app.find('label', 'Đã xóa dữ liệu cũ')
    app.gone('list item', gifts)
    assert not usage_of(both, past)
    app.find('label', 'Máy không được dùng, hoặc chưa ghi được gì.')
    app.find('button', 'Sau đó').click()
    app.find('button', 'Sau đó').click()
    app.find('list item', 'Bố mẹ đã xóa dữ liệu cũ')
    end(app)


def usage_of(both, past):
    answer = both.guard.call('GetUsage', CHILD, str(past.monday - datetime.timedelta(30)),
                             str(past.today))
    return json.loads(answer)['days']


def test_how_long_it_is_kept(both):
    past = Past()
    app = open_past(both, past)
    keep = app.find('combo box', 'Giữ dữ liệu trong')
    click_row(app, 'Xóa dữ liệu cũ…')  # turns the wheel until the row is there
    app.find('button', re.compile('^Không xóa')).click()
    app.gone('button', re.compile('^Không xóa'))
    keep.pointer_click()
    both.desktop.key('End', 'Return')
    app.find('label', 'Từ nay máy giữ dữ liệu trong 2 năm')
    assert both.guard.status()['keep-days'] == 730
    keep.pointer_click()
    both.desktop.key('Home', 'Return')
    app.find(name='Giữ dữ liệu ngắn hơn?')
    app.find('button', re.compile('^Không xóa')).click()
    app.gone(name='Giữ dữ liệu ngắn hơn?')
    assert both.guard.status()['keep-days'] == 730
    app.find('label', '2 năm')
    end(app)


def test_the_child_reads_the_same():
    with Guarded(uid=UID_CHILD) as both:
        past = Past()
        both.guard.set_policy(ALL_DAY)
        both.guard.remember(past.days(), past.events())
        app = both.start()
        app.find('button', 'Xem máy đã ghi gì').click()
        app.find('button', 'Trước đó').click()
        date = past.last + datetime.timedelta(1)
        app.find('list item', f'{day(date)}: {duration(past.minutes[date])}; giới hạn 1 giờ 30 phút')
        app.find('list item', 'Bố mẹ cho thêm 15 phút')
        assert not app.find_all('list item', 'Xóa dữ liệu cũ…')
        both.desktop.key('Escape')
        app.find('button', 'Gửi lời xin')
        end(app)
