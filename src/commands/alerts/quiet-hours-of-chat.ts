import { readPrivateChats } from '../../accounts/chats-of-one-person.ts';
import type { QuietHoursOf } from '../../alerts/index.ts';
import { firstChatSetting } from '../../bot/chat-locale.ts';
import type { ChatRecord, Repository } from '../../storage/index.ts';

/** The quiet hours of each chat, in its own timezone or else in `timezone`. */
export function createQuietHoursOf(deps: { chats: Repository<ChatRecord>; timezone: string }): QuietHoursOf {
  return async (chat) => {
    const kept = await readPrivateChats(deps.chats, chat);
    const hours = firstChatSetting(kept, 'quietHours');
    return hours && { ...hours, timezone: firstChatSetting(kept, 'timezone') ?? deps.timezone };
  };
}
