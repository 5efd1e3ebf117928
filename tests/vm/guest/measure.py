# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What daemons cost, for tests/bench/guard."""

import os
import re
import time

from lib import fresh, graphical, guard_pid, run, state, wait_for

TICKS = os.sysconf('SC_CLK_TCK')


def timekpr_pid():
    for line in run('pgrep', '-f', 'timekprd')[1].split():
        if int(line) != os.getpid():
            return int(line)
    raise AssertionError('timekpr-nExT does not run')


def switches(pid):
    """Context switches of all threads so far."""
    total = 0
    for task in os.listdir(f'/proc/{pid}/task'):
        with open(f'/proc/{pid}/task/{task}/status', encoding='utf-8') as stream:
            total += sum(int(n) for n in re.findall(r'ctxt_switches:\s+(\d+)', stream.read()))
    return total


def cost(pid):
    """Context switches and seconds of CPU so far, KiB of memory (PSS) now."""
    with open(f'/proc/{pid}/stat', encoding='utf-8') as stream:
        fields = stream.read().rsplit(')', 1)[1].split()
    with open(f'/proc/{pid}/smaps_rollup', encoding='utf-8') as stream:
        memory = int(re.search(r'^Pss:\s+(\d+)', stream.read(), re.MULTILINE).group(1))
    return switches(pid), (int(fields[11]) + int(fields[12])) / TICKS, memory


def count_wake_ups(pids, seconds):
    """How often each ran after it had not, in steps of 50 ms: what wakes a sleeping processor up."""
    end, last = time.monotonic() + seconds, {name: switches(pid) for name, pid in pids.items()}
    ran, found = dict.fromkeys(pids, False), dict.fromkeys(pids, 0)
    while time.monotonic() < end:
        time.sleep(0.05)
        for name, pid in pids.items():
            now = switches(pid)
            found[name] += now != last[name] and not ran[name]
            ran[name], last[name] = now != last[name], now
    return found


def side_by_side(seconds, logged_in):
    """Both daemons over a while; nothing else is asked of them meanwhile."""
    fresh(quota=600)
    if logged_in:
        graphical()
        wait_for(lambda: state() == 'using')
    time.sleep(15)
    pids = {'An Nhi': guard_pid(), 'timekpr-nExT': timekpr_pid()}
    before = {name: cost(pid) for name, pid in pids.items()}
    wake_ups = count_wake_ups(pids, seconds)
    after = {name: cost(pid) for name, pid in pids.items()}
    return {name: [wake_ups[name], after[name][0] - before[name][0],
                   after[name][1] - before[name][1], after[name][2]] for name in pids}
