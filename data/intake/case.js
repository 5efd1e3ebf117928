// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// One case, in the order of form 01 of Decree 56/2017.

import { announce, ask, askFile, make, showError, visible } from '/inbox/base.js';
import { openEvidence, openMove } from '/inbox/dialogs.js';
import { formatDuration, formatTime, nameOf, say } from '/inbox/words.js';

const pictures = new Set(); // object URLs, given back when the case is left

export function leaveCase() {
  pictures.forEach((url) => URL.revokeObjectURL(url));
  pictures.clear();
}

export function dueChip(entry, now) {
  if (entry.acted_at) return make('span', { class: 'chip' }, say('acted'));
  const left = (Date.parse(entry.due_at) - now) / 1000;
  return left >= 0 ? make('span', { class: 'chip' }, say('left', formatDuration(left)))
    : make('span', { class: 'chip late' }, say('late', formatDuration(-left)));
}

function fields(title, pairs) {
  const list = make('dl');
  for (const [label, value] of pairs) {
    const text = Array.isArray(value) ? value.join('\n') : value;
    list.append(make('dt', {}, label),
      text ? make('dd', { dir: 'auto' }, visible(text)) : make('dd', { class: 'quiet' }, say('unknown')));
  }
  return make('section', { class: 'card' }, make('h2', {}, title), list);
}

function childFields({ child = {}, incident }) {
  const genders = { male: say('male'), female: say('female') };
  const born = child.birth_date ? formatTime(child.birth_date) : null;
  return fields(say('a2'), [
    [say('child_name'), child.name],
    [say('birth'), born ?? (child.age === undefined ? null : say('age', child.age))],
    [say('gender'), genders[child.gender]],
    [say('place'), incident.place],
    [say('child_place'), child.location],
    [say('condition'), child.condition],
    [say('consequences'), incident.consequences],
    [say('father'), child.father],
    [say('mother'), child.mother],
    [say('family'), child.family],
    [say('carer'), child.carer],
    [say('actions'), incident.actions_taken],
  ]);
}

function incidentFields({ incident, suspect }) {
  return fields(say('incident'), [
    [say('kind'), nameOf('category', incident.category)],
    [say('description'), incident.description],
    [say('when'), formatTime(incident.happened_at)],
    [say('ongoing'), incident.ongoing === undefined ? null : say(incident.ongoing ? 'yes' : 'no')],
    [say('platform'), incident.platform],
    [say('urls'), incident.urls],
    [say('accounts'), incident.accounts],
    [say('suspect'), suspect],
  ]);
}

function reporterFields({ reporter, support_wanted: support, consent = {} }) {
  const agreed = [];
  if (consent.child) agreed.push(say('consent_child'));
  if (consent.representative) agreed.push(say('consent_representative'));
  if (consent.basis === 'emergency') agreed.push(say('consent_emergency'));
  return fields(say('a3'), [
    [say('role'), nameOf('role', reporter.role)],
    [say('anonymous'), say(reporter.anonymous ? 'yes' : 'no')],
    [say('child_name'), reporter.name],
    [say('phone'), reporter.phone],
    [say('email'), reporter.email],
    [say('address'), reporter.address],
    [say('support'), support],
    [say('consent'), agreed.join(', ')],
  ]);
}

function showPicture(place, blob, name) {
  const url = URL.createObjectURL(blob);
  const frame = make('div', { class: 'picture blurred' },
    make('img', { src: url, alt: say('picture', visible(name)) }));
  const toggle = make('button', { type: 'button', 'aria-pressed': 'false', onclick: () => {
    const clear = frame.classList.toggle('blurred') === false;
    toggle.textContent = say(clear ? 'blur' : 'unblur');
    toggle.setAttribute('aria-pressed', String(clear));
  } }, say('unblur'));
  pictures.add(url);
  place.replaceChildren(frame, toggle);
}

