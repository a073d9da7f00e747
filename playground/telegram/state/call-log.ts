/** A request to the Bot API. */
export interface ApiCall {
  method: string;
  /** As sent; uploads as name and size. */
  params: Record<string, unknown>;
  /** Milliseconds since 1970. */
  at: number;
  /** Missing while the call runs, and when the connection was closed without an answer. */
  ok?: boolean;
  /** The error when Telegram refused. */
  error?: { code: number; description: string };
}

/** The bot's requests, for assertions. */
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
