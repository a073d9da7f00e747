import { Refusal } from '../rules/codes.ts';
import type { Site } from '../state/site.ts';
import type { Entry, Timeline } from '../state/timeline.ts';
import { mostVisited } from './most-visited.ts';
import { type Fields, integer, mid, page } from './params.ts';
import { loggedInGet, type Route, type UserRequest } from './route.ts';
import { listRow, type Viewer } from './rows.ts';

/** How many fans of any list can be read. */
const fansWindow = 1000;
/** How many entries of another person's list can be read. */
const othersWindow = 100;

/** The lists of people: fans, followings, mutuals, quiet follows, blacklist. */
export const lists: Route[] = [
  loggedInGet('x/relation/followers', (request) => fans(request, fansWindow), { list: true }),
  loggedInGet('x/relation/fans', newFans, { list: true }),
  loggedInGet('x/relation/followings', followings, { list: true }),
  loggedInGet('x/relation/followings/search', searchFollowings, { list: true }),
  loggedInGet('x/relation/same/followings', commonFollowings, { list: true }),
  loggedInGet('x/relation/whispers', whispers, { list: true }),
  loggedInGet('x/relation/friends', friends, { list: true }),
  loggedInGet('x/relation/blacks', blacklist, { list: true }),
];

/** `after` is the last person already read; when given, it replaces the page number. */
function fans({ site, viewer, fields }: UserRequest, window: number, after?: number) {
  const vmid = mid(fields, 'vmid');
  const { skip: paged, ps } = page(fields);
  if (vmid !== viewer && site.people.get(vmid)?.hidesFans) throw new Refusal(22118);
  const list = site.relations.fans(vmid);
  const rank = after === undefined ? -1 : list.rank(after);
  const skip = rank < 0 ? paged : rank + 1;
  const entries = list.page(skip, inWindow(skip, ps, window));
  return { list: rowsOf(site, viewer, entries), re_version: list.revision, total: list.size };
}

/**
 * The newer fans endpoint: less of another person's list can be read, and `offset` continues after a given
 * row.
 */
function newFans(request: UserRequest) {
  const { viewer, fields } = request;
  const window = mid(fields, 'vmid') === viewer ? fansWindow : othersWindow;
  const after = fields.offset === undefined ? undefined : Number(fields.offset.split(':')[1]);
  const data = fans(request, window, after);
  const last = data.list.at(-1);
  return { ...data, offset: last ? `${last.mtime}:${last.mid}` : '' };
}

function followings({ site, viewer, fields }: UserRequest) {
  const vmid = mid(fields, 'vmid');
  const { skip, ps } = page(fields);
  const own = vmid === viewer;
  if (!own && site.people.get(vmid)?.hidesFollowings) throw new Refusal(22115);
  const list = site.relations.followings(vmid);
  const entries =
    own && fields.order_type === 'attention'
      ? mostVisited(list)
          .slice(skip, skip + ps)
          .map((other) => ({ mid: other, at: list.at(other) ?? 0 }))
      : list.page(skip, own ? ps : inWindow(skip, ps, othersWindow));
  return listReply(site, viewer, list, entries, list.size);
}

/** Others can read only five pages of a search. */
function searchFollowings({ site, viewer, fields }: UserRequest) {
  const vmid = mid(fields, 'vmid');
  const { pn, skip, ps } = page(fields);
  if (vmid !== viewer && pn > 5) throw new Refusal(22007);
  if (vmid !== viewer && site.people.get(vmid)?.hidesFollowings) throw new Refusal(22115);
  const wanted = (fields.name ?? '').toLowerCase();
  const list = site.relations.followings(vmid);
  const found = [...list.newest()].filter((entry) =>
    site.people.get(entry.mid)?.name.toLowerCase().includes(wanted),
  );
  return listReply(site, viewer, list, found.slice(skip, skip + ps), found.length);
}

/** The people both follow, in the order of the viewer's followings. */
function commonFollowings({ site, viewer, fields }: UserRequest) {
  const vmid = mid(fields, 'vmid');
  const { skip, ps } = page(fields);
  if (vmid !== viewer && site.people.get(vmid)?.hidesFollowings) throw new Refusal(22115);
  const list = site.relations.followings(viewer);
  const theirs = site.relations.followings(vmid);
  const both = [...list.newest()].filter((entry) => theirs.at(entry.mid) !== undefined);
  return listReply(site, viewer, list, both.slice(skip, skip + ps), both.length);
}

/** All mutuals in one answer, or a page of them, without a total. */
function friends({ site, viewer, fields }: UserRequest) {
  const list = site.relations.followings(viewer);
  const mutual = [...list.newest()].filter((entry) => site.relations.attribute(viewer, entry.mid) === 6);
  return listReply(site, viewer, list, pageIfAsked(fields, mutual));
}

/** All quiet follows in one answer, or a page of them, without a total. */
function whispers({ site, viewer, fields }: UserRequest) {
  const list = site.relations.whispers(viewer);
  return listReply(site, viewer, list, pageIfAsked(fields, [...list.newest()]));
}

function pageIfAsked(fields: Fields, entries: Entry[]): Entry[] {
  if (fields.pn === undefined) return entries;
  const { skip, ps } = page(fields);
  return entries.slice(skip, skip + ps);
}

function blacklist({ site, viewer, fields }: UserRequest) {
  if (fields.re_version !== undefined) integer(fields, 're_version');
  const { skip, ps } = page(fields);
  const list = site.relations.blacks(viewer);
  return listReply(site, viewer, list, list.page(skip, ps), list.size);
}

function listReply(site: Site, viewer: Viewer, list: Timeline, entries: Iterable<Entry>, total?: number) {
  return {
    list: rowsOf(site, viewer, entries),
    re_version: list.revision,
    ...(total !== undefined && { total }),
  };
}

function rowsOf(site: Site, viewer: Viewer, entries: Iterable<Entry>) {
  return [...entries].map((entry) => listRow(site, viewer, entry));
}

/** How many rows of a page lie within the first `window` of a list. */
function inWindow(skip: number, ps: number, window: number): number {
  return Math.max(0, Math.min(ps, window - skip));
}
