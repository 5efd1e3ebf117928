# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The wire format of receipts and sealed content, once more and without libsodium.

Written after the standards (RFC 7693 BLAKE2, RFC 7748 X25519, RFC 8439 ChaCha20 and Poly1305,
Salsa20) and the headers of app/report, so that a change there cannot go unnoticed. For tests only:
it is slow and not constant-time.
"""

import base64
import hashlib
import struct

CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U'
CHUNK = 65536


def blake2b(data, person=b'', size=32):
    return hashlib.blake2b(data, digest_size=size, person=person).digest()


def rotate(x, n):
    return ((x << n) | (x >> (32 - n))) & 0xffffffff


# Curves


def x25519(scalar, point):
    p = 2 ** 255 - 19
    k = bytearray(scalar)
    k[0] &= 248
    k[31] = (k[31] & 127) | 64
    k = int.from_bytes(k, 'little')
    x1 = int.from_bytes(point, 'little') & (2 ** 255 - 1)
    x2, z2, x3, z3 = 1, 0, x1, 1
    for bit in range(254, -1, -1):
        swap = (k >> bit) & 1
        if swap:
            x2, x3, z2, z3 = x3, x2, z3, z2
        a, b, c, d = (x2 + z2) % p, (x2 - z2) % p, (x3 + z3) % p, (x3 - z3) % p
        aa, bb, da, cb = a * a % p, b * b % p, d * a % p, c * b % p
        e = (aa - bb) % p
        x3, z3 = (da + cb) ** 2 % p, x1 * (da - cb) ** 2 % p
        x2, z2 = aa * bb % p, e * (aa + 121665 * e) % p
        if swap:
            x2, x3, z2, z3 = x3, x2, z3, z2
    return (x2 * pow(z2, p - 2, p) % p).to_bytes(32, 'little')


BASE_POINT = bytes([9] + [0] * 31)


# Ciphers


def chacha_rounds(state):
    def quarter(a, b, c, d):
        for x, y, z, n in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
            s[x] = (s[x] + s[y]) & 0xffffffff
            s[z] = rotate(s[z] ^ s[x], n)
    s = list(state)
    for _ in range(10):
        for i in range(4):
            quarter(i, 4 + i, 8 + i, 12 + i)
        for i in range(4):
            quarter(i, 4 + (i + 1) % 4, 8 + (i + 2) % 4, 12 + (i + 3) % 4)
    return s


SIGMA = struct.unpack('<4I', b'expand 32-byte k')


def hchacha20(nonce, key):
    s = chacha_rounds(list(SIGMA) + list(struct.unpack('<8I', key)) +
                      list(struct.unpack('<4I', nonce)))
    return struct.pack('<8I', *s[:4], *s[12:])


def chacha20(key, nonce, counter, data):
    out = bytearray()
    for at in range(0, len(data), 64):
        start = list(SIGMA) + list(struct.unpack('<8I', key)) + [counter + at // 64] + \
            list(struct.unpack('<3I', nonce))
        block = struct.pack('<16I', *((a + b) & 0xffffffff
                                      for a, b in zip(start, chacha_rounds(start))))
        out += bytes(a ^ b for a, b in zip(data[at:at + 64], block))
    return bytes(out)


def salsa_rounds(state):
    s = list(state)
    for _ in range(10):
        for rows in (False, True):
            for i in range(4):
                if rows:
                    a, b, c, d = (4 * i + (i + j) % 4 for j in range(4))
                else:
                    a, b, c, d = ((5 * i + 4 * j) % 16 for j in range(4))
                s[b] ^= rotate((s[a] + s[d]) & 0xffffffff, 7)
                s[c] ^= rotate((s[b] + s[a]) & 0xffffffff, 9)
                s[d] ^= rotate((s[c] + s[b]) & 0xffffffff, 13)
                s[a] ^= rotate((s[d] + s[c]) & 0xffffffff, 18)
    return s


def salsa_state(key, middle):
    k, n = struct.unpack('<8I', key), struct.unpack('<4I', middle)
    return [SIGMA[0], *k[:4], SIGMA[1], *n, SIGMA[2], *k[4:], SIGMA[3]]


def hsalsa20(nonce, key):
    s = salsa_rounds(salsa_state(key, nonce))
    return struct.pack('<8I', *(s[i] for i in (0, 5, 10, 15, 6, 7, 8, 9)))


def xsalsa20(key, nonce, length):
    subkey = hsalsa20(nonce[:16], key)
    out = b''
    for block in range((length + 63) // 64):
        start = salsa_state(subkey, nonce[16:] + struct.pack('<Q', block))
        out += struct.pack('<16I', *((a + b) & 0xffffffff
                                     for a, b in zip(start, salsa_rounds(start))))
    return out[:length]


def poly1305(key, data):
    r = int.from_bytes(key[:16], 'little') & 0x0ffffffc0ffffffc0ffffffc0fffffff
    total = 0
    for at in range(0, len(data), 16):
        total = (total + int.from_bytes(data[at:at + 16] + b'\1', 'little')) * r % (2 ** 130 - 5)
    return ((total + int.from_bytes(key[16:], 'little')) & (2 ** 128 - 1)).to_bytes(16, 'little')


# Receipts


def receipt_text(secret):
    number = int.from_bytes(secret, 'big')
    symbols = ''.join(CROCKFORD[(number >> (115 - 5 * i)) & 31] for i in range(24))
    return '-'.join([symbols[i:i + 4] for i in range(0, 24, 4)] + [CROCKFORD[number % 37]])


def receipt(secret):
    token = blake2b(secret, b'annhi/1 bearer')
    seed = blake2b(secret, b'annhi/1 keypair')
    secret_key = hashlib.sha512(seed).digest()[:32]
    return {
        'secret': secret.hex(),
        'text': receipt_text(secret),
        'bearer': base64.urlsafe_b64encode(token).decode().rstrip('='),
        'verifier': blake2b(token, b'annhi/1 verifier').hex(),
        'public_key': x25519(secret_key, BASE_POINT).hex(),
    }


# Seals


def padded_size(size):
    size += 8
    exponent = size.bit_length() - 1
    mask = (1 << (exponent - exponent.bit_length())) - 1
    return (size + mask) & ~mask


def secretstream(key, header, messages):
    """crypto_secretstream_xchacha20poly1305 of (plain, associated data, tag) triples."""
    subkey, nonce = hchacha20(header[:16], key), struct.pack('<I', 1) + header[16:]
    out = header
    for plain, associated, tag in messages:
        block = chacha20(subkey, nonce, 1, bytes([tag]) + bytes(63))
        sealed = chacha20(subkey, nonce, 2, plain)
        authenticated = associated + bytes(-len(associated) % 16) + block + sealed + \
            bytes(len(plain) % 16) + struct.pack('<QQ', len(associated), 64 + len(plain))
        tag_bytes = poly1305(chacha20(subkey, nonce, 0, bytes(32)), authenticated)
        out += block[:1] + sealed + tag_bytes
        counter = struct.unpack('<I', nonce[:4])[0] + 1
        nonce = struct.pack('<I', counter) + \
            bytes(a ^ b for a, b in zip(nonce[4:], tag_bytes))
    return out


def seal(key, header, report_id, purpose, plain):
    text = struct.pack('<Q', len(plain)) + plain
    text += bytes(padded_size(len(plain)) - len(text))
    chunks = [text[at:at + CHUNK] for at in range(0, len(text), CHUNK)]
    context = b'annhi/1\0' + report_id.encode() + b'\0' + purpose.encode() + b'\0'
    return secretstream(key, header, [
        (chunk, context + struct.pack('<Q', n), 3 if n == len(chunks) - 1 else 0)
        for n, chunk in enumerate(chunks)])


def wrap_key(key, report_id, recipient, public_key, ephemeral):
    """crypto_box_seal of the key and its binding, with a given ephemeral secret key."""
    binding = blake2b(b'annhi/1 key\0' + report_id.encode() + b'\0' + recipient.encode())
    ephemeral_public = x25519(ephemeral, BASE_POINT)
    nonce = blake2b(ephemeral_public + public_key, size=24)
    shared = hsalsa20(bytes(16), x25519(ephemeral, public_key))
    stream = xsalsa20(shared, nonce, 32 + 64)
    sealed = bytes(a ^ b for a, b in zip(key + binding, stream[32:]))
    return ephemeral_public + poly1305(stream[:32], sealed) + sealed


def office_key_id(public_key):
    return blake2b(public_key).hex()[:16]
