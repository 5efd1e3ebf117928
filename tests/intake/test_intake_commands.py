# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""annhi-intake's commands, and what an officer sees of a report that annhictl sent."""

import json
import os
import sqlite3
import stat
import subprocess
import sys

import pytest
from an_office import (DEADLINE, INTAKE, OFFICER, PASSWORD, Office, Report, environment)
from test_intake_faults import verify_audit

ANNHICTL = os.path.join(os.environ['AN_BUILD_DIR'], 'app/cli/annhictl')
REPORT = {
    'schema': 'vn.annhi.report/1',
    'reporter': {'role': 'parent', 'name': 'Trần Thị Mẹ', 'phone': '0912 345 678'},
    'child': {'name': 'Nguyễn Bé Út', 'age': 12},
    'incident': {'category': 'bullying', 'urgency': 'immediate', 'platform': 'MạngXãHộiLạ',
                 'urls': ['https://example.org/bat-nat/42'],
                 'description': 'Bạn cùng lớp đe dọa con tôi\nDòng hai \u001b[31m\u202eđỏ'},
}
WORDS = ('Trần Thị Mẹ', '0912 345 678', 'Nguyễn Bé Út', 'MạngXãHộiLạ', 'bat-nat/42',
         'đe dọa con', 'bullying', 'anh-chup.txt', 'Nội dung tin nhắn')


def send(office, folder, report=None):
    """Sends a report with one piece of evidence by annhictl; answers what it printed."""
    channel, source, evidence = folder / 'channel.json', folder / 'report.json', \
        folder / 'anh-chup.txt'
    channel.write_text(json.dumps({**office.channel, 'url': f'http://127.0.0.1:{office.port}'}),
                       encoding='utf-8')
    source.write_text(json.dumps(report or REPORT), encoding='utf-8')
    evidence.write_text('Nội dung tin nhắn\n' * 100, encoding='utf-8')
    read, write = os.pipe()
    os.write(write, b'mat-khau-mo-kho\n')
    os.close(write)
    done = subprocess.run(
        [ANNHICTL, 'report', 'send', '--channel', channel, '--report', source, '--evidence',
         evidence, '--wait', '--json', '--passphrase-fd', str(read)],
        capture_output=True, text=True, pass_fds=(read,), timeout=DEADLINE, check=False,
        env={**environment(), 'XDG_DATA_HOME': str(folder / 'home'),
             'ANNHI_VAULT_TEST_FAST_PWHASH': '1', 'DBUS_SESSION_BUS_ADDRESS': 'unix:path=/nowhere'})
    os.close(read)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def case(office, *words, officer=OFFICER, password=PASSWORD, check=True):
    return office.call('case', *words, '--officer', officer, password=password, check=check)


def test_an_officer_opens_what_was_sent(office, tmp_path):
    sent = send(office, tmp_path)
    assert sent['state'] == 'delivered'
    (line,) = json.loads(case(office, 'list', '--json').stdout)
    assert (line['id'], line['urgency'], line['state'], line['category']) == \
        (sent['id'], 'immediate', 'received', 'bullying')
    assert sent['id'] in case(office, 'list').stdout
    for officer in (OFFICER, 'supervisor'):
        shown = json.loads(case(office, 'show', sent['id'], '--json', officer=officer).stdout)
        assert shown['report']['incident']['description'] == REPORT['incident']['description']
        (evidence,) = shown['evidence']
        assert evidence['verified'] and evidence['name'] == 'anh-chup.txt'
    text = case(office, 'show', sent['id']).stdout
    for word in ('Trần Thị Mẹ', 'Nguyễn Bé Út', 'đe dọa con tôi', 'bat-nat/42', evidence['sha256']):
        assert word in text
    assert '\x1b' not in text and '\u202e' not in text, 'a terminal obeys what it is shown'
    actions = [row[3] for row in verify_audit(office)]
    assert actions.count('case.read') == 3 and actions.count('case.listed') == 2


def test_an_officer_saves_evidence(office, tmp_path):
    sent = send(office, tmp_path)
    folder = tmp_path / 'evidence'
    case(office, 'show', sent['id'], '--evidence-dir', str(folder))
    (saved,) = folder.iterdir()
    assert saved.suffix == '.txt' and stat.S_IMODE(saved.stat().st_mode) == 0o600
    assert saved.read_text(encoding='utf-8') == 'Nội dung tin nhắn\n' * 100
    again = case(office, 'show', sent['id'], '--evidence-dir', str(folder), check=False)
    assert again.returncode == 1, 'what is there is never written over'


