const MINIMUM_LENGTH = 3;
const MAXIMUM_LENGTH = 20;

/**
 * What is wrong with the characters or the length of a corridor's name, as the end of a sentence that begins with the
 * field; undefined when nothing is.
 */
export function corridorNameFault(name: string): string | undefined {
  if (name.length < MINIMUM_LENGTH || name.length > MAXIMUM_LENGTH) {
    return `must be ${MINIMUM_LENGTH} to ${MAXIMUM_LENGTH} characters; "${name.slice(
      0,
      80,
    )}" has ${name.length}`;
  }
  if (!/^[a-z][a-z0-9-]*[a-z0-9]$/.test(name)) {
    return `must be lower-case letters, digits and hyphens, begin with a letter and end with a letter or digit; got "${name}"`;
  }
  if (name.includes('--')) {
    return `must not contain two hyphens in a row; got "${name}"`;
  }
  return undefined;
}
