import { type Calls, type Endpoint, endpoints, type Reason, renewalPath } from '../api/index.ts';

/** What later probes need from earlier answers. */
export interface ProbeContext {
  /** The account of the login. */
  me?: number;
  /** Another person to request; a fan or followed person of `me` when not given. */
  other: number;
  name?: string;
  qrKey?: string;
  /** The `timestamp` of the cookie info, ms. */
  timestamp?: number;
  /** Fan count of `me` from the request for several accounts. */
  countTogether?: number | undefined;
  /** Fan count of `me` from its list of fans. */
  countInList?: number | undefined;
}

/** One read request, to check that its endpoint answers as documented. */
export interface Probe {
  endpoint: Endpoint;
  /** Who may send it; `cookie`: a login by cookie. */
  who: 'anyone' | 'login' | 'cookie';
  /** Refusals that depend on the person asked about, not on the endpoint. */
  mayRefuse?: readonly Reason[];
  ask(calls: Calls, known: ProbeContext): Promise<unknown>;
}

const { relations, groups, people, videos, authors, creator, login } = endpoints;

/** Enough rows to see the shape of a list. */
const ps = 20;
/** The oldest video at Bilibili. */
const video = { bvid: 'BV1xx411c7mD' };
/** Ids of a live room, an article and a dynamic; they may not exist, which is no fault of the endpoint. */
const room = 1;
const article = 1;
const dynamic = '1';
/** Refusals caused by the other person's settings. */
const theirs = ['privacy', 'gone'] as const;

/** Every read endpoint the program uses, once each, ordered so that later probes can use earlier answers. */
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
    // A code that nobody scans expires by itself.
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
    // The first page of a renewal; without its last request nothing is renewed.
    ask: (calls, { timestamp = Date.now() }) => calls.login.correspond({ path: renewalPath(timestamp) }),
  },
];

/** The name of an endpoint in the tables, such as `relations.followers`. */
export function endpointName(endpoint: Endpoint): string {
  for (const [table, named] of Object.entries<Record<string, Endpoint>>(endpoints))
    for (const [name, one] of Object.entries(named)) if (one === endpoint) return `${table}.${name}`;
  return endpoint.label;
}
