import type { User } from 'grammy/types';
import type { ChatRecord, Topic } from '../state/chats.ts';
import { post } from '../state/messages.ts';
import type { State } from '../state/state.ts';

const ICON_COLOR = 0x6fb9f0;

/** Creates a topic in a forum; its id is that of the service message announcing it. */
export function addTopic(state: State, record: ChatRecord, author: User, name: string): Topic {
  const { message_id } = post(state, record, author, {
    forum_topic_created: { name, icon_color: ICON_COLOR },
  });
  const topic: Topic = { message_thread_id: message_id, name, icon_color: ICON_COLOR, closed: false };
  record.topics.set(message_id, topic);
  return topic;
}
