# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The running server against data/openapi.yaml, every place, method and documented status."""

import json
import os
import re
import uuid

import jsonschema
import pytest
import yaml
from an_inbox import Officer, Reporter, make_report, png, send_report, totp
from an_office import MEDIA, PASSWORD, Report, b64, content_digest, sha256

METHODS = ('get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace')
with open(os.path.join(os.environ['AN_SOURCE_DIR'], 'data/openapi.yaml'),
          encoding='utf-8') as stream:
    API = yaml.safe_load(stream)


def resolve(node):
    while isinstance(node, dict) and '$ref' in node:
        target = API
        for step in node['$ref'].removeprefix('#/').split('/'):
            target = target[step.replace('~1', '/').replace('~0', '~')]
        node = target
    return node


def walk(node):
    yield node
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from walk(child)


def check_schema(schema, value):
    jsonschema.Draft202012Validator({**schema, 'components': API['components']}).validate(value)


class Contract:
    """An office whose every answer must be a documented one."""

    def __init__(self, office):
        self.office = office
        self.seen = set()

    def __call__(self, template, method, answer, status=None):
        operation = API['paths'][template][method.lower()]
        documented = operation['responses']
        if status is not None:
            assert answer.status == status, (answer.status, answer.body)
        key = str(answer.status) if str(answer.status) in documented else 'default'
        response = resolve(documented[key])
        self.check_headers(response, answer)
        self.check_body(response, answer, method)
        self.seen.add((template, method.lower(), key))
        return answer

    @staticmethod
    def check_headers(response, answer):
        for name, header in response.get('headers', {}).items():
            header = resolve(header)
            value = answer.headers.get(name.lower())
            assert value is not None or not header.get('required'), name
            if value is not None:
                check_schema(header['schema'], value)
        assert answer.headers['content-digest'] == content_digest(answer.body)
        assert answer.headers['cache-control'] == 'no-store'

    @staticmethod
    def check_body(response, answer, method):
        content = response.get('content')
        if content is None or method == 'HEAD':
            assert answer.body == b''
            return
        kind = answer.headers['content-type']
        if kind not in (MEDIA, 'application/problem+json'):
            assert kind.split(';')[0] in content
            return
        schema = content[kind]['schema']
        value = answer.json()
        check_schema(schema, value)
        kinds = [resolve(one) for one in schema.get('anyOf', [schema])]
        assert any(set(value) <= set(one['properties']) for one in kinds), 'undocumented members'
        if kind == 'application/problem+json':
            assert value['status'] == answer.status
            assert answer.headers['content-language'] in ('vi', 'en')


# What is done at each place; `see` is the contract.


def see_the_office(see):
    o = see.office
    see('/healthz', 'GET', o.request('GET', '/healthz'), 200)
    see('/readyz', 'GET', o.request('GET', '/readyz'), 200)
    see('/metrics', 'GET', o.request('GET', '/metrics'), 200)
    see('/metrics', 'GET', o.request('GET', '/metrics', X_Forwarded_For='203.0.113.1'), 404)
    answer = see('/v1/office', 'GET', o.request('GET', '/v1/office'), 200).json()
    assert answer['keys'] == o.channel['keys']
    assert answer['signing_key'] == o.channel['signing_key']
    for path in ('/healthz', '/readyz', '/metrics', '/v1/office', '/v1/receipt'):
        refused = see(path, 'GET', o.request('DELETE', path), 405)
        assert refused.headers['allow'] == 'GET'
    see('/v1/reports', 'POST', o.request('GET', '/v1/reports'), 405)


