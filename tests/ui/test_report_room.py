# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The report room with a real office: what a person tells arrives, once, and nowhere else."""

import hashlib
import os
import re
import sqlite3
import subprocess

import pytest
from an_desktop import NotFound, wait_for
from an_office import Office
from an_reporter import OFFLINE, STEPS, STEPS_TO_CHILD, Reporter, make_picture
from gi.repository import GLib

WORDS = 'Nhóm lớp chế ảnh và chửi bới con suốt tuần; con sợ đến trường.'
# Pieces that would give the report away, as UTF-8 and as UTF-16.
SECRETS = ('chế ảnh', 'Bích Ngọc', 'lop-7a3', 'Kiên Đẹp Trai', 'Bảo An')
RECENT = '''<?xml version="1.0" encoding="UTF-8"?>
<xbel version="1.0" xmlns:bookmark="http://www.freedesktop.org/standards/desktop-bookmarks"
      xmlns:mime="http://www.freedesktop.org/standards/shared-mime-info">
  <bookmark href="{}" added="2026-11-24T10:00:00Z" modified="2026-11-24T10:00:00Z"
            visited="2026-11-24T10:00:00Z">
    <info><metadata owner="http://freedesktop.org">
      <mime:mime-type type="application/vnd.oasis.opendocument.text"/>
      <bookmark:applications>
        <bookmark:application name="LibreOffice" exec="soffice %u" count="1"
                              modified="2026-11-24T10:00:00Z"/>
      </bookmark:applications>
    </metadata></info>
  </bookmark>
</xbel>
'''


@pytest.fixture(name='office')
def start_office(tmp_path):
    with Office(tmp_path) as started:
        yield started


def start(desktop, office, **extra):
    app = desktop.start('annhi', '--channel', office.channel, '--page', 'report', **extra)
    return Reporter(desktop, app)


def find_secrets(*directories, words=SECRETS):
    """Files below the directories that hold one of the words in clear."""
    needles = [form for word in words for form in (word.encode(), word.encode('utf-16-le'))]
    found = []
    for directory in directories:
        for folder, _, names in os.walk(directory):
            for name in names:
                path = os.path.join(folder, name)
                if os.path.islink(path) or not os.path.isfile(path):
                    continue
                with open(path, 'rb') as stream:
                    data = stream.read()
                found += [f'{path}: {needle!r}' for needle in needles if needle in data]
    return found


def read_draft(desktop):
    """The sealed draft as it is on the disk, or None."""
    path = os.path.join(desktop.env['XDG_DATA_HOME'], 'annhi', 'vault.db')
    if not os.path.exists(path):
        return None
    database = sqlite3.connect(f'file:{path}?mode=ro', uri=True, timeout=10)
    try:
        row = database.execute("SELECT sealed FROM record WHERE kind = 'draft'").fetchone()
    finally:
        database.close()
    return row[0] if row else None


def test_whole_path(desktop, office):
    """From the first question to the officer, with a picture; nothing in clear on either disk."""
    picture = make_picture(os.path.join(desktop.directory, 'ảnh chụp.png'))
    with open(picture, 'rb') as stream:
        sha256 = hashlib.sha256(stream.read()).hexdigest()
    me = start(desktop, office)
    receipt = me.file(WORDS, picture, 'https://example.vn/nhom/lop-7a3\nZalo: Kiên Đẹp Trai 2013')

    case = office.show_only_case()
    report = case['report']
    assert report['incident']['description'] == WORDS
    assert report['incident']['urls'] == ['https://example.vn/nhom/lop-7a3']
    assert report['incident']['accounts'] == ['Zalo: Kiên Đẹp Trai 2013']
    assert report['incident']['category'] == 'bullying'
    assert report['reporter'] == {'role': 'parent', 'anonymous': False, 'phone': '0000 000 000',
                                  'name': 'Nguyễn Thị Bích Ngọc'}
    assert report['child']['age'] == 12
    assert report['consent'] == {'child': True, 'representative': True, 'basis': 'consent'}
    assert report['locale'] == 'vi'
    assert [e['sha256'] for e in report['evidence']] == [sha256]
    assert [e['verified'] for e in case['evidence']] == [True]

    assert read_draft(desktop) is None
    me.app.stop()
    assert not me.app.complaints
    # The words, and the picture itself; the receipt is sealed, too.
    home = desktop.env['HOME']
    assert not find_secrets(home, office.directory, words=(*SECRETS, receipt))
    assert not find_secrets(home, office.directory, words=('IHDR',))


