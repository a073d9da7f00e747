import type { PhotoSize } from 'grammy/types';
import { badRequest } from '../errors.ts';
import { type Params, paramsOf } from '../http/params.ts';
import { defined, isRecord } from '../objects.ts';
import { documentOf, type FileKind, type StoredFile } from '../state/files.ts';
import { imageInfo } from '../state/image-info.ts';
import { type Content, post } from '../state/messages.ts';
import { captionText } from '../text/message-text.ts';
import { deliver, readDelivery } from './delivery.ts';
import { type Call, type Method, userFinder } from './method.ts';
import { refuseNewerEntities } from './older-server.ts';

/** Documented: an album has 2 to 10 items. */
const MAX_ALBUM = 10;
/** The width of the thumbnail of each photo, in pixels. */
const THUMB = 90;

const sendPhoto: Method = async (call) => {
  const delivery = readDelivery(call);
  const caption = captionContent(call, call.params);
  return deliver(call, delivery, { ...(await mediaContent(call, 'photo', 'photo')), ...caption });
};

const sendDocument: Method = async (call) => {
  const delivery = readDelivery(call);
  const caption = captionContent(call, call.params);
  return deliver(call, delivery, { ...(await mediaContent(call, 'document', 'document')), ...caption });
};

const sendMediaGroup: Method = async (call) => {
  const { state, params, odd } = call;
  const { record, place, extra } = readDelivery(call);
  const media = params.json('media');
  if (!Array.isArray(media)) throw badRequest('expected an Array of InputMedia');
  if (media.length === 0) throw badRequest('there are no messages to send');
  if (media.length > MAX_ALBUM) throw badRequest('too many messages to send as an album');
  if (media.length === 1) odd('sendMediaGroup with one item');
  const contents: Content[] = [];
  for (const item of media) contents.push(await inputMedia(call, item));
  if (contents.some(({ photo }) => photo) && contents.some(({ document }) => document)) {
    throw badRequest("document can't be mixed with other media types");
  }
  state.limits.take('send', record, contents.length);
  const group = String(record.chat.id) + record.messages.size;
  return contents.map((content) =>
    post(state, record, state.bot, { ...content, ...extra, media_group_id: group }, place),
  );
};

/** The content of an InputMedia object, with its caption. */
export async function inputMedia(call: Call, item: unknown): Promise<Content> {
  if (!isRecord(item)) throw badRequest("can't parse InputMedia: expected an Object");
  const type = item.type;
  if (type !== 'photo' && type !== 'document')
    throw badRequest(`can't parse InputMedia: type "${type}" is unsupported`);
  const params: Params = {
    ...paramsOf(new Map(Object.entries(item)), new Map()),
    upload: call.params.upload,
  };
  const caption = captionContent(call, params);
  return { ...(await mediaContent({ ...call, params }, type, 'media')), ...caption };
}

/** The caption fields of a photo or document. */
export function captionContent({ state }: Call, params: Params): Content {
  refuseNewerEntities(state, params, 'caption_entities');
  const { text, entities } = captionText(params, userFinder(state));
  return defined({
    caption: text || undefined,
    caption_entities: entities.length > 0 ? entities : undefined,
    show_caption_above_media: params.boolean('show_caption_above_media') ? (true as const) : undefined,
    has_media_spoiler: params.boolean('has_spoiler') ? (true as const) : undefined,
  });
}

async function mediaContent(call: Call, kind: FileKind, field: string): Promise<Content> {
  const file = await resolveFile(call, kind, field);
  return kind === 'photo' ? { photo: photoSizes(call, file) } : { document: documentOf(file) };
}

/** The file of a parameter: an upload, an `attach://` reference, a file_id or a URL. */
async function resolveFile({ state, params }: Call, kind: FileKind, field: string): Promise<StoredFile> {
  const reference = params.text(field);
  const attached = reference?.startsWith('attach://') ? reference.slice('attach://'.length) : undefined;
  const upload = params.upload(attached ?? field);
  if (upload) {
    if (upload.bytes.length === 0) throw badRequest('file must be non-empty');
    if (kind === 'photo' && !imageInfo(upload.bytes)) throw badRequest('IMAGE_PROCESS_FAILED');
    return state.files.add(kind, upload);
  }
  if (reference === undefined || attached !== undefined)
    throw badRequest(`there is no ${kind} in the request`);
  const known = state.files.get(reference);
  if (known) {
    if (known.kind !== kind) throw badRequest('type of file mismatch');
    return known;
  }
  if (/^https?:\/\//i.test(reference)) return state.files.add(kind, await state.files.fetch(kind, reference));
  throw badRequest("wrong remote file identifier specified: can't unserialize it");
}

function photoSizes({ state }: Call, file: StoredFile): PhotoSize[] {
  const { width, height } = imageInfo(file.bytes) ?? { width: 1, height: 1 };
  const large = sizeOf(file, width, height);
  if (width <= THUMB) return [large];
  // The thumbnail has the same bytes but another file_id, so that a bot using the wrong one is noticed.
  const small = state.files.add('photo', { name: file.name, bytes: file.bytes });
  return [sizeOf(small, THUMB, Math.max(1, Math.round((height * THUMB) / width))), large];
}

function sizeOf(file: StoredFile, width: number, height: number): PhotoSize {
  return { file_id: file.id, file_unique_id: file.uniqueId, width, height, file_size: file.bytes.length };
}

/** Sending photos, documents and albums. */
export const mediaMethods = { sendPhoto, sendDocument, sendMediaGroup };
