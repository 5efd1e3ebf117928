# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""No invented telephone number: each one that a person could see is in tests/data/phone-numbers.json.

A child in danger who dials a wrong number may not try a second time.
"""

import glob
import json
import os
import re

SOURCE = os.environ['AN_SOURCE_DIR']

# What looks like a telephone number of Viet Nam: short emergency numbers, 1800 and 1900 lines,
# ten or eleven digits from 0 or +84 however grouped, and whatever one is told to call.
NUMBER = re.compile(r'''
    (?<![\w.,:/+-]) (
        1 [019] [0-9]                          # 100 to 119, 190 to 199
      | 1 [89] 00 (?: [ .-]? [0-9] ){4,6}
      | (?: \+ ?84 | 0 ) (?: [ .-]? [0-9] ){9,10}
    ) (?! \w | \ *% | \ bytes\b | [.,:/-][0-9] )
    ''', re.X)
CALL = re.compile(r'(?:\bgọi|\bcall|\bdial|\btel:|\bhotline|\bđường dây nóng|\bphone|(?<!mẫu )\bsố)'
                  r'(?: số| ngay| now)?:? *(?P<number>[+0-9*#][0-9*# .-]*[0-9#])(?![\w:/%]| *(?:%|phút|giờ|ngày|tuổi))',
                  re.I)


# Example pages, for annhi-page alone, may show numbers that are nobody's.
EXAMPLES = '-examples.c'


def read(path):
    with open(path, encoding='utf-8') as stream:
        return stream.read()


def json_texts(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for entry in value:
            yield from json_texts(entry)
    elif isinstance(value, dict):
        for entry in value.values():
            yield from json_texts(entry)


def texts(path):
    """What of a file a person could see."""
    text = read(path)
    if path.endswith('.json'):
        yield from json_texts(json.loads(text))
    elif path.endswith(('.c', '.h', '.js')):
        code = re.sub(r'/\*.*?\*/|//[^\n]*', '', text, flags=re.S)
        code = re.sub(r'\bstrspn \([^;]*;', '', code)  # alphabets
        joined = re.sub(r'"\s*\n\s*"', '', code)
        yield from re.findall(r'"((?:\\.|[^"\\\n])*)"', joined)
    elif path.endswith('.po'):
        yield from (re.sub(r'"\n"', '', entry) for entry in
                    re.findall(r'^msg\w+(?:\[\d\])? ((?:"(?:\\.|[^"\\])*"\n)+)', text, flags=re.M))
    elif path.endswith(('.svg', '.ui', '.xml', '.in')):
        # A number alone in a property of a widget is a size or a bound; what is shown is a label.
        text = re.sub(r'<property name="(?:upper|lower|value|[a-z-]+-(?:size|width|height|increment|'
                      r'request))">[\d.-]+</property>', '', text)
        yield from re.findall(r'>([^<]+)<', text)
        yield from re.findall(r'^(?:Name|Comment|Keywords)\S*=(.*)', text, flags=re.M)
    elif path.endswith('.yaml'):
        # The bounds of a schema are no telephone numbers.
        yield re.sub(r'\b(?:min|max)[A-Za-z]*: \d+', '', text)
    else:
        yield text


def digits(number):
    return re.sub(r'[^0-9+*#]', '', number)


def numbers_in(text):
    found = [match.group(1) for match in NUMBER.finditer(text)]
    found += [match.group('number') for match in CALL.finditer(text)]
    return {digits(number) for number in found}


def shown_files():
    endings = ('.json', '.c', '.h', '.js', '.po', '.svg', '.ui', '.xml', '.in', '.html', '.yaml',
               '.md')
    for folder in ('data', 'ui', 'app', 'po'):
        for path in sorted(glob.glob(f'{SOURCE}/{folder}/**/*', recursive=True)):
            if path.endswith(endings) and os.path.isfile(path):
                yield path
    yield f'{SOURCE}/README.md'


def known():
    entries = json.loads(read(f'{SOURCE}/tests/data/phone-numbers.json'))['numbers']
    return {digits(entry['number']): entry for entry in entries}


def test_finder():
    """The finder itself: what it must see, and what is no telephone number."""
    for text, expected in {
            'Gọi 111, miễn phí': {'111'}, '111 · 113 · 115': {'111', '113', '115'},
            'tel:119': {'119'}, 'Đường dây 1800 555 503.': {'1800555503'},
            '1900-1234': {'19001234'}, '0912 345 678': {'0912345678'},
            'hotline: 024.3333.4444': {'02433334444'}, '+84 912 345 678': {'+84912345678'},
            'call 18001111': {'18001111'}, 'gọi số 12345': {'12345'}, '"112"': {'112'},
            'ngày 24/11/2026': set(), '2026-11-24': set(), '110 %': set(), '1.115 đồng': set(),
            'sau 15 phút': set(), 'RFC 9110': set(), 'số 15 phút': set(), '127.0.0.1:8111': set(),
            'Mẫu số 01': set(), 'base64 of 112 bytes': set(), 'dial 112 bytes': {'112'},
    }.items():
        assert numbers_in(text) == expected, text


def test_only_known_numbers():
    unknown, seen = [], set()
    for path in shown_files():
        for text in texts(path):
            for number in numbers_in(text):
                seen.add(number)
                entry = known().get(number)
                if entry is None or 'example' in entry and not path.endswith(EXAMPLES):
                    unknown.append(f'{os.path.relpath(path, SOURCE)}: {number} in {text[:80]!r}')
    assert not unknown, '\n'.join(unknown)
    assert {'111', '113', '1800555503'} <= seen


def test_channels_are_no_surer_than_their_source():
    for path in glob.glob(f'{SOURCE}/data/report/channels.d/*.json'):
        channel = json.loads(read(path))
        if 'number' in channel:
            entry = known()[digits(channel['number'])]
            assert 'example' not in entry, path
            assert entry['verified'] or not channel['verified'], path
