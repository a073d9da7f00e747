/** The site's error codes by reason. Codes are interpreted nowhere else; unlisted ones are `unknown`. */
const codesByReason = {
  /** Not logged in; for an access key: expired or rejected. */
  login: [-101, -658, -663, -3, -2],
  /** The requesting account is banned. */
  banned: [-102],
  /** The csrf value does not match the cookie. */
  csrf: [-111, 2202],
  /** Risk control, or too many requests. HTTP 412 counts as -412. */
  risk: [-352, -401, -412, -509, -799, 22015],
  /** The list is hidden by its owner. */
  privacy: [22115, 22118],
  /** Past the first five pages of another person's list. */
  pages: [22007],
  /** No permission; for a signed endpoint possibly a stale key. */
  permission: [-403],
  /** The site rejected the parameters. */
  input: [-400, -632],
  /** The person, video or room does not exist, or no longer. */
  gone: [-404, 22013, 40061, 60004, 62002, 62004, 62012],
  /** Already done: followed, blocked, set. */
  already: [22014, 22120, 22004],
  /** Not set, so it cannot be undone. */
  notSet: [22005],
  /** Not possible with the own account. */
  self: [22001],
  /** The other person's settings or blacklist forbid it. */
  refusedByThem: [22002],
  /** The other person is on the own blacklist. */
  blockedByMe: [22003],
  /**
   * The requesting account must first be verified: bind a phone, pass the exam, give a real name, or clear a
   * violation.
   */
  verifyFirst: [-106, -108, -110, -113, -114, -115],
  /** The account is not verified, and has reached the follow limit of such accounts. */
  unverified: [22006],
  /** The account has reached the follow limit. */
  followLimit: [22009],
  blacklistFull: [22008],
  /** Some people of a batch were not followed. */
  batchPartial: [22010],
  /** Only followed people can be put into groups. */
  notFollowed: [22105],
  groupMissing: [22104],
  groupExists: [22106],
  groupCharacters: [22101],
  groupTooLong: [22103],
  /** The account has reached the limit of groups. */
  groupLimit: [22102],
  /** A QR code or renewal has expired. */
  expired: [86038, 86095],
  /** The site's servers are overloaded or failing; reads are retried before this is thrown. */
  busy: [-112, -500, -503, -504, -8888],
} as const;

/** Why Bilibili refused, in one word. */
export type Reason = keyof typeof codesByReason | 'unknown';

const reasons = new Map<number, Reason>();
for (const [reason, codes] of Object.entries(codesByReason) as [Reason, readonly number[]][]) {
  for (const code of codes) reasons.set(code, reason);
}

/** The reason for one of the site's error codes. */
export function reasonOfCode(code: number): Reason {
  return reasons.get(code) ?? 'unknown';
}

/** The code for HTTP 412: the IP address is blocked, not an account. */
export const blockedAddress = -412;

/** The code for an answer that contains only a captcha voucher; the site itself answers 0. */
export const riskCheck = -352;
