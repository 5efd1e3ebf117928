# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""annhictl checklist run, list and check: output, messages, exit codes."""

import json
import os
import subprocess

import pytest

ANNHICTL = os.path.join(os.environ['AN_BUILD_DIR'], 'app/cli/annhictl')
CONTENT = os.path.join(os.environ['AN_SOURCE_DIR'], 'data/privacy/checklists')
BAD = ['child-not-administrator', 'no-automatic-login', 'home-private']
CHECKS = BAD + ['screen-lock', 'updates-automatic', 'firewall-on', 'remote-desktop-off',
                'remote-login-off', 'file-sharing-off', 'no-guest-account', 'guard-on',
                'browser-policies', 'camera-off', 'microphone-off', 'location-off',
                'notifications-hidden', 'recent-files-off', 'usage-reports-off', 'disk-encrypted']
SCHEMAS = {
    'privacy': {'disable-camera': ('b', 'true'), 'disable-microphone': ('b', 'true'),
                'remember-recent-files': ('b', 'false'), 'report-technical-problems': ('b', 'false'),
                'send-software-usage-stats': ('b', 'false')},
    'notifications': {'show-in-lock-screen': ('b', 'false')},
    'screensaver': {'lock-enabled': ('b', 'true'), 'lock-delay': ('u', '0')},
    'session': {'idle-delay': ('u', '300')},
}
FILES = {
    'usr/bin/gnome-shell': '', 'usr/bin/chromium': '', 'usr/sbin/firewalld': '',
    'usr/bin/unattended-upgrade': '', 'run/systemd/system/x': '', 'run/annhi/verdict': '',
    'usr/lib/systemd/system/annhi-guardd.service': '',
    'sys/fs/cgroup/system.slice/annhi-guardd.service/x': '',
    'sys/fs/cgroup/system.slice/firewalld.service/x': '',
    'sys/dev/block/254:0/dm/uuid': 'CRYPT-LUKS2-x',
    'proc/self/mountinfo': '22 1 254:0 / / rw - ext4 /dev/mapper/root rw\n',
    'etc/chromium/policies/managed/x.json': '{"ForceGoogleSafeSearch": true}',
    'etc/apt/apt.conf.d/20auto-upgrades': 'APT::Periodic::Update-Package-Lists "1";\n'
                                          'APT::Periodic::Unattended-Upgrade "1";\n',
}


def run(*words, language='en'):
    return subprocess.run([ANNHICTL, 'checklist', *map(str, words)], capture_output=True, text=True,
                          timeout=60, check=False,
                          env={**os.environ, 'LANGUAGE': language, 'LC_ALL': 'C.UTF-8'})


def install_gnome(root):
    """A GNOME whose settings are all as they should be."""
    keys = {f'org.gnome.desktop.{name}': keys for name, keys in SCHEMAS.items()}
    keys['org.gnome.system.location'] = {'enabled': ('b', 'false')}
    folder = root / 'usr/share/glib-2.0/schemas'
    folder.mkdir(parents=True)
    (folder / 'an.gschema.xml').write_text('<schemalist>' + ''.join(
        f'<schema id="{schema}" path="/{schema.replace(".", "/")}/">' + ''.join(
            f'<key name="{key}" type="{kind}"><default>{value}</default></key>'
            for key, (kind, value) in entries.items()) + '</schema>'
        for schema, entries in keys.items()) + '</schemalist>', encoding='utf-8')
    subprocess.run(['glib-compile-schemas', '--strict', folder], check=True)


