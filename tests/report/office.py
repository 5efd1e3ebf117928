# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A real office (annhi-intake on SQLite) and a family (annhictl with a vault of its own)."""

import ctypes
import ctypes.util
import glob
import hashlib
import json
import os
import signal
import socket
import sqlite3
import struct
import subprocess

from wire import CROCKFORD, blake2b

BUILD = os.environ['AN_BUILD_DIR']
INTAKE = os.path.join(BUILD, 'app/intake/annhi-intake')
CTL = os.path.join(BUILD, 'app/cli/annhictl')
DEADLINE = 120
CHUNK = 65536

sodium = ctypes.CDLL(ctypes.util.find_library('sodium') or 'libsodium.so.23')


def environment(**more):
    lsan = os.path.join(os.environ['AN_SOURCE_DIR'], 'tests/lsan.supp')
    env = {**os.environ, 'ANNHI_INTAKE_TEST_FAST_PWHASH': '1', 'ANNHI_VAULT_TEST_FAST_PWHASH': '1',
           'ANNHI_OUTBOX_TEST_BACKOFF_MS': '40', 'LC_ALL': 'C.UTF-8', 'LANGUAGE': '',
           'G_DEBUG': 'fatal-warnings', 'DBUS_SESSION_BUS_ADDRESS': 'unix:path=/nonexistent',
           'LSAN_OPTIONS': f'suppressions={lsan}:print_suppressions=0',
           'ASAN_OPTIONS': 'detect_leaks=1', **more}
    env.pop('DISPLAY', None)
    return env


def free_port():
    with socket.socket() as sock:
        sock.bind(('127.0.0.1', 0))
        return sock.getsockname()[1]


def secret_fd(secret):
    read, write = os.pipe()
    os.write(write, secret.encode() + b'\n')
    os.close(write)
    return read


class Office:
    """A server that can be killed and started again on the same port."""

    def __init__(self, folder):
        self.folder = folder
        self.database = os.path.join(folder, 'office.db')
        self.store = 'sqlite:' + self.database
        self.port = free_port()
        self.process = None
        fd = secret_fd('mat-khau-cua-phong')
        subprocess.run([INTAKE, '--store', self.store, 'office', 'init', '--name', 'Nơi thử',
                        '--province', 'phu-tho', '--password-fd', str(fd)],
                       check=True, pass_fds=[fd], env=environment(), timeout=DEADLINE,
                       stdout=subprocess.DEVNULL)
        os.close(fd)

    def start(self):
        self.process = subprocess.Popen(
            [INTAKE, '--store', self.store, 'serve', '--listen', f'127.0.0.1:{self.port}'],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment(), text=True)
        assert 'listening on' in self.process.stdout.readline()

    def kill(self):
        if self.process is not None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
            self.process.stdout.close()
            self.process = None

    def channel(self, url=None):
        """Path of a channel file that leads to `url`, or straight here."""
        out = subprocess.run([INTAKE, '--store', self.store, 'channel', 'export', '--url',
                              url or f'http://127.0.0.1:{self.port}'], check=True,
                             capture_output=True, env=environment(), timeout=DEADLINE).stdout
        path = os.path.join(self.folder, f'channel-{hashlib.sha256(out).hexdigest()[:8]}.json')
        with open(path, 'wb') as stream:
            stream.write(out)
        return path

    def query(self, sql, *values):
        with sqlite3.connect(f'file:{self.database}?mode=ro', uri=True, timeout=30) as database:
            return database.execute(sql, values).fetchall()

    def states(self):
        return {row[0]: row[1] for row in self.query('SELECT id, state FROM report')}

    def open(self, receipt, report_id):
        """(report, {name: bytes}) opened with the reporter's key: what really lies at the office."""
        secret = receipt_secret(receipt)
        seed = blake2b(secret, b'annhi/1 keypair')
        secret_key = hashlib.sha512(seed).digest()[:32]
        public_key = ctypes.create_string_buffer(32)
        sodium.crypto_scalarmult_base(public_key, secret_key)
        (sealed,), = self.query('SELECT sealed FROM report_key WHERE report = ? AND recipient = ?',
                                report_id, 'reporter')
        opened = ctypes.create_string_buffer(64)
        assert sodium.crypto_box_seal_open(opened, sealed, ctypes.c_ulonglong(len(sealed)),
                                           public_key, secret_key) == 0
        key = opened.raw[:32]
        (content,), = self.query('SELECT content FROM report WHERE id = ?', report_id)
        report = json.loads(open_stream(content, key, report_id, 'content'))
        files = {}
        for evidence in report.get('evidence', []):
            if evidence['included']:
                path, = glob.glob(f"{self.folder}/**/*{evidence['id']}*", recursive=True)
                with open(path, 'rb') as stream:
                    files[evidence['name']] = open_stream(
                        stream.read(), key, report_id, 'evidence/' + evidence['id'])
        return report, files


