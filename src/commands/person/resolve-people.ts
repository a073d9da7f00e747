import type { Bilibili } from '../../api/index.ts';
import type { Callback } from '../../bot/callback-data.ts';
import { type BotContext, chatUserOf } from '../../bot/context.ts';
import { callbackButton, type Keyboard } from '../../bot/keyboards.ts';
import { send } from '../../bot/messages.ts';
import { messageText, repliedTo, urlsBehindText } from '../../bot/read-message-text.ts';
import { oneLine } from '../../bot/text/displayable-text.ts';
import { mostPeople, TooManyPeople } from '../../jobs/index.ts';
import {
  findPeopleInMessage,
  type PeopleInText,
  type PersonReference,
  readPeopleInAnswer,
} from '../../people/people-in-text.ts';
import { type Resolved, resolvePerson } from '../../people/resolve-person.ts';
import { redact } from '../../redact.ts';

/** Most names, videos and short links in one message: each costs a request, and an update has a minute. */
const mostLookUps = 20;

/**
 * Resolves the people of a text; `unread` holds the pieces that could not be resolved for certain.
 * `undefined` when nobody is left, or too many requests are needed, which the user was told.
 * @throws TooManyPeople
 */
export async function resolvePeople(
  ctx: BotContext,
  bilibili: Pick<Bilibili, 'resolveShortLink'>,
  whom: PeopleInText,
): Promise<{ mids: number[]; unread: string[] } | undefined> {
  const { targets } = whom;
  if (targets.length > mostPeople) throw new TooManyPeople(targets.length, mostPeople);
  if (targets.filter(({ kind }) => kind !== 'mid').length > mostLookUps) {
    await ctx.reply(ctx.texts.jobs.tooManyLookUps(mostLookUps));
    return undefined;
  }
  const mids: number[] = [];
  const unread = [...whom.unread];
  for (const target of targets) {
    const resolved = await resolveOne(ctx, bilibili, target);
    if (resolved.kind === 'person') mids.push(resolved.mid);
    else unread.push(asWritten(target));
  }
  if (mids.length > 0) return { mids, unread };
  await ctx.reply(ctx.texts.commands.whom.unread(quotePieces(unread)));
  return undefined;
}

/** Finds out whom a reference means, with the login of this update. */
export async function resolveOne(
  ctx: BotContext,
  bilibili: Pick<Bilibili, 'resolveShortLink'>,
  target: PersonReference,
): Promise<Resolved> {
  const { session } = await ctx.account();
  return resolvePerson({ session, bilibili, signal: ctx.signal }, target);
}

/** Says that nobody was found, or offers the matching people; `callback` is that of picking one. */
export async function replyUnresolved(
  ctx: BotContext,
  target: PersonReference,
  resolved: Exclude<Resolved, { kind: 'person' }>,
  callback: (mid: number) => Callback,
): Promise<void> {
  const words = ctx.texts.commands.whom;
  const written = target.kind === 'name' ? oneLine(target.name) : '';
  if (resolved.kind === 'nobody') {
    const { missing } = resolved;
    await ctx.reply(missing === 'name' ? words.nobody.name(written) : words.nobody[missing]);
    return;
  }
  const keyboard: Keyboard = resolved.choices.map(({ mid, name }) => [
    callbackButton(`${oneLine(name) || mid} · ${mid}`, callback(mid)),
  ]);
  keyboard.push([callbackButton(ctx.texts.common.cancel, { kind: 'dismiss', user: chatUserOf(ctx).user })]);
  await send(ctx, {
    text: resolved.among === 'joint' ? words.pickJoint : words.pickName(written),
    keyboard,
  });
}

/**
 * The people named in a text of this message, and unrecognized pieces, safe to display. When one person is
 * linked among other words, as in a shared link, the words are ignored.
 */
export function readPeopleIn(ctx: BotContext, text: string): PeopleInText {
  const { targets, unread } = readPeopleInAnswer(text);
  const named = unread.length === 0 ? [] : findPeopleInMessage(text, urlsBehindText(ctx.message));
  if (targets.length === 0 && named.length > 0) return { targets: named, unread: [] };
  return { targets, unread: unread.map(redact) };
}

/** Quotes at most ten pieces of a text, safe to display. */
export function quotePieces(pieces: readonly string[]): string {
  return pieces.slice(0, 10).map(oneLine).join(' ');
}

function asWritten(target: PersonReference): string {
  switch (target.kind) {
    case 'mid':
      return String(target.mid);
    case 'video':
      return 'bvid' in target ? target.bvid : `av${target.aid}`;
    case 'short':
      return target.url;
    case 'room':
      return `live.bilibili.com/${target.room}`;
    case 'post':
      return target.post === 'article' ? `cv${target.id}` : `t.bilibili.com/${target.id}`;
    case 'name':
      return `@${target.name}`;
  }
}

/**
 * The people named in the message replied to. In the bot's own messages only its own links count, since names
 * and signatures in them are text from others.
 */
export function peopleInRepliedMessage(ctx: BotContext): PersonReference[] {
  const message = repliedTo(ctx.message);
  const text = messageText(message);
  const links = urlsBehindText(message);
  if (message?.from?.id === ctx.me.id) return findPeopleInMessage('', links);
  const whole = readPeopleInAnswer(text);
  return whole.unread.length === 0 && whole.targets.length > 0
    ? whole.targets
    : findPeopleInMessage(text, links);
}
