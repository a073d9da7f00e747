import type { Update } from 'grammy/types';
import { longestReadableText } from '../../bot/read-message-text.ts';
import type { Log } from '../../log.ts';
import type { QQEvent, QQIncoming, QQPort, QQPress } from '../port.ts';
import type { ChatIds } from './chat-ids.ts';
import type { CurrentUpdate, UpdateContext } from './current-update.ts';
import {
  type UpdateDeps,
  type UpdateWithoutId,
  updateFromMembership,
  updateFromMessage,
  updateFromPress,
  updateFromReachable,
} from './event-to-update.ts';
import { createQueuePerPerson } from './queue-per-person.ts';
import { isCommand } from './read-meaning.ts';
import { isMenuCancel } from './reply-choices.ts';
import type { Sender } from './sender.ts';

export interface EventHandlerDeps {
  updates: UpdateDeps;
  port: Pick<QQPort, 'acknowledge' | 'befriend'>;
  ids: ChatIds;
  currentUpdate: CurrentUpdate;
  sender: Pick<Sender, 'say'>;
  /** Called when a message or press has been handled: more may be sent to the chat then. */
  afterHearing: (chat: number) => Promise<void>;
  /** ms since 1970 */
  now: () => number;
  log: Log;
}

/** Events about the connection: online, offline, or trouble for the operator. */
export type QQState = Extract<QQEvent, { kind: 'online' | 'offline' | 'trouble' }>;

/** Callbacks for what happens on QQ. */
export interface GatewayListener {
  /** Handles an update, like `bot.handleUpdate`; errors are logged. */
  handle(update: Update): Promise<void>;
  /**
   * Called when somebody wrote in a chat or allowed messages there, so that the bot may write there for a while: messages that QQ
   * refused before can be sent now.
   */
  onHeard?: ((chat: number) => void) | undefined;
  /** Whether to accept a friend request, by the person's id and words. By default none is accepted. */
  mayBefriend?: ((user: number, words: string) => Promise<boolean>) | undefined;
  /** Called when the account can or cannot be reached, and for trouble. */
  onState?: ((state: QQState) => void) | undefined;
}

/**
 * Makes updates of QQ events and passes them on in a sensible order. Never throws.
 * @param over aborted when the program ends; errors after that are expected and not logged
 */
export function createEventHandler(
  deps: EventHandlerDeps,
  listener: GatewayListener,
  over: AbortSignal,
): (event: QQEvent) => void {
  const { updates, port, ids, currentUpdate, sender, log } = deps;
  const queues = createQueuePerPerson();
  let count = 0;

  const numbered = (update: UpdateWithoutId): Update => {
    count += 1;
    return { ...update, update_id: count };
  };

  /** Makes an update and handles it as the current update of its user. */
  async function handleUpdate(
    event: QQIncoming | QQPress,
    make: (place: Pick<UpdateContext, 'chat' | 'user'>) => Promise<UpdateWithoutId | undefined>,
  ): Promise<void> {
    const chat = await ids.idOf(event.chat);
    const user = await ids.idOf({ kind: 'person', id: event.from.id });
    const update = await make({ chat, user });
    if (update === undefined) return;
    const context: UpdateContext = { chat, user, anchor: event.id, sent: 0 };
    await currentUpdate.run(context, async () => {
      await listener.handle(numbered(update));
      if (context.toast !== undefined && context.sent === 0) await sender.say(context, context.toast);
    });
  }

  /**
   * Messages wait until earlier ones of the same person are handled, since those may change what they mean.
   * Commands do not wait.
   */
  async function onMessage(received: QQIncoming): Promise<void> {
    const event = withBoundedText(received);
    const key = queueKeyOf(event);
    const leaves = event.addressed && isMenuCancel(event.text) && queues.isBusy(key);
    const said = leaves ? { ...event, text: '/cancel' } : event;
    const work = () => handleUpdate(said, (place) => updateFromMessage(said, place, updates));
    await (isCommand(said.text) ? queues.runNow(key, work) : queues.enqueue(key, work));
  }

  async function onPress(event: QQPress): Promise<void> {
    // QQ waits only three seconds for this; handling may take longer.
    port
      .acknowledge(event.id)
      .catch((err: unknown) => log.warn({ err }, 'a press could not be acknowledged'));
    await queues.runNow(queueKeyOf(event), () =>
      handleUpdate(event, (place) => updateFromPress(event, place, updates)),
    );
  }

  async function onMembership(event: QQEvent & { kind: 'membership' }): Promise<void> {
    await listener.handle(numbered(await updateFromMembership(event, ids, Math.floor(deps.now() / 1000))));
  }

  async function onReachable({ chat }: QQEvent & { kind: 'reachable' }): Promise<void> {
    const id = await ids.idOf(chat);
    listener.onHeard?.(id);
    if (chat.kind === 'person')
      await listener.handle(numbered(updateFromReachable(id, chat.id, Math.floor(deps.now() / 1000))));
    await deps.afterHearing(id);
  }

  async function onFriendRequest({
    from,
    words,
    request,
  }: QQEvent & { kind: 'friendRequest' }): Promise<void> {
    const user = await ids.idOf({ kind: 'person', id: from.id });
    if (await listener.mayBefriend?.(user, words)) await port.befriend(request);
  }

  /** Answers are sent before waiting messages, since QQ limits how many messages can follow. */
  async function reportHeard({ chat }: QQIncoming | QQPress, handled: Promise<void>): Promise<void> {
    const id = await ids.idOf(chat);
    listener.onHeard?.(id);
    await handled;
    await deps.afterHearing(id);
  }

  return (event) => {
    const failed = (err: unknown) => {
      if (!over.aborted) log.error({ err }, 'something said on QQ could not be handled');
    };
    switch (event.kind) {
      case 'message':
        reportHeard(event, onMessage(event).catch(failed)).catch(failed);
        break;
      case 'press':
        reportHeard(event, onPress(event).catch(failed)).catch(failed);
        break;
      case 'membership':
        onMembership(event).catch(failed);
        break;
      case 'reachable':
        onReachable(event).catch(failed);
        break;
      case 'friendRequest':
        onFriendRequest(event).catch(failed);
        break;
      default:
        listener.onState?.(event);
    }
  };
}

/** Cuts a text that the bot will not read anyway: a frame holds megabytes, which would cost time on the way there. */
function withBoundedText(event: QQIncoming): QQIncoming {
  const { text, quotes } = event;
  const isQuoteLong = (quotes?.text?.length ?? 0) > longestReadableText;
  return {
    ...event,
    text: text.slice(0, longestReadableText + 1),
    ...(quotes && isQuoteLong && { quotes: { id: quotes.id } }),
  };
}

function queueKeyOf({ chat, from }: QQIncoming | QQPress): string {
  return `${chat.kind}:${chat.id}:${from.id}`;
}
