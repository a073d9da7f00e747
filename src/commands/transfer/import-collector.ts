import { visible } from '../../bot/text/safe.ts';
import { readWhom } from '../../people/person-forms.ts';

/** A person to be followed again, as a file names them. */
export interface Listed {
  mid: number;
  name?: string;
  /** Names of the groups they were in. */
  groups: string[];
  /** They were a special follow. */
  special: boolean;
}

/** Whom a file or a text names, each once in the order written, and what in it means nobody. */
export interface Roll {
  people: Listed[];
  unread: string[];
}

/** Gathers people; somebody who comes again gets the groups of both times. */
export interface Gathering {
  /** `written` is what means the person, in the order it is tried; the first of it is listed back when nothing does. */
  add(
    written: readonly string[],
    about?: { name?: string; groups?: readonly string[]; special?: boolean },
  ): void;
  /** A piece that means nobody. */
  leave(piece: string): void;
  roll(): Roll;
}

/** Nobody yet. */
export function createGathering(): Gathering {
  const people = new Map<number, Listed>();
  const unread: string[] = [];

  return {
    add(written, { name = '', groups = [], special = false } = {}) {
      const mid = written.map(midIn).find((found) => found !== undefined);
      if (mid === undefined) {
        unread.push(written.find((piece) => piece !== '') ?? '');
        return;
      }
      const known = people.get(mid);
      const named = visible(name) || known?.name;
      const cleaned = groups.map(visible).filter((group) => group !== '');
      people.set(mid, {
        mid,
        ...(named && { name: named }),
        groups: [...new Set([...(known?.groups ?? []), ...cleaned])],
        special: special || known?.special === true,
      });
    },
    leave: (piece) => void unread.push(piece),
    roll: () => ({ people: [...people.values()], unread: unread.filter((piece) => piece !== '') }),
  };
}

/** A UID or a profile's address; the other forms of a person would cost a request each. */
function midIn(piece: string): number | undefined {
  const { targets, unread } = readWhom(piece);
  const [target] = targets;
  return unread.length === 0 && targets.length === 1 && target?.kind === 'mid' ? target.mid : undefined;
}
