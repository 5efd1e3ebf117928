# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A person who reports through the window: the steps of the report room, by their names."""

import os
import re
import subprocess

from an_desktop import NotFound, wait_for

RECEIPT = re.compile(r'^[0-9A-Z]{4}(-[0-9A-Z]{4}){5}-.$')
STEPS = {
    'danger': 'Có ai đang gặp nguy hiểm không?', 'who': 'Ai đang báo cáo?',
    'what': 'Chuyện gì đã xảy ra?', 'where': 'Ở đâu?', 'evidence': 'Bằng chứng',
    'child': 'Về trẻ', 'channel': 'Gửi cho ai?', 'review': 'Xem lại',
}
STEPS_TO_CHILD = {'what': 'Chuyện gì đã xảy ra với em?', 'child': 'Về em'}
OFFLINE = 'Chưa có mạng – báo cáo đã được giữ an toàn và sẽ tự gửi'


def make_picture(path):
    """A real PNG that no other file is like."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    subprocess.run(['convert', '-size', '320x200', 'plasma:teal-white', path], check=True, timeout=60)
    return path


class Reporter:
    """`on_step (name)` is called when a step is done, to look at the screen."""

    def __init__(self, desktop, app, on_step=None):
        self.desktop, self.app = desktop, app
        self.on_step = on_step or (lambda name: None)
        self.is_child = False

    # The questions

    def begin(self):
        self.app.find('list item', 'Báo cáo mới').click()
        self.at('danger')

    def discard_draft(self):
        """Of an earlier time, if there is one; it is offered soon after the start."""
        self.app.find('list item', 'Báo cáo mới')
        try:
            self.app.find('button', 'Viết tiếp', timeout=2)
        except NotFound:
            return
        self.app.find('button', 'Bỏ').click()
        self.app.gone('button', 'Viết tiếp')

    def at(self, step):
        """Waits for the question."""
        names = {**STEPS, **STEPS_TO_CHILD} if self.is_child else STEPS
        return self.app.find('heading', names[step])

    def go_on(self, step):
        self.app.find('button', 'Tiếp tục').click()
        self.at(step)

    def choose(self, name):
        box = self.app.find('checkbox', name)
        box.click()
        wait_for(lambda: 'checked' in box.states, f'“{name}” chosen')

    def switch(self, name):
        self.app.find('switch', name).click()

    def fill_in(self, name, text):
        self.app.find('text box', name).set_text(text)

    def say_who(self, role, **fields):
        self.choose(role)
        self.is_child = role == 'Em (trẻ em)'
        for name, text in fields.items():
            self.fill_in({'name': 'Họ tên', 'phone': 'Điện thoại'}[name], text)
        self.on_step('who')

    def resume_as_child(self):
        """What a child has begun is offered only to who says to be one."""
        assert not self.app.find_all('button', 'Viết tiếp')
        self.begin()
        self.go_on('who')
        self.say_who('Em (trẻ em)')
        self.app.find('button', 'Viết tiếp').click()

    def say_what(self, kind, words=None, speaks='bạn'):
        self.choose(kind)
        if words is not None:
            self.fill_in(f'Kể lại bằng lời của {speaks}', words)
        self.on_step('what')

    def say_where(self, pasted):
        self.fill_in('Đường dẫn và tài khoản', pasted)
        self.app.find('button', 'Thêm vào danh sách').click()
        self.app.find('button', re.compile('^Bỏ '))
        self.on_step('where')

    def attach(self, path, shows=None):
        """Through the file chooser, by typing the path as people can (Ctrl+L). `shows` is what the page
        shows then, its name otherwise."""
        self.app.find('button', 'Thêm tệp').click()
        add = self.app.find('button', '_Thêm Thêm')
        self.type_path(path)
        add.click()
        self.app.gone('button', '_Thêm Thêm')
        self.desktop.focus_window(self.app.process.pid)
        self.app.find(None, shows or os.path.basename(path))

    def type_path(self, path):
        """Opens the chooser's line for a path, and fills it in."""
        def look():
            self.desktop.focus_window(self.app.process.pid)
            self.desktop.key('ctrl+l')
            return self.app.find_all('text box', 'GtkFileChooserEntry')
        wait_for(look, 'a line for the path')[0].set_text(path)

    def wait_for_fingerprint(self):
        self.app.find('label', re.compile(r'SHA-256 [0-9a-f]{8}'))
        self.on_step('evidence')

    # Sending

    def send(self):
        self.app.find('button', 'Gửi báo cáo').click()

    def send_now(self):
        self.app.find('button', 'Gửi ngay').click()

    def read_receipt(self):
        return self.app.find('label', RECEIPT).name

    def wait_until_received(self, timeout=None):
        self.app.find('heading', 'Đã nhận', timeout=timeout)
        receipt = self.read_receipt()
        self.on_step('received')
        return receipt

    def file(self, words, picture=None, pasted=None):
        """The whole path as a parent, from the first page to the receipt."""
        self.begin()
        self.on_step('danger')
        self.go_on('who')
        self.say_who('Bố mẹ', name='Nguyễn Thị Bích Ngọc', phone='0000 000 000')
        self.go_on('what')
        self.say_what('Bắt nạt qua mạng', words)
        self.go_on('where')
        if pasted:
            self.say_where(pasted)
        self.go_on('evidence')
        if picture:
            self.attach(picture)
            self.wait_for_fingerprint()
        self.go_on('child')
        self.fill_in('Họ và tên', 'Nguyễn Bảo An')
        self.fill_in('Ngày sinh hoặc tuổi', '12')
        self.on_step('child')
        self.go_on('channel')
        self.on_step('channel')
        self.go_on('review')
        self.switch('Trẻ đồng ý')
        self.switch('Bố mẹ hoặc người giám hộ đồng ý')
        self.on_step('review')
        self.send()
        return self.wait_until_received()
