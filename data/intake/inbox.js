// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The frame of the inbox: signing in, the queue, which page is shown, and what changes by itself.

import { Refusal, announce, ask, make, setToken, showError } from '/inbox/base.js';
import { dueChip, leaveCase, showCase } from '/inbox/case.js';
import { openTotp } from '/inbox/dialogs.js';
import { showStatistics } from '/inbox/statistics.js';
import { formatTime, language, nameOf, say, switchLanguage, valuesOf } from '/inbox/words.js';

const POLL_MS = 5000;
const main = document.getElementById('main');
const top = document.getElementById('top');
const filter = { state: '', urgency: '', category: '', assignee: '', remind_by: '', q: '' };
let workers = [];
let session = null;
let listTag = null;

function drawTop() {
  document.documentElement.lang = language();
  document.title = `An Nhi – ${say('title')}`;
  document.getElementById('skip').textContent = say('skip');
  const other = language() === 'vi' ? 'en' : 'vi';
  top.replaceChildren(...[
    make('div', { class: 'name' }, session?.office ?? 'An Nhi',
      make('span', {}, session ? session.name : say('title'))),
    session ? make('a', { href: '#/statistics' }, say('statistics')) : null,
    session && !session.totp ? make('button', { type: 'button', onclick: setTotp }, say('totp')) : null,
    make('button', { type: 'button', lang: other, onclick: () => { switchLanguage(); drawTop(); draw(); } }, say('other_language')),
    session ? make('button', { type: 'button', onclick: signOut }, say('sign_out')) : null,
  ].filter(Boolean));
}

function setTotp() {
  openTotp((changed) => { session = changed; drawTop(); }).catch(fail);
}

function begin(document) {
  session = document;
  setToken(session.csrf_token);
  listTag = null;
  drawTop();
}

function end(message) {
  session = null;
  setToken(null);
  leaveCase();
  document.querySelectorAll('dialog').forEach((dialog) => dialog.close());
  drawTop();
  drawSignIn(message);
}

/** Whatever went wrong with a page: an ended session shows the way in, all else says what to do. */
function fail(error) {
  if (error instanceof Refusal && error.status === 401) {
    end(say('session_over'));
    return;
  }
  showError(main, error);
  main.querySelector(':scope > .error').append(' ', make('button', { type: 'button', onclick: draw }, say('try_again')));
}

async function signOut() {
  try {
    await ask('DELETE', '/v1/session');
    end();
  } catch (error) {
    fail(error);
  }
}

function drawSignIn(message) {
  const name = make('input', { name: 'name', required: true, autocomplete: 'username' });
  const password = make('input', { name: 'password', type: 'password', required: true, autocomplete: 'current-password' });
  const code = make('input', { name: 'code', inputmode: 'numeric', pattern: '[0-9]{6}', maxlength: 6, autocomplete: 'one-time-code' });
  const send = make('button', { class: 'main', type: 'submit' }, say('sign_in'));
  const form = make('form', { class: 'card sign-in', onsubmit: async (event) => {
    event.preventDefault();
    send.disabled = true;
    try {
      begin((await ask('POST', '/v1/session', { name: name.value, password: password.value, code: code.value })).body);
      draw();
    } catch (error) {
      showError(form, error);
      password.value = '';
      send.disabled = false;
      password.focus();
    }
  } },
  make('h1', {}, say('sign_in')),
  make('label', {}, make('span', {}, say('name')), name),
  make('label', {}, make('span', {}, say('password')), password),
  make('label', {}, make('span', {}, say('code')), code),
  send);
  main.replaceChildren(form);
  if (message) showError(form, new Error(message));
  name.focus();
}

function choice(name, title, values) {
  return make('label', {}, make('span', {}, title),
    make('select', { name, onchange: (event) => { filter[name] = event.target.value; refresh().catch(fail); } },
      values.map(([value, text]) => make('option', { value, selected: filter[name] === value }, text))));
}

function row(entry, now) {
  const about = [say('received', formatTime(entry.received_at)), nameOf('state', entry.state)];
  if (entry.assignee) about.push(entry.assignee);
  if (entry.role) about.push(nameOf('role', entry.role));
  if (entry.age !== null) about.push(say('age', entry.age));
  if (entry.evidence_count) about.push(say('files', entry.evidence_count));
  return make('li', {}, make('a', { href: `#/case/${entry.id}`, class: entry.urgency },
    make('strong', {}, entry.category ? nameOf('category', entry.category) : say('sealed')),
    make('span', { class: 'row' },
      make('span', { class: `chip ${entry.urgency}` }, nameOf('urgency', entry.urgency)),
      entry.unread ? make('span', { class: 'chip high' }, say('unread', entry.unread)) : null,
      dueChip(entry, now),
      entry.substate ? make('span', { class: 'chip' }, entry.substate) : null,
      entry.labels.map((label) => make('span', { class: 'chip label' }, label)),
      entry.remind_on ? make('span', { class: 'chip' }, say('reminder_chip', formatTime(entry.remind_on))) : null),
    make('span', { class: 'quiet' }, about.join(' · '))));
}

function query(cursor) {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) if (value) search.set(name, value);
  if (cursor) search.set('cursor', cursor);
  return search.size ? `/v1/cases?${search}` : '/v1/cases';
}

