# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a parent does and how soon the child's session has it; asking, answers, codes, the PIN.

Child and parent each have a login with a bus of its own, somebody who shows notifications and writes
down when, and annhi-agent, started as a desktop starts it."""

import base64
import hashlib
import hmac
import json
import os
import struct
import time
import urllib.parse

import dbus
from lib import (KID, MOM, as_user, fresh, graphical, guard, logins, pam, run, set_policy,
                 state, status, wait_for)

# Writes “SECONDS {…}” lines into ~/shown: notices, presses that came, what the guard sends.
DESK = r'''
import getpass, glob, json, os, subprocess, time
import dbus, dbus.service
from dbus.mainloop.glib import DBusGMainLoop
from gi.repository import GLib

DBusGMainLoop(set_as_default=True)
NAME, PATH = 'org.freedesktop.Notifications', '/org/freedesktop/Notifications'
shown = open(os.path.expanduser('~/shown'), 'w', buffering=1)

def note(**what):
    print(json.dumps({'at': time.monotonic(), **what}), file=shown)

class Desk(dbus.service.Object):
    last = 0

    @dbus.service.method(NAME, out_signature='as')
    def GetCapabilities(self):
        return ['body', 'actions']

    @dbus.service.method(NAME, in_signature='susssasa{sv}i', out_signature='u')
    def Notify(self, app, replaces, icon, title, body, actions, hints, expires):
        if not replaces:
            Desk.last += 1
        number = replaces or Desk.last
        note(title=title, body=body, actions=dict(zip(actions[::2], actions[1::2])), id=int(number))
        return number

    @dbus.service.method(NAME, in_signature='u')
    def CloseNotification(self, number):
        note(closed=int(number))

    @dbus.service.method(NAME, out_signature='ssss')
    def GetServerInformation(self):
        return 'desk', 'annhi', '1', '1.2'

    @dbus.service.signal(NAME, signature='us')
    def ActionInvoked(self, number, action):
        pass

    @dbus.service.method('vn.annhi.Desk', in_signature='us')
    def Press(self, number, action):
        note(pressed=action)
        self.ActionInvoked(number, action)

session, system = dbus.SessionBus(), dbus.SystemBus()
names = [dbus.service.BusName(NAME, session)]
desk = Desk(session, PATH)

def changed(uid, status):
    note(status={name: int(status[name]) for name in ('allowed', 'paused', 'remaining-seconds')})

system.add_signal_receiver(changed, 'StatusChanged', 'vn.annhi.Guard1')
system.get_object('vn.annhi.Guard1', '/vn/annhi/Guard1').GetStatus(
    dbus.UInt32(1001), dbus_interface='vn.annhi.Guard1')

def hint(value):
    system.get_object('org.freedesktop.login1', '/org/freedesktop/login1/session/auto').SetLockedHint(
        value, dbus_interface='org.freedesktop.login1.Session')
    note(locked=value)

mine = system.get_object('org.freedesktop.login1', '/org/freedesktop/login1').GetSessionByPID(
    dbus.UInt32(os.getpid()), dbus_interface='org.freedesktop.login1.Manager')
for name, value in (('Lock', True), ('Unlock', False)):
    system.add_signal_receiver(lambda value=value: hint(value), name,
                               'org.freedesktop.login1.Session', path=mine)
class Password(dbus.service.Object):
    """Types the password of whoever sits here when polkit asks for it, as a desktop's dialog does."""

    @dbus.service.method('org.freedesktop.PolicyKit1.AuthenticationAgent', in_signature='sssa{ss}sa(sa{sv})')
    def BeginAuthentication(self, action, message, icon, details, cookie, identities):
        note(question=message)
        user = getpass.getuser()
        subprocess.run([glob.glob('/usr/lib/*/polkit-agent-*-1')[0], user], text=True,
                       input=f'{cookie}\nsecret-{user}\n', stdout=subprocess.DEVNULL)
        note(answered=message)

    @dbus.service.method('org.freedesktop.PolicyKit1.AuthenticationAgent', in_signature='s')
    def CancelAuthentication(self, cookie):
        pass