def test_changed_evidence_is_seen(office, tmp_path):
    sent = send(office, tmp_path)
    folder = f'{office.store}-evidence/{sent["id"]}'
    (name,) = os.listdir(folder)
    with open(f'{folder}/{name}', 'r+b') as stored:
        stored.seek(100)
        stored.write(b'\0\0\0\0')
    shown = json.loads(case(office, 'show', sent['id'], '--json').stdout)
    assert shown['evidence'][0]['found'] == 'broken' and not shown['evidence'][0]['verified']
    os.unlink(f'{folder}/{name}')
    text = case(office, 'show', sent['id'], '--evidence-dir', str(tmp_path / 'out')).stdout
    assert 'CANNOT be opened' in text and list((tmp_path / 'out').iterdir()) == []


def test_no_word_of_the_report_lies_in_the_office_data(office, tmp_path):
    store = tmp_path / 'store'
    store.mkdir()
    with Office(store) as other:
        sent = send(other, tmp_path)
        case(other, 'show', sent['id'])
        found = b''
        for folder, _, names in os.walk(store):
            for name in names:
                with open(os.path.join(folder, name), 'rb') as stream:
                    found += stream.read()
    assert sent['id'].encode() in found
    for word in (*WORDS, sent['receipt'], PASSWORD):
        assert word.encode() not in found, word


def test_an_officer_who_came_later_cannot_open(office, tmp_path):
    sent = send(office, tmp_path)
    office.call('officer', 'add', '--name', 'Người mới', password='mot-mat-khau-khac')
    (line,) = json.loads(case(office, 'list', '--json', officer='Người mới',
                              password='mot-mat-khau-khac').stdout)
    assert line['id'] == sent['id'] and line['category'] is None
    refused = case(office, 'show', sent['id'], officer='Người mới', password='mot-mat-khau-khac',
                   check=False)
    assert refused.returncode == 1 and refused.stdout == ''


def test_garbage_that_was_received_is_listed_and_not_opened(office):
    report = Report(office)
    office.create(report)
    office.submit(report)
    (line,) = json.loads(case(office, 'list', '--json').stdout)
    assert (line['id'], line['category']) == (report.id, None)
    assert case(office, 'show', report.id, check=False).returncode == 1


def test_wrong_name_and_wrong_password_sound_the_same(closed_office):
    unknown = case(closed_office, 'list', officer='Không Ai', check=False)
    wrong = case(closed_office, 'list', password='khong-phai-mat-khau', check=False)
    assert unknown.returncode == wrong.returncode == 1
    assert unknown.stdout == wrong.stdout == '' and unknown.stderr == wrong.stderr
    refused = [row for row in verify_audit(closed_office) if row[3] == 'staff.refused']
    assert len(refused) == 2


@pytest.mark.parametrize('change', ['passes = 2000000000', f'memory = {1 << 42}', 'passes = 1',
                                    'memory = -1', 'memory = 8192'])
def test_a_changed_cost_of_the_password_is_refused_at_once(closed_office, change):
    with sqlite3.connect(closed_office.store) as store:
        store.execute('UPDATE staff SET ' + change)
    refused = case(closed_office, 'list', check=False)
    assert (refused.returncode, refused.stdout) == (1, '') and 'Sanitizer' not in refused.stderr


