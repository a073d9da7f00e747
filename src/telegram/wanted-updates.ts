/** The kinds of updates the bot asks Telegram for. */
export const wantedUpdates = ['message', 'callback_query', 'my_chat_member'] as const;