@pytest.fixture(name='pc')
def make_pc(tmp_path):
    """A PC with one child, on which all is well."""
    root = tmp_path / 'pc'
    for folder in ('etc/systemd/system', 'etc/gdm3', 'home/nhi'):
        (root / folder).mkdir(parents=True)
    (root / 'etc/passwd').write_text('root:x:0:0::/root:/bin/sh\n'
                                     'nhi:x:1001:1001::/home/nhi:/bin/bash\n', encoding='utf-8')
    (root / 'etc/group').write_text('root:x:0:\nsudo:x:27:\nnhi:x:1001:\n', encoding='utf-8')
    (root / 'etc/gdm3/daemon.conf').write_text('[daemon]\n', encoding='utf-8')
    (root / 'etc/systemd/system/display-manager.service').symlink_to(
        '/lib/systemd/system/gdm3.service')
    (root / 'home/nhi').chmod(0o700)
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding='utf-8')
    install_gnome(root)
    return root


def look(pc, *words):
    done = run('run', '--json', '--user', 'nhi', '--root', pc, *words)
    assert done.returncode == 0 and done.stderr == '', done.stderr
    return json.loads(done.stdout)


def states(answer):
    return {check['id']: check['state'] for check in answer['checks']}


def test_all_is_well(pc):
    answer = look(pc)
    assert answer['schema'] == 'vn.annhi.checklist-run/1'
    assert answer['user'] == 'nhi' and answer['list'] is None
    assert states(answer) == dict.fromkeys(CHECKS, 'ok')
    assert (answer['ok'], answer['attention'], answer['unknown']) == (len(CHECKS), 0, 0)


def test_finds_exactly_what_is_bad_and_finds_it_mended(pc):
    (pc / 'etc/group').write_text('sudo:x:27:nhi\nnhi:x:1001:\n', encoding='utf-8')
    (pc / 'etc/gdm3/daemon.conf').write_text(
        '[daemon]\nAutomaticLoginEnable=true\nAutomaticLogin=nhi\n', encoding='utf-8')
    (pc / 'home/nhi').chmod(0o755)
    answer = look(pc)
    assert states(answer) == {**dict.fromkeys(CHECKS, 'ok'), **dict.fromkeys(BAD, 'attention')}
    assert answer['attention'] == 3
    assert '“nhi”' in answer['checks'][0]['reason']

    (pc / 'home/nhi').chmod(0o700)
    assert states(look(pc)) == {**dict.fromkeys(CHECKS, 'ok'), **dict.fromkeys(BAD, 'attention'),
                                'home-private': 'ok'}


def test_what_cannot_be_looked_at_is_not_known(pc):
    (pc / 'etc/systemd/system/display-manager.service').unlink()
    (pc / 'home/nhi').rmdir()
    assert states(look(pc)) == {**dict.fromkeys(CHECKS, 'ok'), 'no-automatic-login': 'unknown',
                                'home-private': 'unknown'}


def test_fix_is_shown_done_verified_and_undone(pc, tmp_path, monkeypatch):
    monkeypatch.setenv('XDG_DATA_HOME', str(tmp_path / 'data'))
    where = ('--user', 'nhi', '--root', pc)
    (pc / 'home/nhi').chmod(0o755)
    shown = run('fix', 'home-private', *where)
    assert shown.returncode == 0 and '/home/nhi : 0755 → 0700' in shown.stdout
    assert states(look(pc))['home-private'] == 'attention'
    done = run('fix', 'home-private', '--yes', *where)
    assert done.returncode == 0, done.stderr
    assert states(look(pc)) == dict.fromkeys(CHECKS, 'ok')
    assert run('undo', 'home-private', *where).returncode == 0
    assert (pc / 'home/nhi').stat().st_mode & 0o777 == 0o755
    assert run('undo', 'home-private', *where).returncode == 1


def test_no_command_is_run_as_administrator(pc, tmp_path, monkeypatch):
    monkeypatch.setenv('XDG_DATA_HOME', str(tmp_path / 'data'))
    (pc / 'sys/fs/cgroup/system.slice/ssh.service').mkdir()
    done = run('fix', 'remote-login-off', '--yes', '--user', 'nhi', '--root', pc)
    assert done.returncode == 1
    assert 'sudo systemctl disable --now ssh' in done.stdout
    assert states(look(pc))['remote-login-off'] == 'attention'


