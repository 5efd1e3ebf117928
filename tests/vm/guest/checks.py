# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the PC finds out about itself when settings are bad."""

import json
import os

from lib import fresh, run

AUTOLOGIN = '/etc/systemd/system/getty@tty5.service.d'


def look():
    """The state of every check."""
    code, text = run('annhictl', 'checklist', 'run', '--user', 'kid', '--json')
    assert code == 0 or text.startswith('{'), text
    return {check['id']: check['state'] for check in json.loads(text)['checks']}


def three_bad_settings():
    fresh()
    os.chmod('/home/kid', 0o700)
    before = look()
    os.chmod('/home/kid', 0o755)
    run('usermod', '-aG', 'sudo', 'kid')
    os.makedirs(AUTOLOGIN)
    with open(f'{AUTOLOGIN}/autologin.conf', 'w', encoding='utf-8') as stream:
        stream.write('[Service]\nExecStart=\n'
                     'ExecStart=-/sbin/agetty --autologin kid --noclear %I linux\n')
    bad = look()
    os.chmod('/home/kid', 0o700)
    run('gpasswd', '-d', 'kid', 'sudo')
    run('rm', '-r', AUTOLOGIN)
    return {'before': before, 'bad': bad, 'mended': look()}
