import { authors } from './authors.ts';
import { creator } from './creator.ts';
import { groups } from './groups.ts';
import { linksAndPictures } from './links-and-pictures.ts';
import { lists } from './lists.ts';
import { login } from './login.ts';
import { people } from './people.ts';
import { relation } from './relation.ts';
import { renewal } from './renewal.ts';
import type { Route } from './route.ts';
import { search } from './search.ts';
import { sisterHosts } from './sister-hosts.ts';
import { videos } from './videos.ts';

/** Every endpoint the simulated site answers. */
export const routes: readonly Route[] = [
  ...lists,
  ...sisterHosts,
  ...relation,
  ...groups,
  ...people,
  ...search,
  ...videos,
  ...authors,
  ...creator,
  ...login,
  ...renewal,
  ...linksAndPictures,
];
