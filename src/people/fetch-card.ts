import {
  BilibiliRefused,
  BilibiliUnreachable,
  type BothSides,
  type Card,
  defaultGroup,
  follows,
  type Session,
} from '../api/index.ts';

/** The facts on a person's card, as just read from the site. */
export interface CardFacts {
  card: Card;
  /** Whether it is the account itself. */
  self: boolean;
  /** The relation in both directions; `undefined` when it could not be read. */
  relation: BothSides | undefined;
  /** Names of the person's groups, without special and default; `undefined` when they could not be read. */
  groups: readonly string[] | undefined;
}

/**
 * Reads the facts of a card: one request for the person, one for the relation, and one for group names if the
 * person is in any group. Only the person is required; the rest may be missing, and the card says so.
 * @throws BilibiliRefused `gone` when there is no such person
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
 * The public facts alone: one request.
 * @throws BilibiliRefused `gone` when there is no such person
 */
export async function readPublicCardFacts(
  session: Session,
  mid: number,
  signal?: AbortSignal,
): Promise<CardFacts> {
  const card = await session.people.card({ mid }, { signal });
  return { card, self: mid === session.mid, relation: undefined, groups: undefined };
}

/**
 * A part of the card, or `undefined` when it cannot be read. An expired login or a risk answer is thrown,
 * since it affects the whole card.
 */
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
