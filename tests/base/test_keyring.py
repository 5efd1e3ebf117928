# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""The vault's key in a real gnome-keyring, on a private bus: open, locked, absent, hanging."""

import hashlib
import json
import os
import subprocess
import sys
import time

import pytest

TRY = os.path.join(os.environ['AN_BUILD_DIR'], 'tests', 'base', 'vault-try')
PATIENCE = 60  # seconds; far above what any call may take, for a busy computer
PASSPHRASE = 'bốn con mèo ngủ'
TEXT = 'Bé An kể lại chuyện hôm qua'
KEYRING_PASSWORD = b'mat khau cua chum khoa'

# No service directories: nothing is started by being called.
BUS_CONFIG = '''<busconfig><type>session</type><listen>unix:dir={}</listen>
<policy context="default"><allow send_destination="*"/><allow receive_sender="*"/>
<allow own="*"/></policy></busconfig>'''

# A service that took the name and then answers nothing.
HANGING = '''
import os, signal, sys
from gi.repository import Gio, GLib
bus = Gio.bus_get_sync(Gio.BusType.SESSION)
bus.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus',
              'RequestName', GLib.Variant('(su)', (sys.argv[1], 4)), None, 0, -1)
print('ready', flush=True)
os.kill(os.getpid(), signal.SIGSTOP)
'''


