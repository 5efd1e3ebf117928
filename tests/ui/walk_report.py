#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files a sample report through the real window, as a person would, on a desktop of its own.

    walk_report.py --build DIR --channel FILE --home DIR --screens DIR --result FILE

--home keeps what the window keeps (a keyring and a vault), so that a second walk finds the first;
--screens gets a picture of each step; --result {"id", "receipt"}. app/run calls it.
"""

import argparse
import base64
import glob
import hashlib
import json
import os
import signal
import sys
import urllib.request

SOURCE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
WORDS = ('Từ tuần trước, cả lớp lập một nhóm riêng để chế ảnh và chửi bới con tôi. Cháu sợ, không '
         'dám đến trường. Tôi đã chụp lại màn hình.')
ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'  # Crockford
PASTED = 'https://example.vn/nhom/lop-7a3\nZalo: Kiên Đẹp Trai 2013'


def read_options():
    parser = argparse.ArgumentParser(description=__doc__.split('\n', maxsplit=1)[0])
    for name in ('build', 'channel', 'home', 'screens', 'result'):
        parser.add_argument(f'--{name}', required=True, type=os.path.abspath)
    return parser.parse_args()


def ask_by_receipt(channel, receipt):
    """What the office says to whoever has nothing but the receipt."""
    with open(channel, encoding='utf-8') as stream:
        url = json.load(stream)['url']
    digits = receipt.replace('-', '')[:-1]
    number = 0
    for digit in digits:
        number = number * 32 + ALPHABET.index(digit)
    token = hashlib.blake2b(number.to_bytes(15, 'big'), digest_size=32,
                            person=b'annhi/1 bearer').digest()
    bearer = base64.urlsafe_b64encode(token).decode().rstrip('=')
    request = urllib.request.Request(f'{url}/v1/receipt',
                                     headers={'Authorization': f'Bearer {bearer}'})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def walk(options):
    from an_desktop import Desktop
    from an_reporter import Reporter, make_picture
    for old in glob.glob(os.path.join(options.screens, '[0-9][0-9]-*.png')):
        os.remove(old)
    steps = []

    def on_step(name):
        steps.append(name)
        desktop.screenshot(os.path.join(options.screens, f'{len(steps):02d}-{name}.png'))
        print(f'  {len(steps)}. {name}', flush=True)

    with Desktop(options.home, size=(900, 660), keyring=True) as desktop:
        app = desktop.start('annhi', '--channel', options.channel, '--page', 'report')
        picture = make_picture(os.path.join(options.home, 'home', 'ảnh chụp màn hình.png'))
        reporter = Reporter(desktop, app, on_step)
        reporter.discard_draft()
        receipt = reporter.file(WORDS, picture, PASTED)
        app.stop()
        report = ask_by_receipt(options.channel, receipt)['id']
    with open(options.result, 'w', encoding='utf-8') as stream:
        json.dump({'id': report, 'receipt': receipt}, stream)


def main():
    options = read_options()
    os.environ.setdefault('AN_SOURCE_DIR', SOURCE)
    os.environ['AN_BUILD_DIR'] = options.build
    os.makedirs(options.screens, exist_ok=True)
    # Ctrl-C and kill end the desktop, too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        walk(options)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == '__main__':
    main()
