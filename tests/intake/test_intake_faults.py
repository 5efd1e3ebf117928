# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the server keeps when it is killed, told to end, or finds less on its disk than it stored."""

import hashlib
import http.client
import os
import random
import socket
import struct
import subprocess
import threading
import time

import pytest
from an_office import INTAKE, Report, environment, read_all, status_of, wait_until


def verify_audit(office):
    """The chain of hashes, computed once more."""
    def text(value):
        data = value.encode()
        return struct.pack('<Q', len(data)) + data

    previous = bytes(32)
    rows = office.query('SELECT position, changed_at, actor, action, subject, detail, hash FROM audit'
                        ' ORDER BY position')
    for expected, (position, *texts, stored) in enumerate(rows, 1):
        assert position == expected
        previous = hashlib.blake2b(previous + struct.pack('<Q', position) +
                                   b''.join(map(text, texts)), digest_size=32).digest()
        assert previous == stored, position
    return rows


def deliver(office, report, step):
    """Sends a report as a stubborn client does, until the receipt is there."""
    def once():
        office.create(report)
        for name, data in report.evidence.items():
            if office.announce(report, name).status != 201:
                return office.submit(report)
            while True:
                asked = office.offset(report, name)
                if asked.status != 200:
                    return asked
                at = int(asked.headers['upload-offset'])
                if at == len(data):
                    break
                office.append(report, name, at, data[at:at + step])
        return office.submit(report)

    end = time.monotonic() + 120
    while time.monotonic() < end:
        try:
            answer = once()
            if answer.status == 200:
                return answer
        except (OSError, http.client.HTTPException):
            pass
        time.sleep(0.02)
    raise AssertionError('never delivered')


@pytest.mark.slow
def test_killed_at_any_instant_every_report_arrives_exactly_once(closed_office):
    office = closed_office.start()
    port = office.port
    done = threading.Event()
    reports, answers = [], {}

    def send():
        while not done.is_set():
            report = Report(office)
            report.add(os.urandom(random.randrange(1, 400_000)))
            report.add(os.urandom(random.randrange(1, 90_000)))
            reports.append(report)
            answers[report.id] = deliver(office, report, 32 * 1024)

    threads = [threading.Thread(target=send) for _ in range(3)]
    for thread in threads:
        thread.start()
    for _ in range(100):
        time.sleep(random.uniform(0.01, 0.4))
        office.kill()
        office.start(port=port)
    done.set()
    for thread in threads:
        thread.join()
    assert len(answers) == len(reports) >= 3
    assert office.count('report') == office.count('history') == len(reports)
    for report in reports:
        assert office.submit(report).json() == answers[report.id].json()
        for name, data in report.evidence.items():
            with open(f'{office.store}-evidence/{report.id}/{name}', 'rb') as stored:
                assert stored.read() == data
    rows = verify_audit(office)
    assert sum(row[3] == 'report.received' for row in rows) == len(reports)
    office.stop()
    assert 'whole' in office.call('verify-audit').stdout


def test_the_answer_lost_and_the_server_killed_gives_the_same_receipt(closed_office):
    office = closed_office.start()
    report = Report(office)
    report.add(b'abc')
    created = office.create(report).json()
    office.upload(report, next(iter(report.evidence)))
    receipt = office.submit(report).json()
    office.kill()
    office.start()
    again = office.create(report)
    assert again.json() == created and again.headers['idempotency-replayed'] == 'true'
    assert office.submit(report).json() == receipt
    assert office.count('report') == 1
    office.stop()


def test_bytes_beyond_what_was_acknowledged_are_cut_off(closed_office):
    office = closed_office.start()
    report = Report(office)
    data = os.urandom(5000)
    name = report.add(data)
    office.create(report)
    office.announce(report, name)
    office.append(report, name, 0, data[:2000])
    office.kill()
    path = f'{office.store}-evidence/{report.id}/{name}'
    with open(path, 'ab') as stored:
        stored.write(b'half a piece that nobody was told of')
    office.start()
    assert office.offset(report, name).headers['upload-offset'] == '2000'
    assert office.append(report, name, 2000, data[2000:]).status == 204
    assert office.submit(report).status == 200
    with open(path, 'rb') as stored:
        assert stored.read() == data
    office.stop()


def test_evidence_that_the_disk_lost_begins_again(closed_office):
    office = closed_office.start()
    report = Report(office)
    data = os.urandom(5000)
    name = report.add(data)
    office.create(report)
    office.announce(report, name)
    office.append(report, name, 0, data[:2000])
    office.kill()
    os.truncate(f'{office.store}-evidence/{report.id}/{name}', 100)
    office.start()
    assert office.append(report, name, 2000, data[2000:]).status == 409
    assert office.offset(report, name).headers['upload-offset'] == '0'
    assert office.append(report, name, 0, data).status == 204
    assert office.submit(report).status == 200
    office.stop()


