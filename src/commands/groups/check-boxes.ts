import { BilibiliRefused, defaultGroup, followsOpenly } from '../../api/index.ts';
import { type BotContext, chatUserOf } from '../../bot/context.ts';
import type { AnyCallbackHandlers } from '../../bot/feature.ts';
import type { MessageStateStore } from '../../bot/message-state.ts';
import { type Content, editOrSendNew, pressedMessageId, send } from '../../bot/messages.ts';
import { viewerOf } from '../../bot/viewer.ts';
import { addToGroup, saveGroups } from '../../people/change-group-membership.ts';
import { sameGroups } from '../../people/compare-groups.ts';
import { readGroups } from '../../people/manage-groups.ts';
import { nameOnCard, nameOrUid } from '../names-and-profile-links.ts';
import { personCardAfterChange } from '../person/read-and-draw-card.ts';
import type { RelationActions } from '../person/relation-actions.ts';
import { drawCheckBoxes, type GroupChoice } from './check-boxes-screen.ts';
import { isGroupGone } from './handle-missing-group.ts';
import type { LastUsedGroups } from './last-used-groups.ts';

/** Check boxes for the groups of one person. */
export type GroupCheckBoxes = ReturnType<typeof createGroupCheckBoxes>;

export interface GroupCheckBoxesDeps {
  choices: MessageStateStore<GroupChoice>;
  relationActions: RelationActions;
  lastGroups: LastUsedGroups;
}

