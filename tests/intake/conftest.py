# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Offices for the tests of the server."""

import pytest
from an_office import Office


@pytest.fixture(name='office')
def running_office(tmp_path):
    """An office whose server runs, and must end cleanly."""
    with Office(tmp_path) as started:
        yield started


@pytest.fixture(name='closed_office')
def office_without_server(tmp_path):
    made = Office(tmp_path)
    yield made
    if made.process is not None:
        made.kill()
