# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A server in trouble: floods, no room on the disk, the store gone, an audit log cut short."""

import glob
import json
import os
import re
import shlex
import shutil
import sqlite3
import subprocess

import pytest
from an_inbox import Officer, Reporter, make_report, send_report
from an_office import MEDIA, Report, b64, content_digest, status_of, wait_until

FULL_DISK = os.path.join(os.environ['AN_BUILD_DIR'], 'tests/intake/full-disk.so')
LOCK_MEMORY = os.path.join(os.environ['AN_BUILD_DIR'], 'tests/intake/lock-memory.so')


def fill(office, full=True):
    flag = os.path.join(office.folder, 'full')
    if full:
        open(flag, 'w', encoding='utf-8').close()
    else:
        os.unlink(flag)


def soon(answer):
    """Whether the client is told when to come again."""
    return int(answer.headers['retry-after']) >= 1


# Floods


def test_one_address_may_bring_so_many_reports_and_is_told_when_to_come_again(closed_office):
    office = closed_office.start('--reports-each', '3', '--behind-proxy')
    first = Report(office)
    answers = [office.create(report, X_Forwarded_For='2001:db8:1:2::9, 203.0.113.7')
               for report in (first, Report(office), first, first, Report(office))]
    assert [answer.status for answer in answers] == [201] * 5, 'the same again is no new one'
    refused = office.create(Report(office), X_Forwarded_For='203.0.113.7')
    assert (refused.status, refused.problem) == (429, 'too-many') and soon(refused)
    assert office.create(Report(office), X_Forwarded_For='203.0.113.8').status == 201
    office.submit(first)
    assert office.status(first).json()['state'] == 'received', 'what is there can go on'
    for i in range(3):
        assert office.create(Report(office), X_Forwarded_For=f'2001:db8:1:2::{i}').status == 201
    assert office.create(Report(office), X_Forwarded_For='2001:db8:1:2::9').status == 429
    assert office.create(Report(office), X_Forwarded_For='2001:db8:1:3::9').status == 201
    office.stop()


def test_all_together_may_bring_so_many_and_a_large_one_is_refused_before_it_came(closed_office):
    office = closed_office.start('--reports-all', '2', '--behind-proxy')
    for i in range(2):
        assert office.create(Report(office), X_Forwarded_For=f'203.0.113.{i}').status == 201
    assert office.create(Report(office), X_Forwarded_For='203.0.113.9').status == 429
    answer = office.raw((f'POST /v1/reports HTTP/1.1\r\nHost: a\r\nContent-Type: {MEDIA}\r\n'
                         'Idempotency-Key: "k"\r\nContent-Length: 1000000\r\n\r\n').encode(), 20)
    assert status_of(answer) == 429 and b'\r\nRetry-After: 1\r\n' in answer
    wait_until(lambda: office.create(Report(office)).status == 201)
    office.stop()


def test_without_a_proxy_nobody_is_told_apart_and_nobody_refused(closed_office):
    office = closed_office.start()
    for _ in range(70):
        assert office.create(Report(office)).status == 201
    office.stop()


def test_a_flood_of_messages_does_not_stop_reports(closed_office):
    office = closed_office.start('--reports-each', '2')
    report = Report(office)
    office.create(report)
    office.submit(report)
    answers = [office.request('POST', report.path + '/messages', b'{}', Content_Type=MEDIA,
                              Authorization='Bearer ' + report.bearer) for _ in range(3)]
    assert [answer.status for answer in answers] == [400, 400, 429] and soon(answers[2])
    assert office.create(Report(office)).status == 201
    office.stop()


# No room on the disk


def test_without_room_nothing_is_taken_and_reading_goes_on(closed_office):
    office = closed_office.start(preload=FULL_DISK)
    receipt = send_report(office, make_report())
    officer, reporter = Officer(office), Reporter(office, receipt)
    officer.sign_in()
    begun, whole, other = Report(office), Report(office), Report(office)
    name = begun.add(os.urandom(5000))
    office.create(begun)
    office.create(whole)
    office.announce(begun, name)
    entries = office.count('audit')
    fill(office)
    for answer in (office.create(other), office.submit(whole),
                   office.append(begun, name, 0, begun.evidence[name]),
                   office.request('GET', '/readyz'), officer.note(receipt['id'], 'x')):
        assert (answer.status, answer.problem) == (507, 'storage-full') and soon(answer)
    assert office.request('GET', '/healthz').status == 200
    assert office.status(begun).json()['state'] == 'open'
    assert reporter.get().status == 200
    assert officer.get('/v1/cases').json()['cases'][0]['id'] == receipt['id']
    assert officer.case(receipt['id'])['report']['child']['name'] == 'Bé Mai'
    assert office.count('audit') == entries
    fill(office, False)
    assert office.request('GET', '/readyz').status == 200
    assert office.create(other).status == 201
    assert office.append(begun, name, 0, begun.evidence[name]).status == 204
    assert office.submit(begun).status == 200
    gaps = office.query("SELECT detail FROM audit WHERE action = 'audit.gap'")
    assert len(gaps) == 1 and int(gaps[0][0]) == 5, gaps
    office.stop()
    with open(office.log, encoding='utf-8') as log:
        assert re.search(rf'not in the audit log: \S.* case.read {receipt["id"]}', log.read())
    office.call('verify-audit')


