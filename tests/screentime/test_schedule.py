# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The evaluation against the oracle, thousands of random cases; and what must never happen."""

import copy
import datetime
import json
import os
import random
import subprocess

import oracle
import pytest
import random_cases

BUILD = os.environ['AN_BUILD_DIR']
BATCH = os.path.join(BUILD, 'tests/screentime/evaluate-batch')
ANNHICTL = os.path.join(BUILD, 'app/cli/annhictl')
SEED = int(os.environ.get('AN_TEST_SEED', '20261128'))


def run_batch(cases):
    lines = ''.join(json.dumps(case) + '\n' for case in cases)
    done = subprocess.run([BATCH], input=lines, capture_output=True, text=True, timeout=300,
                          check=True)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(answers) == len(cases)
    return answers


def run_command(tmp_path, case):
    for name in ('policy', 'usage'):
        (tmp_path / name).write_text(json.dumps(case[name]), encoding='utf-8')
    done = subprocess.run(
        [ANNHICTL, 'schedule', 'evaluate', '--policy', tmp_path / 'policy',
         '--usage', tmp_path / 'usage', '--at', case['at'], '--timezone', case['timezone']],
        capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.count('\n') == 1
    return json.loads(done.stdout)


def expect(case, step=60):
    return oracle.evaluate(case['policy'], case['usage'], case['at'], case['timezone'], step)


def compare(cases, answers, step=60):
    for case, answer in zip(cases, answers):
        wanted = expect(case, step)
        assert answer == wanted, json.dumps(case)


def test_random_cases_equal_the_oracle():
    rng = random.Random(SEED)
    cases = [random_cases.random_case(rng) for _ in range(1500)]
    answers = run_batch(cases)
    compare(cases, answers)
    # The cases are worth their time only if every answer comes up.
    assert {a['reason'] for a in answers} == {
        'not-managed', 'paused', 'uncounted', 'within', 'grant', 'bedtime', 'outside-window',
        'day-quota', 'week-quota'}
    assert any(a['remaining_seconds'] == -1 and a['reason'] == 'within' for a in answers)
    assert any(not a['allowed'] and a['next_allowed_at'] is None for a in answers)


def test_some_random_cases_equal_the_oracle_second_by_second():
    rng = random.Random(SEED + 1)
    cases = [random_cases.random_case(rng) for _ in range(20)]
    compare(cases, run_batch(cases), step=1)


def test_the_command_answers_like_the_oracle(tmp_path):
    rng = random.Random(SEED + 2)
    for _ in range(40):
        case = random_cases.random_case(rng)
        assert run_command(tmp_path, case) == expect(case), json.dumps(case)


# Never more time without a grant.

def use_more(rng, case):
    days = case['usage'].setdefault('days', {})
    at = datetime.datetime.fromisoformat(case['at']).date()
    key = (at + datetime.timedelta(days=rng.randint(-1, 1))).isoformat()
    day = days.setdefault(key, {})
    day['used_seconds'] = day.get('used_seconds', 0) + rng.randint(1, 4000)


def lower_quota(rng, case):
    for day in random_cases.DAYS:
        rule = case['policy'].setdefault('days', {}).setdefault(day, {})
        rule['quota_minutes'] = max(0, rule.get('quota_minutes', 1440) - rng.randint(0, 90))
    for entry in case['policy'].get('dates', []):
        if 'quota_minutes' in entry:
            entry['quota_minutes'] = max(0, entry['quota_minutes'] - rng.randint(0, 90))


def set_weekly_quota(rng, case):
    old = case['policy'].get('weekly_quota_minutes', 10080)
    case['policy']['weekly_quota_minutes'] = rng.randint(0, old)


def add_bedtime(rng, case):
    for day in random_cases.DAYS:
        case['policy'].setdefault('bedtime', {}).setdefault(day, ['21:00', '06:00'])


def close_windows(rng, case):
    for rule in list(case['policy'].get('days', {}).values()) + case['policy'].get('dates', []):
        if 'windows' in rule:
            rule['windows'] = [w for w in rule['windows'] if rng.random() < 0.5]


def drop_grant(rng, case):
    grants = case['usage'].get('grants')
    if grants:
        grants.pop(rng.randrange(len(grants)))


def pause(rng, case):
    case['usage']['paused'] = True


TIGHTER = [use_more, lower_quota, set_weekly_quota, add_bedtime, close_windows, drop_grant, pause]


@pytest.mark.parametrize('tighten', TIGHTER, ids=lambda f: f.__name__)
def test_a_tighter_rule_never_gives_time(tighten):
    rng = random.Random(f'{SEED} {tighten.__name__}')
    before = [random_cases.random_case(rng) for _ in range(400)]
    if tighten is not drop_grant:  # a grant about to expire may last longer where it is spent first
        for case in before:
            case['usage'].pop('grants', None)
    after = copy.deepcopy(before)
    for case in after:
        tighten(rng, case)
    changed = 0
    for case, old, new in zip(after, run_batch(before), run_batch(after)):
        if old['reason'] == 'not-managed':
            continue
        assert old['allowed'] or not new['allowed'], json.dumps(case)
        changed += old != new
        if old['remaining_seconds'] >= 0:
            assert 0 <= new['remaining_seconds'] <= old['remaining_seconds'], json.dumps(case)
        if not old['allowed'] and new['next_allowed_at'] is not None:
            assert old['next_allowed_at'] is not None, json.dumps(case)
            assert (oracle.timestamp(new['next_allowed_at']) >=
                    oracle.timestamp(old['next_allowed_at'])), json.dumps(case)
    assert changed > 20


def local_time(case, second):
    return datetime.datetime.fromtimestamp(second, oracle.zoneinfo.ZoneInfo(case['timezone']))


def without_uncounted(case):
    case['usage'].pop('grants', None)
    for rule in list(case['policy'].get('days', {}).values()) + case['policy'].get('dates', []):
        rule.pop('uncounted', None)
    return case


def test_the_end_stays_where_it_was_while_time_is_used():
    rng = random.Random(SEED + 3)
    cases = [without_uncounted(random_cases.random_case(rng)) for _ in range(600)]
    later, ends = [], []
    for case, answer in zip(cases, run_batch(cases)):
        if answer['reason'] != 'within' or answer['remaining_seconds'] < 0:
            continue
        start = oracle.timestamp(case['at'])
        step = rng.randint(0, answer['remaining_seconds'] - 1)
        before, after = local_time(case, start), local_time(case, start + step)
        if before.date() != after.date() or before.utcoffset() != after.utcoffset():
            continue
        moved = copy.deepcopy(case)
        day = moved['usage'].setdefault('days', {}).setdefault(before.date().isoformat(), {})
        day['used_seconds'] = day.get('used_seconds', 0) + step
        moved['at'] = after.isoformat()
        later.append(moved)
        ends.append(answer['ends_at'])
    assert len(later) > 50
    for case, answer, end in zip(later, run_batch(later), ends):
        assert answer['ends_at'] == end, json.dumps(case)
