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

/** Expects valid JSON: only strings and brackets need to be told apart. */
function refuseDuplicateKeys(json: string): void {
  const open: (Set<string> | undefined)[] = [];
  let position = 0;
  while (position < json.length) {
    const character = json[position];
    if (character === '"') {
      const end = endOfString(json, position);
      const keys = open[open.length - 1];
      if (keys && isFollowedByColon(json, end)) {
        const key = String(JSON.parse(json.slice(position, end)));
        if (keys.has(key)) {
          throw new PolicyParseError(
            'duplicate-key',
            '',
            `The document names "${key}" twice in one object`,
          );
        }
        keys.add(key);
      }
      position = end;
      continue;
    }
    if (character === '{') {
      open.push(new Set());
    } else if (character === '[') {
      open.push(undefined);
    } else if (character === '}' || character === ']') {
      open.pop();
    }
    position++;
  }
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
