import { AwsError } from '../http/AwsError';

/** The errors that most IAM operations share ("Actions", IAM API reference: the errors of each). */
export const noSuchEntity = (message: string) =>
  new AwsError(404, 'NoSuchEntity', message);

export const alreadyExists = (message: string) =>
  new AwsError(409, 'EntityAlreadyExists', message);

export const deleteConflict = (message: string) =>
  new AwsError(409, 'DeleteConflict', message);

export const limitExceeded = (message: string) =>
  new AwsError(409, 'LimitExceeded', message);

export const malformedDocument = (message: string) =>
  new AwsError(400, 'MalformedPolicyDocument', message);

export const validationError = (message: string) =>
  new AwsError(400, 'ValidationError', message);
