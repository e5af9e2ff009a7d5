/** Scalars that are kept; a repository of a few hundred corridors has fewer. */
const MAXIMUM_KEPT = 20_000;

/** Texts that a library lays out by where they stand. */
const BY_PLACE = /^(%|---|\.\.\.)/m;
const MAXIMUM_KEY = 100;

/**
 * Lays out plain data as the library does, several times as fast: a repository has thousands of manifests, and few different
 * words. How a word is written, and whether it is quoted, is the library's decision, asked for once. What is not plain is
 * left to the library as a whole.
 */
export class PlainYamlWriter {
  readonly #library: (value: unknown) => string;
  readonly #values = new Map<unknown, string | undefined>();
  readonly #keys = new Map<string, string>();

  /** @param library - writes any value as a block, with its line break */
  constructor(library: (value: unknown) => string) {
    this.#library = library;
  }

  /** The text, or undefined when the value is not plain. */
  write(value: unknown): string | undefined {
    const text = isFilled(value) ? this.#block(value, '') : undefined;
    return text === undefined ? undefined : `${text}\n`;
  }

  /** Without the indentation of its first line. */
  #block(value: object, indent: string): string | undefined {
    const lines: string[] = [];
    if (Array.isArray(value)) {
      for (const item of value) {
        const text = isFilled(item)
          ? this.#block(item, `${indent}  `)
          : this.#leaf(item, indent);
        if (text === undefined) {
          return undefined;
        }
        lines.push(`- ${text}`);
      }
    } else {
      for (const [name, item] of Object.entries(value)) {
        const text = item === undefined ? '' : this.#member(name, item, indent);
        if (text === undefined) {
          return undefined;
        }
        if (text !== '') {
          lines.push(text);
        }
      }
    }
    return lines.length > 0 ? lines.join(`\n${indent}`) : undefined;
  }

  #member(name: string, value: unknown, indent: string): string | undefined {
    if (
      name.length > MAXIMUM_KEY ||
      name.includes('\n') ||
      BY_PLACE.test(name)
    ) {
      return undefined;
    }
    const within = `${indent}  `;
    const text = isFilled(value)
      ? this.#block(value, within)
      : this.#leaf(value, indent);
    const separator = isFilled(value) ? `\n${within}` : ' ';
    return text === undefined ? undefined : this.#key(name) + separator + text;
  }

  #key(name: string): string {
    const known = this.#keys.get(name);
    if (known !== undefined) {
      return known;
    }
    const text = this.#library({ [name]: 0 }).slice(0, -' 0\n'.length);
    keep(this.#keys, name, text);
    return text;
  }

  #leaf(value: unknown, indent: string): string | undefined {
    if (typeof value === 'object' && value !== null) {
      return emptyText(value);
    }
    // A map takes both zeros for one.
    if (Object.is(value, -0)) {
      return undefined;
    }
    const text = this.#scalar(value);
    return typeof value === 'string' && value.includes('\n')
      ? text?.replace(/\n(?=[^\n])/g, `\n${indent}`)
      : text;
  }

  #scalar(value: unknown): string | undefined {
    if (!this.#values.has(value)) {
      keep(this.#values, value, this.#ask(value));
    }
    return this.#values.get(value);
  }

  #ask(value: unknown): string | undefined {
    switch (typeof value) {
      case 'boolean':
        return String(value);
      case 'object':
        return 'null';
      case 'number':
      case 'string': {
        if (typeof value === 'string' && BY_PLACE.test(value)) {
          return undefined;
        }
        const text = this.#library({ a: value }).slice('a: '.length, -1);
        const isOneLine = !text.includes('\n');
        return isOneLine || /^\|-?\n/.test(text) ? text : undefined;
      }
      default:
        return undefined;
    }
  }
}

/** A list or an object that is nothing but its members, and has some. */
function isFilled(value: unknown): value is object {
  return (
    typeof value === 'object' &&
    value !== null &&
    emptyText(value) !== undefined &&
    Object.keys(value).length > 0
  );
}

/** How a list or an object is written when it holds nothing; undefined when it is more than its members, as a date is. */
function emptyText(value: object): string | undefined {
  if (Array.isArray(value)) {
    return '[]';
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null
    ? '{}'
    : undefined;
}

function keep<K, V>(map: Map<K, V>, key: K, value: V): void {
  if (map.size >= MAXIMUM_KEPT) {
    map.clear();
  }
  map.set(key, value);
}
