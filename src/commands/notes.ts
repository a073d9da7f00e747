import { type BotContext, requireLogin } from '../bot/context.ts';
import type { AnswerOutcome, Feature } from '../bot/feature.ts';
import { callbackButton } from '../bot/keyboards.ts';
import { type Content, showAt, type Where } from '../bot/messages.ts';
import { ask, askAgain, leaveQuestion } from '../bot/questions.ts';
import { wholeLine } from '../bot/text/displayable-text.ts';
import { catalogues } from '../bot/text/index.ts';
import { type ActingViewer, actingViewerOf } from '../bot/viewer.ts';
import type { Notes } from '../people/notes.ts';
import { longestNote } from '../storage/index.ts';
import type { PersonCommand } from './person/commands-taking-a-person.ts';
import { personCardAfterChange } from './person/read-and-draw-card.ts';

const question = 'note';

/** Data of the question: the person, and the account hash (`as`) of the card. */
interface About {
  mid: number;
  as: number;
}

/** `/note`: stores the text after the person as a note, or asks for one. */
export function noteCommand(): PersonCommand {
  return {
    name: 'note',
    inGroups: 'nobody',
    takesText: true,
    async forOne(ctx, mid, text) {
      await requireLogin(ctx);
      if (text === '' || (await answerWith(ctx, mid, text)) === 'again') await askNote(ctx, mid);
    },
  };
}

/** The note buttons of the card, and the question they ask. */
export function notesFeature() {
  return {
    commands: [],
    callbacks: {
      async note(ctx, { mid }) {
        await requireLogin(ctx);
        await askNote(ctx, mid);
      },
      async noteDelete(ctx, { mid }) {
        await requireLogin(ctx);
        await leaveQuestion(ctx);
        await remove(ctx, mid, 'here');
      },
    },
    questions: [
      {
        name: question,
        noText: (ctx) => ctx.texts.notes.nothingVisible,
        async answer(ctx, text, about) {
          const { mid, as } = about as About;
          ctx.actsAs = as;
          await requireLogin(ctx);
          return answerWith(ctx, mid, text);
        },
      },
    ],
  } satisfies Feature;
}

async function askNote(ctx: BotContext, mid: number): Promise<void> {
  const note = (await notesIn(ctx).on([mid])).get(mid);
  const viewer = actingViewerOf(ctx);
  await ask(ctx, drawNoteQuestion(mid, note, viewer), question, { mid, as: viewer.as } satisfies About);
}

/** `again` when the text is not a valid note, which the user was told. */
async function answerWith(ctx: BotContext, mid: number, typed: string): Promise<AnswerOutcome> {
  const read = parseTypedNote(typed);
  switch (read.kind) {
    case 'tooLong':
      return askAgain(ctx, ctx.texts.notes.tooLong(longestNote));
    case 'nothingVisible':
      return askAgain(ctx, ctx.texts.notes.nothingVisible);
    case 'remove':
      await remove(ctx, mid, 'new');
      return 'done';
    case 'note':
      await notesIn(ctx).write(mid, read.text);
      await showAt(ctx, await personCardAfterChange(ctx, mid, ctx.texts.notes.done), 'new');
      return 'done';
  }
}

async function remove(ctx: BotContext, mid: number, where: Where): Promise<void> {
  const { removed, hadNone } = ctx.texts.notes;
  const headline = (await notesIn(ctx).remove(mid)) ? removed : hadNone;
  await showAt(ctx, await personCardAfterChange(ctx, mid, headline), where);
}

/** The command and its buttons do not exist in groups. */
function notesIn({ notes }: BotContext): Notes {
  if (notes === undefined) throw new TypeError('Notes are a matter of private chats');
  return notes;
}

/** Draws the question for a note; an existing note is shown in full, with a button to delete it. */
function drawNoteQuestion(
  mid: number,
  note: string | undefined,
  { texts: { notes }, user, as }: ActingViewer,
): Content {
  if (note === undefined) return { text: notes.ask(longestNote) };
  return {
    text: notes.askAnother(note, longestNote),
    keyboard: [[callbackButton(notes.remove, { kind: 'noteDelete', user, mid, as }, 'danger')]],
  };
}

/** A parsed answer to the question for a note. */
type TypedNote =
  | { kind: 'note'; text: string }
  /** The word that deletes the note. */
  | { kind: 'remove' }
  | { kind: 'tooLong' }
  /** It has no visible characters. */
  | { kind: 'nothingVisible' };

const removing = new Set(Object.values(catalogues).map(({ notes }) => notes.remove.toLowerCase()));

/** Parses a typed note: one line of visible text, complete or not at all. */
export function parseTypedNote(typed: string): TypedNote {
  // A bound well above the longest note, for the functions below.
  if (typed.length > 20 * longestNote) return { kind: 'tooLong' };
  const text = wholeLine(typed);
  if (text === '') return { kind: 'nothingVisible' };
  if (removing.has(text.toLowerCase())) return { kind: 'remove' };
  return text.length > longestNote ? { kind: 'tooLong' } : { kind: 'note', text };
}
