import {
  BilibiliRefused,
  BilibiliUnreachable,
  type BothSides,
  type Card,
  defaultGroup,
  follows,
  type Session,
} from '../api/index.ts';

/** What the card of a person shows, as the site said it just now. */
export interface CardFacts {
  card: Card;
  /** It is the account's own page. */
  self: boolean;
  /** The account's side and theirs; `undefined` when it could not be read. */
  relation: BothSides | undefined;
  /** Names of the groups they are in, special and default left out; `undefined` when they could not be read. */
  groups: readonly string[] | undefined;
}

/**
 * Reads what a card shows: one request for the person, one for the relation, and one more for the names of
 * groups when they are in any. The person must be readable; the rest may be missing, and the card says so.
 * @throws BilibiliRefused `gone` when there is no such person.
 */
export async function readCardFacts(session: Session, mid: number, signal?: AbortSignal): Promise<CardFacts> {
  const { card, self } = await readPublicCardFacts(session, mid, signal);
  if (self) return { card, self, relation: undefined, groups: [] };
  const relation = await orUndefined(session.bothSides.one(mid, { signal }));
  const grouped =
    relation !== undefined &&
    follows(relation.mine.relation) &&
    relation.mine.tag.some((tag) => tag > defaultGroup);
  const groups = grouped ? await orUndefined(session.groups.of({ fid: mid }, { signal })) : {};
  return {
    card,
    self: false,
    relation,
    groups:
      groups &&
      Object.entries(groups)
        .filter(([id]) => Number(id) > defaultGroup)
        .map(([, name]) => name),
  };
}

/**
 * Only what anyone may see of a person: one request.
 * @throws BilibiliRefused `gone` when there is no such person.
 */
export async function readPublicCardFacts(
  session: Session,
  mid: number,
  signal?: AbortSignal,
): Promise<CardFacts> {
  const card = await session.people.card({ mid }, { signal });
  return { card, self: mid === session.mid, relation: undefined, groups: undefined };
}

/** A part of the card that may be missing; an expired login or a risk answer concerns all of it. */
async function orUndefined<T>(part: Promise<T>): Promise<T | undefined> {
  try {
    return await part;
  } catch (error) {
    if (error instanceof BilibiliUnreachable) return undefined;
    if (error instanceof BilibiliRefused && error.reason !== 'login' && error.reason !== 'risk')
      return undefined;
    throw error;
  }
}
