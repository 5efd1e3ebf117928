# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Widgets side by side or one below the other: never one over another, at any size."""

import os


def test_no_child_over_another(bare_desktop):
    path = os.path.join(os.environ['AN_BUILD_DIR'], 'tests', 'ui', 'row-or-column-try')
    done = bare_desktop.run(path)
    assert done.returncode == 0, done.stderr
