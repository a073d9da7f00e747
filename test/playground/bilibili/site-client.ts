import { onTestFinished } from 'vitest';
import { type StartOptions, startBilibili, type World } from '../../../playground/bilibili/index.ts';

/** The moment at which every test world begins, in ms since 1970. */
export const START = 1_780_000_000_000;

/** The envelope of an answer; `status` is that of HTTP. */
export interface Answer<T> {
  status: number;
  code: number;
  message: string;
  data: T;
}

/** A page of people. */
export interface PeoplePage {
  list: {
    mid: number;
    attribute: number;
    mtime: number;
    tag: number[] | null;
    special: number;
    uname: string;
  }[];
  total?: number;
  offset?: string;
}

type Fields = Record<string, string | number>;

/** Someone who asks the site, with a browser's headers and perhaps a login. Paths without a host are those of the API. */
export interface SiteClient {
  get<T>(path: string, query?: Fields): Promise<Answer<T>>;
  post<T>(path: string, form?: Fields): Promise<Answer<T>>;
  fetch(path: string, init?: RequestInit): Promise<Response>;
}

/** A simulated Bilibili for one test, its clock in the test's hand. */
export interface TestSite {
  root: string;
  world: World;
  /** Moves the clock, in ms. */
  advance(ms: number): void;
  guest: SiteClient;
  /** Logs somebody in by cookie. */
  as(mid: number): SiteClient;
  /** Logs somebody in by access key. */
  byKey(mid: number): SiteClient;
  /** Asks with these headers over the usual ones, and these fields with every read and write. */
  visitor(headers: Record<string, string>, read?: Fields, write?: Fields): SiteClient;
  close(): Promise<void>;
}

/** Starts a site of its own for a test; without people besides the owner unless more are asked for. */
export async function startSite(options: StartOptions = {}): Promise<TestSite> {
  let now = START;
  const { root, world, close } = await startBilibili({ people: 0, now: () => now, ...options });
  onTestFinished(close);
  const visitor: TestSite['visitor'] = (own, read = {}, write = {}) => {
    const headers = {
      'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/138.0.0.0',
      referer: 'https://space.bilibili.com/1/fans/follow',
      ...own,
    };
    const ask = (path: string, init?: RequestInit) => {
      const address = path.includes('.') ? path : `api.bilibili.com/${path}`;
      return fetch(`${root}/${address}`, { redirect: 'manual', headers, ...init });
    };
    return {
      fetch: ask,
      get: async (path, query) => answerOf(await ask(`${path}?${encode({ ...read, ...query })}`)),
      post: async (path, form) =>
        answerOf(
          await ask(path, { method: 'POST', body: new URLSearchParams(encode({ ...write, ...form })) }),
        ),
    };
  };
  return {
    root,
    world,
    advance(ms) {
      now += ms;
    },
    guest: visitor({}),
    as(mid) {
      const { cookies } = world.login(mid);
      return visitor({ cookie: cookieHeader(cookies) }, {}, { csrf: cookies.bili_jct ?? '' });
    },
    byKey(mid) {
      const access_key = world.accessKey(mid);
      return visitor({}, { access_key }, { access_key });
    },
    visitor,
    close,
  };
}

/** Cookies as a browser sends them. */
export function cookieHeader(cookies: Record<string, string>): string {
  return Object.entries(cookies)
    .map(([name, value]) => `${name}=${value}`)
    .join('; ');
}

/** Adds that many people nobody has to do with; their mids. */
export function newPeople(world: World, count: number): number[] {
  return Array.from({ length: count }, () => world.addPerson({}).mid);
}

/** The mids of a page, in its order. */
export function midsOf({ data }: Answer<PeoplePage>): number[] {
  return data.list.map(({ mid }) => mid);
}

function encode(fields: Fields): string {
  return Object.entries(fields)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');
}

async function answerOf<T>(response: Response): Promise<Answer<T>> {
  return { status: response.status, ...((await response.json()) as Omit<Answer<T>, 'status'>) };
}

/** Starts a site, and its owner's client. */
export async function visitSite(): Promise<{ site: TestSite; me: number; visitor: SiteClient }> {
  const site = await startSite();
  const me = site.world.owner;
  return { site, me, visitor: site.as(me) };
}
