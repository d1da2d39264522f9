/**
 * The form for a walk-in, or for changing what is known of somebody.
 */
import { html } from 'htm/preact';
import { useState } from 'preact/hooks';

import { undoIt } from '#js/host/acts.js';
import { closeDialog } from '#js/host/dialog.js';
import { order } from '#js/host/orders.js';
import { isWip, view } from '#js/host/store.js';
import { saidWith } from '#js/host/summary.js';
import { done } from '#js/host/toasts.js';

/** @typedef {import('../types.d.ts').HostPerson} HostPerson */
/** @typedef {{ name: string, label: string, hint?: string, type?: string, required?: boolean }} Field */

/** @type {readonly Field[]} */
const FIELDS = [
  { name: 'name', label: 'Name', required: true },
  { name: 'years', label: 'Years of experience', type: 'number' },
  { name: 'institution', label: 'School or institution' },
  { name: 'email', label: 'Email', type: 'email' },
  { name: 'interests', label: 'Interests', hint: 'Separated by semicolons' },
  { name: 'requests', label: 'Would like to meet', hint: 'Up to three names or emails, separated by semicolons' },
  { name: 'avoid', label: 'Not to be paired with', hint: 'Names or emails, separated by semicolons' },
];

const LISTS = ['interests', 'requests', 'avoid'];
const ABOUT_PAIRS = ['requests', 'avoid'];

/** What is asked: whom somebody wants to meet matters only where people are paired. */
const asked = FIELDS.filter(({ name }) => !isWip || !ABOUT_PAIRS.includes(name));

/** @param {{ person: HostPerson | null }} props null for somebody new */
export function PersonForm({ person }) {
  const [faults, setFaults] = useState(/** @type {Record<string, string>} */ ({}));
  const [busy, setBusy] = useState(false);
  /** @param {SubmitEvent} event */
  const save = async (event) => {
    event.preventDefault();
    setBusy(true);
    setFaults(await saved(new FormData(/** @type {HTMLFormElement} */ (event.currentTarget)), person));
    setBusy(false);
  };
  return html`<form class="stack" onSubmit=${save} novalidate>
    ${asked.map((field) => html`<${Text} key=${field.name} field=${field} person=${person} fault=${faults[field.name] ?? ''} />`)}
    ${!isWip && html`<${Side} role=${person?.role ?? null} />`}
    ${!person && html`<label class="check"><input type="checkbox" name="here" checked /> Is here now</label>`}
    ${faults[''] && html`<p class="fault" role="alert">${faults['']}</p>`}
    <div class="actions">
      <button type="submit" class="primary" disabled=${busy}>${person ? 'Save' : 'Add'}</button>
      <button type="button" onClick=${closeDialog}>Cancel</button>
    </div>
  </form>`;
}

/** @param {{ field: Field, person: HostPerson | null, fault: string }} props */
function Text({ field, person, fault }) {
  const { name, label, hint, type, required } = field;
  const value = person ? /** @type {any} */ (person)[name] : '';
  return html`<div class="field">
    <label for=${`person-${name}`}>${label}</label>
    <input id=${`person-${name}`} name=${name} type=${type ?? 'text'} required=${required ?? false} autocomplete="off"
      min=${type === 'number' ? 0 : undefined} step=${type === 'number' ? 'any' : undefined}
      defaultValue=${Array.isArray(value) ? value.join('; ') : (value ?? '')} data-focus=${name === 'name' ? '' : undefined}
      aria-invalid=${fault ? 'true' : undefined} aria-describedby=${`person-${name}-says`} />
    <p id=${`person-${name}-says`} class=${fault ? 'fault' : 'hint'}>${fault || hint}</p>
  </div>`;
}

/** @param {{ role: HostPerson['role'] }} props */
function Side({ role }) {
  const { threshold } = view.value.settings;
  return html`<div class="field">
    <label for="person-role">Takes part as</label>
    <select id="person-role" name="role" defaultValue=${role ?? ''}>
      ${[
        ['', `by years (${threshold} or more: mentor)`],
        ['mentor', 'mentor'],
        ['mentee', 'mentee'],
        ['either', 'either, whichever is needed'],
      ].map(([value, words]) => html`<option key=${value} value=${value} selected=${value === (role ?? '')}>${words}</option>`)}
    </select>
  </div>`;
}

/** Give the command. @param {FormData} form @param {HostPerson | null} person
 * @returns {Promise<Record<string, string>>} faults by field, the whole form's under '' */
async function saved(form, person) {
  const fields = fieldsOf(form);
  if (!fields['name']) return { name: 'Give a name.' };
  const outcome = person
    ? await order('update_person', { person: person.id, ...fields })
    : await order('add_person', { ...fields, here: form.has('here') });
  if (!outcome.ok) return faultsOf(outcome);
  closeDialog();
  const said = person ? `Saved what is known of ${fields['name']}.` : `${fields['name']} is on the list.`;
  done(saidWith(said, outcome.answer), undoIt);
  return {};
}

/** @param {FormData} form @returns {Record<string, unknown>} */
function fieldsOf(form) {
  const text = (/** @type {string} */ name) => String(form.get(name) ?? '').trim();
  const list = (/** @type {string} */ name) => text(name).split(';').map((word) => word.trim()).filter(Boolean);
  return {
    ...Object.fromEntries(['name', 'institution', 'email'].map((name) => [name, text(name)])),
    ...Object.fromEntries(LISTS.filter((name) => form.has(name)).map((name) => [name, list(name)])),
    years: text('years') === '' ? null : Number(text('years').replace(',', '.')),
    ...(form.has('role') && { role: text('role') || null }),
  };
}

/** @param {{ message: string, details: { field: string, message: string }[] }} outcome */
function faultsOf({ message, details }) {
  const named = details.map(({ field, message: words }) => [field.split(/[.[]/)[0] ?? '', words]);
  const known = named.filter(([field]) => FIELDS.some((one) => one.name === field));
  return Object.fromEntries(known.length > 0 ? known : [['', message]]);
}
