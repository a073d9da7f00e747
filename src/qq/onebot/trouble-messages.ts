import { QQTrouble } from '../port.ts';

type Transport = { url: string } | { port: number };

/** Messages for the operator. URLs in settings have no query, so that they contain no token. */
export const oneBotTroubles = {
  wrongToken: (transport: Transport) =>
    new QQTrouble(
      'wrongToken',
      `The OneBot implementation at ${'url' in transport ? transport.url : `port ${transport.port}`} refused the token. Set QQ_ONEBOT_TOKEN to the token of its WebSocket server.`,
    ),
  notWebSocket: (url: string, status: number) =>
    new QQTrouble(
      'notWebSocket',
      `${url} answered HTTP ${status} instead of opening a WebSocket. QQ_ONEBOT_URL must name the WebSocket server of the OneBot implementation, not its HTTP server.`,
    ),
  unreachable: (url: string, why: string) =>
    new QQTrouble(
      'unreachable',
      `The OneBot implementation at ${url} cannot be reached (${why}). It is tried again by itself.`,
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
