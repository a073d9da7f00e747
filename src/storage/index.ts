/** The program's storage: records of several kinds by key, their secret fields sealed. */

export type { AccessRecord } from './admin-records.ts';
export { backUp } from './backup.ts';
export type { DigestRecord, GroupChoiceRecord, UndoRecord } from './button-state-records.ts';
export type { ChatRecord, LinkedGroup } from './chat-and-login-records.ts';
export type { ConversationRecord } from './conversation-records.ts';
export { findOrMakeKeys } from './find-or-make-seal-keys.ts';
export type { JobRecord } from './job-records.ts';
export { createKeyedMutex } from './keyed-mutex.ts';
export type { LoginCountRecord, QuotaRecord } from './limit-records.ts';
export { type Moved, moveStore, reopenStore } from './move.ts';
export { listFilterNames, type PanelRecord } from './panel-records.ts';
export { longestNote, type NoteRecord, type PersonCheckRecord } from './person-records.ts';
export type { JoinCodeRecord } from './private-chat-join-code-records.ts';
export type { Hold, HoldOptions, ProcessCounts, RecordChange } from './process-hold.ts';
export type { QQMessageRecord } from './qq-records.ts';
export type { Repository } from './record-repository.ts';
export { startSweeper } from './record-sweeper.ts';
export type { SealKey } from './seal.ts';
export { openStore, type Store, storeExists } from './store.ts';
export { SealError, StoreError } from './store-errors.ts';
export { parseStoreUrl, shownStore } from './store-url.ts';
export { countProcesses, takeHold } from './take-hold.ts';
export type { WatchRecord } from './watch-records.ts';
