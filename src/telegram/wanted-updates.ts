/** The types of updates that the bot requests. */
export const wantedUpdates = ['message', 'callback_query', 'my_chat_member'] as const;
