# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The schema and the parser say the same of a checklist, good or bent anywhere."""

import copy
import json
import os
import subprocess
from concurrent.futures import ThreadPoolExecutor

import jsonschema
import pytest

ANNHICTL = os.path.join(os.environ['AN_BUILD_DIR'], 'app/cli/annhictl')
DATA = os.path.join(os.environ['AN_SOURCE_DIR'], 'data/privacy')
TEXT = {'vi': 'Số 111', 'en': 'Number 111'}
GOOD = {'schema': 'vn.annhi.checklist/1', 'id': 'a-1', 'ages': {'from': 9, 'to': 11}, 'title': TEXT,
        'source': 'x', 'checked': '2026-11-24',
        'items': [{'id': 'one', 'title': TEXT, 'why': TEXT, 'steps': [TEXT, TEXT],
                   'check': 'home-private', 'platform': 'Zalo', 'source': 'x',
                   'checked': '2026-11-24', 'verified': True}]}
VALUES = (None, True, 0, 17, 18, -1, 1.5, '', ' ', 'x', 'A', 'é', '2026-13-01', '2026-1-1',
          'school', [], [TEXT], {}, 'x' * 48, 'x' * 49, 'x' * 121, 'x' * 401, 'x' * 701)

with open(f'{DATA}/checklist.schema.json', encoding='utf-8') as _stream:
    SCHEMA = json.load(_stream)
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def places(node, path=()):
    yield path
    for key, child in (node.items() if isinstance(node, dict) else
                       enumerate(node) if isinstance(node, list) else ()):
        yield from places(child, path + (key,))


def bent():
    """(label, document): one change each, at every place."""
    for path in places(GOOD):
        for change in ('remove', 'add', *(('set', value) for value in VALUES)):
            document = {'': copy.deepcopy(GOOD)}
            parent, key = document, ''
            for step in path:
                parent, key = parent[key], step
            if change == 'remove':
                if not path:
                    continue
                del parent[key]
            elif change == 'add':
                if not isinstance(parent[key], dict):
                    continue
                parent[key]['another'] = 1
            else:
                parent[key] = copy.deepcopy(change[1])
            yield f'{change} at /{"/".join(map(str, path))}', document['']


def further():
    for many, label in ((40, 'as many items as may be'), (41, 'too many items')):
        yield label, {**GOOD, 'items': [{**GOOD['items'][0], 'id': f'i-{n}'} for n in range(many)]}
    for many in (10, 11):
        yield f'{many} steps', {**GOOD, 'items': [{**GOOD['items'][0], 'steps': [TEXT] * many}]}
    yield 'ages and role', {**GOOD, 'role': 'school'}
    yield 'a role', {key: value for key, value in {**GOOD, 'role': 'caregiver'}.items()
                     if key != 'ages'}


def is_only_the_parsers(document):
    """What a schema cannot say; its descriptions do."""
    try:
        ages, items = document.get('ages'), document.get('items')
        ids = [item['id'] for item in items]
        return (ages is not None and ages['to'] < ages['from']) or len(set(ids)) < len(ids)
    except (KeyError, TypeError, AttributeError):
        return False


def test_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_schema_and_parser_agree(tmp_path):
    def judge(numbered):
        number, (label, document) = numbered
        path = tmp_path / f'{number}.json'
        path.write_text(json.dumps(document), encoding='utf-8')
        done = subprocess.run([ANNHICTL, 'checklist', 'check', path], capture_output=True, text=True,
                              timeout=120, check=False)
        assert done.returncode in (0, 1), f'{label}: {done.stderr}'
        by_schema = VALIDATOR.is_valid(document) and not is_only_the_parsers(document)
        if by_schema != (done.returncode == 0):
            return f'{label}: schema {by_schema}, parser {done.returncode == 0} {done.stderr}'
        return None

    cases = list(enumerate([('good', GOOD), *bent(), *further()]))
    assert len(cases) > 300
    with ThreadPoolExecutor(2) as pool:
        complaints = [line for line in pool.map(judge, cases) if line]
    assert not complaints, '\n'.join(complaints)


@pytest.mark.parametrize('document, reason', [
    ({**GOOD, 'ages': {'from': 11, 'to': 9}}, '/ages: '),
    ({**GOOD, 'items': GOOD['items'] * 2}, '/items/1/id: '),
    ({**GOOD, 'checked': '2026-02-30'}, '/checked: '),
])
def test_what_a_schema_cannot_say(tmp_path, document, reason):
    path = tmp_path / 'list.json'
    path.write_text(json.dumps(document), encoding='utf-8')
    done = subprocess.run([ANNHICTL, 'checklist', 'check', path], capture_output=True, text=True,
                          timeout=60, check=False)
    assert VALIDATOR.is_valid(document)
    assert done.returncode == 1 and reason in done.stderr
