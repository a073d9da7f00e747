import { Refusal } from '../rules/codes.ts';
import type { Person } from '../state/people.ts';
import type { Site } from '../state/site.ts';
import { mid, mids, text } from './params.ts';
import { loggedInGet, ok, publicGet, type Route, type SiteRequest, type UserRequest } from './route.ts';
import { vipFields } from './rows.ts';

/** Endpoints about people: counts, the own account, cards, names. */
export const people: Route[] = [
  publicGet('x/relation/stat', ({ site, viewer, fields }) => stat(site, mid(fields, 'vmid'), viewer)),
  loggedInGet('x/relation/stats', stats),
  { method: 'GET', host: 'api.bilibili.com', path: 'x/web-interface/nav', answer: nav },
  publicGet('x/web-interface/card', card),
  loggedInGet('x/polymer/pc-electron/v1/user/cards', nameCards),
  loggedInGet('x/polymer/web-dynamic/v1/name-to-uid', nameToUid),
  publicGet('x/frontend/finger/spi', ({ site: { random } }) => ({
    b_3: `${random.text(8)}-${random.text(4)}-${random.text(4)}-${random.text(4)}-${random.text(17)}infoc`.toUpperCase(),
    b_4: `${random.text(8)}-${random.text(26)}-${random.text(9)}+${random.text(10)}/${random.text(10)}==`.toUpperCase(),
  })),
];

/** Quiet follows and the blacklist are counted only for the viewer's own account. */
function stat({ relations }: Site, vmid: number, viewer: number | undefined) {
  const own = vmid === viewer;
  return {
    mid: vmid,
    following: relations.followings(vmid).size,
    whisper: own ? relations.whispers(vmid).size : 0,
    black: own ? relations.blacks(vmid).size : 0,
    follower: relations.fans(vmid).size,
  };
}

function stats({ site, viewer, fields }: UserRequest) {
  const wanted = mids(fields, 'mids');
  if (wanted.length > 20) throw new Refusal(-400);
  return Object.fromEntries(wanted.map((vmid) => [String(vmid), stat(site, vmid, viewer)]));
}

/** The addresses whose file names are the WBI keys are included even when nobody is logged in. */
function nav({ site, viewer }: SiteRequest) {
  const { img, sub } = site.wbi.keys();
  const wbi_img = {
    img_url: `https://i0.hdslb.com/bfs/wbi/${img}.png`,
    sub_url: `https://i0.hdslb.com/bfs/wbi/${sub}.png`,
  };
  const person = viewer === undefined ? undefined : site.people.get(viewer);
  if (!person) throw new Refusal(-101, { isLogin: false, wbi_img });
  return ok({
    isLogin: true,
    mid: person.mid,
    uname: person.name,
    face: person.face,
    level_info: { current_level: person.level },
    official: officialFields(person),
    officialVerify: person.official,
    vipType: person.vip.type,
    vipStatus: person.vip.status,
    vipDueDate: person.vip.due,
    wbi_img,
  });
}

function card({ site, viewer, fields }: SiteRequest) {
  const wanted = mid(fields, 'mid');
  const person = site.people.getOpen(wanted);
  if (!person) throw new Refusal(-404);
  const { follower, following } = stat(site, wanted, viewer);
  return {
    card: {
      mid: String(person.mid),
      name: person.name,
      sex: person.sex,
      face: person.face,
      sign: person.sign,
      fans: follower,
      friend: following,
      attention: following,
      spacesta: person.banned ? -2 : 0,
      level_info: { current_level: person.level },
      Official: officialFields(person),
      official_verify: person.official,
      vip: {
        ...vipFields(person.vip),
        type: person.vip.type,
        status: person.vip.status,
        due_date: person.vip.due,
      },
    },
    following: viewer !== undefined && site.relations.followings(viewer).at(wanted) !== undefined,
    archive_count: person.videos,
    article_count: 0,
    follower,
    like_num: person.likes,
  };
}

/** Names and avatars of the people who exist. */
function nameCards({ site, fields }: UserRequest) {
  const wanted = mids(fields, 'uids');
  if (wanted.length > 50) throw new Refusal(40143);
  const people = wanted.map((uid) => site.people.getOpen(uid)).filter((person) => person !== undefined);
  return Object.fromEntries(
    people.map(({ mid, name, face, official }) => [
      String(mid),
      { mid: String(mid), name, face, official: { type: official.type }, vip: {}, name_render: {} },
    ]),
  );
}

/** Matches whole names, ignoring case; names that do not exist are left out of the answer. */
function nameToUid({ site, fields }: UserRequest) {
  const found = text(fields, 'names')
    .split(',')
    .map((name) => site.people.byName(name))
    .filter((person): person is Person => person !== undefined && !person.closed);
  return { uid_list: found.map(({ mid: uid, name }) => ({ name, uid: String(uid) })) };
}

function officialFields({ official }: Person) {
  const role = official.type === -1 ? 0 : official.type === 0 ? 1 : 3;
  return { role, title: official.desc, desc: '', type: official.type };
}
