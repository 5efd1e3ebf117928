# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""An officer who answers reporters, through the office's REST interface as the inbox does."""

import json
import urllib.request

MEDIA = 'application/vnd.annhi.v1+json'


class Officer:
    def __init__(self, url, name, password):
        self.url = url
        self.headers = {'Content-Type': MEDIA, 'Accept': MEDIA}
        with self.call('POST', '/v1/session', {'name': name, 'password': password}) as answer:
            self.headers['Cookie'] = answer.headers['Set-Cookie'].split(';')[0]
            self.headers['X-CSRF-Token'] = json.load(answer)['csrf_token']

    def call(self, method, path, body=None, **headers):
        data = None if body is None else json.dumps(body).encode()
        return urllib.request.urlopen(urllib.request.Request(
            self.url + path, data, {**self.headers, **headers}, method=method), timeout=60)

    def case(self, report_id):
        with self.call('GET', f'/v1/cases/{report_id}') as answer:
            return json.load(answer)

    def change(self, report_id, what, **body):
        """`what` is messages, notes or transitions."""
        revision = self.case(report_id)['revision']
        self.call('POST', f'/v1/cases/{report_id}/{what}', body,
                  **{'If-Match': f'"{revision}"'}).close()

    def messages(self, report_id):
        """[(from, text)], the first one first."""
        return [(message['from'], message['text']) for message in self.case(report_id)['messages']]
