/**
 * Fields of the settings. Each saves itself when it changes, and says what is wrong with it. It shows
 * what the server holds, but never over what is being typed or was refused. Several changes are saved one
 * after the other, each on top of the one before: somebody who types fast changes two parts of one setting.
 *
 * @typedef {import('./orders.js').Settings} Settings
 */
import { signal } from '@preact/signals';
import { html } from 'htm/preact';
import { useState } from 'preact/hooks';

import { undoIt } from '#js/host/acts.js';
import { inTurn, orderNow } from '#js/host/orders.js';
import { view } from '#js/host/store.js';
import { minutesOfDay, timeOfDay } from '#js/host/time_of_day.js';
import { done } from '#js/host/toasts.js';

/** @typedef {{ currentTarget: HTMLInputElement }} Changed */

const faults = signal(/** @type {Record<string, string>} */ ({}));

/** Save one setting (or the title). What is wrong with it is kept under its name.
 * @param {string} name @param {string} setting @param {(settings: Settings) => unknown} make its new value
 * @returns {Promise<boolean>} whether it was saved */
function save(name, setting, make) {
  return inTurn((settings) => saveNow(name, setting, make(settings)));
}

/** Forget what was wrong with the parts of a list, whose places have changed. @param {string} list */
export function forgetFaults(list) {
  faults.value = Object.fromEntries(Object.entries(faults.value).filter(([name]) => !name.startsWith(`${list}.`)));
}

/** @param {string} name @param {string} setting @param {unknown} value */
async function saveNow(name, setting, value) {
  const outcome = await orderNow('update_settings', setting === 'title' ? { title: value } : { settings: { [setting]: value } });
  const { [name]: _, ...others } = faults.value;
  if (outcome.ok) {
    faults.value = others;
    done('Saved.', undoIt);
    return true;
  }
  const fault = outcome.details.map((detail) => detail.message).join('; ') || outcome.message;
  faults.value = { ...others, [name]: fault };
  return false;
}

/** What a field shows: what is being typed, until it is saved; otherwise what the server holds.
 * @param {string | number} held */
function useDraft(held) {
  const [draft, setDraft] = useState(/** @type {string | null} */ (null));
  return {
    value: draft ?? held,
    typed: (/** @type {Changed} */ { currentTarget: field }) => setDraft(field.value),
    /** Save what was typed; if that is refused, or more has been typed meanwhile, it stays.
     * @param {HTMLInputElement} field @param {string} name @param {(settings: Settings) => unknown} make */
    async settle({ value: typed }, name, make) {
      if (await save(name, settingOf(name), make)) setDraft((now) => (now === typed ? null : now));
    },
  };
}

/** The setting that a field's name stands for: `rooms.template` is part of `rooms`. @param {string} name */
function settingOf(name) {
  return name.split('.')[0] ?? name;
}

/** @param {{ name: string }} props */
function Fault({ name }) {
  const words = faults.value[name] ?? '';
  return html`<p id=${`fault-${name}`} class="fault" role=${words ? 'alert' : undefined}>${words}</p>`;
}

/** `value` where the setting stands elsewhere in the view than its others, `make` where it is part of one.
 * @param {{ name: string, label: string, unit: string, min: number, max: number, step?: string, value?: number,
 *   make?: (wanted: number, settings: Settings) => unknown }} props */
export function NumberField({ name, label, unit, min, max, step = '1', value, make = (wanted) => wanted }) {
  const held = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (view.value.settings));
  const draft = useDraft(value ?? Number(held[name]));
  const change = async (/** @type {Changed} */ { currentTarget: field }) => {
    const wanted = field.valueAsNumber;
    if (Number.isNaN(wanted)) faults.value = { ...faults.value, [name]: `Give a number from ${min} to ${max}.` };
    else await draft.settle(field, name, (settings) => make(wanted, settings));
  };
  return html`<div class="field number">
    <label for=${`set-${name}`}>${label}</label>
    <div class="with-unit">
      <input id=${`set-${name}`} type="number" inputmode="decimal" min=${min} max=${max} step=${step} value=${draft.value}
        aria-invalid=${name in faults.value ? 'true' : undefined} aria-describedby=${`unit-${name} fault-${name}`}
        onInput=${draft.typed} onChange=${change} />
      <span id=${`unit-${name}`} class="soft">${unit}</span>
    </div>
    <${Fault} name=${name} />
  </div>`;
}