def test_one_list(pc):
    answer = look(pc, '--list', 'children-9-11')
    with open(f'{CONTENT}/children-9-11.json', encoding='utf-8') as stream:
        items = json.load(stream)['items']
    with_check = [item for item in items if 'check' in item]
    assert answer['list'] == 'children-9-11'
    assert [check['item'] for check in answer['checks']] == [item['id'] for item in with_check]
    assert [check['title'] for check in answer['checks']] == \
        [item['title']['en'] for item in with_check]
    assert answer['by_hand'] == len(items) - len(with_check)


def test_table_for_people(pc):
    done = run('run', '--list', 'children-9-11', '--user', 'nhi', '--root', pc, language='vi')
    assert done.returncode == 0
    assert '[Ổn] Em dùng tài khoản thường trên máy này\n    “nhi” là tài khoản thường.\n' \
        in done.stdout
    assert 'Còn 15 việc' in done.stdout


def test_a_name_cannot_paint_the_terminal(pc):
    (pc / 'etc/systemd/system/display-manager.service').unlink()
    (pc / 'etc/systemd/system/display-manager.service').symlink_to('/lib/\x1b[31mx.service')
    done = run('run', '--user', 'nhi', '--root', pc)
    assert done.returncode == 0 and '\x1b' not in done.stdout


def test_this_pc():
    """Whoever runs this: an answer for each check, each with a reason."""
    done = run('run', '--json')
    assert done.returncode == 0
    answer = json.loads(done.stdout)
    assert [check['id'] for check in answer['checks']] == CHECKS
    for check in answer['checks']:
        assert check['state'] in ('ok', 'attention', 'unknown') and check['reason']


def test_lists():
    done = run('list', '--json')
    assert done.returncode == 0
    lists = {entry['id']: entry for entry in json.loads(done.stdout)}
    assert {'children-9-11', 'caregivers'} <= set(lists)
    assert lists['children-9-11']['items'] >= 12
    assert 'Em 9–11 tuổi' in run('list', language='vi').stdout


@pytest.mark.parametrize('words, message', [
    (('run', '--user', 'there is nobody'), 'no account'),
    (('run', '--root', '/nonexistent'), '/etc/passwd cannot be read'),
    (('run', '--list', 'nothing'), 'no list “nothing”'),
    (('check', '/nonexistent.json'), 'nonexistent.json'),
    (('fix', 'nothing'), 'no check “nothing”'),
    (('undo', 'firewall-on'), 'mended nothing'),
])
def test_refused(words, message):
    done = run(*words)
    assert done.returncode == 1 and done.stdout == ''
    assert message in done.stderr and done.stderr.startswith('annhictl: ')


@pytest.mark.parametrize('words', [
    ('fix',), ('fix', 'home-private', 'x'), ('undo', 'home-private', '--yes'),
    ('run', '--colour'), ('run', 'x'), ('list', 'x'), ('check',), ('check', 'a', 'b'), ('nothing',),
])
def test_usage(words):
    done = run(*words)
    assert done.returncode == 2 and done.stdout == '' and done.stderr


def test_check_names_the_place(tmp_path):
    path = tmp_path / 'list.json'
    path.write_text('{"schema": "vn.annhi.checklist/1", "id": "x", "ages": {"from": 1}}',
                    encoding='utf-8')
    done = run('check', path)
    assert done.returncode == 1
    assert done.stderr == f'annhictl: {path}: /ages/to: is required\n'


HOSTILE = {'deep': '[' * 200000, 'a key twice': '{"a": 1, "a": 2}', 'comment': '// x\n{}',
           'NUL': '"\\u0000"', 'too great a number': '1e400', 'empty': ''}


@pytest.mark.parametrize('text', HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_files(tmp_path, text):
    path = tmp_path / 'list.json'
    path.write_text(text, encoding='utf-8')
    done = run('check', path)
    assert done.returncode == 1 and str(path) in done.stderr
