# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Desktops for the tests of the window."""

import pytest
from an_desktop import Desktop


@pytest.fixture
def desktop(tmp_path):
    """A Vietnamese desktop with an unlocked keyring."""
    with Desktop(tmp_path, keyring=True) as started:
        yield started


@pytest.fixture
def bare_desktop(tmp_path):
    """The same without a Secret Service."""
    with Desktop(tmp_path) as started:
        yield started
