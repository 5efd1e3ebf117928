# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A report on its way, with everything that can go wrong: always exactly one case, whole."""

import glob
import hashlib
import json
import os
import signal
import sqlite3
import subprocess
import threading

import pytest

from fault_proxy import FaultProxy
from office import DEADLINE, Family, Office

BIG = os.urandom(1500 * 1024)  # two pieces
NOTE = 'tin nhắn dọa nạt, chụp lại'.encode()
# office, create, (create, HEAD, PATCH…) for each file, submission
EXCHANGES = 2 + (2 + 2) + (2 + 1) + 1


@pytest.fixture
def office(tmp_path):
    office = Office(str(tmp_path))
    office.start()
    yield office
    office.kill()


@pytest.fixture
def family(tmp_path):
    return Family(str(tmp_path / 'family'))


@pytest.fixture
def files(family):
    return ['--evidence', family.write_file('ảnh.bin', BIG),
            '--evidence', family.write_file('lời nhắn.txt', NOTE)]


def assert_one_whole_case(office, answer):
    assert office.states() == {answer['id']: 'received'}
    report, files = office.open(answer['receipt'], answer['id'])
    assert report['incident']['description'] == 'Bé bị nhắn tin dọa nạt'
    assert files == {'ảnh.bin': BIG, 'lời nhắn.txt': NOTE}


def test_send(office, family, files):
    code, answer, err = family.send(office.channel(), family.write_report(), *files, '--wait')
    assert (code, answer['state'], err) == (0, 'delivered', '')
    assert_one_whole_case(office, answer)
    item, = family.items()
    assert item['state'] == 'delivered' and item['receipt_known'] and item['received_at']
    assert glob.glob(os.path.join(family.folder, 'data/annhi/blobs/*')) == []


def test_plain_for_people(office, family):
    code, out, _ = family.run('send', '--channel', office.channel(), '--report',
                              family.write_report())
    assert code == 0
    assert 'Receipt: ' in out and 'Delivered to Nơi thử' in out


@pytest.mark.parametrize('fault', ['drop-answer', 'drop-request', 'cut-answer'])
def test_lost_exchanges(office, files, tmp_path, fault):
    """One fault at each exchange in turn, in one delivery after the other."""
    for spoiled in range(1, EXCHANGES + 1):
        family = Family(str(tmp_path / f'family-{spoiled}'))
        def plan(number, method, path, spoiled=spoiled):
            return fault if number == spoiled else None
        with FaultProxy(office.port, plan) as proxy:
            code, answer, err = family.send(office.channel(proxy.url), family.write_report(),
                                            *files, '--wait')
            assert (code, answer['state']) == (0, 'delivered'), (spoiled, err, proxy.requests)
            assert len(proxy.requests) >= spoiled
        opened, evidence = office.open(answer['receipt'], answer['id'])
        assert evidence == {'ảnh.bin': BIG, 'lời nhắn.txt': NOTE}, spoiled
    assert set(office.states().values()) == {'received'}
    assert len(office.states()) == EXCHANGES


@pytest.mark.slow
@pytest.mark.parametrize('when', ['before', 'inside', 'after'])
def test_server_killed(office, files, tmp_path, when):
    """SIGKILL of the server around each exchange; it is back a moment later."""
    for spoiled in range(1, EXCHANGES + 1):
        family = Family(str(tmp_path / f'family-{spoiled}'))
        def strike(forward):
            if when == 'before':
                office.kill()
                office.start()
                return b''
            if when == 'inside':
                timer = threading.Timer(0.002, lambda: os.kill(office.process.pid, signal.SIGKILL))
                timer.start()
                try:
                    answer = forward()
                except OSError:
                    answer = b''
                timer.join()
                office.kill()
                office.start()
                return answer
            forward()
            office.kill()
            office.start()
            return b''

        def plan(number, method, path, spoiled=spoiled):
            return strike if number == spoiled else None
        with FaultProxy(office.port, plan) as proxy:
            code, answer, err = family.send(office.channel(proxy.url), family.write_report(),
                                            *files, '--wait')
            assert (code, answer['state']) == (0, 'delivered'), (spoiled, err, proxy.requests)
        _, evidence = office.open(answer['receipt'], answer['id'])
        assert evidence == {'ảnh.bin': BIG, 'lời nhắn.txt': NOTE}, spoiled
    assert len(office.states()) == EXCHANGES
    assert set(office.states().values()) == {'received'}


