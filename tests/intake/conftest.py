# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Offices for the tests of the server."""

import pytest
from an_office import Office


@pytest.fixture(name='pattern', scope='session')
def office_to_copy(tmp_path_factory):
    """Making an office hashes passwords, so it is made once."""
    return Office(tmp_path_factory.mktemp('pattern'))


@pytest.fixture(name='office')
def running_office(tmp_path, pattern):
    """An office whose server runs, and must end cleanly."""
    with Office(tmp_path, pattern) as started:
        yield started


@pytest.fixture(name='closed_office')
def office_without_server(tmp_path, pattern):
    made = Office(tmp_path, pattern)
    yield made
    if made.process is not None:
        made.kill()
