import { createSuggestions } from './command-suggestions.js';
import { byId } from './dom.js';
import { fullName, summary } from './message.js';
import { onLanguage, say } from './text.js';

/**
 * @import { AnyMessage, Command } from './types.ts'
 * @import { Key } from './text.js'
 * @typedef {{ text: string, replyTo: number | undefined, file: File | undefined }} Draft
 */

/**
 * The field to write a message. Enter sends, Shift+Enter starts a new line, Esc closes first the menu, then
 * the reply. A draft that could not be sent is kept.
 * @param {{ send: (draft: Draft) => Promise<boolean> }} options
 */
export function createComposer({ send }) {
  const form = /** @type {HTMLFormElement} */ (byId('composer'));
  const field = /** @type {HTMLTextAreaElement} */ (byId('field'));
  const picker = /** @type {HTMLInputElement} */ (byId('file'));
  const replyBar = byId('reply-bar');
  const fileBar = byId('file-bar');
  /** @type {AnyMessage | undefined} */
  let replyTo;

  const grow = () => {
    field.style.height = 'auto';
    field.style.height = `${field.scrollHeight}px`;
  };
  /** @param {AnyMessage | undefined} message */
  const setReply = (message) => {
    replyTo = message;
    replyBar.hidden = !message;
    byId('reply-who').textContent = message?.from ? fullName(message.from) : '';
    byId('reply-what').textContent = message ? summary(message) : '';
  };
  const showFile = () => {
    const file = picker.files?.[0];
    fileBar.hidden = !file;
    byId('file-name').textContent = file?.name ?? '';
  };
  /** @param {string} text */
  const write = (text) => {
    field.value = text;
    grow();
  };
  const submit = async () => {
    const text = field.value.trim();
    const file = picker.files?.[0];
    if (!text && !file) return;
    const draft = { text, replyTo: replyTo?.message_id, file };
    const before = replyTo;
    write('');
    setReply(undefined);
    suggestions.close();
    if (await send(draft)) {
      if (picker.files?.[0] === file) picker.value = '';
      showFile();
    } else if (!field.value) {
      write(text);
      setReply(before);
    }
  };
  const suggestions = createSuggestions({
    field,
    pick(command, now) {
      write(now ? command : `${command} `);
      field.focus();
      if (now) void submit();
    },
  });

  field.addEventListener('input', () => {
    grow();
    suggestions.typed();
  });
  field.addEventListener('keydown', (event) => {
    if (suggestions.key(event)) return;
    // While an input method is composing Chinese text, Enter belongs to it.
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      void submit();
    } else if (event.key === 'Escape' && replyTo) setReply(undefined);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void submit();
    field.focus();
  });
  byId('attach').addEventListener('click', () => picker.click());
  picker.addEventListener('change', () => {
    showFile();
    field.focus();
  });
  byId('file-remove').addEventListener('click', () => {
    picker.value = '';
    showFile();
    field.focus();
  });
  byId('reply-cancel').addEventListener('click', () => {
    setReply(undefined);
    field.focus();
  });
  /** @type {Key} */
  let hint = 'placeholder';
  const speak = () => field.setAttribute('placeholder', say(hint));
  onLanguage(speak);
  speak();

  return {
    /** @param {AnyMessage} message the message to reply to */
    replyTo(message) {
      setReply(message);
      field.focus();
    },
    /** @param {string} text text for the field, not sent yet */
    fill(text) {
      write(text);
      suggestions.close();
      field.focus();
    },
    /** Called when another chat is shown. */
    reset() {
      setReply(undefined);
      suggestions.close();
    },
    /** @param {readonly Command[] | undefined} commands `undefined` when there is no menu */
    setCommands(commands) {
      byId('menu').hidden = commands === undefined;
      suggestions.setCommands(commands ?? []);
    },
    /** @param {Key} text the placeholder */
    setHint(text) {
      hint = text;
      speak();
    },
    focus: () => field.focus(),
  };
}