# The store goes away


def move_store(office, there, back=False):
    for path in glob.glob((there if back else office.store) + '*'):
        end = path.removeprefix(there if back else office.store)
        if not end.startswith('-evidence') and not end.startswith('-anchors'):
            os.rename(path, (office.store if back else there) + end)


def test_a_store_that_is_gone_stops_nothing_else_and_comes_back(closed_office):
    office = closed_office.start()
    first, second = Report(office), Report(office)
    assert office.create(first).status == 201 and office.submit(first).status == 200
    there = os.path.join(office.folder, 'away')
    move_store(office, there)
    for answer in (office.create(second), office.status(first),
                   office.request('GET', '/readyz')):
        assert (answer.status, answer.problem) == (503, 'storage') and soon(answer)
    assert not os.path.exists(office.store), 'nothing was made in its place'
    assert office.request('GET', '/healthz').status == 200
    move_store(office, there, back=True)
    wait_until(lambda: office.request('GET', '/readyz').status == 200)
    assert office.status(first).json()['state'] == 'received'
    assert office.create(second).status == 201 and office.submit(second).status == 200
    office.stop()
    assert office.count('report') == 2
    office.call('verify-audit')


def test_another_store_in_its_place_is_not_written_to(closed_office, tmp_path_factory, pattern):
    office = closed_office.start()
    there = os.path.join(office.folder, 'away')
    copy = os.path.join(office.folder, 'copy')
    with sqlite3.connect(office.store) as source, sqlite3.connect(copy) as target:
        source.backup(target)
        target.execute("UPDATE office SET id = 'other'")
        target.execute("UPDATE setting SET value = value")
    target.close()
    move_store(office, there)
    os.rename(copy, office.store)
    answer = office.create(Report(office))
    assert (answer.status, answer.problem) == (503, 'storage')
    assert office.query('SELECT COUNT(*) FROM report') == [(0,)]
    for path in glob.glob(office.store + '*'):
        if not path.endswith(('-evidence', '-anchors')):
            os.unlink(path)
    move_store(office, there, back=True)
    wait_until(lambda: office.create(Report(office)).status == 201)
    office.stop()


def test_a_copy_put_back_while_it_runs_is_used_from_then_on(closed_office):
    office = closed_office.start()
    report = Report(office)
    office.create(report)
    office.submit(report)
    copy = os.path.join(office.folder, 'copy')
    with sqlite3.connect(office.store) as source, sqlite3.connect(copy) as target:
        source.backup(target)
    source.close(), target.close()
    move_store(office, os.path.join(office.folder, 'away'))
    os.rename(copy, office.store)
    wait_until(lambda: office.request('GET', '/readyz').status == 200)
    late = Report(office)
    assert office.create(late).status == 201 and office.submit(late).status == 200
    office.stop()
    assert office.query('SELECT COUNT(*) FROM report') == [(2,)], 'not in the file that is away'


# The audit log


def test_an_audit_log_cut_at_its_end_is_found_out_by_its_anchors(closed_office):
    office = closed_office.start()
    for _ in range(5):
        office.create(Report(office))
    office.stop()
    anchors = open(office.store + '-anchors', encoding='utf-8').read().split('\n')
    last = anchors[-2].split(' ')
    assert int(last[0]) == office.count('audit') and len(last[1]) == 64
    with open(office.log, encoding='utf-8') as log:
        assert f'{last[0]}:{last[1]}' in log.read()
    assert 'whole' in office.call('verify-audit').stdout
    office.query('DROP TRIGGER audit_no_delete')
    office.query('DELETE FROM audit WHERE position > ?', int(last[0]) - 2)
    done = office.call('verify-audit', check=False)
    assert done.returncode == 1 and 'cut off' in done.stderr
    os.unlink(office.store + '-anchors')
    assert office.call('verify-audit', check=False).returncode == 0, 'the chain alone cannot tell'
    kept = office.call('verify-audit', '--anchor', f'{last[0]}:{last[1]}', check=False)
    assert kept.returncode == 1 and 'cut off' in kept.stderr
    other = office.call('verify-audit', '--anchor', f'1:{"0" * 64}', check=False)
    assert other.returncode == 1 and 'written anew' in other.stderr
    assert office.call('verify-audit', '--anchor', 'x', check=False).returncode == 1


