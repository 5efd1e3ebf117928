# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Other people's tools on our interface: a linter of its document, and a client of tus."""

import json
import os
import shutil
import subprocess

import pytest
from an_office import Report

SOURCE = os.environ['AN_SOURCE_DIR']
HERE = os.path.join(SOURCE, 'tests/intake/tools')


@pytest.fixture(name='modules', scope='session')
def node_modules():
    """What package.json names, installed once."""
    folder = os.path.join(os.environ['AN_BUILD_DIR'], 'node-tools')
    wanted, kept = os.path.join(HERE, 'package.json'), os.path.join(folder, 'package.json')
    os.makedirs(folder, exist_ok=True)
    with open(wanted, encoding='utf-8') as stream:
        packages = json.load(stream)['dependencies']
    if not os.path.exists(kept) or open(kept, 'rb').read() != open(wanted, 'rb').read():
        subprocess.run(['npm', 'install', '--no-save', '--no-package-lock', '--no-audit', '--no-fund',
                        '--ignore-scripts', '--prefix', folder,
                        *(f'{name}@{version}' for name, version in packages.items())],
                       check=True, timeout=500, stdout=subprocess.DEVNULL)
        shutil.copy(wanted, kept)
    return folder


@pytest.mark.slow
def test_spectral_has_nothing_to_say(modules):
    done = subprocess.run(
        [os.path.join(modules, 'node_modules/.bin/spectral'), 'lint', '--ruleset',
         os.path.join(HERE, 'spectral.yaml'), '--fail-severity', 'warn', '--format', 'text',
         os.path.join(SOURCE, 'data/openapi.yaml')],
        capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
def test_tus_js_client_uploads_as_it_comes(office, modules, tmp_path):
    report = Report(office)
    data = os.urandom(300_000)
    name = report.add(data)
    office.create(report)
    (tmp_path / 'file').write_bytes(data)
    done = subprocess.run(['node', os.path.join(HERE, 'upload.mjs'), json.dumps({
        'modules': modules, 'url': f'http://127.0.0.1:{office.port}{report.path}/evidence',
        'id': name, 'bearer': report.bearer, 'file': str(tmp_path / 'file'), 'piece': 65536})],
        capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    sent = json.loads(done.stdout)['sent']
    assert sent[-1] == len(data) and len(sent) == len(set(sent)) == 5, 'no piece twice'
    assert office.submit(report).status == 200
