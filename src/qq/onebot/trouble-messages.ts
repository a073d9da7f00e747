import { QQTrouble } from '../port.ts';

/** Messages for the operator. `where` is a URL without its query, so that no token is shown. */
export const oneBotTroubles = {
  wrongToken: (where: string) =>
    new QQTrouble(
      'wrongToken',
      `The OneBot implementation at ${where} refused the token. Set QQ_ONEBOT_TOKEN to the token of its WebSocket server.`,
    ),
  notWebSocket: (where: string, status: number) =>
    new QQTrouble(
      'notWebSocket',
      `${where} answered HTTP ${status} instead of opening a WebSocket. QQ_ONEBOT_URL must name the WebSocket server of the OneBot implementation, not its HTTP server.`,
    ),
  unreachable: (where: string, why: string) =>
    new QQTrouble(
      'unreachable',
      `The OneBot implementation at ${where} cannot be reached (${why}). It is tried again by itself.`,
    ),
  frameTooBig: (most: number) =>
    new QQTrouble(
      'frameTooBig',
      `The OneBot implementation sent a frame of more than ${most} bytes. It was not read, and the connection is made anew.`,
    ),
  textFormat: () =>
    new QQTrouble(
      'textFormat',
      'The OneBot implementation sends messages as strings. Set its message format to "array"; until then nothing that is said on QQ is heard.',
    ),
  badFrame: () =>
    new QQTrouble(
      'badFrame',
      'The OneBot implementation sent a frame that is no JSON object. It was passed over.',
    ),
  noAnswer: () =>
    new QQTrouble(
      'noAnswer',
      'The OneBot implementation is connected but does not say which account it has. Is QQ logged in there?',
    ),
  dialledWithoutToken: () =>
    new QQTrouble(
      'wrongToken',
      'A OneBot implementation tried to connect with a wrong token, or none, and was refused. Its token must be the one in QQ_ONEBOT_TOKEN.',
    ),
};
