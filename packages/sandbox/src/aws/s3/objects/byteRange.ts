import { AwsError } from '../../http/AwsError';

/** A part of an object. */
export interface ByteRange {
  readonly start: number;
  /** The last byte, itself included. */
  readonly end: number;
}

/** Reads a `Range` header; one that is not understood, or asks for several ranges, is ignored as S3 does. */
export function parseRange(
  header: string | undefined,
  size: number,
): ByteRange | undefined {
  const [, first = '', last = ''] =
    /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') {
    return undefined;
  }
  const start = first === '' ? Math.max(size - Number(last), 0) : Number(first);
  const end =
    first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (start >= size || (first === '' && Number(last) === 0)) {
    throw new AwsError(
      416,
      'InvalidRange',
      'The requested range is not satisfiable',
      {
        details: {
          RangeRequested: header ?? '',
          ActualObjectSize: String(size),
        },
      },
    );
  }
  return start <= end ? { start, end } : undefined;
}
