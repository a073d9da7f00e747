import { shortcut } from './link-targets.js';
import { say } from './text.js';
import { alertDialog, toast } from './toast.js';

/**
 * @import { AnyMessage, User } from './types.ts'
 * @import { ButtonActions } from './inline-keyboard.js'
 * @import { Answer } from './button-presses.js'
 */

/**
 * What taps in a message need of the page.
 * @typedef {object} Reach
 * @property {() => User} bot
 * @property {(command: string) => Promise<unknown>} sendCommand
 * @property {(payload: string | undefined) => Promise<void>} start opens the private chat with the bot, and starts it
 * @property {(payload: string) => Promise<void>} startGroup the same in a group
 * @property {(message: AnyMessage, data: string) => Promise<{ answer: Answer | undefined } | undefined>} press
 * @property {(mid: number) => void} showPerson
 * @property {() => void} showPhone
 */

/**
 * What the commands, links and buttons of a message do.
 * @param {Reach} reach
 * @returns {(message: AnyMessage) => ButtonActions}
 */
export function createMessageActions(reach) {
  /**
   * @param {Event | undefined} event
   * @param {string} url
   */
  const follow = async (event, url) => {
    const found = shortcut(url, reach.bot().username ?? '');
    if (!found) {
      // Without an event the link came in the bot's answer to a press, and the browser does not open it.
      if (!event) window.open(url, '_blank', 'noopener');
      return;
    }
    event?.preventDefault();
    if (found.kind === 'phone') reach.showPhone();
    else if (found.kind === 'nowhere') toast(say('nowhere'));
    else if (found.kind === 'person') reach.showPerson(found.mid);
    else if (found.kind === 'start') await reach.start(found.payload);
    else await reach.startGroup(found.payload);
  };
  return (message) => ({
    command: (command) => void reach.sendCommand(command),
    link: (event, url) => void follow(event, url),
    async copy(text) {
      const copied = await navigator.clipboard.writeText(text).then(
        () => true,
        () => false,
      );
      toast(copied ? say('copied') : say('notCopied', { text }));
    },
    async press(data) {
      const given = await reach.press(message, data);
      if (!given) return;
      if (!given.answer) return toast(say('noAnswer'));
      const { text, showAlert, url } = given.answer;
      if (url) await follow(undefined, url);
      if (text && showAlert) void alertDialog(text);
      else if (text) toast(text);
    },
  });
}
