/** What a process is among those on one store: `standby` waits for the leader to end. */
export type ProcessRole = 'leader' | 'standby' | 'watcher';
