# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is counted and exported, and receipts that hold without the server."""

import base64
import csv
import io
import json
import time

from an_inbox import Officer, make_report, png, send_report
from an_office import Report, sodium_verify


def at(seconds_ago):
    return time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime(time.time() - seconds_ago))


def put(office, received_at, *, state='received', urgency='high', outcome=None, steps=()):
    """A case as if it had come at @received_at; @steps: (state, at, actor)."""
    report = Report(office, urgency=urgency)
    office.create(report)
    assert office.submit(report).status == 200
    office.query('UPDATE report SET received_at = ?, state = ?, outcome = ? WHERE id = ?',
                 received_at, state, outcome, report.id)
    for position, (step, when, actor) in enumerate(steps, 2):
        office.query('INSERT INTO history (report, position, state, changed_at, actor)'
                     ' VALUES (?, ?, ?, ?, ?)', report.id, position, step, when, actor)
    return report


def test_statistics_count_by_the_months_of_viet_nam(office):
    officer = Officer(office)
    officer.sign_in()
    none = officer.get('/v1/statistics').json()
    assert (none['received'], none['months'], none['median_seconds']) == (0, [], None)
    put(office, '2026-01-31T18:00:00Z', urgency='immediate', state='closed',
        outcome='action-taken', steps=[('triaged', '2026-01-31T19:00:00Z', 'A'),
                                       ('supporting', '2026-02-01T00:00:00Z', 'A')])
    put(office, '2026-01-31T16:59:59Z', state='withdrawn', outcome='withdrawn',
        steps=[('withdrawn', '2026-01-31T17:30:00Z', None)])
    put(office, '2026-02-02T00:00:00Z', state='triaged',
        steps=[('triaged', '2026-02-03T00:00:00Z', 'A')])
    seen = officer.get('/v1/statistics').json()
    assert seen['months'] == [
        {'month': '2026-01', 'received': 1, 'acted_in_time': 0, 'supported': 0, 'handled': 0},
        {'month': '2026-02', 'received': 2, 'acted_in_time': 1, 'supported': 1, 'handled': 1}]
    assert (seen['received'], seen['acted'], seen['acted_in_time'], seen['supported'],
            seen['handled']) == (3, 2, 1, 1, 1)
    assert seen['target_hours'] == 12
    assert (seen['median_seconds'], seen['p90_seconds']) == (3600, 3600)
    assert seen['states'] == {'closed': 1, 'withdrawn': 1, 'triaged': 1}
    assert seen['urgencies'] == {'immediate': 1, 'high': 2}
    assert seen['outcomes'] == {'action-taken': 1, 'withdrawn': 1}

    def received(query):
        return officer.get('/v1/statistics?' + query).json()['received']

    assert received('from=2026-02-01') == received('from=2026-02-01&to=2026-02-02') == 2
    assert received('to=2026-02-01') == 2 and received('to=2026-01-31') == 1
    assert officer.get('/v1/statistics?to=2026-1-31').status == 400


def test_all_cases_fit_into_one_table(office):
    sent = send_report(office, make_report(), [('a.png', png())])
    sealed = [put(office, at(86400 + i)) for i in range(203)]  # more than one part
    officer = Officer(office)
    officer.sign_in()
    answer = officer.get('/v1/cases.csv')
    assert answer.headers['content-type'] == 'text/csv; charset=utf-8'
    assert answer.headers['content-disposition'] == 'attachment; filename="annhi-cases.csv"'
    text = answer.body.decode('utf-8-sig')
    assert text.endswith('\r\n') and answer.body.startswith(b'\xef\xbb\xbf')
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row['received_at'] for row in rows] == sorted(row['received_at'] for row in rows)
    assert {row['id'] for row in rows} == {sent['id'], *(report.id for report in sealed)}
    assert len(rows) == 204
    own = rows[-1]
    assert (own['id'], own['category'], own['role'], own['age'], own['evidence'], own['state'],
            own['urgency']) == (sent['id'], 'bullying', 'parent', '12', '1', 'received', 'high')
    assert rows[0]['category'] == '' and 'Mai' not in text
    assert office.query("SELECT COUNT(*) FROM audit WHERE action = 'cases.exported'") == [(1,)]


def test_a_receipt_holds_without_the_server(office):
    report = Report(office)
    office.create(report)
    given = office.submit(report).json()
    office.stop()
    key = base64.b64decode(office.channel['signing_key'])
    text = f'annhi receipt/1\n{report.id}\n{given["digest"]}\n{given["received_at"]}\n'.encode()
    signature = base64.b64decode(given['signature'])
    assert sodium_verify(signature, text, key)
    assert not sodium_verify(signature, text.replace(b'T', b'U'), key)
    assert not sodium_verify(signature[:-1] + bytes([signature[-1] ^ 1]), text, key)
    office.start()
    assert json.dumps(office.submit(report).json()) == json.dumps(given)


def test_the_form_of_a_report_is_frozen_in_it(office):
    sent = send_report(office, make_report())
    officer = Officer(office)
    officer.sign_in()
    report = officer.case(sent['id'])['report']
    assert report['schema'] == 'vn.annhi.report/1'
    assert officer.move(sent['id'], 'triaged').status == 201
    assert officer.case(sent['id'])['report'] == report, 'no step of the office changes it'
