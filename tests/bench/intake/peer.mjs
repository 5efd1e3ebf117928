// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The same interface as annhi-intake has for a report without evidence, as one would write it on
// Fastify and better-sqlite3: the same tables and rows, a commit a request with full sync, a chained
// audit log, signed receipts. Arguments: database, office id, seed of the signing key in hex.

import { createHash, createPrivateKey, sign } from 'node:crypto';
import { createRequire } from 'node:module';

const require = createRequire(`${process.env.AN_BENCH_MODULES}/`);
const fastify = require('fastify')({ logger: false, bodyLimit: 1 << 20 });
const Database = require('better-sqlite3');
const [path, office, seed] = process.argv.slice(2);
const MEDIA = 'application/vnd.annhi.v1+json';
const db = new Database(path);
db.pragma('journal_mode = WAL');
db.pragma('synchronous = FULL');
db.exec(`CREATE TABLE report (id TEXT PRIMARY KEY, urgency TEXT, size BIGINT, verifier BLOB, content BLOB,
    content_sha256 TEXT, state TEXT, created BIGINT, expires BIGINT, received_at TEXT, digest TEXT, signature BLOB);
  CREATE INDEX report_verifier ON report (verifier);
  CREATE INDEX report_state ON report (state, expires);
  CREATE TABLE report_key (report TEXT, recipient TEXT, sealed BLOB, PRIMARY KEY (report, recipient));
  CREATE TABLE history (report TEXT, position BIGINT, state TEXT, changed_at TEXT, PRIMARY KEY (report, position));
  CREATE TABLE idempotency (name TEXT PRIMARY KEY, fingerprint BLOB, report TEXT, expires_at TEXT, created BIGINT);
  CREATE TABLE audit (position INTEGER PRIMARY KEY, changed_at TEXT, actor TEXT, action TEXT, subject TEXT, detail TEXT, hash BLOB);`);
const key = createPrivateKey({ key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.from(seed, 'hex')]),
  format: 'der', type: 'pkcs8' });
const get = {
  key: db.prepare('SELECT fingerprint, expires_at FROM idempotency WHERE name = ?'),
  report: db.prepare('SELECT verifier, state, content_sha256, received_at, digest, signature FROM report WHERE id = ?'),
  last: db.prepare('SELECT position, hash FROM audit ORDER BY position DESC LIMIT 1'),
};
const put = {
  report: db.prepare("INSERT INTO report (id, urgency, size, verifier, content, content_sha256, state, created, expires) VALUES (?, ?, ?, ?, ?, ?, 'open', ?, ?)"),
  key: db.prepare('INSERT INTO report_key VALUES (?, ?, ?)'),
  idempotency: db.prepare('INSERT INTO idempotency VALUES (?, ?, ?, ?, ?)'),
  audit: db.prepare('INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?)'),
  received: db.prepare("UPDATE report SET state = 'received', received_at = ?, digest = ?, signature = ? WHERE id = ?"),
  history: db.prepare("INSERT INTO history VALUES (?, 1, 'received', ?)"),
};
const sha256 = (data) => createHash('sha256').update(data).digest();

function audit(action, subject, detail) {
  const last = get.last.get() ?? { position: 0, hash: Buffer.alloc(32) };
  const at = new Date().toISOString();
  const hash = createHash('blake2b512').update(last.hash).update(JSON.stringify([last.position + 1, at, 'reporter', action, subject, detail])).digest().subarray(0, 32);
  put.audit.run(last.position + 1, at, 'reporter', action, subject, detail, hash);
}

const create = db.transaction((name, body, envelope) => {
  const fingerprint = sha256(body);
  const earlier = get.key.get(name);
  if (earlier) return earlier.fingerprint.equals(fingerprint) ? earlier.expires_at : null;
  const now = Date.now();
  const expires = new Date(now + 86400e3).toISOString();
  const content = Buffer.from(envelope.content, 'base64');
  put.report.run(envelope.id, envelope.urgency, envelope.size, Buffer.from(envelope.receipt_verifier, 'base64'), content,
    sha256(content).toString('hex'), now, now + 86400e3);
  for (const one of envelope.keys) put.key.run(envelope.id, one.recipient, Buffer.from(one.sealed, 'base64'));
  put.idempotency.run(name, fingerprint, envelope.id, expires, now);
  audit('report.opened', envelope.id, '');
  return expires;
});

const submit = db.transaction((id, token, manifest) => {
  const row = get.report.get(id);
  if (!row || row.state !== 'open' || row.content_sha256 !== manifest.content_sha256) return null;
  const digest = sha256(JSON.stringify(manifest)).toString('hex');
  const at = new Date().toISOString();
  const signature = sign(null, Buffer.from(`annhi receipt/1\n${id}\n${digest}\n${at}\n`), key);
  put.received.run(at, digest, signature, id);
  put.history.run(id, at);
  audit('report.received', id, digest);
  return { schema: 'vn.annhi.submission/1', id, state: 'received', received_at: at, digest, signature: signature.toString('base64') };
});

function reply(answer, status, document) {
  const text = JSON.stringify(document);
  answer.code(status).header('content-type', MEDIA).header('cache-control', 'no-store')
    .header('content-digest', `sha-256=:${sha256(text).toString('base64')}:`).send(text);
}

fastify.addContentTypeParser(MEDIA, { parseAs: 'buffer' }, (request, body, done) => done(null, body));
fastify.post('/v1/reports', (request, answer) => {
  const envelope = JSON.parse(request.body);
  if (envelope.office !== office || !Array.isArray(envelope.keys)) return reply(answer, 422, {});
  const expires = create(request.headers['idempotency-key'], request.body, envelope);
  return expires ? reply(answer, 201, { schema: 'vn.annhi.created/1', id: envelope.id, state: 'open', expires_at: expires }) : reply(answer, 422, {});
});
fastify.post('/v1/reports/:id/submission', (request, answer) => {
  const done = submit(request.params.id, request.headers.authorization, JSON.parse(request.body));
  return done ? reply(answer, 200, done) : reply(answer, 409, {});
});
await fastify.listen({ host: '127.0.0.1', port: 0 });
console.log(`listening on http://127.0.0.1:${fastify.server.address().port}`);
