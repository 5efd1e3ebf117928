# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A thousand reports through a network that fails at random, with programs that are killed at random:
each that was accepted is at the office once and whole. Prints what was sent, delivered, lost, doubled.

AN_TRIALS says how many, AN_SEED which ones."""

import os
import random
import subprocess
import threading

import pytest

from fault_proxy import FaultProxy
from office import DEADLINE, Family, Office

TRIALS = int(os.environ.get('AN_TRIALS', '1000'))
SEED = int(os.environ.get('AN_SEED', '111'))
A_FAMILY = 25  # reports of one vault
WORKERS = 2
FILE = os.urandom(1200 * 1024)  # two pieces
DATE = b'Retry-After: Wed, 25 Nov 2026 00:00:00 GMT'
ANSWERS = {
    '500': b'HTTP/1.1 500 Oops\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>',
    '503': b'HTTP/1.1 503 Busy\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n',
    '503-date': b'HTTP/1.1 503 Busy\r\n' + DATE + b'\r\nContent-Length: 0\r\n\r\n',
    '429': b'HTTP/1.1 429 Wait\r\nRetry-After: -7\r\nContent-Length: 0\r\n\r\n',
    '302': b'HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:9/\r\nContent-Length: 0\r\n\r\n',
    '200-empty': b'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n',
    '204': b'HTTP/1.1 204 No Content\r\n\r\n',
    'garbage': bytes(range(256)),
    'truncated-json': b'HTTP/1.1 201 Created\r\nContent-Type: application/vnd.annhi.v1+json\r\n'
                      b'Content-Length: 400\r\n\r\n{"schema":"vn.annhi.created/1","id":',
}
FAULTS = ['drop-request', 'drop-answer', 'cut-answer', 'portal', 'kill-before', 'kill-after', *ANSWERS]


class Trials:
    """What all workers share."""

    def __init__(self, tmp_path):
        self.office = Office(str(tmp_path))
        self.office.start()
        self.tmp_path, self.lock = tmp_path, threading.Lock()
        self.faults, self.kills, self.offered = {}, 0, 0
        self.accepted, self.told = set(), {}
        self.problems = []

    def restart_office(self):
        with self.lock:
            self.office.kill()
            self.office.start()

    def strike(self, kind):
        """What the proxy does for a fault of this kind."""
        if kind in ANSWERS:
            # Before the office has it, or after: the client cannot know.
            return lambda forward: [forward() if random.random() < 0.5 else None, ANSWERS[kind]][1]
        if kind == 'kill-before':
            return lambda forward: self.restart_office() or b''
        if kind == 'kill-after':
            return lambda forward: (forward(), self.restart_office()) and b''
        return kind

    def plan(self, dice):
        def choose(_number, _method, _path):
            if dice.random() > 0.22:
                return None
            kind = dice.choice(FAULTS)
            with self.lock:
                self.faults[kind] = self.faults.get(kind, 0) + 1
            return self.strike(kind)
        return choose

    def send_one(self, family, dice, channel, number):
        report_id = f'00000000-0000-4000-8000-{number:012}'
        words = ['--evidence', family.write_file('tệp.bin', FILE)] if number % 4 == 0 else []
        report = family.write_report(id=report_id, incident={
            'category': 'bullying', 'description': f'việc số {number}'})
        process = family.start('send', '--channel', channel, '--report', report, *words, '--wait',
                               '--timeout', str(DEADLINE), '--json')
        try:
            out, err = process.communicate(
                timeout=dice.random() * 1.5 if dice.random() < 0.3 else DEADLINE + 60)
        except subprocess.TimeoutExpired:
            process.kill()
            out, err = process.communicate()
            with self.lock:
                self.kills += 1
        if 'Sanitizer' in err:
            self.problems.append(err)
        if '"receipt"' in out:
            with self.lock:
                self.told[report_id] = f'việc số {number}'

    def work(self, first, last):
        dice = random.Random(SEED + first)
        for start in range(first, last, A_FAMILY):
            family = Family(str(self.tmp_path / f'family-{start}'))
            with FaultProxy(self.office.port, self.plan(dice)) as proxy:
                channel = self.office.channel(proxy.url)
                for number in range(start, min(start + A_FAMILY, last)):
                    self.send_one(family, dice, channel, number)
                    with self.lock:
                        self.offered += 1
                for _ in range(20):
                    code, _, err = family.run('send', '--queued', '--wait')
                    if code == 0:
                        break
                if code != 0:
                    self.problems.append(err)
            with self.lock:
                self.accepted |= {item['id'] for item in family.items()}


@pytest.mark.slow
def test_nothing_lost_nothing_doubled(tmp_path):
    trials = Trials(tmp_path)
    try:
        share = -(-TRIALS // WORKERS)
        threads = [threading.Thread(target=trials.work,
                                    args=(1 + share * n, 1 + min(share * (n + 1), TRIALS)))
                   for n in range(WORKERS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        rows = trials.office.query('SELECT id, state FROM report')
        received = [row[0] for row in rows if row[1] == 'received']
        lost = (trials.accepted | set(trials.told)) - set(received)
        doubled = len(received) - len(set(received)) + len(set(received) - trials.accepted)
        print(f'\n{trials.offered} sent ({len(trials.accepted)} accepted, {trials.kills} senders killed, '
              f'{sum(trials.faults.values())} faults: '
              f'{", ".join(f"{name} {count}" for name, count in sorted(trials.faults.items()))}); '
              f'{len(set(received) & trials.accepted)} delivered, {len(lost)} lost, {doubled} doubled')
        assert not trials.problems
        assert not lost and not doubled
        assert trials.offered == TRIALS
        assert trials.accepted == set(received)
    finally:
        trials.office.kill()
