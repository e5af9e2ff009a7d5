import { PolicyParseError } from './PolicyParseError';

/**
 * Parses JSON and refuses an object that names a key twice, of which `JSON.parse` would silently keep the last.
 *
 * @throws {@link PolicyParseError} `invalid-json` or `duplicate-key`
 * @public
 */
export function parseJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new PolicyParseError(
      'invalid-json',
      '',
      `The document is not JSON: ${messageOf(error)}`,
    );
  }
  refuseDuplicateKeys(text);
  return value;
}

/** An object or a list that is being read. */
interface Open {
  /** Of an object, those that it named so far. */
  readonly keys?: Set<string>;
  /** Where its current member is: a name, or an index. */
  at: string | number;
}

/** Expects valid JSON: only strings, brackets and the commas of lists need to be told apart. */
function refuseDuplicateKeys(json: string): void {
  const open: Open[] = [];
  let position = 0;
  while (position < json.length) {
    const character = json[position];
    const inside = open[open.length - 1];
    if (character === '"') {
      const end = endOfString(json, position);
      if (inside?.keys && isFollowedByColon(json, end)) {
        const key = String(JSON.parse(json.slice(position, end)));
        inside.at = key;
        if (inside.keys.has(key)) {
          throw new PolicyParseError(
            'duplicate-key',
            pathOf(open),
            `"${key}" is named twice in one object`,
          );
        }
        inside.keys.add(key);
      }
      position = end;
      continue;
    }
    if (character === '{') {
      open.push({ keys: new Set(), at: '' });
    } else if (character === '[') {
      open.push({ at: 0 });
    } else if (character === '}' || character === ']') {
      open.pop();
    } else if (character === ',' && typeof inside?.at === 'number') {
      inside.at++;
    }
    position++;
  }
}

/** `Statement[0].Effect`. */
function pathOf(open: readonly Open[]): string {
  return open.reduce((path, { at }) => {
    if (typeof at === 'number') {
      return `${path}[${at}]`;
    }
    return path === '' ? at : `${path}.${at}`;
  }, '');
}

function endOfString(json: string, start: number): number {
  let position = start + 1;
  while (json[position] !== '"') {
    position += json[position] === '\\' ? 2 : 1;
  }
  return position + 1;
}

function isFollowedByColon(json: string, position: number): boolean {
  let next = position;
  while (
    json[next] === ' ' ||
    json[next] === '\n' ||
    json[next] === '\r' ||
    json[next] === '\t'
  ) {
    next++;
  }
  return json[next] === ':';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
