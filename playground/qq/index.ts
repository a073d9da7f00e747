export {
  type OfficialPlayground,
  type OfficialPlaygroundOptions,
  type OfficialSayOptions,
  startOfficial,
} from './official/official.ts';
export type { OfficialChat, OfficialMessage, ShownButton } from './official/state.ts';
export type { OneBotCall } from './onebot/connections.ts';
export type { Fault } from './onebot/faults.ts';
export {
  type OneBotPlayground,
  type OneBotPlaygroundOptions,
  type SayOptions,
  startOneBot,
} from './onebot/onebot.ts';
export type { OneBotChat, OneBotMessage, Segment } from './onebot/world.ts';
