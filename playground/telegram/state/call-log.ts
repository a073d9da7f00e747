/** One request to the Bot API. */
export interface ApiCall {
  method: string;
  /** As sent; an uploaded file is shown by its name and size. */
  params: Record<string, unknown>;
  /** Milliseconds since 1970. */
  at: number;
  /** Missing while the call runs, and when its connection was cut. */
  ok?: boolean;
  /** What Telegram answered when it refused. */
  error?: { code: number; description: string };
}

/** The requests of the bot, for assertions. */
export interface CallLog {
  /** Oldest first; at least the newest 10 000. */
  readonly entries: ApiCall[];
  /** Methods called that are not simulated. */
  readonly unknownMethods: string[];
  /** Parameters that Telegram would ignore, or that are not simulated. */
  readonly oddities: string[];
  add(call: ApiCall): ApiCall;
}

const KEPT = 10_000;

/** Makes an empty log. */
export function createCallLog(): CallLog {
  const entries: ApiCall[] = [];
  const unknownMethods: string[] = [];
  const oddities: string[] = [];
  return {
    entries,
    unknownMethods,
    oddities,
    add(call) {
      entries.push(call);
      if (entries.length > 2 * KEPT) entries.splice(0, entries.length - KEPT);
      return call;
    },
  };
}
