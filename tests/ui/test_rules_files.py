# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules on paper and in files, with a real guard: the agreement, out and in, other programs'."""

import glob
import json
import os
import re
import subprocess

import dbus
import pytest
from an_desktop import wait_for
from an_guarded import Guarded, policy_of
from guard import UID_CHILD, policy
from test_first_walk import mock_accounts
from test_screentime_room import click_row, end

TIMEKPR = '''[kid]
ALLOWED_HOURS_1 = 17;18;19[00-30]
ALLOWED_WEEKDAYS = 1
LIMITS_PER_WEEKDAYS = 3600
LIMIT_PER_MONTH = 36000
'''
MALCONTENT = '''[com.endlessm.ParentalControls.SessionLimits]
LimitType=uint32 1
DailySchedule=(uint32 54000, uint32 61200)
'''
SATURDAY = {'windows': [['08:00', '11:00']], 'quota_minutes': 90}


@pytest.fixture(name='room')
def open_rules():
    """The guard, its desktop, and the window with a child's rules."""
    with Guarded() as both:
        both.guard.set_policy(policy(days={'sat': SATURDAY}))
        app = both.start()
        click_row(app, 'Bé An')
        app.find(name='Luật').pointer_click()
        app.find('list item', 'Người gác giờ đang giữ luật này')
        yield both, app
        end(app)


def save(both, app, name):
    """Through the file chooser; the path of the file once it is there."""
    app.find('button', re.compile('^_?Lưu( Lưu)?$'))
    path = os.path.join(both.desktop.directory, name)
    app.find('text box', 'Tên:').set_text(path)
    app.find('button', re.compile('^_?Lưu( Lưu)?$')).click()
    wait_for(lambda: os.path.exists(path), path)
    wait_for(lambda: len(app.children) == 1, 'the end of the chooser')
    both.desktop.focus_window(app.process.pid)
    return path


def read_pdf(path):
    return subprocess.run(['pdftotext', '-layout', path, '-'], check=False, capture_output=True,
                          text=True, timeout=60).stdout


def take(both, app, name, text):
    """Chooses a file with this text."""
    path = os.path.join(both.desktop.directory, name)
    with open(path, 'w', encoding='utf-8') as stream:
        stream.write(text)
    # What was said last may cover the row for some seconds.
    app.gone('label', re.compile('^Đã (lưu luật ra|lấy luật từ) tệp$'))
    click_row(app, 'Lấy luật từ tệp…')
    button = app.find('button', re.compile('^_?Mở( Mở)?$'))

    def look():
        both.desktop.focus_window(app.process.pid)
        both.desktop.key('ctrl+l')
        return app.find_all('text box', 'GtkFileChooserEntry')
    wait_for(look, 'a line for the path')[0].set_text(path)
    button.click()
    app.gone('button', re.compile('^_?Mở( Mở)?$'))
    both.desktop.focus_window(app.process.pid)


def press(both, app, name):
    """The button of the dialog, which comes after the window and its own “Đóng”."""
    wait_for(lambda: len(app.children) == 2, 'the dialog')
    app.children[1].find('button', re.compile(f'^{name}( {name})?$')).click()
    wait_for(lambda: len(app.children) == 1, 'the end of the dialog')
    both.desktop.focus_window(app.process.pid)

@pytest.mark.slow
def test_the_agreement_is_saved_and_printed(room):
    both, app = room
    click_row(app, 'Thỏa thuận của gia đình…')
    app.find('list item', 'Thứ Bảy 08:00–11:00, tối đa 1 giờ 30 phút')
    app.find('button', 'Lưu thành PDF').click()
    path = save(both, app, 'thoa-thuan.pdf')
    sentences = ('Thứ Bảy 08:00–11:00, tối đa 1 giờ 30 phút', 'Bé An hứa', 'Bố mẹ hứa')
    for sentence in sentences:
        assert sentence in read_pdf(path)
    app.find('button', 'In…').click()
    wait_for(lambda: len(app.children) == 2, 'the dialog for printing')
    both.desktop.focus_window(app.process.pid)
    app.find('label', re.compile('^(In ra tập tin|Print to File)$')).pointer_click()
    app.find('button', re.compile('^_(In In|Print Print)$')).click()
    wait_for(lambda: len(app.children) == 1, 'the end of the dialog')
    paper = wait_for(lambda: [found for found in glob.glob(f'{both.desktop.directory}/**/*.pdf',
                                                          recursive=True) if found != path],
                     'the printed pages')[0]
    wait_for(lambda: 'Bố mẹ hứa' in read_pdf(paper), 'the promises on paper')
    for sentence in sentences:
        assert sentence in read_pdf(paper)
    both.desktop.focus_window(app.process.pid)
    both.desktop.key('alt+Left')
    app.find('list item', 'Thỏa thuận của gia đình…')