function evidenceItem(id, item) {
  const path = `/v1/cases/${id}/evidence/${item.id}`;
  const place = make('div');
  const show = async () => {
    const save = make('a', { href: path, download: '' }, say('save'));
    const blob = item.media_type.startsWith('image/') ? await askFile(path) : null;
    if (blob && blob.type.startsWith('image/')) showPicture(place, blob, item.name);
    else place.replaceChildren();
    place.append(' ', save);
  };
  return make('li', {},
    make('div', {}, make('strong', { dir: 'auto' }, visible(item.name)), ' ',
      make('span', { class: 'quiet' }, `${visible(item.media_type)}, ${Math.ceil(item.size / 1024)} KiB`)),
    item.note ? make('div', { dir: 'auto' }, visible(item.note)) : null,
    make('div', { class: 'quiet' }, 'SHA-256: ', make('code', {}, item.sha256)),
    item.included === false ? make('div', {}, say('fingerprint'))
      : make('button', { type: 'button', onclick: () => openEvidence(path, show) }, say('view')),
    place);
}

function timeline(current) {
  const entries = [
    ...current.history.map((entry) => ({ ...entry, class: 'state', title: nameOf('state', entry.state), text: entry.reason, who: entry.actor })),
    ...current.notes.map((entry) => ({ ...entry, class: 'note', title: say(entry.kind === 'evidence' ? 'looked' : 'note'), who: entry.author })),
  ].sort((a, b) => a.at.localeCompare(b.at));
  return make('ol', { class: 'timeline' }, entries.map((entry) => make('li', { class: entry.class },
    make('strong', {}, entry.title),
    make('span', { class: 'quiet' }, [formatTime(entry.at), entry.who].filter(Boolean).join(' · ')),
    entry.text ? make('span', { dir: 'auto' }, visible(entry.text)) : null)));
}

/** A text that is sent to one place of the case: a note, or a message. */
function textForm(current, tag, reload, { name, title, hint, button, path, done }) {
  const text = make('textarea', { name, required: true, maxlength: 4000, 'aria-describedby': `${name}-hint` });
  const form = make('form', { onsubmit: async (event) => {
    event.preventDefault();
    try {
      await ask('POST', `/v1/cases/${current.id}/${path}`, { text: text.value }, { 'If-Match': tag });
      announce(say(done));
      await reload(null);
    } catch (error) {
      if (error.status === 412 || error.status === 401) await reload(error, { [name]: text.value });
      else showError(form, error);
    }
  } },
  make('label', {}, make('span', {}, say(title)), text),
  make('p', { class: 'quiet', id: `${name}-hint` }, say(hint)),
  make('button', { type: 'submit' }, say(button)));
  return form;
}

function messages(current, tag, reload) {
  return make('section', { class: 'card' }, make('h2', {}, say('messages')),
    make('ol', { class: 'timeline messages' }, current.messages.map((message) => make('li', { class: message.from === 'office' ? 'state' : 'note' },
      make('strong', {}, message.from === 'office' ? message.author : say('from_reporter')),
      make('span', { class: 'quiet' }, [formatTime(message.at), message.from === 'office'
        ? (message.read_at ? say('read_at', formatTime(message.read_at)) : say('not_read')) : null].filter(Boolean).join(' · ')),
      make('span', { dir: 'auto' }, visible(message.text ?? ''))))),
    textForm(current, tag, reload, { name: 'message', title: 'message', hint: 'message_hint', button: 'send_message', path: 'messages', done: 'sent' }));
}

