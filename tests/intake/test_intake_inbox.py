# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Officers at work through the API: sessions, the queue, a case, its evidence, the audit log."""

import hashlib
import json
import os
import re
import time

import pytest
from an_inbox import Officer, Reporter, make_report, png, send_report, totp
from an_office import MEDIA, OFFICER, PASSWORD, Office


@pytest.fixture(name='officer')
def signed_in_officer(office):
    officer = Officer(office)
    assert officer.sign_in().status == 201
    return officer


@pytest.fixture(name='supervisor')
def signed_in_supervisor(office):
    supervisor = Officer(office, 'supervisor')
    assert supervisor.sign_in().status == 201
    return supervisor


def actions(office):
    return [row[0] for row in office.query('SELECT action FROM audit ORDER BY position')]


# Sessions


def test_signing_in_and_out(office):
    officer = Officer(office)
    assert officer.get('/v1/session').problem == 'session'
    answer = officer.sign_in().json()
    assert answer['name'] == OFFICER and answer['role'] == 'officer' and answer['totp'] is False
    again = officer.get('/v1/session')
    assert again.status == 200 and again.json()['csrf_token'] == answer['csrf_token']
    kept = officer.cookie
    assert officer.request('DELETE', '/v1/session', X_CSRF_Token=None).problem == 'csrf'
    assert officer.get('/v1/session').status == 200
    assert 'Max-Age=0' in officer.sign_out().headers['set-cookie']
    officer.cookie = kept
    assert officer.get('/v1/cases').problem == 'session'
    assert actions(office)[-2:] == ['session.begun', 'session.ended']


@pytest.mark.parametrize('changes', [
    {'name': 'Không có ai'}, {'password': 'sai-mat-khau-roi'}, {'name': ''}, {'password': ''},
    {'name': OFFICER + ' '}, {'name': "' OR 1=1 --"}])
def test_who_is_refused_is_told_nothing(office, changes):
    answer = Officer(office).post('/v1/session', {'name': OFFICER, 'password': PASSWORD, **changes})
    assert answer.status == 401 and answer.problem == 'sign-in'
    assert 'set-cookie' not in answer.headers
    wrong = Officer(office).post('/v1/session', {'name': 'x', 'password': 'y'})
    assert wrong.body == answer.body


def test_a_name_is_locked_after_failures_whether_or_not_somebody_has_it(office):
    for name in (OFFICER, 'Không có ai'):
        officer = Officer(office, name)
        for _ in range(5):
            assert officer.sign_in('sai-mat-khau-roi').problem == 'sign-in'
        locked = officer.sign_in()
        assert locked.status == 429 and locked.problem == 'too-many'
        assert 1 <= int(locked.headers['retry-after']) <= 31
    assert Officer(office, 'supervisor').sign_in().status == 201
    office.query('UPDATE sign_in SET locked_until = 0')
    assert Officer(office, 'Không có ai').sign_in().problem == 'sign-in'
    longer = Officer(office, 'Không có ai').sign_in()
    assert longer.status == 429 and 31 < int(longer.headers['retry-after']) <= 61
    assert Officer(office).sign_in().status == 201
    assert office.query('SELECT COUNT(*) FROM sign_in')[0][0] == 1


def test_one_address_cannot_try_for_ever(office):
    statuses = [Officer(office, f'ai đó {i}').sign_in('sai-mat-khau').status for i in range(24)]
    assert statuses[:18] == [401] * 18 and 429 in statuses[18:]
    refused = Officer(office).sign_in()
    assert refused.status == 429 and int(refused.headers['retry-after']) >= 1


def test_a_proxy_tells_who_asks_only_where_it_is_trusted(closed_office):
    for option, expected in (((), 429), (('--behind-proxy',), 401)):
        closed_office.start(*option)
        answers = {Officer(closed_office, f'ai {i}').post(
            '/v1/session', {'name': f'ai {i}', 'password': 'x'},
            X_Forwarded_For=f'198.51.100.7, 203.0.113.{i}').status for i in range(24)}
        assert (429 in answers) == (expected == 429), answers
        closed_office.stop()


