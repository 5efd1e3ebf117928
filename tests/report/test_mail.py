# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Messages between reporter and office by annhictl: both ways, from another PC, never twice."""

import json
import os
import subprocess

import pytest

from fault_proxy import FaultProxy
from office import CTL, DEADLINE, Family, Office, environment, secret_fd
from officer import Officer

SUPERVISOR = ('Trưởng nhóm', 'mat-khau-cua-phong')


@pytest.fixture
def office(tmp_path):
    office = Office(str(tmp_path))
    office.start()
    yield office
    office.kill()


@pytest.fixture
def family(tmp_path):
    return Family(str(tmp_path / 'family'))


def sign_in(office):
    (name,), = office.query('SELECT name FROM staff WHERE role = ?', 'supervisor')
    return Officer(f'http://127.0.0.1:{office.port}', name, SUPERVISOR[1])


def mail(family, *words, text=None, **options):
    """(code, [(from, text)], stderr) of `annhictl report messages`."""
    fd = secret_fd(text) if text is not None else None
    more = ['--text-fd', str(fd)] if fd is not None else []
    code, out, err = family.run('messages', *words, *more, '--json',
                                pass_fds=[fd] if fd is not None else [], **options)
    if fd is not None:
        os.close(fd)
    answer = json.loads(out)['messages'] if out else None
    return code, answer and [(m['from'], m['text']) for m in answer], err


def ask_elsewhere(office, receipt, command, *words):
    """From a PC that knows nothing but the receipt."""
    fd = secret_fd(receipt)
    done = subprocess.run([CTL, 'report', command, '--receipt-fd', str(fd), '--channel',
                           office.channel(), '--json', *words], pass_fds=[fd], capture_output=True,
                          text=True, env=environment(), timeout=DEADLINE, check=False)
    os.close(fd)
    return done.returncode, json.loads(done.stdout) if done.stdout else None, done.stderr


def test_both_ways(office, family):
    code, sent, _ = family.send(office.channel(), family.write_report(), '--wait')
    assert code == 0
    assert mail(family, sent['id']) == (0, [], '')
    officer = sign_in(office)
    officer.change(sent['id'], 'messages', text='Cháu bé có an toàn không?')
    code, messages, err = mail(family, sent['id'], text='Dạ có, cháu ở nhà bà.')
    assert (code, err) == (0, '')
    assert messages == [('office', 'Cháu bé có an toàn không?'), ('reporter', 'Dạ có, cháu ở nhà bà.')]
    assert officer.messages(sent['id']) == messages
    code, answer, err = ask_elsewhere(office, sent['receipt'], 'messages')
    assert (code, err) == (0, '')
    assert [(m['from'], m['text']) for m in answer['messages']] == messages
    stored = family.stored_bytes()
    assert 'an toàn'.encode() not in stored and 'nhà bà'.encode() not in stored
    assert 'nhà bà' not in str(office.query('SELECT * FROM message'))


def test_refused_at_once(office, family):
    code, sent, _ = family.send(office.channel(), family.write_report(), '--wait')
    assert code == 0
    assert mail(family, sent['id'], text='x' * 4001)[0] == 1
    assert mail(family, sent['id'], text='  \n ')[0] == 1
    assert mail(family, '7f0c2a1e-5b7d-4c1a-9d2f-0a1b2c3d4e5f')[0] == 1
    assert ask_elsewhere(office, '0000-0000-0000-0000-0000-0000-0', 'messages')[0] == 1
    assert family.run('messages')[0] == 2
    assert mail(family, sent['id']) == (0, [], '')


@pytest.mark.parametrize('fault', ['drop-answer', 'drop-request', 'cut-answer'])
def test_lost_answer(office, family, fault):
    """Whatever was lost, the message is there once, or it is said that it is not."""
    posts = []

    def plan(number, method, path):
        if method == 'POST' and path.endswith('/messages'):
            posts.append(number)
            return fault
        return None

    with FaultProxy(office.port, plan) as proxy:
        code, sent, _ = family.send(office.channel(proxy.url), family.write_report(), '--wait')
        assert code == 0
        code, _, err = mail(family, sent['id'], text='có ai đọc không')
        assert code == 1 and err, 'not told as sent'
        assert posts
    texts = [text for _, text in sign_in(office).messages(sent['id'])]
    assert texts == ([] if fault == 'drop-request' else ['có ai đọc không'])


def test_withdraw(office, family):
    """Before an officer begins it is gone; afterwards it is said why not."""
    def send():
        code, sent, _ = family.send(office.channel(), family.write_report(), '--wait')
        assert code == 0
        return sent
    first, second, third = send(), send(), send()
    code, out, err = family.run('withdraw', first['id'], '--json')
    assert (code, err) == (0, '') and json.loads(out) == {'id': first['id'], 'state': 'withdrawn'}
    assert family.run('withdraw', first['id'])[0] == 0, 'twice is no error'
    assert ask_elsewhere(office, second['receipt'], 'withdraw')[0] == 0
    sign_in(office).change(third['id'], 'transitions', to='triaged')
    code, out, err = family.run('withdraw', third['id'])
    assert (code, out) == (1, '') and err
    states = office.states()
    assert states[third['id']] == 'triaged'
    assert {states.get(sent['id'], 'withdrawn') for sent in (first, second)} == {'withdrawn'}
