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

/** Options of a world. */
export interface WorldOptions extends SiteOptions {
  /** How many people besides the owner; 500 when omitted, 0 for the owner alone. */
  people?: number;
}

/** A simulated Bilibili, as tests, the panel and the playground change and read it. */
export interface World extends Edits, Reads, Logins {
  /** The mid of the main account. */
  readonly owner: number;
  /** Now in ms since 1970, as the site sees it. */
  now(): number;
  /** May be changed at any time. */
  readonly limits: Limits;
  /** What a person does with the phone. */
  readonly qr: Pick<QrLogin, 'pending' | 'scan' | 'confirm' | 'expire'>;
  readonly faults: Faults;
  readonly requests: Requests;
  /** Adds a video; `staff` makes it a joint one and should include the owner. */
  addVideo(video: NewVideo): Video;
  /** Adds a post. */
  addPost(post: Omit<Post, 'id'>): Post;
  /** Sets the code for ended logins: -101, or -352 as for a robot. `nav` and the passport always say -101. */
  setLoggedOutCode(code: -101 | -352): void;
  /** Makes a short link to `target`. */
  shortLink(target: string): string;
  expireLink(link: string): void;
  /** Turns risk control on or off: while on, everything on api.bilibili.com is refused with -352. */
  setRiskControl(on: boolean): void;
  /** Makes new WBI keys; the old ones stop working. */
  rotateKeys(): void;
  /** Returns the function that removes the listener. */
  on: Events['on'];
  /** Ends waiting requests and event streams. */
  close(): void;
  /** The state that the routes work on. */
  readonly site: Site;
}

/** Creates and fills a world. */
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
        site.people.mustGet(mid);
        site.qr.scan(key, mid);
      },
    },
    faults: site.faults,
    requests: site.requests,
    addVideo: (video) => {
      for (const mid of [video.owner, ...(video.staff ?? [])]) site.people.mustGet(mid);
      return site.videos.add(video, site.seconds());
    },
    addPost: (post) => {
      site.people.mustGet(post.owner);
      return site.posts.add(post);
    },
    setLoggedOutCode(code) {
      site.loggedOutCode = code;
    },
    shortLink: site.links.make,
    expireLink: site.links.expire,
    setRiskControl(on) {
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
