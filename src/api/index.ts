// Whom to ask.

export type { AppKey } from './app-sign.ts';
export { type Bilibili, type BilibiliOptions, createBilibili } from './bilibili.ts';
export type { BothSides, BothSidesReader, MutualRelation } from './both-sides.ts';
export type { SavedCooldown } from './cooldown.ts';
export type { CallReport, RawAnswer } from './exchange.ts';
export type { Identified } from './identify-login.ts';
export type { CooldownRecords, Resting } from './pace.ts';
export { createPictureReader } from './picture.ts';
export type { Qr, QrState } from './qr.ts';
export type { Session, SessionOptions } from './session.ts';
export { usualEgress } from './token-bucket.ts';

// What comes back when it does not work.

export { type Reason, reasonOf } from './codes.ts';
export { BilibiliRefused, BilibiliUnreachable, ParameterError } from './errors.ts';

// Ways in.

export type { AccessKeyCredential, CookieCredential, Credential } from './credential.ts';

// Endpoints as data, and as methods.

export type { Bound, CallOptions, Calls, Method } from './bind-endpoints.ts';
export type { Endpoint, Paging } from './endpoint.ts';
export { endpoints } from './endpoints/index.ts';
export { type PeoplePage, pages, readWhole } from './pages.ts';
export { relationActs } from './parameters.ts';
export { defaultGroup, follows, followsOpenly, type Relation, specialGroup } from './relation.ts';
export { renewalPath } from './renewal.ts';
export { driftOf, type SchemaDrift } from './schema-drift.ts';

// What is answered.

export type {
  Card,
  FoundPerson,
  GamePerson,
  Group,
  Member,
  NameCard,
  Page,
  Person,
  RelationSide,
  Stat,
  Video,
} from './shapes.ts';
