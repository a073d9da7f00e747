import type zh from '../zh/which-person.ts';
import { counted } from './plural.ts';

const answer = 'Send a UID, a link, a BV id or an @name. Send /cancel to cancel.';

export default {
  ask: {
    who: `Who do you want to see? ${answer}`,
    follow: `Who do you want to follow? ${answer}`,
    unfollow: `Who do you want to unfollow? ${answer}`,
    common: `Whose follows do you want to compare with yours? ${answer}`,
    note: 'Who is the note about? Send a UID, a link, a BV id or an @name; the note may follow it. Send /cancel to cancel.',
    block: `Who do you want to block? ${answer}`,
    unblock: `Who do you want to unblock? ${answer}`,
    kick: `Which fan do you want to remove? ${answer}`,
    whisper: `Who do you want to follow quietly? ${answer}`,
    unwhisper: `Whose quiet follow do you want to end? ${answer}`,
  },
  unread: (pieces) =>
    `I could not read: ${pieces}\nWrite a UID, UID:123, a space link, a b23.tv short link, a video link or BV/av id, or an @name.`,
  several: (count) =>
    `This command takes one person at a time, and you named ${count}. Please send them one by one.`,
  severalAlone: (count) =>
    `You named ${counted(String(count), 'person', 'people')}, and a card shows one. To handle them together, write them after a command, such as /follow, /unfollow or /block.`,
  noneInReply: 'The message you replied to mentions nobody. Send a UID, a link or an @name.',
  pickJoint: 'This is a joint video. Choose one:',
  pickName: (name) => `Nobody is called “${name}”. These names are close:`,
  nobody: {
    video: 'There is no such video. It may be deleted or mistyped. Check it and send it again.',
    name: (name) => `Nobody called “${name}” was found. Try a UID or a space link.`,
    short:
      'This short link does not open, or does not lead to a person or video on Bilibili. Open it yourself and send the full link.',
    room: 'There is no such live room, or its owner cannot be found. Check the number, or send their UID or space link.',
    post: 'Bilibili does not say whose post this is. Open it and send its author’s space link.',
  },
} satisfies typeof zh;