def test_no_trace_among_recent_files(desktop, office):
    """GTK's file chooser notes what was chosen; a report takes that back."""
    picture = make_picture(os.path.join(desktop.directory, 'chuyen-kin.png'))
    other = 'file:///home/con/bai-tap.odt'
    recent = os.path.join(desktop.env['XDG_DATA_HOME'], 'recently-used.xbel')
    os.makedirs(os.path.dirname(recent), exist_ok=True)
    with open(recent, 'w', encoding='utf-8') as stream:
        stream.write(RECENT.format(other))
    me = start(desktop, office)
    me.begin()
    me.go_on('who')
    me.say_who('Em (trẻ em)')
    me.go_on('what')
    me.choose('Bắt nạt qua mạng')
    me.go_on('where')
    me.go_on('evidence')
    size = os.stat(recent).st_mtime_ns

    def read():
        with open(recent, encoding='utf-8') as stream:
            return stream.read()

    me.attach(picture)
    me.wait_for_fingerprint()
    wait_for(lambda: os.stat(recent).st_mtime_ns != size and 'chuyen-kin' not in read(),
             'the chosen file to be forgotten')
    assert other in read()


def test_sent_list_and_details(desktop, office):
    me = start(desktop, office)
    receipt = me.file(WORDS)
    me.app.find('button', 'Xong').click()
    me.app.find('list item', 'Đã gửi').click()
    me.app.find('label', 'Đã nhận')
    me.app.find('list item', 'Bắt nạt qua mạng').click()
    assert me.read_receipt() == receipt
    # Asked from the office by itself, since the receipt is kept.
    me.app.find('label', 'Nơi tiếp nhận đã có báo cáo. Cán bộ sẽ sớm đọc.')
    me.app.find('label', 'Những việc đã làm')
    me.app.find('button', 'Quên trên máy này').click()
    me.app.find('button', re.compile('Quên$')).click()
    me.app.find(name='Chưa gửi báo cáo nào')
    assert len(office.list_cases()) == 1
    assert not me.app.complaints


def test_child_with_one_click(desktop, office):
    """Kind and “Gửi ngay”; the receipt is typed back and not kept."""
    me = start(desktop, office)
    me.begin()
    me.go_on('who')
    me.say_who('Em (trẻ em)')
    me.go_on('what')
    me.app.find('text box', 'Kể lại bằng lời của em')
    me.choose('Dụ dỗ, lừa đảo, tống tiền')
    me.send_now()
    receipt = me.wait_until_received()
    me.app.find('label', re.compile('Máy này không còn giữ gì của báo cáo'))
    me.app.find('label', 'Chép mã này ra giấy, rồi gõ lại')
    me.fill_in('Mã trên giấy', receipt.lower().replace('-', ' '))
    me.app.find('alert', 'Đúng rồi. Hãy cất tờ giấy ở chỗ không ai thấy.')

    report = office.show_only_case()['report']
    assert report['reporter']['role'] == 'child'
    assert report['incident']['category'] == 'grooming-fraud'
    assert report['incident']['urgency'] == 'high'
    assert report['consent']['basis'] == 'emergency'
    me.app.find('button', 'Xong').click()
    me.app.find('list item', 'Đã gửi').click()
    me.app.find(None, 'Chưa gửi báo cáo nào')
    assert not me.app.find_all('list item', 'Dụ dỗ, lừa đảo, tống tiền')
    assert not me.app.find_all('label', receipt)
    me.app.stop()
    assert not me.app.complaints


