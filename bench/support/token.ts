/** What every benchmark's bot calls its Telegram with: the two start apart, in threads. */
export const token = '123456789:a-token-of-35-characters-for-benches';
