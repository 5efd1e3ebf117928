# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the scenarios share: the guard, logind, logging in, processes."""

import glob
import json
import os
import pty
import select
import signal
import subprocess
import time

import dbus

MOM, KID, OTHER, KID2 = 1000, 1001, 1002, 1003
NAMES = {MOM: 'mom', KID: 'kid', OTHER: 'other', KID2: 'kid2'}
DAYS = ('mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun')
GUARD = 'vn.annhi.Guard1'
LOGIN1 = 'org.freedesktop.login1'
UNIT = 'annhi-guardd.service'
REFUSAL = 'gọi 111'  # a part of every refusal


def run(*words, seconds=60, **more):
    """The return code and everything printed."""
    done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          errors='replace', timeout=seconds, stdin=subprocess.DEVNULL, **more)
    return done.returncode, done.stdout


def as_user(user, *words, seconds=60):
    return run('runuser', '-u', user, '--', *words, seconds=seconds, cwd='/')


def wait_for(condition, seconds=60, what='condition'):
    """Waits for something true; gives it and the seconds it took."""
    begun = time.monotonic()
    while True:
        value = condition()
        if value:
            return value, time.monotonic() - begun
        if time.monotonic() - begun > seconds:
            raise AssertionError(f'{what} did not come true in {seconds} s')
        time.sleep(0.05)


# The guard


def guard():
    bus = dbus.SystemBus()
    return dbus.Interface(bus.get_object(GUARD, '/vn/annhi/Guard1'), GUARD)


def set_policy(uid=KID, quota=None, grace=0, action='lock', **more):
    rule = {} if quota is None else {'quota_minutes': quota}
    document = {'schema': 'vn.annhi.policy/1', 'enabled': True,
                'days': {day: rule for day in DAYS}, 'warn_minutes': [],
                'at_end': {'action': action, 'grace_seconds': grace},
                'requests': {'max_minutes': 0}, 'codes': {'max_minutes': 0}, **more}
    guard().SetPolicy(dbus.UInt32(uid), json.dumps(document))


def status(uid=KID):
    return {str(key): value for key, value in guard().GetStatus(dbus.UInt32(uid)).items()}


def state(uid=KID):
    return str(status(uid)['state'])


def used(uid=KID):
    return int(status(uid)['used-today-seconds'])


def today():
    return str(run('date', '+%Y-%m-%d')[1]).strip()


def events(uid=KID, first='2030-11-01', last='2030-12-20'):
    """Kinds of events, the newest first."""
    text = str(guard().GetEvents(dbus.UInt32(uid), first, last))
    return [event['kind'] for event in json.loads(text)['events']]


def guard_pid():
    return int(run('systemctl', 'show', '-P', 'MainPID', UNIT)[1])


def wait_for_guard(seconds=60):
    def answers():
        try:
            guard().ListChildren()
            return True
        except dbus.DBusException:
            return False
    return wait_for(answers, seconds, 'the guard')[1]


# Sessions


def sessions(uid=None):
    bus = dbus.SystemBus()
    manager = dbus.Interface(bus.get_object(LOGIN1, '/org/freedesktop/login1'), LOGIN1 + '.Manager')
    found = []
    for entry in manager.ListSessions():
        if uid is not None and entry[1] != uid:
            continue
        try:
            properties = bus.get_object(LOGIN1, entry[4]).GetAll(
                LOGIN1 + '.Session', dbus_interface='org.freedesktop.DBus.Properties')
        except dbus.DBusException:
            continue
        found.append({'id': str(entry[0]), **{
            name.lower(): str(properties[name]) for name in ('Class', 'Type', 'State', 'Scope')},
            'active': bool(properties['Active']), 'locked': bool(properties['LockedHint']),
            'remote': bool(properties['Remote']), 'seat': str(properties['Seat'][0]),
            'started': int(properties['TimestampMonotonic'])})
    return found


def logins(uid=KID):
    return [session for session in sessions(uid)
            if not session['class'].startswith('manager') and session['state'] != 'closing']


def is_known(uid=KID):
    """Whether logind lists the user, even without a login."""
    return run('loginctl', 'show-user', str(uid))[0] == 0


