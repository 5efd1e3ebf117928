# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""annhictl policy import: rules on stdout, what was left out on stderr, exit codes."""

import json

import pytest
from test_schedule_command import run

TIMEKPR = '''[DOCUMENTATION]
#### all numeric time values are specified in seconds
[kid]
ALLOWED_HOURS_1 = 17;18;19[00-30]
ALLOWED_WEEKDAYS = 1
LIMITS_PER_WEEKDAYS = 3600
LIMIT_PER_WEEK = 604800
LIMIT_PER_MONTH = 36000
LOCKOUT_TYPE = lock
'''
MALCONTENT = '''[com.endlessm.ParentalControls.SessionLimits]
LimitType=uint32 1
DailySchedule=(uint32 54000, uint32 61200)
'''


@pytest.fixture(name='files')
def make_files(tmp_path):
    (tmp_path / 'timekpr.kid.conf').write_text(TIMEKPR, encoding='utf-8')
    (tmp_path / 'timekpr.conf').write_text('[GENERAL]\nTIMEKPR_TERMINATION_TIME = 30\n',
                                           encoding='utf-8')
    (tmp_path / 'kid').write_text(MALCONTENT, encoding='utf-8')
    return tmp_path


def test_timekpr(files):
    done = run('policy', 'import', '--from', 'timekpr', files / 'timekpr.kid.conf', '--server',
               files / 'timekpr.conf', language='vi')
    assert done.returncode == 0, done.stderr
    policy = json.loads(done.stdout)
    assert policy['days']['mon'] == {'windows': [['17:00', '19:30']], 'quota_minutes': 60}
    assert policy['days']['tue'] == {'windows': []}
    assert policy['at_end'] == {'action': 'lock', 'grace_seconds': 30}
    assert 'giới hạn 10 giờ một tháng' in done.stderr
    (files / 'policy.json').write_text(done.stdout, encoding='utf-8')
    assert run('policy', 'check', files / 'policy.json').returncode == 0


def test_malcontent(files):
    done = run('policy', 'import', '--from', 'malcontent', files / 'kid')
    assert done.returncode == 0
    assert json.loads(done.stdout)['days']['sun'] == {'windows': [['15:00', '17:00']]}
    assert 'UTC' in done.stderr


@pytest.mark.parametrize('words', [
    [], ['--from', 'timekpr'], ['--from', 'cron', 'kid'], ['kid'],
    ['--from', 'malcontent', '--server', 'timekpr.conf', 'kid']], ids=str)
def test_wrong_use_exits_2(files, words):
    done = run('policy', 'import', *[files / word if '.' in word or word == 'kid' else word
                                     for word in words])
    assert done.returncode == 2 and done.stdout == ''


@pytest.mark.parametrize('words', [
    ['--from', 'timekpr', 'kid'], ['--from', 'malcontent', 'timekpr.kid.conf'],
    ['--from', 'timekpr', 'timekpr.conf'], ['--from', 'timekpr', 'none']], ids=str)
def test_another_file_is_refused(files, words):
    done = run('policy', 'import', *words[:2], files / words[2])
    assert done.returncode == 1 and done.stdout == ''
    assert done.stderr.startswith('annhictl: ') and done.stderr.count('\n') == 1


def test_an_endless_file_is_refused():
    assert run('policy', 'import', '--from', 'timekpr', '/dev/zero').returncode == 1