/** What the reporter never sees: who works on it, a step of our own, labels, a reminder, a duplicate. */
function details(current, tag, reload) {
  const assignee = make('select', { name: 'assignee' }, make('option', { value: '' }, say('nobody')),
    current.workers.map((name) => make('option', { value: name, selected: name === current.assignee }, name)));
  const substate = make('input', { name: 'substate', maxlength: 60, value: current.substate ?? '' });
  const labels = make('input', { name: 'labels', maxlength: 320, value: current.labels.join(', ') });
  const remind = make('input', { name: 'remind_on', type: 'date', value: current.remind_on ?? '' });
  const duplicate = make('input', { name: 'duplicate_of', maxlength: 36, pattern: '[0-9a-f\\-]{36}', value: current.duplicate_of ?? '' });
  const field = (word, control) => make('label', {}, make('span', {}, say(word)), control);
  const form = make('form', { class: 'details', onsubmit: async (event) => {
    event.preventDefault();
    try {
      await ask('PATCH', `/v1/cases/${current.id}`, {
        assignee: assignee.value, substate: substate.value, remind_on: remind.value, duplicate_of: duplicate.value,
        labels: labels.value.split(',').map((label) => label.trim()).filter(Boolean),
      }, { 'If-Match': tag });
      announce(say('kept'));
      await reload(null);
    } catch (error) {
      if (error.status === 412 || error.status === 401) await reload(error);
      else showError(form, error);
    }
  } },
  make('div', { class: 'grid' }, field('assignee', assignee), field('substate', substate), field('labels', labels),
    field('remind_on', remind), field('duplicate_of', duplicate)),
  make('p', { class: 'quiet' }, say('office_only_hint')),
  make('div', { class: 'row' }, make('button', { type: 'submit' }, say('keep')),
    current.duplicate_of ? make('a', { href: `#/case/${current.duplicate_of}` }, say('open_duplicate')) : null));
  return make('section', { class: 'card no-print' }, make('h2', {}, say('office_only')), form);
}

function head(current) {
  const category = current.report ? nameOf('category', current.report.incident.category) : say('sealed');
  return make('div', {},
    make('p', { class: 'row' }, make('a', { href: '#/' }, `← ${say('back')}`)),
    make('h1', {}, category),
    make('div', { class: 'chips' },
      make('span', { class: `chip ${current.urgency}` }, nameOf('urgency', current.urgency)),
      make('span', { class: 'chip' }, nameOf('state', current.state)),
      dueChip(current, Date.now()),
      current.outcome ? make('span', { class: 'chip' }, nameOf('outcome', current.outcome)) : null));
}

function body(current, tag, reload) {
  const { report } = current;
  if (!report) return [make('p', { class: 'card' }, say('sealed_long'))];
  return [
    current.steps.length ? make('section', { class: 'card steps' }, make('h2', {}, say('steps')),
      make('div', { class: 'row' }, current.steps.map((step, i) => make('button', { type: 'button', class: i === 0 ? 'main' : null, onclick: () => openMove(current, tag, step, reload) }, nameOf('state', step.to))),
        make('button', { type: 'button', onclick: () => window.print() }, say('print')))) : null,
    fields(say('a1'), [[say('through'), say('through_app')], [say('received_at'), formatTime(current.received_at)], [say('report_id'), current.id]]),
    childFields(report),
    incidentFields(report),
    reporterFields(report),
    report.evidence?.length ? make('section', { class: 'card' }, make('h2', {}, say('evidence')),
      make('ul', { class: 'evidence' }, report.evidence.map((item) => evidenceItem(current.id, item)))) : null,
  ];
}

/** Shows the case in @place; @expired is called when nobody is signed in any more. */
export async function showCase(place, id, expired) {
  const reload = async (error, draft) => {
    if (error?.status === 401) {
      expired();
      return;
    }
    await showCase(place, id, expired);
    if (error) showError(place, new Error(say('changed')));
    for (const [name, text] of Object.entries(draft ?? {})) place.querySelector(`[name=${name}]`).value = text;
    place.focus();
  };
  const { body: current, tag } = await ask('GET', `/v1/cases/${id}`);
  leaveCase();
  place.replaceChildren(...[
    head(current), ...body(current, tag, reload),
    current.report ? details(current, tag, reload) : null,
    current.report ? messages(current, tag, reload) : null,
    make('section', { class: 'card' }, make('h2', {}, say('timeline')), timeline(current),
      current.public_note ? make('p', {}, `${say('public_note')}: ${current.public_note}`) : null,
      current.report ? textForm(current, tag, reload, { name: 'note', title: 'note', hint: 'note_hint', button: 'add_note', path: 'notes', done: 'noted' }) : null),
  ].filter(Boolean));
}
