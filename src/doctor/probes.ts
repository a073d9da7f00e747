import { type Calls, type Endpoint, endpoints, type Reason, renewalPath } from '../api/index.ts';

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
  /** How many fans `me` has, as told for several accounts in one request. */
  countTogether?: number | undefined;
  /** And as told with the list of them. */
  countInList?: number | undefined;
}

/** One read of the site, for seeing whether it answers as documented. */
export interface Probe {
  endpoint: Endpoint;
  /** Who may ask: `cookie` is a login by cookie. */
  who: 'anyone' | 'login' | 'cookie';
  /** Refusals that say something of the person asked about, not of the endpoint. */
  mayRefuse?: readonly Reason[];
  ask(calls: Calls, known: ProbeContext): Promise<unknown>;
}

const { relations, groups, people, videos, authors, creator, login } = endpoints;

/** As many rows as show the shape of a list. */
const ps = 20;
/** The oldest video there is. */
const video = { bvid: 'BV1xx411c7mD' };
/** Numbers of a live room, an article and a dynamic; that there is no such one is no fault of the endpoint. */
const room = 1;
const article = 1;
const dynamic = '1';
/** Refusals that a stranger's settings cause. */
const theirs = ['privacy', 'gone'] as const;

/** Every read of the program, each once; what an answer teaches is asked first. */
export const probes: readonly Probe[] = [
  {
    endpoint: people.nav,
    who: 'login',
    async ask(calls, known) {
      known.name = (await calls.people.nav({})).uname;
    },
  },
  {
    endpoint: people.stat,
    who: 'anyone',
    ask: (calls, { me, other }) => calls.people.stat({ vmid: me ?? other }),
  },
  {
    endpoint: people.stats,
    who: 'login',
    async ask(calls, known) {
      const { me, other } = known;
      const answer = await calls.people.stats({ mids: [...new Set([me ?? other, other])] });
      known.countTogether = answer[me ?? other]?.follower;
    },
  },
  {
    endpoint: people.card,
    who: 'anyone',
    mayRefuse: ['gone'],
    ask: (calls, { me, other }) => calls.people.card({ mid: me ?? other }),
  },
  {
    endpoint: people.cards,
    who: 'login',
    ask: (calls, { me, other }) => calls.people.cards({ uids: [me ?? other] }),
  },
  {
    endpoint: people.nameToUid,
    who: 'login',
    ask: (calls, { name = 'bilibili' }) => calls.people.nameToUid({ names: [name] }),
  },
  { endpoint: people.fingerprint, who: 'anyone', ask: (calls) => calls.people.fingerprint({}) },
  {
    endpoint: people.search,
    who: 'login',
    ask: (calls, { name = 'bilibili' }) => calls.people.search({ keyword: name }),
  },
  {
    endpoint: relations.followers,
    who: 'login',
    async ask(calls, known) {
      const { list, total } = await calls.relations.followers({ vmid: known.me ?? known.other, ps });
      known.countInList = total;
      known.other = list?.[0]?.mid ?? known.other;
    },
  },
  {
    endpoint: relations.followings,
    who: 'login',
    async ask(calls, known) {
      const { list } = await calls.relations.followings({ vmid: known.me ?? known.other, ps });
      known.other = list?.[0]?.mid ?? known.other;
    },
  },
  {
    endpoint: relations.searchFollowings,
    who: 'login',
    ask: (calls, { me, other }) => calls.relations.searchFollowings({ vmid: me ?? other, name: '', ps }),
  },
  {
    endpoint: relations.sameFollowings,
    who: 'login',
    mayRefuse: theirs,
    ask: (calls, { other }) => calls.relations.sameFollowings({ vmid: other, ps }),
  },
  { endpoint: relations.friends, who: 'login', ask: (calls) => calls.relations.friends({}) },
  { endpoint: relations.whispers, who: 'login', ask: (calls) => calls.relations.whispers({}) },
  { endpoint: relations.blacks, who: 'login', ask: (calls) => calls.relations.blacks({ ps }) },
  {
    endpoint: relations.relation,
    who: 'login',
    ask: (calls, { other }) => calls.relations.relation({ fid: other }),
  },
  {
    endpoint: relations.relations,
    who: 'login',
    ask: (calls, { other }) => calls.relations.relations({ fids: [other] }),
  },
  {
    endpoint: relations.interrelations,
    who: 'login',
    ask: (calls, { other }) => calls.relations.interrelations({ fids: [other] }),
  },
  {
    endpoint: relations.webBothSides,
    who: 'login',
    ask: (calls, { other }) => calls.relations.webBothSides({ mid: other }),
  },
  {
    endpoint: relations.wbiBothSides,
    who: 'login',
    ask: (calls, { other }) => calls.relations.wbiBothSides({ mid: other }),
  },
  {
    endpoint: relations.appFollowings,
    who: 'anyone',
    mayRefuse: theirs,
    ask: (calls, { me, other }) => calls.relations.appFollowings({ vmid: me ?? other }),
  },
  {
    endpoint: relations.gameFollowings,
    who: 'anyone',
    mayRefuse: theirs,
    ask: (calls, { me, other }) => calls.relations.gameFollowings({ vmid: me ?? other }),
  },
  { endpoint: groups.list, who: 'login', ask: (calls) => calls.groups.list({}) },
  { endpoint: groups.members, who: 'login', ask: (calls) => calls.groups.members({ tagid: 0, ps }) },
  { endpoint: groups.of, who: 'login', ask: (calls, { other }) => calls.groups.of({ fid: other }) },
  { endpoint: groups.special, who: 'login', ask: (calls) => calls.groups.special({}) },
  { endpoint: videos.view, who: 'anyone', mayRefuse: ['gone'], ask: (calls) => calls.videos.view(video) },
  {
    endpoint: videos.ofUploader,
    who: 'login',
    mayRefuse: theirs,
    ask: (calls, { me, other }) => calls.videos.ofUploader({ mid: me ?? other, ps: 1 }),
  },
  {
    endpoint: authors.ofRoom,
    who: 'anyone',
    mayRefuse: ['gone'],
    ask: (calls) => calls.authors.ofRoom({ id: room }),
  },
  {
    endpoint: authors.ofArticle,
    who: 'anyone',
    mayRefuse: ['gone'],
    ask: (calls) => calls.authors.ofArticle({ id: article }),
  },
  {
    endpoint: authors.ofDynamic,
    who: 'login',
    mayRefuse: ['gone'],
    ask: (calls) => calls.authors.ofDynamic({ id: dynamic }),
  },
  {
    endpoint: authors.ofOpus,
    who: 'login',
    mayRefuse: ['gone'],
    ask: (calls) => calls.authors.ofOpus({ id: dynamic }),
  },
  {
    endpoint: creator.fansGraph,
    who: 'cookie',
    ask: (calls) => calls.creator.fansGraph({ type: 'all_fans', period: 0 }),
  },
  { endpoint: login.isLoggedIn, who: 'login', ask: (calls) => calls.login.isLoggedIn({}) },
  {
    endpoint: login.qrGenerate,
    who: 'anyone',
    async ask(calls, known) {
      known.qrKey = (await calls.login.qrGenerate({})).qrcode_key;
    },
  },
  {
    endpoint: login.qrPoll,
    who: 'anyone',
    // A code that nobody scans runs out by itself.
    ask: (calls, { qrKey = 'none' }) => calls.login.qrPoll({ qrcode_key: qrKey }),
  },
  {
    endpoint: login.cookieInfo,
    who: 'cookie',
    async ask(calls, known) {
      known.timestamp = (await calls.login.cookieInfo({})).timestamp;
    },
  },
  {
    endpoint: login.correspond,
    who: 'cookie',
    // The page a renewal begins with; without the request that ends it, nothing is renewed.
    ask: (calls, { timestamp = Date.now() }) => calls.login.correspond({ path: renewalPath(timestamp) }),
  },
];

/** The name an endpoint has in the tables, such as `relations.followers`. */
export function nameOf(endpoint: Endpoint): string {
  for (const [table, named] of Object.entries<Record<string, Endpoint>>(endpoints))
    for (const [name, one] of Object.entries(named)) if (one === endpoint) return `${table}.${name}`;
  return endpoint.label;
}