def test_pasted_book(desktop, office):
    """More than an answer may hold: the rest is left out, and the draft is there after a kill."""
    me = start(desktop, office)
    me.begin()
    me.go_on('who')
    me.say_who('Em (trẻ em)')
    me.go_on('what')
    me.choose('Bắt nạt qua mạng')
    box = me.app.find('text box', 'Kể lại bằng lời của em')
    box.call('EditableText', 'SetTextContents',
             GLib.Variant('(s)', ('\u202eđọc ngược\x01 ' + 'rất dài ' * 1250000,)))
    wait_for(lambda: len(box.text) == 100000, lambda: f'{len(box.text)} characters')
    me.go_on('where')
    wait_for(lambda: len(read_draft(desktop) or b'') > 100000, 'the draft to be kept')
    me.app.process.kill()
    me.app.process.wait()
    me = start(desktop, office)
    me.resume_as_child()
    me.app.gone('button', 'Viết tiếp')
    me.app.find('heading', re.compile(f"{STEPS['where']}|{STEPS_TO_CHILD['what']}"))
    me.app.stop()
    assert not me.app.complaints


def test_server_down_then_up(desktop, office):
    """What is sent off line is safe, says so, and arrives exactly once."""
    office.stop()
    me = start(desktop, office)
    me.begin()
    me.go_on('who')
    me.say_who('Bố mẹ')
    me.go_on('what')
    me.say_what('Bắt nạt qua mạng', WORDS)
    me.send_now()
    me.app.find('heading', OFFLINE)
    receipt = me.read_receipt()
    office.serve()
    me.app.find('button', 'Thử lại ngay').click()
    assert me.wait_until_received() == receipt
    assert office.show_only_case()['report']['incident']['description'] == WORDS
    me.app.stop()
    assert not me.app.complaints


def test_killed_while_off_line(desktop, office):
    """kill -9 after “đã được giữ an toàn”: the next start delivers by itself."""
    office.stop()
    me = start(desktop, office)
    me.begin()
    me.go_on('who')
    me.say_who('Bố mẹ')
    me.go_on('what')
    me.say_what('Bắt nạt qua mạng', WORDS)
    me.send_now()
    me.app.find('heading', OFFLINE)
    me.app.process.kill()
    me.app.process.wait()
    office.serve()
    me = start(desktop, office)
    me.app.find('list item', 'Báo cáo mới')
    wait_for(office.list_cases, 'the report at the office')
    assert office.show_only_case()['report']['incident']['description'] == WORDS
    assert not me.app.find_all('button', 'Viết tiếp')


def test_draft_outlives_a_kill(desktop, office):
    """Half a second after the last key the draft is safe; nothing of it in clear."""
    me = start(desktop, office)
    me.begin()
    me.go_on('who')
    me.say_who('Bố mẹ', name='Nguyễn Thị Bích Ngọc')
    me.go_on('what')
    me.choose('Bắt nạt qua mạng')
    # The sealed draft tells nothing but its length: so many words cannot be anything else.
    words = '\n'.join([WORDS] * 20)
    wait_for(lambda: read_draft(desktop), 'the first draft')
    me.fill_in('Kể lại bằng lời của bạn', words)
    wait_for(lambda: len(read_draft(desktop)) > len(words.encode()), 'the draft with the words')
    me.app.process.kill()
    me.app.process.wait()
    assert not find_secrets(desktop.env['HOME'])

    me = start(desktop, office)
    me.app.find('button', 'Viết tiếp').click()
    me.at('what')
    assert me.app.find('text box', 'Kể lại bằng lời của bạn').text == words
    box = me.app.find('checkbox', 'Bắt nạt qua mạng')
    assert 'checked' in box.states
    me.send_now()
    me.wait_until_received()
    assert office.show_only_case()['report']['reporter']['name'] == 'Nguyễn Thị Bích Ngọc'
    wait_for(lambda: read_draft(desktop) is None, 'the draft to be erased')