/** Creates the check boxes; ticks are stored by message, for a day. */
export function createGroupCheckBoxes({ choices, relationActions, lastGroups }: GroupCheckBoxesDeps) {
  /** Reads all groups, and those the person is in. */
  async function read(ctx: BotContext, mid: number, name: string): Promise<GroupChoice> {
    const { session } = await ctx.account();
    const groups = await readGroups(session, ctx.signal);
    const side = await session.relations.relation({ fid: mid }, { signal: ctx.signal });
    const before = side.tag.filter((tagid) => tagid !== defaultGroup);
    return {
      account: session.mid,
      mid,
      name,
      groups: groups
        .filter(({ tagid }) => tagid !== defaultGroup)
        .map(({ tagid, name }) => ({ tagid, name })),
      before,
      ticked: before,
      followed: followsOpenly(side.relation),
      page: 1,
    };
  }

  async function show(ctx: BotContext, choice: GroupChoice, headline?: string): Promise<void> {
    await choices.put(chatUserOf(ctx).chat, pressedMessageId(ctx), choice);
    await editOrSendNew(ctx, drawCheckBoxes(choice, viewerOf(ctx), headline));
  }

  async function open(
    ctx: BotContext,
    mid: number,
    headline?: string,
    name = nameOnCard(ctx, mid),
  ): Promise<void> {
    await show(ctx, await read(ctx, mid, name), headline);
  }

  /** The ticks of the pressed message. When they were forgotten, they are read again and the user is told. */
  async function pressedChoice(ctx: BotContext, mid: number): Promise<GroupChoice | undefined> {
    const account = await ctx.account();
    const choice = await choices.get(chatUserOf(ctx).chat, pressedMessageId(ctx));
    if (choice?.mid === mid && choice.account === account.mid) return choice;
    await open(ctx, mid, ctx.texts.groups.forgotten);
    return undefined;
  }

  /**
   * Saves the changes made here; changes made elsewhere meanwhile stay. The person's groups are read before
   * the write, and not again after it.
   */
  async function save(ctx: BotContext, choice: GroupChoice, follow: boolean): Promise<void> {
    const { session } = await ctx.account();
    const { mid, name, page } = choice;
    const words = ctx.texts.groups;
    if (follow) await relationActions.perform(ctx, 'follow', mid);
    const now = { ...(await read(ctx, mid, name)), page };
    // A person who is not followed is in no group, so all ticks must be set once they are.
    const unfollowed = { ...choice, before: [], followed: false };
    if (!now.followed) return show(ctx, unfollowed);
    const tagids = mergeTicks(choice, now.before);
    if (!tagids.every((tagid) => now.groups.some((group) => group.tagid === tagid)))
      return show(ctx, now, words.goneMeanwhile);
    try {
      if (!sameGroups(tagids, now.before)) await saveGroups(session, mid, tagids, ctx.signal);
    } catch (error) {
      if (isGroupGone(error)) return open(ctx, mid, words.goneMeanwhile, name);
      if (!isNotFollowed(error)) throw error;
      return show(ctx, unfollowed);
    }
    const last = now.groups.findLast(({ tagid }) => tagids.includes(tagid) && !choice.before.includes(tagid));
    if (last) await lastGroups.remember(ctx, last);
    const elsewhere = !sameGroups(choice.before, now.before);
    const headline = follow ? words.savedFollowing : elsewhere ? words.savedBeside : words.saved;
    await show(ctx, { ...now, before: tagids, ticked: tagids }, headline);
  }

  /** Adds the person to one group, without any other change. */
  async function addToOneGroup(ctx: BotContext, mid: number, group: number): Promise<Content | undefined> {
    const { session } = await ctx.account();
    try {
      await addToGroup(session, mid, group, ctx.signal);
    } catch (error) {
      if (isNotFollowed(error)) {
        const choice = await read(ctx, mid, nameOnCard(ctx, mid));
        await show(ctx, { ...choice, ticked: [...new Set([...choice.ticked, group])] });
        return undefined;
      }
      if (!isGroupGone(error)) throw error;
      await lastGroups.change(ctx, group, undefined);
      await open(ctx, mid, ctx.texts.groups.goneMeanwhile);
      return undefined;
    }
    return personCardAfterChange(ctx, mid, ctx.texts.groups.intoDone);
  }

  return {
    /**
     * Sends the check boxes in a new message, with the group `ticked` added to those the person is in. Two
     * requests.
     */
    async send(ctx: BotContext, mid: number, ticked: number): Promise<void> {
      const choice = await read(ctx, mid, nameOrUid(undefined, mid, ctx.texts));
      const marked = { ...choice, ticked: [...new Set([...choice.ticked, ticked])] };
      const { message_id } = await send(ctx, drawCheckBoxes(marked, viewerOf(ctx)));
      await choices.put(chatUserOf(ctx).chat, message_id, marked);
    },
    callbacks: {
      personGroups: (ctx, { mid }) => open(ctx, mid),
      async personTick(ctx, { mid, group }) {
        const choice = await pressedChoice(ctx, mid);
        if (choice === undefined) return;
        const { ticked } = choice;
        const now = ticked.includes(group) ? ticked.filter((one) => one !== group) : [...ticked, group];
        await show(ctx, { ...choice, ticked: now });
      },
      async personPage(ctx, { mid, page }) {
        const choice = await pressedChoice(ctx, mid);
        if (choice !== undefined) await show(ctx, { ...choice, page });
      },
      async personSave(ctx, { mid, follow }) {
        const choice = await pressedChoice(ctx, mid);
        if (choice !== undefined) await save(ctx, choice, follow === 'yes');
      },
      async personInto(ctx, { mid, group }) {
        const card = await addToOneGroup(ctx, mid, group);
        if (card) await editOrSendNew(ctx, card);
      },
    } satisfies AnyCallbackHandlers,
  };
}

/** The groups `now`, plus those ticked and minus those unticked here. */
function mergeTicks({ before, ticked }: GroupChoice, now: readonly number[]): number[] {
  const stay = now.filter((tagid) => ticked.includes(tagid) || !before.includes(tagid));
  return [...new Set([...stay, ...ticked.filter((tagid) => !before.includes(tagid))])];
}

function isNotFollowed(error: unknown): boolean {
  return error instanceof BilibiliRefused && error.reason === 'notFollowed';
}