def receipt_secret(text):
    number = 0
    for symbol in text.replace('-', '')[:24]:
        number = number * 32 + CROCKFORD.index(symbol)
    return number.to_bytes(15, 'big')


def open_stream(sealed, key, report_id, purpose):
    state = ctypes.create_string_buffer(sodium.crypto_secretstream_xchacha20poly1305_statebytes())
    sodium.crypto_secretstream_xchacha20poly1305_init_pull(state, sealed[:24], key)
    context = b'annhi/1\0' + report_id.encode() + b'\0' + purpose.encode() + b'\0'
    plain, at, number, tag = b'', 24, 0, ctypes.c_ubyte(0)
    while at < len(sealed):
        piece = sealed[at:at + CHUNK + 17]
        out = ctypes.create_string_buffer(len(piece) - 17)
        associated = context + struct.pack('<Q', number)
        assert sodium.crypto_secretstream_xchacha20poly1305_pull(
            state, out, None, ctypes.byref(tag), piece, ctypes.c_ulonglong(len(piece)),
            associated, ctypes.c_ulonglong(len(associated))) == 0
        plain += out.raw
        at += len(piece)
        number += 1
    assert tag.value == 3
    length, = struct.unpack('<Q', plain[:8])
    return plain[8:8 + length]


class Family:
    """A user's data directory, and annhictl run in it."""

    def __init__(self, folder):
        self.folder = folder
        os.makedirs(folder, exist_ok=True)
        self.passphrase = 'mat-khau-mo-kho'

    def write_report(self, name='report.json', **changes):
        report = {'schema': 'vn.annhi.report/1', 'reporter': {'role': 'parent'},
                  'incident': {'category': 'bullying', 'description': 'Bé bị nhắn tin dọa nạt'}}
        for key, value in changes.items():
            if isinstance(value, dict):
                report.setdefault(key, {}).update(value)
            else:
                report[key] = value
        path = os.path.join(self.folder, name)
        with open(path, 'w', encoding='utf-8') as stream:
            json.dump(report, stream, ensure_ascii=False)
        return path

    def write_file(self, name, content):
        path = os.path.join(self.folder, name)
        with open(path, 'wb') as stream:
            stream.write(content)
        return path

    def start(self, *words, passphrase=True, pass_fds=(), **env):
        fd = secret_fd(self.passphrase) if passphrase else None
        words = [CTL, 'report', *words] + (['--passphrase-fd', str(fd)] if passphrase else [])
        process = subprocess.Popen(
            words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            pass_fds=[*pass_fds, *([fd] if passphrase else [])],
            env=environment(XDG_DATA_HOME=os.path.join(self.folder, 'data'), **env))
        if fd is not None:
            os.close(fd)
        return process

    def run(self, *words, **options):
        process = self.start(*words, **options)
        out, err = process.communicate(timeout=DEADLINE)
        assert 'Sanitizer' not in err, err
        return process.returncode, out, err

    def send(self, channel, report, *words):
        code, out, err = self.run('send', '--channel', channel, '--report', report, '--json',
                                  *words)
        return code, json.loads(out) if out else None, err

    def items(self):
        code, out, err = self.run('list', '--json')
        assert code == 0, err
        return json.loads(out)

    def stored_bytes(self):
        """All that lies in the data directory, names included."""
        everything = b''
        for path in glob.glob(os.path.join(self.folder, 'data/**'), recursive=True):
            everything += path.encode()
            if os.path.isfile(path):
                with open(path, 'rb') as stream:
                    everything += stream.read()
        return everything
