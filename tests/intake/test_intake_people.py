# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who works at an office: roles, comings and goings, forgotten passwords, new keys."""

import json

import pytest
from an_inbox import Officer, make_report, png, send_report, totp
from an_office import OFFICER, PASSWORD, wait_until

NEW = 'mot-mat-khau-khac'


def change(who, action, name, **more):
    return who.post('/v1/staff', {'action': action, 'name': name, **more})


def signed_in(office, name, password=PASSWORD, **more):
    person = Officer(office, name)
    answer = person.sign_in(password, **more)
    assert answer.status == 201, answer.body
    return person


def export(office):
    office.channel = json.loads(office.call('channel', 'export', '--url', 'http://127.0.0.1:1').stdout)
    return [key['id'] for key in office.channel['keys']]


def people(who):
    return {person['name']: person for person in who.get('/v1/staff').json()['people']}


def actions(office):
    return [row[0] for row in office.query("SELECT action FROM audit WHERE action LIKE 'staff.%'"
                                           " AND action <> 'staff.listed' ORDER BY position")]


# What a role may do


@pytest.mark.parametrize('role, work, listing, staff, audit', [
    ('administrator', False, False, True, True), ('supervisor', True, True, True, True),
    ('officer', True, True, False, False), ('auditor', False, True, False, True)])
def test_roles(office, role, work, listing, staff, audit):
    chief = signed_in(office, 'supervisor')
    assert change(chief, 'add', 'Người mới', role=role, new_password=NEW).status == 204
    keys = export(office)
    assert len(keys) == (3 if work else 2), 'to whom reports are sealed'
    sent = send_report(office, make_report(), [('a.png', png())])
    person = signed_in(office, 'Người mới', NEW)
    path = '/v1/cases/' + sent['id']
    evidence = chief.case(sent['id'])['report']['evidence'][0]['id']

    def may(answer):
        assert (answer.status == 403) == (answer.status >= 400), answer.body
        return answer.status < 400

    assert may(person.get('/v1/cases')) == may(person.get('/v1/cases.csv')) == listing
    assert may(person.get(path)) == work
    assert may(person.post(path + '/notes', {'text': 'x'}, If_Match='"1"')) == work
    assert may(person.ask(sent['id'], evidence)) == work
    assert may(person.get(f'{path}/evidence/{evidence}')) == work
    assert may(person.get('/v1/audit')) == audit
    assert may(person.get('/v1/staff')) == (staff or audit)
    assert may(change(person, 'add', 'Ai đó', role='officer', new_password=NEW)) == staff
    assert may(person.get('/v1/statistics'))
    if listing and not work:
        (entry,) = person.cases()['cases']
        assert entry['category'] is None, 'sealed to an auditor'


# Comings and goings


def test_who_is_disabled_is_out_at_once_and_may_come_back(office):
    chief, officer = signed_in(office, 'supervisor'), signed_in(office, OFFICER)
    before = export(office)
    assert change(chief, 'disable', OFFICER).status == 204
    assert officer.get('/v1/cases').status == 401
    assert officer.sign_in().status == 401
    assert people(chief)[OFFICER]['disabled_at']
    assert export(office) == before[:1]
    wait_until(lambda: len(office.request('GET', '/v1/office').json()['keys']) == 1)
    assert change(chief, 'enable', OFFICER).status == 204
    assert officer.sign_in().status == 201 and export(office) == before
    assert actions(office)[-2:] == ['staff.disabled', 'staff.enabled']


def test_a_command_ends_sessions_too(office):
    officer = signed_in(office, OFFICER)
    office.call('officer', 'disable', '--name', OFFICER)
    wait_until(lambda: officer.get('/v1/cases').status == 401)


def test_what_is_wrong_is_told_by_its_place(office):
    chief = signed_in(office, 'supervisor')

    def refused(pointer, action, name, **more):
        answer = change(chief, action, name, **more)
        assert (answer.status, answer.problem) == (422, 'staff'), answer.body
        (place,) = answer.json()['errors']
        assert place['pointer'] == pointer and place['detail']

    refused('/name', 'add', OFFICER, role='officer', new_password=NEW)
    refused('/name', 'add', 'a\nb', role='officer', new_password=NEW)
    refused('/new_password', 'add', 'Mới', role='officer', new_password='ngắn')
    for action in ('disable', 'reset'):
        refused('/name', action, 'supervisor', new_password=NEW)
    refused('/name', 'disable', 'Không ai')
    refused('/name', 'reset', 'Không ai', new_password=NEW)
    assert change(chief, 'add', 'Mới', new_password=NEW).status == 400
    assert change(chief, 'add', 'Quản trị', role='administrator', new_password=NEW).status == 204
    admin = signed_in(office, 'Quản trị', NEW)
    answer = change(admin, 'disable', 'supervisor')
    assert answer.status == 422 and answer.json()['errors'][0]['pointer'] == '/name'
    assert change(admin, 'reset', OFFICER, new_password=NEW).status == 422, 'no escrow for him'


# A forgotten password


