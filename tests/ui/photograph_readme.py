#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the pictures of the README anew, from the real window.

    AN_BUILD_DIR=$PWD/build /usr/bin/python3 tests/ui/photograph_readme.py data/screenshots
"""

import os
import sys
import tempfile

from an_desktop import Desktop
from an_reporter import Reporter

SIZE = (960, 680)
WORDS = 'Cả lớp lập một nhóm riêng để chế ảnh và chửi con. Con sợ, không dám đến trường.'


def main():
    target = sys.argv[1]
    with tempfile.TemporaryDirectory() as directory, \
            Desktop(directory, size=SIZE, keyring=True) as desktop:
        app = desktop.start('annhi', '--page', 'report')
        desktop.resize(*SIZE)
        person = Reporter(desktop, app)
        person.begin()
        person.go_on('who')
        person.say_who('Bố mẹ')
        person.go_on('what')
        person.say_what('Bắt nạt qua mạng', WORDS)
        desktop.screenshot(os.path.join(target, 'report.png'))


if __name__ == '__main__':
    main()