def test_discarded_draft_is_gone(desktop, office):
    me = start(desktop, office)
    me.begin()
    me.go_on('who')
    me.say_who('Thầy cô')
    wait_for(lambda: read_draft(desktop), 'the draft')
    desktop.key('alt+Left', 'alt+Left')
    me.app.find('button', 'Viết tiếp')
    me.app.find('button', 'Bỏ').click()
    me.app.gone('button', 'Viết tiếp')
    wait_for(lambda: read_draft(desktop) is None, 'the draft to be erased')
    me.app.find('list item', 'Báo cáo mới').click()
    me.at('danger')


def test_passphrase_where_no_keyring_answers(bare_desktop, office):
    passphrase = 'bốn con voi ăn mía'
    env = {'ANNHI_VAULT_TEST_FAST_PWHASH': '1'}
    me = start(bare_desktop, office, env=env)
    me.fill_in('Mật khẩu mở kho', passphrase)
    me.fill_in('Nhập lại lần nữa', passphrase)
    me.app.find('button', 'Mở kho').click()
    receipt = me.file(WORDS)
    me.app.stop()
    assert not find_secrets(bare_desktop.env['HOME'], words=(*SECRETS, receipt, passphrase))

    me = start(bare_desktop, office, env=env)
    me.fill_in('Mật khẩu mở kho', 'không phải mật khẩu này')
    me.app.find('button', 'Mở kho').click()
    me.app.find('alert', 'Mật khẩu này không mở được kho. Không mất gì cả; hãy thử lại.')
    me.fill_in('Mật khẩu mở kho', passphrase)
    me.app.find('button', 'Mở kho').click()
    me.app.find('list item', 'Đã gửi').click()
    me.app.find('list item', 'Bắt nạt qua mạng').click()
    assert me.read_receipt() == receipt


def test_only_the_fingerprint_of_abuse_images(desktop, office):
    """The kind says it, and the bytes of the file go nowhere."""
    picture = make_picture(os.path.join(desktop.directory, 'tệp.png'))
    with open(picture, 'rb') as stream:
        sha256 = hashlib.sha256(stream.read()).hexdigest()
    me = start(desktop, office)
    me.begin()
    me.go_on('who')
    me.say_who('Người chứng kiến')
    me.go_on('what')
    me.say_what('Hình ảnh xâm hại tình dục trẻ em', WORDS)
    me.go_on('where')
    me.go_on('evidence')
    me.app.find('label', 'Chỉ gửi dấu vân tay của tệp. Tệp không bao giờ rời khỏi máy này.')
    me.attach(picture)
    me.wait_for_fingerprint()
    me.send_now()
    me.wait_until_received()
    case = office.show_only_case()
    assert [(e['sha256'], e['included']) for e in case['report']['evidence']] == [(sha256, False)]
    blobs = os.path.join(desktop.env['XDG_DATA_HOME'], 'annhi', 'blobs')
    assert not os.path.isdir(blobs) or not os.listdir(blobs)
    stored = [name for folder, _, names in os.walk(f'{office.directory}/office.db-evidence')
              for name in names]
    assert not stored


def test_file_over_the_limit_is_told_at_once(desktop, office):
    large = os.path.join(desktop.directory, 'phim.mp4')
    with open(large, 'wb') as stream:
        stream.truncate(257 * 1024 * 1024)
    me = start(desktop, office)
    me.begin()
    me.go_on('who')
    me.say_who('Bố mẹ')
    me.go_on('what')
    me.say_what('Bắt nạt qua mạng', WORDS)
    me.go_on('where')
    me.go_on('evidence')
    me.attach(large)
    me.app.find('label', re.compile('^Tệp lớn hơn mức nơi tiếp nhận nhận được'), timeout=120)
    assert 'sensitive' not in me.app.find('button', 'Gửi ngay').states
    os.remove(large)


def test_quick_exit(desktop, office):
    """Esc twice: a calendar, the draft kept, nothing of the report in the tree."""
    me = start(desktop, office)
    me.begin()
    me.go_on('who')
    me.say_who('Em (trẻ em)')
    desktop.focus_window(me.app.process.pid)
    desktop.key('Escape', 'Escape')
    me.app.find('label', 'Lịch')
    assert not me.app.find_all('heading', STEPS['who'])
    wait_for(lambda: read_draft(desktop), 'the draft')
    desktop.focus_window(me.app.process.pid)
    desktop.key('Escape')
    me.app.gone('label', 'Lịch')
    assert not me.app.find_all('button', 'Viết tiếp')  # whoever goes back finds another room
    me.app.find('tab', 'Báo cáo').click()
    me.resume_as_child()
    me.at('who')
    assert 'checked' in me.app.find('checkbox', 'Em (trẻ em)').states