def see_creating(see):
    o, r = see.office, Report(see.office)

    def create(report=r, status=201, **headers):
        return see('/v1/reports', 'POST', o.create(report, **headers), status)

    first = create()
    assert first.headers['location'] == r.path and 'idempotency-replayed' not in first.headers
    again = create()
    assert again.json() == first.json() and again.headers['idempotency-replayed'] == 'true'
    create(Idempotency_Key=r.key)  # without quotes
    assert create(status=400, Idempotency_Key=None).problem == 'idempotency-key'
    assert create(status=400, Idempotency_Key='"a b"').problem == 'idempotency-key'
    assert create(status=415, Content_Type='application/json').problem == 'media-type'
    assert create(status=415, Content_Encoding='gzip').problem == 'media-type'
    assert create(status=409, Idempotency_Key=f'"{uuid.uuid4()}"').problem == 'report-exists'
    other = Report(o)
    other.key = r.key
    assert create(other, 422).problem == 'idempotency-mismatch'
    elsewhere = Report(o)
    elsewhere.envelope['office'] = 'elsewhere'
    assert create(elsewhere, 422).problem == 'wrong-office'
    large = Report(o, content=bytes(800 * 1024))
    assert create(large, 413).problem == 'too-large'
    assert create(Report(o), 400, Content_Digest=content_digest(b'other')).problem == \
        'digest-mismatch'
    broken = Report(o)
    broken.envelope['urgency'] = 'soon'
    assert create(broken, 400).json()['errors'][0]['pointer'] == '/urgency'


def see_status(see):
    o, r = see.office, Report(see.office)
    o.create(r)
    one = see('/v1/reports/{id}', 'GET', o.status(r), 200).json()
    assert one['state'] == 'open' and one['expires_at'] and one['last_access_at'] is None
    two = see('/v1/receipt', 'GET', o.request('GET', '/v1/receipt',
                                              Authorization='Bearer ' + r.bearer), 200).json()
    assert two['id'] == r.id and two['last_access_at'] is not None
    stranger = Report(o)
    for template, path in (('/v1/reports/{id}', r.path), ('/v1/receipt', '/v1/receipt')):
        assert see(template, 'GET', o.request('GET', path), 401).headers[
            'www-authenticate'] == 'Bearer'
        see(template, 'GET', o.request('GET', path,
                                       Authorization='Bearer ' + stranger.bearer), 404)
    see('/v1/reports/{id}', 'GET', o.request('PUT', r.path), 405)


def see_withdrawing(see):
    o, r = see.office, Report(see.office)

    def withdraw(status, **headers):
        return see('/v1/reports/{id}', 'DELETE', o.request('DELETE', r.path, **{
            'Authorization': 'Bearer ' + r.bearer, **headers}), status)

    o.create(r)
    o.submit(r)
    withdraw(401, Authorization=None)
    withdraw(404, Authorization='Bearer ' + Report(o).bearer)
    o.query("UPDATE report SET state = 'triaged' WHERE id = ?", r.id)
    withdraw(409)
    o.query("UPDATE report SET state = 'received' WHERE id = ?", r.id)
    withdraw(204)
    see('/v1/reports/{id}', 'DELETE', o.request('PUT', r.path), 405)


def see_the_limit(see):
    """At the end, because what comes from here is refused from then on."""
    o = see.office
    o.stop()
    o.start('--reports-each', '1')
    o.create(Report(o))
    see('/v1/reports', 'POST', o.create(Report(o)), 429)


def see_announcing(see):
    o, r = see.office, Report(see.office)
    place = '/v1/reports/{id}/evidence'
    o.create(r)
    name = r.add(bytes(range(200)))

    def announce(status, **changes):
        return see(place, 'POST', o.announce(r, name, **changes), status)

    see(place, 'OPTIONS', o.request('OPTIONS', r.path + '/evidence'), 204)
    see(place, 'OPTIONS', o.request('OPTIONS', r.path + '/evidence', b'x'), 400)
    first, again = announce(201), announce(201)
    assert first.headers['location'] == again.headers['location'] == f'{r.path}/evidence/{name}'
    assert announce(409, size=201).problem == 'upload-length'
    for bad in ({'size': 0}, {'size': '-1'}, {'size': '1e3'}, {'Upload_Metadata': None},
                {'Upload_Metadata': 'id !!!'}, {'Upload_Metadata': 'id ' + b64(b'../../etc')}):
        assert announce(400, **bad).problem == 'bad-request'
    announce(401, Authorization=None)
    announce(404, Authorization='Bearer ' + Report(o).bearer)
    assert announce(412, Tus_Resumable='0.2.0').headers['tus-version'] == '1.0.0'
    name = str(uuid.uuid4())
    announce(413, size=1 << 40)
    see(place, 'POST', o.request('GET', r.path + '/evidence'), 405)
    o.expire(r)
    announce(410, size=5)


