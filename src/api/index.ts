// The client.

export type { Session, SessionOptions } from './account-session.ts';
export { type Bilibili, type BilibiliOptions, createBilibili } from './bilibili.ts';
export type { BothSides } from './both-sides-of-relation.ts';
export type { SavedCooldown } from './cooldown.ts';
export type { EgressState } from './egress.ts';
export { describeEgressTrouble } from './egress-failure-kinds.ts';
export { defaultBudget } from './request-budget.ts';
export type { CallReport, RawAnswer } from './request-exchange.ts';

// Errors.

export { type Reason, reasonOfCode } from './codes.ts';
export {
  BilibiliRefused,
  BilibiliUnreachable,
  isSiteFailure,
  mayBeRetiredEndpoint,
  ParameterError,
  RepeatedAnswer,
} from './errors.ts';

// Credentials.

export type { CookieCredential, Credential, CredentialStore } from './credential.ts';

// Endpoints, as data and as methods.

export type { Calls } from './bind-endpoints.ts';
export { renewalPath } from './cookie-renewal.ts';
export type { Endpoint } from './endpoint.ts';
export { endpoints } from './endpoints/index.ts';
export { relationActs } from './parameter-schemas.ts';
export { type PeoplePage, readPages, readUnpagedList } from './read-pages.ts';
export { defaultGroup, follows, followsOpenly, type Relation, specialGroup } from './relation.ts';
export { driftOf } from './schema-drift.ts';
export { isSiteHost, shortLinkHosts } from './short-link.ts';

// Types of answers.

export type {
  Card,
  GamePerson,
  Group,
  Member,
  Page,
  Person,
  RelationSide,
} from './answer-shapes.ts';
