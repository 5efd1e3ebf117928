# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the office keeps about a case, and finding cases again."""

import uuid
from urllib.parse import quote

import pytest
from an_inbox import Officer, Reporter, make_report, send_report
from an_office import OFFICER, Report


@pytest.fixture(name='officer')
def officer_at_work(office):
    person = Officer(office)
    assert person.sign_in().status == 201
    return person


def found(who, query):
    return [case['id'] for case in who.cases('?' + query)['cases']]


def test_details_are_kept_and_the_reporter_sees_none_of_them(office, officer):
    sent = send_report(office, make_report())
    reporter = Reporter(office, sent)
    before = office.request('GET', '/v1/receipt', Authorization=reporter.bearer).json()
    plain = officer.case(sent['id'])
    assert (plain['assignee'], plain['substate'], plain['labels'], plain['remind_on'],
            plain['duplicate_of']) == (None, None, [], None, None)
    assert plain['workers'] == sorted(['supervisor', OFFICER])
    answer = officer.keep(sent['id'], assignee=OFFICER, substate=' Chờ trường trả lời ',
                          labels=['Zalo', 'lớp 6', 'Zalo'], remind_on='2026-12-01')
    assert answer.status == 204 and answer.headers['etag'] == f'"{plain["revision"] + 1}"'
    kept = officer.case(sent['id'])
    assert (kept['assignee'], kept['substate'], kept['labels'], kept['remind_on']) == (
        OFFICER, 'Chờ trường trả lời', ['Zalo', 'lớp 6'], '2026-12-01')
    assert officer.keep(sent['id'], substate='').status == 204
    kept = officer.case(sent['id'])
    assert (kept['substate'], kept['assignee']) == (None, OFFICER), 'what is not named stays'
    assert officer.keep(sent['id'], labels=[]).status == 204
    assert officer.case(sent['id'])['labels'] == []
    after = office.request('GET', '/v1/receipt', Authorization=reporter.bearer).json()
    after.pop('last_access_at'), before.pop('last_access_at')
    assert after == before
    assert reporter.get().json()['messages'] == []
    assert office.query("SELECT COUNT(*) FROM audit WHERE action = 'case.kept'") == [(3,)]


def test_details_that_are_none(office, officer):
    sent, path = send_report(office, make_report()), '/assignee'
    for details, status, pointer in (
            ({'assignee': 'Không ai'}, 422, path),
            ({'duplicate_of': sent['id']}, 409, '/duplicate_of'),
            ({'duplicate_of': str(uuid.uuid4())}, 409, '/duplicate_of'),
            ({'duplicate_of': 'x'}, 400, '/duplicate_of'), ({'remind_on': 'mai'}, 400, '/remind_on'),
            ({'labels': ['']}, 400, '/labels/0'), ({'labels': ['a\nb']}, 400, '/labels/0'),
            ({'labels': ['x'] * 11}, 400, '/labels'), ({'labels': ['x' * 31]}, 400, '/labels/0'),
            ({'substate': 'a\u202eb'}, 400, '/substate'), ({'more': 1}, 400, '/more')):
        answer = officer.keep(sent['id'], **details)
        assert answer.status == status, (details, answer.body)
        assert answer.json()['errors'][0]['pointer'] == pointer
    assert officer.keep(sent['id'], revision=99, substate='x').problem == 'revision-mismatch'
    assert officer.case(sent['id'])['revision'] == 1


def test_who_is_assigned_can_open_the_case(office, officer):
    sent = send_report(office, make_report())
    chief = Officer(office, 'supervisor')
    chief.sign_in()
    new = {'action': 'add', 'name': 'Đến sau', 'role': 'officer', 'new_password': 'mat-khau-moi'}
    assert chief.post('/v1/staff', new).status == 204
    late = Officer(office, 'Đến sau')
    assert late.sign_in('mat-khau-moi').status == 201
    assert late.case(sent['id'])['report'] is None
    assert late.keep(sent['id'], assignee='Đến sau').problem == 'not-sealed'
    assert officer.keep(sent['id'], assignee='Đến sau').status == 204
    assert late.case(sent['id'])['report']['child']['name'] == 'Bé Mai'
    assert late.note(sent['id'], 'Tôi nhận.').status == 201
    assert found(late, 'assignee=' + quote('Đến sau')) == [sent['id']]
    assert found(late, 'assignee=' + quote(OFFICER)) == []
    assert officer.keep(sent['id'], assignee=OFFICER).status == 204, 'and again to one who had it'


def test_cases_are_found_by_what_is_in_them(office, officer):
    one = send_report(office, make_report(description='Bạn tên Hùng đe dọa cháu ở Vĩnh Phúc.'))['id']
    two = send_report(office, make_report(category='grooming-fraud', urls=['https://vd.example/x']))['id']
    sealed = Report(office)
    office.create(sealed), office.submit(sealed)
    assert found(officer, 'q=' + quote('vinh phuc HUNG')) == [one]
    assert found(officer, 'q=' + quote('đe dọa')) == found(officer, 'q=hung') == [one]
    assert found(officer, 'q=vd.example') == found(officer, 'category=grooming-fraud') == [two]
    assert found(officer, 'q=mai&category=grooming-fraud') == [two]
    assert found(officer, 'q=khong-co') == found(officer, 'q=description') == []
    assert sorted(found(officer, 'q=')) == sorted(found(officer, '')) == sorted([one, two, sealed.id])
    for bad in ('category=x', 'q=' + 'x' * 201, 'remind_by=x'):
        assert officer.get('/v1/cases?' + bad).status == 400
    details = {row[0] for row in office.query("SELECT detail FROM audit WHERE action = 'cases.listed'")}
    assert 'search 3' in details and not any('hung' in text for text in details)


def test_looking_goes_through_many_pages(office, officer):
    last = send_report(office, make_report(description='Con cần tìm.', urgency='normal'))['id']
    for _ in range(55):
        report = Report(office, urgency='high')
        office.create(report), office.submit(report)
    assert last not in found(officer, ''), 'not on the first page'
    page = officer.cases('?q=' + quote('can tim'))
    assert [case['id'] for case in page['cases']] == [last] and page['next'] is None
    assert len(office.query("SELECT 1 FROM audit WHERE detail LIKE 'search%'")) == 1


def test_cases_are_found_by_label_person_and_reminder(office, officer):
    names = [send_report(office, make_report())['id'] for _ in range(3)]
    officer.keep(names[0], labels=['10%', 'Zalo'], remind_on='2026-11-30')
    officer.keep(names[1], labels=['Zalo nhóm', '100'], assignee=OFFICER, remind_on='2026-12-02')
    assert found(officer, 'label=Zalo') == found(officer, 'label=' + quote('10%')) == [names[0]]
    assert found(officer, 'label=Zal') == []
    assert found(officer, 'assignee=' + quote(OFFICER)) == [names[1]]
    assert found(officer, 'remind_by=2026-11-29') == []
    assert found(officer, 'remind_by=2026-12-01') == [names[0]]
    assert len(found(officer, 'remind_by=2026-12-31')) == 2
    assert officer.keep(names[2], duplicate_of=names[0]).status == 204
    assert officer.case(names[2])['duplicate_of'] == names[0]
    assert officer.move(names[1], 'triaged').status == 201
    query = 'state=triaged&label=' + quote('Zalo nhóm') + '&assignee=' + quote(OFFICER)
    assert found(officer, query) == [names[1]]