def see_uploading(see):
    o, r = see.office, Report(see.office)
    place = '/v1/reports/{id}/evidence/{eid}'
    data = os.urandom(3000)
    name = r.add(data)
    path = f'{r.path}/evidence/{name}'
    o.create(r)
    o.announce(r, name)

    def append(status, at=0, piece=data[:1000], **changes):
        return see(place, 'PATCH', o.append(r, name, at, piece, **changes), status)

    def offset(status, **changes):
        return see(place, 'HEAD', o.offset(r, name, **changes), status)

    see(place, 'OPTIONS', o.request('OPTIONS', path), 204)
    see(place, 'OPTIONS', o.request('OPTIONS', path, b'x'), 400)
    assert offset(200).headers['upload-offset'] == '0'
    assert append(204).headers['upload-offset'] == '1000'
    assert append(409).problem == 'offset-mismatch'
    assert append(409, at=2000).problem == 'offset-mismatch'
    assert append(460, 1000, Upload_Checksum='sha256 ' + b64(sha256(b'')),
                  ).problem == 'checksum-mismatch'
    assert append(400, 1000, Content_Digest=content_digest(b'')).problem == 'digest-mismatch'
    assert append(400, 1000, Upload_Checksum='md5 abc').problem == 'bad-request'
    assert append(400, Upload_Offset='x').problem == 'bad-request'
    assert append(413, 1000, bytes(2001)).problem == 'too-large'
    append(415, 1000, Content_Type='text/plain')
    append(412, 1000, Tus_Resumable=None)
    append(401, 1000, Authorization=None)
    append(404, 1000, Authorization='Bearer ' + Report(o).bearer)
    assert offset(200).headers['upload-offset'] == '1000'
    offset(401, Authorization=None)
    offset(404, Authorization='Bearer ' + Report(o).bearer)
    offset(412, Tus_Resumable='2')
    append(204, 1000, data[1000:], Upload_Checksum=None)
    assert offset(200).headers['upload-offset'] == offset(200).headers['upload-length'] == '3000'
    see(place, 'PATCH', o.request('GET', path), 405)
    see(place, 'HEAD', o.request('HEAD', path, b'x', Authorization='Bearer ' + r.bearer), 400)
    o.expire(r)
    append(410, 3000, b'')
    offset(410)


def see_submitting(see):
    o, r = see.office, Report(see.office)
    place = '/v1/reports/{id}/submission'
    whole, part = r.add(b'a' * 100), r.add(b'b' * 100)
    o.create(r)

    def submit(status, manifest=None, **changes):
        return see(place, 'POST', o.submit(r, manifest, **changes), status)

    missing = submit(409)
    assert missing.problem == 'evidence-missing' and len(missing.json()['errors']) == 2
    o.upload(r, whole)
    o.announce(r, part)
    assert submit(409).json()['errors'][0]['pointer'] == \
        f'/evidence/{sorted((whole, part)).index(part)}'
    o.append(r, part, 0, b'b' * 100)
    other = r.manifest()
    other['evidence'][0]['sha256'] = '0' * 64
    assert submit(409, other).problem == 'evidence-missing'
    short = r.manifest()
    short['evidence'].pop()
    assert submit(409, short).problem == 'evidence-missing'
    assert submit(409, {**r.manifest(), 'content_sha256': '0' * 64}).problem == 'manifest-mismatch'
    submit(400, {})
    submit(401, Authorization=None)
    submit(404, Authorization='Bearer ' + Report(o).bearer)
    submit(413, {'x': 'x' * 70000})
    submit(415, Content_Type='text/json')
    done = submit(200)
    assert submit(200).json() == done.json()
    assert submit(409, short).problem == 'manifest-mismatch'
    assert see('/v1/reports/{id}/evidence', 'POST',
               o.announce(r, str(uuid.uuid4()), 9), 409).problem == 'already-submitted'
    status = see('/v1/reports/{id}', 'GET', o.status(r), 200).json()
    assert status['history'] == [{'state': 'received', 'at': done.json()['received_at']}]
    assert status['state'] == 'received' and status['expires_at'] is None
    see(place, 'POST', o.request('GET', r.path + '/submission'), 405)
    late = Report(o)
    o.create(late)
    o.expire(late)
    see(place, 'POST', o.submit(late), 410)


