# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every page of annhi-page, in Vietnamese and English, 360 px and wide: light, dark, in high
contrast, and with text half as large again.

The pictures stay in $AN_SCREENS_DIR for people to look at; the tests ask what a program can judge:
that nothing is missing, cut off at 360 px, or left in English.
"""

import calendar
import itertools
import os
import re
import struct
import subprocess
import zlib

import pytest
from an_desktop import Desktop

pytestmark = pytest.mark.slow

LANGUAGES = ('vi', 'en')
NARROW = 360
NARROW_LARGE = 414  # with larger text a page may ask for the width of a large phone
WIDTHS = (NARROW, 1200)
LOOKS = ('light', 'dark', 'large', 'contrast')
# Words that English has in nearly every sentence, and Vietnamese has not.
ENGLISH = {'the', 'and', 'of', 'is', 'your', 'this', 'that', 'what', 'not', 'with', 'for', 'are',
           'was', 'you', 'it', 'has', 'be', 'by', 'from', 'here', 'when', 'who', 'which'}
# GTK's calendar names days and months as the locale does, which is C here.
OF_THE_LOCALE = {*calendar.day_abbr, *calendar.month_name}


@pytest.fixture(scope='module', name='screens')
def take_screens(tmp_path_factory):
    """{(language, scale): {page: minimum width}}, the directory, and all complaints on stderr."""
    directory = os.environ.get('AN_SCREENS_DIR') or str(tmp_path_factory.mktemp('screens'))
    os.makedirs(directory, exist_ok=True)
    widths, complaints = {}, []
    with Desktop(tmp_path_factory.mktemp('desktop')) as desktop:
        names = desktop.run('annhi-page', '--list').stdout.split()
        for language, look in itertools.product(LANGUAGES, ((), ('--contrast',))):
            done = desktop.run('annhi-page', '--screenshots', directory, '--language', language,
                               *look, timeout=1200)
            assert done.returncode == 0, done.stderr
            complaints += [line for line in done.stderr.split('\n')
                           if re.search('WARNING|CRITICAL|cannot|runtime error', line)]
            for line in done.stdout.strip().split('\n'):
                page, width, _, scale = line.split('\t')
                widths.setdefault((language, scale), {})[page] = int(width.split()[1])
    return names, widths, directory, complaints


def read_png(path):
    """Width, height, how many different rows of pixels there are, and how bright the corner is."""
    with open(path, 'rb') as stream:
        data = stream.read()
    assert data.startswith(b'\x89PNG'), path
    place, packed, width, height, depth = 8, b'', 0, 0, 4
    while place < len(data):
        size, kind = struct.unpack('>I4s', data[place:place + 8])
        body = data[place + 8:place + 8 + size]
        if kind == b'IHDR':
            width, height, _, colour = struct.unpack('>IIBB', body[:10])
            depth = {2: 3, 6: 4}[colour]
        elif kind == b'IDAT':
            packed += body
        place += size + 12
    raw = zlib.decompress(packed)
    stride = width * depth + 1
    # Whatever the filter of its row, the first pixel is stored as it is.
    return width, height, raw[1], len({raw[row * stride + 1:(row + 1) * stride] for row in range(height)})


def test_there_are_pages(screens):
    names = screens[0]
    assert 'help-emergency' in names
    assert len(names) == len(set(names))


def test_every_page_has_its_pictures(screens):
    """Each picture has its size and shows something."""
    names, _, directory, _ = screens
    for name in names:
        for language in LANGUAGES:
            for style in LOOKS:
                for wanted in WIDTHS:
                    path = f'{directory}/{name}-{language}-{style}-{wanted}.png'
                    width, height, brightness, rows = read_png(path)
                    widest = NARROW_LARGE if (style, wanted) == ('large', NARROW) else wanted
                    assert wanted <= width <= widest, path
                    assert height in (640, 800), path
                    assert (brightness > 128) == (style != 'dark'), path
                    assert rows > 10, f'{path} is empty'


def test_every_page_fits_a_phone(screens):
    assert {scale for _, scale in screens[1]} == {'1', '1.5'}
    too_wide = {(look, page): width for look, pages in screens[1].items()
                for page, width in pages.items()
                if width > (NARROW if look[1] == '1' else NARROW_LARGE)}
    assert not too_wide


def test_no_warnings(screens):
    assert not screens[3]


def read_english_sources():
    """The msgids that have another text in Vietnamese, as they are shown."""
    with open(os.path.join(os.environ['AN_SOURCE_DIR'], 'po/vi.po'), encoding='utf-8') as stream:
        text = stream.read()
    sources = set()
    for msgid, msgstr in re.findall(r'^msgid ((?:".*"\n?)+)msgstr ((?:".*"\n?)+)', text, re.M):
        source, target = (''.join(re.findall(r'"(.*)"', part)).replace('\\n', ' ')
                          .replace('\\"', '"').replace('_', '') for part in (msgid, msgstr))
        if source and source != target:
            sources.add(source)
    return sources


def test_no_english_in_vietnamese_pages(screens):
    names, _, directory, _ = screens
    sources = read_english_sources()
    left = []
    for name in names:
        with open(f'{directory}/{name}-vi.txt', encoding='utf-8') as stream:
            for line in stream.read().split('\n'):
                if name == 'help-neutral' and line in OF_THE_LOCALE:
                    continue
                words = set(re.findall(r'[a-z]+', line.lower()))
                if line.replace('_', '') in sources or \
                        (line.isascii() and len(words & ENGLISH) >= 1) or \
                        len(words & ENGLISH) >= 3:
                    left.append(f'{name}: {line}')
    assert not left


@pytest.mark.parametrize('style', LOOKS)
@pytest.mark.parametrize('width', WIDTHS)
def test_a_phone_reads_the_emergency_code(screens, style, width):
    picture = f'{screens[2]}/help-emergency-vi-{style}-{width}.png'
    read = subprocess.run(['zbarimg', '--quiet', picture], capture_output=True, text=True,
                          check=False)
    assert read.stdout == 'QR-Code:tel:111\n'
