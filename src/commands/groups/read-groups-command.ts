/** The parsed argument of /groups. */
export type GroupsArgument =
  | { form: 'list' }
  | { form: 'new' | 'delete'; name: string }
  | { form: 'rename'; name: string; other: string }
  | { form: 'add'; name: string; whom: string };

const quotes: Readonly<Record<string, string>> = { '"': '"', '“': '”', '”': '”', '「': '」', '＂': '＂' };

/**
 * Parses the argument of /groups, without a request; `undefined` when it has none of the forms. A name with
 * spaces must be quoted.
 */
export function readGroupsArgument(argument: string): GroupsArgument | undefined {
  if (argument.trim() === '') return { form: 'list' };
  const [, verb = '', rest = ''] = /^\s*(\S+)\s*([\s\S]*)/u.exec(argument) ?? [];
  switch (verb.toLowerCase()) {
    case 'new':
    case 'delete': {
      const name = wholeName(rest);
      return name === undefined ? undefined : { form: verb.toLowerCase() as 'new' | 'delete', name };
    }
    case 'rename':
      return readRename(rest);
    case 'add': {
      const { name, rest: whom } = firstName(rest, /^(\S+)\s*([\s\S]*)/u);
      return name === undefined ? undefined : { form: 'add', name, whom };
    }
    default:
      return undefined;
  }
}

function readRename(text: string): GroupsArgument | undefined {
  const { name, rest } = firstName(text, /^([^=＝]+)([=＝][\s\S]*)$/u);
  const other = /^\s*[=＝]/u.test(rest) ? wholeName(rest.replace(/^\s*[=＝]/u, '')) : undefined;
  return name === undefined || other === undefined ? undefined : { form: 'rename', name, other };
}

/** The whole text as a name, quoted or not. */
function wholeName(text: string): string | undefined {
  const quoted = readQuoted(text);
  const name = quoted?.rest === '' ? quoted.name : text.trim();
  return name === '' ? undefined : name;
}

/** The name at the start: a quoted one, or else what `plain` matches. */
function firstName(text: string, plain: RegExp): { name?: string; rest: string } {
  const quoted = readQuoted(text);
  if (quoted) return quoted.name === '' ? { rest: '' } : quoted;
  const [, name = '', rest = ''] = plain.exec(text.trim()) ?? [];
  return name.trim() === '' ? { rest: '' } : { name: name.trim(), rest };
}

function readQuoted(text: string): { name: string; rest: string } | undefined {
  const trimmed = text.trim();
  const close = quotes[trimmed.slice(0, 1)];
  const end = close === undefined ? -1 : trimmed.indexOf(close, 1);
  if (end < 0) return undefined;
  return { name: trimmed.slice(1, end).trim(), rest: trimmed.slice(end + 1).trim() };
}
