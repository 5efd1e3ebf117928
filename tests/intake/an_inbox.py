# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reports that can be opened, sent by annhictl, and an officer who works on them through the API."""

import base64
import ctypes
import hashlib
import hmac
import json
import os
import struct
import secrets
import subprocess
import sys
import time
import uuid
import zlib

from an_office import DEADLINE, MEDIA, OFFICER, PASSWORD, b64, environment

sys.path.insert(0, os.path.join(os.environ['AN_SOURCE_DIR'], 'tests/report'))
import wire  # noqa: E402, the wire format once more, without the code under test
from office import open_stream, receipt_secret, sodium  # noqa: E402

CTL = os.path.join(os.environ['AN_BUILD_DIR'], 'app/cli/annhictl')


def png(width=64, height=48, colour=(180, 60, 60)):
    """A picture of one colour."""
    def chunk(kind, data):
        return struct.pack('>I', len(data)) + kind + data + struct.pack(
            '>I', zlib.crc32(kind + data))

    rows = (b'\0' + bytes(colour) * width) * height
    return (b'\x89PNG\r\n\x1a\n' +
            chunk(b'IHDR', struct.pack('>IIBBBBB', width, height, 8, 2, 0, 0, 0)) +
            chunk(b'IDAT', zlib.compress(rows)) + chunk(b'IEND', b''))


def make_report(**incident):
    return {
        'schema': 'vn.annhi.report/1',
        'reporter': {'role': 'parent', 'name': 'Trần Thị Bình', 'phone': '0900000000'},
        'child': {'name': 'Bé Mai', 'age': 12, 'gender': 'female', 'condition': 'Sợ đi học'},
        'incident': {'category': 'bullying', 'urgency': 'high',
                     'description': 'Cả lớp lập nhóm nói xấu cháu từ tuần trước.',
                     'platform': 'Zalo', **incident}}


