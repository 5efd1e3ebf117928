# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Stores in the schema of each earlier version, with one report in them."""

import glob
import json
import os
import re
import sqlite3

import pytest
from an_inbox import Officer, make_report, send_report
from an_office import OFFICER, PASSWORD

STORES = os.path.join(os.environ['AN_SOURCE_DIR'], 'tests/intake/stores')


def current():
    with open(os.path.join(os.environ['AN_SOURCE_DIR'], 'app/intake/an-schema.h'),
              encoding='utf-8') as header:
        return int(re.search(r'AN_SCHEMA_VERSION (\d+)', header.read()).group(1))


def load(office, version):
    for path in glob.glob(office.store + '*'):
        os.unlink(path)
    with sqlite3.connect(office.store) as store, \
            open(f'{STORES}/{version}.sql', encoding='utf-8') as dump:
        store.executescript(dump.read())
    store.close()
    office.channel = json.loads(
        office.call('channel', 'export', '--url', 'http://127.0.0.1:1').stdout)
    office.id = office.channel['office']


def test_each_earlier_version_is_here():
    assert {os.path.basename(path) for path in glob.glob(STORES + '/*')} == {
        f'{version}.sql' for version in range(1, current())}


@pytest.mark.parametrize('version', range(1, current()))
def test_a_store_of_an_earlier_version_is_brought_up(closed_office, version):
    office = closed_office
    load(office, version)
    office.start()
    sent = send_report(office, make_report(description='Từ phiên bản này.'))
    officer = Officer(office)
    assert officer.sign_in().status == 201
    cases = officer.cases()['cases']
    assert len(cases) == 2 and cases[1]['id'] == sent['id']
    told = [officer.case(case['id'])['report']['incident']['description'] for case in cases]
    assert told == ['Từ một phiên bản cũ.', 'Từ phiên bản này.']
    assert officer.move(cases[0]['id'], 'triaged').status == 201
    assert office.request('GET', '/readyz').status == 200
    office.stop()
    assert office.query("SELECT value FROM setting WHERE name = 'schema'") == [(str(current()),)]
    office.call('verify-audit')
    shown = office.call('case', 'list', '--officer', OFFICER, '--json', password=PASSWORD)
    assert len(json.loads(shown.stdout)) == 2


def test_a_store_of_a_later_version_is_left_alone(closed_office):
    later = str(current() + 1)
    closed_office.query("UPDATE setting SET value = ? WHERE name = 'schema'", later)
    done = closed_office.call('officer', 'list', check=False)
    assert done.returncode == 1 and later in done.stderr
    assert closed_office.query("SELECT value FROM setting WHERE name = 'schema'") == [(later,)]