password = Password(system, '/password')
number = system.get_object('org.freedesktop.login1', mine).Get(
    'org.freedesktop.login1.Session', 'Id', dbus_interface='org.freedesktop.DBus.Properties')
system.get_object('org.freedesktop.PolicyKit1', '/org/freedesktop/PolicyKit1/Authority').\
    RegisterAuthenticationAgent(('unix-session', {'session-id': number}), 'vi_VN.UTF-8', '/password',
                                dbus_interface='org.freedesktop.PolicyKit1.Authority')
note(ready=True)
GLib.MainLoop().run()
'''
AGENT = '/usr/libexec/annhi-agent'


def notes(user):
    try:
        with open(f'/home/{user}/shown', encoding='utf-8') as stream:
            return [json.loads(line) for line in stream if line.endswith('\n')]
    except FileNotFoundError:
        return []


def first(user, since, matches, what, seconds=60):
    """The first note after an instant that matches."""
    try:
        return wait_for(lambda: next((note for note in notes(user) if note['at'] >= since and
                                      matches(note)), None), seconds, what)[0]
    except AssertionError as error:
        raise AssertionError(f'{error}; from {since} {user} was shown {notes(user)[-12:]}') from None


def with_title(words):
    return lambda note: words in note.get('title', '')


def on_bus(user, *words):
    uid = {'kid': KID, 'mom': MOM}[user]
    return as_user(user, 'env', f'XDG_RUNTIME_DIR=/run/user/{uid}', *words)


def sit_down(user, vt):
    """A login with a desk and an agent."""
    run('rm', '-f', f'/home/{user}/shown', f'/home/{user}/desk.py')
    with open(f'/home/{user}/desk.py', 'w', encoding='utf-8') as stream:
        stream.write(DESK)
    graphical(user, vt, ('env', 'LANGUAGE=vi', 'LC_ALL=C.UTF-8', 'sh', '-c', 'systemctl --user '
                         'import-environment LANGUAGE LC_ALL && exec python3 ~/desk.py'))
    wait_for(lambda: any('ready' in note for note in notes(user)), 90, f'the desk of {user}')
    code, text = on_bus(user, AGENT, '--autostart')
    assert code == 0, text
    wait_for(lambda: on_bus(user, 'busctl', '--user', 'status', 'vn.annhi.Agent1')[0] == 0, 60,
             f'the agent of {user}')


ALLOWED = {'requests': {'max_minutes': 60}, 'codes': {'max_minutes': 60}}


def family():
    """A child in front of the screen, a parent logged in as well."""
    fresh(**ALLOWED)
    sit_down('mom', 8)
    sit_down('kid', 7)
    wait_for(lambda: state() == 'using')


def use_up():
    """The day's time is used up; the screen is locked and stays so."""
    begun = time.monotonic()
    set_policy(quota=0, **ALLOWED)
    first('kid', begun, lambda note: note.get('locked'), 'the lock')
    wait_for(lambda: status()['ending'] == 'held')


def press(user, note, action):
    assert action in note['actions'], note
    code, text = on_bus(user, 'busctl', '--user', 'call', 'org.freedesktop.Notifications',
                        '/org/freedesktop/Notifications', 'vn.annhi.Desk', 'Press', 'us',
                        str(note['id']), action)
    assert code == 0, text


def child(*words):
    return as_user('kid', 'annhictl', 'child', *words)


def locked_and_given():
    """A parent locks the screen now, allows again, and gives time when the day's is used up."""
    family()
    begun = time.monotonic()
    guard().SetPaused(dbus.UInt32(KID), True)
    told = first('kid', begun, lambda note: note.get('status', {}).get('paused'), 'the pause')
    notice = first('kid', begun, with_title('tạm dừng'), 'the notice of the pause')
    locked = first('kid', begun, lambda note: note.get('locked'), 'the lock')
    seen = {'paused': told['at'] - begun, 'notice': notice['at'] - begun, 'title': notice['title'],
            'locked': locked['at'] - begun, 'refused': pam('login', 'kid')[0]}
    begun = time.monotonic()
    guard().SetPaused(dbus.UInt32(KID), False)
    told = first('kid', begun, lambda note: note.get('status', {}).get('allowed'), 'going on')
    seen.update(resumed=told['at'] - begun, allowed=pam('login', 'kid')[0])
    run('loginctl', 'unlock-sessions')
    wait_for(lambda: state() == 'using')
    use_up()
    begun = time.monotonic()
    guard().Grant(dbus.UInt32(KID), 15, True, '')
    told = first('kid', begun, lambda note: note.get('status', {}).get('allowed'), 'the gift')
    closed = first('kid', begun, lambda note: 'closed' in note, 'the end of the last notice')
    seen.update(given=told['at'] - begun, remaining=told['status']['remaining-seconds'],
                taken_back=closed['at'] - begun, unlocks=pam('login', 'kid')[0],
                sessions=len(logins()))
    return seen


def asking():
    """The child asks in its notification; the parent answers in hers, with her password."""
    family()
    begun = time.monotonic()
    use_up()
    over = first('kid', begun, lambda note: 'ask' in note.get('actions', {}), 'a notice to ask from')
    press('kid', over, 'ask')
    offer = first('kid', begun, lambda note: '15' in note.get('actions', {}), 'how much')
    press('kid', offer, '15')
    pressed = first('kid', offer['at'], lambda note: note.get('pressed') == '15', 'the press')['at']
    request = first('mom', pressed, lambda note: 'approve' in note.get('actions', {}), 'the request')
    listed = json.loads(str(guard().ListRequests()))['requests'][0]
    press('mom', request, 'approve')
    answered = first('mom', request['at'], lambda note: 'answered' in note, 'the password')
    told = first('kid', pressed, lambda note: note.get('status', {}).get('allowed'), 'the answer')
    notice = first('kid', request['at'], with_title('Bố mẹ cho em thêm 15 phút'), 'the notice')
    return {'asked': request['at'] - pressed, 'title': request['title'], 'listed': listed,
            'question': answered['answered'], 'given': told['at'] - answered['at'],
            'told': notice['at'] - answered['at'], 'notice': notice['title'],
            'answered': json.loads(str(guard().ListRequests()))['requests'][0],
            'unlocks': pam('login', 'kid')[0]}


def totp(uri, at):
    """The six digits an authenticator app shows (RFC 6238)."""
    fields = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(uri).query))
    secret = fields['secret'] + '=' * (-len(fields['secret']) % 8)
    step = int(at) // int(fields.get('period', 30))
    digest = hmac.new(base64.b32decode(secret), struct.pack('>Q', step), hashlib.sha1).digest()
    offset = digest[-1] & 15
    return f'{(struct.unpack(">I", digest[offset:offset + 4])[0] & 0x7fffffff) % 1000000:06d}'


def code_and_pin():
    """Off-line: the digits on a parent's phone; the parents' PIN on the child's screen."""
    family()
    use_up()
    uri = str(guard().EnrolCodes(dbus.UInt32(KID)))
    guard().SetPin('24681357')
    code = totp(uri, time.time())
    wrong = child('codes', 'redeem', f'{(int(code) + 1) % 1000000:06d}', '15')
    begun = time.monotonic()
    right = child('codes', 'redeem', code, '15')
    done = time.monotonic()
    told = first('kid', begun, lambda note: note.get('status', {}).get('allowed'), 'the code')
    seen = {'wrong': wrong, 'right': right, 'after': max(told['at'] - done, 0),
            'remaining': told['status']['remaining-seconds'],
            'again': child('codes', 'redeem', code, '15')}
    pin = as_user('kid', 'sh', '-c', 'echo 24681357 | annhictl child pin redeem 15 --fd 0')
    seen.update(pin=pin, events=[event['kind'] for event in json.loads(
        str(guard().GetEvents(dbus.UInt32(KID), '2030-11-20', '2030-11-20')))['events']],
        remaining_then=int(status()['remaining-seconds']))
    guard().SetPin('')
    return seen

