# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The guests, made and booted once a run; the table of what the child did."""

import os
import pathlib
import random
import shutil
import subprocess
import tempfile
import time
import traceback
from concurrent.futures import ThreadPoolExecutor

import pytest

import vm

BUILD = pathlib.Path(os.environ.get('AN_BUILD_DIR', vm.SOURCE / 'build-check'))
CUTS = int(os.environ.get('AN_VM_CUTS', '10'))
LONGEST_SITTING = 44  # seconds: more than a tick of the guard


def make_images():
    """Both images, at the same time: dpkg uses one processor."""
    releases = ('bookworm', 'trixie')
    try:
        vm.build()
        with ThreadPoolExecutor(len(releases)) as pool:
            return dict(zip(releases, pool.map(vm.make_image, releases)))
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise AssertionError(f'{error}: {(error.stderr or b"").decode()[-4000:]}') from error


def power_cuts(machine):
    """The child uses the PC and the power fails, again and again; what was lost each time."""
    lost, boots, sat = [], [], None
    seed = random.randrange(1 << 30)
    chance = random.Random(seed)
    for _ in range(CUTS):
        machine.boot()
        seen = machine.call('boots.begin')
        boots.append(seen['boot_id'])
        if sat is not None:
            lost.append(before + sat - seen['used'])
        before = seen['used']
        time.sleep(chance.uniform(1, LONGEST_SITTING))
        sat = machine.call('boots.sitting')
        machine.cut()
    machine.boot()
    seen = machine.call('boots.begin')
    lost.append(before + sat - seen['used'])
    time.sleep(2)
    return {'lost': lost, 'seed': seed, 'boots': [*boots, seen['boot_id']], 'day': seen['day'],
            'limit': machine.call('boots.limit')}


def reboots(machine):
    """After the limit: a cut, the clock four days back, the clock past midnight."""
    seen = {}
    for name, rtc in (('cut', vm.RTC), ('back', '2030-11-16T03:00:00'),
                      ('forward', '2030-11-20T19:00:00')):
        machine.cut()
        machine.boot(rtc)
        seen[name] = machine.call('boots.at_the_greeter')
    machine.cut()
    return seen


class Aside:
    """What runs beside the tests of the first guest, in guests of its own."""

    def __init__(self, images, place):
        self.pool = ThreadPoolExecutor(2)
        self.machines = []
        self.images, self.place = images, place
        self.power = self.pool.submit(self._power)
        self.trixie = self.pool.submit(self._trixie)

    def _machine(self, release, name, durable=False):
        machine = vm.Machine(self.images[release], self.place / name, durable)
        self.machines.append(machine)
        return machine

    def _power(self):
        machine = self._machine('bookworm', 'power', durable=True)
        try:
            return {'cuts': power_cuts(machine), 'reboots': reboots(machine)}
        finally:
            machine.cut()

    def _trixie(self):
        machine = self._machine('trixie', 'trixie')
        try:
            machine.boot()
            return {name: machine.call(name) for name in (
                'boots.manager_class', 'bypass.refused_logins', 'bypass.unlocking',
                'bypass.stubborn', 'faults.sandbox')}
        finally:
            machine.cut()

    def end(self):
        self.pool.shutdown(wait=False, cancel_futures=True)
        for machine in self.machines:
            machine.cut()


@pytest.fixture(scope='session')
def guests():
    """Machines of the run: .main is up, .aside goes on by itself."""
    images = make_images()
    place = pathlib.Path(tempfile.mkdtemp(prefix='annhi-vm-'))

    class Guests:
        main = vm.Machine(images['bookworm'], place / 'main')
        aside = None
    try:
        Guests.main.boot()
        Guests.aside = Aside(images, place)
        yield Guests
    finally:
        Guests.main.cut()
        if Guests.aside is not None:
            Guests.aside.end()
        shutil.rmtree(place, ignore_errors=True)


class Table:
    """Number, what the child did, expected, seen."""

    def __init__(self, who='the child does'):
        self.who, self.rows = who, []
        self.begun = time.monotonic()

    def row(self, number, deed, expected):
        """A context: the row's last column is filled by say(), and by what goes wrong."""
        return Row(self, number, deed, expected)

    def text(self):
        lines = [f'| # | {self.who} | expected | seen | held |', '|---|---|---|---|---|']
        for row in sorted(self.rows, key=lambda row: row.number):
            lines.append(f'| {row.label} | {row.deed} | {row.expected} | {row.seen} | '
                         f'{"yes" if row.held else "NO"} |')
        held = sum(row.held for row in self.rows)
        return '\n'.join([*lines, '', f'{held} of {len(self.rows)} held, in '
                          f'{time.monotonic() - self.begun:.0f} s', ''])


class Row:
    """One line of the table while it is being tried."""

    def __init__(self, table, number, deed, expected):
        self.table, self.label, self.deed, self.expected = table, number, deed, expected
        self.number = float(str(number).split('/')[0])
        self.seen, self.held = '', False

    def say(self, text):
        self.seen = f'{self.seen}; {text}' if self.seen else text

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        self.held = kind is None
        if value is not None:
            last = traceback.format_exception_only(kind, value)[-1].strip().replace('\n', ' ')
            self.say(last.replace('|', '/')[:200])
        self.table.rows.append(self)
        return False


TABLE, FAMILY = Table(), Table('parent and child do')


@pytest.fixture(scope='session')
def table():
    return TABLE


@pytest.fixture(scope='session')
def family_table():
    return FAMILY


def pytest_terminal_summary(terminalreporter):
    if not TABLE.rows and not FAMILY.rows:
        return
    text = (f'# What a child tries against the guard\n\n{TABLE.text()}\n'
            f'# What parent and child see of each other\n\n{FAMILY.text()}')
    (BUILD / 'results').mkdir(parents=True, exist_ok=True)
    (BUILD / 'results/bypass.md').write_text(text, encoding='utf-8')
    terminalreporter.write_line('')
    terminalreporter.write(text)
