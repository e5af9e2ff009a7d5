import type {
  AuditorService,
  AuditorServiceEventSeverityLevel,
} from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import type { ErrorRequestHandler, Request } from 'express';

/** Requests whose outcome has its event already. */
const audited = new WeakSet<Request>();

const REFUSALS = new Set([
  'InputError',
  'NotAllowedError',
  'AuthenticationError',
  'ConflictError',
]);

/**
 * Does something that changes or verifies, and records who did it and how it ended.
 *
 * @param describe - what the result adds to the event
 */
export async function withAuditEvent<T>(
  auditor: AuditorService,
  request: Request,
  event: {
    readonly eventId: string;
    readonly severityLevel?: AuditorServiceEventSeverityLevel;
    readonly meta: JsonObject;
  },
  work: () => Promise<T>,
  describe: (result: T) => JsonObject = () => ({}),
): Promise<T> {
  audited.add(request);
  const auditEvent = await auditor.createEvent({
    severityLevel: 'medium',
    ...event,
    request,
  });
  try {
    const result = await work();
    await auditEvent.success({ meta: describe(result) });
    return result;
  } catch (error) {
    await auditEvent.fail({
      error: error instanceof Error ? error : new Error(String(error)),
    });
    throw error;
  }
}

/** Records calls that were refused and have no event yet. */
export function auditRefusals(auditor: AuditorService): ErrorRequestHandler {
  return (error, request, _response, next) => {
    if (
      audited.has(request) ||
      !(error instanceof Error) ||
      !isRefusal(error)
    ) {
      next(error);
      return;
    }
    audited.add(request);
    auditor
      .createEvent({
        eventId: 'request-refused',
        severityLevel: 'medium',
        request,
        meta: { method: request.method, path: request.path },
      })
      .then(event => event.fail({ error }))
      .then(() => next(error), next);
  };
}

/** By name: errors of another copy of `@backstage/errors` count as well. `statusCode` is what body parsers set. */
function isRefusal(error: Error): boolean {
  return (
    REFUSALS.has(error.name) ||
    ('statusCode' in error && error.statusCode === 400)
  );
}
