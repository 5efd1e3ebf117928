# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What who runs the server relies on: settings, the unit, metrics, backup, retention."""

import glob
import os
import re
import shutil
import subprocess
import time

import pytest
from an_inbox import Officer, Reporter, make_report, png, send_report
from an_office import OFFICER, PASSWORD, Report, wait_until

SOURCE = os.environ['AN_SOURCE_DIR']
BUILD = os.environ['AN_BUILD_DIR']
SHIPPED = os.path.join(SOURCE, 'data/office/intake.conf')


# Settings


def test_the_shipped_settings_can_be_used_and_say_what_is_so_anyway(closed_office, tmp_path):
    assert closed_office.call('check-config', SHIPPED).returncode == 0
    with open(SHIPPED, encoding='utf-8') as stream:
        text = stream.read()
    names = set(re.findall(r'^([a-z-]+)=', text, re.M))
    usage = closed_office.call('serve', '--help').stdout
    assert names == set(re.findall(r'--([a-z-]+)', usage)) - {'help', 'config'}
    small = tmp_path / 'small.conf'
    small.write_text('[server]\nlisten=127.0.0.1:0\nreports-each=1\ntarget-hours=7\n')
    closed_office.start('--config', str(small), '--reports-all', '0')
    assert closed_office.create(Report(closed_office)).status == 201
    assert closed_office.create(Report(closed_office)).status == 429
    officer = Officer(closed_office)
    officer.sign_in()
    assert officer.cases()['target_hours'] == 7
    closed_office.stop()
    closed_office.start('--config', str(small), '--target-hours', '9', '--reports-each', '0')
    officer.sign_in()
    assert officer.cases()['target_hours'] == 9, 'an option counts more'
    closed_office.stop()


@pytest.mark.parametrize('label, text, told', [
    ('unknown setting', '[server]\nlisten=127.0.0.1:0\nlimit=3\n', 'limit'),
    ('unknown group', '[servre]\nlisten=127.0.0.1:0\n', 'servre'),
    ('too much', '[server]\nlisten=127.0.0.1:0\nidle-seconds=99999\n', 'idle-seconds'),
    ('no number', '[server]\nlisten=127.0.0.1:0\nidle-seconds=viele\n', 'idle-seconds'),
    ('nowhere', '[server]\nidle-seconds=5\n', 'listen'),
    ('all the world', '[server]\nlisten=0.0.0.0:80\n', 'loopback'),
    ('no file', None, 'No such file')])
def test_settings_that_cannot_be_used(closed_office, tmp_path, label, text, told):
    path = tmp_path / 'intake.conf'
    if text is not None:
        path.write_text(text)
    done = closed_office.call('check-config', str(path), check=False)
    assert done.returncode == 1 and told in done.stderr, (label, done.stderr)


def test_the_unit_gives_away_as_little_as_can_be(tmp_path):
    unit = tmp_path / 'annhi-intake.service'
    with open(os.path.join(BUILD, 'data/office/annhi-intake.service'), encoding='utf-8') as stream:
        unit.write_text(stream.read())
    done = subprocess.run(['systemd-analyze', 'security', '--offline=true', '--threshold=20',
                           str(unit)], capture_output=True, text=True, check=False)
    found = re.search(r'Overall exposure level for annhi-intake.service: ([0-9.]+)', done.stdout)
    assert found and float(found.group(1)) <= 2.0, done.stdout + done.stderr
    assert done.returncode == 0


# Metrics


def test_metrics_are_for_this_machine(office):
    report = Report(office)
    office.create(report), office.create(report), office.submit(report)
    office.request('GET', '/nowhere')
    answer = office.request('GET', '/metrics')
    assert answer.status == 200 and answer.headers['content-type'].startswith('text/plain')
    values = dict(line.rsplit(' ', 1) for line in answer.body.decode().splitlines()
                  if not line.startswith('#'))
    assert values['annhi_reports_total{step="created"}'] == '1'
    assert values['annhi_reports_total{step="replayed"}'] == '1'
    assert values['annhi_reports_total{step="submitted"}'] == '1'
    assert values['annhi_cases{state="received"}'] == values['annhi_store_up'] == '1'
    assert values['annhi_answers_total{status="4xx"}'] == '1'
    assert office.request('GET', '/metrics', X_Forwarded_For='203.0.113.1').status == 404
    os.rename(office.store, office.store + '.away')
    gone = office.request('GET', '/metrics')
    assert gone.status == 200 and b'annhi_store_up 0' in gone.body
    os.rename(office.store + '.away', office.store)


