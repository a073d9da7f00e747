import { groups } from './groups.ts';
import { login } from './login.ts';
import { people } from './people.ts';
import { relations } from './relations.ts';
import { videos } from './videos.ts';

/** Every endpoint the program knows, by table and name. */
export const endpoints = { relations, groups, people, videos, login };
