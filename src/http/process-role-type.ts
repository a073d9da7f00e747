/** Role of a process among those on the same store; a `standby` takes over when the leader ends. */
export type ProcessRole = 'leader' | 'standby' | 'watcher';
