import { byId, el, icon } from './dom.js';
import { onLanguage, say } from './text.js';

/**
 * @import { Key } from './text.js'
 * @typedef {'start' | 'login' | 'scan' | 'follow' | 'press' | 'fan' | 'back'} Step
 * @typedef {{ run: string, done: Record<string, Step[]>, hidden: boolean }} GuideState the lasting steps that each person has done, by Telegram id
 */

/**
 * A next step: a command to send, a place to look at, or the possible labels of a button to press.
 * @typedef {{ text: Key, command?: string, show?: 'phone' | 'fans', labels?: string[] }} Hint
 */

/** @type {readonly (Hint & { step: Step })[]} */
const steps = [
  { step: 'start', text: 'stepStart', command: '/start', labels: ['开始', 'Start'] },
  {
    step: 'login',
    text: 'stepLogin',
    command: '/login',
    labels: ['扫码登录', 'QR code', '重新登录', 'Log in again'],
  },
  { step: 'scan', text: 'stepScan', show: 'phone' },
  { step: 'follow', text: 'stepFollow', command: '/follow {mid}' },
  { step: 'press', text: 'stepPress', labels: ['撤销', 'Undo', '分组', 'Groups'] },
  { step: 'fan', text: 'stepFan', show: 'fans' },
  { step: 'back', text: 'stepBack', labels: ['回关', 'Follow back'] },
];
/** @type {Hint} */
const finished = { text: 'guideDone', command: '/help' };
/** Steps that can become undone again, for example by logging out; the others stay done. */
/** @type {readonly Step[]} */
const reversibleSteps = ['start', 'login', 'scan'];
const storageKey = 'playground-guide';

/**
 * Guides each person through the first minute: shows the next step, ticks off finished ones, and points to
 * the button for it when the chat shows one. Finished steps are stored for one run of the playground; that
 * the guide was closed is stored until it is opened again.
 * @param {{
 *   run: string,
 *   fill: (text: string) => void,
 *   show: (what: 'phone' | 'fans') => void,
 *   point: (button: HTMLElement) => void,
 * }} options
 */
export function createGuide({ run, fill, show, point }) {
  const bar = byId('guide');
  const list = byId('guide-steps');
  const more = byId('guide-more');
  const saved = load(run);
  let mid = 100002;
  let open = false;
  /** @type {Step[]} the lasting steps that the current person has done */
  let lastingSteps = [];
  /** @type {readonly Step[]} */
  let done = [];
  /** @type {readonly HTMLElement[]} */
  let buttons = [];

  const save = () => localStorage.setItem(storageKey, JSON.stringify(saved));
  /** @param {string} text */
  const withMid = (text) => text.replace('{mid}', String(mid));

  const render = () => {
    bar.hidden = saved.hidden;
    const next = steps.find(({ step }) => !done.includes(step));
    byId('guide-progress').textContent = say('guideProgress', { done: done.length, all: steps.length });
    bar.style.setProperty('--done', String(done.length / steps.length));
    const { text, command, show: place, labels } = next ?? finished;
    const button = buttons.find(({ textContent }) => labels?.includes(textContent ?? ''));
    byId('guide-next').textContent = button
      ? say('pressIt', { label: button.textContent ?? '' })
      : say(text, { mid });
    const act = byId('guide-act');
    act.hidden = !button && !command && !place;
    act.textContent = say(
      button ? 'showButton' : command ? 'fillIn' : place === 'phone' ? 'showPhone' : 'showFans',
    );
    act.onclick = () => {
      if (button) point(button);
      else if (command) fill(withMid(command));
      else if (place) show(place);
    };
    list.hidden = !open;
    more.setAttribute('aria-expanded', String(open));
    list.replaceChildren(
      ...steps.map(({ step, text }) => {
        const isDone = done.includes(step);
        return el(
          'li',
          { class: isDone ? 'done' : '', 'aria-current': step === next?.step ? 'step' : undefined },
          el('span', { class: isDone ? 'done-mark' : 'open-mark' }, icon(isDone ? 'done' : 'open')),
          el('span', { text: say(text, { mid }) }),
        );
      }),
    );
  };
  /** @param {boolean} hidden */
  const hide = (hidden) => {
    saved.hidden = hidden;
    save();
    render();
  };
  more.addEventListener('click', () => {
    open = !open;
    render();
  });
  byId('guide-close').addEventListener('click', () => hide(true));
  byId('guide-open').addEventListener('click', () => hide(!saved.hidden));
  onLanguage(render);
  render();

  return {
    /**
     * Updates the guide after the chat has changed.
     * @param {number} user the person chatting
     * @param {readonly Step[]} steps the steps that the chat with the bot shows as done
     * @param {readonly HTMLElement[]} shown its buttons, newest first
     */
    update(user, steps, shown) {
      buttons = shown;
      saved.done[user] ??= [];
      lastingSteps = saved.done[user];
      for (const step of steps)
        if (!reversibleSteps.includes(step) && !lastingSteps.includes(step)) lastingSteps.push(step);
      done = [...steps.filter((step) => reversibleSteps.includes(step)), ...lastingSteps];
      save();
      render();
    },
    /** @param {Step} step a step that the current person has done */
    tick(step) {
      if (lastingSteps.includes(step)) return;
      lastingSteps.push(step);
      done = [...done, step];
      save();
      render();
    },
    /** @param {Step} step */
    has: (step) => done.includes(step),
    /** @param {number} person the mid to suggest following */
    suggest(person) {
      if (person === mid || done.includes('follow')) return;
      mid = person;
      render();
    },
  };
}

/**
 * @param {string} run
 * @returns {GuideState}
 */
function load(run) {
  try {
    const saved = JSON.parse(localStorage.getItem(storageKey) ?? '');
    return saved.run === run ? saved : { run, done: {}, hidden: saved.hidden === true };
  } catch {
    return { run, done: {}, hidden: false };
  }
}
