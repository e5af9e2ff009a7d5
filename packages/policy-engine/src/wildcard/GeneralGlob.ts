import { GlobSegment } from './GlobSegment';
import { ANY_SEQUENCE, GlobToken } from './tokens';

/** A pattern with wildcards anywhere, cut into segments at each `*`. */
export class GeneralGlob {
  readonly #first: GlobSegment;
  readonly #middle: readonly GlobSegment[];
  /** Absent when the pattern holds no `*`: then `first` is all of it. */
  readonly #last: GlobSegment | undefined;
  readonly #minimumLength: number;

  constructor(tokens: readonly GlobToken[]) {
    const [first, ...rest] = segmentsOf(tokens);
    this.#first = first ?? new GlobSegment([]);
    this.#last = rest.pop();
    this.#middle = rest.filter(segment => segment.length > 0);
    this.#minimumLength = tokens.filter(token => token !== ANY_SEQUENCE).length;
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

function segmentsOf(tokens: readonly GlobToken[]): GlobSegment[] {
  const segments: GlobSegment[] = [];
  let start = 0;
  for (let i = 0; i < tokens.length; i++) {
    if (tokens[i] === ANY_SEQUENCE) {
      segments.push(new GlobSegment(tokens.slice(start, i)));
      start = i + 1;
    }
  }
  segments.push(new GlobSegment(tokens.slice(start)));
  return segments;
}
