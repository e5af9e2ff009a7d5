import type { IamCall } from './IamOperation';
import { validationError } from './iamErrors';

const NAME = /^[\w+=,.@-]+$/;
const PATH = /^\/([\u0021-\u007e]+\/)?$/;

/**
 * Reads a name.
 *
 * @param parameter - `RoleName`, `PolicyName`, …
 * @param maximum - characters ("IAM and AWS STS quotas": roles and users 64, policies 128)
 * @throws AwsError `ValidationError`
 */
export function readName(
  call: IamCall,
  parameter: string,
  maximum: number,
): string {
  const name = call.parameters.required(parameter);
  const member = parameter.charAt(0).toLowerCase() + parameter.slice(1);
  const value = `1 validation error detected: Value '${name}' at '${member}' failed to satisfy constraint`;
  if (name.length > maximum) {
    throw validationError(
      `${value}: Member must have length less than or equal to ${maximum}`,
    );
  }
  if (!NAME.test(name)) {
    throw validationError(
      `The specified value for ${member} is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-`,
    );
  }
  return name;
}

/** Reads the path of something new. Default: `/`. */
export function readPath(call: IamCall): string {
  const path = call.parameters.optional('Path') ?? '/';
  if (!PATH.test(path) || path.length > 512) {
    throw validationError(
      'The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.',
    );
  }
  return path;
}
