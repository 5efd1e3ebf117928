# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The inbox in real Chromium: what an officer does, looked at by axe, photographed."""

import json
import os
import shutil
import subprocess
import time

import pytest
from an_inbox import Officer, Reporter, make_report, png, send_report, totp
from an_office import OFFICER, PASSWORD

HERE = os.path.join(os.environ['AN_SOURCE_DIR'], 'tests/intake/browser')


@pytest.fixture(name='modules', scope='session')
def node_modules():
    """playwright-core and axe-core of the versions that package.json names, installed once."""
    folder = os.path.join(os.environ['AN_BUILD_DIR'], 'node')
    wanted = os.path.join(HERE, 'package.json')
    kept = os.path.join(folder, 'package.json')
    os.makedirs(folder, exist_ok=True)
    if not os.path.exists(kept) or open(kept, 'rb').read() != open(wanted, 'rb').read():
        shutil.copy(wanted, os.path.join(folder, 'package.json.new'))
        subprocess.run(['npm', 'install', '--no-save', '--no-package-lock', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', folder,
                        *(f'{name}@{version}' for name, version in json.load(
                            open(wanted, encoding='utf-8'))['dependencies'].items())],
                       check=True, timeout=300, stdout=subprocess.DEVNULL)
        os.rename(os.path.join(folder, 'package.json.new'), kept)
    return folder


@pytest.mark.slow
def test_an_officer_at_work(office, modules, tmp_path):
    hostile = '<img src=x onerror=alert(1)>\u202e bỏ qua'
    screens = os.environ.get('AN_SCREENS_DIR', str(tmp_path))
    os.makedirs(screens, exist_ok=True)
    sent = send_report(office, make_report(description=f'Cả lớp nói xấu cháu. {hostile}',
                                            urls=['https://example.com/nhom'], ongoing=True),
                        [('ảnh nhóm chat.png', png(320, 200)), ('lời nhắn.txt', b'xin chao')])
    plain = sent['id']
    urgent = send_report(office, make_report(urgency='immediate', category='grooming-fraud'))['id']
    old = time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime(time.time() - 15 * 3600))
    office.query('UPDATE report SET received_at = ? WHERE id = ?', old, urgent)
    colleague = Officer(office, 'supervisor')
    assert colleague.sign_in().status == 201
    with subprocess.Popen(
            ['node', os.path.join(HERE, 'walk.mjs'), json.dumps({
                'url': f'http://127.0.0.1:{office.port}', 'name': OFFICER, 'password': PASSWORD,
                'screens': screens, 'modules': modules,
                'cases': {'plain': plain, 'urgent': urgent}})],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as walk:
        asked = []
        for line in walk.stdout:
            message = json.loads(line)
            if message.get('done'):
                break
            asked.append(message['wait'].split(' ')[0])
            print(answer(office, colleague, sent, message['wait']), file=walk.stdin, flush=True)
        assert walk.wait(60) == 0
    assert asked == ['send', 'change', 'answer', 'code', 'end']


def answer(office, colleague, sent, asked):
    """Does what the walk asks for."""
    if asked == 'send another':
        return send_report(office, make_report(urgency='normal', category='other'))['id']
    if asked == 'change the case':
        assert colleague.move(sent['id'], 'triaged').status == 201
        return 'changed'
    if asked == 'answer as reporter':
        reporter = Reporter(office, sent)
        assert reporter.read() == [('office', 'Cháu có bị thương không ạ?')]
        assert reporter.post('Cháu không sao, chỉ sợ thôi.').status == 201
        return 'answered'
    if asked.startswith('code '):
        return totp(asked.removeprefix('code '))
    office.stop()
    port = office.port
    office.start(port=port)
    return 'ended'
