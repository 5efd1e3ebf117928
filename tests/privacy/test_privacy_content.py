# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the checklists say: in two languages, with source and day, in sentences a child can read."""

import datetime
import glob
import json
import os
import re
import subprocess

import jsonschema
import pytest

SOURCE = os.environ['AN_SOURCE_DIR']
DATA = os.path.join(SOURCE, 'data/privacy')
FILES = sorted(glob.glob(f'{DATA}/checklists/*.json'))
MARKS = re.compile('[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]', re.I)
# From general knowledge: never shown without “chưa xác minh”.
UNSOURCED = 'An Nhi ('


def load(path):
    with open(path, encoding='utf-8') as stream:
        return json.load(stream)


def texts(node):
    """Every {vi, en} in a document."""
    if isinstance(node, dict) and set(node) == {'vi', 'en'}:
        yield node
    elif isinstance(node, dict):
        for child in node.values():
            yield from texts(child)
    elif isinstance(node, list):
        for child in node:
            yield from texts(child)


@pytest.fixture(name='document', params=FILES, ids=os.path.basename)
def load_document(request):
    return load(request.param)


def test_there_are_lists():
    ages = [(entry['ages']['from'], entry['ages']['to'])
            for entry in map(load, FILES) if 'ages' in entry]
    assert sorted(ages) == [(6, 8), (9, 11), (12, 15), (16, 17)]
    assert {'caregiver', 'school'} == {load(path).get('role') for path in FILES} - {None}


def test_every_file_is_built_in():
    with open(f'{DATA}/privacy.gresource.xml', encoding='utf-8') as stream:
        named = re.findall(r'<file>(checklists/.*?)</file>', stream.read())
    assert sorted(named) == [os.path.relpath(path, DATA) for path in FILES]


def test_schema(document):
    jsonschema.Draft202012Validator(load(f'{DATA}/checklist.schema.json')).validate(document)


def test_size(document):
    assert 12 <= len(document['items']) <= 25


def test_two_languages(document):
    for text in texts(document):
        assert MARKS.search(text['vi']), text
        assert not MARKS.search(text['en'].replace('Cá nhân → Quyền riêng tư', '')), text
        assert text['vi'] != text['en']
        for language in text.values():
            assert language == language.strip() and '  ' not in language
            assert "'" not in text['vi'] and '"' not in language, language


def test_source_and_day(document):
    for datum in (document, *document['items']):
        assert datum['source'].strip()
        day = datetime.date.fromisoformat(datum['checked'])
        assert datetime.date(2025, 1, 1) <= day <= datetime.date.today()
    for item in document['items']:
        assert item['verified'] != item['source'].startswith(UNSOURCED), item['id']


def test_menus_are_only_given_with_their_program(document):
    for item in document['items']:
        if '→' in json.dumps(item, ensure_ascii=False):
            assert item.get('platform') and item['verified'], item['id']


CHILDREN = [path for path in FILES if os.path.basename(path).startswith('children-')]


@pytest.mark.parametrize('path', FILES, ids=os.path.basename)
def test_short_sentences(path):
    """At most 30 words for children, 36 for others; Vietnamese syllables being counted as words."""
    most = 30 if path in CHILDREN else 36
    for text in texts(load(path)):
        for sentence in re.split(r'(?<=[.!?:;”])\s+', text['vi']):
            assert len(sentence.split()) <= most, sentence


@pytest.mark.parametrize('path', CHILDREN, ids=os.path.basename)
def test_children_are_spoken_to(path):
    """“em” for the child; nobody is blamed."""
    for item in load(path)['items']:
        assert re.search(r'\b[Ee]m\b', ' '.join(text['vi'] for text in texts(item))), item['id']


def test_parents_are_spoken_to():
    """“con” where parents are spoken to."""
    for text in texts(load(f'{DATA}/checklists/caregivers.json')):
        assert not re.search(r'\b[Ee]m\b', text['vi'].replace('trẻ em', '')), text['vi']


def test_checks_are_known_and_asked_for():
    """Each list asks this PC, only what it can find out, and in all everything it can."""
    asked = [{item['check'] for item in load(path)['items'] if 'check' in item} for path in FILES]
    assert all('child-not-administrator' in checks or 'screen-lock' in checks for checks in asked)
    done = subprocess.run(
        [os.path.join(os.environ['AN_BUILD_DIR'], 'app/cli/annhictl'), 'checklist', 'run', '--json'],
        capture_output=True, text=True, check=True, timeout=60)
    assert set.union(*asked) == {check['id'] for check in json.loads(done.stdout)['checks']}


def test_catalogue():
    document = load(f'{DATA}/catalogue.json')
    jsonschema.Draft202012Validator(load(f'{DATA}/catalogue.schema.json')).validate(document)
    for product in document['products']:
        assert product['verified'] != product['source'].startswith(UNSOURCED), product['id']
        assert MARKS.search(product['what']['vi']) and not MARKS.search(product['what']['en'])
        day = datetime.date.fromisoformat(product['checked'])
        assert datetime.date(2025, 1, 1) <= day <= datetime.date.today()
        told = f"{product['name']} {product['what']['vi']} {product['what']['en']}"
        assert not re.search(r'\d{3}', told), 'a number belongs into the directory'