def send_report(office, report, evidence=()):
    """Files @report with annhictl; @evidence: (name, bytes). Answers its id and receipt."""
    home = os.path.join(office.folder, 'family')
    os.makedirs(home, exist_ok=True)
    paths = {'channel': json.dumps({**office.channel, 'url': f'http://127.0.0.1:{office.port}'}),
             'report': json.dumps(report)}
    for name, text in paths.items():
        with open(os.path.join(home, name + '.json'), 'w', encoding='utf-8') as out:
            out.write(text)
    words = []
    for name, data in evidence:
        with open(os.path.join(home, name), 'wb') as out:
            out.write(data)
        words += ['--evidence', os.path.join(home, name)]
    read, write = os.pipe()
    os.write(write, b'mat-khau-kho-kin\n')
    os.close(write)
    settings = {**environment(), 'ANNHI_VAULT_TEST_FAST_PWHASH': '1', 'HOME': home,
                'XDG_DATA_HOME': os.path.join(home, 'data')}
    settings.pop('DBUS_SESSION_BUS_ADDRESS', None)
    done = subprocess.run(
        [CTL, 'report', 'send', '--channel', os.path.join(home, 'channel.json'), '--report',
         os.path.join(home, 'report.json'), *words, '--wait', '--json', '--passphrase-fd',
         str(read)], capture_output=True, text=True, env=settings, pass_fds=(read,),
        timeout=DEADLINE, check=False)
    os.close(read)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def totp(secret, at=None):
    """The six digits of a base32 secret (RFC 6238)."""
    key = base64.b32decode(secret)
    digest = hmac.new(key, struct.pack('>Q', int(at or time.time()) // 30), hashlib.sha1).digest()
    place = digest[19] & 15
    return f'{(struct.unpack(">I", digest[place:place + 4])[0] & 0x7fffffff) % 1000000:06d}'


class Officer:
    """A browser without a browser: keeps the cookie and the CSRF token."""

    def __init__(self, office, name=OFFICER):
        self.office = office
        self.name = name
        self.cookie = None
        self.token = None

    def sign_in(self, password=PASSWORD, **more):
        answer = self.post('/v1/session', {'name': self.name, 'password': password, **more})
        if answer.status == 201:
            value, *rules = answer.headers['set-cookie'].split('; ')
            assert sorted(rules) == ['HttpOnly', 'Path=/', 'SameSite=Strict', 'Secure']
            self.cookie = value
            self.token = answer.json()['csrf_token']
        return answer

    def request(self, method, path, body=None, **headers):
        return self.office.request(method, path, body, **{
            'Cookie': self.cookie, 'X_CSRF_Token': self.token, **headers})

    def get(self, path, **headers):
        return self.request('GET', path, **headers)

    def post(self, path, document, **headers):
        body = document if isinstance(document, bytes) else json.dumps(document).encode()
        return self.request('POST', path, body, **{'Content_Type': MEDIA, **headers})

    def cases(self, query=''):
        answer = self.get('/v1/cases' + query)
        assert answer.status == 200, answer.body
        return answer.json()

    def case(self, name):
        answer = self.get('/v1/cases/' + name)
        assert answer.status == 200, answer.body
        document = answer.json()
        assert answer.headers['etag'] == f'"{document["revision"]}"'
        return document

    def move(self, name, to, revision=None, **more):
        if revision is None:
            revision = self.case(name)['revision']
        return self.post(f'/v1/cases/{name}/transitions', {'to': to, **more},
                         If_Match=f'"{revision}"')

    def note(self, name, text, revision=None):
        if revision is None:
            revision = self.case(name)['revision']
        return self.post(f'/v1/cases/{name}/notes', {'text': text}, If_Match=f'"{revision}"')

    def message(self, name, text, revision=None):
        if revision is None:
            revision = self.case(name)['revision']
        return self.post(f'/v1/cases/{name}/messages', {'text': text}, If_Match=f'"{revision}"')

    def keep(self, name, revision=None, **details):
        if revision is None:
            revision = self.case(name)['revision']
        return self.request('PATCH', '/v1/cases/' + name, json.dumps(details).encode(),
                            Content_Type=MEDIA, If_Match=f'"{revision}"')

    def ask(self, name, evidence, reason='Xác minh nội dung'):
        return self.post(f'/v1/cases/{name}/evidence/{evidence}', {'reason': reason})

    def sign_out(self):
        answer = self.request('DELETE', '/v1/session')
        self.cookie = self.token = None
        return answer


class Reporter:
    """Whoever holds the receipt, from any PC: has nothing but what the server gives out."""

    def __init__(self, office, sent):
        self.office = office
        self.path = f'/v1/reports/{sent["id"]}/messages'
        self.id = sent['id']
        self.secret = receipt_secret(sent['receipt'])
        token = wire.blake2b(self.secret, b'annhi/1 bearer')
        self.bearer = 'Bearer ' + base64.urlsafe_b64encode(token).decode().rstrip('=')

    def get(self, **headers):
        return self.office.request('GET', self.path, **{'Authorization': self.bearer, **headers})

    def key(self):
        sealed = base64.b64decode(self.get().json()['key'])
        seed = wire.blake2b(self.secret, b'annhi/1 keypair')
        secret_key = hashlib.sha512(seed).digest()[:32]
        opened = ctypes.create_string_buffer(64)
        assert sodium.crypto_box_seal_open(opened, sealed, ctypes.c_ulonglong(len(sealed)),
                                           wire.x25519(secret_key, wire.BASE_POINT),
                                           secret_key) == 0
        return opened.raw[:32]

    def read(self):
        """[(from, text)]"""
        document = self.get().json()
        key = self.key()
        return [(m['from'], open_stream(base64.b64decode(m['sealed']), key, self.id,
                                        f'message/{m["from"]}/{m["id"]}').decode())
                for m in document['messages']]

    def seal(self, text, name, sender='reporter'):
        return wire.seal(self.key(), secrets.token_bytes(24), self.id, f'message/{sender}/{name}',
                         text.encode())

    def post(self, text, name=None, sealed=None, **headers):
        name = name or str(uuid.uuid4())
        body = {'id': name, 'sealed': b64(sealed or self.seal(text, name))}
        return self.send(body, **headers)

    def send(self, body, **headers):
        return self.office.request('POST', self.path, json.dumps(body).encode(), **{
            'Authorization': self.bearer, 'Content_Type': MEDIA, **headers})
