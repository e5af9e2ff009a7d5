/** A line as it came, without its end; or that it was longer than what is held in memory. */
export type InputLine =
  | { readonly kind: 'line'; readonly bytes: Buffer }
  | {
      readonly kind: 'too-long';
      readonly bytes: number;
      /** In bytes. */
      readonly limit: number;
    };

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const BYTE_ORDER_MARK = Buffer.from('\uFEFF');

/**
 * Cuts a stream of bytes into lines that end with LF or CRLF; the last may end with neither. Leaves out a byte order mark
 * at the very beginning. Holds at most one line.
 */
export class InputLines {
  readonly #limit: number;
  #parts: Buffer[] = [];
  #length = 0;
  #isFirst = true;

  /** @param limit - bytes of a line beyond which it is counted but no longer held */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The lines that end within the chunk. */
  *push(chunk: Buffer): Iterable<InputLine> {
    let start = 0;
    for (
      let end = chunk.indexOf(LINE_FEED);
      end >= 0;
      end = chunk.indexOf(LINE_FEED, start)
    ) {
      this.#hold(chunk.subarray(start, end));
      yield this.#take();
      start = end + 1;
    }
    this.#hold(chunk.subarray(start));
  }

  /** The line that nothing ended, if there is one. */
  *end(): Iterable<InputLine> {
    if (this.#length > 0) {
      yield this.#take();
    }
  }

  #hold(part: Buffer): void {
    this.#length += part.length;
    if (this.#length > this.#limit) {
      this.#parts = [];
    } else if (part.length > 0) {
      this.#parts.push(part);
    }
  }

  #take(): InputLine {
    const parts = this.#parts;
    const length = this.#length;
    const isFirst = this.#isFirst;
    this.#parts = [];
    this.#length = 0;
    this.#isFirst = false;
    if (length > this.#limit) {
      return { kind: 'too-long', bytes: length, limit: this.#limit };
    }
    const [only, ...more] = parts;
    const bytes =
      only && more.length === 0 ? only : Buffer.concat(parts, length);
    return { kind: 'line', bytes: trim(bytes, isFirst) };
  }
}

function trim(line: Buffer, isFirst: boolean): Buffer {
  const hasMark =
    isFirst && line.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK);
  const end =
    line[line.length - 1] === CARRIAGE_RETURN ? line.length - 1 : line.length;
  return line.subarray(hasMark ? BYTE_ORDER_MARK.length : 0, end);
}