def test_quick_exit_is_quick(desktop, office):
    """Less than 100 ms from the second Esc, and from the button, until the neutral page is painted,
    with many words told; and the first Esc has not gone back one question."""
    me = start(desktop, office, env={'G_MESSAGES_DEBUG': 'annhi-report'})

    def read_times():
        return [float(ms) for ms in re.findall(r'quick exit: ([0-9.]+) ms', me.app.stderr)]

    me.begin()
    me.go_on('who')
    me.say_who('Em (trẻ em)')
    me.go_on('what')
    me.say_what('Bắt nạt qua mạng', 'rất dài ' * 5000, speaks='em')
    for number in (1, 2, 3):
        me.at('what')
        desktop.focus_window(me.app.process.pid)
        if number == 2:
            me.app.find('button', 'Thoát nhanh').click()
        else:
            desktop.key('Escape', 'Escape')
        me.app.find('label', 'Lịch')
        wait_for(lambda n=number: len(read_times()) == n, 'the measure of the way out')
        desktop.focus_window(me.app.process.pid)
        desktop.key('Escape')
        me.app.gone('label', 'Lịch')
        me.app.find('tab', 'Báo cáo').click()
        me.resume_as_child()
    print('quick exit, ms:', read_times())
    assert min(read_times()) < 100, read_times()


def test_drafts_of_child_and_parent_stay_apart(desktop, office):
    """A child's draft is not announced and not overwritten; a parent's is shown as before."""
    me = start(desktop, office)
    me.begin()
    me.go_on('who')
    me.say_who('Em (trẻ em)')
    me.go_on('what')
    me.say_what('Lộ chuyện riêng tư', 'chuyện của em', speaks='em')
    wait_for(lambda: read_draft(desktop), 'the draft')
    desktop.key('alt+Left', 'alt+Left', 'alt+Left')
    me.app.find('list item', 'Báo cáo mới')
    assert not me.app.find_all('button', 'Viết tiếp')
    # A parent begins one; it is announced, and the child's is still there.
    me.begin()
    me.go_on('who')
    me.say_who('Bố mẹ')
    me.go_on('what')
    me.say_what('Bắt nạt qua mạng', 'chuyện của bố mẹ')
    desktop.key('alt+Left', 'alt+Left', 'alt+Left')
    me.app.find('button', 'Viết tiếp').click()
    me.at('danger')
    me.go_on('who')
    me.choose('Em (trẻ em)')
    me.app.find('label', 'Em đã kể dở một chuyện. Em muốn kể tiếp không?')
    assert 'sensitive' not in me.app.find('button', 'Tiếp tục').states
    me.app.find('button', 'Viết tiếp').click()
    me.is_child = True
    me.app.find('heading', STEPS['danger'])
    me.go_on('who')
    me.go_on('what')
    assert me.app.find('text box', 'Kể lại bằng lời của em').text == 'chuyện của em'
    me.send_now()
    me.wait_until_received()
    assert office.show_only_case()['report']['incident']['description'] == 'chuyện của em'
    me.app.find('button', 'Xong').click()
    me.app.find('button', 'Viết tiếp').click()
    me.is_child = False
    me.at('who')
    assert 'checked' in me.app.find('checkbox', 'Bố mẹ').states
    me.go_on('what')
    assert me.app.find('text box', 'Kể lại bằng lời của bạn').text == 'chuyện của bố mẹ'
    me.app.stop()
    assert not me.app.complaints


