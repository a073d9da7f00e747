// Whom to ask.

export { type Bilibili, type BilibiliOptions, createBilibili } from './bilibili.ts';
export type { BothSides } from './both-sides.ts';
export type { CallReport, RawAnswer } from './call.ts';
export type { Resting } from './pace.ts';
export type { Qr, QrState } from './qr.ts';
export type { Session, SessionOptions } from './session.ts';
export { usualEgress } from './token-bucket.ts';

// What comes back when it does not work.

export { type Reason, reasonOf } from './codes.ts';
export { BilibiliRefused, BilibiliUnreachable, ParameterError } from './errors.ts';

// Ways in.

export { parseCookie } from './cookies.ts';
export type { AccessKeyCredential, CookieCredential, Credential } from './credential.ts';

// Endpoints as data, and as methods.

export type { Bound, CallOptions, Calls, Method } from './bind-endpoints.ts';
export type { Endpoint, Paging } from './endpoint.ts';
export { endpoints } from './endpoints.ts';
export { type PeoplePage, pages } from './pages.ts';
export { relationActs } from './parameters.ts';
export { correspondPath } from './renewal.ts';
export { driftOf, type SchemaDrift } from './schema-drift.ts';

// What is answered.

export type {
  Card,
  FoundPerson,
  GamePerson,
  Group,
  Member,
  Page,
  Person,
  RelationAttribute,
  Stat,
  Video,
} from './shapes.ts';
