# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The known answers in tests/data follow from the documented format; the C tests read the same."""

import json
import os

import wire

DATA = os.path.join(os.environ['AN_SOURCE_DIR'], 'tests', 'data')


def load(name):
    with open(os.path.join(DATA, name), encoding='utf-8') as stream:
        return json.load(stream)


def test_primitives():
    """RFC 7748 §5.2, RFC 8439 §2.5.2: the second implementation is itself right."""
    assert wire.x25519(
        bytes.fromhex('a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4'),
        bytes.fromhex('e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c')
    ).hex() == 'c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552'
    assert wire.poly1305(
        bytes.fromhex('85d6be7857556d337f4452fe42d506a80103808afb0db2fd4abff6af4149f51b'),
        b'Cryptographic Forum Research Group').hex() == 'a8061dc1305136c6c22b8baf0c0127a9'


def test_receipts():
    vectors = load('receipt-vectors.json')
    assert len(vectors) >= 3
    for vector in vectors:
        assert wire.receipt(bytes.fromhex(vector['secret'])) == vector


def test_seals():
    vectors = load('seal-vectors.json')
    for vector in vectors['streams']:
        assert wire.seal(bytes.fromhex(vector['key']), bytes.fromhex(vector['sealed'])[:24],
                         vector['report_id'], vector['purpose'],
                         bytes.fromhex(vector['plain'])).hex() == vector['sealed']
    for vector in vectors['keys']:
        secret = bytes.fromhex(vector['secret_key'])
        public = wire.x25519(secret, wire.BASE_POINT)
        assert public.hex() == vector['public_key']
        assert wire.office_key_id(public) == vector['key_id']
        assert wire.wrap_key(bytes.fromhex(vector['key']), vector['report_id'],
                             vector['recipient'], public,
                             bytes.fromhex(vector['ephemeral'])).hex() == vector['sealed']
