import type { Events } from '../state/events.ts';
import type { Faults } from '../state/faults.ts';
import type { Post } from '../state/posts.ts';
import type { QrLogin } from '../state/qr-login.ts';
import type { Requests } from '../state/request-log.ts';
import { createSite, type Limits, type Site, type SiteOptions } from '../state/site.ts';
import type { NewVideo, Video } from '../state/videos.ts';
import { createEdits, type Edits } from './edits.ts';
import { createLogins, type Logins } from './logins.ts';
import { OWNER, populate } from './populate.ts';
import { createReads, type Reads } from './reads.ts';

/** How a world is made. */
export interface WorldOptions extends SiteOptions {
  /** How many people live in it besides the owner; 500 when left out, 0 for the owner alone. */
  people?: number;
}

/** A simulated Bilibili: what tests, the control panel and the demonstration do to it and read from it. */
export interface World extends Edits, Reads, Logins {
  /** The mid of the account the world is built around. */
  readonly owner: number;
  /** Now in ms since 1970, as the site sees it. */
  now(): number;
  /** May be changed at any time. */
  readonly limits: Limits;
  /** What a person does on the phone. */
  readonly qr: Pick<QrLogin, 'pending' | 'scan' | 'confirm' | 'expire'>;
  readonly faults: Faults;
  readonly requests: Requests;
  /** A video of `owner`; a joint one with `staff`, whose mids should hold the owner's. */
  video(video: NewVideo): Video;
  /** Something that `owner` wrote. */
  post(post: Omit<Post, 'id'>): Post;
  /** What logins that have ended are answered from now on: -101, or -352 as to a robot. `nav` and the passport say -101. */
  answerLoggedOut(code: -101 | -352): void;
  /** A short link that leads to `target`. */
  shortLink(target: string): string;
  expireLink(link: string): void;
  /** Risk control: while on, everything on api.bilibili.com is refused with -352. */
  risk(on: boolean): void;
  /** New keys for signed reads; the old no longer work. */
  rotateKeys(): void;
  /** Returns the function that ends the listening. */
  on: Events['on'];
  /** Ends whatever waits: hung requests and streams of events. */
  close(): void;
  /** The parts, for what answers requests. */
  readonly site: Site;
}

/** Makes a world and fills it. */
export function createWorld({ people = 500, ...options }: WorldOptions = {}): World {
  const site = createSite(options);
  const world: World = {
    ...createReads(site),
    ...createEdits(site),
    ...createLogins(site),
    owner: OWNER,
    now: site.now,
    limits: site.limits,
    qr: {
      ...site.qr,
      scan(key, mid) {
        site.people.needed(mid);
        site.qr.scan(key, mid);
      },
    },
    faults: site.faults,
    requests: site.requests,
    video: (video) => {
      for (const mid of [video.owner, ...(video.staff ?? [])]) site.people.needed(mid);
      return site.videos.add(video, site.seconds());
    },
    post: (post) => {
      site.people.needed(post.owner);
      return site.posts.add(post);
    },
    answerLoggedOut(code) {
      site.loggedOutCode = code;
    },
    shortLink: site.links.make,
    expireLink: site.links.expire,
    risk(on) {
      site.risk = on;
      site.events.emit('change');
    },
    rotateKeys: site.wbi.rotate,
    on: site.events.on,
    close: () => site.closing.abort(),
    site,
  };
  populate(site, world, { seed: options.seed ?? 1, count: people });
  return world;
}