def see_sessions(see):
    o, place = see.office, '/v1/session'
    officer = Officer(o)

    def sign_in(status, body, **headers):
        return see(place, 'POST', officer.post(place, body, **headers), status)

    see(place, 'GET', officer.get(place), 401)
    see(place, 'DELETE', officer.request('DELETE', place), 401)
    assert sign_in(400, {}).json()['errors'][0]['pointer'] == '/name'
    sign_in(401, {'name': 'ai', 'password': 'x'})
    sign_in(403, {'name': 'ai', 'password': 'x'}, Sec_Fetch_Site='cross-site')
    sign_in(413, {'name': 'x' * 70000})
    sign_in(415, {}, Content_Type='application/json')
    for _ in range(5):
        sign_in(None, {'name': 'ai khác', 'password': 'x'})
    sign_in(429, {'name': 'ai khác', 'password': 'x'})
    see(place, 'POST', officer.sign_in(), 201)
    see(place, 'GET', officer.get(place), 200)
    see(place, 'GET', officer.get(place, Sec_Fetch_Site='cross-site'), 403)
    see(place, 'DELETE', officer.request('DELETE', place, X_CSRF_Token='x'), 403)
    see(place, 'DELETE', officer.request('PUT', place), 405)
    see(place, 'GET', officer.request('PUT', place), 405)
    see(place, 'POST', officer.request('PUT', place), 405)
    see(place, 'DELETE', officer.sign_out(), 204)


def see_one_time_codes(see):
    o, place = see.office, '/v1/session/totp'
    officer = Officer(o, 'supervisor')

    def set_codes(status, body, **headers):
        return see(place, 'POST', officer.post(place, body, **headers), status)

    set_codes(401, {})
    officer.sign_in()
    secret = set_codes(200, {}).json()['secret']
    set_codes(400, {'code': 1})
    set_codes(403, {}, X_CSRF_Token=None)
    set_codes(409, {'code': 'abcdef'})
    set_codes(413, {'code': 'x' * 70000})
    set_codes(415, {}, Content_Type='text/plain')
    see(place, 'POST', officer.request('PUT', place), 405)
    set_codes(200, {'code': totp(secret)})
    see('/v1/audit', 'GET', officer.get('/v1/audit'), 200)
    see('/v1/audit', 'GET', officer.get('/v1/audit?before=-1'), 400)
    see('/v1/audit', 'GET', officer.request('PUT', '/v1/audit'), 405)


