/**
 * Saying who you are: three letters and a tap, or a name typed out, or somebody new.
 *
 * @typedef {import('./join/finding.js').Found} Found
 * @typedef {import('./types.d.ts').Failure['error'] & {claim?: string}} Refused
 */

import { post } from '#js/http.js';
import { newId } from '#js/ids.js';
import { hostsAnswer } from '#js/join/asking.js';
import { findNames } from '#js/join/finding.js';
import { keep, kept } from '#js/join/question.js';
import { forget } from '#js/kept.js';

const element = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const field = /** @type {HTMLInputElement} */ (element('name'));
const years = /** @type {HTMLInputElement} */ (element('years'));
const institution = /** @type {HTMLInputElement} */ (element('institution'));
const walkIn = element('walk-in');
const { code, format } = /** @type {{code: string, format: 'flash' | 'wip'}} */ (JSON.parse(element('boot').textContent ?? ''));

let asked = '';
let attempt = '';
let namesake = false;
let waiting = new AbortController();

/** What was asked for, with an id that stays the same when the very same is asked again.
 * @param {Record<string, unknown>} who */
function request(who) {
  const wanted = JSON.stringify(who);
  if (wanted !== asked) attempt = newId();
  asked = wanted;
  return { code, ...who, attempt };
}

/** @param {Record<string, unknown>} who */
async function join(who) {
  busy(true);
  const answer = await post('/api/v1/join', request(who));
  if (answer.ok) return goOn(/** @type {{session: string}} */ (answer.body).session);
  busy(false);
  return refused(/** @type {Refused} */ (answer.body.error));
}

/** @param {string} session */
async function goOn(session) {
  await forget(session); // Whoever used this device before may have been somebody else.
  location.replace(`/s/${session}/me`);
}

/** @param {boolean} is */
function busy(is) {
  for (const button of document.querySelectorAll('button')) button.setAttribute('aria-busy', String(is));
}

/** @param {Refused} error */
function refused(error) {
  const about = (/** @type {string} */ name) => error.details.some((detail) => detail.field === name);
  if (error.claim) return askHost(error.claim, error.message);
  if (about('years') && walkIn.hidden) {
    fault('name', error.message);
    return showWalkIn();
  }
  if (about('person')) void look();
  return fault(about('years') ? 'years' : 'name', error.message);
}

/** Say what is wrong beside the field that it is about; no words take it back.
 * @param {'name' | 'years'} which @param {string} words */
function fault(which, words) {
  const input = which === 'name' ? field : years;
  element(`${which}-fault`).textContent = words;
  input.setAttribute('aria-invalid', String(words !== ''));
  if (words) input.focus();
}

function showWalkIn() {
  walkIn.hidden = false;
  const link = document.getElementById('new-here');
  if (link) link.hidden = true;
  (field.value.trim() ? years : field).focus();
}

/** @param {string} claim @param {string} message */
async function askHost(claim, message) {
  waiting = new AbortController();
  keep(code, { claim, message, name: field.value });
  show('asking', message);
  element('asking-title').focus();
  const answer = await hostsAnswer(claim, waiting.signal);
  if (answer.state !== 'stopped') keep(code, null);
  if (answer.state === 'allowed') await goOn(answer.session);
  if (answer.state === 'refused') {
    show('form', '');
    fault('name', 'The host has not let this device in under that name. Speak to the host, or type another name.');
  }
}

function stopWaiting() {
  waiting.abort();
  keep(code, null);
}

/** @param {'asking' | 'form'} what @param {string} words */
function show(what, words) {
  element('asking').hidden = what !== 'asking';
  element('join-form').hidden = what !== 'form';
  element('asking-words').textContent = words;
}

/** @param {Found[]} people @param {string} typed */
function showFound(people, typed) {
  element('found').replaceChildren(...people.map(choice));
  const count = people.length === 1 ? 'One name found.' : `${people.length} names found.`;
  element('found-words').textContent = typed ? count : '';
}

/** A name on the list: one tap joins. @param {Found} one */
function choice(one) {
  const item = document.createElement('li');
  const button = document.createElement('button');
  button.type = 'button';
  const taken = one.joined ? 'Has joined on another device: the host is asked' : '';
  button.append(...[line('name', one.name), line('about', one.institution), line('about', taken)].filter(Boolean));
  button.addEventListener('click', () => {
    field.value = one.name;
    void join({ person: one.person });
  });
  item.append(button);
  return item;
}

/** @param {string} kind @param {string} text */
function line(kind, text) {
  if (!text) return '';
  const span = document.createElement('span');
  span.className = kind;
  span.textContent = text;
  return span;
}

/** Who is meant by what is in the form, or null with a fault said beside its field. */
function typedIn() {
  const typed = field.value.trim();
  if (!typed) return fault('name', 'Type your name first.');
  const who = typed.includes('@') ? { email: typed } : { name: typed };
  if (walkIn.hidden) return who;
  const known = { ...who, institution: institution.value.trim(), new: namesake };
  // Only flash mentoring has to know the years.
  if (format === 'wip' && !years.value.trim()) return { ...known, walk_in: true };
  const number = Number(years.value.trim().replace(',', '.'));
  if (!years.value.trim() || !(number >= 0 && number <= 100)) {
    return fault('years', 'Type your years of experience as a number, like 4 or 12.');
  }
  return { ...known, years: number };
}

element('join-form').addEventListener('submit', (event) => {
  event.preventDefault();
  fault('name', '');
  fault('years', '');
  const who = typedIn();
  if (who) void join(who);
});
field.addEventListener('input', () => fault('name', ''));
years.addEventListener('input', () => fault('years', ''));
document.getElementById('new-here')?.addEventListener('click', showWalkIn);
element('give-up').addEventListener('click', () => {
  stopWaiting();
  show('form', '');
  field.select();
});
document.getElementById('namesake')?.addEventListener('click', () => {
  stopWaiting();
  namesake = true;
  show('form', '');
  showWalkIn();
});
const open = kept(code);
if (open) {
  field.value = open.name;
  void askHost(open.claim, open.message);
}
const look = findNames(field, code, showFound);
// On a slow network somebody has typed before this script was there to hear it.
void look();
