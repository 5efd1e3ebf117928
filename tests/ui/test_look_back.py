# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The page for looking back, by accessibility and by keyboard alone."""

import re

import pytest


@pytest.fixture(name='week')
def open_week(bare_desktop):
    return bare_desktop.start('annhi-page', 'screentime-look-week', '--language', 'vi')


def test_the_chart_is_a_list_of_sentences(week):
    week.find('list', '23/11/2026–29/11/2026')
    week.find('list item', re.compile(
        r'^thứ Bảy, 28/11/2026: 2 giờ 50 phút; giới hạn 3 giờ$'))
    week.find('list item', re.compile(
        r'^thứ Năm, 26/11/2026: .*; giới hạn 1 giờ 30 phút, được thêm 15 phút$'))


def test_keyboard_leads_from_the_week_to_a_day(bare_desktop, week):
    week.find('list', '23/11/2026–29/11/2026')
    for _ in range(12):
        bare_desktop.key('Tab')
        if any('focused' in node.states for node in week.find_all('list item')):
            break
    # The last day has the focus: Sunday, then Saturday, then Friday.
    bare_desktop.key('Left', 'Left')
    week.find(name=re.compile('^thứ Sáu, 27/11/2026: '), role='label')
    bare_desktop.key('Return')
    week.find('list', 'Thứ Sáu, 27/11/2026')
    week.find('list item', '17:00–18:00: 55 phút')
    assert not week.complaints


def test_earlier_and_month(week):
    week.find('button', 'Trước đó').click()
    week.find('list', '16/11/2026–22/11/2026')
    week.find('button', 'Tháng').click()
    week.find('list', 'Tháng 11/2026')
    assert not week.complaints


def test_the_guard_is_absent(bare_desktop):
    app = bare_desktop.start('annhi-page', 'screentime-look-absent', '--language', 'vi')
    app.find(name='Chưa bật người gác giờ trên máy này')
    app.find('button', 'Thử lại')
