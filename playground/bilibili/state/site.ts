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

/** Limits per person. The real numbers are not all published; tests set small ones. */
export interface Limits {
  /** Followings (22009). */
  followings: number;
  /** Followings of an account without phone number or exam (22006). */
  unverified: number;
  /** Blocked people (22008). */
  blacks: number;
  /** Groups created by the owner (22102). */
  groups: number;
}

/** Options of a site. */
export interface SiteOptions {
  /** Now, in ms since 1970; the system clock when omitted. */
  now?: () => number;
  /** The same seed gives the same world. */
  seed?: number;
  limits?: Partial<Limits>;
  /**
   * The private half of the key clients encrypt the renewal time with. Without it, any value is accepted
   * once.
   */
  renewalKey?: KeyObject;
  /** How many requests the log keeps. */
  requestLog?: number;
}

/** The state of the simulated site, on which the routes work. */
export interface Site {
  now(): number;
  /** Now in whole seconds since 1970, the unit of the site's times. */
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
  /** Encrypted renewal times that were used. */
  usedPaths: Set<string>;
  /**
   * The code for requests whose login has ended, except on the passport host: -101, or -352 as for a robot.
   */
  loggedOutCode: -101 | -352;
  /** Whether risk control refuses everything on api.bilibili.com. */
  risk: boolean;
  /** Aborted when the site is closed; ends all waiting requests. */
  closing: AbortController;
}

/** Creates a site without people. */
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
