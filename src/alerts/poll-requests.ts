import { BilibiliRefused, BilibiliUnreachable, follows, RepeatedAnswer, type Session } from '../api/index.ts';
import { type PageSummary, summarizePage } from './page-summary.ts';
import { type FanPage, pageSize, parseFanPage } from './validate-fan-page.ts';

/** The requests of a poll. They throw `BilibiliRefused` or `BilibiliUnreachable` unless noted. */
export interface FanReader {
  /**
   * The first page and its summary. When it comes in the same bytes as the last one and `isLast` is still
   * true, it is not parsed: then there is no page, and the summary is the last one.
   * @throws UnusableFanPage
   */
  readFirstPage(
    last: PageSummary | undefined,
    isLast: () => boolean,
  ): Promise<{ summary: PageSummary; page: FanPage | undefined }>;
  /**
   * A page of the account's fans, newest first.
   * @throws UnusableFanPage
   */
  readPage(pn: number): Promise<FanPage>;
  /** Whether a person is a fan, and whether the account follows them; a closed account is not a fan. */
  relationTo(mid: number): Promise<{ isFan: boolean; followed: boolean }>;
  /**
   * The fan counts of the first twenty of these people, in one request. Empty when the site gives none; never
   * fails because of the site, because nothing depends on it.
   */
  readFollowers(mids: readonly number[]): Promise<ReadonlyMap<number, number>>;
}

/** The most people whose counts come in one answer. */
const maxCountsPerRequest = 20;
/**
 * How long counts may take, ms: while a long job keeps the login busy there is no turn for them, and alerts
 * must not wait.
 */
const countTimeout = 5000;

/** Requests of polls count against this share of the budget. */
const share = 'polls';

/**
 * Reads an account's fans through its session.
 * @param now ms since 1970
 */
export function createFanReader(session: Session, signal: AbortSignal, now: () => number): FanReader {
  const read = async (pn: number, isRepeat?: (digest: string) => boolean) =>
    parseFanPage(
      await session.relations.followers({ vmid: session.mid, pn, ps: pageSize }, { signal, share, isRepeat }),
      pn,
      now(),
    );
  return {
    readPage: (pn) => read(pn),
    async readFirstPage(last, isLast) {
      let digest = '';
      const isRepeat = (received: string) => {
        digest = received;
        return digest === last?.digest && isLast();
      };
      try {
        const page = await read(1, isRepeat);
        return { summary: summarizePage(page, digest), page };
      } catch (error) {
        if (error instanceof RepeatedAnswer && last !== undefined) return { summary: last, page: undefined };
        throw error;
      }
    },
    async relationTo(other) {
      try {
        const { mine, theirs } = await session.bothSides.one(other, { signal, share });
        return { isFan: follows(theirs.relation), followed: follows(mine.relation) };
      } catch (error) {
        if (error instanceof BilibiliRefused && error.reason === 'gone')
          return { isFan: false, followed: false };
        throw error;
      }
    },
    async readFollowers(mids) {
      const asked = mids.slice(0, maxCountsPerRequest);
      if (asked.length === 0) return new Map();
      const timeout = AbortSignal.any([signal, AbortSignal.timeout(countTimeout)]);
      try {
        const answer = await session.people.stats({ mids: asked }, { signal: timeout, share });
        return new Map(Object.values(answer).map((stat) => [stat.mid, stat.follower]));
      } catch (error) {
        signal.throwIfAborted();
        const isSites = error instanceof BilibiliRefused || error instanceof BilibiliUnreachable;
        if (!isSites && !timeout.aborted) throw error;
        return new Map();
      }
    },
  };
}
