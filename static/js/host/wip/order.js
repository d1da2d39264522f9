/**
 * The running order: every room's papers and breaks in turn, moved by buttons or by dragging.
 *
 * @typedef {import('./store.js').RoomNow} RoomNow
 * @typedef {import('./places.js').Unit} Unit
 * @typedef {import('./places.js').Place} Place
 */
import { signal } from '@preact/signals';
import { html } from 'htm/preact';

import { wallTime } from '#js/clock.js';
import { undoIt } from '#js/host/acts.js';
import { closeDialog, openDialog } from '#js/host/dialog.js';
import { press, underWay } from '#js/host/orders.js';
import { clockState, nameOf, second } from '#js/host/store.js';
import { timeOfDay } from '#js/host/time_of_day.js';
import { done } from '#js/host/toasts.js';
import { propose, steer } from '#js/host/wip/acts.js';
import { openBreak, roomForBreaks } from '#js/host/wip/breaks.js';
import { blocksOf, neighbour } from '#js/host/wip/places.js';
import { EVERY, papersById, rooms, unfit, view } from '#js/host/wip/store.js';
import { matchedWords, presenters } from '#js/host/wip/words.js';
import { foreseenStart } from '#js/wip/facts.js';

const dragged = signal(/** @type {string | null} */ (null));
const over = signal('');

/** The running order tab. */
export function Order() {
  const { papers, clashes, settings } = view.value;
  const waiting = clockState.value === 'waiting';
  const busy = underWay.value.has('propose_order');
  return html`<div class="stack">
    <div class="panel-head">
      <h2>Running order</h2>
      <div class="cluster">
        ${waiting && papers.length > 0 && html`<button type="button" aria-busy=${busy} disabled=${busy} onClick=${propose}>
          ${busy ? 'Working it out …' : 'Propose the running order'}</button>`}
        ${roomForBreaks() && html`<button type="button" onClick=${() => openBreak(EVERY)}>Put in a break …</button>`}
        ${papers.length > 0 && html`<a class="button" href=${`/s/${view.value.session.id}/print`} target="_blank">Print for the doors</a>`}
      </div>
    </div>
    <${Unfit} />
    ${clashes.map((clash) => html`<p class="note stop" key=${clash}>${clash}</p>`)}
    ${papers.length === 0 && html`<p class="note">There is no paper yet, so there is nothing to put in order.</p>`}
    <${Placeless} />
    <${Matched} />
    ${waiting && settings.blocks.some(({ starts }) => starts === null) && html`<p class="hint">Minutes are counted from the start of a block. With a time of day in “Set up” you see that instead.</p>`}
    <div class="order-rooms">${rooms.value.map((room) => html`<${Room} key=${room.id} room=${room} />`)}</div>
  </div>`;
}

/** What the last proposal could not do. */
function Unfit() {
  const said = unfit.value;
  if (said.length === 0) return null;
  return html`<section class="note soon unfit" role="status">
    <h3>What does not fit</h3>
    <ul>${said.map((words) => html`<li key=${words}>${words}</li>`)}</ul>
    <button type="button" class="quiet" onClick=${() => (unfit.value = [])}>Dismiss</button>
  </section>`;
}

/** Papers that have no place yet. */
function Placeless() {
  const homeless = view.value.papers.filter((paper) => paper.room === null && !paper.over);
  if (homeless.length === 0) return null;
  return html`<section class="stack">
    <h3>Without a place</h3>
    <ul class="units">
      ${homeless.map((paper) => html`<li class="unit" key=${paper.id} draggable="true" onDragStart=${pick(paper.id)} onDragEnd=${drop}>
        <p><strong>${paper.title}</strong> <span class="soft small">${presenters(paper, nameOf.value)}</span></p>
        <div class="buttons"><button type="button" aria-label=${`Give it a place …: “${paper.title}”`} onClick=${() => openMove(paper.id)}>Give it a place …</button></div>
      </li>`)}
    </ul>
  </section>`;
}

/** How well the papers of a room go together. */
function Matched() {
  const words = matchedWords(view.value.papers, view.value.settings.blocks.length > 1);
  return words && html`<p class="matched" role="status">${words}</p>`;
}

