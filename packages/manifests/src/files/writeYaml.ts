import { stringify } from 'yaml';

/**
 * Writes YAML that parsers of version 1.1, such as Kubernetes', read the same way: a corridor called `off` stays a word.
 * Keys keep their order and no line is folded, so the same value gives the same bytes.
 */
export function writeYaml(value: unknown): string {
  return stringify(value, {
    lineWidth: 0,
    compat: 'yaml-1.1',
    aliasDuplicateObjects: false,
  });
}
