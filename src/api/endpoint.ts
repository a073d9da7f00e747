import type { z } from 'zod';

/** Checked parameters, encoded as strings; lists joined by commas. */
export type FormFields = Record<string, string>;

/** How an endpoint is paged, and how much of the list the site gives. */
export interface Paging<Data, Item> {
  /** The page number's parameter; `pn` by default. */
  pageParameter?: 'page';
  /** Rows per page when the parameter `ps` is not given or does not exist. */
  size: number;
  /** The most people the site gives of the own list. */
  maxOwn?: number;
  /** The most people the site gives of another person's list. */
  maxOfOthers?: number;
  /** The most pages the site gives. */
  maxPages?: number;
  /** The people in an answer; null when it has no list. */
  list(data: Data): Item[] | null;
  /** The total in an answer. */
  total?(data: Data): number | undefined;
  /** The last page according to an answer; without it an empty page is the end. */
  lastPage?(data: Data): number;
  /**
   * Whether an empty first page is taken as an empty list. Otherwise it is requested once more, unless the
   * total is 0.
   */
  mayBeEmpty?: boolean;
}

/** The description of an endpoint, except its path. */
export interface EndpointSpec<
  P extends z.ZodObject = z.ZodObject,
  A extends z.ZodType = z.ZodType,
  I = unknown,
> {
  /** api.bilibili.com by default. */
  host?: string;
  /** The name in reports and errors; the path by default. */
  label?: string;
  /** The parameters under the site's own names; checked before the request. */
  params: P;
  /** The shape of `data`. */
  answer: A;
  /** A faster parser for answers of the usual form; returns undefined when `answer` has to parse it. */
  parseFast?(data: unknown): z.output<A> | undefined;
  /** Whether an answer is about what was asked for; one that is not counts as no answer. */
  isAbout?(data: z.output<A>, asked: FormFields): boolean;
  paged?: Paging<z.output<A>, I>;
  /** Whether it is signed with WBI. */
  wbi?: boolean;
  /** Sent without credentials: they are not needed, and the host should not get them. */
  withoutLogin?: boolean;
  /** The form field that carries bili_jct; `csrf` by default. */
  csrf?: string;
  /** Parameters to redact. */
  secret?: readonly string[];
  /** The longest answer accepted, in decoded bytes; 1 MiB by default. */
  maxBytes?: number;
  /** The most items accepted in all lists of an answer together; 2000 by default. */
  maxItems?: number;
  /** Known from other clients only: callers need a fallback, and to the doctor its failure is a note. */
  unproven?: boolean;
  /** Error codes that come with usable data. */
  acceptedCodes?: readonly number[];
  /** The answer is an HTML page, not an envelope; `answer` parses its text. */
  html?: boolean;
  /** The answer is a redirect, not an envelope; `answer` parses the location (null: none). */
  redirect?: boolean;
}

/** An endpoint described as data. `{name}` in the path is replaced by a parameter. */
export interface Endpoint<P extends z.ZodObject = z.ZodObject, A extends z.ZodType = z.ZodType, I = unknown>
  extends EndpointSpec<P, A, I> {
  method: 'GET' | 'POST';
  host: string;
  label: string;
  path: string;
}

type Describe = <P extends z.ZodObject, A extends z.ZodType, I = never>(
  path: string,
  spec: EndpointSpec<P, A, I>,
) => Endpoint<P, A, I>;

/** Describes a read. */
export const get: Describe = (path, spec) => ({ ...defaults(path), ...spec, method: 'GET', path });

/** Describes a write; writes are never retried. */
export const post: Describe = (path, spec) => ({ ...defaults(path), ...spec, method: 'POST', path });

function defaults(label: string) {
  return { host: 'api.bilibili.com', label };
}
