# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Durable reports a second: annhi-intake, the same on Fastify and better-sqlite3, and bare SQLite.

    AN_BUILD_DIR=build-bench AN_SOURCE_DIR=$PWD /usr/bin/python3 tests/bench/intake/bench.py

A report is created and finished: two requests, two commits with full sync. One client program drives
both servers; it and the server share the machine.
"""

import json
import os
import secrets
import sqlite3
import subprocess
import sys
import tempfile
import time
import uuid

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.environ['AN_SOURCE_DIR'], 'tests/intake'))
from an_office import Office, Report  # noqa: E402

MODULES = os.path.join(os.environ['AN_BUILD_DIR'], 'node')
# better-sqlite3 13 needs Node.js 22; where there is no binary it is built from source.
PACKAGES = ('fastify@5.12.8', 'better-sqlite3@12.4.1')
BUILT = 'node_modules/better-sqlite3/build/Release/better_sqlite3.node'
CLIENTS = (1, 8, 64)
SECONDS = int(os.environ.get('AN_BENCH_SECONDS', '8'))
DAY = 24 * 60 * 10  # ten calls a minute, ten times those of 2021


def install():
    if not os.path.isfile(os.path.join(MODULES, BUILT)):
        os.makedirs(MODULES, exist_ok=True)
        subprocess.run(['npm', 'install', '--no-save', '--no-package-lock', '--no-audit', '--no-fund',
                        '--prefix', MODULES, *PACKAGES], check=True, stdout=subprocess.DEVNULL)


def load(url, report, office, clients, **more):
    done = subprocess.run(['node', os.path.join(HERE, 'load.mjs'), json.dumps({
        'url': url, 'office': office.id, 'keys': office.keys, 'bearer': report.bearer,
        'verifier': report.envelope['receipt_verifier'], 'clients': clients, 'seconds': SECONDS,
        **more})], check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def show(name, clients, got):
    print(f'{name:28} {clients:3} clients {got["reports"] / got["seconds"]:8.0f} reports/s'
          f'   p50 {got["p50"]:7.2f} ms   p99 {got["p99"]:7.2f} ms', flush=True)


def bare(folder):
    """The rows of the same reports by one writer, two commits a report, nothing else."""
    database = sqlite3.connect(os.path.join(folder, 'bare.db'), isolation_level=None)
    database.executescript(
        'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;'
        'CREATE TABLE report (id TEXT PRIMARY KEY, urgency TEXT, size BIGINT, verifier BLOB,'
        ' content BLOB, content_sha256 TEXT, state TEXT, created BIGINT, expires BIGINT,'
        ' received_at TEXT, digest TEXT, signature BLOB);'
        'CREATE INDEX a ON report (verifier); CREATE INDEX b ON report (state, expires);'
        'CREATE TABLE report_key (report TEXT, recipient TEXT, sealed BLOB,'
        ' PRIMARY KEY (report, recipient));'
        'CREATE TABLE history (report TEXT, position BIGINT, state TEXT, changed_at TEXT,'
        ' PRIMARY KEY (report, position));'
        'CREATE TABLE idempotency (name TEXT PRIMARY KEY, fingerprint BLOB, report TEXT,'
        ' expires_at TEXT, created BIGINT);'
        'CREATE TABLE audit (position INTEGER PRIMARY KEY, at TEXT, actor TEXT, action TEXT,'
        ' subject TEXT, detail TEXT, hash BLOB);')
    times, begin = [], time.perf_counter()
    while time.perf_counter() - begin < SECONDS:
        start, name, now = time.perf_counter(), str(uuid.uuid4()), 0
        content, zero = secrets.token_bytes(2000), bytes(32)
        run = database.execute
        run('BEGIN IMMEDIATE')
        run('INSERT INTO report VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL, NULL)',
            (name, 'high', 2000, secrets.token_bytes(32), content, 'x' * 64, 'open', now, now))
        for recipient in 'abc':
            run('INSERT INTO report_key VALUES (?, ?, ?)', (name, recipient * 20, bytes(112)))
        run('INSERT INTO idempotency VALUES (?, ?, ?, ?, ?)', (str(uuid.uuid4()), zero, name, 't' * 20, 0))
        run('INSERT INTO audit VALUES (NULL, ?, ?, ?, ?, ?, ?)', ('t' * 20, 'r', 'o', name, '', zero))
        run('COMMIT')
        run('BEGIN IMMEDIATE')
        run('UPDATE report SET state = ?, received_at = ?, digest = ?, signature = ? WHERE id = ?',
            ('received', 't' * 20, 'x' * 64, bytes(64), name))
        run('INSERT INTO history VALUES (?, 1, ?, ?)', (name, 'received', 't' * 20))
        run('INSERT INTO audit VALUES (NULL, ?, ?, ?, ?, ?, ?)', ('t' * 20, 'r', 'o', name, '', zero))
        run('COMMIT')
        times.append((time.perf_counter() - start) * 1000)
    seconds = time.perf_counter() - begin
    database.close()
    times.sort()
    return {'reports': len(times), 'seconds': seconds, 'p50': times[len(times) // 2],
            'p99': times[len(times) * 99 // 100]}


def main():
    install()
    with tempfile.TemporaryDirectory() as folder:
        office = Office(folder)
        report = Report(office)
        show('bare SQLite', 1, bare(folder))
        for clients in CLIENTS:
            with office:
                show('annhi-intake', clients, load(f'http://127.0.0.1:{office.port}', report, office,
                                                   clients))
            path = os.path.join(folder, f'peer-{clients}.db')
            with subprocess.Popen(
                    ['node', os.path.join(HERE, 'peer.mjs'), path, office.id, secrets.token_hex(32)],
                    env={**os.environ, 'AN_BENCH_MODULES': MODULES}, stdout=subprocess.PIPE,
                    text=True) as peer:
                url = peer.stdout.readline().split()[-1]
                show('Fastify + better-sqlite3', clients, load(url, report, office, clients))
                peer.kill()
        with office:
            got = load(f'http://127.0.0.1:{office.port}', report, office, 8, reports=DAY)
            print(f'a day of {DAY} reports, 8 clients: {got["seconds"]:.0f} s,'
                  f' p99 {got["p99"]:.1f} ms')
        count = office.count('report')
        assert count == office.query("SELECT COUNT(*) FROM report WHERE state = 'received'")[0][0]
        assert 'whole' in office.call('verify-audit').stdout
        print(f'{count} reports are in the store, its audit log is whole')


if __name__ == '__main__':
    main()