function moreButton(cursor) {
  return make('button', { type: 'button', class: 'more', onclick: async (event) => {
    event.target.disabled = true;
    try {
      const { body } = await ask('GET', query(cursor));
      const rows = body.cases.map((entry) => row(entry, Date.parse(body.now)));
      document.querySelector('.queue').append(...rows);
      event.target.replaceWith(...(body.next ? [moreButton(body.next)] : []));
      rows[0]?.firstChild.focus();
    } catch (error) {
      fail(error);
    }
  } }, say('more'));
}

function drawQueue(list) {
  const place = document.getElementById('queue');
  const held = document.activeElement?.getAttribute?.('href');
  document.getElementById('target').textContent = say('target', list.target_hours);
  place.replaceChildren(...(list.cases.length
    ? [make('ul', { class: 'queue' }, list.cases.map((entry) => row(entry, Date.parse(list.now))))]
    : [make('p', { class: 'card' }, say(list.next ? 'search_hint' : 'empty'))]), ...(list.next ? [moreButton(list.next)] : []));
  if (held?.startsWith('#/case/')) place.querySelector(`a[href="${CSS.escape(held)}"]`)?.focus();
}

/** Reads the list; a poll is neither use of the session nor a read while nothing has changed. */
async function refresh(isPoll = false) {
  const answer = await ask('GET', query(), undefined, isPoll && listTag ? { 'If-None-Match': listTag } : {});
  if (answer.status === 304 || !document.getElementById('queue')) return;
  listTag = answer.tag;
  if (workers.join('\n') !== answer.body.workers.join('\n')) {
    workers = answer.body.workers;
    document.querySelector('select[name=assignee]')?.closest('label').replaceWith(officerChoice());
  }
  showError(main, null);
  drawQueue(answer.body);
  if (isPoll) announce(say('fresh'));
}

function officerChoice() {
  return choice('assignee', say('officer'), [['', say('any')], [session.name, say('mine')],
    ...workers.filter((name) => name !== session.name).map((name) => [name, name])]);
}

/** Today in Viet Nam, as a day of the calendar. */
const today = () => new Date(Date.now() + 7 * 3600e3).toISOString().slice(0, 10);

function searchForm() {
  const words = make('input', { name: 'q', type: 'search', maxlength: 200, value: filter.q });
  return make('form', { class: 'search', role: 'search', onsubmit: (event) => {
    event.preventDefault();
    filter.q = words.value.trim();
    refresh().catch(fail);
  } }, make('label', {}, make('span', {}, say('search')), words),
  make('button', { type: 'submit' }, say('search_button')),
  make('label', { class: 'check' }, make('input', { type: 'checkbox', name: 'remind_by', checked: filter.remind_by !== '', onchange: (event) => {
    filter.remind_by = event.target.checked ? today() : '';
    refresh().catch(fail);
  } }), make('span', {}, say('reminders'))));
}

async function drawList() {
  const states = [['', say('unfinished')], ['finished', say('finished')], ...valuesOf('state').map((value) => [value, nameOf('state', value)])];
  const urgencies = [['', say('any')], ...valuesOf('urgency').map((value) => [value, nameOf('urgency', value)])];
  const kinds = [['', say('any')], ...valuesOf('category').map((value) => [value, nameOf('category', value)])];
  main.replaceChildren(
    make('h1', {}, say('cases')),
    make('p', { class: 'quiet', id: 'target' }),
    make('div', { class: 'filters' }, choice('state', say('state'), states), choice('urgency', say('urgency'), urgencies),
      choice('category', say('category'), kinds), officerChoice()),
    searchForm(),
    make('div', { id: 'queue' }, make('p', { class: 'quiet' }, say('loading'))));
  await refresh();
}

function draw() {
  if (!session) {
    drawSignIn();
    return;
  }
  const found = /^#\/case\/([0-9a-f-]{36})$/.exec(location.hash);
  leaveCase();
  if (found) main.replaceChildren(make('p', { class: 'quiet' }, say('loading')));
  let shown;
  if (found) shown = showCase(main, found[1], () => end(say('session_over')));
  else if (location.hash === '#/statistics') shown = showStatistics(main);
  else shown = drawList();
  shown.then(() => main.focus()).catch(fail);
}

function moveInQueue(step) {
  const rows = [...document.querySelectorAll('.queue a')];
  const next = rows[Math.max(0, rows.indexOf(document.activeElement) + step)];
  next?.focus();
}

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || document.querySelector('dialog') ||
      event.target.closest('input, textarea, select')) return;
  if (event.key === 'j') moveInQueue(1);
  else if (event.key === 'k') moveInQueue(-1);
  else if (event.key === 'Escape' && location.hash !== '#/') location.hash = '#/';
});
window.addEventListener('hashchange', () => { if (session) draw(); });
setInterval(() => {
  if (session && document.getElementById('queue') && !document.hidden) refresh(true).catch(fail);
}, POLL_MS);

drawTop();
ask('GET', '/v1/session').then(({ body }) => { begin(body); draw(); },
  (error) => (error.status === 401 ? drawSignIn() : fail(error)));
