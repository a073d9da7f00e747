import { callbackMethods } from './callbacks.ts';
import { chatMethods } from './chats.ts';
import { editMethods } from './edit.ts';
import { fileMethods } from './files.ts';
import type { MethodName } from './known-parameters.ts';
import { mediaMethods } from './media.ts';
import { messageMethods } from './messages.ts';
import type { Method } from './method.ts';
import { profileMethods } from './profile.ts';
import { sendMethods } from './send.ts';
import { updateMethods } from './updates.ts';

/** The methods of the Bot API that are simulated, by name. */
export const methods: Readonly<Record<MethodName, Method>> = {
  ...updateMethods,
  ...sendMethods,
  ...mediaMethods,
  ...editMethods,
  ...messageMethods,
  ...callbackMethods,
  ...profileMethods,
  ...chatMethods,
  ...fileMethods,
};

const names = new Map(Object.keys(methods).map((name) => [name.toLowerCase(), name as MethodName]));

/** The method of a request; names are case-insensitive, as documented. */
export function findMethod(name: string): MethodName | undefined {
  return names.get(name.toLowerCase());
}