def graphical(user='kid', vt=7, command=('sleep', '100000'), kind='user'):
    """A login that logind calls graphical, without a display manager; it is in front."""
    run('systemctl', 'reset-failed', f'desk-{user}.service')
    words = ['systemd-run', '--quiet', '--collect', f'--unit=desk-{user}', '-p', 'PAMName=login',
             '-p', f'User={user}', '-p', f'TTYPath=/dev/tty{vt}', '-p', 'StandardInput=tty',
             '-p', 'StandardOutput=journal',
             '-p', 'Environment=XDG_SESSION_TYPE=wayland XDG_SEAT=seat0 '
                   f'XDG_VTNR={vt} XDG_SESSION_CLASS={kind} XDG_SESSION_DESKTOP=gnome']
    code, text = run(*words, *command)
    assert code == 0, text
    run('chvt', str(vt))
    uid = {name: number for number, name in NAMES.items()}[user]
    wait_for(lambda: any(session['active'] for session in logins(uid)), 60, 'a login')


# A screen locker as logind sees one: says when it is locked, believes Unlock.
LOCKER = '''
hint() { busctl call org.freedesktop.login1 /org/freedesktop/login1/session/auto \
  org.freedesktop.login1.Session SetLockedHint b "$1"; }
gdbus monitor --system --dest org.freedesktop.login1 | while read -r line; do
  case $line in
    *"is owned by"*) touch "$HOME/locker" ;;
    *Session.Lock*) hint true ;;
    *Session.Unlock*) hint false ;;
  esac
done
'''


# The child at the keyboard: does what is written into a fifo, inside the login.
CHILD = '''
cd; rm -f do code; mkfifo do
while read -r line <do; do
  (eval "$line") >said 2>&1
  echo $? >code.new
  mv code.new code
done
'''


def graphical_child():
    run('rm', '-f', '/home/kid/do')
    graphical(command=('bash', '-c', CHILD))
    wait_for(lambda: os.path.exists('/home/kid/do'), 60, 'the child')
    wait_for(lambda: state() == 'using')


def in_session(line, wait=True):
    """One line of shell, done by the child inside its login; code and text."""
    run('rm', '-f', '/home/kid/code')
    with open('/home/kid/do', 'w', encoding='utf-8') as stream:
        stream.write(line + '\n')
    if not wait:
        return None
    wait_for(lambda: os.path.exists('/home/kid/code'), 90, line)
    with open('/home/kid/code', encoding='utf-8') as code:
        with open('/home/kid/said', encoding='utf-8', errors='replace') as said:
            return int(code.read()), said.read()


def graphical_with_locker():
    run('rm', '-f', '/home/kid/locker')
    graphical(command=('bash', '-c', LOCKER))
    wait_for(lambda: os.path.exists('/home/kid/locker'), 60, 'the locker')


def tty_login(user, vt=3):
    """Types name and password at the text login of a virtual terminal."""
    run('chvt', str(vt))
    wait_for(lambda: run('pgrep', '-t', f'tty{vt}', '-x', 'agetty|login')[0] == 0, 60, 'a getty')
    time.sleep(1.5)
    type_line(user)
    wait_for(lambda: run('pgrep', '-t', f'tty{vt}', '-x', 'login')[0] == 0, 30, 'login')
    wait_for(lambda: 'Password' in screen_text(vt), 30, 'the question for the password')
    type_line(f'secret-{user}')


def type_line(text):
    keys = [{'-': 'minus', ' ': 'spc', '.': 'dot', '/': 'slash'}.get(char, char) for char in text]
    ask_host('keys', keys=[*keys, 'ret'])


def screen_text(vt):
    """What stands on a virtual terminal."""
    with open(f'/dev/vcsu{vt}', 'rb') as stream:
        return stream.read().decode('utf-32-le', errors='replace')


# Logging in by a password that is asked for


def converse(words, answers, seconds=60):
    """Runs a program on a terminal of its own and answers its questions; code and text."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir('/')
        os.execvp(words[0], words)
    text, left, deadline = b'', list(answers), time.monotonic() + seconds
    seen = 0
    while time.monotonic() < deadline:
        if not select.select([terminal], [], [], 0.2)[0]:
            continue
        try:
            data = os.read(terminal, 4096)
        except OSError:
            break
        if not data:
            break
        text += data
        if left and left[0][0].encode() in text[seen:]:
            seen = len(text)
            os.write(terminal, left.pop(0)[1].encode() + b'\n')
    else:
        os.kill(pid, signal.SIGKILL)
    os.close(terminal)
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    return code, text.decode(errors='replace')


def su(caller, target, *command):
    """su by a user who types the target's password."""
    return converse(['runuser', '-u', caller, '--', 'su', '-', target, '-c',
                     ' '.join(command or ('id', '-u'))],
                    [('assword', f'secret-{target}')])


