/**
 * @import { AnyMessage, Command } from './types.ts'
 * @import { Step } from './guide.js'
 */

/** The labels of the undo button on a card after a follow, in the bot's languages. */
const undo = ['撤销', 'Undo'];

/**
 * The steps of the guide that a person's chat with the bot shows as done. Start and login count only as long
 * as the chat shows them: after a logout the guide asks to log in again.
 * @param {{ me: number, messages: readonly AnyMessage[], commands: readonly Command[] }} chat
 * @returns {Step[]}
 */
export function stepsDone({ me, messages, commands }) {
  const fromBot = messages.filter(({ from }) => from?.id !== me);
  const buttons = fromBot.flatMap(({ reply_markup: markup }) => markup?.inline_keyboard.flat() ?? []);
  // When logged in, the menu starts with home.
  const loggedIn = commands[0]?.command === 'me';
  const code = buttons.some((button) => 'url' in button && button.url.includes('qrcode_key='));
  /** @type {[Step, boolean][]} */
  const steps = [
    // The message with the login is deleted; the bot's answer stays.
    ['start', messages.length > 0],
    ['login', loggedIn || code],
    ['scan', loggedIn],
    ['follow', buttons.some(({ text }) => undo.includes(text))],
    ['fan', fromBot.some(({ text, caption }) => (text ?? caption)?.startsWith('🔔') === true)],
  ];
  return steps.filter(([, done]) => done).map(([step]) => step);
}