/** @param {{ room: RoomNow }} props */
function Room({ room }) {
  const blocks = blocksOf(room.agenda, view.value.settings.blocks);
  return html`<section class="order-room" aria-labelledby=${`order-${room.id}`}>
    <h3 id=${`order-${room.id}`}>${room.name}</h3>
    ${blocks.map((units, at) => html`<${Block} key=${at} room=${room} blocks=${blocks} units=${units} number=${at + 1} />`)}
  </section>`;
}

/** @param {{ room: RoomNow, blocks: Unit[][], units: Unit[], number: number }} props */
function Block({ room, blocks, units, number }) {
  const key = `${room.id}/${number}`;
  return html`${blocks.length > 1 && html`<h4 class="eyebrow">${blockWords(number)}</h4>`}
    <ol class="units" data-over=${over.value === key} onDragOver=${hover(key)} onDragLeave=${() => (over.value = '')}
      onDrop=${land(room.id, { before: null, block: number })}>
      ${units.map((unit) => html`<${Part} key=${unit.paper ?? unit.index} room=${room} blocks=${blocks} unit=${unit} number=${number} />`)}
      ${units.length === 0 && html`<li class="soft small nothing">No paper</li>`}
    </ol>`;
}

/** `Block 2, day 2 from 09:00`. @param {number} number */
function blockWords(number) {
  const block = view.value.settings.blocks[number - 1];
  const when = block?.starts == null ? '' : ` from ${timeOfDay(block.starts)}`;
  return `Block ${number}${block ? `, day ${block.day}${when}` : ''}`;
}

/** @param {{ room: RoomNow, blocks: Unit[][], unit: Unit, number: number }} props */
function Part({ room, blocks, unit, number }) {
  const paper = papersById.value.get(unit.paper ?? '');
  const open = unit.index > room.now.index && room.now.state !== 'ended';
  const on = !paper ? unit.index === room.now.index : room.now.segment.paper === paper.id && room.now.state !== 'ended';
  const title = paper ? `“${paper.title}”` : unit.label;
  const presenting = on && room.now.state !== 'waiting' && room.now.index === unit.index;
  const skip = () => steer('skip_segment', room.id, `Skipped: ${title}.`, { index: unit.index });
  const key = `${room.id}/${paper?.id ?? unit.index}`;
  const landing = paper && open ? { onDragOver: hover(key), onDrop: land(room.id, { before: paper.id, block: number }) } : {};
  return html`<li class="unit" data-on=${on && room.now.state !== 'waiting'} data-over=${over.value === key} data-past=${!open && !on}
    draggable=${open && paper ? 'true' : undefined} onDragStart=${paper && pick(paper.id)} onDragEnd=${drop} ...${landing}>
    <p><span class="soft unit-time">${timeWords(room, unit)}</span> <strong>${paper?.title ?? unit.label}</strong>
      ${paper && html` <span class="soft small">${presenters(paper, nameOf.value)}</span>`}
      ${paper && paper.in_common.length > 0 && html` <span class="small in-common"><span class="soft">Shared here: </span>${paper.in_common.join(', ')}</span>`}
      ${on && room.now.state !== 'waiting' && html` <span class="state-chip" data-state="running">now</span>`}
      ${paper?.over && html` <span class=${`small ${paper.begun ? 'soft' : 'soon'}`}>${paper.begun ? 'presented' : 'never began'}</span>`}</p>
    ${(open || presenting) && html`<div class="buttons">
      ${paper && open && html`<${Step} room=${room} blocks=${blocks} paper=${paper.id} step=${-1} words="Earlier" title=${title} />
        <${Step} room=${room} blocks=${blocks} paper=${paper.id} step=${1} words="Later" title=${title} />`}
      ${paper && html`<button type="button" aria-label=${`Move …: ${title}`} onClick=${() => openMove(paper.id)}>Move …</button>`}
      ${paper && open && html`<button type="button" aria-label=${`Break … before ${title}`} onClick=${() => openBreak(room.id, paper.id)}>Break …</button>`}
      <button type="button" aria-label=${paper ? `Skip ${title}` : `Take out: ${title}`} onClick=${skip}>${paper ? 'Skip' : 'Take out'}</button>
    </div>`}
  </li>`;
}

