import { formatFieldPath } from '@corridors/model';
import type { z } from 'zod';

/** Something wrong with a field, in our words. */
interface DescribedIssue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  array: 'a list',
  object: 'a mapping of fields',
};

/** What is wrong with a file of waivers, field by field: `spec.waivers[0].reason is missing`. */
export function describeIssue(issue: z.core.$ZodIssue): DescribedIssue[] {
  const { path } = issue;
  const field = path.length === 0 ? 'The file' : formatFieldPath(path);
  const told = (fault: string) => [{ path, message: `${field} ${fault}` }];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map(key => ({
        path: [...path, key],
        message: `${formatFieldPath([
          ...path,
          key,
        ])} is not known; remove it, or mend its name`,
      }));
    case 'invalid_type':
      return told(
        issue.input === undefined
          ? 'is missing'
          : `must be ${TYPES[issue.expected] ?? issue.expected}`,
      );
    case 'invalid_value':
      return told(`must be ${issue.values.map(String).join(' or ')}`);
    case 'invalid_format':
      return told('must be a date that there is, as 2027-01-31');
    case 'too_small':
      return told('must not be empty');
    default:
      return told('is not understood');
  }
}
