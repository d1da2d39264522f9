/**
 * The display of one room: the time for who presents, what they are told, who speaks, what comes next.
 *
 * @typedef {import('../../types_wip.d.ts').WipStageView} WipStageView
 * @typedef {import('../../clock.js').Phase} Phase
 * @typedef {{view: WipStageView, current: Phase, now: number}} Props
 */

import { html } from 'htm/preact';
import { digits, tone, wallTime } from '#js/clock.js';
import { comingPapers } from '#js/wip/facts.js';
import { isTooLong, kindWords, lengthDigits, messageNow, names, paperOf, suggestedWords, timeWords, toldSize, turnLength } from '#js/wip/words.js';

/** The room. @param {Props} props */
export function Room(props) {
  const { view, current } = props;
  const paper = current.state === 'waiting' || current.state === 'ended' ? null : paperOf(view.papers, current.segment);
  return html`
    <section class="head">
      <p class="label">${labelOf(view, current)}</p>
      ${paper && html`<p class="paper"><strong>${paper.title}</strong> <span class="soft">${names(paper.presenters)}</span></p>`}
    </section>
    <${Time} ...${props} />
    <${Below} ...${props} />
  `;
}

/** @param {WipStageView} view @param {Phase} current */
function labelOf(view, { state, segment }) {
  const room = view.track?.name ?? '';
  return state === 'waiting' || state === 'ended' ? `${room}: ${view.session.title}` : `${room}: ${segment.paper ? segment.label : kindWords(segment)}`;
}

/** The enormous digits, with the colour's words. @param {Props} props */
function Time({ current }) {
  const text = current.left === null || current.segment.kind === 'gather' ? '' : digits(current.left);
  return html`<section class=${`clock ${tone(current)}`} aria-label="Clock">
    ${text && html`<p class="digits" data-signs=${text.length} role="timer" aria-live="off">${text}</p>`}
    <h1 class="words">${wordsOf(current)}</h1>
  </section>`;
}

/** @param {Phase} current */
export function wordsOf(current) {
  if (current.state === 'waiting') return 'It starts soon';
  if (current.state === 'ended') return 'Thank you for coming';
  if (current.segment.kind === 'gather') return 'It goes on soon';
  const words = timeWords(current);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What the presenter is told; else who speaks; else what comes next. @param {Props} props */
function Below(props) {
  const { speaking } = props.view;
  const message = messageNow(props.view, props.current);
  if (message && props.current.state !== 'ended') {
    return html`<p class="told" data-size=${toldSize(message.text)}>${message.text}</p>`;
  }
  if (speaking) return html`<${Speaker} ...${props} />`;
  return html`<${Next} ...${props} />`;
}

/** @param {Props} props */
function Speaker({ view, now }) {
  const { speaking, waiting } = view;
  if (!speaking) return null;
  return html`<div class=${`below speaker ${isTooLong(speaking, now) ? 'soon' : ''}`}>
    <p class="voice">${speaking.name} speaks</p>
    <p><span role="timer" aria-live="off">${lengthDigits(turnLength(speaking, now))}</span> ${suggestedWords(speaking)}. ${handsWords(waiting)}</p>
  </div>`;
}

/** @param {number} count */
function handsWords(count) {
  if (!count) return '';
  return count === 1 ? 'One hand is up.' : `${count} hands are up.`;
}

/** @param {Props} props */
function Next({ view, current, now }) {
  const coming = comingPapers(current, view.agenda, now);
  const [first] = coming;
  const paper = view.papers.find((one) => one.id === first?.paper);
  if (!paper || !first) return html`<div class="below"></div>`;
  if (current.state === 'waiting') return html`<${Programme} view=${view} coming=${coming} />`;
  return html`<div class="below">
    <p class="soft">Next${first.at === null ? '' : `, about ${wallTime(first.at)}`}</p>
    <p class="coming-paper">${paper.title} <span class="soft">${names(paper.presenters)}</span></p>
    ${current.segment.kind === 'comments' && view.waiting > 0 && html`<p>${handsWords(view.waiting)}</p>`}
  </div>`;
}

/** Before the start: what will be presented here. @param {{view: WipStageView, coming: import('../facts.js').Coming[]}} props */
function Programme({ view, coming }) {
  const papers = coming.flatMap(({ paper }) => view.papers.filter((one) => one.id === paper));
  return html`<ol class="below programme">
    ${papers.map((paper) => html`<li key=${paper.id}><span class="title">${paper.title}</span> <span class="soft">${names(paper.presenters)}</span></li>`)}
  </ol>`;
}
