import type { FailedAnswer } from './answer';
import { NoAnswerError, type AnswerRecorder } from './AnswerRecorder';

const CODE = /<Code>\s*([A-Za-z0-9._]{1,64})\s*<\/Code>/;
const MESSAGE = /<Message>([^<]{0,2000})<\/Message>/;

/**
 * What an error of the SDK says about the server's answer. The code is read from the answer itself: the SDK names some
 * errors otherwise than AWS does.
 *
 * @param timedOut - whether the request was given up for its time limit
 */
export function readError(
  error: unknown,
  recorder: AnswerRecorder,
  timedOut: boolean,
): FailedAnswer {
  if (timedOut) {
    return { kind: 'unreachable', code: 'Timeout' };
  }
  if (!(error instanceof Error)) {
    return { kind: 'unreachable', code: 'Unknown' };
  }
  const status = statusOf(error);
  if (status === undefined) {
    return { kind: 'unreachable', code: networkCode(error) };
  }
  const text = recorder.textOf(error) ?? '';
  const code = CODE.exec(text)?.[1];
  return {
    kind: 'error',
    status,
    code: code ?? `HTTP ${status}`,
    message: MESSAGE.exec(text)?.[1] ?? '',
  };
}

/** Absent when the server did not answer, or answered what is no HTTP error. */
function statusOf(error: Error): number | undefined {
  const metadata = '$metadata' in error ? error.$metadata : undefined;
  const status =
    typeof metadata === 'object' &&
    metadata !== null &&
    'httpStatusCode' in metadata
      ? metadata.httpStatusCode
      : undefined;
  return typeof status === 'number' ? status : undefined;
}

function networkCode(error: Error): string {
  return error instanceof NoAnswerError ? error.code : error.name;
}
