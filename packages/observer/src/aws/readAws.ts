import { awsErrorCode, describeAwsFailure } from './awsFailure';
import { ReadOutcome } from './fact';
import { ReadLane } from './readLane';

/** What reading one fact needs. */
export interface ReadContext {
  readonly lane: ReadLane;
  readonly signal: AbortSignal;
}

/** One call and what it takes to understand its failures. */
export interface AwsCall<T> {
  /** IAM action that the call needs, such as `s3:GetBucketPolicy`. */
  readonly permission: string;
  readonly resource: string;
  send(signal: AbortSignal): Promise<T>;
}

/** A call that failed, with what it needed. Thrown inside a read of several calls. */
class AwsCallError extends Error {
  constructor(readonly call: Omit<AwsCall<unknown>, 'send'>, cause: unknown) {
    super(`${call.permission} failed`, { cause });
  }
}

/**
 * Reads one fact by one or more calls.
 *
 * @param absentCodes - error codes by which AWS says that there is nothing, which is knowledge and no failure
 */
export async function readAws<T>(
  context: ReadContext,
  absentCodes: readonly string[],
  read: (call: <R>(request: AwsCall<R>) => Promise<R>) => Promise<T>,
): Promise<ReadOutcome<T>> {
  const call = async <R>(request: AwsCall<R>): Promise<R> => {
    try {
      return await context.lane.run(request, context.signal);
    } catch (error) {
      throw new AwsCallError(request, error);
    }
  };
  try {
    return { kind: 'value', value: await read(call) };
  } catch (error) {
    if (!(error instanceof AwsCallError)) {
      throw error;
    }
    const code = awsErrorCode(error.cause);
    return code !== undefined && absentCodes.includes(code)
      ? { kind: 'absent' }
      : {
          kind: 'failure',
          failure: describeAwsFailure(
            error.cause,
            error.call.permission,
            error.call.resource,
          ),
        };
  }
}
