# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs as root in the guest: takes modules and calls from the host over ttyS1, a JSON line each.

{"load": NAME, "source": TEXT} and {"call": "MODULE.FUNCTION", "arguments": {…}} come in,
{"result": …}, {"error": TRACEBACK} and {"host": METHOD, "arguments": {…}} go out; the host answers
the last with {"result": …}."""

import json
import sys
import traceback
import tty
import types


class Line:
    """The serial port; two ends of one conversation."""

    def __init__(self, path):
        self.port = open(path, 'r+b', buffering=0)
        tty.setraw(self.port)
        self.rest = b''

    def send(self, message):
        data = json.dumps(message).encode() + b'\n'
        while data:
            data = data[self.port.write(data):]

    def receive(self):
        while b'\n' not in self.rest:
            self.rest += self.port.read(4096)
        line, self.rest = self.rest.split(b'\n', 1)
        # The port may say something of its own when the machine wakes up.
        return json.loads(line[line.index(b'{'):])

    def ask_host(self, method, **arguments):
        self.send({'host': method, 'arguments': arguments})
        return self.receive()['result']


def load(line, name, source):
    module = types.ModuleType(name)
    module.__dict__['ask_host'] = line.ask_host
    sys.modules[name] = module
    exec(compile(source, f'{name}.py', 'exec'), module.__dict__)


def answer(line, message):
    if 'load' in message:
        load(line, message['load'], message['source'])
        return None
    name, function = message['call'].split('.')
    return getattr(sys.modules[name], function)(**message['arguments'])


def main():
    line = Line('/dev/ttyS1')
    line.send({'ready': True})
    while True:
        message = line.receive()
        try:
            line.send({'result': answer(line, message)})
        except Exception:
            line.send({'error': traceback.format_exc()})


main()
