import { ask } from './http.js';

/** How long a button stays busy at most, ms; the server forgets a press after 30 s. */
const patience = 20_000;

/** @typedef {{ text?: string, showAlert: boolean, url?: string }} Answer */

/**
 * Sends presses of buttons and matches them with the bot's answers. Answers arrive on the event stream,
 * sometimes before the request for the press has returned.
 */
export function createPresses() {
  /** @type {Map<string, (answer: Answer | undefined) => void>} */
  const waiting = new Map();
  /** @type {Map<string, Answer>} */
  const early = new Map();
  return {
    /**
     * @param {{ user: number, chat: number, message: number, data: string }} press
     * @returns {Promise<Answer | undefined>} undefined when the bot did not answer in time
     */
    async press(press) {
      const { query } = await ask('/client/press', { body: press });
      const answer = early.get(query);
      early.delete(query);
      if (answer) return answer;
      return new Promise((resolve) => {
        const timer = window.setTimeout(() => finish(undefined), patience);
        /** @param {Answer | undefined} given */
        const finish = (given) => {
          window.clearTimeout(timer);
          waiting.delete(query);
          resolve(given);
        };
        waiting.set(query, finish);
      });
    },
    /**
     * @param {string} query
     * @param {Answer} answer
     */
    answered(query, answer) {
      const finish = waiting.get(query);
      if (finish) return finish(answer);
      early.set(query, answer);
      window.setTimeout(() => early.delete(query), patience);
    },
  };
}
