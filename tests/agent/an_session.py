# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A person's session for one test: a session bus that other uids may use, somebody who shows
notifications (a mock that remembers them), and annhi-agent."""

import os
import re
import subprocess
import sys

import dbus
import dbus.bus
from dbusmock import DBusTestCase

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '../guardd'))
from guard import start_bus, wait_for  # noqa: E402

AGENT = os.path.join(os.environ['AN_BUILD_DIR'], 'app/agent/annhi-agent')
MOCK = 'org.freedesktop.DBus.Mock'
NOTIFICATIONS = 'org.freedesktop.Notifications'


class Notice:
    """One call of Notify."""

    def __init__(self, arguments):
        (_, self.replaces, _, self.title, self.body, actions, self.hints, self.expires) = arguments
        self.actions = dict(zip(actions[0::2], actions[1::2]))

    def __repr__(self):
        return f'“{self.title}” “{self.body}” {self.actions}'


class Session:
    """`guard` is a tests/guardd/guard.Guard or anything with its environment()."""

    def __init__(self, guard, capabilities='body actions body-markup', notifier=True):
        self.guard, self.capabilities = guard, capabilities
        self.agents, self.notifier, self.proxy = [], None, None
        system = os.environ['DBUS_SYSTEM_BUS_ADDRESS']
        self.bus_process, self.directory = start_bus(guard.environment())
        self.address = os.environ['DBUS_SYSTEM_BUS_ADDRESS']
        os.environ['DBUS_SYSTEM_BUS_ADDRESS'] = system
        os.environ['DBUS_SESSION_BUS_ADDRESS'] = self.address
        self.bus = dbus.bus.BusConnection(self.address)
        if notifier:
            self.start_notifier()

    def environment(self, **more):
        return {**self.guard.environment(), 'LANGUAGE': 'vi', 'LC_ALL': 'C.UTF-8',
                'DBUS_SESSION_BUS_ADDRESS': self.address, **more}

    def start_notifier(self):
        self.notifier, self.proxy = DBusTestCase.spawn_server_template(
            'notification_daemon', {'capabilities': self.capabilities}, stdout=subprocess.DEVNULL)

    def stop_notifier(self):
        self.notifier.terminate()
        self.notifier.wait()
        self.notifier = None
        wait_for(lambda: not self.bus.name_has_owner(NOTIFICATIONS), 30, 'the notifier to go')

    def start(self, uid, *words, wait=True, **environment):
        change = ['setpriv', f'--reuid={uid}', f'--regid={uid}', '--clear-groups'] if uid else []
        agent = subprocess.Popen([*change, AGENT, *words], env=self.environment(**environment),
                                 stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        self.agents.append(agent)
        if wait:
            wait_for(lambda: self.bus.name_has_owner('vn.annhi.Agent1') or agent.poll() is not None,
                     30, 'the agent on the bus')
            assert agent.poll() is None, agent.stderr.read()
        return agent

    def stop(self, agent):
        """Ends an agent as a logout does; nothing may have gone wrong in it."""
        agent.terminate()
        assert agent.wait(30) == 0
        complaints = [line for line in agent.stderr.read().split('\n')
                      if re.search(r'WARNING|CRITICAL|ERROR|runtime error', line)]
        self.agents.remove(agent)
        assert not complaints, complaints

    def end(self):
        for agent in self.agents:
            agent.kill()
            agent.wait()
            agent.stderr.close()
        if self.notifier:
            self.notifier.terminate()
            self.notifier.wait()
        self.bus.close()
        self.bus_process.terminate()
        self.bus_process.wait()
        del os.environ['DBUS_SESSION_BUS_ADDRESS']

    # What was shown

    def calls(self, method):
        return [list(arguments) for _, arguments in
                self.proxy.GetMethodCalls(method, dbus_interface=MOCK)]

    def notices(self):
        return [Notice(arguments) for arguments in self.calls('Notify')]

    def shown(self, words, after=0):
        """The first notice, of those after the first `after`, whose title or body has `words`."""
        def look():
            return next((n for n in self.notices()[after:] if re.search(words, n.title) or
                         re.search(words, n.body)), None)
        try:
            return wait_for(look, 30)
        except AssertionError:
            raise AssertionError(f'“{words}” was not shown; shown was {self.notices()}') from None

    def press(self, notice, action):
        """Presses a button of a notice; the mock counts its ids from 1."""
        assert action in notice.actions, notice
        ids, following = {}, 1
        for index, shown in enumerate(self.notices()):
            ids[index] = shown.replaces or following
            following += not shown.replaces
        index = next(i for i, shown in enumerate(self.notices())
                     if repr(shown) == repr(notice))
        self.proxy.EmitSignal(NOTIFICATIONS, 'ActionInvoked', 'us', [dbus.UInt32(ids[index]), action],
                              dbus_interface=MOCK)
