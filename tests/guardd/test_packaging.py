# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is installed beside the programs: units, bus, polkit, PAM profile, autostart."""

import configparser
import os
import re
import subprocess
import xml.etree.ElementTree

import pytest

BUILD, SOURCE = os.environ['AN_BUILD_DIR'], os.environ['AN_SOURCE_DIR']
DATA = os.path.join(SOURCE, 'data')
GUARD_UNIT = os.path.join(BUILD, 'data/systemd/annhi-guardd.service')
AGENT_UNIT = os.path.join(BUILD, 'data/systemd/annhi-agent.service')
COUNTDOWN_UNIT = os.path.join(BUILD, 'data/systemd/annhi-countdown.service')
OUTBOX_UNIT = os.path.join(BUILD, 'data/systemd/annhi-outbox.service')
UNITS = [GUARD_UNIT, AGENT_UNIT, COUNTDOWN_UNIT, OUTBOX_UNIT]


def read(*path):
    with open(os.path.join(*path), encoding='utf-8') as stream:
        return stream.read()


def settings(path):
    """(key, value) of a unit, whatever the section."""
    return [tuple(line.split('=', 1)) for line in read(path).split('\n')
            if '=' in line and not line.startswith('#')]


def test_the_guard_is_exposed_no_more_than_2():
    out = subprocess.run(['systemd-analyze', 'security', '--offline=true', '--no-pager', GUARD_UNIT],
                         capture_output=True, text=True, timeout=120, check=False).stdout
    level = re.search(r'exposure level for annhi-guardd.service: ([0-9.]+)', out)
    print(level.group(0))
    assert float(level.group(1)) <= 2.0


def test_the_guard_is_always_started_again():
    unit = dict(settings(GUARD_UNIT))
    assert unit['Restart'] == 'always' and unit['StartLimitIntervalSec'] == '0'
    assert unit['Type'] == 'notify' and unit['WatchdogSec'] == '90'
    assert int(unit['OOMScoreAdjust']) == -900 and unit['Before'] == 'display-manager.service'
    assert unit['StateDirectoryMode'] == '0755' and unit['RuntimeDirectoryPreserve'] == 'yes'
    assert unit['DeviceAllow'] == 'char-input r' and unit['CapabilityBoundingSet'] == 'CAP_KILL'


@pytest.mark.parametrize('path', UNITS, ids=os.path.basename)
def test_every_directive_is_known(path):
    user = [] if path == GUARD_UNIT else ['--user']
    done = subprocess.run(['systemd-analyze', 'verify', '--man=no', '--recursive-errors=no', *user,
                           path], capture_output=True, text=True, timeout=120, check=False)
    assert not re.search(r'[Uu]nknown|[Ff]ailed to parse|[Ii]nvalid', done.stderr), done.stderr
    assert '@' not in dict(settings(path))['ExecStart']


def test_the_agent_is_always_started_again_and_hardened():
    unit = dict(settings(AGENT_UNIT))
    assert unit['Restart'] == 'always' and unit['StartLimitIntervalSec'] == '0'
    assert unit['RestrictAddressFamilies'] == 'AF_UNIX' and unit['NoNewPrivileges'] == 'yes'


def test_what_sends_reports_tells_nothing():
    """Neither its name nor its output says what it does: a family shares the PC and the journal."""
    unit = dict(settings(OUTBOX_UNIT))
    assert unit['StandardOutput'] == unit['StandardError'] == 'null'
    assert not re.search('report|send|outbox|111', unit['Description'], re.I)
    assert unit['ExecStart'].endswith('/annhictl report send --queued')


def test_help_opened_from_the_countdown_outlives_it():
    assert dict(settings(COUNTDOWN_UNIT))['KillMode'] == 'process'


def test_the_bus_starts_the_guard_by_systemd_and_gives_its_name_to_root_alone():
    service = configparser.ConfigParser()
    service.read(os.path.join(DATA, 'dbus/vn.annhi.Guard1.service'))
    assert dict(service['D-BUS Service']) == {
        'name': 'vn.annhi.Guard1', 'exec': '/bin/false', 'user': 'root',
        'systemdservice': 'annhi-guardd.service'}
    policies = xml.etree.ElementTree.parse(os.path.join(DATA, 'dbus/vn.annhi.Guard1.conf')).getroot()
    owners = [policy.attrib for policy in policies for rule in policy
              if rule.tag == 'allow' and 'own' in rule.attrib]
    assert owners == [{'user': 'root'}]


def test_polkit_asks_for_an_administrator_in_both_languages():
    root = xml.etree.ElementTree.parse(os.path.join(DATA, 'polkit/vn.annhi.guard.policy')).getroot()
    action = root.find('action')
    assert action.attrib['id'] == 'vn.annhi.guard.manage'
    assert [value.text for value in action.find('defaults')] == \
        ['auth_admin', 'auth_admin', 'auth_admin_keep']
    for tag in ('description', 'message'):
        assert [sorted(text.attrib.values()) for text in action.findall(tag)] == [[], ['vi']]


def test_the_pam_profile_survives_a_module_that_is_gone():
    profile = read(DATA, 'pam/annhi')
    lines = [line.split() for line in profile.split('\n') if 'pam_annhi.so' in line]
    assert len(lines) == 2
    for words in lines:
        control = ' '.join(words[:-1])
        assert control == '[success=ok ignore=ignore module_unknown=ignore default=bad]'
    assert 'Auth-Type: Additional' in profile and 'Account-Type: Additional' in profile


def test_the_desktop_starts_the_agent():
    path = os.path.join(BUILD, 'data/autostart/vn.annhi.Agent.desktop')
    subprocess.run(['desktop-file-validate', path], check=True, timeout=60)
    assert re.search(r'^Exec=/\S+/annhi-agent --autostart$', read(path), re.M)


def test_installing_wants_root_and_knows_its_words():
    script = os.path.join(DATA, 'packaging/install')
    subprocess.run(['bash', '-n', script], check=True, timeout=60)
    for words in ([], ['--install', '--purge'], ['--surprise'], ['--uninstall', 'x']):
        done = subprocess.run([script, *words], capture_output=True, text=True, timeout=60,
                              check=False)
        assert done.returncode == 2 and 'Usage' in done.stderr, words
    for word in ('--install', '--uninstall'):
        done = subprocess.run(['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', 'bash',
                               '-s', '--', word], stdin=open(script, encoding='utf-8'),
                              capture_output=True, text=True, timeout=60, check=False, cwd='/usr/bin')
        assert done.returncode == 1 and 'sudo' in done.stderr, done