def test_rules_go_out_and_come_back(room):
    both, app = room
    click_row(app, 'Lưu luật ra tệp…')
    path = save(both, app, 'luat.json')
    with open(path, encoding='utf-8') as stream:
        saved = json.load(stream)
    assert saved['days']['sat'] == SATURDAY
    saved['weekly_quota_minutes'] = 600
    saved['version'] = 1  # as annhictl prints it
    take(both, app, 'luat-2.json', json.dumps(saved))
    wait_for(lambda: policy_of(both.guard).get('weekly_quota_minutes') == 600, 'the new rules')
    take(both, app, 'hong.json', json.dumps({**saved, 'days': {'sat': {'windows': [['9', '10:00']]}}}))
    app.find(name=re.compile('Luật vẫn như cũ.\n\nChỗ trong tệp: /days/sat/windows/0/0\n'))
    press(both, app, 'Đóng')
    assert policy_of(both.guard)['version'] == 2


def take_from_malcontent(both, app):
    """First without it, then from the service of accounts."""
    click_row(app, 'Lấy giới hạn của malcontent…')
    app.find('label', re.compile('\n\nmalcontent không giữ giới hạn nào trên máy này$'))
    press(both, app, 'Đóng')
    accounts, _ = mock_accounts(both, None)
    path = f'/org/freedesktop/Accounts/User{UID_CHILD}'
    accounts.AddObject(path, 'com.endlessm.ParentalControls.SessionLimits', {
        'LimitType': dbus.UInt32(1), 'DailySchedule': dbus.Struct(
            (dbus.UInt32(28800), dbus.UInt32(36000))),
    }, [])
    accounts.AddMethod('org.freedesktop.Accounts', 'FindUserById', 'x', 'o', f'ret = "{path}"')
    click_row(app, 'Lấy giới hạn của malcontent…')
    app.find(name='• Mỗi ngày 08:00–10:00')
    press(both, app, 'Dùng luật này')
    wait_for(lambda: policy_of(both.guard)['days'].get('sun') == {'windows': [['08:00', '10:00']]},
             'what malcontent holds')


@pytest.mark.slow
def test_limits_of_other_programs_are_shown_before_they_are_taken(room):
    both, app = room
    take(both, app, 'timekpr.kid.conf', TIMEKPR)
    app.find(name='• Thứ Hai 17:00–19:30, tối đa 1 giờ')
    app.find(name=re.compile('^• Bỏ giới hạn 10 giờ một tháng'))
    press(both, app, 'Hủy')
    assert policy_of(both.guard)['days'] == {'sat': SATURDAY}
    take(both, app, 'timekpr.kid.conf', TIMEKPR)
    press(both, app, 'Dùng luật này')
    wait_for(lambda: policy_of(both.guard)['days'].get('mon') ==
             {'windows': [['17:00', '19:30']], 'quota_minutes': 60}, 'the rules of timekpr')
    take(both, app, 'kid', MALCONTENT)
    app.find(name='• Mỗi ngày 15:00–17:00')
    press(both, app, 'Dùng luật này')
    wait_for(lambda: policy_of(both.guard)['days'].get('sun') == {'windows': [['15:00', '17:00']]},
             'the rules of malcontent')
    take_from_malcontent(both, app)
    take(both, app, 'hosts', '127.0.0.1 localhost\n')
    app.find(name=re.compile('\n\nđây không phải tệp cài đặt'))
    press(both, app, 'Đóng')