def test_one_time_codes(office, officer):
    asked = officer.post('/v1/session/totp', {}).json()
    assert asked['uri'].startswith('otpauth://totp/An%20Nhi:') and asked['secret'] in asked['uri']
    assert len(asked['qr']) == len(asked['qr'][0]) > 20 and set(''.join(asked['qr'])) == {'0', '1'}
    assert officer.post('/v1/session/totp', {'code': '000000'}).problem == 'totp'
    now = time.time()
    assert officer.post('/v1/session/totp', {'code': totp(asked['secret'], now)}).json()['totp']
    assert officer.post('/v1/session/totp', {}).problem == 'totp'
    other = Officer(office)
    assert other.sign_in().problem == 'sign-in'
    assert other.sign_in(code='').problem == 'sign-in'
    assert other.sign_in(code=totp(asked['secret'], now)).problem == 'sign-in', 'a code counts once'
    fresh = totp(asked['secret'], now + 30)
    assert other.sign_in(code=fresh).status == 201
    assert Officer(office).sign_in(code=fresh).problem == 'sign-in'
    sealed = office.query('SELECT totp FROM staff WHERE name = ?', OFFICER)[0][0]
    assert len(sealed) == 68


def test_a_session_ends_when_nothing_is_done(closed_office):
    closed_office.start('--session-minutes', '1')
    officer = Officer(closed_office)
    ends = officer.sign_in().json()['ends_at']
    left = time.mktime(time.strptime(ends, '%Y-%m-%dT%H:%M:%SZ')) - time.mktime(time.gmtime())
    assert 50 <= left <= 61
    tag = officer.get('/v1/cases').headers['etag']
    time.sleep(1.1)
    assert officer.get('/v1/cases', If_None_Match=tag).status == 304
    assert officer.get('/v1/session').json()['ends_at'] <= officer.get('/v1/session').json()[
        'ends_at']
    before = officer.get('/v1/session').json()['ends_at']
    assert officer.get('/v1/cases', If_None_Match=tag).status == 304
    assert officer.get('/v1/session').json()['ends_at'] == before, 'asking is no use of it'
    time.sleep(1.1)
    officer.cases()
    assert officer.get('/v1/session').json()['ends_at'] > before
    closed_office.stop()


@pytest.mark.parametrize('headers', [
    {'X_CSRF_Token': None}, {'X_CSRF_Token': 'x'}, {'Sec_Fetch_Site': 'cross-site'},
    {'Sec_Fetch_Site': 'same-site'}])
def test_another_site_can_do_nothing(office, officer, headers):
    sent = send_report(office, make_report())
    path = f'/v1/cases/{sent["id"]}/transitions'
    answer = officer.post(path, {'to': 'triaged'}, If_Match='"1"', **headers)
    assert answer.status == 403 and answer.problem == 'csrf'
    assert officer.case(sent['id'])['state'] == 'received'


def test_forged_cookies_open_nothing(office, officer):
    name, value = officer.cookie.split('=')
    flipped = value[:-2] + ('A' if value[-2] != 'A' else 'B') + value[-1]
    for cookie in (f'{name}={flipped}', f'{name}=', name, f'{name}={value}x', 'a=b',
                   f'other={value}', f'{name}="{value}"', ';' * 3000, 'x' * 5000):
        assert officer.get('/v1/cases', Cookie=cookie).problem == 'session', cookie
    assert officer.get('/v1/cases', Cookie=f'a=b; {officer.cookie}; c=d').status == 200


def test_a_person_has_few_sessions_at_once(office):
    people = [Officer(office) for _ in range(5)]
    for person in people:
        assert person.sign_in().status == 201
    assert [person.get('/v1/session').status for person in people] == [401, 200, 200, 200, 200]


# The queue and a case


