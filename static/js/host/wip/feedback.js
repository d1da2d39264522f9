/**
 * How people comment: guidelines for good feedback, written comments, who speaks first. Changeable at any time.
 */
import { html } from 'htm/preact';

import { Check, Choice, LongField, NumberField } from '#js/host/fields.js';
import { RoomRules } from '#js/host/wip/rules.js';
import { view } from '#js/host/wip/store.js';

/** The comments tab, and a part of setting up. */
export function Feedback() {
  const { settings, threshold } = view.value;
  return html`<section class="group">
    <h3>Comments</h3>
    <div class="group-body">
      <${LongField} name="guidelines" label="Guidelines for good feedback" value=${settings.guidelines}
        hint="People read them on their phones and on the displays." rows=${5} />
      <${Choice} name="written" value=${settings.written} legend="Comments in writing, which only the presenters read"
        options=${[
          ['choice', 'signed or anonymous, as who writes likes', 'Who wrote an anonymous one is kept nowhere.'],
          ['signed', 'signed', ''],
          ['anonymous', 'anonymous', 'Who wrote it is kept nowhere.'],
          ['off', 'none', ''],
        ]} />
      <${Check} name="discussants_first" label="Discussants speak first" checked=${settings.discussants_first} />
      <${Check} name="juniors_first" label="Juniors speak before seniors" checked=${settings.juniors_first} />
      ${settings.juniors_first && html`<${NumberField} name="threshold" value=${threshold} label="A senior has at least" unit="years of experience" min=${0} max=${80} step="any" />`}
    </div>
  </section>`;
}

/** The same as a part of the page of its own, once the session has begun; with the rules for minutes. */
export function RulesPart() {
  return html`<div class="setup stack">
    <h2>Rules</h2>
    <section class="group">
      <h3>When it does not go to plan</h3>
      <div class="group-body"><p class="hint">Whoever facilitates a room can change its rules, too. Changes hold from now on.</p><${RoomRules} /></div>
    </section>
    <${Feedback} />
  </div>`;
}
