# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sending takes no more memory for 500 MB than for a short report."""

import os
import time

import pytest

from office import Family, Office

MEGA = 1000 * 1000
SENDING_DEADLINE = 900


def watch(process):
    """(resident bytes, one sample after the other, exit code). The passphrase takes much memory before
    anything is sent: the first tenth is left out."""
    deadline = time.monotonic() + SENDING_DEADLINE
    samples = []
    while process.poll() is None:
        assert time.monotonic() < deadline
        try:
            with open(f'/proc/{process.pid}/statm', encoding='ascii') as stream:
                samples.append(int(stream.read().split()[1]) * os.sysconf('SC_PAGE_SIZE'))
        except (FileNotFoundError, ProcessLookupError, IndexError):
            pass
        time.sleep(0.05)
    return samples[len(samples) // 10:], process.returncode


def send(tmp_path, name, office, files, size):
    family = Family(str(tmp_path / name))
    words = []
    for number in range(files):
        path = os.path.join(family.folder, f'phim-{number}.bin')
        with open(path, 'wb') as stream:
            for _ in range(size // MEGA):
                stream.write(os.urandom(MEGA))
        words += ['--evidence', path]
    started = time.monotonic()
    process = family.start('send', '--channel', office.channel(), '--report', family.write_report(),
                           *words, '--wait', ASAN_OPTIONS='detect_leaks=0:quarantine_size_mb=1')
    samples, code = watch(process)
    _, err = process.communicate()
    assert code == 0, err
    return samples, time.monotonic() - started


@pytest.mark.slow
def test_flat_memory(tmp_path):
    office = Office(str(tmp_path))
    office.start()
    try:
        samples, seconds = send(tmp_path, 'large', office, 50, 10 * MEGA)
    finally:
        office.kill()
    early, late = samples[:len(samples) // 4], samples[len(samples) // 4:]
    print(f'annhictl while 50 files of 10 MB are sealed and sent ({seconds:.0f} s): at most '
          f'{max(early) / MEGA:.0f} MB in the first quarter, {max(late) / MEGA:.0f} MB afterwards')
    assert max(late) < max(early) + 16 * MEGA