@pytest.mark.parametrize('words, password, code, said', [
    (('office', 'init', '--name', 'N', '--province', 'phu-tho'), PASSWORD, 1, 'there already'),
    (('officer', 'add', '--name', OFFICER), PASSWORD, 1, 'somebody with this name'),
    (('officer', 'add', '--name', 'Ngắn'), '123456789', 1, 'at least 10'),
    (('officer', 'add', '--name', ''), PASSWORD, 1, '1 to 100'),
    (('officer', 'add', '--name', 'a\nb'), PASSWORD, 1, 'on one line'),
    (('officer', 'add', '--name', 'x' * 101), PASSWORD, 1, '1 to 100'),
    (('officer', 'add'), PASSWORD, 2, '--name'),
    (('officer', 'add', '--name', 'Ai'), None, 2, '--password-fd'),
    (('officer', 'add', '--name', 'Ai', '--password-fd', '77'), None, 1, 'descriptor 77'),
    (('officer', 'add', '--name', 'Ai', 'more'), PASSWORD, 2, 'too many'),
    (('channel', 'export', '--url', 'http://example.org'), None, 1, 'https'),
    (('channel', 'export', '--url', 'ftp://example.org'), None, 1, 'https'),
    (('channel', 'export', '--url', 'https://user@example.org'), None, 1, 'user name'),
    (('channel', 'export'), None, 2, '--url'),
    (('case', 'show', 'x', '--officer', OFFICER), PASSWORD, 2, 'not the id'),
    (('case', 'show', '7f0c2a1e-5b7d-4c1a-9d2f-0a1b2c3d4e5f', '--officer', OFFICER), PASSWORD, 1,
     'no case'),
    (('case', 'list'), PASSWORD, 2, '--officer'),
    (('serve',), None, 2, '--listen'),
    (('serve', '--listen', '0.0.0.0:0'), None, 1, 'loopback'),
    (('serve', '--listen', 'example.org:80'), None, 1, 'not an address'),
    (('serve', '--listen', '127.0.0.1'), None, 1, 'not an address'),
    (('serve', '--listen', '127.0.0.1:0', '--idle-seconds', '0'), None, 2, 'idle'),
    (('nothing',), None, 2, 'no such command'),
    (('case', 'list', '--nothing'), None, 2, 'nothing'),
    ((), None, 2, 'no such command'),
])
def test_refusals(closed_office, words, password, code, said):
    before = closed_office.count('audit')
    done = closed_office.call(*words, password=password, check=False)
    assert (done.returncode, done.stdout) == (code, ''), done.stderr
    assert said in done.stderr
    assert closed_office.count('staff') == 2 and closed_office.count('audit') >= before


@pytest.mark.parametrize('words, code, said', [
    (['--store', 'postgresql://localhost/x', 'channel', 'export'], 1, 'not built in'),
    (['--store', 'mysql:x', 'channel', 'export'], 2, 'sqlite:PATH'),
    (['--store', 'sqlite:', 'channel', 'export'], 2, 'sqlite:PATH'),
    (['--store', 'sqlite:/nowhere/x.db', 'channel', 'export', '--url', 'https://a'], 1,
     'office init'),
    (['channel', 'export'], 2, '--store'),
])
def test_stores_that_are_none(words, code, said):
    done = subprocess.run([INTAKE, *words], capture_output=True, text=True, env=environment(),
                          timeout=DEADLINE, check=False)
    assert (done.returncode, done.stdout) == (code, '') and said in done.stderr


def test_a_file_that_is_no_store_is_left_alone(closed_office, tmp_path):
    other = tmp_path / 'other'
    other.write_bytes(b'not a database at all' * 100)
    closed_office.store = str(other)
    for words in (('channel', 'export', '--url', 'https://a'),
                  ('office', 'init', '--name', 'N', '--province', 'phu-tho')):
        assert closed_office.call(*words, password=PASSWORD if words[0] == 'office' else None,
                                  check=False).returncode == 1
    assert other.read_bytes() == b'not a database at all' * 100


def test_a_failed_beginning_leaves_nothing(tmp_path):
    office = Office.__new__(Office)
    office.store = str(tmp_path / 'new.db')
    refused = office.call('office', 'init', '--name', 'N', '--province', 'phu-tho',
                          password='short', check=False)
    assert refused.returncode == 1 and list(tmp_path.iterdir()) == []


def test_files_are_for_the_owner_alone(office):
    office.create(Report(office))
    for name in os.listdir(office.folder):
        if name.startswith('office.db'):
            mode = stat.S_IMODE(os.stat(os.path.join(office.folder, name)).st_mode)
            assert mode & 0o077 == 0, (name, oct(mode))


def test_the_channel_file_is_what_a_pc_takes(closed_office, tmp_path):
    exported = closed_office.call('channel', 'export', '--url', 'https://bao-cao.example.org/a')
    channel = json.loads(exported.stdout)
    assert channel['schema'] == 'vn.annhi.channel/1' and channel['kind'] == 'rest'
    assert channel['url'] == 'https://bao-cao.example.org/a' and channel['province'] == 'phu-tho'
    assert len(channel['keys']) == 2 and exported.stderr == ''


@pytest.mark.parametrize('words, said', [(['--help'], 'annhi-intake'), (['--version'], '0.')])
def test_help_and_version(words, said):
    done = subprocess.run([INTAKE, *words], capture_output=True, text=True, env=environment(),
                          timeout=DEADLINE, check=True)
    assert said in done.stdout and sys.getdefaultencoding() == 'utf-8'