def see_cases(see):
    o, officer = see.office, Officer(see.office)
    name = send_report(o, make_report(), [('a.png', png())])['id']
    one, path = '/v1/cases/{id}', '/v1/cases/' + name
    nowhere = '/v1/cases/' + str(uuid.uuid4())
    see('/v1/cases', 'GET', officer.get('/v1/cases'), 401)
    see(one, 'GET', officer.get(path), 401)
    see('/v1/audit', 'GET', officer.get('/v1/audit'), 401)
    officer.sign_in()
    see('/v1/audit', 'GET', officer.get('/v1/audit'), 403)
    tag = see('/v1/cases', 'GET', officer.get('/v1/cases'), 200).headers['etag']
    see('/v1/cases', 'GET', officer.get('/v1/cases', If_None_Match=tag), 304)
    see('/v1/cases', 'GET', officer.get('/v1/cases?state=x'), 400)
    see('/v1/cases', 'GET', officer.request('PUT', '/v1/cases'), 405)
    see(one, 'GET', officer.get(nowhere), 404)
    see(one, 'GET', officer.request('PUT', path), 405)
    for what, good, bad in (('transitions', {'to': 'triaged'}, {'to': 'x'}),
                            ('notes', {'text': 'x'}, {}),
                            ('messages', {'text': 'x'}, {'text': ''})):
        def change(status, body=good, base=path, what=what, who=officer, **headers):
            return see(f'{one}/{what}', 'POST', who.post(f'{base}/{what}', body, **{
                'If_Match': f'"{revision}"', **headers}), status)

        revision = officer.case(name)['revision']
        change(401, who=Officer(o))
        change(400, bad)
        change(403, X_CSRF_Token=None)
        change(404, base=nowhere)
        change(412, If_Match='"99"')
        change(413, {'to': 'x' * 70000})
        change(415, Content_Type='text/plain')
        change(428, If_Match=None)
        change(201)
        see(f'{one}/{what}', 'POST', officer.get(f'{path}/{what}'), 405)
    assert see(f'{one}/transitions', 'POST', officer.move(name, 'closed'), 409)
    revision = officer.case(name)['revision']
    good = {'substate': 'x', 'labels': ['y'], 'assignee': 'supervisor', 'remind_on': '2026-12-01'}

    def keep(status, body=None, base=path, who=officer, **headers):
        return see(one, 'PATCH', who.request('PATCH', base, json.dumps(body or good).encode(), **{
            'Content_Type': MEDIA, 'If_Match': f'"{revision}"', **headers}), status)

    keep(401, who=Officer(o))
    keep(400, {'remind_on': 'x'})
    keep(403, X_CSRF_Token=None)
    keep(404, base=nowhere)
    keep(409, {'duplicate_of': name})
    keep(412, If_Match='"99"')
    keep(413, {'substate': 'x' * 70000})
    keep(415, Content_Type='text/plain')
    keep(422, {'assignee': 'x'})
    keep(428, If_Match=None)
    keep(204)
    see(one, 'PATCH', officer.request('PUT', path), 405)
    case = see(one, 'GET', officer.get(path), 200).json()
    see_evidence(see, officer, path, case['report']['evidence'][0]['id'])
    o.query("UPDATE report_key SET recipient = 'x' || recipient WHERE report = ?", name)
    see(f'{one}/notes', 'POST', officer.note(name, 'x'), 409)
    see(f'{one}/messages', 'POST', officer.message(name, 'x'), 409)
    assert see(one, 'GET', officer.get(path), 200).json()['report'] is None


def see_people(see):
    o, officer, chief = see.office, Officer(see.office), Officer(see.office, 'supervisor')
    places = {'/v1/staff': {'action': 'add', 'name': 'Mới', 'role': 'officer',
                            'new_password': 'mat-khau-moi'},
              '/v1/session/password': {'password': 'x', 'new_password': 'y'},
              '/v1/session/key': {'password': 'x'}}
    see('/v1/staff', 'GET', officer.get('/v1/staff'), 401)
    for path, body in places.items():
        see(path, 'POST', officer.post(path, body), 401)
        see(path, 'POST', officer.request('PUT', path), 405)
    see('/v1/staff', 'GET', officer.request('PUT', '/v1/staff'), 405)
    o.query('UPDATE staff SET totp = NULL')
    assert officer.sign_in().status == chief.sign_in().status == 201
    see('/v1/staff', 'GET', officer.get('/v1/staff'), 403)
    for path, body in places.items():
        see(path, 'POST', chief.post(path, {}), 400)
        see(path, 'POST', chief.post(path, body, X_CSRF_Token=None), 403)
        see(path, 'POST', chief.post(path, {'name': 'x' * 70000}), 413)
        see(path, 'POST', chief.post(path, body, Content_Type='text/plain'), 415)
        see(path, 'POST', chief.post(path, body), 204 if path == '/v1/staff' else 422)
    see('/v1/staff', 'POST', chief.post('/v1/staff', places['/v1/staff']), 422)
    see('/v1/staff', 'GET', chief.get('/v1/staff'), 200)
    o.query("UPDATE staff SET role = 'administrator' WHERE name = 'Mới'")
    admin = Officer(o, 'Mới')
    assert admin.sign_in('mat-khau-moi').status == 201
    see('/v1/cases', 'GET', admin.get('/v1/cases'), 403)
    see('/v1/cases/{id}', 'GET', admin.get('/v1/cases/' + str(uuid.uuid4())), 403)
    more = {'password': PASSWORD, 'new_password': PASSWORD}
    see('/v1/session/password', 'POST', chief.post('/v1/session/password', more), 204)
    chief.sign_in()
    see('/v1/session/key', 'POST', chief.post('/v1/session/key', {'password': PASSWORD}), 204)
    o.query("DELETE FROM staff WHERE name = 'Mới'")


