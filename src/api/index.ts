// Whom to ask.

export type { Between } from './both-sides.ts';
export { type Bilibili, type BilibiliOptions, createBilibili } from './bilibili.ts';
export { usualEgress } from './token-bucket.ts';
export type { CallReport, RawAnswer } from './call.ts';
export type { Resting } from './pace.ts';
export type { Qr, QrState } from './qr.ts';
export type { Session, SessionOptions } from './session.ts';

// What comes back when it does not work.

export { type Reason, reasonOf } from './codes.ts';
export { BilibiliRefused, BilibiliUnreachable, ParameterError } from './errors.ts';

// Ways in.

export { parseCookie } from './cookies.ts';
export type { AccessKeyCredential, CookieCredential, Credential } from './credential.ts';

// Endpoints as data, and as methods.

export type { Bound, CallOptions, Calls, Method } from './bind-endpoints.ts';
export { type Drift, driftOf } from './schema-drift.ts';
export { type PeoplePage, pages } from './pages.ts';
export { actions } from './parameters.ts';
export { correspondPath } from './renewal.ts';
export type { Paging, Row } from './endpoint.ts';
export { rows } from './endpoints.ts';

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
