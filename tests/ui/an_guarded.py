# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A desktop beside a real guard on a system bus of its own, with the guard's mocks of the system.

    with Guarded() as both:
        both.guard.set_policy(policy())
        app = both.desktop.start('annhi', '--page', 'screentime')

`uid`: whose desktop it is. Another than root's runs with that uid, and the test speaks to its buses
as that user, because a bus lets nobody else in.
"""

import contextlib
import glob
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import dbus
from an_desktop import Desktop

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))),
                                'guardd'))
from guard import UID_CHILD, Guard  # noqa: E402

WRAPPER = glob.glob('/usr/lib/*/libnss_wrapper.so')[0]


@contextlib.contextmanager
def become(uid):
    """The same process as another user, for the time of a greeting on a bus."""
    os.seteuid(uid)
    try:
        yield
    finally:
        os.seteuid(0)


class UserDesktop(Desktop):
    """A desktop of the user with this uid."""

    def __init__(self, directory, uid, users, **words):
        super().__init__(directory, **words)
        self.uid, self.users = uid, users

    def make_home(self):
        super().make_home()
        self.env.update(self.users)  # a bus lets in only users whom it can look up
        for folder, _, _ in os.walk(self.directory):
            os.chown(folder, self.uid, self.uid)

    def launch(self, words, log=None, **extra):
        return super().launch(words, log, user=self.uid, group=self.uid, extra_groups=[], **extra)

    def connect(self, address):
        with become(self.uid):
            return Desktop.connect(address)

    def start(self, program, *words, env=None, wait=True):
        popen = subprocess.Popen

        def start_as(*arguments, **extra):
            return popen(*arguments, user=self.uid, group=self.uid, extra_groups=[], **extra)
        subprocess.Popen = start_as
        try:
            started = super().start(program, *words, env=env, wait=False)
        finally:
            subprocess.Popen = popen
        if wait:
            started.wait_until_there()
        return started


class Guarded:
    """A guard and a desktop that sees its bus."""

    def __init__(self, uid=0, language='vi', start=True, first=False):
        self.uid, self.language, self.wanted, self.first = uid, language, start, first
        self.guard = self.desktop = self.stack = None

    def __enter__(self):
        self.stack = contextlib.ExitStack()
        try:
            # Not below pytest's own directory, which other users may not enter.
            state = pathlib.Path(tempfile.mkdtemp(prefix='annhi-guard-'))
            self.stack.callback(shutil.rmtree, state, ignore_errors=True)
            state.chmod(0o755)
            self.guard = Guard(state, WRAPPER)
            self.stack.callback(self.guard.end)
            if self.wanted:
                self.guard.start()
            place = tempfile.mkdtemp(prefix='annhi-desktop-')
            self.stack.callback(shutil.rmtree, place, ignore_errors=True)
            if self.uid:
                os.chown(place, self.uid, self.uid)
                made = UserDesktop(place, self.uid, self.users(), language=self.language, keyring=True,
                                   first=self.first)
            else:
                made = Desktop(place, language=self.language, keyring=True, first=self.first)
            self.desktop = self.stack.enter_context(made)
        except BaseException:
            self.stack.close()
            raise
        return self

    def __exit__(self, *_):
        self.stack.close()

    def users(self):
        """The environment in which the guard's users exist."""
        environment = self.guard.environment()
        return {'NSS_WRAPPER_DISABLE_DEEPBIND': '1', **{name: environment[name] for name in (
            'LD_PRELOAD', 'NSS_WRAPPER_PASSWD', 'NSS_WRAPPER_GROUP', 'ASAN_OPTIONS')}}

    def start(self, *words):
        return self.desktop.start('annhi', '--page', 'screentime', *words, env={
            'DBUS_SYSTEM_BUS_ADDRESS': os.environ['DBUS_SYSTEM_BUS_ADDRESS'], **self.users()})


def policy_of(guard, uid=UID_CHILD):
    """What the guard holds."""
    return json.loads(guard.call('GetPolicy', dbus.UInt32(uid)))
