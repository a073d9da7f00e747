import { batchModify } from '../rules/batch-modify.ts';
import { Refusal } from '../rules/codes.ts';
import { modify } from '../rules/relation-rules.ts';
import type { Site } from '../state/site.ts';
import { integer, mid, mids } from './params.ts';
import { loggedInGet, loggedInPost, type Route, type UserRequest } from './route.ts';
import { relationRow } from './rows.ts';

/** Endpoints that change and query single relations. */
export const relation: Route[] = [
  loggedInPost('x/relation/modify', ({ site, viewer, fields }) => {
    const fid = mid(fields, 'fid');
    const act = integer(fields, 'act');
    if (fields.re_src !== undefined) integer(fields, 're_src');
    modify(site, viewer, fid, act);
  }),
  loggedInPost('x/relation/batch/modify', ({ site, viewer, fields }) => {
    const fids = mids(fields, 'fids');
    if (fields.re_src !== undefined) integer(fields, 're_src');
    return { failed_fids: batchModify(site, viewer, fids, integer(fields, 'act')) };
  }),
  loggedInGet('x/relation', ({ site, viewer, fields }) => relationRow(site, viewer, mid(fields, 'fid'))),
  loggedInGet('x/relation/relations', ({ site, viewer, fields }) => {
    const fids = mids(fields, 'fids');
    if (fids.length > 40) throw new Refusal(-400);
    const related = fids
      .map((fid) => relationRow(site, viewer, fid))
      .filter(({ attribute }) => attribute !== 0);
    return Object.fromEntries(related.map((row) => [String(row.mid), row]));
  }),
  loggedInGet('x/relation/interrelations', ({ site, viewer, fields }) => {
    const fids = mids(fields, 'fids');
    if (fids.length > 20) throw new Refusal(-400);
    return Object.fromEntries(fids.map((fid) => [String(fid), interrelationRow(site, viewer, fid)]));
  }),
  loggedInGet('x/web-interface/relation', bothDirections),
  loggedInGet('x/space/wbi/acc/relation', bothDirections, { signed: true }),
];

/** The viewer's relation to someone, with two flags for the opposite direction. */
function interrelationRow(site: Site, viewer: number, other: number) {
  const theirs = site.relations.attribute(other, viewer);
  const isFollowed = theirs !== 0 && theirs !== 128;
  return { ...relationRow(site, viewer, other), is_followed: isFollowed, is_blacked: theirs === 128 };
}

/** The viewer's relation to someone, and theirs to the viewer. */
function bothDirections({ site, viewer, fields }: UserRequest) {
  const other = mid(fields, 'mid');
  return {
    relation: relationRow(site, viewer, other),
    be_relation: relationRow(site, other, viewer),
  };
}
