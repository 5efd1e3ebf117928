# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The room for screen time as a parent uses it: a first child, a day, a trial, files, an end."""

import json
import os
import re
import subprocess

import pytest
from an_desktop import Desktop, GLib, wait_for

GUARD = 'Chưa bật người gác giờ trên máy này'
ANNHICTL = os.path.join(os.environ['AN_BUILD_DIR'], 'app/cli/annhictl')


def start(desktop):
    return desktop.start('annhi', '--page', 'screentime')


def end(app):
    assert not app.complaints, app.stderr
    app.stop()


def close(app):
    """As a parent closes it, so that what is on its way to the vault arrives."""
    app.find('button', 'Đóng').click()
    assert app.wait_end() == 0, app.stderr
    assert not app.complaints, app.stderr


def add_child(app, name='Bé An'):
    app.find('button', 'Thêm con').click()
    app.find('button', 'Viết luật trước, bật sau').click()
    app.find('text box', 'Tên của con').set_text(name)
    app.find('button', 'Bắt đầu với gợi ý').click()
    app.find(name='Thử luật')


def set_value(node, value):
    """As a screen reader sets a spin button."""
    node.bus.call_sync(node.owner, node.path, 'org.freedesktop.DBus.Properties', 'Set',
                       GLib.Variant('(ssv)', ('org.a11y.atspi.Value', 'CurrentValue',
                                              GLib.Variant('d', value))),
                       None, 0, 20000, None)


