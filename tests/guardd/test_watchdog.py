# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What annhi-guardd tells systemd, and how long it may be silent."""

import socket

import dbus
import pytest

from guard import UID_CHILD, every_day, policy

CHILD = dbus.UInt32(UID_CHILD)
IDLE, BUSY = 'WATCHDOG_USEC=3600000000', 'WATCHDOG_USEC=90000000'


@pytest.fixture
def words(request, guard, monkeypatch):
    """A function that gives the next thing the guard says."""
    kind = getattr(request, 'param', 'file')
    path = str(guard.root / 'notify')
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    listener.bind(path if kind == 'file' else '\0' + path)
    listener.settimeout(60)
    guard.kill()
    monkeypatch.setenv('NOTIFY_SOCKET', path if kind == 'file' else '@' + path)
    monkeypatch.setenv('WATCHDOG_USEC', '90000000')
    guard.start()
    yield lambda: listener.recv(4096).decode().split('\n')
    listener.close()


def wait_for_word(words, wanted):
    while wanted not in words():
        pass  # recv() ends it after a minute of silence


@pytest.mark.parametrize('words', ['file', 'abstract'], indirect=True)
def test_ready_then_silent_for_long_while_nobody_is_there(guard, words):
    wait_for_word(words, 'READY=1')
    wait_for_word(words, IDLE)
    guard.set_policy(policy(days=every_day(quota_minutes=60)))
    guard.log_in()
    wait_for_word(words, BUSY)
    guard.log_out()
    wait_for_word(words, IDLE)


def test_the_work_of_the_guard_feeds_the_watchdog(guard, words):
    guard.set_policy(policy(days=every_day(quota_minutes=60)))
    guard.log_in()
    wait_for_word(words, BUSY)
    assert words() == ['WATCHDOG=1', BUSY], 'at the next tick, half a minute later'


def test_whoever_calls_often_makes_it_say_nothing(guard, words):
    wait_for_word(words, 'READY=1')
    wait_for_word(words, IDLE)
    guard.set_policy(policy())
    for paused in [True, False] * 50:
        guard.call('SetPaused', CHILD, paused)
    guard.kill(15)
    assert words() == ['STOPPING=1']
