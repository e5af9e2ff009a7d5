/**
 * Reads the protocol buffer wire format. Source: "Protocol Buffers: Encoding".
 *
 * @public
 */
export class WireReader {
  #offset = 0;

  constructor(private readonly bytes: Uint8Array) {}

  /** Whether all bytes have been read. */
  get isAtEnd(): boolean {
    return this.#offset >= this.bytes.length;
  }

  /** A number of variable length. Numbers above 2^53 lose precision; none of the API's fields comes near. */
  varint(): number {
    let value = 0;
    let factor = 1;
    for (;;) {
      const byte = this.bytes[this.#offset];
      if (byte === undefined) {
        throw new RangeError('the message ends within a number');
      }
      this.#offset += 1;
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) {
        return value;
      }
      factor *= 128;
    }
  }

  /** Bytes that are preceded by their length. */
  chunk(): Uint8Array {
    const length = this.varint();
    const end = this.#offset + length;
    if (end > this.bytes.length) {
      throw new RangeError('the message ends within a field');
    }
    const chunk = this.bytes.subarray(this.#offset, end);
    this.#offset = end;
    return chunk;
  }

  /** Number and content of the next field: a number, or bytes. */
  field(): { readonly number: number; readonly value: number | Uint8Array } {
    const tag = this.varint();
    const number = Math.floor(tag / 8);
    switch (tag % 8) {
      case 0:
        return { number, value: this.varint() };
      case 2:
        return { number, value: this.chunk() };
      default:
        throw new RangeError(
          `the wire type ${tag % 8} of field ${number} is not supported`,
        );
    }
  }
}
