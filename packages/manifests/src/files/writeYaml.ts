import { stringify, type ToStringOptions } from 'yaml';
import { PlainYamlWriter } from './PlainYamlWriter';

const OPTIONS: ToStringOptions & Parameters<typeof stringify>[2] = {
  lineWidth: 0,
  compat: 'yaml-1.1',
  aliasDuplicateObjects: false,
};

const plain = new PlainYamlWriter(value => stringify(value, OPTIONS));

/**
 * Writes YAML that parsers of version 1.1, such as Kubernetes', read the same way: a corridor called `off` stays a word.
 * Keys keep their order and no line is folded, so the same value gives the same bytes.
 */
export function writeYaml(value: unknown): string {
  return plain.write(value) ?? stringify(value, OPTIONS);
}
