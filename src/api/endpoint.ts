import type { z } from 'zod';

/** How an endpoint is paged, and where the site stops. */
export interface Paging<Data, Item> {
  /** The parameter that counts pages; `pn` when not given. */
  by?: 'page';
  /** Rows a page when `ps` is not given (or not a parameter). */
  size: number;
  /** The site shows no more people than this of one's own list. */
  own?: number;
  /** The site shows no more people than this of another's list. */
  others?: number;
  /** The site shows no more pages than this. */
  pages?: number;
  /** The people of an answer; null when it does not tell. */
  list(data: Data): Item[] | null;
  /** The total an answer tells. */
  total?(data: Data): number | undefined;
  /** The last page an answer tells of; without it an empty page is the end. */
  last?(data: Data): number;
  /** An empty first page means that there is nobody; elsewhere it is asked once more, unless the total is 0. */
  mayBeEmpty?: boolean;
}

/** What there is to know of an endpoint beside its path. */
export interface EndpointSpec<
  P extends z.ZodObject = z.ZodObject,
  A extends z.ZodType = z.ZodType,
  I = unknown,
> {
  /** api.bilibili.com when not given. */
  host?: string;
  /** What reports and errors call it; the path when not given. */
  label?: string;
  /** The parameters under the site's own names; checked before any request. */
  params: P;
  /** The shape of `data`. */
  answer: A;
  /** Reads an answer as it usually is without `answer`, in a fraction of the time; undefined leaves it to that. */
  ordinary?(data: unknown): z.output<A> | undefined;
  paged?: Paging<z.output<A>, I>;
  /** Signed with WBI. */
  wbi?: boolean;
  /** Sent without the login: it needs none, and the host has no business with it. */
  open?: boolean;
  /** The form field that carries bili_jct; `csrf` when not given. */
  csrf?: string;
  /** Parameters that must not be shown. */
  secret?: readonly string[];
  /** The longest answer that is read, in decoded bytes; 1 MiB when not given. */
  maxBytes?: number;
  /** The most items that an answer may have in all its lists together; 2000 when not given. */
  mostItems?: number;
  /** Known from other clients only: what it is for must have another way, and the doctor looks at it. */
  unproven?: boolean;
  /** Codes other than 0 that come with usable data. */
  accepts?: readonly number[];
  /** The answer is a page, not an envelope; `answer` reads its text. */
  html?: boolean;
  /** The answer is a redirect, not an envelope; `answer` reads where it leads (null: nowhere). */
  redirect?: boolean;
}

/** An endpoint as data. `{name}` in the path is filled from the parameters. */
export interface Endpoint<P extends z.ZodObject = z.ZodObject, A extends z.ZodType = z.ZodType, I = unknown>
  extends EndpointSpec<P, A, I> {
  method: 'GET' | 'POST';
  host: string;
  label: string;
  path: string;
}

/** A read. */
export function get<P extends z.ZodObject, A extends z.ZodType, I = never>(
  path: string,
  spec: EndpointSpec<P, A, I>,
): Endpoint<P, A, I> {
  return { host: 'api.bilibili.com', label: path, ...spec, method: 'GET', path };
}

/** A write: never tried twice. */
export function post<P extends z.ZodObject, A extends z.ZodType, I = never>(
  path: string,
  spec: EndpointSpec<P, A, I>,
): Endpoint<P, A, I> {
  return { host: 'api.bilibili.com', label: path, ...spec, method: 'POST', path };
}
