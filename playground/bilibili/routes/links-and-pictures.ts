import { drawFace } from './draw-face.ts';
import { errorPage, type Route } from './route.ts';

/** Short links and avatars: the routes that are not an API. */
export const linksAndPictures: Route[] = [
  {
    method: 'GET',
    host: 'b23.tv',
    path: ':code',
    answer({ site, parts }) {
      const location = site.links.target(parts.code ?? '');
      return location === undefined ? errorPage(404) : { kind: 'redirect', location };
    },
  },
  {
    method: 'GET',
    host: 'i0.hdslb.com',
    path: 'bfs/face/:file',
    unlogged: true,
    answer({ parts }) {
      const mid = /^(\d{1,16})\.png$/.exec(parts.file ?? '')?.[1];
      return mid === undefined ? errorPage(404) : { kind: 'png', bytes: drawFace(Number(mid)) };
    },
  },
];
