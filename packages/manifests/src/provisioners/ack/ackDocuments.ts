import { isMap, LineCounter, parseAllDocuments, type Document } from 'yaml';

import type { ManifestFile } from '../../files/manifestFile';
import { ManifestReadError } from '../ManifestReadError';

/** An ACK object as it stands in a file. */
export interface AckDocument {
  readonly kind: 'Bucket' | 'Policy' | 'Role';
  readonly name: string;
  readonly file: string;
  /** A string of the spec. */
  text(field: string): string | undefined;
  /** Any value of the spec. */
  value(field: string): unknown;
  /** Line of a field of the spec, from 1. */
  lineOf(field: string): number | undefined;
}

const KINDS: Readonly<Record<string, AckDocument['kind']>> = {
  's3.services.k8s.aws/v1alpha1 Bucket': 'Bucket',
  'iam.services.k8s.aws/v1alpha1 Policy': 'Policy',
  'iam.services.k8s.aws/v1alpha1 Role': 'Role',
};

function asAckDocument(
  document: Document.Parsed,
  file: string,
  lines: LineCounter,
): AckDocument | undefined {
  const kind = KINDS[`${document.get('apiVersion')} ${document.get('kind')}`];
  if (!kind) {
    return undefined;
  }
  const name = document.getIn(['metadata', 'name']);
  if (typeof name !== 'string') {
    throw new ManifestReadError(`the ${kind} has no metadata.name`, file);
  }
  const value = (field: string): unknown => {
    const found: unknown = document.getIn(['spec', field]);
    return isCollection(found) ? found.toJSON() : found;
  };
  return {
    kind,
    name,
    file,
    value,
    text(field) {
      const found = value(field);
      if (found !== undefined && typeof found !== 'string') {
        throw new ManifestReadError(
          `spec.${field} of ${kind} ${name} must be text`,
          file,
        );
      }
      return found;
    },
    lineOf(field) {
      const spec: unknown = document.get('spec');
      const pair = isMap(spec)
        ? spec.items.find(item => String(item.key) === field)
        : undefined;
      const range = rangeOf(pair?.key);
      return range === undefined ? undefined : lines.linePos(range).line;
    },
  };
}

function isCollection(value: unknown): value is { toJSON(): unknown } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'toJSON' in value &&
    typeof value.toJSON === 'function'
  );
}

function rangeOf(node: unknown): number | undefined {
  const range =
    typeof node === 'object' && node !== null && 'range' in node
      ? node.range
      : undefined;
  const [start] = Array.isArray(range) ? range : [];
  return typeof start === 'number' ? start : undefined;
}

/**
 * The ACK objects in a set of files; other objects are passed over.
 *
 * @throws ManifestReadError for YAML that does not parse
 */
export function ackDocuments(files: readonly ManifestFile[]): AckDocument[] {
  return files
    .filter(({ path }) => /\.ya?ml$/.test(path))
    .flatMap(({ path, content }) => {
      const lines = new LineCounter();
      const documents = parseAllDocuments(content, { lineCounter: lines });
      return [...documents].flatMap(document => {
        const [error] = document.errors;
        if (error) {
          throw new ManifestReadError(
            error.message,
            path,
            error.linePos?.[0].line,
          );
        }
        if (!isMap(document.contents)) {
          return [];
        }
        const found = asAckDocument(document, path, lines);
        return found ? [found] : [];
      });
    });
}
