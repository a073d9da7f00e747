import { byId, el } from './dom.js';
import { Refused } from './http.js';
import { say } from './text.js';

/** How long a toast is shown, ms; longer texts are shown longer. */
const stay = 3200;

/**
 * Shows a short notice that disappears by itself.
 * @param {string} text
 */
export function toast(text) {
  const note = el('div', { class: 'toast', text });
  byId('toasts').append(note);
  window.setTimeout(() => note.remove(), stay + text.length * 30);
}

/**
 * Runs `work`; shows a toast with the reason if it fails.
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
 * Shows a text that the user has to close.
 * @param {string} text
 * @returns {Promise<void>}
 */
export async function alertDialog(text) {
  await dialog(text, [{ label: say('ok'), value: 'ok' }]);
}

/**
 * Asks for confirmation before something that cannot be undone.
 * @param {string} text
 * @param {string} label label of the confirming button
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
