# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""After a report has arrived: messages with the officer, from this PC and another, and taking it
back."""

import os
import re
import sys

import pytest
from an_desktop import wait_for
from an_office import NAME, OFFICER, Office
from an_reporter import Reporter

sys.path.insert(0, os.path.join(os.environ['AN_SOURCE_DIR'], 'tests/report'))
from officer import Officer  # noqa: E402


@pytest.fixture(name='office')
def start_office(tmp_path):
    with Office(tmp_path) as started:
        yield started


def start(desktop, office):
    return Reporter(desktop, desktop.start('annhi', '--channel', office.channel, '--page', 'report'))


def send_one(me, role='Bố mẹ'):
    me.begin()
    me.go_on('who')
    me.say_who(role)
    me.go_on('what')
    me.choose('Bắt nạt qua mạng')
    me.send_now()
    return me.wait_until_received()


def test_messages_and_withdrawal(desktop, office):
    """The office asks, the list tells, the parent answers, and takes the report back."""
    me = start(desktop, office)
    send_one(me)
    case = office.list_cases()[0]['id']
    officer = Officer(office.url, NAME, OFFICER)
    officer.change(case, 'messages', text='Cháu có an toàn không?')
    me.app.find('button', 'Xong').click()
    me.app.find('list item', 'Đã gửi').click()
    me.app.find('label', 'Tin nhắn mới')
    me.app.find('list item', 'Bắt nạt qua mạng').click()
    me.app.find('label', 'Cháu có an toàn không?')
    me.app.find('text box', 'Nhắn cho nơi tiếp nhận').set_text('Dạ có, cháu ở nhà bà.')
    me.app.find('button', 'Gửi tin nhắn').click()
    me.app.find('label', 'Dạ có, cháu ở nhà bà.')
    assert officer.messages(case) == [('office', 'Cháu có an toàn không?'),
                                      ('reporter', 'Dạ có, cháu ở nhà bà.')]
    desktop.key('alt+Left')
    me.app.gone('text box', 'Nhắn cho nơi tiếp nhận')
    assert not me.app.find_all('label', 'Tin nhắn mới')
    me.app.find('list item', 'Bắt nạt qua mạng').click()
    me.app.find('button', 'Rút lại').click()
    me.app.find('button', re.compile('^_?Rút lại.*Rút lại$')).click()
    me.app.find('label', 'Đã rút lại')
    wait_for(lambda: not me.app.find_all('button', 'Rút lại'), 'nothing more to withdraw')
    me.app.stop()
    assert not me.app.complaints


@pytest.mark.slow
def test_off_line_then_again(desktop, office):
    """What could not be sent stays in the field; pressed again it arrives once."""
    me = start(desktop, office)
    receipt = send_one(me, 'Em (trẻ em)')
    case = office.list_cases()[0]['id']
    me.app.find('button', 'Xong').click()
    me.app.find('list item', 'Mở bằng mã biên nhận').click()
    me.fill_in('Mã biên nhận', receipt)
    me.app.find('button', 'Xem').click()
    me.app.find('label', 'Chưa có tin nhắn nào.')
    office.stop()
    field = me.app.find('text box', 'Nhắn cho nơi tiếp nhận')
    field.set_text('em sợ')
    me.app.find('button', 'Gửi tin nhắn').click()
    me.app.find('alert', re.compile('^Tin nhắn chưa gửi được: '))
    assert field.text == 'em sợ'
    office.serve()
    me.app.find('button', 'Gửi tin nhắn').click()
    me.app.find('label', 'em sợ')
    assert Officer(office.url, NAME, OFFICER).messages(case) == [('reporter', 'em sợ')]
    me.app.stop()
    assert not me.app.complaints