def test_a_link_in_place_of_evidence_is_not_followed(closed_office, tmp_path):
    office = closed_office.start()
    report = Report(office)
    name = report.add(b'abc')
    office.create(report)
    office.announce(report, name)
    target = tmp_path / 'target'
    target.write_bytes(b'')
    os.mkdir(f'{office.store}-evidence/{report.id}')
    os.symlink(target, f'{office.store}-evidence/{report.id}/{name}')
    assert office.append(report, name, 0, b'abc').status == 503
    assert target.read_bytes() == b''
    office.stop()


def test_what_expired_goes_and_may_be_sent_again(closed_office):
    office = closed_office.start()
    report = Report(office)
    name = report.add(b'abc')
    office.create(report)
    office.upload(report, name)
    office.expire(report)
    assert office.submit(report).problem == 'expired'
    assert office.status(report).json()['state'] == 'expired'
    office.stop()
    office.start()
    wait_until(lambda: office.query('SELECT state, content FROM report') == [('expired', None)])
    assert office.count('evidence') == office.count('report_key') == 0
    wait_until(lambda: os.listdir(office.store + '-evidence') == [])
    assert office.submit(report).problem == 'expired'
    thief = Report(office)
    thief.envelope['id'] = report.id
    assert office.create(thief).problem == 'report-exists'
    again = office.create(report)
    assert again.status == 201 and 'idempotency-replayed' not in again.headers
    office.upload(report, name)
    assert office.submit(report).status == 200
    verify_audit(office)
    office.stop()


def test_files_that_no_record_knows_are_removed_at_the_start(closed_office):
    office = closed_office.start()
    report = Report(office)
    os.mkdir(f'{office.store}-evidence/{report.id}')
    with open(f'{office.store}-evidence/{report.id}/{report.key}', 'wb') as stray:
        stray.write(b'x')
    office.kill()
    office.start()
    assert os.listdir(office.store + '-evidence') == []
    office.stop()


def test_told_to_end_it_finishes_what_has_begun(closed_office):
    office = closed_office.start()
    report = Report(office)
    body = report.body
    head = (f'POST /v1/reports HTTP/1.1\r\nHost: a\r\nContent-Type: application/vnd.annhi.v1+json\r\n'
            f'Idempotency-Key: "{report.key}"\r\nExpect: 100-continue\r\n'
            f'Content-Length: {len(body)}\r\n\r\n').encode()
    with socket.create_connection(('127.0.0.1', office.port), timeout=30) as begun:
        begun.sendall(head)
        assert begun.recv(1000).startswith(b'HTTP/1.1 100 ')  # it has begun
        begun.sendall(body[:100])
        idle = socket.create_connection(('127.0.0.1', office.port), timeout=30)
        office.process.terminate()
        assert read_all(idle) == b''
        with pytest.raises(OSError):
            socket.create_connection(('127.0.0.1', office.port), timeout=5)
        begun.sendall(body[100:])
        assert status_of(read_all(begun)) == 201
    idle.close()
    office.stop()


def test_a_second_server_on_one_store_does_not_start(office):
    done = subprocess.run([INTAKE, '--store', 'sqlite:' + office.store, 'serve', '--listen',
                           '127.0.0.1:0'], capture_output=True, text=True, env=environment(),
                          timeout=60, check=False)
    assert done.returncode == 1 and done.stdout == ''
    assert 'another server' in done.stderr
    assert office.request('GET', '/healthz').status == 200


def test_a_store_that_another_process_holds_is_busy_not_broken(office):
    report = Report(office)
    holder = subprocess.Popen(['sqlite3', office.store], stdin=subprocess.PIPE, text=True)
    # Without the time-out a probe of is_locked() that comes first would keep the holder out.
    holder.stdin.write('.timeout 30000\nBEGIN IMMEDIATE;\n')
    holder.stdin.flush()
    answer = []
    wait_until(lambda: is_locked(office))
    asking = threading.Thread(target=lambda: answer.append(office.create(report)))
    asking.start()
    assert office.request('GET', '/healthz').status == 200  # the loop is not held
    holder.stdin.write('COMMIT;\n')
    holder.stdin.close()
    holder.wait()
    asking.join()
    assert answer[0].status == 201


def is_locked(office):
    done = subprocess.run(['sqlite3', office.store, 'BEGIN IMMEDIATE; ROLLBACK;'],
                          capture_output=True, check=False)
    return done.returncode != 0


def test_the_log_tells_nothing(office):
    report = Report(office)
    name = report.add(b'abc')
    office.create(report)
    office.upload(report, name)
    office.submit(report)
    office.status(report)
    office.status(report, Authorization='Bearer ' + Report(office).bearer)
    office.request('POST', '/v1/reports', b'{"a":"BiMat"')
    office.stop()
    with open(office.log, encoding='utf-8') as log:
        text = log.read()
    for secret in (report.bearer, report.envelope['receipt_verifier'], 'BiMat', '127.0.0.1'):
        assert secret not in text
    office.start()