def test_the_queue_has_the_urgent_first_then_the_oldest(office, officer):
    made = {}
    for name, urgency in (('a', 'normal'), ('b', 'high'), ('c', 'immediate'), ('d', 'high')):
        made[name] = send_report(office, make_report(urgency=urgency))['id']
    names = {value: key for key, value in made.items()}
    office.query("UPDATE report SET received_at = '2026-11-20T08:00:00Z' WHERE id = ?", made['d'])

    def order(query=''):
        return ''.join(names[case['id']] for case in officer.cases(query)['cases'])

    assert order() == 'cdba'
    assert order('?urgency=high') == 'db' and order('?state=received&urgency=normal') == 'a'
    assert order('?state=finished') == order('?state=closed') == ''
    assert officer.move(made['d'], 'triaged').status == 201
    assert order() == 'cbda', 'what somebody works on comes after what nobody has touched'
    officer.move(made['b'], 'rejected', reason='Thử máy')
    assert order() == 'cda' and order('?state=finished') == order('?state=rejected') == 'b'
    assert order('?state=rejected&urgency=high') == order('?state=finished&urgency=high') == 'b'
    assert order('?state=rejected&urgency=normal') == order('?state=triaged&urgency=normal') == ''
    assert order('?state=triaged') == order('?state=triaged&urgency=high') == 'd'
    entry = officer.cases()['cases'][0]
    assert entry['category'] == 'bullying' and entry['age'] == 12 and entry['acted_at'] is None
    assert entry['due_at'] > entry['received_at']
    for bad in ('?state=open', '?urgency=soon', '?cursor=x', '?cursor=1~2~3', '?state='):
        assert officer.get('/v1/cases' + bad).problem == 'bad-request', bad


def test_pages_of_the_queue(office, officer):
    first = send_report(office, make_report())['id']
    columns = [row[1] for row in office.query('PRAGMA table_info(report)')]
    wanted = set()
    for i in range(119):
        name = f'{i:08x}-0000-4000-8000-000000000000'
        wanted.add(name)
        values = {'id': f"'{name}'", 'received_at': f"'2026-11-{i % 20 + 1:02d}T00:00:00Z'"}
        office.query(f"INSERT INTO report SELECT {','.join(values.get(c, c) for c in columns)} "
                     'FROM report WHERE id = ?', first)
    seen, page = [], officer.cases()
    while True:
        seen += [case['id'] for case in page['cases']]
        if page['next'] is None:
            break
        assert len(page['cases']) == 50
        page = officer.cases('?cursor=' + page['next'])
    assert len(seen) == 120 and set(seen) == wanted | {first}


def test_the_list_says_when_it_has_not_changed(office, officer):
    tag = officer.get('/v1/cases').headers['etag']
    before = len(actions(office))
    same = officer.get('/v1/cases', If_None_Match=tag)
    assert same.status == 304 and same.body == b'' and len(actions(office)) == before
    send_report(office, make_report())
    fresh = officer.get('/v1/cases', If_None_Match=tag)
    assert fresh.status == 200 and fresh.headers['etag'] != tag and len(fresh.json()['cases']) == 1


def test_a_case_with_all_that_was_told(office, officer):
    sent = send_report(office, make_report(), [('a.png', png())])
    case = officer.case(sent['id'])
    assert case['report']['child']['name'] == 'Bé Mai'
    assert case['report']['evidence'][0]['media_type'] == 'image/png'
    assert case['history'] == [{'state': 'received', 'at': case['received_at'], 'actor': None,
                                'reason': None}]
    assert [step['to'] for step in case['steps']] == ['triaged', 'duplicate', 'rejected']
    assert 'case.read' in actions(office)
    missing = officer.get('/v1/cases/00000000-0000-4000-8000-000000000000')
    assert missing.problem == 'not-found'


def test_a_case_that_came_before_the_officer_stays_closed(office, officer):
    sent = send_report(office, make_report())
    office.call('officer', 'add', '--name', 'Người mới', password=PASSWORD)
    new = Officer(office, 'Người mới')
    new.sign_in()
    assert new.cases()['cases'][0]['category'] is None
    case = new.case(sent['id'])
    assert case['report'] is None and case['steps'] == []
    assert new.move(sent['id'], 'triaged').problem == 'not-sealed'
    assert new.note(sent['id'], 'x').problem == 'not-sealed'


