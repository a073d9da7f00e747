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
export {
  type OneBotPlayground,
  type OneBotPlaygroundOptions,
  type SayOptions,
  type ShownMessage,
  startOneBot,
} from './onebot/onebot.ts';
export type { OneBotCall, OneBotChat, OneBotEvents, OneBotMessage, Segment } from './onebot/world.ts';