def ssh(*command):
    return run('ssh', '-i', '/root/kid_key', '-o', 'StrictHostKeyChecking=no', '-o', 'BatchMode=yes',
               '-o', 'ConnectTimeout=30', 'kid@127.0.0.1', *(command or ('id', '-u')), seconds=90)


PAM_CLIENT = r'''
import ctypes, sys
lib = ctypes.CDLL('libpam.so.0')
libc = ctypes.CDLL('libc.so.6')
libc.calloc.restype = libc.strdup.restype = ctypes.c_void_p
class Message(ctypes.Structure):
    _fields_ = [('style', ctypes.c_int), ('text', ctypes.c_char_p)]
class Response(ctypes.Structure):
    _fields_ = [('text', ctypes.c_void_p), ('code', ctypes.c_int)]
CONV = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int, ctypes.POINTER(ctypes.POINTER(Message)),
                        ctypes.POINTER(ctypes.POINTER(Response)), ctypes.c_void_p)
class Conversation(ctypes.Structure):
    _fields_ = [('conv', CONV), ('data', ctypes.c_void_p)]
service, user, password, phase = sys.argv[1:5]
def converse(n, messages, responses, data):
    memory = libc.calloc(n, ctypes.sizeof(Response))
    responses[0] = ctypes.cast(memory, ctypes.POINTER(Response))
    for i in range(n):
        message = messages[i].contents
        if message.style == 1:
            responses[0][i].text = libc.strdup(password.encode())
        else:
            print('said', message.text.decode(errors='replace'))
    return 0
conversation = Conversation(CONV(converse), None)
handle = ctypes.c_void_p()
assert lib.pam_start(service.encode(), user.encode(), ctypes.byref(conversation),
                     ctypes.byref(handle)) == 0
print('result', (lib.pam_authenticate if phase == 'auth' else lib.pam_acct_mgmt)(handle, 0))
'''


def pam(service, user, phase='auth', caller='root'):
    """One phase of a PAM stack, as a screen locker of the caller runs it; result and text."""
    words = ['/usr/bin/python3', '-c', PAM_CLIENT, service, user, f'secret-{user}', phase]
    text = (run(*words) if caller == 'root' else as_user(caller, *words))[1]
    results = [line for line in text.splitlines() if line.startswith('result ')]
    return int(results[-1].split()[1]) if results else None, text


# Processes and order


def processes(uid=KID):
    """Running processes of a user, zombies apart: pid → name."""
    found = {}
    for path in glob.glob('/proc/[0-9]*/status'):
        try:
            with open(path, encoding='utf-8', errors='replace') as stream:
                lines = dict(line.rstrip('\n').split(':\t', 1) for line in stream if ':\t' in line)
        except OSError:
            continue
        if lines.get('Uid', '').split('\t')[0] == str(uid) and not lines['State'].startswith('Z'):
            found[int(lines['Pid'])] = lines['Name']
    return found


def wait_until_gone(uid=KID, seconds=60):
    """How long until nothing of a user runs."""
    return wait_for(lambda: not processes(uid) and not logins(uid), seconds,
                    f'the end of {processes(uid)}')[1]


def end_users(*uids):
    run('systemctl', 'stop', 'desk-*.service')
    for uid in uids or NAMES:
        if processes(uid) or is_known(uid):
            run('loginctl', 'disable-linger', NAMES[uid])
            run('loginctl', 'terminate-user', NAMES[uid])
            run('pkill', '-KILL', '-u', str(uid))
    for uid in uids or NAMES:
        wait_for(lambda: not processes(uid) and not logins(uid), 60, f'the end of {uid}')


def fresh(**policy):
    """Nobody logged in, the guard up, the child's rules as given, nothing used and given yet."""
    end_users()
    run('chvt', '1')
    run('systemctl', 'unmask', '--runtime', UNIT)
    run('systemctl', 'start', UNIT)
    wait_for_guard()
    for child in guard().ListChildren():
        guard().RemoveChild(child['uid'])
    set_policy(**policy)
    return used()