def test_the_way_of_a_case(office, officer):
    sent = send_report(office, make_report())
    name = sent['id']
    for to in ('resolved', 'closed', 'supporting', 'received'):
        assert officer.move(name, to).problem == 'transition'
    assert officer.move(name, 'triaged').status == 201
    missing = officer.move(name, 'forwarded')
    assert missing.problem == 'transition' and missing.json()['errors'][0]['pointer'] == '/reason'
    officer.move(name, 'forwarded', reason='Chuyển công an xã')
    officer.move(name, 'supporting')
    assert officer.move(name, 'resolved').json()['errors'][0]['pointer'] == '/outcome'
    assert officer.move(name, 'resolved', outcome='action-taken').status == 201
    assert officer.move(name, 'closed').json()['errors'][0]['pointer'] == '/public_note'
    assert officer.move(name, 'closed', public_note='  ').status == 409
    done = officer.move(name, 'closed', public_note='Nhóm chat đã bị xóa. Cảm ơn bạn.')
    assert done.status == 201 and done.headers['etag'] == '"6"'
    case = officer.case(name)
    assert [entry['state'] for entry in case['history']] == [
        'received', 'triaged', 'forwarded', 'supporting', 'resolved', 'closed']
    assert case['history'][2]['reason'] == 'Chuyển công an xã'
    assert case['history'][2]['actor'] == OFFICER and case['outcome'] == 'action-taken'
    assert 'công an' not in str(office.query('SELECT * FROM history')), 'reasons are sealed'
    code = office.query('SELECT state, outcome, public_note, queue FROM report')[0]
    assert code == ('closed', 'action-taken', 'Nhóm chat đã bị xóa. Cảm ơn bạn.', 13)
    assert [step['to'] for step in case['steps']] == ['supporting']


def test_edits_name_what_was_seen(office, officer, supervisor):
    name = send_report(office, make_report())['id']
    path = f'/v1/cases/{name}/transitions'
    assert officer.post(path, {'to': 'triaged'}).problem == 'precondition-required'
    for tag in ('"2"', 'W/"1"', '1', '*', '""', '"x"', '"1", "2"'):
        answer = officer.post(path, {'to': 'triaged'}, If_Match=tag)
        assert answer.status == 412 and answer.problem == 'revision-mismatch', tag
    assert supervisor.move(name, 'triaged', 1).status == 201
    assert officer.move(name, 'triaged', 1).problem == 'revision-mismatch'
    assert officer.note(name, 'Đã gọi', 1).problem == 'revision-mismatch'
    assert officer.note(name, 'Đã gọi cho mẹ cháu').status == 201
    note, = supervisor.case(name)['notes']
    assert note['text'] == 'Đã gọi cho mẹ cháu' and note['author'] == OFFICER
    assert 'mẹ' not in str(office.query('SELECT * FROM note')), 'notes are sealed'


@pytest.mark.parametrize('document, pointer', [
    ({}, '/to'), ({'to': 'open'}, '/to'), ({'to': 1}, '/to'), ({'to': 'triaged', 'x': 1}, '/x'),
    ({'to': 'triaged', 'outcome': 'done'}, '/outcome'),
    ({'to': 'triaged', 'reason': 'x' * 4001}, '/reason'), ([], '')])
def test_documents_are_read_strictly(office, officer, document, pointer):
    name = send_report(office, make_report())['id']
    answer = officer.post(f'/v1/cases/{name}/transitions', document, If_Match='"1"')
    assert answer.status == 400 and answer.json()['errors'][0]['pointer'] == pointer
    large = officer.post(f'/v1/cases/{name}/notes', {'text': 'x' * 70000}, If_Match='"1"')
    assert large.problem == 'too-large'


# Evidence