@pytest.mark.slow
@pytest.mark.parametrize('answered', [False, True])
def test_client_killed(office, files, tmp_path, answered):
    """kill -9 of annhictl around each exchange; the next call goes on."""
    for spoiled in range(1, EXCHANGES + 1):
        family = Family(str(tmp_path / f'family-{spoiled}'))
        process = None
        started = threading.Event()

        def strike(forward):
            if answered:
                forward()
            assert started.wait(DEADLINE)
            process.kill()
            return b''

        def plan(number, method, path, spoiled=spoiled):
            return strike if number == spoiled else None
        with FaultProxy(office.port, plan) as proxy:
            process = family.start('send', '--channel', office.channel(proxy.url), '--report',
                                   family.write_report(), *files, '--wait')
            started.set()
            process.communicate(timeout=DEADLINE)
            assert process.returncode == -signal.SIGKILL, spoiled
            code, out, err = family.run('send', '--queued', '--wait', '--json')
            assert code == 0, (spoiled, err)
            answer = json.loads(out)
            _, evidence = office.open(answer['receipt'], answer['id'])
            assert evidence == {'ảnh.bin': BIG, 'lời nhắn.txt': NOTE}, spoiled
    assert len(office.states()) == EXCHANGES
    assert set(office.states().values()) == {'received'}


@pytest.mark.slow
def test_client_killed_at_any_time(office, family, files):
    """kill -9 after 10, 20, 30 … ms, also before the report is safe: none or one, never a half."""
    channel = office.channel()
    safe = 0
    for step in range(1, 31):
        report = family.write_report(id=f'00000000-0000-4000-8000-{step:012}')
        process = family.start('send', '--channel', channel, '--report', report, *files, '--wait')
        try:
            out, _ = process.communicate(timeout=step * 0.01)
        except subprocess.TimeoutExpired:
            process.kill()
            out, _ = process.communicate(timeout=DEADLINE)
        safe += 'Receipt: ' in out
        code, _, err = family.run('send', '--queued', '--wait')
        assert code == 0, (step, err)
    states = office.states()
    assert set(states.values()) <= {'received'}
    assert len(states) >= safe
    assert {item['id'] for item in family.items()} == set(states)
    assert glob.glob(os.path.join(family.folder, 'data/annhi/blobs/*')) == []


def test_two_at_once(office, family, files):
    office.kill()
    code, answer, _ = family.send(office.channel(), family.write_report(), *files)
    assert (code, answer['state']) == (3, 'queued')
    office.start()
    both = [family.start('send', '--queued', '--wait') for _ in range(2)]
    for process in both:
        _, err = process.communicate(timeout=DEADLINE)
        assert process.returncode == 0, err
    assert_one_whole_case(office, answer)


def test_unreachable_is_queued(office, family, files):
    office.kill()
    code, answer, err = family.send(office.channel(), family.write_report(), *files)
    assert (code, answer['state']) == (3, 'queued')
    assert 'cannot be reached' in err and 'safe on this PC' in err
    item, = family.items()
    assert item['problem'] and item['next_attempt_at']
    office.start()
    code, out, _ = family.run('send', '--queued', '--wait', '--json')
    assert (code, json.loads(out)['state']) == (0, 'delivered')
    assert_one_whole_case(office, answer)


def test_nothing_queued(family):
    assert family.run('send', '--queued') == (0, '', '')
    assert family.run('send', '--queued', '--wait', '--json') == (0, '', '')


def test_wait_ends(office, family):
    office.kill()
    code, answer, _ = family.send(office.channel(), family.write_report(), '--wait', '--timeout',
                                  '1')
    assert (code, answer['state']) == (3, 'queued')


def test_interrupted(office, family):
    office.kill()
    process = family.start('send', '--channel', office.channel(), '--report',
                           family.write_report(), '--wait', '--json', '--timeout', '100')
    while not glob.glob(os.path.join(family.folder, 'data/annhi/outbox.lock')):
        assert process.poll() is None, process.stderr.read()
    process.terminate()
    out, _ = process.communicate(timeout=DEADLINE)
    assert process.returncode == 3
    assert json.loads(out)['receipt']


def test_portal_is_no_success(office, family):
    with FaultProxy(office.port, lambda number, method, path: 'portal') as proxy:
        code, answer, err = family.send(office.channel(proxy.url), family.write_report())
    assert (code, answer['state']) == (3, 'queued')
    assert 'Wi-Fi' in err
    assert office.states() == {}


