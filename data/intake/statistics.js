// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What can be counted: a table that reads aloud, and bars of the same numbers for the eye.

import { ask, make } from '/inbox/base.js';
import { formatDuration, nameOf, say } from '/inbox/words.js';

const SVG = 'http://www.w3.org/2000/svg';
const BAR = 22;
const WIDTH = 320;

function svg(name, attributes, ...children) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** Two bars a month: how many came, and how many of them somebody acted on in time. */
function chart(months) {
  const most = Math.max(1, ...months.map((month) => month.received));
  const parts = months.flatMap((month, i) => {
    const y = i * BAR * 2;
    const wide = (n) => (WIDTH - 90) * n / most;
    return [
      svg('text', { x: 0, y: y + BAR }, month.month),
      svg('rect', { x: 80, y: y + 4, width: wide(month.received), height: BAR - 6, class: 'all' }),
      svg('rect', { x: 80, y: y + BAR, width: wide(month.acted_in_time), height: BAR - 6, class: 'part' }),
    ];
  });
  return make('div', { class: 'chart' }, svg('svg', {
    viewBox: `0 0 ${WIDTH} ${months.length * BAR * 2}`, 'aria-hidden': 'true' }, ...parts),
  make('p', { class: 'quiet' }, make('span', { class: 'key all' }), say('received_count'), ' ',
    make('span', { class: 'key part' }), say('acted_in_time')));
}

function table(months, all) {
  const columns = ['received', 'acted_in_time', 'supported', 'handled'];
  const line = (name, row) => make('tr', {}, make('th', { scope: 'row' }, name),
    columns.map((column) => make('td', {}, String(row[column]))));
  return make('table', {}, make('thead', {}, make('tr', {}, make('th', { scope: 'col' }, say('month')),
    make('th', { scope: 'col' }, say('received_count')), make('th', { scope: 'col' }, say('acted_in_time')),
    make('th', { scope: 'col' }, say('supported')), make('th', { scope: 'col' }, say('handled')))),
  make('tbody', {}, months.map((month) => line(month.month, month)), line(say('all'), all)));
}

function counts(title, list, table_) {
  return make('section', { class: 'card' }, make('h2', {}, title),
    make('dl', {}, Object.entries(table_).flatMap(([word, n]) => [
      make('dt', {}, nameOf(list, word)), make('dd', {}, String(n))])));
}

export async function showStatistics(place) {
  const { body } = await ask('GET', '/v1/statistics');
  const wait = (seconds) => (seconds === null ? '–' : formatDuration(seconds));
  place.replaceChildren(
    make('p', { class: 'row' }, make('a', { href: '#/' }, `← ${say('back')}`),
      make('a', { href: '/v1/cases.csv', download: '' }, say('csv'))),
    make('h1', {}, say('statistics')),
    make('section', { class: 'card' }, make('h2', {}, say('aims')),
      make('div', { class: 'wide' }, table(body.months, body)),
      body.months.length ? chart(body.months) : make('p', {}, say('empty')),
      make('p', { class: 'quiet' }, say('aims_hint', body.target_hours))),
    make('section', { class: 'card' }, make('h2', {}, say('first_action')), make('dl', {},
      make('dt', {}, say('half')), make('dd', {}, wait(body.median_seconds)),
      make('dt', {}, say('nine_of_ten')), make('dd', {}, wait(body.p90_seconds)))),
    counts(say('state'), 'state', body.states),
    counts(say('urgency'), 'urgency', body.urgencies),
    ...(Object.keys(body.outcomes).length ? [counts(say('outcome'), 'outcome', body.outcomes)] : []));
}
