import { Refusal } from '../rules/codes.ts';
import {
  copyToGroups,
  createGroup,
  deleteGroup,
  moveToGroups,
  renameGroup,
  requireGroup,
  setGroups,
  setSpecial,
  sortGroups,
} from '../rules/group-rules.ts';
import { DEFAULT, SPECIAL } from '../state/groups.ts';
import type { Site } from '../state/site.ts';
import { mostVisited } from './most-visited.ts';
import { integer, integers, mid, mids, page, text } from './params.ts';
import { loggedInGet, loggedInPost, type Route, type UserRequest } from './route.ts';
import { groupMemberRow } from './rows.ts';

/** The follow groups. */
export const groups: Route[] = [
  loggedInGet('x/relation/tags', ({ site, viewer }) => allGroups(site, viewer)),
  loggedInGet('x/relation/tag', members),
  loggedInGet('x/relation/tag/user', ({ site, viewer, fields }) => {
    const tagids = site.groups.of(viewer, mid(fields, 'fid'));
    return Object.fromEntries(tagids.map((tagid) => [String(tagid), site.groups.nameOf(viewer, tagid)]));
  }),
  loggedInGet('x/relation/tag/special', ({ site, viewer }) => site.groups.members(viewer, SPECIAL)),
  loggedInPost('x/relation/tag/special/add', ({ site, viewer, fields }) =>
    setSpecial(site, viewer, mid(fields, 'fid'), true),
  ),
  loggedInPost('x/relation/tag/special/del', ({ site, viewer, fields }) =>
    setSpecial(site, viewer, mid(fields, 'fid'), false),
  ),
  loggedInPost('x/relation/tags/update_sort', ({ site, viewer, fields }) =>
    sortGroups(site, viewer, integers(fields, 'tagids')),
  ),
  loggedInPost('x/relation/tag/create', ({ site, viewer, fields }) => ({
    tagid: createGroup(site, viewer, text(fields, 'tag')),
  })),
  loggedInPost('x/relation/tag/update', ({ site, viewer, fields }) =>
    renameGroup(site, viewer, integer(fields, 'tagid'), text(fields, 'name')),
  ),
  loggedInPost('x/relation/tag/del', ({ site, viewer, fields }) =>
    deleteGroup(site, viewer, integer(fields, 'tagid')),
  ),
  loggedInPost('x/relation/tags/addUsers', ({ site, viewer, fields }) =>
    setGroups(site, viewer, mids(fields, 'fids'), integers(fields, 'tagids')),
  ),
  loggedInPost('x/relation/tags/copyUsers', ({ site, viewer, fields }) =>
    copyToGroups(site, viewer, mids(fields, 'fids'), integers(fields, 'tagids')),
  ),
  loggedInPost('x/relation/tags/moveUsers', ({ site, viewer, fields }) =>
    moveToGroups(site, viewer, mids(fields, 'fids'), {
      before: integers(fields, 'beforeTagids'),
      after: integers(fields, 'afterTagids'),
    }),
  ),
];

/** Special and default first, then the owner's groups, each with its member count. */
export function allGroups({ groups, relations }: Site, owner: number) {
  const special = groups.count(owner, SPECIAL);
  const rest = relations.followings(owner).size - groups.countGrouped(owner);
  return [
    { tagid: SPECIAL, name: '特别关注', count: special, tip: '第一时间收到该分组下用户更新稿件的通知' },
    { tagid: DEFAULT, name: '默认分组', count: rest, tip: '' },
    ...groups.list(owner).map((group) => ({ ...group, count: groups.count(owner, group.tagid), tip: '' })),
  ];
}

/** A page of a group's members, as a bare array without a total. */
function members({ site, viewer, fields }: UserRequest) {
  const tagid = integer(fields, 'tagid');
  if (fields.mid !== undefined && mid(fields, 'mid') !== viewer) throw new Refusal(-400);
  const { skip, ps } = page(fields, 20);
  requireGroup(site, viewer, tagid);
  const list = site.relations.followings(viewer);
  const order = fields.order_type === 'attention' ? mostVisited(list) : newestMids(list.newest());
  const rows: ReturnType<typeof groupMemberRow>[] = [];
  let passed = 0;
  for (const other of order) {
    const tagids = site.groups.of(viewer, other);
    if (tagid === DEFAULT ? tagids.length > 0 : !tagids.includes(tagid)) continue;
    passed += 1;
    if (passed > skip) rows.push(groupMemberRow(site, other));
    if (rows.length === ps) break;
  }
  return rows;
}

function* newestMids(entries: Iterable<{ mid: number }>): Generator<number> {
  for (const entry of entries) yield entry.mid;
}
