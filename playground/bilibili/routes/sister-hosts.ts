import { messageOf, Refusal } from '../rules/codes.ts';
import type { Site } from '../state/site.ts';
import type { Entry, Timeline } from '../state/timeline.ts';
import { mid, page } from './params.ts';
import { publicGet, type Reply, type Route, type RouteOptions, type SiteRequest } from './route.ts';
import { listRow } from './rows.ts';

const game: RouteOptions = { host: 'line3-h5-mobile-api.biligame.com', envelope: gameEnvelope };
const gamePath = 'game/center/h5/user/relationship';
/** How many entries of a game list can be read. */
const gameWindow = 100;

/** The lists on two sister hosts. They need no login; relations are those of the list's owner. */
export const sisterHosts: Route[] = [
  publicGet('x/v2/relation/followings', appFollowings, { host: 'app.biliapi.net' }),
  publicGet(`${gamePath}/following_list`, (request) => gameList(request, 'followings'), game),
  publicGet(`${gamePath}/follower_list`, (request) => gameList(request, 'fans'), game),
];

/** At most five pages; a private list is null, with code 0. */
function appFollowings({ site, fields }: SiteRequest) {
  const vmid = mid(fields, 'vmid');
  const { pn, skip, ps } = page(fields);
  if (fields.order !== undefined && fields.order !== 'asc' && fields.order !== 'desc')
    throw new Refusal(-400);
  if (pn > 5) throw new Refusal(22007);
  if (site.people.get(vmid)?.hidesFollowings) return { list: null, re_version: 0, total: 0 };
  const list = site.relations.followings(vmid);
  const entries = fields.order === 'asc' ? oldestPage(list, skip, ps) : list.page(skip, ps);
  return {
    list: entries.map((entry) => ({
      ...listRow(site, undefined, entry),
      attribute: site.relations.attribute(vmid, entry.mid),
      live: site.people.get(entry.mid)?.live ? 1 : 0,
    })),
    re_version: list.revision,
    total: list.size,
  };
}

function oldestPage(list: Timeline, skip: number, ps: number): Entry[] {
  const left = list.size - skip;
  return left <= 0 ? [] : list.page(Math.max(0, left - ps), Math.min(ps, left)).reverse();
}

function gameList({ site, fields }: SiteRequest, which: 'followings' | 'fans') {
  const vmid = mid(fields, 'vmid');
  const { skip, ps } = page(fields, 20);
  const person = site.people.get(vmid);
  if (which === 'followings' ? person?.hidesFollowings : person?.hidesFans) return { list: [] };
  const entries = site.relations[which](vmid).page(skip, Math.max(0, Math.min(ps, gameWindow - skip)));
  return { list: entries.map(({ mid: other }) => gameRow(site, vmid, other)) };
}

function gameRow({ people, relations }: Site, vmid: number, other: number) {
  const person = people.get(other);
  return {
    mid: String(other),
    attribute: relations.attribute(vmid, other),
    uname: person?.name ?? '',
    face: person?.face ?? '',
    attestation_display: { type: (person?.official.type ?? -1) + 1, desc: person?.official.desc ?? '' },
  };
}

/** The envelope of the game host: no message on success, no data on a refusal; `ts` in ms. */
function gameEnvelope(site: Site, { code, data }: Reply & { kind: 'json' }) {
  const rest = { ts: site.now(), request_id: site.random.text(32) };
  return code === 0 ? { code, data, ...rest } : { code, message: messageOf(code), ...rest };
}
