# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The JSON Schemas and the parsers say the same of the same examples.

The C tests run the parsers over tests/data/*-cases.json; here the schemas run over them. A case
with `parser_only` is one that a schema cannot see.
"""

import copy
import glob
import json
import os

import jsonschema
import pytest

SOURCE = os.environ['AN_SOURCE_DIR']


def load(*names):
    with open(os.path.join(SOURCE, *names), encoding='utf-8') as stream:
        return json.load(stream)


def change(document, pointer, *value):
    """Sets (or, without a value, removes) what the pointer names."""
    steps = [int(step) if step.isdigit() else step for step in pointer.split('/')[1:]]
    for step in steps[:-1]:
        document = document[step]
    if value:
        document[steps[-1]] = value[0]
    else:
        del document[steps[-1]]


def cases(name):
    data = load('tests', 'data', f'{name}-cases.json')
    for case in data['cases']:
        document = copy.deepcopy(data['bases'][case['base']])
        for pointer, value in case.get('set', {}).items():
            change(document, pointer, value)
        if 'remove' in case:
            change(document, case['remove'])
        yield pytest.param(name, document, case, id=f"{name}: {case['label']}")


def validator(name):
    schema = load('data', 'report', f'{name}.schema.json')
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.mark.parametrize('name, document, case', [*cases('report'), *cases('channel')])
def test_case(name, document, case):
    good = 'pointer' not in case or case.get('parser_only', False)
    errors = [error.message for error in validator(name).iter_errors(document)]
    assert (not errors) == good, errors


@pytest.mark.parametrize('path', sorted(glob.glob(f'{SOURCE}/data/report/channels.d/*.json')))
def test_builtin_channel(path):
    channel = load(path)
    validator('channel').validate(channel)
    assert channel['id'] == os.path.basename(path)[:-len('.json')]


def test_provinces_in_schema():
    schema = load('data', 'report', 'channel.schema.json')
    codes = [province['code'] for province in load('data', 'report', 'provinces.json')['provinces']]
    assert schema['properties']['province']['enum'] == codes


def test_words_in_schema():
    """The enumerations of the schema are those of the taxonomy."""
    properties = load('data', 'report', 'report.schema.json')['properties']
    taxonomy = load('data', 'report', 'taxonomy.json')

    def ids(key):
        return [entry['id'] for entry in taxonomy[key]]
    assert properties['incident']['properties']['category']['enum'] == ids('categories')
    assert properties['incident']['properties']['urgency']['enum'] == ids('urgencies')
    assert properties['reporter']['properties']['role']['enum'] == ids('roles')


def test_everything_is_compiled_in():
    """Each file of content is in the resource; a forgotten one would be missed only by users."""
    with open(f'{SOURCE}/data/report/report.gresource.xml', encoding='utf-8') as stream:
        text = stream.read()
    for path in glob.glob(f'{SOURCE}/data/report/**/*.json', recursive=True):
        if not path.endswith('.schema.json'):
            assert f'<file>{os.path.relpath(path, SOURCE + "/data/report")}</file>' in text