class Home:
    """A person's home directory, session bus and keyring."""

    def __init__(self, path):
        self.path = path
        self.vault = str(path / 'kho')
        self.processes = []
        for name in ('data', 'run', 'bus'):
            (path / name).mkdir(mode=0o700)
        self.env = {
            'HOME': str(path), 'XDG_DATA_HOME': str(path / 'data'), 'PATH': os.environ['PATH'],
            'XDG_RUNTIME_DIR': str(path / 'run'), 'LC_ALL': 'C.UTF-8',
            'DBUS_SESSION_BUS_ADDRESS': 'unix:path=/nowhere', 'GIO_USE_VFS': 'local',
            'ANNHI_VAULT_TEST_FAST_PWHASH': '1',
            'ASAN_OPTIONS': 'detect_leaks=0:abort_on_error=1',
        }

    def start(self, *argv, stdin=None):
        process = subprocess.Popen(argv, env=self.env, stdin=subprocess.PIPE,
                                   stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.processes.append(process)
        if stdin is not None:
            process.stdin.write(stdin)
            process.stdin.close()
        return process

    def stop(self, process):
        self.processes.remove(process)
        end(process)

    def start_bus(self):
        config = self.path / 'bus.conf'
        config.write_text(BUS_CONFIG.format(self.path / 'bus'))
        bus = self.start('dbus-daemon', f'--config-file={config}', '--nofork', '--print-address=1')
        self.env['DBUS_SESSION_BUS_ADDRESS'] = bus.stdout.readline().decode().strip()

    def has_secrets(self):
        return subprocess.run(
            ['gdbus', 'call', '--session', '-d', 'org.freedesktop.DBus', '-o',
             '/org/freedesktop/DBus', '-m', 'org.freedesktop.DBus.NameHasOwner',
             'org.freedesktop.secrets'], env=self.env, capture_output=True, text=True,
            check=True).stdout.startswith('(true')

    def start_keyring(self, is_open=True):
        argv = ['gnome-keyring-daemon', '--foreground', '--components=secrets']
        keyring = self.start(*argv, '--unlock', stdin=KEYRING_PASSWORD) if is_open \
            else self.start(*argv)
        wait_for(self.has_secrets)
        return keyring

    def start_hanging(self, name):
        process = self.start(sys.executable, '-c', HANGING, name)
        assert process.stdout.readline() == b'ready\n'

    def open(self, passphrase='-', text=None):
        """What vault-try says, with the seconds it took."""
        begin = time.monotonic()
        out = subprocess.run([TRY, self.vault, passphrase, *([text] if text else [])],
                             env=self.env, capture_output=True, text=True, timeout=PATIENCE,
                             check=True)
        answer = json.loads(out.stdout)
        answer['seconds'] = time.monotonic() - begin
        return answer

    def fingerprint(self):
        """Of the vault's content, whatever SQLite did to its log."""
        dump = subprocess.run(['sqlite3', self.vault + '/vault.db', '.dump'], capture_output=True,
                              check=True).stdout
        return hashlib.sha256(dump).hexdigest()


def end(process):
    process.kill()
    process.wait(timeout=PATIENCE)
    process.stdout.close()
    if not process.stdin.closed:
        process.stdin.close()


def wait_for(condition):
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, f'{condition} never came true'
        time.sleep(0.02)


@pytest.fixture
def home(tmp_path):
    home = Home(tmp_path)
    yield home
    for process in reversed(home.processes):
        end(process)


def search(home):
    """What the keyring has of us, attributes and secret."""
    return subprocess.run(['secret-tool', 'search', '--all', '--unlock', 'xdg:schema',
                           'vn.annhi.vault'], env=home.env, capture_output=True, text=True,
                          check=False, timeout=PATIENCE)


def test_made_and_opened_again(home):
    home.start_bus()
    home.start_keyring()
    assert home.open(text=TEXT)['text'] == TEXT
    again = home.open()
    assert again['code'] is None and again['text'] == TEXT
    assert again['worst_wait_ms'] < 2000

    found = search(home)
    secret = [line for line in found.stdout.split('\n') if line.startswith('secret = ')][0][9:]
    attributes = [line for line in (found.stdout + found.stderr).split('\n')
                  if line.startswith('attribute.')]
    assert len(attributes) == 1 and attributes[0].startswith('attribute.vault = ')
    assert len(attributes[0].split(' = ')[1]) == 32
    for name in os.listdir(home.vault):
        if os.path.isfile(os.path.join(home.vault, name)):
            with open(os.path.join(home.vault, name), 'rb') as stream:
                content = stream.read()
            assert TEXT.encode() not in content and secret.encode() not in content


def test_locked_keyring_of_an_existing_vault(home):
    home.start_bus()
    keyring = home.start_keyring()
    assert home.open(text=TEXT)['code'] is None
    before = home.fingerprint()
    home.stop(keyring)
    keyring = home.start_keyring(is_open=False)
    answer = home.open()
    assert answer['code'] == 'LOCKED'
    assert answer['seconds'] < 30
    assert answer['worst_wait_ms'] < 2000
    assert home.open(PASSPHRASE)['code'] == 'LOCKED'
    assert home.fingerprint() == before
    home.stop(keyring)
    home.start_keyring()
    assert home.open()['text'] == TEXT


def test_locked_keyring_and_no_vault_yet(home):
    home.start_bus()
    home.stop(home.start_keyring())
    keyring = home.start_keyring(is_open=False)
    answer = home.open()
    assert answer['code'] == 'LOCKED' and answer['seconds'] < 30
    home.stop(keyring)
    home.start_keyring()
    assert home.open(text=TEXT)['text'] == TEXT


def test_prompt_that_nobody_shows(home):
    home.start_bus()
    keyring = home.start_keyring()
    assert home.open(text=TEXT)['code'] is None
    home.stop(keyring)
    home.start_keyring(is_open=False)
    home.start_hanging('org.gnome.keyring.SystemPrompter')
    answer = home.open()
    assert answer['code'] == 'LOCKED'
    assert 2 < answer['seconds'] < 30
    assert answer['worst_wait_ms'] < 2000


@pytest.mark.parametrize('has_bus', [False, True])
def test_no_keyring(home, has_bus):
    if has_bus:
        home.start_bus()
    answer = home.open()
    assert answer['code'] == 'NEEDS_NEW_PASSPHRASE' and answer['seconds'] < 30
    assert home.open(PASSPHRASE, TEXT)['text'] == TEXT
    assert home.open()['code'] == 'NEEDS_PASSPHRASE'
    assert home.open('sai')['code'] == 'WRONG_KEY'
    assert home.open(PASSPHRASE)['text'] == TEXT


def test_keyring_that_is_gone(home):
    home.start_bus()
    keyring = home.start_keyring()
    assert home.open(text=TEXT)['code'] is None
    before = home.fingerprint()
    home.stop(keyring)
    wait_for(lambda: not home.has_secrets())
    assert home.open()['code'] == 'LOCKED'
    assert home.open(PASSPHRASE)['code'] == 'LOCKED'
    assert home.fingerprint() == before


def test_keyring_that_hangs(home):
    home.start_bus()
    keyring = home.start_keyring()
    assert home.open(text=TEXT)['code'] is None
    home.stop(keyring)
    wait_for(lambda: not home.has_secrets())
    home.start_hanging('org.freedesktop.secrets')
    answer = home.open()
    assert answer['code'] == 'LOCKED'
    assert 2 < answer['seconds'] < 30
    assert answer['worst_wait_ms'] < 2000
    home.vault += '-mới'
    answer = home.open()
    assert answer['code'] == 'NEEDS_NEW_PASSPHRASE' and answer['seconds'] < 30
    assert home.open(PASSPHRASE, TEXT)['text'] == TEXT


def test_keyring_that_lost_the_key(home):
    home.start_bus()
    home.start_keyring()
    assert home.open(text=TEXT)['code'] is None
    before = home.fingerprint()
    subprocess.run(['secret-tool', 'clear', 'xdg:schema', 'vn.annhi.vault'], env=home.env,
                   check=True, timeout=PATIENCE)
    answer = home.open()
    assert answer['code'] == 'WRONG_KEY' and 'keyring' in answer['message']
    assert home.open(PASSPHRASE)['code'] == 'WRONG_KEY'
    assert home.fingerprint() == before
    assert search(home).stdout == ''


def test_keyring_with_another_key(home):
    home.start_bus()
    home.start_keyring()
    assert home.open(text=TEXT)['code'] is None
    before = home.fingerprint()
    found = search(home)
    vault = [line for line in (found.stdout + found.stderr).split('\n')
             if line.startswith('attribute.vault = ')][0].split(' = ')[1]
    for other in ('A' * 43 + '=', 'không phải khóa', ''):
        subprocess.run(['secret-tool', 'store', '--label=x', 'xdg:schema', 'vn.annhi.vault',
                        'vault', vault], env=home.env, input=other, text=True, check=True,
                       timeout=PATIENCE)
        assert home.open()['code'] == 'WRONG_KEY', other
    assert home.fingerprint() == before


def test_passphrase_is_kept_though_a_keyring_came(home):
    assert home.open(PASSPHRASE, TEXT)['text'] == TEXT
    home.start_bus()
    home.start_keyring()
    assert home.open()['code'] == 'NEEDS_PASSPHRASE'
    assert home.open(PASSPHRASE)['text'] == TEXT
    assert search(home).stdout == ''


@pytest.fixture
def mood(home):
    """A service whose person can be told what to do."""
    home.start_bus()
    path = home.path / 'mood'
    path.write_text('open')
    mock = os.path.join(os.path.dirname(__file__), 'mock_secrets.py')
    process = home.start(sys.executable, mock, str(path))
    assert process.stdout.readline() == b'ready\n'
    return path


def test_person_unlocks(home, mood):
    assert home.open(text=TEXT)['text'] == TEXT
    mood.write_text('dismiss')
    assert home.open()['code'] == 'LOCKED'
    mood.write_text('agree')
    answer = home.open()
    assert answer['text'] == TEXT and answer['worst_wait_ms'] < 2000


def test_person_unlocks_for_a_new_vault(home, mood):
    mood.write_text('dismiss')
    assert home.open()['code'] == 'LOCKED'
    mood.write_text('agree')
    assert home.open(text=TEXT)['text'] == TEXT
    assert home.open()['text'] == TEXT


@pytest.mark.parametrize('kind', ['session', 'none'])
def test_keyring_that_would_forget(home, mood, kind):
    mood.write_text(kind)
    assert home.open()['code'] == 'NEEDS_NEW_PASSPHRASE'
