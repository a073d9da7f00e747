import { Refusal } from '../rules/codes.ts';
import type { Person } from '../state/people.ts';
import type { Site } from '../state/site.ts';
import { integer, text } from './params.ts';
import { publicGet, type Route, type SiteRequest } from './route.ts';

const pageSize = 20;
const mostPages = 50;

/** The search for people. */
export const search: Route[] = [publicGet('x/web-interface/wbi/search/type', searchPeople, { signed: true })];

/**
 * People whose name or profile text contains the keyword. Blocked without the device cookie or a browser's
 * headers.
 */
function searchPeople({ site, fields, cookies, fromBrowser }: SiteRequest) {
  if (!cookies.buvid3 || !fromBrowser) throw new Refusal(-412);
  if (fields.search_type !== 'bili_user') throw new Refusal(-400);
  const keyword = text(fields, 'keyword').toLowerCase();
  const pn = fields.page === undefined ? 1 : integer(fields, 'page');
  if (pn < 1 || pn > mostPages) throw new Refusal(-400);
  const found = findPeople(site, keyword, fields);
  const rows = found.slice((pn - 1) * pageSize, pn * pageSize).map((person) => foundRow(site, person));
  return {
    page: pn,
    pagesize: pageSize,
    numResults: Math.min(found.length, pageSize * mostPages),
    numPages: Math.min(mostPages, Math.ceil(found.length / pageSize)),
    ...(rows.length > 0 && { result: rows }),
  };
}

function findPeople({ people, relations }: Site, keyword: string, fields: SiteRequest['fields']): Person[] {
  const fansOf = ({ mid }: Person) => relations.fans(mid).size;
  const exact = ({ name }: Person) => (name.toLowerCase() === keyword ? 1 : 0);
  const found = [...people.all()].filter(
    (person) =>
      !person.closed &&
      isOfType(person, fields.user_type) &&
      (person.name.toLowerCase().includes(keyword) || person.sign.toLowerCase().includes(keyword)),
  );
  const sign = fields.order_sort === '1' ? -1 : 1;
  switch (fields.order ?? '0') {
    case '0':
      return found.sort((a, b) => exact(b) - exact(a) || fansOf(b) - fansOf(a) || a.mid - b.mid);
    case 'fans':
      return found.sort((a, b) => sign * (fansOf(b) - fansOf(a)) || a.mid - b.mid);
    case 'level':
      return found.sort((a, b) => sign * (b.level - a.level) || a.mid - b.mid);
    default:
      throw new Refusal(-400);
  }
}

/** `user_type`: 0 all, 1 uploaders, 2 others, 3 verified. */
function isOfType(person: Person, type = '0'): boolean {
  switch (type) {
    case '0':
      return true;
    case '1':
      return person.videos > 0;
    case '2':
      return person.videos === 0;
    case '3':
      return person.official.type !== -1;
    default:
      throw new Refusal(-400);
  }
}

function foundRow({ relations }: Site, person: Person) {
  const { official } = person;
  return {
    type: 'bili_user',
    mid: person.mid,
    uname: person.name,
    usign: person.sign,
    fans: relations.fans(person.mid).size,
    videos: person.videos,
    upic: person.face.replace(/^https:/, ''),
    level: person.level,
    gender: { 男: 1, 女: 2, 保密: 3 }[person.sex],
    is_upuser: person.videos > 0 ? 1 : 0,
    is_live: person.live ? 1 : 0,
    room_id: 0,
    official_verify: { type: official.type === -1 ? 127 : official.type, desc: official.desc },
    hit_columns: [],
  };
}
