# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long the inbox takes with 200 000 cases: the list with its filters, and one case.

    AN_BUILD_DIR=build-bench AN_SOURCE_DIR=$PWD /usr/bin/python3 tests/bench/inbox.py
"""

import os
import sqlite3
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.environ['AN_SOURCE_DIR'], 'tests/intake'))
from an_inbox import Officer, make_report, send_report  # noqa: E402
from an_office import Office  # noqa: E402

CASES = 200_000
OPENED = 50  # the first page can really be opened; the others are copies of one of them
ROUNDS = 40


def fill(office, name):
    columns = office.query('PRAGMA table_info(report)')
    changed = {'id': "printf('%08x-0000-4000-8000-000000000000', n)",
               'received_at': "printf('2026-10-%02dT%02d:00:00Z', n % 28 + 1, n % 24)",
               'urgency': "'normal'", 'queue': '4 + (n % 3 = 0) + 10 * (n % 5 = 0)'}
    chosen = ','.join(changed.get(column[1], column[1]) for column in columns)
    database = sqlite3.connect(office.store, timeout=60)
    with database:
        database.execute(
            f'WITH RECURSIVE k (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM k WHERE n < {CASES - 1})'
            f' INSERT INTO report SELECT {chosen} FROM k, (SELECT * FROM report WHERE id = ?)',
            (name,))
        database.execute(
            'INSERT INTO report_key SELECT report.id, recipient, sealed FROM report,'
            ' (SELECT * FROM report_key WHERE report = ?) WHERE report.urgency = ?',
            (name, 'normal'))
        database.execute(
            "INSERT INTO history SELECT id, 1, 'received', received_at, NULL, NULL FROM report"
            " WHERE urgency = 'normal'")
    database.close()


def measure(officer, path, **headers):
    times = []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        answer = officer.get(path, **headers)
        times.append((time.perf_counter() - begin) * 1000)
        assert answer.status in (200, 304), answer.body
    times.sort()
    what = path.split('cursor')[0] + (' unchanged' if headers else '')
    print(f'{what:45} p50 {times[ROUNDS // 2]:7.1f} ms   max {times[-1]:7.1f} ms')
    return answer


def main():
    with tempfile.TemporaryDirectory() as folder, Office(folder) as office:
        for _ in range(OPENED):
            name = send_report(office, make_report(urgency='immediate'))['id']
        fill(office, name)
        officer = Officer(office)
        assert officer.sign_in().status == 201
        first = measure(officer, '/v1/cases')
        measure(officer, '/v1/cases', If_None_Match=first.headers['etag'])
        measure(officer, '/v1/cases?cursor=' + first.json()['next'])
        for query in ('urgency=normal', 'urgency=high', 'state=finished', 'state=closed',
                      'state=closed&urgency=normal'):
            measure(officer, '/v1/cases?' + query)
        measure(officer, '/v1/cases/' + name)


if __name__ == '__main__':
    main()
