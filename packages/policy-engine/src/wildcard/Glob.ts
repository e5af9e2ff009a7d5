import { GlobSegment } from './GlobSegment';
import { ANY_SEQUENCE, GlobToken, globTokens } from './tokens';

/**
 * A compiled wildcard pattern that matches whole texts: `*` any sequence, `?` any one character, case-sensitive.
 *
 * The time to match is linear in the length of the text for any pattern. (AWS: "IAM JSON policy elements: Resource",
 * using wildcards.)
 */
export class Glob {
  readonly #first: GlobSegment;
  readonly #middle: readonly GlobSegment[];
  /** Absent when the pattern holds no `*`: then `first` is all of it. */
  readonly #last: GlobSegment | undefined;
  readonly #minimumLength: number;

  private constructor(segments: readonly GlobSegment[]) {
    const [first, ...rest] = segments;
    this.#first = first ?? new GlobSegment([]);
    this.#last = rest.pop();
    this.#middle = rest.filter(segment => segment.length > 0);
    this.#minimumLength = segments.reduce(
      (sum, segment) => sum + segment.length,
      0,
    );
  }

  /** Compiles a text in which `*` and `?` are wildcards. */
  static of(pattern: string): Glob {
    return Glob.ofTokens(globTokens(pattern));
  }

  static ofTokens(tokens: readonly GlobToken[]): Glob {
    const segments: GlobSegment[] = [];
    let start = 0;
    tokens.forEach((token, i) => {
      if (token === ANY_SEQUENCE) {
        segments.push(new GlobSegment(tokens.slice(start, i)));
        start = i + 1;
      }
    });
    segments.push(new GlobSegment(tokens.slice(start)));
    return new Glob(segments);
  }

  matches(text: string): boolean {
    if (text.length < this.#minimumLength || !this.#first.matchesAt(text, 0)) {
      return false;
    }
    if (!this.#last) {
      return text.length === this.#minimumLength;
    }
    const end = text.length - this.#last.length;
    if (!this.#last.matchesAt(text, end)) {
      return false;
    }
    let position = this.#first.length;
    for (const segment of this.#middle) {
      position = segment.findEnd(text, position, end);
      if (position < 0) {
        return false;
      }
    }
    return true;
  }
}
