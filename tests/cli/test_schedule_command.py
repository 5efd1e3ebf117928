# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""annhictl policy check and schedule evaluate: output, messages, exit codes."""

import json
import os
import subprocess

import pytest

ANNHICTL = os.path.join(os.environ['AN_BUILD_DIR'], 'app/cli/annhictl')
POLICY = {'schema': 'vn.annhi.policy/1', 'enabled': True,
          'days': {'sat': {'windows': [['08:00', '11:00'], ['14:00', '21:00']],
                           'quota_minutes': 180}}}
USAGE = {'schema': 'vn.annhi.usage/1', 'days': {'2026-11-28': {'used_seconds': 8100}}}


@pytest.fixture(name='files')
def make_files(tmp_path):
    (tmp_path / 'policy.json').write_text(json.dumps(POLICY), encoding='utf-8')
    (tmp_path / 'usage.json').write_text(json.dumps(USAGE), encoding='utf-8')
    return tmp_path


def run(*words, language='en'):
    return subprocess.run([ANNHICTL, *map(str, words)], capture_output=True, text=True, timeout=60,
                          env={**os.environ, 'LANGUAGE': language, 'LC_ALL': 'C.UTF-8'},
                          check=False)


def evaluate(files, **changes):
    options = {'policy': files / 'policy.json', 'usage': files / 'usage.json',
               'at': '2026-11-28T20:00:00+07:00', 'timezone': 'Asia/Ho_Chi_Minh', **changes}
    words = [word for name, value in options.items() if value is not None
             for word in ('--' + name, value)]
    return run('schedule', 'evaluate', *words)


def test_evaluate_prints_one_object(files):
    done = evaluate(files)
    assert done.returncode == 0 and done.stderr == ''
    assert json.loads(done.stdout) == {
        'allowed': True, 'reason': 'within', 'remaining_seconds': 2700,
        'ends_at': '2026-11-28T20:45:00+07:00', 'ends_because': 'day-quota',
        'next_allowed_at': None}


def test_evaluate_does_not_depend_on_the_zone_of_this_pc(files):
    answers = {subprocess.run(
        [ANNHICTL, 'schedule', 'evaluate', '--policy', files / 'policy.json', '--usage',
         files / 'usage.json', '--at', at, '--timezone', 'Asia/Ho_Chi_Minh'],
        capture_output=True, text=True, check=True, timeout=60,
        env={**os.environ, 'TZ': zone}).stdout
        for zone in ('UTC', 'America/New_York', 'Asia/Ho_Chi_Minh')
        for at in ('2026-11-28T20:00:00+07:00', '2026-11-28T13:00:00Z')}
    assert len(answers) == 1


@pytest.mark.parametrize('changes', [
    {'timezone': 'Mars/Olympus'}, {'timezone': ''}, {'at': '2026-11-28T20:00:00'}, {'at': 'now'},
    {'at': None}, {'policy': None}, {'usage': None}, {'timezone': None}], ids=str)
def test_wrong_use_exits_2_and_answers_nothing(files, changes):
    done = evaluate(files, **changes)
    assert done.returncode == 2 and done.stdout == ''
    assert done.stderr.startswith('annhictl: ')


def test_an_unknown_zone_is_named(files):
    assert 'Mars/Olympus' in evaluate(files, timezone='Mars/Olympus').stderr


def test_a_bad_policy_is_refused_with_file_and_pointer(files):
    bad = files / 'policy.json'
    bad.write_text(json.dumps({**POLICY, 'days': {'sat': {'quota': 1}}}), encoding='utf-8')
    for done in (evaluate(files), run('policy', 'check', bad)):
        assert done.returncode == 1 and done.stdout == ''
        assert done.stderr.startswith(f'annhictl: {bad}: /days/sat/quota: ')
        assert done.stderr.count('\n') == 1


def test_a_bad_usage_is_refused_with_file_and_pointer(files):
    bad = files / 'usage.json'
    bad.write_text('{"schema":"vn.annhi.usage/1","paused":0}', encoding='utf-8')
    done = evaluate(files)
    assert done.returncode == 1
    assert done.stderr.startswith(f'annhictl: {bad}: /paused: ')


@pytest.mark.parametrize('text', ['', '{', '{"schema":"vn.annhi.policy/1","enabled":true,}',
                                  '{"schema":"vn.annhi.policy/1","enabled":true} x', '[' * 100000,
                                  '{"schema":"vn.annhi.policy/1","enabled":true}' + ' ' * 1048576],
                         ids=['empty', 'cut', 'comma', 'rest', 'deep', 'large'])
def test_what_is_no_document_is_refused(files, text):
    bad = files / 'policy.json'
    bad.write_text(text, encoding='utf-8')
    done = run('policy', 'check', bad)
    assert done.returncode == 1 and str(bad) in done.stderr


def test_a_missing_file_is_refused(files):
    done = run('policy', 'check', files / 'none.json')
    assert done.returncode == 1 and 'none.json' in done.stderr


def test_check_answers_and_wants_one_file(files):
    done = run('policy', 'check', files / 'policy.json')
    assert done.returncode == 0
    assert json.loads(done.stdout) == {'valid': True, 'enabled': True, 'dates': 0}
    assert run('policy', 'check').returncode == 2
    assert run('policy', 'check', 'a', 'b').returncode == 2


def test_messages_are_vietnamese_for_a_vietnamese(files):
    bad = files / 'policy.json'
    bad.write_text(json.dumps({**POLICY, 'days': {'sat': {'windows': [['20:00', '07:00']]}}}),
                   encoding='utf-8')
    done = run('policy', 'check', bad, language='vi')
    assert done.stderr == (f'annhictl: {bad}: /days/sat/windows/0/1: '
                           'giờ kết thúc phải sau giờ bắt đầu\n')
