# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A real office for the tests of the window: annhi-intake on SQLite, one officer."""

import json
import os
import re
import subprocess

SUPERVISOR, OFFICER = 'mật khẩu trưởng 1', 'mật khẩu cán bộ 2'
NAME = 'Cán bộ thử nghiệm'


class Office:
    """`with Office (directory) as office`: made, and listening. `stop` and `serve` as often as wanted;
    the port stays."""

    def __init__(self, directory):
        self.directory = os.path.join(str(directory), 'office')
        self.channel = os.path.join(self.directory, 'channel.json')
        self.port, self.process = 0, None
        self.env = {**os.environ, 'ANNHI_INTAKE_TEST_FAST_PWHASH': '1', 'LC_ALL': 'C.UTF-8',
                    'LANGUAGE': 'en'}

    def __enter__(self):
        os.makedirs(self.directory, mode=0o700)
        self.run('office', 'init', '--name', 'Trung tâm thử nghiệm', '--province', 'phu-tho',
                 password=SUPERVISOR)
        self.run('officer', 'add', '--name', NAME, password=OFFICER)
        self.serve()
        self.export_channel(self.url, self.channel)
        return self

    def __exit__(self, *_):
        self.stop()

    @property
    def words(self):
        program = os.path.join(os.environ['AN_BUILD_DIR'], 'app/intake/annhi-intake')
        return [program, '--store', f'sqlite:{self.directory}/office.db']

    @property
    def url(self):
        return f'http://127.0.0.1:{self.port}'

    def run(self, *words, password=None):
        extra, fds = [], ()
        if password is not None:
            reader, writer = os.pipe()
            os.write(writer, password.encode())
            os.close(writer)
            extra, fds = ['--password-fd', str(reader)], (reader,)
        done = subprocess.run([*self.words, *words, *extra], env=self.env, pass_fds=fds, check=False,
                              capture_output=True, text=True, timeout=120)
        for fd in fds:
            os.close(fd)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def export_channel(self, url, path=None):
        """A channel file that leads to `url`, such as that of a proxy."""
        path = path or os.path.join(self.directory, 'channel-by-proxy.json')
        with open(path, 'w', encoding='utf-8') as stream:
            stream.write(self.run('channel', 'export', '--url', url))
        return path

    def serve(self):
        with open(os.path.join(self.directory, 'serve.log'), 'ab') as log:
            self.process = subprocess.Popen(
                [*self.words, 'serve', '--listen', f'127.0.0.1:{self.port}'], env=self.env,
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log, text=True)
        line = self.process.stdout.readline()
        self.port = int(re.search(r':(\d+)$', line.strip()).group(1))

    def stop(self):
        if self.process is not None:
            self.process.terminate()
            self.process.wait(30)
            self.process.stdout.close()
            self.process = None

    # What the officer sees

    def list_cases(self):
        return json.loads(self.run('case', 'list', '--json', '--officer', NAME, password=OFFICER))

    def show_case(self, case_id):
        return json.loads(self.run('case', 'show', case_id, '--json', '--officer', NAME,
                                   password=OFFICER))

    def show_only_case(self):
        cases = self.list_cases()
        assert len(cases) == 1, cases
        return self.show_case(cases[0]['id'])
