export type { Fault } from './faults.ts';
export {
  type OfficialPlayground,
  type OfficialPlaygroundOptions,
  type OfficialSayOptions,
  startOfficial,
} from './official/official.ts';
export type {
  OfficialCall,
  OfficialChat,
  OfficialEvents,
  OfficialMessage,
  ShownButton,
} from './official/state.ts';
export { createOneBotApp } from './onebot/client-routes.ts';
export { startOneBot } from './onebot/onebot.ts';
export type {
  OneBotPlayground,
  OneBotPlaygroundOptions,
  SayOptions,
  ShownMessage,
} from './onebot/onebot-interface.ts';
export type { OneBotCall, OneBotChat, OneBotEvents, OneBotMessage, Segment } from './onebot/world.ts';
