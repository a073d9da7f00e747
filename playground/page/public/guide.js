import { byId, el, icon } from './dom.js';
import { onLanguage, say } from './text.js';

/**
 * @typedef {'start' | 'login' | 'scan' | 'follow' | 'press' | 'fan' | 'back'} Step
 * @typedef {{ run: string, done: Step[], hidden: boolean }} Kept
 */

/** @type {readonly { step: Step, text: import('./text.js').Key, command?: string, show?: 'phone' | 'fans' }[]} */
const steps = [
  { step: 'start', text: 'stepStart', command: '/start' },
  { step: 'login', text: 'stepLogin', command: '/login' },
  { step: 'scan', text: 'stepScan', show: 'phone' },
  { step: 'follow', text: 'stepFollow', command: '/follow {mid}' },
  { step: 'press', text: 'stepPress' },
  { step: 'fan', text: 'stepFan', show: 'fans' },
  { step: 'back', text: 'stepBack' },
];
const remembered = 'playground-guide';

/**
 * The first minute: what to do next, ticked off as it happens. What was done counts for one run of the playground;
 * that the guide was closed, for good, until it is asked for again.
 * @param {{ run: string, fill: (text: string) => void, show: (what: 'phone' | 'fans') => void }} options
 */
export function createGuide({ run, fill, show }) {
  const bar = byId('guide');
  const list = byId('guide-steps');
  const more = byId('guide-more');
  const kept = read(run);
  let mid = 100002;
  let open = false;

  const keep = () => localStorage.setItem(remembered, JSON.stringify(kept));
  /** @param {string} text */
  const withMid = (text) => text.replace('{mid}', String(mid));

  const render = () => {
    bar.hidden = kept.hidden;
    const next = steps.find(({ step }) => !kept.done.includes(step));
    byId('guide-progress').textContent = say('guideProgress', { done: kept.done.length, all: steps.length });
    bar.style.setProperty('--done', String(kept.done.length / steps.length));
    byId('guide-next').textContent = next ? say(next.text, { mid }) : say('guideDone');
    const act = byId('guide-act');
    const { command, show: place } = next ?? { command: '/help' };
    act.hidden = !command && !place;
    act.textContent = command ? say('fillIn') : say(place === 'phone' ? 'showPhone' : 'showFans');
    act.onclick = () => (command ? fill(withMid(command)) : place && show(place));
    list.hidden = !open;
    more.setAttribute('aria-expanded', String(open));
    list.replaceChildren(
      ...steps.map(({ step, text }) => {
        const done = kept.done.includes(step);
        return el(
          'li',
          { class: done ? 'done' : '', 'aria-current': step === next?.step ? 'step' : undefined },
          el('span', { class: done ? 'done-mark' : 'open-mark' }, icon(done ? 'done' : 'open')),
          el('span', { text: say(text, { mid }) }),
        );
      }),
    );
  };
  /** @param {boolean} hidden */
  const hide = (hidden) => {
    kept.hidden = hidden;
    keep();
    render();
  };
  more.addEventListener('click', () => {
    open = !open;
    render();
  });
  byId('guide-close').addEventListener('click', () => hide(true));
  byId('guide-open').addEventListener('click', () => hide(!kept.hidden));
  onLanguage(render);
  render();

  return {
    /** @param {Step} step has happened */
    tick(step) {
      if (kept.done.includes(step)) return;
      kept.done.push(step);
      keep();
      render();
    },
    /** @param {Step} step */
    has: (step) => kept.done.includes(step),
    /** @param {number} person whom to suggest following */
    suggest(person) {
      if (person === mid || kept.done.includes('follow')) return;
      mid = person;
      render();
    },
  };
}

/**
 * @param {string} run
 * @returns {Kept}
 */
function read(run) {
  try {
    const kept = JSON.parse(localStorage.getItem(remembered) ?? '');
    return kept.run === run ? kept : { run, done: [], hidden: kept.hidden === true };
  } catch {
    return { run, done: [], hidden: false };
  }
}