/** @param {{ name: string, label: string, value: string, hint: string, make?: (text: string, settings: Settings) => unknown }} props */
export function TextField({ name, label, value, hint, make = (text) => text }) {
  const draft = useDraft(value);
  const change = (/** @type {Changed} */ { currentTarget: field }) => {
    const text = field.value.trim();
    return draft.settle(field, name, (settings) => make(text, settings));
  };
  return html`<div class="field">
    <label for=${`set-${name}-text`}>${label}</label>
    <input id=${`set-${name}-text`} value=${draft.value} autocomplete="off" aria-invalid=${name in faults.value ? 'true' : undefined}
      aria-describedby=${`hint-${name} fault-${name}`} onInput=${draft.typed} onChange=${change} />
    <p id=${`hint-${name}`} class="hint">${hint}</p>
    <${Fault} name=${name} />
  </div>`;
}

/** A time of day, or none; in minutes since midnight.
 * @param {{ name: string, label: string, value: number | null, make: (minutes: number | null, settings: Settings) => unknown }} props */
export function TimeField({ name, label, value, make }) {
  const draft = useDraft(value === null ? '' : timeOfDay(value));
  const change = (/** @type {Changed} */ { currentTarget: field }) => {
    const wanted = minutesOfDay(field.value);
    return draft.settle(field, name, (settings) => make(wanted, settings));
  };
  return html`<div class="field">
    <label for=${`set-${name}`}>${label}</label>
    <input id=${`set-${name}`} type="time" value=${draft.value} aria-invalid=${name in faults.value ? 'true' : undefined}
      aria-describedby=${`fault-${name}`} onInput=${draft.typed} onChange=${change} />
    <${Fault} name=${name} />
  </div>`;
}

/** Words of several sentences. @param {{ name: string, label: string, value: string, hint: string, rows: number }} props */
export function LongField({ name, label, value, hint, rows }) {
  const draft = useDraft(value);
  const change = (/** @type {Changed} */ { currentTarget: field }) => {
    const text = field.value.trim();
    return draft.settle(field, name, () => text);
  };
  return html`<div class="field">
    <label for=${`set-${name}-text`}>${label}</label>
    <textarea id=${`set-${name}-text`} rows=${rows} value=${draft.value} aria-invalid=${name in faults.value ? 'true' : undefined}
      aria-describedby=${`hint-${name} fault-${name}`} onInput=${draft.typed} onChange=${change}></textarea>
    <p id=${`hint-${name}`} class="hint">${hint}</p>
    <${Fault} name=${name} />
  </div>`;
}

/** @param {{ name: string, legend: string, value: string, options: [string, string, string][],
 *   make?: (value: string, settings: Settings) => unknown }} props
 * each option is its value, its words and what it means */
export function Choice({ name, legend, value, options, make = (chosen) => chosen }) {
  const [faultName, radioName] = [`${name}-choice`, `set-${name}`];
  return html`<fieldset class="choice">
    <legend>${legend}</legend>
    ${options.map(([option, words, meaning]) => html`<label class="option" key=${option}>
      <input type="radio" name=${radioName} value=${option} checked=${option === value}
        onChange=${() => void save(faultName, settingOf(name), (settings) => make(option, settings))} />
      <span>${words}${meaning && html`<span class="hint">${meaning}</span>`}</span>
    </label>`)}
    <${Fault} name=${faultName} />
  </fieldset>`;
}

/** @param {{ name: string, label: string, checked: boolean }} props */
export function Check({ name, label, checked }) {
  const change = (/** @type {Changed} */ { currentTarget: { checked: wanted } }) => void save(name, name, () => wanted);
  return html`<div>
    <label class="check"><input type="checkbox" checked=${checked} onChange=${change} /> ${label}</label>
    <${Fault} name=${name} />
  </div>`;
}
