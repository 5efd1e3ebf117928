# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A proxy between client and office that spoils chosen exchanges.

    with FaultProxy(port_of_the_office, plan) as proxy: … proxy.url, proxy.requests

`plan(number, method, path)` is asked for each request, counted from 1, and answers one of
  None            let it through
  'drop-request'  close without forwarding it
  'drop-answer'   forward it, wait for the whole answer, close without a byte of it
  'cut-answer'    pass on half of the answer
  'portal'        answer with a log-in page instead
or a callable, called with the forwarding function: `lambda forward: …` returns the bytes to send.
"""

import socket
import threading

PORTAL = (b'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 11\r\n'
          b'Connection: close\r\n\r\nPlease pay.')


def read_message(sock, head_only=False):
    """(first line, bytes) of one HTTP message with a Content-Length; None at an early end."""
    data = b''
    while b'\r\n\r\n' not in data:
        piece = sock.recv(65536)
        if not piece:
            return None
        data += piece
    head, _, rest = data.partition(b'\r\n\r\n')
    lines = head.split(b'\r\n')
    fields = {}
    for line in lines[1:]:
        name, _, value = line.partition(b':')
        fields[name.strip().lower()] = value.strip()
    length = 0 if head_only else int(fields.get(b'content-length', b'0'))
    if fields.get(b'expect', b'').lower() == b'100-continue':
        sock.sendall(b'HTTP/1.1 100 Continue\r\n\r\n')
        head = b'\r\n'.join(line for line in lines if not line.lower().startswith(b'expect:'))
    while len(rest) < length:
        piece = sock.recv(65536)
        if not piece:
            return None
        rest += piece
    return lines[0].decode('latin-1'), head + b'\r\n\r\n' + rest


class FaultProxy:
    def __init__(self, port, plan=lambda number, method, path: None):
        self.port, self.plan = port, plan
        self.requests = []
        self.lock = threading.Lock()
        self.listener = socket.create_server(('127.0.0.1', 0), backlog=64)
        self.url = f'http://127.0.0.1:{self.listener.getsockname()[1]}'
        threading.Thread(target=self.accept, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()

    def accept(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def forward(self, method, data):
        with socket.create_connection(('127.0.0.1', self.port), timeout=30) as office:
            office.sendall(data)
            answer = read_message(office, head_only=method == 'HEAD')
            return answer[1] if answer else b''

    def serve(self, connection):
        connection.settimeout(60)
        with connection:
            try:
                while self.exchange(connection):
                    pass
            except OSError:
                pass

    def exchange(self, connection):
        message = read_message(connection)
        if message is None:
            return False
        method, path = message[0].split(' ')[:2]
        with self.lock:
            self.requests.append((method, path))
            number = len(self.requests)
        fault = self.plan(number, method, path)
        if fault == 'drop-request':
            return False
        if fault == 'portal':
            connection.sendall(PORTAL)
            return False
        if callable(fault):
            answer = fault(lambda: self.forward(method, message[1]))
        else:
            answer = self.forward(method, message[1])
        if fault == 'cut-answer':
            answer = answer[:len(answer) // 2]
        if fault != 'drop-answer' and answer:
            connection.sendall(answer)
        return fault is None and bool(answer)
