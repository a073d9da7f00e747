import type { Update } from 'grammy/types';
import type { Log } from '../../log.ts';
import type { QQEvent, QQIncoming, QQPort, QQPress } from '../port.ts';
import type { ChatIds } from './chat-ids.ts';
import type { CurrentUpdate, UpdateContext } from './current-update.ts';
import {
  type Unnumbered,
  type UpdateDeps,
  updateFromMembership,
  updateFromMessage,
  updateFromPress,
} from './event-to-update.ts';
import { createQueuePerPerson } from './queue-per-person.ts';
import { isCommand } from './read-meaning.ts';
import { isMenuCancel } from './reply-choices.ts';
import type { Sender } from './sender.ts';

export interface EventHandlerDeps {
  updates: UpdateDeps;
  port: Pick<QQPort, 'acknowledge' | 'befriend'>;
  ids: ChatIds;
  turns: CurrentUpdate;
  sender: Pick<Sender, 'say'>;
  /** Told when what somebody said or pressed is dealt with: more may be sent there now. */
  afterHearing: (chat: number) => Promise<void>;
  /** Milliseconds since 1970. */
  now: () => number;
  log: Log;
}

/** The account can be reached, or cannot; or there is something for the operator to read. */
export type QQState = Extract<QQEvent, { kind: 'online' | 'offline' | 'trouble' }>;

/** Who listens to what happens on QQ. */
export interface GatewayListener {
  /** Handles an update, such as `bot.handleUpdate`; what it throws is logged. */
  handle: Handle;
  /** Told that somebody wrote, so that the bot may write there for a while: what QQ would not let through can go now. */
  onHeard?: ((chat: number) => void) | undefined;
  /** Whether somebody who asks for it is taken as a friend; by their id here, and by what they say. Nobody is, without it. */
  mayBefriend?: ((user: number, words: string) => Promise<boolean>) | undefined;
  /** Told when the account can or cannot be reached, and of what the operator should read. */
  onState?: ((state: QQState) => void) | undefined;
}

type Handle = (update: Update) => Promise<void>;

/**
 * Makes updates of what happens on QQ, and hands them on in the order in which they make sense. Never throws.
 * @param over aborted when the program ends: what fails from then on, since nothing is open any more, is no defect
 */
export function createEventHandler(
  deps: EventHandlerDeps,
  listener: GatewayListener,
  over: AbortSignal,
): (event: QQEvent) => void {
  const { updates, port, ids, turns, sender, log } = deps;
  const { handle: to } = listener;
  const lanes = createQueuePerPerson();
  let count = 0;

  const numbered = (update: Unnumbered): Update => {
    count += 1;
    return { ...update, update_id: count };
  };

  /** Handles what makes an update, as a turn of the person it came from. */
  async function take(
    event: QQIncoming | QQPress,
    make: () => Promise<Unnumbered | undefined>,
  ): Promise<void> {
    const update = await make();
    if (update === undefined) return;
    const chat = await ids.idOf(event.chat);
    const user = await ids.idOf({ kind: 'person', id: event.from.id });
    const turn: UpdateContext = { chat, user, anchor: event.id, sent: 0 };
    await turns.run(turn, async () => {
      await to(numbered(update));
      if (turn.toast !== undefined && turn.sent === 0) await sender.say(turn, turn.toast);
    });
  }

  /** What is typed means what it meant once the bot had said all it had to; commands wait for nothing. */
  async function hearMessage(event: QQIncoming): Promise<void> {
    const lane = laneOf(event);
    const leaves = event.addressed && isMenuCancel(event.text) && lanes.busy(lane);
    const said = leaves ? { ...event, text: '/cancel' } : event;
    const work = () => take(said, () => updateFromMessage(said, updates));
    await (isCommand(said.text) ? lanes.beside(lane, work) : lanes.after(lane, work));
  }

  async function hearPress(event: QQPress): Promise<void> {
    // QQ waits three seconds; the work may take longer.
    port
      .acknowledge(event.id)
      .catch((err: unknown) => log.warn({ err }, 'a press could not be acknowledged'));
    await lanes.beside(laneOf(event), () => take(event, () => updateFromPress(event, updates)));
  }

  async function hearMembership(event: QQEvent & { kind: 'membership' }): Promise<void> {
    await to(numbered(await updateFromMembership(event, ids, Math.floor(deps.now() / 1000))));
  }

  async function hearFriend({ from, words, request }: QQEvent & { kind: 'friendRequest' }): Promise<void> {
    const user = await ids.idOf({ kind: 'person', id: from.id });
    if (await listener.mayBefriend?.(user, words)) await port.befriend(request);
  }

  /** What is answered goes before what had waited, since QQ counts what is said there. */
  async function tellHeard({ chat }: QQIncoming | QQPress, dealtWith: Promise<void>): Promise<void> {
    const id = await ids.idOf(chat);
    listener.onHeard?.(id);
    await dealtWith;
    await deps.afterHearing(id);
  }

  return (event) => {
    const failed = (err: unknown) => {
      if (!over.aborted) log.error({ err }, 'something said on QQ could not be handled');
    };
    switch (event.kind) {
      case 'message':
        tellHeard(event, hearMessage(event).catch(failed)).catch(failed);
        break;
      case 'press':
        tellHeard(event, hearPress(event).catch(failed)).catch(failed);
        break;
      case 'membership':
        hearMembership(event).catch(failed);
        break;
      case 'friendRequest':
        hearFriend(event).catch(failed);
        break;
      default:
        listener.onState?.(event);
    }
  };
}

function laneOf({ chat, from }: QQIncoming | QQPress): string {
  return `${chat.kind}:${chat.id}:${from.id}`;
}