def test_a_supervisor_sets_a_new_password_and_no_case_is_lost(office):
    chief, officer = signed_in(office, 'supervisor'), signed_in(office, OFFICER)
    sent = send_report(office, make_report())
    assert officer.note(sent['id'], 'Đã gọi.').status == 201
    secret = officer.post('/v1/session/totp', {}).json()['secret']
    assert officer.post('/v1/session/totp', {'code': totp(secret)}).status == 200
    assert people(chief)[OFFICER] == {**people(chief)[OFFICER], 'totp': True, 'escrow': True}
    assert change(chief, 'reset', OFFICER, new_password=NEW).status == 204
    assert officer.get('/v1/cases').status == 401, 'whoever had the old password is out'
    assert Officer(office, OFFICER).sign_in().status == 401
    again = signed_in(office, OFFICER, NEW)
    case = again.case(sent['id'])
    assert case['report']['child']['name'] == 'Bé Mai' and case['notes'][0]['text'] == 'Đã gọi.'
    assert again.get('/v1/session').json()['totp'] is False
    assert office.query("SELECT actor, subject FROM audit WHERE action = 'staff.reset'") == [
        ('supervisor', OFFICER)]
    office.stop()
    office.call('verify-audit')
    office.start()


def test_one_sets_an_own_password(office):
    officer = signed_in(office, OFFICER)
    for body, status in (({'password': NEW, 'new_password': NEW + '1'}, 422),
                         ({'password': PASSWORD, 'new_password': 'x'}, 422),
                         ({'password': PASSWORD}, 400)):
        assert officer.post('/v1/session/password', body).status == status
    assert officer.get('/v1/session').status == 200
    assert officer.post('/v1/session/password',
                        {'password': PASSWORD, 'new_password': NEW}).status == 204
    assert officer.get('/v1/session').status == 401
    assert Officer(office, OFFICER).sign_in().status == 401
    signed_in(office, OFFICER, NEW)
    chief = signed_in(office, 'supervisor')
    assert change(chief, 'reset', OFFICER, new_password=PASSWORD).status == 204
    signed_in(office, OFFICER)


# New keys


def test_old_cases_stay_readable_with_new_keys(office):
    officer = signed_in(office, OFFICER)
    secret = officer.post('/v1/session/totp', {}).json()['secret']
    assert officer.post('/v1/session/totp', {'code': totp(secret)}).status == 200
    first = send_report(office, make_report(platform='một'))
    before = export(office)
    assert officer.post('/v1/session/key', {'password': NEW}).status == 422
    assert officer.post('/v1/session/key', {'password': PASSWORD}).status == 204
    assert officer.get('/v1/session').status == 401
    second = send_report(office, make_report(platform='hai'))  # with the old channel file
    after = export(office)
    assert after[0] == before[0] and after[1] != before[1]
    wait_until(lambda: office.request('GET', '/v1/office').json()['keys'][1]['id'] == after[1])
    third = send_report(office, make_report(platform='ba'))
    office.query('UPDATE staff SET totp_step = 0')
    assert officer.sign_in().status == 401, 'codes are still asked for'
    assert officer.sign_in(code=totp(secret)).status == 201
    for sent, platform in ((first, 'một'), (second, 'hai'), (third, 'ba')):
        assert officer.case(sent['id'])['report']['incident']['platform'] == platform
        assert officer.note(sent['id'], 'x').status == 201
    assert officer.post('/v1/session/key', {'password': PASSWORD}).status == 204
    office.query('UPDATE staff SET totp_step = 0')
    assert officer.sign_in(code=totp(secret)).status == 201
    assert [case['category'] for case in officer.cases()['cases']] == ['bullying'] * 3
    chief = signed_in(office, 'supervisor')
    assert change(chief, 'reset', OFFICER, new_password=NEW).status == 204
    assert signed_in(office, OFFICER, NEW).case(first['id'])['report'] is not None
    assert actions(office)[-3:] == ['staff.key-rotated', 'staff.key-rotated', 'staff.reset']


def test_a_supervisor_with_a_new_key_still_has_the_escrow(office):
    chief = signed_in(office, 'supervisor')
    assert chief.post('/v1/session/key', {'password': PASSWORD}).status == 204
    assert chief.sign_in().status == 201
    assert change(chief, 'reset', OFFICER, new_password=NEW).status == 204
    signed_in(office, OFFICER, NEW)


def test_the_same_by_commands(closed_office, tmp_path):
    office = closed_office
    (tmp_path / 'new').write_text(NEW)
    with open(tmp_path / 'new', encoding='utf-8') as new:
        def reset(name, by, check=True):
            new.seek(0)
            return office.call('officer', 'reset', '--name', name, '--by', by, '--new-password-fd',
                               str(new.fileno()), password=PASSWORD, check=check,
                               more_fds=(new.fileno(),))

        office.call('officer', 'add', '--name', 'Kiểm toán', '--role', 'auditor', password=PASSWORD)
        done = office.call('officer', 'add', '--name', 'X', '--role', 'king', password=PASSWORD,
                           check=False)
        assert done.returncode == 2 and 'role' in done.stderr
        names = [p['name'] for p in json.loads(office.call('officer', 'list').stdout)['people']]
        assert sorted(names) == sorted(['supervisor', OFFICER, 'Kiểm toán'])
        office.call('officer', 'rotate-key', '--name', OFFICER, password=PASSWORD)
        reset(OFFICER, 'supervisor')
        done = reset('supervisor', OFFICER, check=False)
        assert done.returncode == 1 and done.stderr
        assert office.call('officer', 'disable', '--name', 'supervisor',
                           check=False).returncode == 1
    office.start()
    signed_in(office, OFFICER, NEW)
    office.stop()