/** @param {{ room: RoomNow, blocks: Unit[][], paper: string, step: -1 | 1, words: string, title: string }} props */
function Step({ room, blocks, paper, step, words, title }) {
  const place = neighbour(blocks, paper, step, room.now.index + 1);
  return html`<button type="button" aria-label=${`${words}: ${title}`} disabled=${!place} onClick=${() => place && move(paper, room.id, place)}>${words}</button>`;
}

/** When a part begins: foreseen once the room runs, planned before, counted from the start where no time is set.
 * @param {RoomNow} room @param {Unit} unit */
function timeWords(room, unit) {
  const at = unit.index > room.now.index ? foreseenStart(room.now, room.agenda, unit.index, second.value) : null;
  if (at !== null) return wallTime(at);
  if (unit.at !== null) return timeOfDay(unit.at);
  return room.now.state === 'waiting' ? `+${Math.round(unit.minutes)} min` : '';
}

/** @param {string} paper @param {string} room @param {Place} place */
async function move(paper, room, { before, block }) {
  const title = nameOf.peek()(paper);
  if (await press('move_paper', { paper, room, before, ...(before === null && { block }) })) done(`${title} is moved.`, undoIt);
}

/** Where to? Any room and place. @param {string} paper */
function openMove(paper) {
  openDialog(`Move ${nameOf.peek()(paper)}`, () => html`<${Where} paper=${paper} />`);
}

/** @param {{ paper: string }} props */
function Where({ paper }) {
  const go = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const [room = '', block = '1', before = ''] = String(new FormData(/** @type {HTMLFormElement} */ (event.currentTarget)).get('place')).split('/');
    closeDialog();
    await move(paper, room, { before: before || null, block: Number(block) });
  };
  return html`<form class="stack" onSubmit=${go}>
    <div class="field"><label for="move-to">To where?</label>
      <select id="move-to" name="place" data-focus>
        ${rooms.value.filter((room) => room.now.state !== 'ended').map((room) => html`<optgroup key=${room.id} label=${room.name}>${placesIn(room, paper)}</optgroup>`)}
      </select></div>
    <div class="actions">
      <button type="submit" class="primary">Move it</button>
      <button type="button" onClick=${closeDialog}>Leave it</button>
    </div>
  </form>`;
}

/** @param {RoomNow} room @param {string} moved */
function placesIn(room, moved) {
  const blocks = blocksOf(room.agenda, view.value.settings.blocks);
  const many = blocks.length > 1;
  return blocks.flatMap((units, at) => {
    const block = at + 1;
    const open = units.filter(({ paper, index }) => paper !== null && paper !== moved && index > room.now.index);
    const within = many ? ` of block ${block}` : '';
    return [
      ...open.map(({ paper }) => html`<option key=${`${block}/${paper}`} value=${`${room.id}/${block}/${paper}`}>${room.name}: before ${nameOf.value(paper ?? '')}</option>`),
      html`<option key=${block} value=${`${room.id}/${block}/`}>${room.name}: ${open.length ? `last${within}` : `the only one to come${within}`}</option>`,
    ];
  });
}

/** Begin to drag a paper. @param {string} paper @returns {(event: DragEvent) => void} */
function pick(paper) {
  return (event) => {
    dragged.value = paper;
    event.dataTransfer?.setData('text/plain', paper);
  };
}

function drop() {
  dragged.value = null;
  over.value = '';
}

/** Show that what is dragged can land here. @param {string} key @returns {(event: DragEvent) => void} */
function hover(key) {
  return (event) => {
    if (dragged.peek() === null) return;
    event.preventDefault();
    event.stopPropagation();
    over.value = key;
  };
}

/** @param {string} room @param {Place} place @returns {(event: DragEvent) => void} */
function land(room, place) {
  return (event) => {
    const paper = dragged.peek();
    if (paper === null) return;
    event.preventDefault();
    event.stopPropagation();
    drop();
    if (paper !== place.before) void move(paper, room, place);
  };
}
