import type { Site } from '../state/site.ts';
import { Refusal } from './codes.ts';

/** The site's numbers of the actions on a relation. 3, the quiet follow, is retired. */
const actions = [1, 2, 4, 5, 6, 7] as const;
type Action = (typeof actions)[number];

/**
 * Performs an action of `me` on `fid`.
 * @throws Refusal with the code that the site documents
 */
export function modify(site: Site, me: number, fid: number, act: number): void {
  const action = actions.find((known) => known === act);
  if (action === undefined) throw new Refusal(-400);
  if (fid === me) throw new Refusal(22001);
  const person = site.people.get(fid);
  if (!person) throw new Refusal(40061);
  // An account that was closed can still be unfollowed.
  const isUnfollow = action === 2 && site.relations.followings(me).at(fid) !== undefined;
  if (person.closed && !isUnfollow) throw new Refusal(22013);
  actionsByNumber[action](site, me, fid);
  site.events.emit('change');
}

const actionsByNumber: Record<Action, (site: Site, me: number, fid: number) => void> = {
  1: follow,
  2: ({ relations }, me, fid) => requireChange(relations.unfollow(me, fid)),
  4: ({ relations }, me, fid) => requireChange(relations.unwhisper(me, fid)),
  5: block,
  6: ({ relations }, me, fid) => requireChange(relations.unblock(me, fid)),
  7: ({ relations }, me, fid) => requireChange(relations.unfollow(fid, me)),
};

function follow(site: Site, me: number, fid: number): void {
  const { relations, people } = site;
  const attribute = relations.attribute(me, fid);
  if (attribute === 128) throw new Refusal(22003);
  if (attribute === 2 || attribute === 6) throw new Refusal(22014);
  if (relations.attribute(fid, me) === 128 || people.get(fid)?.refusesFollows) throw new Refusal(22002);
  if (people.get(me)?.abnormal) throw new Refusal(22015);
  checkFollowLimit(site, me);
  relations.follow(me, fid, site.seconds());
}

/** @throws Refusal when `me` has reached the limit of followings */
export function checkFollowLimit({ people, relations, limits }: Site, me: number): void {
  const { size } = relations.followings(me);
  if (people.get(me)?.unverified && size >= limits.unverified) throw new Refusal(22006);
  if (size >= limits.followings) throw new Refusal(22009);
}

function block(site: Site, me: number, fid: number): void {
  if (site.relations.attribute(me, fid) === 128) throw new Refusal(22120);
  checkBlockLimit(site, me);
  site.relations.block(me, fid, site.seconds());
}

/** @throws Refusal when the blacklist of `me` is full */
export function checkBlockLimit({ relations, limits }: Site, me: number): void {
  if (relations.blacks(me).size >= limits.blacks) throw new Refusal(22008);
}

function requireChange(done: boolean): void {
  if (!done) throw new Refusal(22005);
}
