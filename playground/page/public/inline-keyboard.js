import { el, icon } from './dom.js';
import { link } from './entities.js';
import { say } from './text.js';

/**
 * @import { InlineKeyboardButton } from './types.ts'
 * @import { TextActions } from './entities.js'
 */

/**
 * What pressing a button does.
 * @typedef {TextActions & { press: (data: string) => Promise<void>, copy: (text: string) => void }} ButtonActions
 */

/**
 * The buttons under a message. A callback button is busy until the bot has answered.
 * @param {readonly InlineKeyboardButton[][]} rows
 * @param {ButtonActions} actions
 * @returns {HTMLElement}
 */
export function inlineKeyboard(rows, actions) {
  const keyboard = el('div', { class: 'keyboard' });
  for (const row of rows) {
    keyboard.append(
      el('div', { class: 'keyboard-row' }, ...row.map((button) => keyboardButton(button, actions))),
    );
  }
  return keyboard;
}

/**
 * @param {InlineKeyboardButton} button
 * @param {ButtonActions} actions
 */
function keyboardButton(button, actions) {
  const style = 'style' in button && button.style ? String(button.style) : undefined;
  const look = { class: 'key', dataset: style ? { style } : {} };
  if ('url' in button) {
    const anchor = link(button.url, actions);
    anchor.className = 'key';
    Object.assign(anchor.dataset, look.dataset);
    anchor.setAttribute('aria-label', say('opensLink', { label: button.text }));
    anchor.append(el('span', { text: button.text }), icon('out'));
    return anchor;
  }
  const disabled = 'disabled' in button && Boolean(button.disabled);
  if ('copy_text' in button) {
    const { text } = button.copy_text;
    const label = el('span', { text: button.text });
    return el(
      'button',
      { ...look, type: 'button', disabled, onclick: () => actions.copy(text) },
      label,
      icon('copy'),
    );
  }
  const data = 'callback_data' in button ? button.callback_data : undefined;
  const element = el('button', {
    ...look,
    type: 'button',
    disabled: disabled || data === undefined,
    text: button.text,
  });
  if (data !== undefined) {
    element.addEventListener('click', async () => {
      if (element.getAttribute('aria-busy') === 'true') return;
      element.setAttribute('aria-busy', 'true');
      await actions.press(data);
      element.removeAttribute('aria-busy');
    });
  }
  return element;
}
