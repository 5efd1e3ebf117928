# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the desktop sees of An Nhi: launcher, metainfo, icons, installation, colours."""

import os
import re
import subprocess
import xml.etree.ElementTree as xml

import pytest

SOURCE = os.environ['AN_SOURCE_DIR']
BUILD = os.environ['AN_BUILD_DIR']
APP_ID = 'vn.annhi.AnNhi'
SVG = '{http://www.w3.org/2000/svg}'

# libadwaita 1.2: the backgrounds on which the accent is text, by style.
BACKGROUNDS = {'light': ['#fafafa', '#ffffff'], 'dark': ['#242424', '#303030', '#1e1e1e']}
SHEETS = {'light': ['style.css'], 'dark': ['style.css', 'style-dark.css']}


def run(*words):
    return subprocess.run(words, capture_output=True, text=True, check=False, timeout=120)


def read(path):
    with open(path, encoding='utf-8') as stream:
        return stream.read()


def test_desktop_file():
    done = run('desktop-file-validate', f'{BUILD}/data/{APP_ID}.desktop')
    assert done.returncode == 0 and not done.stdout + done.stderr
    text = read(f'{BUILD}/data/{APP_ID}.desktop')
    assert 'Comment[vi]=' in text
    assert 'Name[vi]=Cần giúp ngay – 111' in text


def test_metainfo():
    done = run('appstreamcli', 'validate', '--no-net', f'{BUILD}/data/{APP_ID}.metainfo.xml')
    assert done.returncode == 0, done.stdout
    root = xml.parse(f'{BUILD}/data/{APP_ID}.metainfo.xml').getroot()
    assert root.findtext('id') == APP_ID
    languages = {entry.get('{http://www.w3.org/XML/1998/namespace}lang')
                 for entry in root.findall('summary')}
    assert languages == {None, 'vi'}


@pytest.mark.parametrize('name', [
    'hicolor/scalable/apps/vn.annhi.AnNhi.svg',
    'hicolor/symbolic/apps/vn.annhi.AnNhi-symbolic.svg',
    'actions/an-privacy-symbolic.svg',
    'actions/an-report-symbolic.svg',
    'actions/an-screentime-symbolic.svg',
])
def test_icons(name):
    """Plain drawings: no scripts, no pictures, no links; symbolic ones in one colour."""
    root = xml.parse(f'{SOURCE}/data/icons/{name}').getroot()
    side = 16 if 'symbolic' in name else 128
    assert root.get('viewBox') == f'0 0 {side} {side}'
    kinds = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert kinds <= {'svg', 'path', 'circle'}
    if 'symbolic' in name:
        assert {element.get('fill') for element in root} == {'#2e3436'}


def test_installation(tmp_path):
    done = run('meson', 'install', '-C', BUILD, '--no-rebuild', '--destdir', str(tmp_path))
    assert done.returncode == 0, done.stderr
    found = {os.path.relpath(os.path.join(folder, name), tmp_path)
             for folder, _, names in os.walk(tmp_path) for name in names}
    for wanted in ('bin/annhi', f'share/applications/{APP_ID}.desktop',
                   f'share/metainfo/{APP_ID}.metainfo.xml',
                   f'share/icons/hicolor/scalable/apps/{APP_ID}.svg',
                   f'share/icons/hicolor/symbolic/apps/{APP_ID}-symbolic.svg',
                   'share/locale/vi/LC_MESSAGES/annhi.mo'):
        assert any(name.endswith(wanted) for name in found), wanted
    assert not any('annhi-page' in name for name in found)


def luminance(colour):
    """WCAG 2.1 relative luminance of #rrggbb."""
    parts = [int(colour[place:place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
              for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize('style', ['light', 'dark'])
def test_contrast_of_the_accent(style):
    colours = {}
    for sheet in SHEETS[style]:
        colours.update(re.findall(r'@define-color (\w+) (#[0-9a-f]{6});',
                                  read(f'{SOURCE}/ui/{sheet}')))
    assert contrast(colours['accent_bg_color'], colours['accent_fg_color']) >= 4.5
    for background in BACKGROUNDS[style]:
        assert contrast(colours['accent_color'], background) >= 4.5, background
        # A filled button stands out from what it lies on (WCAG 1.4.11).
        assert contrast(colours['accent_bg_color'], background) >= 2.6, background
