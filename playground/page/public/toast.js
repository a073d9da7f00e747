import { byId, el } from './dom.js';
import { Refused } from './http.js';
import { say } from './text.js';

/** How long a toast stays, in milliseconds; longer ones stay longer. */
const stay = 3200;

/**
 * A short word that goes away by itself.
 * @param {string} text
 */
export function toast(text) {
  const note = el('div', { class: 'toast', text });
  byId('toasts').append(note);
  window.setTimeout(() => note.remove(), stay + text.length * 30);
}

/**
 * Does something on a server; when that fails, a toast says why.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T | undefined>} undefined when it failed
 */
export async function attempt(work) {
  try {
    return await work();
  } catch (error) {
    toast(error instanceof Refused ? say('failed', { why: error.message }) : say('unreachable'));
    return undefined;
  }
}

/**
 * A word that must be closed.
 * @param {string} text
 * @returns {Promise<void>}
 */
export async function alertDialog(text) {
  await dialog(text, [{ label: say('ok'), value: 'ok' }]);
}

/**
 * A question before something that cannot be taken back.
 * @param {string} text
 * @param {string} label of the button that says yes
 * @returns {Promise<boolean>} false on cancel and on Esc
 */
export async function confirmDialog(text, label) {
  const value = await dialog(text, [
    { label: say('cancel'), value: '' },
    { label, value: 'yes', danger: true },
  ]);
  return value === 'yes';
}

/**
 * @param {string} text
 * @param {{ label: string, value: string, danger?: boolean }[]} choices
 * @returns {Promise<string>}
 */
function dialog(text, choices) {
  const buttons = choices.map(({ label, value, danger }) =>
    el('button', { class: danger ? 'danger' : 'plain', value, text: label }),
  );
  const box = el(
    'dialog',
    { 'aria-label': text },
    el('form', { method: 'dialog' }, el('p', { text }), el('div', { class: 'row end' }, ...buttons)),
  );
  document.body.append(box);
  box.showModal();
  return new Promise((resolve) => {
    box.addEventListener('close', () => {
      box.remove();
      resolve(box.returnValue);
    });
  });
}