def see_counting(see):
    officer = Officer(see.office)
    for path in ('/v1/statistics', '/v1/cases.csv'):
        see(path, 'GET', officer.get(path), 401)
        see(path, 'GET', officer.request('PUT', path), 405)
    officer.sign_in()
    send_report(see.office, make_report())
    for path in ('/v1/statistics', '/v1/cases.csv', '/v1/statistics?from=2020-01-01&to=2020-12-31'):
        see(path.split('?')[0], 'GET', officer.get(path), 200)
    see('/v1/statistics', 'GET', officer.get('/v1/statistics?from=yesterday'), 400)


def see_evidence(see, officer, path, name):
    place = '/v1/cases/{id}/evidence/{eid}'

    def ask(status, body={'reason': 'x'}, evidence=name, who=officer, **headers):
        return see(place, 'POST', who.post(f'{path}/evidence/{evidence}', body, **headers), status)

    def show(status, who=officer):
        return see(place, 'GET', who.get(f'{path}/evidence/{name}'), status)

    show(401, Officer(see.office))
    show(403)
    ask(401, who=Officer(see.office))
    ask(400, {})
    ask(403, X_CSRF_Token=None)
    ask(404, evidence=str(uuid.uuid4()))
    ask(413, {'reason': 'x' * 70000})
    ask(415, Content_Type='text/plain')
    ask(201)
    show(200)
    see(place, 'GET', officer.request('PUT', f'{path}/evidence/{name}'), 405)
    see(place, 'POST', officer.request('PUT', f'{path}/evidence/{name}'), 405)
    sealed = see.office.query('SELECT report, recipient FROM report_key WHERE report = ?',
                              path.split('/')[-1])
    see.office.query("UPDATE report_key SET recipient = 'x' || recipient WHERE report = ?",
                     sealed[0][0])
    ask(409)
    show(409)
    see.office.query("UPDATE report_key SET recipient = substr (recipient, 2) WHERE report = ?",
                     sealed[0][0])


def see_messages(see):
    o, place = see.office, '/v1/reports/{id}/messages'
    reporter = Reporter(o, send_report(o, make_report()))
    name = str(uuid.uuid4())
    good = {'id': name, 'sealed': b64(reporter.seal('x', name))}

    def post(status, body=None, **headers):
        return see(place, 'POST', reporter.send(body or good, **headers), status)

    def get(status, **headers):
        return see(place, 'GET', reporter.get(**headers), status)

    stranger, unfinished = 'Bearer ' + Report(o).bearer, Report(o)
    post(201)
    post(409, {'id': name, 'sealed': b64(bytes(100))})
    for bad, pointer in (({'id': 'x', 'sealed': good['sealed']}, '/id'),
                         ({'id': name, 'sealed': '!'}, '/sealed'),
                         ({'id': name, 'sealed': b64(bytes(49))}, '/sealed')):
        assert post(400, bad).json()['errors'][0]['pointer'] == pointer
    post(401, Authorization=None)
    post(404, Authorization=stranger)
    post(413, {'id': name, 'sealed': 'x' * 70000})
    post(415, Content_Type='text/plain')
    get(200)
    get(401, Authorization=None)
    get(404, Authorization=stranger)
    for _ in range(50):
        post(None, {'id': str(uuid.uuid4()), 'sealed': good['sealed']})
    post(429, {'id': str(uuid.uuid4()), 'sealed': good['sealed']})
    o.create(unfinished)
    reporter.path, own = unfinished.path + '/messages', 'Bearer ' + unfinished.bearer
    post(409, Authorization=own)
    get(409, Authorization=own)
    o.expire(unfinished)
    post(410, Authorization=own)
    get(410, Authorization=own)
    see(place, 'GET', o.request('PUT', reporter.path), 405)
    see(place, 'POST', o.request('PUT', reporter.path), 405)


