# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A large file on its way: how far it is, paused, gone on with after a kill, given up."""

import os
import re
import sys
import threading

import pytest
from an_desktop import wait_for
from an_office import Office
from an_reporter import Reporter

sys.path.insert(0, os.path.join(os.environ['AN_SOURCE_DIR'], 'tests/report'))
from fault_proxy import FaultProxy  # noqa: E402

PIECES = 4


class Gate:
    """Lets two pieces of a file pass, and the others once it is open."""

    def __init__(self):
        self.opened = threading.Event()
        self.pieces = 0

    def plan(self, _number, method, _path):
        if method != 'PATCH':
            return None
        self.pieces += 1
        return self.wait if self.pieces > 2 else None

    def wait(self, forward):
        return forward() if self.opened.wait(60) else b''


@pytest.fixture(name='office')
def start_office(tmp_path):
    with Office(tmp_path) as started:
        yield started


@pytest.fixture(name='gate')
def make_gate():
    gate = Gate()
    yield gate
    gate.opened.set()


def send_file(desktop, channel):
    path = os.path.join(desktop.directory, 'phim.bin')
    with open(path, 'wb') as stream:
        stream.write(os.urandom(PIECES * 1024 * 1024))
    me = Reporter(desktop, desktop.start('annhi', '--channel', channel, '--page', 'report'))
    me.begin()
    me.go_on('who')
    me.say_who('Bố mẹ')
    me.go_on('what')
    me.choose('Bắt nạt qua mạng')
    me.go_on('where')
    me.go_on('evidence')
    me.attach(path)
    me.wait_for_fingerprint()
    me.send_now()
    me.app.find('label', re.compile(r'^(?:Đã gửi )?2[.,]1\sMB / [0-9.,]+\sMB'))
    os.remove(path)  # the sealed copy is enough
    return me


def test_pause_and_go_on(desktop, office, gate):
    with FaultProxy(office.port, gate.plan) as proxy:
        channel = office.export_channel(proxy.url)
        me = send_file(desktop, channel)
        me.app.find('button', 'Tạm dừng').click()
        me.app.find('heading', 'Đang tạm dừng')
        me.app.process.kill()
        me.app.process.wait()
        gate.opened.set()

        me = Reporter(desktop, desktop.start('annhi', '--channel', channel, '--page', 'report'))
        me.app.find('list item', 'Đã gửi').click()
        me.app.find('label', 'Đang tạm dừng')
        assert not office.list_cases()
        me.app.find('list item', 'Bắt nạt qua mạng').click()
        me.app.find('button', 'Thử lại ngay').click()
        wait_for(office.list_cases, 'the report at the office')
        case = office.show_only_case()
        assert [evidence['verified'] for evidence in case['evidence']] == [True]
        me.app.stop()
        assert not me.app.complaints


@pytest.mark.slow
def test_give_up(desktop, office, gate):
    with FaultProxy(office.port, gate.plan) as proxy:
        me = send_file(desktop, office.export_channel(proxy.url))
        me.app.find('button', 'Không gửi nữa').click()
        me.app.find('button', re.compile('^_Không gửi nữa')).click()
        me.app.find('list item', 'Đã gửi').click()
        me.app.find(name='Chưa gửi báo cáo nào')
        gate.opened.set()
        blobs = os.path.join(desktop.env['XDG_DATA_HOME'], 'annhi', 'blobs')
        assert not os.path.isdir(blobs) or not os.listdir(blobs)
        assert not office.list_cases()
        me.app.stop()
        assert not me.app.complaints
