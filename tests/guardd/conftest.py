# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A guard for each test."""

import glob
import os
import sys

import pytest

sys.path.insert(0, os.path.dirname(__file__))
import guard as guard_module  # noqa: E402


@pytest.fixture(name='bare')
def make_bare(tmp_path):
    """Bus and mocks around a guard that does not run yet."""
    tmp_path.chmod(0o755)
    made = guard_module.Guard(tmp_path, glob.glob('/usr/lib/*/libnss_wrapper.so')[0])
    try:
        yield made
    finally:
        made.end()


@pytest.fixture(name='guard')
def make_guard(bare):
    return bare.start()
