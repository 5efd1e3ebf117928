# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The published schemas and the parsers take and refuse the same documents."""

import copy
import datetime
import glob
import json
import os
import random
import subprocess

import jsonschema
import random_cases

BUILD = os.environ['AN_BUILD_DIR']
SOURCE = os.environ['AN_SOURCE_DIR']
BATCH = os.path.join(BUILD, 'tests/screentime/evaluate-batch')
SEED = int(os.environ.get('AN_TEST_SEED', '20261128'))
USAGE = {'schema': 'vn.annhi.usage/1'}
POLICY = {'schema': 'vn.annhi.policy/1', 'enabled': True}


def load(*path):
    with open(os.path.join(SOURCE, *path), encoding='utf-8') as stream:
        return json.load(stream)


def validator(name):
    schema = load('data/screentime', name)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())


def refusals(cases):
    """For each (policy, usage) the parser's message, None when both are taken."""
    lines = ''.join(json.dumps({'policy': policy, 'usage': usage, 'at': '2026-11-28T20:00:00Z',
                                'timezone': 'UTC'}) + '\n' for policy, usage in cases)
    done = subprocess.run([BATCH], input=lines, capture_output=True, text=True, timeout=300,
                          check=True)
    return [json.loads(line).get('refused') for line in done.stdout.splitlines()]


def beyond_schema(policy):
    """What a schema cannot say: order of times and dates, of a document that it takes."""
    rules = list(policy.get('days', {}).values()) + policy.get('dates', [])
    spans = [span for rule in rules for key in ('windows', 'uncounted')
             for span in rule.get(key, [])]
    return (any(end <= start for start, end in spans) or
            any(entry['to'] < entry['from'] for entry in policy.get('dates', [])))


VALUES = [None, True, False, 0, -1, 1, 1.5, 90.0, 1440, 1441, 10080, 10081, 300, 301, 86401, '', 'x',
          '00:00', '24:00', '24:01', '7:00', '17:00:00', '2026-02-29', '2028-02-29', '2026-1-1',
          '2026-11-28T20:00:00Z', '2026-11-28T20:00:00', '2026-11-28T25:00:00Z', [], {}, [[]],
          ['08:00'], ['08:00', '09:00'], [['08:00', '09:00']] * 24, [['08:00', '09:00']] * 25,
          [1, 2], 'a' * 200, 'a' * 201, 'ă' * 200, 'lock', 'logout', 2147483647, 2147483648]


def places(node, above=()):
    """The paths of all members and elements."""
    if isinstance(node, dict):
        for key in node:
            yield above + (key,)
            yield from places(node[key], above + (key,))
    elif isinstance(node, list):
        for index in range(len(node)):
            yield above + (index,)
            yield from places(node[index], above + (index,))


def mutate(rng, document):
    document = copy.deepcopy(document)
    path = rng.choice(list(places(document)))
    parent = document
    for step in path[:-1]:
        parent = parent[step]
    what = rng.random()
    if what < 0.6:
        parent[path[-1]] = copy.deepcopy(rng.choice(VALUES))
    elif what < 0.8:
        del parent[path[-1]]
    elif isinstance(parent, dict):
        parent[rng.choice(['x', 'quota', 'label', 'windows', 'note', '2026-02-30', 'mon'])] = \
            copy.deepcopy(rng.choice(VALUES))
    else:
        parent.append(copy.deepcopy(rng.choice(VALUES)))
    return document


def full_policy(rng):
    policy = random_cases.random_policy(rng, datetime.date(2026, 11, 28))
    policy.update({'break': {'after_minutes': 30, 'rest_minutes': 5, 'enforced': True},
                   'count_idle': False, 'idle_after_seconds': 120, 'warn_minutes': [15, 5, 1],
                   'at_end': {'action': 'lock', 'grace_seconds': 60},
                   'requests': {'max_minutes': 60, 'per_day': 3}, 'codes': {'max_minutes': 30}})
    return policy


def test_policies_bent_at_random_are_judged_alike():
    rng = random.Random(SEED + 10)
    schema = validator('policy.schema.json')
    documents = [full_policy(rng) for _ in range(300)]
    documents += [mutate(rng, rng.choice(documents)) for _ in range(3000)]
    seen = {True: 0, False: 0}
    for document, refused in zip(documents, refusals([(d, USAGE) for d in documents])):
        wanted = schema.is_valid(document) and not beyond_schema(document)
        assert (refused is None) == wanted, (refused, json.dumps(document))
        seen[wanted] += 1
    assert min(seen.values()) > 500


def test_usages_bent_at_random_are_judged_alike():
    rng = random.Random(SEED + 11)
    schema = validator('usage.schema.json')
    second = random_cases.datetime.datetime(2026, 11, 28).timestamp()
    documents = [random_cases.random_usage(rng, datetime.date(2026, 11, 28), second)
                 for _ in range(300)]
    documents += [mutate(rng, rng.choice(documents)) for _ in range(3000)]
    seen = {True: 0, False: 0}
    for document, refused in zip(documents, refusals([(POLICY, d) for d in documents])):
        wanted = schema.is_valid(document)
        assert (refused is None) == wanted, (refused, json.dumps(document))
        seen[wanted] += 1
    assert min(seen.values()) > 500


def test_the_pointer_names_the_place_the_schema_names():
    """Where one thing is wrong, both point at it."""
    schema = validator('policy.schema.json')
    bad = {**POLICY, 'days': {'sat': {'windows': [['08:00', '09:00'], ['8:00', '09:00']]}}}
    place = next(schema.iter_errors(bad)).absolute_path
    refused = refusals([(bad, USAGE)])[0]
    assert refused.startswith('/' + '/'.join(map(str, place)) + ': ')


def test_presets_are_policies_with_a_source():
    names = sorted(glob.glob(os.path.join(SOURCE, 'data/screentime/presets/*.json')))
    assert len(names) == 3
    schema = validator('policy.schema.json')
    presets = [load(name) for name in names]
    assert refusals([(p['policy'], USAGE) for p in presets]) == [None] * len(presets)
    ages = []
    for name, preset in zip(names, presets):
        assert preset['schema'] == 'vn.annhi.preset/1'
        assert preset['id'] + '.json' == os.path.basename(name)
        assert schema.is_valid(preset['policy'])
        assert preset['source'] and preset['verified'] is True
        datetime.date.fromisoformat(preset['checked'])
        for text in ('name', 'limit', 'note'):
            assert preset[text]['vi'] and preset[text]['en']
        assert 'ợi ý' in preset['name']['vi']
        ages += range(preset['age']['from'], preset['age']['to'] + 1)
    assert ages == list(range(6, 18))
