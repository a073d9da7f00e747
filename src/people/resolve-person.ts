import { type Bilibili, BilibiliRefused, BilibiliUnreachable, type Session } from '../api/index.ts';
import { type PersonReference, readPeopleInAnswer } from './people-in-text.ts';

/** One person among several that may be meant. */
export interface Choice {
  mid: number;
  name: string;
}

/** Who is meant: one person, by name where the site said it, several to choose from, or nobody, with the reason. */
export type Resolved =
  | { kind: 'person'; mid: number; name?: string }
  | { kind: 'choices'; among: 'joint' | 'search'; choices: readonly Choice[] }
  | { kind: 'nobody'; missing: 'video' | 'short' | 'name' | 'room' | 'post' };

const mostChoices = 8;

/** Finds out who is meant, asking the site as little as the form allows: nothing for a mid, one request for most. */
export async function resolvePerson(
  deps: { session: Session; bilibili: Pick<Bilibili, 'resolveShortLink'>; signal?: AbortSignal | undefined },
  target: PersonReference,
): Promise<Resolved> {
  /** Whose a page is, as far as the site says; what it does not say is not guessed. */
  async function authorBy(
    missing: 'room' | 'post',
    read: (session: Session, options: { signal: AbortSignal | undefined }) => Promise<number>,
  ): Promise<Resolved> {
    try {
      return { kind: 'person', mid: await read(deps.session, { signal: deps.signal }) };
    } catch (error) {
      if (!isUnsaid(error)) throw error;
      return { kind: 'nobody', missing };
    }
  }

  switch (target.kind) {
    case 'mid':
      return { kind: 'person', mid: target.mid };
    case 'video':
      return uploaderOf(deps.session, target, deps.signal);
    case 'name':
      return named(deps.session, target.name, deps.signal);
    case 'room':
      return authorBy('room', async ({ authors }, options) => {
        const { uid } = await authors.ofRoom({ id: target.room }, options);
        return uid;
      });
    case 'post':
      return authorBy('post', (session, options) => authorOf(session, target, options));
    case 'short': {
      const link = await deps.bilibili.resolveShortLink(target.url, { signal: deps.signal });
      const [found] = link === undefined ? [] : readPeopleInAnswer(link).targets;
      if (found === undefined || found.kind === 'short' || found.kind === 'name')
        return { kind: 'nobody', missing: 'short' };
      return resolvePerson(deps, found);
    }
  }
}

/** Who wrote a dynamic, an opus or an article; an opus may be an old dynamic, or not be shown. */
async function authorOf(
  { authors }: Session,
  { post, id }: Extract<PersonReference, { kind: 'post' }>,
  options: { signal: AbortSignal | undefined },
): Promise<number> {
  if (post === 'article') return (await authors.ofArticle({ id: Number(id) }, options)).mid;
  const ofOpus = await authors.ofOpus({ id }, options).catch((error: unknown) => {
    if (!isUnsaid(error)) throw error;
    return null;
  });
  return (ofOpus ?? (await authors.ofDynamic({ id }, options))).mid;
}

/** Whether the site only does not say it, or is understood no more; a rest, a login or an outage are told as they are. */
function isUnsaid(error: unknown): boolean {
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

/** The exact name first, since it is one person; else the search, whose order is the site's. */
async function named(session: Session, name: string, signal: AbortSignal | undefined): Promise<Resolved> {
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
