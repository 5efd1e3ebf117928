// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// tus-js-client as it comes: uploads a file in pieces, is stopped half-way, and goes on. Argument: a
// JSON of {modules, url, id, bearer, file, piece}; prints {sent: [offsets]}.

import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const setup = JSON.parse(process.argv[2]);
const require = createRequire(`${setup.modules}/`);
const tus = require('tus-js-client');
const sent = [];
const data = readFileSync(setup.file);

function upload(stopAt, known) {
  return new Promise((resolve, reject) => {
    const one = new tus.Upload(data, {
      endpoint: setup.url, uploadUrl: known, chunkSize: setup.piece, retryDelays: [0, 100, 500],
      metadata: { id: setup.id }, headers: { Authorization: `Bearer ${setup.bearer}` },
      onError: reject,
      onSuccess: () => resolve(one.url),
      onChunkComplete: (size, total) => {
        sent.push(total);
        if (total >= stopAt) one.abort().then(() => resolve(one.url), reject);
      },
    });
    one.start();
  });
}

const where = await upload(data.length / 2, null);
await upload(Infinity, where);
console.log(JSON.stringify({ sent }));
