import type { KeyObject } from 'node:crypto';
import { createEvents, type Events } from './events.ts';
import { createFaults, type Faults } from './faults.ts';
import { createGroups, type Groups } from './groups.ts';
import { createPeople, type People } from './people.ts';
import { createPosts, type Posts } from './posts.ts';
import { createQrLogin, type QrLogin } from './qr-login.ts';
import { createRandom, type Random } from './random.ts';
import { createRelations, type Relations } from './relations.ts';
import { createRequests, type Requests } from './request-log.ts';
import { createSessions, type Sessions } from './sessions.ts';
import { createLinks, type Links } from './short-links.ts';
import { createVideos, type Videos } from './videos.ts';
import { createWbi, type Wbi } from './wbi.ts';

/** How many of a thing one person may have. The real numbers are not published; tests set small ones. */
export interface Limits {
  /** Followings (22009). */
  followings: number;
  /** Followings of someone without phone or exam (22006). */
  unverified: number;
  /** Blocked people (22008). */
  blacks: number;
  /** Groups of one's own (22102). */
  groups: number;
}

/** What a site is made of. */
export interface SiteOptions {
  /** Now in ms since 1970; the machine's clock when left out. */
  now?: () => number;
  /** The same seed makes the same world. */
  seed?: number;
  limits?: Partial<Limits>;
  /** The private half of the key clients seal the renewal time with. Without it any sealed time is believed once. */
  renewalKey?: KeyObject;
  /** How many requests the log keeps. */
  requestLog?: number;
}

/** The parts of the simulated site; what answers requests works on these. */
export interface Site {
  now(): number;
  /** Now in seconds since 1970, as the site writes times. */
  seconds(): number;
  random: Random;
  /** May be changed at any time. */
  limits: Limits;
  people: People;
  relations: Relations;
  groups: Groups;
  sessions: Sessions;
  qr: QrLogin;
  wbi: Wbi;
  videos: Videos;
  posts: Posts;
  links: Links;
  faults: Faults;
  requests: Requests;
  events: Events;
  renewalKey?: KeyObject | undefined;
  /** Sealed renewal times that were used up. */
  usedPaths: Set<string>;
  /** What a login that has ended is answered outside the passport: -101, or -352 as to a robot. */
  loggedOutCode: -101 | -352;
  /** Whether risk control stops everything on api.bilibili.com. */
  risk: boolean;
  /** Aborted when the site is closed: whatever waits ends. */
  closing: AbortController;
}

/** Makes a site without anybody on it. */
export function createSite(options: SiteOptions = {}): Site {
  const { now = Date.now, seed = 1, limits, renewalKey, requestLog = 50_000 } = options;
  const random = createRandom(seed);
  const events = createEvents();
  const groups = createGroups();
  const sessions = createSessions({ now, random });
  return {
    now,
    seconds: () => Math.floor(now() / 1000),
    random,
    limits: { followings: 10_000, unverified: 20, blacks: 500, groups: 100, ...limits },
    people: createPeople(),
    relations: createRelations(groups.forget),
    groups,
    sessions,
    qr: createQrLogin({ now, random, sessions, changed: () => events.emit('change') }),
    wbi: createWbi(random),
    videos: createVideos(random),
    posts: createPosts(random),
    links: createLinks(random),
    faults: createFaults(),
    requests: createRequests(requestLog),
    events,
    renewalKey,
    usedPaths: new Set(),
    loggedOutCode: -101,
    risk: false,
    closing: new AbortController(),
  };
}
