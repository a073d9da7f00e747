import { Refusal } from '../rules/codes.ts';
import type { Person } from '../state/people.ts';
import type { Site } from '../state/site.ts';
import { integer, text } from './params.ts';
import { loggedInGet, publicGet, type Route, type SiteRequest } from './route.ts';

/**
 * Look-ups of the owner of a live room, article, dynamic or opus. A live room has the mid of its owner as
 * number.
 */
export const authors: Route[] = [
  publicGet(
    'room/v1/Room/room_init',
    ({ site, fields }) => {
      const person = site.people.getOpen(integer(fields, 'id'));
      if (!person) throw new Refusal(60004);
      return { room_id: person.mid, short_id: 0, uid: person.mid, live_status: person.live ? 1 : 0 };
    },
    { host: 'api.live.bilibili.com' },
  ),
  publicGet('x/article/viewinfo', ({ site, fields }) => {
    const { mid, name } = authorOf(site, 'article', fields);
    return { mid, author_name: name, title: '一篇专栏', stats: {} };
  }),
  loggedInGet('x/polymer/web-dynamic/v1/detail', ({ site, fields }) => {
    const module_author = authorRow(authorOf(site, 'dynamic', fields));
    return { item: { id_str: fields.id, modules: { module_author, module_dynamic: {} } } };
  }),
  loggedInGet('x/polymer/web-dynamic/v1/opus/detail', ({ site, fields }) => {
    const author = authorOf(site, 'dynamic', fields);
    if (site.posts.find('dynamic', text(fields, 'id'))?.kind !== 'opus')
      return { fallback: { id: fields.id, type: 2 } };
    const modules = [
      { module_type: 'MODULE_TYPE_TITLE', module_title: { text: '一篇图文' } },
      { module_type: 'MODULE_TYPE_AUTHOR', module_author: authorRow(author) },
    ];
    return { item: { id_str: fields.id, modules } };
  }),
];

function authorOf(site: Site, kind: 'article' | 'dynamic', fields: SiteRequest['fields']): Person {
  const post = site.posts.find(kind, text(fields, 'id'));
  const person = post && site.people.getOpen(post.owner);
  if (!person) throw new Refusal(-404);
  return person;
}

function authorRow({ mid, name, face }: Person) {
  return { mid, name, face, following: false, pub_ts: 0 };
}
