import type { ReactionTypeEmoji } from 'grammy/types';

// As documented with ReactionTypeEmoji; others are refused with REACTION_INVALID.
const reactions = new Set(
  (
    '👍 👎 ❤ 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 ' +
    '💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡'
  ).split(' '),
);

/** True for an emoji that a bot may react with. */
export function isReaction(emoji: unknown): emoji is ReactionTypeEmoji['emoji'] {
  return typeof emoji === 'string' && reactions.has(emoji);
}
