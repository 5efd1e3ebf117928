# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sending takes no more memory for 500 MB than for a short report."""

import os
import time

import pytest

from office import Family, Office

MEGA = 1000 * 1000
SENDING_DEADLINE = 900


def peak_while(process):
    """(highest resident memory in bytes, exit code)"""
    deadline = time.monotonic() + SENDING_DEADLINE
    peak = 0
    while process.poll() is None:
        assert time.monotonic() < deadline
        try:
            with open(f'/proc/{process.pid}/status', encoding='ascii') as stream:
                for line in stream:
                    if line.startswith('VmHWM:'):
                        peak = max(peak, int(line.split()[1]) * 1024)
        except (FileNotFoundError, ProcessLookupError):
            pass
        time.sleep(0.02)
    return peak, process.returncode


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
    peak, code = peak_while(process)
    _, err = process.communicate()
    assert code == 0, err
    return peak, time.monotonic() - started


@pytest.mark.slow
def test_flat_memory(tmp_path):
    office = Office(str(tmp_path))
    office.start()
    try:
        small, _ = send(tmp_path, 'small', office, 1, MEGA)
        large, seconds = send(tmp_path, 'large', office, 50, 10 * MEGA)
    finally:
        office.kill()
    print(f'peak of annhictl: {small / MEGA:.0f} MB for 1 MB, {large / MEGA:.0f} MB for 50 files of '
          f'10 MB ({seconds:.0f} s)')
    assert large < small + 32 * MEGA
