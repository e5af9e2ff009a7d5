import { NaiveContext } from './naiveContext';

/** One place of a pattern: any text, any character, the same without a colon, or this character. */
export type Place =
  | { readonly is: 'any-text' | 'any-character'; readonly butColons?: boolean }
  | string;

/**
 * Reads a pattern, with what the request says in the place of each variable. A value put in stands for itself, whatever
 * characters it has. Without a value and a default there is no pattern: `undefined`.
 *
 * Source: "IAM policy elements: Variables and tags".
 */
export function readPattern(
  text: string,
  options: {
    readonly hasVariables: boolean;
    readonly hasWildcards: boolean;
    readonly context: NaiveContext;
  },
): readonly Place[] | undefined {
  const places: Place[] = [];
  let rest = text;
  while (rest !== '') {
    const end = rest.indexOf('}');
    if (options.hasVariables && rest.startsWith('${') && end > 0) {
      const value = valueOf(rest.slice(2, end), options.context);
      if (value === undefined) {
        return undefined;
      }
      places.push(...value.split(''));
      rest = rest.slice(end + 1);
    } else {
      places.push(readPlace(rest.charAt(0), options.hasWildcards));
      rest = rest.slice(1);
    }
  }
  return places;
}

function readPlace(character: string, hasWildcards: boolean): Place {
  if (hasWildcards && character === '*') {
    return { is: 'any-text' };
  }
  if (hasWildcards && character === '?') {
    return { is: 'any-character' };
  }
  return character;
}

function valueOf(variable: string, context: NaiveContext): string | undefined {
  if (['*', '?', '$'].includes(variable)) {
    return variable;
  }
  const [key = '', ...rest] = variable.split(',');
  const values = context.get(key.trim().toLowerCase());
  if (values !== undefined && values.length === 1) {
    return values[0];
  }
  const fallback = rest.join(',').trim();
  return fallback === '' ? undefined : fallback.slice(1, -1);
}

/**
 * Whether the whole text matches the pattern: tries, for each place, every beginning of the text that could have got
 * there.
 */
export function matches(places: readonly Place[], text: string): boolean {
  let reachable = new Set([0]);
  for (const place of places) {
    const next = new Set<number>();
    for (const position of reachable) {
      if (typeof place === 'string') {
        if (text.charAt(position) === place) {
          next.add(position + 1);
        }
      } else {
        const most = place.is === 'any-text' ? text.length : position + 1;
        for (let end = position; end <= Math.min(most, text.length); end++) {
          const covered = text.slice(position, end);
          if (
            (place.is === 'any-text' || covered.length === 1) &&
            !(place.butColons && covered.includes(':'))
          ) {
            next.add(end);
          }
        }
      }
    }
    reachable = next;
  }
  return reachable.has(text.length);
}

/**
 * Whether a pattern of a Resource element covers an ARN. Before the fifth colon a wildcard stays within its part, but for
 * a `*` at the end of one, which may reach beyond.
 *
 * Source: "IAM JSON policy elements: Resource".
 */
export function coversResource(places: readonly Place[], arn: string): boolean {
  let colons = 0;
  return matches(
    places.map((place, i) => {
      if (typeof place === 'string') {
        colons += place === ':' ? 1 : 0;
        return place;
      }
      const isLast = place.is === 'any-text' && places[i + 1] === ':';
      return { ...place, butColons: colons < 5 && !isLast };
    }),
    arn,
  );
}

/**
 * Whether an ARN matches a pattern: each of the six parts that colons delimit on its own, the last with all that follows.
 *
 * Source: "IAM JSON policy elements: Condition operators", ARN condition operators.
 */
export function matchesArn(places: readonly Place[], arn: string): boolean {
  const patterns = splitInSix(places, place => place === ':');
  const parts = splitInSix(arn.split(''), character => character === ':');
  return (
    patterns.length === 6 &&
    parts.length === 6 &&
    patterns.every((pattern, i) => matches(pattern, (parts[i] ?? []).join('')))
  );
}

function splitInSix<T>(items: readonly T[], isColon: (item: T) => boolean) {
  const parts: T[][] = [[]];
  for (const item of items) {
    if (isColon(item) && parts.length < 6) {
      parts.push([]);
    } else {
      parts[parts.length - 1]?.push(item);
    }
  }
  return parts;
}
