# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""An office with its server, and a small client of its interface that lets nothing pass.

The server stores what it cannot read, so envelopes here hold random bytes where ciphertext belongs;
that an officer can open what a real client sent is tested with annhictl.
"""

import base64
import ctypes
import ctypes.util
import hashlib
import http.client
import json
import os
import re
import secrets
import shutil
import signal
import socket
import sqlite3
import subprocess
import time
import uuid

INTAKE = os.path.join(os.environ['AN_BUILD_DIR'], 'app/intake/annhi-intake')
MEDIA = 'application/vnd.annhi.v1+json'
PASSWORD = 'mot-mat-khau-dai'
OFFICER = 'Nguyễn Văn Cán'
DEADLINE = 60


def environment():
    # The sanitizer keeps what was freed for a while; with less of it, memory can be measured.
    return {**os.environ, 'ASAN_OPTIONS': 'quarantine_size_mb=4', 'ANNHI_INTAKE_TEST_FAST_PWHASH': '1', 'LC_ALL': 'C.UTF-8',
            'LANGUAGE': 'en', 'G_DEBUG': 'fatal-warnings'}


def sodium_verify(signature, text, key):
    """Ed25519 without the code under test."""
    sodium = ctypes.CDLL(ctypes.util.find_library('sodium'))
    return sodium.crypto_sign_verify_detached(signature, text, ctypes.c_ulonglong(len(text)),
                                              key) == 0


def b64(data):
    return base64.b64encode(data).decode()


def sha256(data):
    return hashlib.sha256(data).digest()


def blake2b(data, person):
    return hashlib.blake2b(data, digest_size=32, person=person).digest()


def content_digest(data):
    return f'sha-256=:{b64(sha256(data))}:'


class Answer:
    """Status, headers (by lower-case name, one each) and body of an answer."""

    def __init__(self, status, headers, body):
        self.status = status
        self.body = body
        self.headers = {}
        for name, value in headers:
            assert name.lower() not in self.headers, f'{name} is there twice'
            self.headers[name.lower()] = value

    def json(self):
        return json.loads(self.body)

    @property
    def problem(self):
        return self.json()['type'].removeprefix('urn:annhi:problem:')


class Report:
    """A report as a client would send it."""

    def __init__(self, office, content=b'', urgency='high'):
        token = blake2b(secrets.token_bytes(15), b'annhi/1 bearer')
        self.id = str(uuid.uuid4())
        self.key = str(uuid.uuid4())
        self.bearer = base64.urlsafe_b64encode(token).decode().rstrip('=')
        self.content = content or secrets.token_bytes(500)
        self.evidence = {}
        self.envelope = {
            'schema': 'vn.annhi.envelope/1', 'id': self.id, 'office': office.id,
            'urgency': urgency, 'size': len(self.content),
            'receipt_verifier': b64(blake2b(token, b'annhi/1 verifier')),
            'keys': [{'recipient': recipient, 'sealed': b64(secrets.token_bytes(112))}
                     for recipient in (*('office/' + key for key in office.keys), 'reporter')],
            'content': b64(self.content)}

    @property
    def body(self):
        return json.dumps(self.envelope).encode()

    @property
    def path(self):
        return '/v1/reports/' + self.id

    def add(self, data):
        """A new piece of evidence; answers its id."""
        name = str(uuid.uuid4())
        self.evidence[name] = data
        return name

    def manifest(self):
        return {'schema': 'vn.annhi.manifest/1',
                'content_sha256': sha256(self.content).hex(),
                'evidence': [{'id': name, 'size': len(data), 'sha256': sha256(data).hex()}
                             for name, data in sorted(self.evidence.items())]}


class Office:
    """A store in @folder; the server runs between start() and stop() or kill()."""

    def __init__(self, folder, copy_of=None):
        self.folder = folder
        self.store = os.path.join(folder, 'office.db')
        self.process = None
        self.log = os.path.join(folder, 'log')
        if copy_of is None:
            self.call('office', 'init', '--name', 'Nơi tiếp nhận', '--province', 'phu-tho',
                      password=PASSWORD)
            self.call('officer', 'add', '--name', OFFICER, password=PASSWORD)
            exported = self.call('channel', 'export', '--url', 'http://127.0.0.1:1').stdout
            self.channel = json.loads(exported)
        else:
            shutil.copy(copy_of.store, self.store)
            self.channel = copy_of.channel
        self.id = self.channel['office']
        self.keys = [key['id'] for key in self.channel['keys']]

    def call(self, *words, password=None, check=True, more_fds=()):
        """Runs one command; the password goes through a pipe."""
        extra, fds = [], ()
        if password is not None:
            read, write = os.pipe()
            os.write(write, password.encode() + b'\n')
            os.close(write)
            extra, fds = ['--password-fd', str(read)], (read,)
        done = subprocess.run([INTAKE, '--store', 'sqlite:' + self.store, *words, *extra],
                              capture_output=True, text=True, env=environment(),
                              pass_fds=(*fds, *more_fds), timeout=DEADLINE, check=False)
        for fd in fds:
            os.close(fd)
        assert not check or done.returncode == 0, done.stderr
        return done

    # The server

    def start(self, *options, port=0, may_warn=False, preload=None):
        """@may_warn: libsoup itself warns about what will be sent. @preload: the disk can be filled with fill()."""
        settings = environment()
        if preload:
            settings['LD_PRELOAD'] = preload
            settings['AN_FULL_DISK_FLAG'] = os.path.join(self.folder, 'full')
            settings['ASAN_OPTIONS'] += ':verify_asan_link_order=0'
        if may_warn:
            del settings['G_DEBUG']
        with open(self.log, 'ab') as log:
            self.process = subprocess.Popen(
                [INTAKE, '--store', 'sqlite:' + self.store, 'serve', '--listen',
                 f'127.0.0.1:{port}', *options],
                stdout=subprocess.PIPE, stderr=log, text=True, env=settings)
        line = self.process.stdout.readline()
        found = re.fullmatch(r'listening on http://127\.0\.0\.1:(\d+)\n', line)
        assert found, (line, open(self.log, encoding='utf-8').read())
        self.port = int(found.group(1))
        return self

    def stop(self):
        """Ends it in good order; whatever a sanitizer found makes it fail."""
        if self.process is None:
            return
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(DEADLINE)
        self.process.stdout.close()
        self.process = None
        assert code == 0, open(self.log, encoding='utf-8').read()

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()
        self.process = None

    def __enter__(self):
        return self.start()

    def __exit__(self, kind, *_):
        if kind is None:
            self.stop()
        elif self.process is not None:
            self.kill()

    def memory(self):
        """Resident bytes."""
        with open(f'/proc/{self.process.pid}/status', encoding='utf-8') as status:
            return int(re.search(r'VmRSS:\s+(\d+)', status.read()).group(1)) * 1024

    def descriptors(self):
        return len(os.listdir(f'/proc/{self.process.pid}/fd'))

    # Requests

    def request(self, method, path, body=None, **headers):
        """Header names are written with _ for -; None leaves a header out."""
        connection = http.client.HTTPConnection('127.0.0.1', self.port, timeout=DEADLINE)
        try:
            named = {name.replace('_', '-'): value for name, value in headers.items()
                     if value is not None}
            connection.request(method, path, body, named)
            got = connection.getresponse()
            return Answer(got.status, got.getheaders(), got.read())
        finally:
            connection.close()

    def raw(self, data, wait=DEADLINE):
        """Sends bytes and reads until the server ends or @wait seconds pass."""
        with socket.create_connection(('127.0.0.1', self.port), timeout=wait) as stream:
            try:
                stream.sendall(data)
            except (BrokenPipeError, ConnectionResetError):
                pass
            return read_all(stream)

    # The interface

    def create(self, report, **headers):
        return self.request('POST', '/v1/reports', report.body, **{
            'Content_Type': MEDIA, 'Idempotency_Key': f'"{report.key}"',
            'Content_Digest': content_digest(report.body), **headers})

    def announce(self, report, evidence, size=None, **headers):
        if size is None:
            size = len(report.evidence[evidence])
        return self.request('POST', report.path + '/evidence', **{
            'Tus_Resumable': '1.0.0', 'Upload_Length': str(size),
            'Upload_Metadata': 'id ' + b64(evidence.encode()),
            'Authorization': 'Bearer ' + report.bearer, **headers})

    def offset(self, report, evidence, **headers):
        return self.request('HEAD', f'{report.path}/evidence/{evidence}', **{
            'Tus_Resumable': '1.0.0', 'Authorization': 'Bearer ' + report.bearer, **headers})

    def append(self, report, evidence, offset, piece, **headers):
        return self.request('PATCH', f'{report.path}/evidence/{evidence}', piece, **{
            'Tus_Resumable': '1.0.0', 'Authorization': 'Bearer ' + report.bearer,
            'Content_Type': 'application/offset+octet-stream', 'Upload_Offset': str(offset),
            'Upload_Checksum': 'sha256 ' + b64(sha256(piece)),
            'Content_Digest': content_digest(piece), **headers})

    def upload(self, report, evidence, step=1 << 20):
        data = report.evidence[evidence]
        assert self.announce(report, evidence).status == 201
        for at in range(0, len(data), step):
            assert self.append(report, evidence, at, data[at:at + step]).status == 204

    def submit(self, report, manifest=None, **headers):
        body = json.dumps(report.manifest() if manifest is None else manifest).encode()
        return self.request('POST', report.path + '/submission', body, **{
            'Content_Type': MEDIA, 'Authorization': 'Bearer ' + report.bearer,
            'Content_Digest': content_digest(body), **headers})

    def status(self, report, **headers):
        return self.request('GET', report.path,
                            **{'Authorization': 'Bearer ' + report.bearer, **headers})

    # The store

    def query(self, sql, *values):
        connection = sqlite3.connect(self.store, timeout=DEADLINE)
        try:
            with connection:
                return connection.execute(sql, values).fetchall()
        finally:
            connection.close()

    def count(self, table):
        return self.query(f'SELECT COUNT(*) FROM {table}')[0][0]

    def expire(self, report):
        past = time.time_ns() // 1000 - 1_000_000
        self.query('UPDATE report SET expires = ? WHERE id = ?', past, report.id)


def read_all(stream):
    data = b''
    try:
        while chunk := stream.recv(65536):
            data += chunk
    except (TimeoutError, ConnectionResetError):
        pass
    return data


def status_of(data):
    """The status of a raw answer, or None when there is none."""
    found = re.match(rb'HTTP/1\.[01] (\d{3}) ', data)
    return int(found.group(1)) if found else None


def wait_until(true, seconds=DEADLINE):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, 'it did not happen in time'
        time.sleep(0.05)
