import type { File } from 'grammy/types';
import { badRequest } from '../errors.ts';
import type { Method } from './method.ts';

/** Documented: a bot can download files of at most 20 MB. */
const MAX_DOWNLOAD = 20 * 1024 * 1024;

const getFile: Method = ({ state, params }): File => {
  const id = params.text('file_id');
  if (id === undefined) throw badRequest('file_id not specified');
  const file = state.files.get(id);
  if (!file) throw badRequest('wrong file_id or the file is temporarily unavailable');
  if (file.bytes.length > MAX_DOWNLOAD) throw badRequest('file is too big');
  return {
    file_id: file.id,
    file_unique_id: file.uniqueId,
    file_size: file.bytes.length,
    file_path: file.path,
  };
};

/** File downloads. */
export const fileMethods = { getFile };