def test_evidence_opens_after_a_reason(office, officer, supervisor):
    picture, page = png(), b'<script>alert(1)</script>'
    sent = send_report(office, make_report(), [('a.png', picture), ('b.html', page)])
    image, text = (entry['id'] for entry in officer.case(sent['id'])['report']['evidence'])
    path = f'/v1/cases/{sent["id"]}/evidence/'
    assert officer.get(path + image).problem == 'reason-required'
    for bad in ({}, {'reason': ''}, {'reason': '   '}):
        assert officer.post(path + image, bad).status == 400
    asked = officer.ask(sent['id'], image)
    assert asked.status == 201 and asked.headers['location'] == path + image
    shown = officer.get(path + image)
    assert shown.status == 200 and shown.body == picture
    assert shown.headers['content-type'] == 'image/png'
    assert shown.headers['content-disposition'] == f'inline; filename="{image}.png"'
    assert shown.headers['content-security-policy'] == "default-src 'none'; sandbox"
    assert shown.headers['x-content-type-options'] == 'nosniff'
    assert supervisor.get(path + image).problem == 'reason-required', 'each gives a reason'
    officer.ask(sent['id'], text)
    other = officer.get(path + text)
    assert other.body == page and other.headers['content-type'] == 'application/octet-stream'
    assert other.headers['content-disposition'].startswith('attachment;')
    notes = officer.case(sent['id'])['notes']
    assert [(n['kind'], n['evidence'], n['text']) for n in notes] == [
        ('evidence', image, 'Xác minh nội dung'), ('evidence', text, 'Xác minh nội dung')]
    assert [a for a in actions(office) if a.startswith('evidence')] == [
        'evidence.asked', 'evidence.read', 'evidence.asked', 'evidence.read']


def test_broken_evidence_is_not_shown(office, officer):
    sent = send_report(office, make_report(), [('a.png', png())])
    name = officer.case(sent['id'])['report']['evidence'][0]['id']
    officer.ask(sent['id'], name)
    path = f'{office.store}-evidence/{sent["id"]}/{name}'
    with open(path, 'r+b') as stream:
        stream.seek(60)
        stream.write(b'\xff\xfe')
    assert officer.get(f'/v1/cases/{sent["id"]}/evidence/{name}').problem == 'evidence'
    missing = officer.ask(sent['id'], '00000000-0000-4000-8000-000000000000')
    assert missing.problem == 'not-found'


def test_large_evidence_comes_whole(office, officer):
    data = b'%PDF-' + hashlib.shake_256(b'large').digest(20 * 1024 * 1024)
    sent = send_report(office, make_report(), [('a.pdf', data)])
    name = officer.case(sent['id'])['report']['evidence'][0]['id']
    officer.ask(sent['id'], name)
    shown = officer.get(f'/v1/cases/{sent["id"]}/evidence/{name}')
    assert shown.body == data
    assert shown.headers['content-disposition'] == f'attachment; filename="{name}.pdf"'


# Messages


def test_messages_both_ways(office, officer):
    sent = send_report(office, make_report())
    reporter, name = Reporter(office, sent), sent['id']
    assert reporter.read() == []
    assert officer.message(name, 'Cháu có an toàn không?').status == 201
    assert officer.case(name)['messages'][0]['read_at'] is None
    assert reporter.read() == [('office', 'Cháu có an toàn không?')]
    assert officer.case(name)['messages'][0]['read_at'] is not None
    assert reporter.post('Dạ an toàn ạ.').status == 201
    entry, = officer.cases()['cases']
    assert entry['unread'] == 1
    mine, theirs = officer.case(name)['messages']
    assert (mine['from'], mine['author'], mine['text']) == (
        'office', OFFICER, 'Cháu có an toàn không?')
    assert (theirs['from'], theirs['author'], theirs['text']) == ('reporter', None, 'Dạ an toàn ạ.')
    assert officer.cases()['cases'][0]['unread'] == 0
    assert reporter.read()[1] == ('reporter', 'Dạ an toàn ạ.')
    assert 'an toàn' not in str(office.query('SELECT * FROM message')), 'messages are sealed'
    assert [a for a in actions(office) if a.startswith('message')] == [
        'message.sent', 'message.received']