def test_the_server_keeps_to_the_contract(office):
    see = Contract(office)
    for step in (see_the_office, see_creating, see_status, see_announcing, see_uploading,
                 see_submitting, see_sessions, see_one_time_codes, see_cases, see_counting, see_people,
                 see_messages, see_withdrawing, see_the_limit):
        step(see)
    documented = {(path, method, status) for path, item in API['paths'].items()
                  for method in METHODS if method in item for status in item[method]['responses']}
    assert documented - see.seen == set()


# The document itself


def test_the_document_is_sound():
    assert re.fullmatch(r'3\.1\.\d+', API['openapi'])
    names = [item[method]['operationId'] for item in API['paths'].values()
             for method in METHODS if method in item]
    assert len(names) == len(set(names))
    for node in walk(API):
        if isinstance(node, dict) and '$ref' in node:
            assert set(node) == {'$ref'}
            resolve(node)
    for name, schema in API['components']['schemas'].items():
        jsonschema.Draft202012Validator.check_schema(schema)
        assert schema.get('type') in ('object', 'string'), name


@pytest.mark.parametrize('template', API['paths'])
def test_every_place_of_a_path_is_described(template):
    item = API['paths'][template]
    given = {resolve(p)['name'] for p in item.get('parameters', [])}
    assert given == set(re.findall(r'{(\w+)}', template))


def test_what_a_client_sends_fits_the_document(closed_office):
    report = Report(closed_office)
    report.add(b'x')
    check_schema(API['components']['schemas']['Envelope'], report.envelope)
    check_schema(API['components']['schemas']['Manifest'], report.manifest())
    with pytest.raises(jsonschema.ValidationError):
        check_schema(API['components']['schemas']['Envelope'], {**report.envelope, 'more': 1})


def test_every_problem_of_the_server_is_documented():
    with open(os.path.join(os.environ['AN_SOURCE_DIR'], 'app/intake/an-problem-table.c'),
              encoding='utf-8') as source:
        names = re.findall(r'\{ "([a-z-]+)",\s*(\d{3}),', source.read())
    listed = API['components']['schemas']['Problem']['properties']['type']['enum']
    assert ['urn:annhi:problem:' + name for name, _ in names] == listed


def test_problems_speak_the_language_asked_for(office):
    def title(header):
        answer = office.request('GET', '/nowhere', Accept_Language=header)
        return answer.headers['content-language'], answer.json()['title']

    vietnamese, english = ('vi', 'Không tìm thấy'), ('en', 'Not found')
    for header in (None, 'vi', 'vi-VN,vi;q=0.9,en;q=0.8', 'fr', 'en;q=0.3, vi;q=0.7', ',,;q=', '*'):
        assert title(header) == vietnamese, header
    for header in ('en', 'en-GB', 'fr, en;q=0.5', 'vi;q=0.1, EN;q=0.9'):
        assert title(header) == english, header
    body = json.dumps({'schema': 'vn.annhi.envelope/1'}).encode()
    details = {office.request('POST', '/v1/reports', body, Content_Type=MEDIA,
                              Idempotency_Key='"k"', Accept_Language=language
                              ).json()['errors'][0]['detail'] for language in ('vi', 'en')}
    assert details == {'Bắt buộc phải có.', 'This is required.'}
