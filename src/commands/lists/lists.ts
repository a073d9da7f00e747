import { BilibiliRefused } from '../../api/index.ts';
import type { BotContext } from '../../bot/context.ts';
import type { Command, Feature } from '../../bot/feature.ts';
import { leadingHome } from '../groups/show-groups.ts';
import type { Lists } from './list-panels.ts';
import { ask } from '../../bot/questions.ts';
import { typing } from '../../bot/messages.ts';
import type { Intent } from '../person/people-commands.ts';

const question = 'search';
/** Names at Bilibili have 16 characters; the rest of a longer text cannot match any. */
const longestSearch = 50;

/** `/fans` and `/following` of oneself or of another, and `/common` with another. */
export function listsOfPeople(lists: Lists): readonly Intent[] {
  const ofPerson = (name: 'fans' | 'following'): Intent => ({
    name,
    inGroups: 'everyone',
    carryOut: (ctx, mid) => lists.open(ctx, { list: name, of: mid }),
    alone: (ctx) => openOwn(ctx, lists, name),
  });
  return [
    ofPerson('fans'),
    ofPerson('following'),
    {
      name: 'common',
      inGroups: 'everyone',
      async carryOut(ctx, mid) {
        if (mid === (await ctx.account()).mid)
          throw new BilibiliRefused({ reason: 'self', code: 22001, endpoint: 'x/relation/same/followings' });
        await lists.open(ctx, { list: 'common', of: mid });
      },
    },
  ];
}

/** The lists that one has only of oneself, and the search in one's own following. */
export function ownLists(lists: Lists): Feature {
  const own = (name: 'friends' | 'whispers' | 'blacks' | 'special'): Command => ({
    name,
    theme: 'people',
    inGroups: 'owner',
    async run(ctx, argument) {
      if (argument === '') await openOwn(ctx, lists, name);
      else await ctx.reply(ctx.texts.lists.ownOnly(name));
    },
  });

  async function search(ctx: BotContext, text: string): Promise<boolean> {
    const { mid } = await ctx.account();
    const short = [...text].length <= longestSearch;
    if (short) await lists.open(ctx, { list: 'search', of: mid, text });
    else await ctx.reply(ctx.texts.lists.longSearch);
    return short;
  }

  async function askSearch(ctx: BotContext): Promise<void> {
    await ctx.account();
    await ctx.reply(ctx.texts.lists.askSearch);
    await ask(ctx, question);
  }

  return {
    commands: [
      ...(['friends', 'special', 'whispers', 'blacks'] as const).map(own),
      {
        name: 'search',
        theme: 'people',
        inGroups: 'owner',
        run: async (ctx, text) => void (text === '' ? await askSearch(ctx) : await search(ctx, text)),
      },
    ],
    presses: { ...leadingHome(lists.presses), listSearch: { run: askSearch } },
    questions: [
      {
        name: question,
        noText: async (ctx) => void (await ctx.reply(ctx.texts.login.noWords)),
        answer: async (ctx, text) => ((await search(ctx, text.trim())) ? 'done' : 'again'),
      },
    ],
  };
}

async function openOwn(
  ctx: BotContext,
  lists: Lists,
  list: 'fans' | 'following' | 'friends' | 'whispers' | 'blacks' | 'special',
): Promise<void> {
  const { mid } = await ctx.account();
  await typing(ctx);
  await lists.open(ctx, { list, of: mid });
}
