import * as z from 'zod';
import { UnreadableFile } from '../../people/unreadable-file.ts';
import { createGathering, type Roll } from './import-collector.ts';

const entry = z.union([
  z.union([z.number(), z.string()]).transform((mid) => ({ mid })),
  z.object({
    mid: z.union([z.number(), z.string()]),
    name: z.string().optional().catch(undefined),
    groups: z.array(z.string()).optional().catch(undefined),
    special: z.boolean().optional().catch(undefined),
  }),
]);

const anExport = z.object({ program: z.literal('guanxi'), following: z.array(z.unknown()).optional() });

/** What is listed back of an entry that means nobody, in characters. */
const longestShown = 40;

/**
 * Whom a JSON text names: the follows of an export, or the people of a plain list.
 * @throws UnreadableFile `json`, `foreign`, `noFollowing`
 */
export function readJson(text: string): Roll {
  const value = parsed(text);
  const found = createGathering();
  for (const item of entriesOf(value)) {
    const { data } = entry.safeParse(item);
    if (data === undefined) found.leave(JSON.stringify(item).slice(0, longestShown));
    else {
      const { mid, ...about } = { name: undefined, groups: undefined, special: undefined, ...data };
      found.add([String(mid)], {
        ...(about.name !== undefined && { name: about.name }),
        ...(about.groups && { groups: about.groups }),
        ...(about.special && { special: true }),
      });
    }
  }
  return found.roll();
}

function entriesOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  const { data } = anExport.safeParse(value);
  if (data === undefined) throw new UnreadableFile('foreign');
  if (data.following === undefined) throw new UnreadableFile('noFollowing');
  return data.following;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UnreadableFile('json');
  }
}
