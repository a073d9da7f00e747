/**
 * Parameters that a message can do without: newer parts of the Bot API, which older servers refuse, and
 * sometimes Telegram itself (an effect that no longer exists, a message for one person where the bot is not
 * an admin).
 */
const decorations = new Set(['message_effect_id', 'ephemeral_message_parameters', 'style']);
/** The same for entities; their text stays. */
const decorated = new Set(['date_time', 'expandable_blockquote']);
/** Button actions of newer versions. A button that has nothing but one of these is removed. */
const newerActions = ['disabled', 'copy_text'];
/** Parameters with entities and buttons; within a form they are JSON. */
const structured = new Set(['entities', 'caption_entities', 'media', 'reply_markup']);

/** The body of a call without decorations: JSON or a form. */
export type PlainBody = string | FormData;

/**
 * Removes the decorations from the body of a call, for a server that refused it; `undefined` when there are
 * none.
 * @param body JSON, or a form as it is sent
 * @param type content type of the body
 */
export async function plainBody(body: unknown, type: string): Promise<PlainBody | undefined> {
  if (typeof body === 'string') {
    const plain = plainJson(body);
    return plain === body ? undefined : plain;
  }
  if (!(body instanceof Buffer)) return undefined;
  const form = await new Response(body as Buffer<ArrayBuffer>, {
    headers: { 'content-type': type },
  }).formData();
  let changed = false;
  for (const [name, value] of [...form]) {
    if (typeof value !== 'string') continue;
    const plain = decorations.has(name) ? undefined : structured.has(name) ? plainJson(value) : value;
    if (plain === value) continue;
    changed = true;
    if (plain === undefined) form.delete(name);
    else form.set(name, plain);
  }
  return changed ? form : undefined;
}

function plainJson(text: string): string {
  return JSON.stringify(plainValue(JSON.parse(text)));
}

function plainValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => !isDecorated(item)).map(plainValue);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([name]) => !decorations.has(name));
  return Object.fromEntries(kept.map(([name, item]) => [name, plainValue(item)]));
}

function isDecorated(item: unknown): boolean {
  if (typeof item !== 'object' || item === null) return false;
  return (
    ('type' in item && decorated.has(String(item.type))) || newerActions.some((action) => action in item)
  );
}
