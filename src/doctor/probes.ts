import { type Calls, correspondPath, type Endpoint, endpoints, type Reason } from '../api/index.ts';

/** What one answer teaches for asking the next. */
export interface ProbeContext {
  /** Whose login it is. */
  me?: number;
  /** Somebody to ask about; found among the people of `me` when not given. */
  other: number;
  name?: string;
  qrKey?: string;
  /** Milliseconds. */
  timestamp?: number;
}

/** One read of the site, for seeing whether it answers as documented. */
export interface Probe {
  row: Endpoint;
  /** Who may ask: `cookie` is a login by cookie. */
  who: 'anyone' | 'login' | 'cookie';
  /** Refusals that say something of the person asked about, not of the endpoint. */
  mayRefuse?: readonly Reason[];
  ask(calls: Calls, known: ProbeContext): Promise<unknown>;
}

const { relations, groups, people, videos, login } = endpoints;

/** As many rows as show the shape of a list. */
const ps = 20;
/** The oldest video there is. */
const video = { bvid: 'BV1xx411c7mD' };
/** Refusals that a stranger's settings cause. */
const theirs = ['privacy', 'gone'] as const;

/** Every read of the program, each once; what an answer teaches is asked first. */
export const probes: readonly Probe[] = [
  {
    row: people.nav,
    who: 'login',
    async ask(calls, known) {
      known.name = (await calls.people.nav({})).uname;
    },
  },
  {
    row: people.stat,
    who: 'anyone',
    ask: (calls, { me, other }) => calls.people.stat({ vmid: me ?? other }),
  },
  {
    row: people.stats,
    who: 'login',
    ask: (calls, { me, other }) => calls.people.stats({ mids: [me ?? other] }),
  },
  {
    row: people.card,
    who: 'anyone',
    mayRefuse: ['gone'],
    ask: (calls, { me, other }) => calls.people.card({ mid: me ?? other }),
  },
  {
    row: people.cards,
    who: 'login',
    ask: (calls, { me, other }) => calls.people.cards({ uids: [me ?? other] }),
  },
  {
    row: people.nameToUid,
    who: 'login',
    ask: (calls, { name = 'bilibili' }) => calls.people.nameToUid({ names: [name] }),
  },
  { row: people.fingerprint, who: 'anyone', ask: (calls) => calls.people.fingerprint({}) },
  {
    row: people.search,
    who: 'login',
    ask: (calls, { name = 'bilibili' }) => calls.people.search({ keyword: name }),
  },
  {
    row: relations.followers,
    who: 'login',
    async ask(calls, known) {
      const { list } = await calls.relations.followers({ vmid: known.me ?? known.other, ps });
      known.other = list?.[0]?.mid ?? known.other;
    },
  },
  {
    row: relations.followings,
    who: 'login',
    async ask(calls, known) {
      const { list } = await calls.relations.followings({ vmid: known.me ?? known.other, ps });
      known.other = list?.[0]?.mid ?? known.other;
    },
  },
  {
    row: relations.searchFollowings,
    who: 'login',
    ask: (calls, { me, other }) => calls.relations.searchFollowings({ vmid: me ?? other, name: '', ps }),
  },
  {
    row: relations.sameFollowings,
    who: 'login',
    mayRefuse: theirs,
    ask: (calls, { other }) => calls.relations.sameFollowings({ vmid: other, ps }),
  },
  { row: relations.friends, who: 'login', ask: (calls) => calls.relations.friends({}) },
  { row: relations.whispers, who: 'login', ask: (calls) => calls.relations.whispers({}) },
  { row: relations.blacks, who: 'login', ask: (calls) => calls.relations.blacks({ ps }) },
  {
    row: relations.relation,
    who: 'login',
    ask: (calls, { other }) => calls.relations.relation({ fid: other }),
  },
  {
    row: relations.relations,
    who: 'login',
    ask: (calls, { other }) => calls.relations.relations({ fids: [other] }),
  },
  {
    row: relations.webBetween,
    who: 'login',
    ask: (calls, { other }) => calls.relations.webBetween({ mid: other }),
  },
  {
    row: relations.wbiBetween,
    who: 'login',
    ask: (calls, { other }) => calls.relations.wbiBetween({ mid: other }),
  },
  {
    row: relations.appFollowings,
    who: 'anyone',
    mayRefuse: theirs,
    ask: (calls, { me, other }) => calls.relations.appFollowings({ vmid: me ?? other, ps }),
  },
  {
    row: relations.gameFollowings,
    who: 'anyone',
    mayRefuse: theirs,
    ask: (calls, { me, other }) => calls.relations.gameFollowings({ vmid: me ?? other }),
  },
  { row: groups.list, who: 'login', ask: (calls) => calls.groups.list({}) },
  { row: groups.members, who: 'login', ask: (calls) => calls.groups.members({ tagid: 0, ps }) },
  { row: groups.of, who: 'login', ask: (calls, { other }) => calls.groups.of({ fid: other }) },
  { row: groups.special, who: 'login', ask: (calls) => calls.groups.special({}) },
  { row: videos.view, who: 'anyone', mayRefuse: ['gone'], ask: (calls) => calls.videos.view(video) },
  {
    row: login.qrGenerate,
    who: 'anyone',
    async ask(calls, known) {
      known.qrKey = (await calls.login.qrGenerate({})).qrcode_key;
    },
  },
  {
    row: login.qrPoll,
    who: 'anyone',
    // A code that nobody scans runs out by itself.
    ask: (calls, { qrKey = 'none' }) => calls.login.qrPoll({ qrcode_key: qrKey }),
  },
  {
    row: login.cookieInfo,
    who: 'cookie',
    async ask(calls, known) {
      known.timestamp = (await calls.login.cookieInfo({})).timestamp;
    },
  },
  {
    row: login.correspond,
    who: 'cookie',
    // The page a renewal begins with; without the request that ends it, nothing is renewed.
    ask: (calls, { timestamp = Date.now() }) => calls.login.correspond({ path: correspondPath(timestamp) }),
  },
];

/** The name a row has in the tables, such as `relations.followers`. */
export function nameOf(row: Endpoint): string {
  for (const [table, named] of Object.entries<Record<string, Endpoint>>(endpoints))
    for (const [name, one] of Object.entries(named)) if (one === row) return `${table}.${name}`;
  return row.endpoint;
}