def test_open_with_a_receipt(desktop, office):
    me = start(desktop, office)
    receipt = me.file(WORDS)
    me.app.find('button', 'Xong').click()
    me.app.find('list item', 'Mở bằng mã biên nhận').click()

    def ask(code):
        me.fill_in('Mã biên nhận', code)
        me.app.find('button', 'Xem').click()

    first = receipt[0]
    ask(('B' if first == 'A' else 'A') + receipt[1:])
    me.app.find('alert', re.compile('^Có ký tự gõ nhầm'))
    ask(receipt[:-3])
    me.app.find('alert', re.compile('^Mã có 25 ký tự'))
    # A code that is well formed and nobody's: all zeros, whose check symbol is 0.
    ask('0000-0000-0000-0000-0000-0000-0')
    me.app.find('alert', re.compile('^Nơi tiếp nhận không có báo cáo nào với mã này'))
    ask(receipt)
    me.app.find('label', 'Nơi tiếp nhận đã có báo cáo. Cán bộ sẽ sớm đọc.')
    office.stop()
    ask(receipt)
    me.app.find('alert', re.compile('^Chưa liên lạc được với nơi tiếp nhận'))
    me.app.stop()
    assert not me.app.complaints


def test_keyboard_alone(desktop, office):
    """One click is one key, too: nothing needs the mouse."""
    me = start(desktop, office)
    me.app.find('list item', 'Báo cáo mới')

    def tab_to(role, name):
        for _ in range(60):
            focused = [node for node in me.app.find_all(role, name) if 'focused' in node.states]
            if focused:
                return
            desktop.key('Tab')
        raise NotFound(f'{role} “{name}” by Tab; focused: {me.app.dump()}')

    desktop.focus_window(me.app.process.pid)
    tab_to('list item', 'Báo cáo mới')
    desktop.key('Return')
    me.at('danger')
    tab_to('button', 'Tiếp tục')
    desktop.key('Return')
    me.at('who')
    tab_to('list item', 'Em (trẻ em)')
    desktop.key('space')
    me.is_child = True
    tab_to('button', 'Tiếp tục')
    desktop.key('Return')
    me.at('what')
    tab_to('list item', 'Lộ chuyện riêng tư')
    desktop.key('space')
    tab_to('button', 'Gửi ngay')
    desktop.key('Return')
    me.wait_until_received()
    assert office.show_only_case()['report']['incident']['category'] == 'privacy-leak'


def test_papers(desktop, office):
    """Receipt and letter as PDF, in Vietnamese, with what they are for."""
    def save(button, path):
        me.app.find('button', button).click()
        me.app.find('button', '_Lưu Lưu')
        me.fill_in('Tên:', path)
        me.app.find('button', '_Lưu Lưu').click()
        me.app.gone('button', '_Lưu Lưu')
        desktop.focus_window(me.app.process.pid)
        wait_for(lambda: os.path.exists(path) and os.path.getsize(path) > 1000, path)
        return subprocess.run(['pdftotext', '-layout', path, '-'], check=True, capture_output=True,
                              text=True, timeout=60).stdout

    me = start(desktop, office)
    me.begin()
    me.go_on('who')
    me.say_who('Bố mẹ', name='Nguyễn Thị Bích Ngọc')
    me.go_on('what')
    me.say_what('Bắt nạt qua mạng', WORDS)
    for step in ('where', 'evidence', 'child', 'channel'):
        me.go_on(step)
    desktop.resize(900, 890)
    me.app.find('label', 'In đơn trình báo').pointer_click()
    letter = save('Lưu đơn trình báo (PDF)', os.path.join(desktop.directory, 'don.pdf'))
    assert 'ĐƠN TRÌNH BÁO' in letter.upper()
    assert 'Nguyễn Thị Bích Ngọc' in letter
    form = save('Lưu mẫu số 01 (PDF)', os.path.join(desktop.directory, 'mau-01.pdf'))
    assert 'TIẾP NHẬN THÔNG TIN TRẺ EM' in form and WORDS[:20] in ' '.join(form.split())
    me.send_now()
    receipt = me.wait_until_received()
    paper = save('Lưu PDF', os.path.join(desktop.directory, 'bien-nhan.pdf'))
    assert receipt in paper
    me.app.stop()
    assert not me.app.complaints
