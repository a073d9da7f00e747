import { authorEndpoints } from './content-owners.ts';
import { creatorEndpoints } from './creator.ts';
import { groupEndpoints } from './groups.ts';
import { loginEndpoints } from './login.ts';
import { peopleEndpoints } from './people.ts';
import { relationEndpoints } from './relations.ts';
import { videoEndpoints } from './videos.ts';

/** All endpoints, by table and name. */
export const endpoints = {
  relations: relationEndpoints,
  groups: groupEndpoints,
  people: peopleEndpoints,
  videos: videoEndpoints,
  authors: authorEndpoints,
  creator: creatorEndpoints,
  login: loginEndpoints,
};
