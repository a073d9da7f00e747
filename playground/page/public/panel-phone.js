import { el } from './dom.js';
import { say } from './text.js';

/** @import { PendingQr } from './types.ts' */

/**
 * The phone that scans and confirms the newest pending QR code.
 * @param {{ act: (path: string, body: object) => Promise<void>, about: () => { mid: number | undefined } }} options
 */
export function createPhone({ act, about }) {
  const title = el('h3', { id: 'phone-title' });
  const screen = el('div', { class: 'screen', 'aria-live': 'polite' });
  const element = el(
    'section',
    { class: 'phone', tabindex: -1, 'aria-labelledby': 'phone-title' },
    title,
    screen,
  );

  /**
   * @param {'scan' | 'confirm' | 'letExpire'} text
   * @param {string} look
   * @param {() => Promise<void>} work
   */
  const button = (text, look, work) =>
    el('button', {
      class: `${look} small`,
      type: 'button',
      text: say(text),
      dataset: { act: text },
      onclick: () => void work(),
    });

  return {
    element,
    /**
     * @param {readonly PendingQr[]} codes oldest first
     * @param {string} name whose phone it is
     */
    render(codes, name) {
      title.textContent = say('phone', { name });
      const code = codes.at(-1);
      const content = `${document.documentElement.lang} ${code?.key} ${code?.state}`;
      element.classList.toggle('waiting', code !== undefined);
      if (screen.dataset.drawn === content) return;
      const hadFocus = screen.contains(document.activeElement);
      screen.dataset.drawn = content;
      if (!code) screen.replaceChildren(el('p', { text: say('phoneIdle') }));
      else {
        const { key, state } = code;
        const next =
          state === 'waiting'
            ? button('scan', 'primary', () => act('/qr/scan', { key, ...about() }))
            : button('confirm', 'primary', () => act('/qr/confirm', { key }));
        screen.replaceChildren(
          el('p', { text: say(state === 'waiting' ? 'phoneWaiting' : 'phoneScanned') }),
          el(
            'div',
            { class: 'row' },
            next,
            button('letExpire', 'quiet', () => act('/qr/expire', { key })),
          ),
        );
        if (hadFocus) next.focus();
      }
    },
  };
}
