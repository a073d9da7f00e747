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
  mayRefuse: readonly Reason[];
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
  probe(people.nav, 'login', async (calls, known) => {
    known.name = (await calls.people.nav({})).uname;
  }),
  probe(people.stat, 'anyone', (calls, { me, other }) => calls.people.stat({ vmid: me ?? other })),
  probe(people.stats, 'login', async (calls, known) => {
    const { me, other } = known;
    const answer = await calls.people.stats({ mids: [...new Set([me ?? other, other])] });
    known.countTogether = answer[me ?? other]?.follower;
  }),
  probe(people.card, 'anyone', (calls, { me, other }) => calls.people.card({ mid: me ?? other }), ['gone']),
  probe(people.cards, 'login', (calls, { me, other }) => calls.people.cards({ uids: [me ?? other] })),
  probe(people.nameToUid, 'login', (calls, { name = 'bilibili' }) =>
    calls.people.nameToUid({ names: [name] }),
  ),
  probe(people.fingerprint, 'anyone', (calls) => calls.people.fingerprint({})),
  probe(people.search, 'login', (calls, { name = 'bilibili' }) => calls.people.search({ keyword: name })),
  probe(relations.followers, 'login', async (calls, known) => {
    const { list, total } = await calls.relations.followers({ vmid: known.me ?? known.other, ps });
    known.countInList = total;
    known.other = list?.[0]?.mid ?? known.other;
  }),
  probe(relations.followings, 'login', async (calls, known) => {
    const { list } = await calls.relations.followings({ vmid: known.me ?? known.other, ps });
    known.other = list?.[0]?.mid ?? known.other;
  }),
  probe(relations.searchFollowings, 'login', (calls, { me, other }) =>
    calls.relations.searchFollowings({ vmid: me ?? other, name: '', ps }),
  ),
  probe(
    relations.sameFollowings,
    'login',
    (calls, { other }) => calls.relations.sameFollowings({ vmid: other, ps }),
    theirs,
  ),
  probe(relations.friends, 'login', (calls) => calls.relations.friends({})),
  probe(relations.whispers, 'login', (calls) => calls.relations.whispers({})),
  probe(relations.blacks, 'login', (calls) => calls.relations.blacks({ ps })),
  probe(relations.relation, 'login', (calls, { other }) => calls.relations.relation({ fid: other })),
  probe(relations.relations, 'login', (calls, { other }) => calls.relations.relations({ fids: [other] })),
  probe(relations.interrelations, 'login', (calls, { other }) =>
    calls.relations.interrelations({ fids: [other] }),
  ),
  probe(relations.webBothSides, 'login', (calls, { other }) => calls.relations.webBothSides({ mid: other })),
  probe(relations.wbiBothSides, 'login', (calls, { other }) => calls.relations.wbiBothSides({ mid: other })),
  probe(
    relations.appFollowings,
    'anyone',
    (calls, { me, other }) => calls.relations.appFollowings({ vmid: me ?? other }),
    theirs,
  ),
  probe(
    relations.gameFollowings,
    'anyone',
    (calls, { me, other }) => calls.relations.gameFollowings({ vmid: me ?? other }),
    theirs,
  ),
  probe(groups.list, 'login', (calls) => calls.groups.list({})),
  probe(groups.members, 'login', (calls) => calls.groups.members({ tagid: 0, ps })),
  probe(groups.of, 'login', (calls, { other }) => calls.groups.of({ fid: other })),
  probe(groups.special, 'login', (calls) => calls.groups.special({})),
  probe(videos.view, 'anyone', (calls) => calls.videos.view(video), ['gone']),
  probe(
    videos.ofUploader,
    'login',
    (calls, { me, other }) => calls.videos.ofUploader({ mid: me ?? other, ps: 1 }),
    theirs,
  ),
  probe(authors.ofRoom, 'anyone', (calls) => calls.authors.ofRoom({ id: room }), ['gone']),
  probe(authors.ofArticle, 'anyone', (calls) => calls.authors.ofArticle({ id: article }), ['gone']),
  probe(authors.ofDynamic, 'login', (calls) => calls.authors.ofDynamic({ id: dynamic }), ['gone']),
  probe(authors.ofOpus, 'login', (calls) => calls.authors.ofOpus({ id: dynamic }), ['gone']),
  probe(creator.fansGraph, 'cookie', (calls) => calls.creator.fansGraph({ type: 'all_fans', period: 0 })),
  probe(login.isLoggedIn, 'login', (calls) => calls.login.isLoggedIn({})),
  probe(login.qrGenerate, 'anyone', async (calls, known) => {
    known.qrKey = (await calls.login.qrGenerate({})).qrcode_key;
  }),
  // A code that nobody scans expires by itself.
  probe(login.qrPoll, 'anyone', (calls, { qrKey = 'none' }) => calls.login.qrPoll({ qrcode_key: qrKey })),
  probe(login.cookieInfo, 'cookie', async (calls, known) => {
    known.timestamp = (await calls.login.cookieInfo({})).timestamp;
  }),
  // The first page of a renewal; without its last request nothing is renewed.
  probe(login.correspond, 'cookie', (calls, { timestamp = Date.now() }) =>
    calls.login.correspond({ path: renewalPath(timestamp) }),
  ),
];

function probe(
  endpoint: Endpoint,
  who: Probe['who'],
  ask: Probe['ask'],
  mayRefuse: readonly Reason[] = [],
): Probe {
  return { endpoint, who, ask, mayRefuse };
}

/** The name of an endpoint in the tables, such as `relations.followers`. */
export function endpointName(endpoint: Endpoint): string {
  for (const [table, named] of Object.entries<Record<string, Endpoint>>(endpoints))
    for (const [name, one] of Object.entries(named)) if (one === endpoint) return `${table}.${name}`;
  return endpoint.label;
}
