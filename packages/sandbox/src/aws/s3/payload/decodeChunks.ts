import { AwsError } from '../../http/AwsError';

/** A body in `aws-chunked` encoding, taken apart. */
export interface DecodedChunks {
  readonly body: Buffer;
  /** Lower-case names. */
  readonly trailers: ReadonlyMap<string, string>;
}

const CRLF = Buffer.from('\r\n');

function incomplete(): AwsError {
  return new AwsError(
    400,
    'IncompleteBody',
    'The request body terminated unexpectedly',
  );
}

/**
 * Takes an unsigned `aws-chunked` body apart: `<hex length>\r\n<data>\r\n …  0\r\n<trailers>\r\n` ("Transferring Payload
 * in Multiple Chunks" of the SigV4 documentation; `STREAMING-UNSIGNED-PAYLOAD-TRAILER`).
 *
 * @param statedLength - `x-amz-decoded-content-length`
 * @throws AwsError `IncompleteBody` when it ends early or is not as long as stated
 */
export function decodeChunks(
  encoded: Buffer,
  statedLength: number,
): DecodedChunks {
  const pieces: Buffer[] = [];
  let position = 0;
  const readLine = (): string => {
    const end = encoded.indexOf(CRLF, position);
    if (end < 0) {
      throw incomplete();
    }
    const line = encoded.toString('latin1', position, end);
    position = end + CRLF.length;
    return line;
  };

  for (;;) {
    const size = /^([0-9a-f]+)(;.*)?$/i.exec(readLine())?.[1];
    const length = size === undefined ? Number.NaN : parseInt(size, 16);
    if (Number.isNaN(length) || position + length > encoded.length) {
      throw incomplete();
    }
    if (length === 0) {
      break;
    }
    pieces.push(encoded.subarray(position, position + length));
    position += length;
    if (readLine() !== '') {
      throw incomplete();
    }
  }

  const trailers = new Map<string, string>();
  while (position < encoded.length) {
    const line = readLine();
    const colon = line.indexOf(':');
    if (colon > 0) {
      trailers.set(
        line.slice(0, colon).trim().toLowerCase(),
        line.slice(colon + 1).trim(),
      );
    }
  }

  const body = Buffer.concat(pieces);
  if (body.length !== statedLength) {
    throw incomplete();
  }
  return { body, trailers };
}
