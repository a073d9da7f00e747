/**
 * @import { AnyMessage, Command } from './types.ts'
 * @import { Step } from './guide.js'
 */

/** The labels under a card that says whom one follows now, in the languages of the bot. */
const undo = ['撤销', 'Undo'];

/**
 * The steps of the guide that somebody's chat with the bot shows to be done. A greeting and a login are done for as long as it
 * shows them: whoever has logged out is told to log in again.
 * @param {{ me: number, messages: readonly AnyMessage[], commands: readonly Command[] }} chat
 * @returns {Step[]}
 */
export function stepsDone({ me, messages, commands }) {
  const fromBot = messages.filter(({ from }) => from?.id !== me);
  const buttons = fromBot.flatMap(({ reply_markup: markup }) => markup?.inline_keyboard.flat() ?? []);
  // Whoever is logged in has home first in the menu.
  const loggedIn = commands[0]?.command === 'me';
  const code = buttons.some((button) => 'url' in button && button.url.includes('qrcode_key='));
  /** @type {[Step, boolean][]} */
  const steps = [
    // A message with a login in it is deleted; what answered it stays.
    ['start', messages.length > 0],
    ['login', loggedIn || code],
    ['scan', loggedIn],
    ['follow', buttons.some(({ text }) => undo.includes(text))],
    ['fan', fromBot.some(({ text, caption }) => (text ?? caption)?.startsWith('🔔') === true)],
  ];
  return steps.filter(([, done]) => done).map(([step]) => step);
}