# Secrets in memory


def test_opened_keys_are_in_locked_memory_as_long_as_somebody_is_signed_in(closed_office):
    office = closed_office.start(preload=LOCK_MEMORY)

    def read(file, name):
        with open(f'/proc/{office.process.pid}/{file}', encoding='utf-8') as text:
            return re.search(rf'^{name}:?\s+(\d+)', text.read(), re.M).group(1)

    assert read('limits', 'Max core file size') == '0'
    officer = Officer(office)
    before = int(read('status', 'VmLck'))
    officer.sign_in()
    assert int(read('status', 'VmLck')) > before
    officer.request('DELETE', '/v1/session')
    wait_until(lambda: int(read('status', 'VmLck')) == before)
    office.stop()


@pytest.mark.parametrize('source, name', [
    ('app/intake/an-password.c', b'ANNHI_INTAKE_TEST_FAST_PWHASH'),
    ('app/base/an-vault-key.c', b'ANNHI_VAULT_TEST_FAST_PWHASH')])
def test_what_is_shipped_cannot_hash_passwords_cheaply(source, name, tmp_path):
    build = os.environ['AN_BUILD_DIR']
    with open(os.path.join(build, 'compile_commands.json'), encoding='utf-8') as stream:
        (entry,) = [e for e in json.load(stream) if e['file'].endswith(source)]
    words = [word for word in shlex.split(entry['command']) if not word.startswith('-fsanitize')]
    place = words.index('-o') + 1

    def compile_with(*more, without=()):
        words[place] = str(tmp_path / 'out.o')
        subprocess.run([w for w in words if w not in without] + list(more), cwd=build, check=True)
        return (tmp_path / 'out.o').read_bytes()

    assert name in compile_with('-DAN_TEST_BUILD', without=('-DAN_TEST_BUILD',))
    assert name not in compile_with(without=('-DAN_TEST_BUILD',))
    with open(os.path.join(os.environ['AN_SOURCE_DIR'], 'meson.build'), encoding='utf-8') as text:
        assert re.search(r"if get_option\('b_sanitize'\) != 'none'\n  add_project_arguments\("
                         r"'-DAN_TEST_BUILD'", text.read())


# Taking a report back


def test_a_report_is_taken_back_until_somebody_works_on_it(office):
    sent = send_report(office, make_report())
    reporter, officer = Reporter(office, sent), Officer(office)
    officer.sign_in()

    def withdraw():
        return office.request('DELETE', f'/v1/reports/{sent["id"]}',
                              Authorization=reporter.bearer)

    assert withdraw().status == 204 and withdraw().status == 204
    status = office.request('GET', f'/v1/reports/{sent["id"]}',
                            Authorization=reporter.bearer).json()
    assert (status['state'], status['outcome']) == ('withdrawn', 'withdrawn')
    assert [entry['state'] for entry in status['history']] == ['received', 'withdrawn']
    case = officer.case(sent['id'])
    assert case['report']['child']['name'] == 'Bé Mai' and case['steps'] == []
    assert officer.get('/v1/cases').json()['cases'] == []
    assert [c['id'] for c in officer.get('/v1/cases?state=withdrawn').json()['cases']] == [
        sent['id']]
    assert officer.move(sent['id'], 'triaged').status == 409
    assert office.query("SELECT COUNT(*) FROM audit WHERE action = 'report.withdrawn'") == [(1,)]


def test_once_somebody_works_on_it_a_report_stays(office):
    sent = send_report(office, make_report())
    reporter, officer = Reporter(office, sent), Officer(office)
    officer.sign_in()
    assert officer.move(sent['id'], 'triaged').status == 201
    answer = office.request('DELETE', f'/v1/reports/{sent["id"]}',
                            Authorization=reporter.bearer)
    assert (answer.status, answer.problem) == (409, 'not-withdrawable')
    assert officer.case(sent['id'])['state'] == 'triaged'


def test_an_unfinished_report_that_is_taken_back_expires_at_once(office):
    report = Report(office)
    name = report.add(b'abc')
    office.create(report)
    office.upload(report, name)
    token = 'Bearer ' + report.bearer
    assert office.request('DELETE', report.path, Authorization=token).status == 204
    assert office.status(report).json()['state'] == 'expired'
    assert office.submit(report).problem == 'expired'
    assert office.request('DELETE', report.path, Authorization=token).status == 204
    office.stop()
    office.start()
    wait_until(lambda: office.query('SELECT content FROM report') == [(None,)])
