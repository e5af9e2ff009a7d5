import type { IncomingMessage } from 'node:http';
import { KindDefinition } from '../kinds';
import { StoredObject } from '../store';

/** Whether the client prefers a table, as `kubectl get` does. Source: "Kubernetes API Concepts", "Receiving resources as Tables". @public */
export function wantsTable(request: IncomingMessage): boolean {
  return (request.headers.accept ?? '')
    .split(',')
    .some(
      type =>
        /;\s*as=Table\s*(;|$)/.test(type) && /;\s*v=v1\s*(;|$)/.test(type),
    );
}

/**
 * A table of objects with the columns of their kind.
 *
 * @param options.includeObject - how much of each object a row carries
 * @public
 */
export function renderTable(
  kind: KindDefinition,
  objects: readonly StoredObject[],
  options: {
    now: Date;
    includeObject: string;
    withColumns: boolean;
    metadata: Readonly<Record<string, unknown>>;
  },
): string {
  return JSON.stringify({
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata: options.metadata,
    columnDefinitions: options.withColumns
      ? kind.columns.map(column => ({
          name: column.name,
          type: column.type === 'date' ? 'string' : column.type,
          format: column.name === 'Name' ? 'name' : '',
          description: '',
          priority: column.priority ?? 0,
        }))
      : [],
    rows: objects.map(({ object }) => ({
      cells: kind.columns.map(
        column => column.value(object, options.now) ?? '',
      ),
      object: rowObject(object, options.includeObject),
    })),
  });
}

function rowObject(
  object: StoredObject['object'],
  includeObject: string,
): unknown {
  switch (includeObject) {
    case 'Object':
      return object;
    case 'None':
      return undefined;
    default:
      return {
        kind: 'PartialObjectMetadata',
        apiVersion: 'meta.k8s.io/v1',
        metadata: object.metadata,
      };
  }
}