def test_refused_needs_user(office, family):
    def refuse(forward):
        body = (b'{"type":"urn:annhi:problem:unsupported","title":"Too old",'
                b'"errors":[{"pointer":"/schema","detail":"no longer taken"}]}')
        return (b'HTTP/1.1 422 U\r\nContent-Type: application/problem+json\r\nContent-Length: %d\r\n'
                b'Connection: close\r\n\r\n%s' % (len(body), body))

    def plan(number, method, path):
        return refuse if method == 'POST' else None
    with FaultProxy(office.port, plan) as proxy:
        code, answer, err = family.send(office.channel(proxy.url), family.write_report(), '--wait')
    assert (code, answer['state']) == (1, 'needs-user')
    assert 'Too old' in err and '/schema' in err and answer['receipt']


def test_retry_after_is_honoured(office, family):
    answer = (b'HTTP/1.1 429 M\r\nRetry-After: 3600\r\nContent-Length: 0\r\n'
              b'Connection: close\r\n\r\n')
    with FaultProxy(office.port, lambda number, method, path: lambda forward: answer) as proxy:
        code, _, _ = family.send(office.channel(proxy.url), family.write_report(), '--wait')
        assert code == 3
        assert len(proxy.requests) == 1


def test_expired_is_made_again(office, family, files):
    """The office dropped the unfinished report: the same report arrives all the same, once."""
    def plan(number, method, path):
        return 'drop-request' if method == 'PATCH' else None
    with FaultProxy(office.port, plan) as proxy:
        code, answer, _ = family.send(office.channel(proxy.url), family.write_report(), *files)
        assert (code, answer['state']) == (3, 'uploading')
        office.kill()
        with sqlite3.connect(office.database) as database:
            database.execute('UPDATE report SET expires = 1')
        office.start()
        proxy.plan = lambda number, method, path: None
        code, out, err = family.run('send', '--queued', '--wait', '--json')
        assert (code, json.loads(out)['state']) == (0, 'delivered'), err
    assert_one_whole_case(office, answer)


# What is told before anything is sent


def test_bad_files(office, family, tmp_path):
    os.mkfifo(tmp_path / 'ống')
    os.symlink('loop', tmp_path / 'loop')
    (tmp_path / 'rỗng').touch()
    bad = {str(tmp_path / 'ống'): 'not a file', str(tmp_path): 'not a file',
           '/dev/zero': 'not a file', str(tmp_path / 'loop'): 'symbolic',
           str(tmp_path / 'rỗng'): 'empty', str(tmp_path / 'không có'): 'No such file'}
    with FaultProxy(office.port) as proxy:
        channel = office.channel(proxy.url)
        for path, reason in bad.items():
            code, answer, err = family.send(channel, family.write_report(), '--evidence', path)
            assert (code, answer) == (1, None)
            assert os.path.basename(path) in err and reason in err
        assert proxy.requests == []
    assert family.items() == []


def test_too_large(office, family, tmp_path):
    path = tmp_path / 'phim.mp4'
    with open(path, 'wb') as stream:
        stream.truncate(300 * 1024 * 1024)
    code, answer, err = family.send(office.channel(), family.write_report(), '--evidence',
                                    str(path))
    assert (code, answer) == (1, None)
    assert 'phim.mp4' in err and 'too large' in err
    assert office.states() == {} and family.items() == []


@pytest.mark.parametrize('text, pointer', [
    ('{"schema":"vn.annhi.report/1","reporter":{"role":"king"},'
     '"incident":{"category":"bullying","description":"x"}}', '/reporter/role'),
    ('{"schema":"vn.annhi.report/1","reporter":{"role":"parent"},"incident":{}}', '/incident'),
    ('{"schema":"vn.annhi.report/1","schema":1}', '/schema'),
    ('[' * 200000, 'nested'),
    ('{"a":"\\u0000"}', '/a'),
    ('', ''),
], ids=['role', 'incomplete', 'duplicate', 'deep', 'nul', 'empty'])
def test_bad_report(office, family, text, pointer):
    path = family.write_file('bad.json', text.encode())
    code, answer, err = family.send(office.channel(), path)
    assert (code, answer) == (1, None)
    assert 'bad.json' in err and pointer in err
    assert not os.path.exists(os.path.join(family.folder, 'data'))
    assert office.states() == {}


def test_usage(family):
    for words in ([], ['--channel', 'x'], ['--queued', '--report', 'x'], ['--what'], ['--queued',
                  'word']):
        assert family.run('send', *words, passphrase=False)[0] == 2, words
    assert family.run('status', passphrase=False)[0] == 2
    assert family.run('list', 'word', passphrase=False)[0] == 2


