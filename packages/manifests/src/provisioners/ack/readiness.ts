import type { Readiness } from '../provisioner';

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly message?: string;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function conditionsOf(object: unknown): Condition[] {
  const status = isRecord(object) ? object.status : undefined;
  const conditions = isRecord(status) ? status.conditions : undefined;
  return (Array.isArray(conditions) ? conditions : []).flatMap(entry => {
    if (
      !isRecord(entry) ||
      typeof entry.type !== 'string' ||
      typeof entry.status !== 'string'
    ) {
      return [];
    }
    const { type, status: value, message } = entry;
    return [
      {
        type,
        status: value,
        ...(typeof message === 'string' ? { message } : {}),
      },
    ];
  });
}

/**
 * Reads an ACK object's conditions: a terminal one needs another spec, a recoverable one is tried again, and older
 * controllers say `ACK.ResourceSynced` for `Ready` (ACK, "Resource conditions").
 */
export function readiness(object: unknown): Readiness {
  const conditions = conditionsOf(object);
  const find = (type: string) =>
    conditions.find(
      condition => condition.type === type && condition.status === 'True',
    );
  const say = (
    state: Readiness['state'],
    condition?: Condition,
  ): Readiness => ({
    state,
    ...(condition?.message ? { message: condition.message } : {}),
  });

  const terminal = find('ACK.Terminal');
  if (terminal) {
    return say('failed', terminal);
  }
  const recoverable = find('ACK.Recoverable');
  if (recoverable) {
    return say('retrying', recoverable);
  }
  if (find('Ready') ?? find('ACK.ResourceSynced')) {
    return say('ready');
  }
  return say(
    'progressing',
    conditions.find(condition => condition.type === 'ACK.ResourceSynced'),
  );
}
