/** The bot token in all benchmarks: bot and Telegram run in different threads. */
export const token = '123456789:a-token-of-35-characters-for-benches';