# Secrets


def test_no_keyring(office, family):
    code, out, err = family.run('send', '--channel', office.channel(), '--report',
                                family.write_report(), passphrase=False)
    assert (code, out) == (1, '')
    assert '--passphrase-fd' in err
    assert office.states() == {}


def test_no_plain_text(office, family, files):
    office.kill()
    code, answer, _ = family.send(office.channel(), family.write_report(), *files)
    assert code == 3
    stored = family.stored_bytes()
    assert len(stored) > len(BIG)
    for secret in ('dọa nạt', 'lời nhắn', 'ảnh.bin', 'bullying', answer['receipt'],
                   answer['receipt'].replace('-', ''), 'Nơi thử'):
        assert secret.encode() not in stored, secret
    assert BIG[1000:1064] not in stored


def test_fingerprint_only(office, family, files):
    """Of sexual images the office gets the fingerprint, never the file."""
    report = family.write_report(incident={'category': 'csam'})
    with FaultProxy(office.port) as proxy:
        code, answer, err = family.send(office.channel(proxy.url), report, *files)
        assert code == 0, err
        assert not [path for _, path in proxy.requests if 'evidence' in path]
    report, sent = office.open(answer['receipt'], answer['id'])
    assert sent == {}
    assert [(e['name'], e['size'], e['included']) for e in report['evidence']] == [
        ('ảnh.bin', len(BIG), False), ('lời nhắn.txt', len(NOTE), False)]
    assert report['evidence'][0]['sha256'] == hashlib.sha256(BIG).hexdigest()


def test_child_keeps_no_receipt(office, family):
    report = family.write_report(reporter={'role': 'child'})
    code, answer, _ = family.send(office.channel(), report)
    assert code == 0
    assert answer['state'] == 'delivered'
    assert family.items() == []
    code, _, err = family.run('status', answer['id'])
    assert code == 1 and err
    with sqlite3.connect(os.path.join(family.folder, 'data/annhi/vault.db')) as vault:
        assert vault.execute("SELECT kind FROM record WHERE kind LIKE 'outbox%' AND"
                             " kind <> 'outbox-limits'").fetchall() == []
    assert office.open(answer['receipt'], answer['id'])[0]['reporter']['role'] == 'child'
    code, answer, _ = family.send(office.channel(), family.write_report(
        'second.json', reporter={'role': 'child'}), '--keep-receipt')
    assert family.run('status', answer['id'])[0] == 0


def test_status(office, family):
    _, answer, _ = family.send(office.channel(), family.write_report())
    code, out, _ = family.run('status', answer['id'], '--json')
    assert (code, json.loads(out)['office_state']) == (0, 'received')

    def ask(receipt):
        read, write = os.pipe()
        os.write(write, receipt.encode())
        os.close(write)
        done = subprocess.run(
            [os.path.join(os.environ['AN_BUILD_DIR'], 'app/cli/annhictl'), 'report', 'status',
             '--receipt-fd', str(read), '--channel', office.channel(), '--json'],
            pass_fds=[read], capture_output=True, text=True, timeout=DEADLINE, check=False)
        os.close(read)
        return done
    done = ask(answer['receipt'].lower().replace('-', ' '))
    assert (done.returncode, json.loads(done.stdout)['id']) == (0, answer['id'])
    assert ask('0000-0000-0000-0000-0000-0000-0').returncode == 1
    wrong = ask('ABCD')
    assert wrong.returncode == 1 and 'ABCD' not in wrong.stderr


def test_no_trace_after_a_kill(office, family):
    """Killed between “delivered” and the tidying: the next command takes the rest away."""
    code, answer, _ = family.send(office.channel(), family.write_report(), '--wait')
    assert code == 0
    database = os.path.join(family.folder, 'data/annhi/vault.db')
    with sqlite3.connect(database) as vault:  # sealed for another place: as if written halfway
        vault.execute("UPDATE record SET kind = 'outbox-report', id = ? WHERE kind = 'outbox-report'",
                      ('7f0c2a1e-5b7d-4c1a-9d2f-0a1b2c3d4e5f',))
    assert [item['id'] for item in family.items()] == [answer['id']]
    with sqlite3.connect(database) as vault:
        assert vault.execute("SELECT id FROM record WHERE kind = 'outbox-report'").fetchall() == []
