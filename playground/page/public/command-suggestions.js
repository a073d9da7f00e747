import { byId, el } from './dom.js';
import { say } from './text.js';

/** @import { Command } from './types.ts' */

/**
 * The command menu above the text field: all commands when opened by its button, the matching ones while a
 * command is typed. The field keeps the focus, unless Shift+Tab moves it into the menu; screen readers get
 * the active line from `aria-activedescendant`.
 * @param {{ field: HTMLTextAreaElement, pick: (command: string, send: boolean) => void }} options
 */
export function createSuggestions({ field, pick }) {
  const box = byId('suggestions');
  const opener = byId('menu');
  /** @type {readonly Command[]} */
  let commands = [];
  /** @type {readonly Command[]} */
  let matches = [];
  let active = 0;

  const open = () => !box.hidden;
  const close = () => {
    box.hidden = true;
    for (const at of [field, box]) at.removeAttribute('aria-activedescendant');
    opener.setAttribute('aria-expanded', 'false');
  };
  /** @param {number} index */
  const choose = (index) => {
    active = (index + matches.length) % matches.length;
    for (const [at, line] of [...box.children].entries()) {
      line.setAttribute('aria-selected', String(at === active));
      if (at === active) line.scrollIntoView({ block: 'nearest' });
    }
    for (const at of [field, box]) at.setAttribute('aria-activedescendant', `suggestion-${active}`);
  };
  /** @param {readonly Command[]} found */
  const show = (found) => {
    matches = found;
    box.replaceChildren(...found.map((command, index) => line(command, index, () => finish(true))));
    box.hidden = found.length === 0;
    if (found.length === 0) return close();
    choose(0);
  };
  /** @param {boolean} send */
  const finish = (send) => {
    const found = matches[active];
    close();
    if (found) pick(`/${found.command}`, send);
  };
  /**
   * @param {Command} command
   * @param {number} index
   * @param {() => void} done
   */
  const line = ({ command, description }, index, done) =>
    el(
      'div',
      {
        id: `suggestion-${index}`,
        class: 'suggestion',
        role: 'option',
        // The field must not lose the focus before the click arrives.
        onpointerdown: (/** @type {Event} */ event) => event.preventDefault(),
        onclick: () => {
          choose(index);
          done();
        },
      },
      el('code', { text: `/${command}` }),
      el('span', { text: description }),
    );

  opener.addEventListener('click', () => {
    if (open()) return close();
    show(commands);
    opener.setAttribute('aria-expanded', String(open()));
    field.focus();
  });
  /**
   * @param {KeyboardEvent} event
   * @returns {boolean} whether the key was used
   */
  const key = (event) => {
    if (!open() || event.isComposing) return false;
    if (event.key === 'ArrowDown') choose(active + 1);
    else if (event.key === 'ArrowUp') choose(active - 1);
    else if (event.key === 'Enter' && !event.shiftKey) finish(true);
    else if (event.key === 'Tab' && !event.shiftKey) finish(false);
    else if (event.key === 'Escape') {
      close();
      field.focus();
    } else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  box.addEventListener('keydown', key);
  document.addEventListener('pointerdown', ({ target }) => {
    if (target instanceof Node && !box.contains(target) && !opener.contains(target) && target !== field)
      close();
  });

  return {
    close,
    /** @param {readonly Command[]} list */
    setCommands(list) {
      commands = list;
      opener.setAttribute('title', list.length > 0 ? say('menu') : say('noCommands'));
    },
    /** Updates the suggestions from the text in the field. */
    typed() {
      const written = /^\/(\w*)$/.exec(field.value)?.[1];
      if (written === undefined) return close();
      show(commands.filter(({ command }) => command.startsWith(written.toLowerCase())));
    },
    /** Handles a key while the menu is open, wherever the focus is. */
    key,
  };
}
