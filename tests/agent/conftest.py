# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A guard and sessions for each test of the agent."""

import glob
import os
import pathlib
import sys
import tempfile

import pytest

sys.path.insert(0, os.path.dirname(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(__file__), '../guardd'))
from an_session import Session  # noqa: E402
from guard import Guard  # noqa: E402


@pytest.fixture(name='bare')
def make_bare():
    """Bus and mocks around a guard that does not run yet, in a directory open to other users."""
    with tempfile.TemporaryDirectory(prefix='annhi-agent-') as path:
        os.chmod(path, 0o755)
        made = Guard(pathlib.Path(path), glob.glob('/usr/lib/*/libnss_wrapper.so')[0])
        try:
            yield made
        finally:
            made.end()


@pytest.fixture(name='guard')
def make_guard(bare):
    return bare.start()


@pytest.fixture(name='session')
def make_session(bare):
    made = Session(bare)
    try:
        yield made
    finally:
        made.end()
