// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Elements and requests. Text becomes text nodes only: nothing of a report is ever read as HTML.

import { language, say } from '/inbox/words.js';

const MEDIA = 'application/vnd.annhi.v1+json';
let csrfToken = null;

export function setToken(token) {
  csrfToken = token;
}

/** Text of strangers: what would turn the reading direction or hide something is shown as a code. */
export function visible(text) {
  return String(text).replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g,
    (sign) => `⟦${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}⟧`);
}

/** make('p', {class: 'quiet', onclick: f}, 'text', element…); null children are left out. */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, '');
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(key, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/** A refusal, or no answer at all (status 0). */
export class Refusal extends Error {
  constructor(status, problem, wait) {
    super(problem ? `${problem.title}. ${problem.detail}` : say('no_answer'));
    this.status = status;
    this.name = problem ? problem.type.split(':').pop() : 'no-answer';
    this.wait = wait;
  }

  get text() {
    return this.wait ? `${this.message} ${say('wait', this.wait)}` : this.message;
  }
}

async function send(method, path, document, headers) {
  const all = { 'Accept-Language': language(), ...headers };
  if (method !== 'GET' && csrfToken) all['X-CSRF-Token'] = csrfToken;
  if (document !== undefined) all['Content-Type'] = MEDIA;
  let answer;
  try {
    answer = await fetch(path, {
      method, headers: all, credentials: 'same-origin', cache: 'no-store', redirect: 'error',
      body: document === undefined ? undefined : JSON.stringify(document),
    });
  } catch {
    throw new Refusal(0);
  }
  if (answer.ok || answer.status === 304) return answer;
  const problem = await answer.json().catch(() => undefined);
  throw new Refusal(answer.status, problem, answer.headers.get('Retry-After'));
}

/** Answers {status, body, tag}. */
export async function ask(method, path, document, headers = {}) {
  const answer = await send(method, path, document, headers);
  const text = await answer.text().catch(() => { throw new Refusal(0); });
  return {
    status: answer.status,
    body: text ? JSON.parse(text) : null,
    tag: answer.headers.get('ETag'),
  };
}

export async function askFile(path) {
  const answer = await send('GET', path, undefined, {});
  return answer.blob();
}

export function announce(text) {
  const live = document.getElementById('live');
  live.textContent = '';
  setTimeout(() => { live.textContent = text; }, 50);
}

export function showError(place, error) {
  place.querySelector(':scope > .error')?.remove();
  if (error) {
    place.prepend(make('p', { class: 'error', role: 'alert' },
      error instanceof Refusal ? error.text : String(error.message ?? error)));
  }
}
