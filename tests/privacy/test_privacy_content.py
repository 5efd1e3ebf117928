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
    assert {'caregivers.json', 'children-9-11.json'} <= set(map(os.path.basename, FILES))


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


def test_checks_are_known(document):
    done = subprocess.run(
        [os.path.join(os.environ['AN_BUILD_DIR'], 'app/cli/annhictl'), 'checklist', 'run', '--json'],
        capture_output=True, text=True, check=True, timeout=60)
    known = {check['id'] for check in json.loads(done.stdout)['checks']}
    named = {item['check'] for item in document['items'] if 'check' in item}
    assert {'child-not-administrator', 'no-automatic-login'} <= named <= known


def test_short_sentences():
    """For children at most 30 words, Vietnamese syllables being counted as words."""
    document = load(f'{DATA}/checklists/children-9-11.json')
    for text in texts(document):
        for sentence in re.split(r'(?<=[.!?:;”])\s+', text['vi']):
            assert len(sentence.split()) <= 30, sentence


def test_who_is_spoken_to():
    """“em” for the child, “con” where parents are spoken to; nobody is blamed."""
    children = load(f'{DATA}/checklists/children-9-11.json')
    for item in children['items']:
        assert re.search(r'\b[Ee]m\b', ' '.join(text['vi'] for text in texts(item))), item['id']
    for text in texts(load(f'{DATA}/checklists/caregivers.json')):
        assert not re.search(r'\b[Ee]m\b', text['vi'].replace('trẻ em', '')), text['vi']