# Backup


def test_a_backup_made_under_way_is_a_whole_office(closed_office, tmp_path):
    office = closed_office.start()
    sent = send_report(office, make_report(), [('a.png', png())])
    unfinished = Report(office)
    name = unfinished.add(os.urandom(3000))
    office.create(unfinished), office.announce(unfinished, name)
    assert office.append(unfinished, name, 0, unfinished.evidence[name][:1000]).status == 204
    folder = str(tmp_path / 'copy')
    assert 'whole' in office.call('backup', '--to', folder).stdout
    assert os.stat(folder).st_mode & 0o777 == 0o700
    after = send_report(office, make_report())
    assert office.call('backup', '--to', folder, check=False).returncode == 1, 'never over another'
    office.stop()
    for path in glob.glob(office.store + '*'):
        shutil.rmtree(path) if os.path.isdir(path) else os.unlink(path)
    for path in glob.glob(folder + '/*'):
        shutil.move(path, office.store + os.path.basename(path).removeprefix('office.db'))
    office.call('verify-audit')
    office.start()
    officer = Officer(office)
    assert officer.sign_in().status == 201
    assert [case['id'] for case in officer.cases()['cases']] == [sent['id']]
    evidence = officer.case(sent['id'])['report']['evidence'][0]['id']
    officer.ask(sent['id'], evidence)
    assert officer.get(f'/v1/cases/{sent["id"]}/evidence/{evidence}').body == png()
    assert Reporter(office, after).get().status == 404
    assert office.offset(unfinished, name).headers['upload-offset'] == '1000'
    assert office.append(unfinished, name, 1000, unfinished.evidence[name][1000:]).status == 204
    assert office.submit(unfinished).status == 200
    office.stop()


# Retention


def test_what_ended_long_ago_is_erased_and_nothing_else(closed_office):
    office = closed_office.start()
    old, young, running = (send_report(office, make_report(), [('a.png', png())])
                           for _ in range(3))
    officer = Officer(office)
    officer.sign_in()
    for sent in (old, young):
        assert officer.note(sent['id'], 'Ghi chú.').status == 201
        assert officer.keep(sent['id'], labels=['Zalo']).status == 204
        assert officer.move(sent['id'], 'rejected', reason='Thử', public_note='Cảm ơn.').status == 201
    past = time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime(time.time() - 31 * 86400))
    for sent in (old, running):
        office.query('UPDATE history SET changed_at = ? WHERE report = ?', past, sent['id'])
    office.stop()
    office.start()
    assert office.query('SELECT COUNT(*) FROM report WHERE content IS NULL') == [(0,)], 'not asked'
    office.stop()
    office.start('--keep-days', '30')
    wait_until(lambda: office.query('SELECT id FROM report WHERE content IS NULL') == [(old['id'],)])
    for table in ('evidence', 'report_key', 'note', 'message'):
        assert office.query(f'SELECT COUNT(*) FROM {table} WHERE report = ?', old['id']) == [(0,)]
    assert old['id'] not in os.listdir(office.store + '-evidence')
    assert len(os.listdir(office.store + '-evidence')) == 2
    assert officer.sign_in().status == 201
    case = officer.case(old['id'])
    assert (case['state'], case['report'], case['notes'], case['labels']) == ('rejected', None, [], [])
    assert case['history'][1]['reason'] is None
    assert officer.case(young['id'])['report'] and officer.case(running['id'])['report']
    status = office.request('GET', '/v1/receipt', Authorization=Reporter(office, old).bearer).json()
    assert status['state'] == 'rejected' and status['public_note'] is None
    assert office.query("SELECT subject FROM audit WHERE action = 'case.erased'") == [(old['id'],)]
    office.stop()
    office.call('verify-audit')
    shown = office.call('case', 'list', '--officer', OFFICER, '--json', password=PASSWORD)
    assert old['id'] in shown.stdout
