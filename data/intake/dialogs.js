// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Dialogs: each asks, sends, and closes only when the server has agreed.

import { announce, ask, make, showError } from '/inbox/base.js';
import { nameOf, say, valuesOf } from '/inbox/words.js';

function labelled(title, control, required, hint) {
  const mark = ` (${say(required ? 'required' : 'optional')})`;
  return make('label', {}, make('span', {}, title, make('span', { class: 'quiet' }, mark)), control,
    hint ? make('span', { class: 'quiet' }, hint) : null);
}

/** @submit is async; what it throws is shown and the dialog stays. */
function open(title, parts, submit) {
  const send = make('button', { class: 'main', type: 'submit' }, say('confirm'));
  const form = make('form', { method: 'dialog' },
    make('h2', { id: 'dialog-title' }, title), ...parts,
    make('div', { class: 'row' },
      make('button', { type: 'button', onclick: () => dialog.close() }, say('cancel')), send));
  const dialog = make('dialog', { 'aria-labelledby': 'dialog-title', onclose: () => dialog.remove() }, form);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    send.disabled = true;
    showError(form, null);
    try {
      await submit();
      dialog.close();
    } catch (error) {
      showError(form, error);
      send.disabled = false;
      if (error.status === 401) dialog.close();
    }
  });
  document.body.append(dialog);
  dialog.showModal();
}

/** Moves a case on; @done gets the error when somebody else changed it first. */
export function openMove(current, tag, step, done) {
  const needs = new Set(step.needs);
  const reason = make('textarea', { name: 'reason', required: needs.has('reason'), maxlength: 4000 });
  const outcome = make('select', { name: 'outcome', required: needs.has('outcome') && !current.outcome },
    make('option', { value: '' }, say('choose')),
    valuesOf('outcome').map((value) => make('option', { value, selected: value === current.outcome },
      nameOf('outcome', value))));
  const note = make('textarea', { name: 'public_note', maxlength: 4000, required: needs.has('public_note') && !current.public_note });
  const ends = needs.has('outcome') || ['duplicate', 'rejected'].includes(step.to);
  note.value = current.public_note ?? '';
  open(say('move_to', nameOf('state', step.to)), [
    labelled(say('reason'), reason, needs.has('reason')),
    needs.has('outcome') ? labelled(say('outcome'), outcome, outcome.required) : null,
    ends ? labelled(say('public_note'), note, note.required, say('public_note_hint')) : null,
  ].filter(Boolean), async () => {
    const document = { to: step.to };
    if (reason.value.trim()) document.reason = reason.value;
    if (needs.has('outcome') && outcome.value) document.outcome = outcome.value;
    if (ends && note.value.trim()) document.public_note = note.value;
    try {
      await ask('POST', `/v1/cases/${current.id}/transitions`, document, { 'If-Match': tag });
      announce(say('moved', nameOf('state', step.to)));
      done(null);
    } catch (error) {
      if (error.status !== 412 && error.status !== 401) throw error;
      done(error);
    }
  });
}

/** Asks why a piece of evidence is to be seen, then calls @show. */
export function openEvidence(path, show) {
  const reason = make('textarea', { name: 'reason', required: true, maxlength: 4000 });
  open(say('evidence'), [
    make('p', { class: 'quiet' }, say('evidence_note')),
    labelled(say('evidence_reason'), reason, true),
  ], async () => {
    await ask('POST', path, { reason: reason.value });
    await show();
  });
}

function drawQr(rows) {
  const size = rows.length + 8;
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  const squares = rows.flatMap((row, y) => [...row].map((dark, x) => (dark === '1' ? `M${x + 4} ${y + 4}h1v1h-1z` : '')));
  svg.setAttribute('viewBox', `0 0 ${size} ${size}`);
  svg.setAttribute('class', 'qr');
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', 'QR');
  path.setAttribute('d', squares.join(''));
  svg.append(path);
  return svg;
}

export async function openTotp(done) {
  const { body } = await ask('POST', '/v1/session/totp', {});
  const code = make('input', { name: 'code', inputmode: 'numeric', pattern: '[0-9]{6}', required: true, autocomplete: 'one-time-code', maxlength: 6 });
  open(say('totp'), [
    make('p', {}, say('totp_hint')), drawQr(body.qr),
    make('p', { class: 'quiet' }, say('totp_secret', body.secret.match(/.{4}/g).join(' '))),
    labelled(say('totp_code'), code, true),
  ], async () => {
    const answer = await ask('POST', '/v1/session/totp', { code: code.value });
    announce(say('totp_done'));
    done(answer.body);
  });
}
