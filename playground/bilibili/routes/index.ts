import type { Route } from '../route.ts';
import { authors } from './authors.ts';
import { creator } from './creator.ts';
import { elsewhere } from './elsewhere.ts';
import { groups } from './groups.ts';
import { lists } from './lists.ts';
import { login } from './login.ts';
import { outside } from './outside.ts';
import { people } from './people.ts';
import { relation } from './relation.ts';
import { renewal } from './renewal.ts';
import { search } from './search.ts';
import { videos } from './videos.ts';

/** Every endpoint the simulated site answers. */
export const routes: readonly Route[] = [
  ...lists,
  ...outside,
  ...relation,
  ...groups,
  ...people,
  ...search,
  ...videos,
  ...authors,
  ...creator,
  ...login,
  ...renewal,
  ...elsewhere,
];
