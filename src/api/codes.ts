/** The site's refusals by reason: the one place where numbers are read. Unlisted numbers are `unknown`. */
const codesByReason = {
  /** Not logged in; for an access key: expired, or not accepted. */
  login: [-101, -658, -663, -3, -2],
  /** The account that asks is banned. */
  banned: [-102],
  /** The csrf value does not fit the cookie. */
  csrf: [-111, 2202],
  /** Risk control, or too many calls. HTTP 412 counts as -412. */
  risk: [-352, -401, -412, -509, -799, 22015],
  /** The list is hidden by its owner. */
  privacy: [22115, 22118],
  /** Past the first five pages of another person's list. */
  pages: [22007],
  /** No permission; for a signed endpoint perhaps a stale key. */
  permission: [-403],
  /** The site did not accept the parameters. */
  input: [-400, -632],
  /** No such person, video or room, or no longer. */
  gone: [-404, 22013, 40061, 60004, 62002, 62004, 62012],
  /** It is so already: following, blocked, set. */
  already: [22014, 22120, 22004],
  /** It is not so, and cannot be undone. */
  notSet: [22005],
  /** Not possible with oneself. */
  self: [22001],
  /** The other person's settings or blacklist forbid it. */
  refusedByThem: [22002],
  /** The other person is on one's own blacklist. */
  blockedByMe: [22003],
  /** The account that asks must first be verified: bind a phone, pass the exam, give a name, or be let off a fault. */
  verifyFirst: [-106, -108, -110, -113, -114, -115],
  /** The account is not verified, and has followed as many as such an account may. */
  unverified: [22006],
  /** Follows as many as an account may. */
  followLimit: [22009],
  blacklistFull: [22008],
  /** Some of a batch were not followed. */
  batchPartial: [22010],
  /** Only people one follows can be grouped. */
  notFollowed: [22105],
  groupMissing: [22104],
  groupExists: [22106],
  groupCharacters: [22101],
  groupTooLong: [22103],
  /** As many groups as an account may have. */
  groupLimit: [22102],
  /** A QR code or a renewal that has run out. */
  expired: [86038, 86095],
  /** The site's servers are in trouble; reads are tried again before this is told. */
  busy: [-112, -500, -503, -504, -8888],
} as const;

/** Why Bilibili said no, in a word. */
export type Reason = keyof typeof codesByReason | 'unknown';

const reasons = new Map<number, Reason>();
for (const [reason, codes] of Object.entries(codesByReason) as [Reason, readonly number[]][]) {
  for (const code of codes) reasons.set(code, reason);
}

/** The reason behind one of the site's numbers. */
export function reasonOf(code: number): Reason {
  return reasons.get(code) ?? 'unknown';
}

/** The number that HTTP 412 stands for: the whole address is blocked, not one account. */
export const blockedAddress = -412;

/** The number used for an answer that holds nothing but a voucher for a captcha: the site says 0 there. */
export const riskCheck = -352;
