import { fieldAt, listAt, recordAt, stringAt } from '../objects';
import { Column } from './KindDefinition';

/** Duration since a time as `kubectl` abbreviates it: 5s, 3m, 2h, 4d. */
function age(since: string | undefined, now: Date): string {
  if (!since) {
    return '<unknown>';
  }
  const seconds = Math.max(
    0,
    Math.floor((now.getTime() - Date.parse(since)) / 1000),
  );
  if (seconds < 120) {
    return `${seconds}s`;
  }
  if (seconds < 7200) {
    return `${Math.floor(seconds / 60)}m`;
  }
  return seconds < 48 * 3600
    ? `${Math.floor(seconds / 3600)}h`
    : `${Math.floor(seconds / 86400)}d`;
}

/** Column with the object's name. @public */
export const NAME_COLUMN: Column = {
  name: 'Name',
  type: 'string',
  value: object => stringAt(object, 'metadata', 'name'),
};

/** Column with the time since creation. @public */
export const AGE_COLUMN: Column = {
  name: 'Age',
  type: 'string',
  value: (object, now) =>
    age(stringAt(object, 'metadata', 'creationTimestamp'), now),
};

/**
 * A column that reads one path. Supports the JSON path subset of printer columns: `.a.b`, `.a[?(@.type=="X")].b`.
 *
 * @public
 */
export function pathColumn(
  name: string,
  path: string,
  options: { type?: Column['type']; priority?: number } = {},
): Column {
  const steps = [
    ...path.matchAll(/\.([A-Za-z0-9_-]+)|\[\?\(@\.(\w+)=="([^"]+)"\)\]/g),
  ];
  const type = options.type ?? 'string';
  return {
    name,
    type,
    ...(options.priority === undefined ? {} : { priority: options.priority }),
    value: (object, now) => {
      let current: unknown = object;
      for (const [, key, filterKey, filterValue] of steps) {
        current = key
          ? fieldAt(current, key)
          : listAt(current).find(
              item => stringAt(item, filterKey ?? '') === filterValue,
            );
      }
      if (type === 'date') {
        return typeof current === 'string' ? age(current, now) : undefined;
      }
      return typeof current === 'string' ||
        typeof current === 'number' ||
        typeof current === 'boolean'
        ? current
        : undefined;
    },
  };
}

function podStatus(pod: unknown): string {
  const statuses = listAt(pod, 'status', 'containerStatuses');
  const reasons = statuses.map(
    status =>
      stringAt(status, 'state', 'waiting', 'reason') ??
      stringAt(status, 'state', 'terminated', 'reason'),
  );
  const reason =
    reasons.find(found => found !== undefined) ??
    stringAt(pod, 'status', 'reason');
  if (fieldAt(pod, 'metadata', 'deletionTimestamp')) {
    return 'Terminating';
  }
  return reason ?? stringAt(pod, 'status', 'phase') ?? 'Unknown';
}

function count(name: string, read: (object: unknown) => number): Column {
  return { name, type: 'integer', value: read };
}

/** Columns of the pods table. @public */
export const POD_COLUMNS: readonly Column[] = [
  NAME_COLUMN,
  {
    name: 'Ready',
    type: 'string',
    value: pod => {
      const ready = listAt(pod, 'status', 'containerStatuses').filter(
        status => fieldAt(status, 'ready') === true,
      );
      return `${ready.length}/${listAt(pod, 'spec', 'containers').length}`;
    },
  },
  { name: 'Status', type: 'string', value: podStatus },
  count('Restarts', pod =>
    listAt(pod, 'status', 'containerStatuses').reduce<number>(
      (sum, status) => sum + Number(fieldAt(status, 'restartCount') ?? 0),
      0,
    ),
  ),
  AGE_COLUMN,
  pathColumn('IP', '.status.podIP', { priority: 1 }),
  pathColumn('Node', '.spec.nodeName', { priority: 1 }),
];

/** Columns of the events table. @public */
export const EVENT_COLUMNS: readonly Column[] = [
  pathColumn('Last Seen', '.lastTimestamp', { type: 'date' }),
  pathColumn('Type', '.type'),
  pathColumn('Reason', '.reason'),
  {
    name: 'Object',
    type: 'string',
    value: event =>
      `${(stringAt(event, 'involvedObject', 'kind') ?? '').toLowerCase()}/${
        stringAt(event, 'involvedObject', 'name') ?? ''
      }`,
  },
  pathColumn('Message', '.message'),
];

/** Columns of a resource quota: `request` and `limit`, used of hard. @public */
export const QUOTA_COLUMNS: readonly Column[] = [
  NAME_COLUMN,
  {
    name: 'Request',
    type: 'string',
    value: quota => {
      const used = recordAt(quota, 'status', 'used');
      return Object.entries(recordAt(quota, 'status', 'hard'))
        .map(
          ([resource, hard]) => `${resource}: ${used[resource] ?? '0'}/${hard}`,
        )
        .join(', ');
    },
  },
  AGE_COLUMN,
];

/** Columns of a binding of role to subjects. @public */
export const BINDING_COLUMNS: readonly Column[] = [
  NAME_COLUMN,
  {
    name: 'Role',
    type: 'string',
    value: binding =>
      `${stringAt(binding, 'roleRef', 'kind') ?? ''}/${
        stringAt(binding, 'roleRef', 'name') ?? ''
      }`,
  },
  AGE_COLUMN,
];

/** Columns of a map of data: secrets and config maps. @public */
export const DATA_COLUMNS: readonly Column[] = [
  NAME_COLUMN,
  count('Data', object => Object.keys(recordAt(object, 'data')).length),
  AGE_COLUMN,
];
