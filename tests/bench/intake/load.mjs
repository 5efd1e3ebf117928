// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Sends reports with so many clients for so long. Argument: a JSON of {url, office, keys, clients,
// seconds, reports}; prints a JSON of what was acknowledged: {reports, seconds, p50, p99} in ms a
// report (creating it and finishing it). @reports: stop after so many instead.

import { createHash, randomBytes, randomUUID } from 'node:crypto';
import http from 'node:http';

const setup = JSON.parse(process.argv[2]);
const agent = new http.Agent({ keepAlive: true, maxSockets: setup.clients });
const { hostname, port } = new URL(setup.url);
const MEDIA = 'application/vnd.annhi.v1+json';

function send(path, body, headers, expected) {
  return new Promise((resolve, reject) => {
    const request = http.request({ agent, hostname, port, path, method: 'POST', headers: {
      'content-type': MEDIA, 'content-length': body.length, ...headers } }, (answer) => {
      const parts = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('end', () => (answer.statusCode === expected ? resolve(Buffer.concat(parts))
        : reject(new Error(`${answer.statusCode} ${Buffer.concat(parts)}`))));
      answer.on('error', reject);
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** BLAKE2b-256 with a personal string is not in Node: a verifier need not fit a token to be stored. */
function makeReport() {
  const id = randomUUID();
  const content = randomBytes(2000);
  const token = randomBytes(32);
  return { id, token, content, key: randomUUID(), body: Buffer.from(JSON.stringify({
    schema: 'vn.annhi.envelope/1', id, office: setup.office, urgency: 'high', size: content.length,
    receipt_verifier: setup.verifier, keys: [...setup.keys.map((one) => `office/${one}`), 'reporter'].map((recipient) => ({
      recipient, sealed: randomBytes(112).toString('base64') })),
    content: content.toString('base64') })) };
}

const pool = Array.from({ length: 2000 }, makeReport);
const times = [];
const begun = performance.now();
const until = begun + (setup.reports ? Infinity : setup.seconds * 1000);
let taken = 0;

async function client() {
  while (performance.now() < until && !(setup.reports && taken >= setup.reports)) {
    taken += 1;
    const report = pool.pop() ?? makeReport();
    const start = performance.now();
    await send('/v1/reports', report.body, { 'idempotency-key': `"${report.key}"` }, 201);
    const manifest = Buffer.from(JSON.stringify({ schema: 'vn.annhi.manifest/1',
      content_sha256: createHash('sha256').update(report.content).digest('hex'), evidence: [] }));
    await send(`/v1/reports/${report.id}/submission`, manifest, { authorization: `Bearer ${setup.bearer}` }, 200);
    times.push(performance.now() - start);
  }
}

await Promise.all(Array.from({ length: setup.clients }, client));
const seconds = (performance.now() - begun) / 1000;
times.sort((a, b) => a - b);
const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))];
console.log(JSON.stringify({ reports: times.length, seconds, p50: at(0.5), p99: at(0.99) }));
process.exit(0);
