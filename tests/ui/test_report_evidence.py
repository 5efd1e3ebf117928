# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of evidence: what a file shows of itself, files that are there twice or no more, and
pictures that come from elsewhere than a file."""

import hashlib
import os
import re
import shutil
import struct
import subprocess
import sys

import pytest
from an_desktop import wait_for
from an_office import Office
from an_reporter import Reporter, make_picture


@pytest.fixture(name='office')
def start_office(tmp_path):
    with Office(tmp_path) as started:
        yield started


def make_photograph(path):
    """A JPEG that names its camera and its time."""
    plain = path + '.plain.jpg'
    subprocess.run(['convert', '-size', '640x480', 'plasma:teal-white', plain], check=True, timeout=60)
    model, when = b'May anh cua Bo\0', b'2026:11:24 20:15:00\0'
    offset = 8 + 2 + 2 * 12 + 4
    ifd = struct.pack('<H', 2)
    ifd += struct.pack('<HHII', 0x0110, 2, len(model), offset)
    ifd += struct.pack('<HHII', 0x0132, 2, len(when), offset + len(model))
    exif = b'Exif\0\0' + b'II*\0\x08\0\0\0' + ifd + b'\0\0\0\0' + model + when
    with open(plain, 'rb') as stream:
        jpeg = stream.read()
    os.remove(plain)
    with open(path, 'wb') as stream:
        stream.write(jpeg[:2] + b'\xff\xe1' + struct.pack('>H', len(exif) + 2) + exif + jpeg[2:])
    return path


def go_to_evidence(desktop, office, kind='Bắt nạt qua mạng'):
    me = Reporter(desktop, desktop.start('annhi', '--channel', office.channel, '--page', 'report'))
    me.begin()
    me.go_on('who')
    me.say_who('Bố mẹ')
    me.go_on('what')
    me.choose(kind)
    me.go_on('where')
    me.go_on('evidence')
    return me


def test_what_files_show(desktop, office):
    """A photograph's camera and time, the words of a text, the same bytes twice, a file that is gone."""
    photograph = make_photograph(os.path.join(desktop.directory, 'chụp.jpg'))
    twin = os.path.join(desktop.directory, 'bản sao.jpg')
    shutil.copy(photograph, twin)
    words = os.path.join(desktop.directory, 'tin nhắn.txt')
    with open(words, 'w', encoding='utf-8') as stream:
        stream.write('đưa tiền đây\nkhông thì tao đăng ảnh')
    me = go_to_evidence(desktop, office)
    me.attach(photograph)
    me.wait_for_fingerprint()
    me.attach(twin, shows='“bản sao.jpg” giống hệt “chụp.jpg” đã có trong danh sách.')
    assert not me.app.find_all('label', 'bản sao.jpg')
    me.app.find('label', 'chụp.jpg').pointer_click()
    me.app.find('label', 'Máy chụp: May anh cua Bo\nChụp lúc: 20:15, 24/11/2026')
    me.app.find('label', 'chụp.jpg').pointer_click()
    me.attach(words)
    me.app.find('label', 'tin nhắn.txt').pointer_click()
    me.app.find('label', re.compile('^đưa tiền đây'))
    os.remove(words)
    me.app.find('button', 'Quay lại').click()
    me.at('where')
    me.go_on('evidence')
    me.app.find('label', re.compile('tin nhắn.txt.*No such file|^“?tin nhắn.txt”?.*'))
    wait_for(lambda: 'sensitive' not in me.app.find('button', 'Gửi ngay').states,
             'the file that is gone to be told')
    me.app.stop()
    assert not me.app.complaints


def test_picture_of_the_screen(desktop, office):
    """By the portal: arrives, is kept in the draft over a kill, and leaves no file behind."""
    picture = make_picture(os.path.join(desktop.directory, 'màn hình.png'))
    with open(picture, 'rb') as stream:
        content = stream.read()
    home = desktop.env['HOME']
    me = go_to_evidence(desktop, office)
    me.app.find('button', 'Chụp màn hình').click()
    me.app.find('alert', re.compile('^Máy này chưa cho An Nhi chụp màn hình'))
    desktop.launch([sys.executable, os.path.join(os.path.dirname(__file__), 'fake_portal.py'), picture,
                    home, '0'])
    wait_for(lambda: desktop.has_owner('org.freedesktop.portal.Desktop'), 'the portal')
    me.app.find('button', 'Chụp màn hình').click()
    me.app.find('label', 'ảnh 1.png')
    me.wait_for_fingerprint()
    assert not [name for name in os.listdir(home) if name.startswith('Screenshot')]
    me.go_on('child')
    me.app.stop()

    me = Reporter(desktop, desktop.start('annhi', '--channel', office.channel, '--page', 'report'))
    me.app.find('button', 'Viết tiếp').click()
    me.at('child')
    me.send_now()
    me.wait_until_received()
    evidence = office.show_only_case()['report']['evidence']
    assert [(e['name'], e['sha256']) for e in evidence] == [
        ('ảnh 1.png', hashlib.sha256(content).hexdigest())]
    me.app.stop()
    assert not me.app.complaints
    needle = content[-64:]
    for folder, _, names in os.walk(home):
        for name in names:
            with open(os.path.join(folder, name), 'rb') as stream:
                assert needle not in stream.read(), name


def test_pasted_picture(desktop, office):
    """A picture copied in another program; what is copied of abuse is not taken."""
    picture = make_picture(os.path.join(desktop.directory, 'sao chép.png'))
    log = os.path.join(desktop.directory, 'copied')
    desktop.launch([sys.executable, os.path.join(os.path.dirname(__file__), 'copy_picture.py'),
                    picture], log=log)

    def is_copied():
        with open(log, encoding='utf-8') as stream:
            return 'copied' in stream.read()
    wait_for(is_copied, 'the picture on the clipboard')
    me = go_to_evidence(desktop, office)
    me.app.find('button', 'Dán').click()
    me.app.find('label', 'ảnh 1.png')
    me.wait_for_fingerprint()
    me.send_now()
    me.wait_until_received()
    case = office.show_only_case()
    assert [(e['media_type'], e['included']) for e in case['report']['evidence']] == [
        ('image/png', True)]
    assert [e['verified'] for e in case['evidence']] == [True]
    me.app.stop()

    me = go_to_evidence(desktop, office, 'Hình ảnh xâm hại tình dục trẻ em')
    me.app.find('button', 'Dán').click()
    me.app.find('alert', re.compile('^Xin đừng sao chép ảnh như vậy'))
    assert not me.app.find_all('label', 'ảnh 1.png')
    assert not me.app.find_all('button', 'Chụp màn hình')
    me.app.stop()
    assert not me.app.complaints
