import type { Page, Person } from './answer-shapes.ts';
import { httpsAddress, isMoment, maxCount } from './answer-values.ts';
import { isDocumentedRelation, relationOf, specialGroup } from './relation.ts';

/**
 * Parses a page of people as `pageShape` does, but without a schema, which takes a fraction of the time:
 * pages are read at every poll of every account. Returns undefined when anything is unusual; the schema then
 * decides.
 */
export function parsePageFast(data: unknown): Page | undefined {
  if (!isRecord(data)) return undefined;
  const { list, total } = data;
  if (!Array.isArray(list) || !isInt(total) || total < 0 || total > maxCount) return undefined;
  const people: Person[] = [];
  for (const row of list) {
    const person = readPerson(row);
    if (person === undefined) return undefined;
    people.push(person);
  }
  return { list: people, total };
}

function readPerson(row: unknown): Person | undefined {
  if (!isRecord(row)) return undefined;
  const { mid, uname, face, sign, attribute, mtime, tag, special, official_verify, vip } = row;
  if (!isInt(mid) || mid < 0 || !isInt(attribute) || !isDocumentedRelation(attribute)) return undefined;
  if (typeof uname !== 'string' || typeof face !== 'string' || typeof sign !== 'string') return undefined;
  if (!isInt(mtime) || !isMoment(mtime) || !isInt(special) || !isGroups(tag)) return undefined;
  if (!isRecord(official_verify) || !isRecord(vip) || !isPlain(row)) return undefined;
  const contract = row.contract_info === undefined ? {} : { contract_info: {} };
  const { type, desc } = official_verify;
  const { vipType, vipStatus, vipDueDate } = vip;
  if (!isInt(type) || type === 127 || typeof desc !== 'string') return undefined;
  if (!isInt(vipType) || !isInt(vipStatus) || !isInt(vipDueDate)) return undefined;
  return {
    mid,
    uname,
    face: httpsAddress(face),
    sign,
    official_verify: { type, desc },
    vip: { vipType, vipStatus, vipDueDate },
    mtime,
    ...contract,
    tag: tag ?? [],
    relation: relationOf(attribute),
    special: special === 1 || (tag?.includes(specialGroup) ?? false),
  };
}

/** Whether a row has none of the rare fields: a contract, or the app's mark of a streaming person. */
function isPlain({ contract_info: contract, live }: Record<string, unknown>): boolean {
  return (
    live === undefined &&
    (contract === undefined || (isRecord(contract) && Object.keys(contract).length === 0))
  );
}

function isGroups(tag: unknown): tag is number[] | null {
  return tag === null || (Array.isArray(tag) && tag.every(isInt));
}

function isInt(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
