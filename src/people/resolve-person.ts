import { type Bilibili, BilibiliRefused, BilibiliUnreachable, type Session } from '../api/index.ts';
import { type PersonReference, readPeopleInAnswer } from './people-in-text.ts';

/** A candidate for the person meant. */
export interface Choice {
  mid: number;
  name: string;
}

/**
 * The result: one person, with a name if the site gave it; several candidates; or nobody, with what could not
 * be found.
 */
export type Resolved =
  | { kind: 'person'; mid: number; name?: string }
  | { kind: 'choices'; among: 'joint' | 'search'; choices: readonly Choice[] }
  | { kind: 'nobody'; missing: 'video' | 'short' | 'name' | 'room' | 'post' };

const mostChoices = 8;

/**
 * Finds the person a reference means, with as few requests as possible: none for a mid, one for most forms.
 */
export async function resolvePerson(
  deps: { session: Session; bilibili: Pick<Bilibili, 'resolveShortLink'>; signal?: AbortSignal | undefined },
  target: PersonReference,
): Promise<Resolved> {
  /** The author of a page, or nobody when the site does not give one. */
  async function authorOrNobody(
    missing: 'room' | 'post',
    read: (session: Session, options: { signal: AbortSignal | undefined }) => Promise<number>,
  ): Promise<Resolved> {
    try {
      return { kind: 'person', mid: await read(deps.session, { signal: deps.signal }) };
    } catch (error) {
      if (!isNotDisclosed(error)) throw error;
      return { kind: 'nobody', missing };
    }
  }

  switch (target.kind) {
    case 'mid':
      return { kind: 'person', mid: target.mid };
    case 'video':
      return uploaderOf(deps.session, target, deps.signal);
    case 'name':
      return resolveName(deps.session, target.name, deps.signal);
    case 'room':
      return authorOrNobody('room', async ({ authors }, options) => {
        const { uid } = await authors.ofRoom({ id: target.room }, options);
        return uid;
      });
    case 'post':
      return authorOrNobody('post', (session, options) => authorOf(session, target, options));
    case 'short': {
      const link = await deps.bilibili.resolveShortLink(target.url, { signal: deps.signal });
      const [found] = link === undefined ? [] : readPeopleInAnswer(link).targets;
      if (found === undefined || found.kind === 'short' || found.kind === 'name')
        return { kind: 'nobody', missing: 'short' };
      return resolvePerson(deps, found);
    }
  }
}

/**
 * The author of a dynamic, an opus or an article. An opus id may belong to an old dynamic, or the opus may
 * not be shown.
 */
async function authorOf(
  { authors }: Session,
  { post, id }: Extract<PersonReference, { kind: 'post' }>,
  options: { signal: AbortSignal | undefined },
): Promise<number> {
  if (post === 'article') return (await authors.ofArticle({ id: Number(id) }, options)).mid;
  const ofOpus = await authors.ofOpus({ id }, options).catch((error: unknown) => {
    if (!isNotDisclosed(error)) throw error;
    return null;
  });
  return (ofOpus ?? (await authors.ofDynamic({ id }, options))).mid;
}

/**
 * Whether the site does not give the author, or its answer cannot be read. A cooldown, an expired login or an
 * outage is passed on as an error.
 */
function isNotDisclosed(error: unknown): boolean {
  if (error instanceof BilibiliUnreachable) return error.why === 'answer';
  return (
    error instanceof BilibiliRefused &&
    ['gone', 'input', 'permission', 'privacy', 'unknown'].includes(error.reason)
  );
}

async function uploaderOf(
  session: Session,
  video: Extract<PersonReference, { kind: 'video' }>,
  signal: AbortSignal | undefined,
): Promise<Resolved> {
  try {
    const params = 'bvid' in video ? { bvid: video.bvid } : { aid: video.aid };
    const { owner, staff } = await session.videos.view(params, { signal });
    if (staff && staff.length > 1)
      return { kind: 'choices', among: 'joint', choices: staff.slice(0, mostChoices) };
    return { kind: 'person', mid: owner.mid, name: owner.name };
  } catch (error) {
    if (error instanceof BilibiliRefused && (error.reason === 'gone' || error.reason === 'input')) {
      return { kind: 'nobody', missing: 'video' };
    }
    throw error;
  }
}

/** Looks up the exact name first, which belongs to one person; then searches, in the site's order. */
async function resolveName(
  session: Session,
  name: string,
  signal: AbortSignal | undefined,
): Promise<Resolved> {
  const exact = await session.people.nameToUid({ names: [name] }, { signal });
  // An answer about another name would be somebody else; the search below names whom it found.
  const hit = exact.uid_list.find((found) => found.name.toLowerCase() === name.toLowerCase());
  if (hit !== undefined) return { kind: 'person', mid: hit.uid, name: hit.name };
  const { result } = await session.people.search({ keyword: name }, { signal });
  if (result === null)
    throw new BilibiliUnreachable({ why: 'answer', endpoint: 'x/web-interface/wbi/search/type' });
  if (result.length === 0) return { kind: 'nobody', missing: 'name' };
  const choices = result.slice(0, mostChoices).map(({ mid, uname }) => ({ mid, name: uname }));
  return { kind: 'choices', among: 'search', choices };
}