def click_row(app, name):
    """Rows of a list have no action of their own: turns the wheel until it can be clicked."""
    row = app.find('list item', name)
    _, _, _, height = app.children[0].extents

    def is_in_sight():
        _, y, _, row_height = row.extents
        if 60 < y and y + row_height < height - 12:
            return True
        # At the edge of the page, where no field takes the wheel for itself.
        app.desktop.xdotool('mousemove', 9, height // 2, 'click', 5 if y > 60 else 4)
        return False
    wait_for(is_in_sight, f'“{name}” in sight')
    row.pointer_click()


def show_day(app, day):
    click_row(app, day)
    app.find(name='Chép luật ngày này sang')


def day_text(app, day):
    return app.find('list item', day).description


def answer(app):
    """The sentence of the trial."""
    return app.find(name=re.compile(r', \d\d/\d\d/\d{4} lúc \d\d:\d\d: ')).name


def test_first_child_to_saved_rules(desktop):
    app = start(desktop)
    app.find(name='Chưa có luật nào')
    add_child(app, 'Bé An')
    app.find('list item', GUARD)
    assert day_text(app, 'Thứ Hai') == '17:00–20:00 · tối đa 1 giờ 30 phút · đi ngủ 21:00–06:00'
    app.find(name='Đã lưu trên máy này')

    show_day(app, 'Thứ Hai')
    set_value(app.find('spin button', 'Đến'), 19 * 60 + 10)
    set_value(app.find('spin button', 'Số phút một ngày'), 45)
    app.find(name='17:00–19:10 · tối đa 45 phút · đi ngủ 21:00–06:00')
    desktop.key('alt+Left')
    wait_for(lambda: day_text(app, 'Thứ Hai').startswith('17:00–19:10'), 'Monday to change')
    assert day_text(app, 'Thứ Ba').startswith('17:00–20:00')
    close(app)

    again = start(desktop)
    click_row(again, 'Bé An (9 tuổi)')
    assert day_text(again, 'Thứ Hai') == '17:00–19:10 · tối đa 45 phút · đi ngủ 21:00–06:00'
    end(again)


def test_the_trial_answers_while_rules_change(desktop):
    app = start(desktop)
    add_child(app)
    set_value(app.find('spin button', 'Giờ'), 22 * 60)
    wait_for(lambda: 'không được dùng, vì là giờ đi ngủ; dùng lại được từ' in answer(app), 'bedtime')
    show_day(app, 'Thứ Hai')
    app.find('switch', 'Giờ đi ngủ').click()
    app.gone('spin button', 'Bắt đầu giờ đi ngủ')
    click_row(app, 'Mọi ngày')
    desktop.key('alt+Left')
    wait_for(lambda: 'vì ngoài giờ được dùng' in answer(app), 'outside the hours')
    set_value(app.find('spin button', 'Giờ'), 18 * 60)
    set_value(app.find('spin button', 'Đã dùng hôm đó'), 60)
    wait_for(lambda: re.search(r'được dùng, còn (30 phút|1 giờ) – đến ', answer(app)), 'time left')
    assert answer(app).endswith('sau đó hết lượt trong ngày')
    app.find('switch', 'Bật luật').click()
    wait_for(lambda: 'được dùng, vì luật đang tắt' in answer(app), 'rules off')
    end(app)


def test_a_mistake_is_said_beside_the_field_and_not_saved(desktop):
    app = start(desktop)
    add_child(app)
    show_day(app, 'Thứ Bảy')
    set_value(app.find('spin button', 'Đến'), 7 * 60)
    app.find(name='Giờ kết thúc phải sau giờ bắt đầu.')
    desktop.key('Escape')
    app.find(name='Có giờ chưa đúng')
    app.find('button', re.compile('^Bỏ( Bỏ)?$')).click()
    app.find('list item', 'Thứ Bảy')
    close(app)
    again = start(desktop)
    click_row(again, 'Bé An (9 tuổi)')
    assert day_text(again, 'Thứ Bảy').startswith('08:00–11:00, 14:00–20:00')
    end(again)


def test_hours_are_added_and_removed(desktop):
    app = start(desktop)
    add_child(app)
    show_day(app, 'Thứ Hai')
    app.find('button', 'Thêm khoảng giờ').click()
    app.find(name=re.compile('^17:00–20:00, 20:00–21:00 · '))
    app.find('button', 'Xóa khoảng giờ này').click()
    app.find(name=re.compile('^20:00–21:00 · '))
    end(app)


def test_by_keyboard_alone(desktop):
    app = start(desktop)
    app.find('button', 'Thêm con')
    wait_for(lambda: press_until_focused(desktop, app, 'Thêm con'), 'the focus on “Thêm con”')
    desktop.key('Return')
    wait_for(lambda: press_until_focused(desktop, app, 'Viết luật trước, bật sau'), 'the focus')
    desktop.key('Return')
    name = app.find('text box', 'Tên của con')
    desktop.type('An')
    wait_for(lambda: name.text == 'An', 'the name to be typed')
    desktop.key('Return')
    app.find(name='Thử luật')
    wait_for(lambda: press_until_focused(desktop, app, 'Thứ Hai'), 'the focus on Monday')
    desktop.key('Return')
    app.find(name='Chép luật ngày này sang')
    wait_for(lambda: press_until_focused(desktop, app, 'Từ'), 'the focus on the first hour')
    desktop.key('ctrl+a')
    desktop.type('16h20')
    desktop.key('Tab')
    app.find(name=re.compile('^16:20–20:00 · '))
    end(app)


def press_until_focused(desktop, app, name, most=25):
    for _ in range(most):
        for node in app.find_all(name=name):
            if any('focused' in child.states for child in node.walk()):
                return True
        desktop.key('Tab')
    return False


def test_a_suggestion_replaces_the_rules(desktop):
    app = start(desktop)
    add_child(app)
    app.find('button', 'Gợi ý').click()
    app.find(name='13–18 tuổi: 3 giờ một ngày')
    app.find('button', 'Dùng: Gợi ý cho 14–17 tuổi').click()
    wait_for(lambda: day_text(app, 'Thứ Hai') ==
             '17:00–21:30 · tối đa 2 giờ · đi ngủ 22:30–05:30', 'the suggested rules')
    end(app)


def test_a_child_is_removed_only_after_a_question(desktop):
    app = start(desktop)
    add_child(app)
    for wanted in ('Hủy', 'Xóa'):  # GTK names the buttons of a dialog twice
        click_row(app, 'Xóa con này và luật của con…')
        app.find(name='Luật bị xóa khỏi máy này và không lấy lại được.')
        app.find('button', re.compile(f'^{wanted}( {wanted})?$')).click()
        app.gone(name='Luật bị xóa khỏi máy này và không lấy lại được.')
    app.find(name='Chưa có luật nào')
    close(app)
    again = start(desktop)
    again.find(name='Chưa có luật nào')
    end(again)


def type_path(desktop, app, path, button):
    """In GTK's own chooser a path is typed over the name, or begun with its slash."""
    name = re.compile(f'^{button}( {button})?$')
    app.find('button', name)
    desktop.focus_window(app.process.pid)
    if button == 'Lưu':
        desktop.key('ctrl+a')
    desktop.type(str(path))
    wait_for(lambda: any(node.text == str(path) for node in app.find_all('text box')),
             'the path to be typed')
    desktop.key('Return')
    app.gone('button', name)


@pytest.mark.slow
def test_rules_go_out_to_a_file_and_come_back(desktop, tmp_path):
    app = start(desktop)
    add_child(app)
    path = tmp_path / 'out.json'
    click_row(app, 'Lưu luật ra tệp…')
    type_path(desktop, app, path, 'Lưu')
    wait_for(path.exists, 'the file')
    app.find(name='Đã lưu luật ra tệp')
    app.gone(name='Đã lưu luật ra tệp')  # it lies over the rows at the end of the page
    done = subprocess.run([ANNHICTL, 'policy', 'check', path], capture_output=True, text=True,
                          check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    assert path.stat().st_mode & 0o077 == 0

    policy = json.loads(path.read_text(encoding='utf-8'))
    policy['days']['mon'] = {'windows': [], 'quota_minutes': 30}
    policy['dates'] = [{'from': '2027-02-05', 'to': '2027-02-11', 'label': 'Tết'}]
    policy['warn_minutes'] = [10]
    (tmp_path / 'in.json').write_text(json.dumps(policy), encoding='utf-8')
    click_row(app, 'Lấy luật từ tệp…')
    type_path(desktop, app, tmp_path / 'in.json', 'Mở')
    wait_for(lambda: day_text(app, 'Thứ Hai') == 'Không dùng máy · đi ngủ 21:00–06:00', 'Monday')
    app.find(name='1 ngày có luật riêng')
    app.gone(name='Đã lấy luật từ tệp')
    second = tmp_path / 'second.json'
    click_row(app, 'Lưu luật ra tệp…')
    type_path(desktop, app, second, 'Lưu')
    wait_for(second.exists, 'the second file')
    kept = json.loads(second.read_text(encoding='utf-8'))
    assert kept['dates'] == policy['dates'] and kept['warn_minutes'] == [10]
    assert kept['days']['mon'] == policy['days']['mon']
    end(app)


def test_a_file_that_holds_no_rules_changes_nothing(desktop, tmp_path):
    app = start(desktop)
    add_child(app)
    bad = tmp_path / 'bad.json'
    bad.write_text('{"schema":"vn.annhi.policy/1","enabled":true,"days":{"mon":{"quota":1}}}',
                   encoding='utf-8')
    click_row(app, 'Lấy luật từ tệp…')
    type_path(desktop, app, bad, 'Mở')
    app.find(name='Tệp này không có luật dùng được')
    app.find(name=re.compile(r'/days/mon/quota\b'))
    desktop.focus_window(app.process.pid)
    desktop.key('Escape')
    app.gone(name='Tệp này không có luật dùng được')
    assert day_text(app, 'Thứ Hai').startswith('17:00–20:00')
    end(app)


@pytest.mark.parametrize('size', [(360, 640), (1000, 700)])
def test_every_page_fits(desktop, size):
    app = start(desktop)
    desktop.resize(*size)
    add_child(app, 'Nguyễn Phúc Hoàng Bảo Thiên Kim Ngọc Minh Châu Thảo Nguyên')
    for name in ('Thử luật', GUARD, 'Thứ Hai'):
        x, _, width, _ = app.find(name=name).extents
        assert 0 <= x and x + width <= size[0], name
    show_day(app, 'Thứ Hai')
    for name in ('Từ', 'Đến', 'Xóa khoảng giờ này'):
        x, _, width, _ = app.find(name=name).extents
        assert 0 <= x and x + width <= size[0], name
    end(app)


@pytest.mark.slow
def test_in_english(tmp_path):
    with Desktop(tmp_path, language='en', keyring=True) as desktop:
        app = start(desktop)
        app.find('button', 'Add a child').click()
        app.find('button', 'Write the rules first, switch on later').click()
        app.find('text box', "The child's name").set_text('An')
        app.find('button', 'Start with a suggestion').click()
        app.find('list item', 'The time guard is not switched on on this PC')
        assert day_text(app, 'Monday') == \
            '17:00–20:00 · at most 1 hour 30 minutes · bedtime 21:00–06:00'
        end(app)