def test_a_message_that_is_repeated_is_there_once(office, officer):
    sent = send_report(office, make_report())
    reporter = Reporter(office, sent)
    name = '11111111-1111-4111-8111-111111111111'
    sealed = reporter.seal('Một lần thôi', name)
    first, again = (reporter.post('', name, sealed) for _ in range(2))
    assert first.status == again.status == 201 and first.json() == again.json()
    assert reporter.post('khác', name).problem == 'message-exists'
    assert reporter.read() == [('reporter', 'Một lần thôi')]
    assert officer.case(sent['id'])['revision'] == 2


def test_a_message_cannot_be_moved_or_turned(office, officer):
    sent, other = (send_report(office, make_report()) for _ in range(2))
    reporter = Reporter(office, sent)
    name = '11111111-1111-4111-8111-111111111111'
    assert reporter.post('', name, reporter.seal('Của nơi tiếp nhận', name, 'office')).status == 201
    assert Reporter(office, other).post('', name, reporter.seal('x', name)).status == 201
    for case in (sent, other):
        assert [m['text'] for m in officer.case(case['id'])['messages']] == [None]


def test_a_reporter_cannot_flood_the_office(office):
    reporter = Reporter(office, send_report(office, make_report()))
    sealed = reporter.seal('x', 'x')
    for _ in range(50):
        assert reporter.post('', sealed=sealed).status == 201
    full = reporter.post('', sealed=sealed)
    assert full.problem == 'too-many' and full.headers['retry-after'] == '3600'


# Audit, page, store


def test_the_audit_log_is_the_supervisors(office, officer, supervisor):
    assert officer.get('/v1/audit').problem == 'forbidden'
    first = supervisor.get('/v1/audit').json()['entries']
    assert first[0]['action'] == 'session.begun' and first[0]['actor'] == 'supervisor'
    assert supervisor.get('/v1/audit').json()['entries'][0]['action'] == 'audit.read'
    assert supervisor.get('/v1/audit?before=2').json() == {
        'schema': 'vn.annhi.audit/1', 'entries': [first[-1]], 'next': None}
    assert supervisor.get('/v1/audit?before=x').problem == 'bad-request'


def test_the_page_and_what_belongs_to_it(office):
    page = office.request('GET', '/inbox')
    assert page.headers['content-type'] == 'text/html; charset=utf-8'
    policy = page.headers['content-security-policy']
    assert "default-src 'none'" in policy and 'unsafe' not in policy
    assert page.headers['cache-control'] == 'no-store'
    html = page.body.decode()
    assert not re.search(r'\son\w+=|style=|<style|javascript:|https?://', html)
    named = re.findall(r'(?:src|href)="(/inbox/[^"]+)"', html)
    assert named
    for path in named:
        assert office.request('GET', path).status == 200, path
    for bad in ('/inbox/', '/inbox/x.js', '/inbox/../inbox.js', '/inbox/inbox.html'):
        assert office.request('GET', bad).status == 404
    assert office.request('POST', '/inbox').status == 405


def test_the_page_calls_kinds_as_the_app_does():
    data = os.path.join(os.environ['AN_SOURCE_DIR'], 'data')
    with open(os.path.join(data, 'report/taxonomy.json'), encoding='utf-8') as stream:
        titles = {kind['id']: kind['title'] for kind in json.load(stream)['categories']}
    with open(os.path.join(data, 'intake/words.js'), encoding='utf-8') as stream:
        block = re.search(r'category: \{(.*?)\n  \},', stream.read(), re.S).group(1)
    words = re.findall(r"'?([a-z-]+)'?: \['([^']+)', '([^']+)'\]", block)
    assert {name: {'vi': vi, 'en': en} for name, vi, en in words} == titles


def test_nothing_secret_is_logged(office, officer):
    sent = send_report(office, make_report())
    officer.note(sent['id'], 'Điều bí mật')
    officer.move(sent['id'], 'triaged', reason='Lý do bí mật')
    Officer(office).sign_in('mat-khau-go-nham')
    everything = open(office.log, encoding='utf-8').read() + str(office.query(
        'SELECT * FROM audit'))
    for secret in ('bí mật', PASSWORD, 'go-nham', officer.token, officer.cookie.split('=')[1]):
        assert secret not in everything
    assert MEDIA not in everything
