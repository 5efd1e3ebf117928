# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""annhictl itself: how a person finds a command and its options, and what a wrong word answers."""

import os
import re
import subprocess

import pytest

ANNHICTL = os.path.join(os.environ['AN_BUILD_DIR'], 'app', 'cli', 'annhictl')


def run(*words):
    return subprocess.run([ANNHICTL, *words], capture_output=True, text=True, timeout=60, check=False,
                          env={**os.environ, 'LC_ALL': 'C.UTF-8', 'LANGUAGE': 'en'})


def commands(text):
    """(group, name) of each line of the table."""
    return re.findall(r'^  ([a-z]+) +([a-z-]+) +\S', text, flags=re.M)


def test_help_names_every_command_once():
    done = run('--help')
    found = commands(done.stdout)
    assert done.returncode == 0 and done.stderr == ''
    assert ('report', 'send') in found and ('schedule', 'evaluate') in found
    assert len(found) == len(set(found)) > 9


@pytest.mark.parametrize('words', [('report', '--help'), ('report', '-h'), ('report', 'help')])
def test_help_of_a_group_names_its_commands_alone(words):
    done = run(*words)
    assert done.returncode == 0 and done.stderr == ''
    assert ('report', 'send') in commands(done.stdout)
    assert {group for group, _ in commands(done.stdout)} == {'report'}


@pytest.mark.parametrize('group, name', commands(run('--help').stdout))
def test_help_of_a_command_says_how_to_call_it(group, name):
    done = run(group, name, '--help')
    assert done.returncode == 0 and done.stderr == ''
    assert re.match(rf'Usage: annhictl {group} {name}\b', done.stdout), done.stdout
    assert re.search(r'^  -h, --help +\S', done.stdout, flags=re.M)


@pytest.mark.parametrize('words, expected', [
    ((), set()), (('report',), {'report'}),
])
def test_too_few_words_answer_the_table_on_stderr(words, expected):
    done = run(*words)
    assert done.returncode == 2 and done.stdout == ''
    groups = {group for group, _ in commands(done.stderr)}
    assert groups == expected or not expected and len(groups) > 3


@pytest.mark.parametrize('words', [('nothing',), ('--nothing',), ('report', 'nothing'), ('', ''),
                                   ('nothing', '--help')])
def test_unknown_words(words):
    done = run(*words)
    assert done.returncode == 2 and done.stdout == ''
    assert done.stderr == f'annhictl: no such command: {" ".join(words)} (see annhictl --help)\n'


def test_unknown_option():
    done = run('report', 'send', '--nothing')
    assert done.returncode == 2 and done.stdout == ''
    assert '--nothing' in done.stderr and 'Usage: annhictl report send --channel' in done.stderr


def test_version():
    assert re.fullmatch(r'annhictl \d+\.\d+\.\d+\n', run('--version').stdout)
