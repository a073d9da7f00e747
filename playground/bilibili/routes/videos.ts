import { Refusal } from '../rules/codes.ts';
import type { Site } from '../state/site.ts';
import type { Video } from '../state/videos.ts';
import { integer, mid, page } from './params.ts';
import { publicGet, type Route, type SiteRequest } from './route.ts';
import { vipFields } from './rows.ts';

/** Endpoints for videos and their owners. */
export const videos: Route[] = [
  publicGet('x/web-interface/view', view),
  publicGet('x/space/wbi/arc/search', uploaderVideos, { signed: true }),
];

/** The public videos of an uploader; `count` includes those the simulator has no rows for. */
function uploaderVideos({ site, fields }: SiteRequest) {
  const owner = mid(fields, 'mid');
  const person = site.people.getOpen(owner);
  if (!person) throw new Refusal(-404);
  const { skip, ps, pn } = page(fields, 30);
  const all = site.videos.of(owner).filter(({ state }) => state === 'open');
  const vlist = all
    .slice(skip, skip + ps)
    .map(({ bvid, aid, title, at }) => ({ bvid, aid, title, created: at, mid: owner, author: person.name }));
  return { list: { vlist }, page: { pn, ps, count: Math.max(all.length, person.videos) } };
}

function view({ site, viewer, fields }: SiteRequest) {
  const { bvid } = fields;
  const aid = bvid === undefined ? integer(fields, 'aid') : undefined;
  if (bvid !== undefined && !/^BV1[0-9A-Za-z]{9}$/.test(bvid)) throw new Refusal(-400);
  const video = site.videos.find({ bvid, aid });
  if (!video) throw new Refusal(-404);
  checkVisible(video, viewer);
  const { mid: ownerMid, name, face } = requirePerson(site, video.owner);
  return {
    bvid: video.bvid,
    aid: video.aid,
    videos: 1,
    title: video.title,
    pic: face,
    pubdate: video.at,
    desc: '',
    duration: 60,
    owner: { mid: ownerMid, name, face },
    stat: { aid: video.aid, view: 0, like: 0, coin: 0, favorite: 0, share: 0, reply: 0, danmaku: 0 },
    ...(video.staff.length > 0 && { staff: video.staff.map((staff) => staffRow(site, video, staff)) }),
  };
}

function checkVisible({ state, owner }: Video, viewer: number | undefined): void {
  if (state === 'hidden') throw new Refusal(62002);
  if (state === 'review') throw new Refusal(62004);
  if (state === 'private' && viewer !== owner) throw new Refusal(62012);
}

function staffRow(site: Site, video: Video, mid: number) {
  const { name, face, vip, official } = requirePerson(site, mid);
  const title = mid === video.owner ? 'UP主' : '参演';
  const follower = site.relations.fans(mid).size;
  return { mid, title, name, face, vip: vipFields(vip), official, follower };
}

function requirePerson({ people }: Site, mid: number) {
  const found = people.get(mid);
  if (!found) throw new Error(`a video names ${mid}, who does not exist`);
  return found;
}
