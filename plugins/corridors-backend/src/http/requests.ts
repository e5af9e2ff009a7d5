import { NotFoundError } from '@backstage/errors';
import {
  corridorsRequestCreatePermission,
  corridorsRequestReadPermission,
  preflightBodySchema,
  pullRequestBodySchema,
  releaseBodySchema,
  requestBodySchema,
  type CorridorRequest,
  type PreflightAnswer,
  type RequestList,
  type RequestReservation,
} from '@corridors/plugin-corridors-common';
import type { Request, Router } from 'express';
import { z } from 'zod';
import type { StoredRequest } from '../database';
import type { CorridorResource } from '../permissions';
import type { UserCredentials } from '../requests';
import { withAuditEvent } from './audit';
import { readUser } from './readers';
import type { RouterServices } from './RouterServices';

const filterSchema = z.object({ corridor: z.string().optional() });

/** Routes of preflights and requests. */
export function addRequestRoutes(
  router: Router,
  services: RouterServices,
): void {
  const { authorizer, auditor, requests, requestStore, inventory } = services;

  const readRequester = async (request: Request): Promise<UserCredentials> => {
    const user = await readUser(services, request);
    await authorizer.require(corridorsRequestCreatePermission, user);
    return user;
  };

  /** The list of corridors shows requests, too. */
  const refreshed = async <T>(work: Promise<T>): Promise<T> => {
    const result = await work;
    await inventory.refreshRecords();
    return result;
  };

  router.post('/v1/preflight', async (request, response) => {
    const user = await readRequester(request);
    const answer: PreflightAnswer = await requests.preflight(
      preflightBodySchema.parse(request.body),
      user,
    );
    response.json(answer);
  });

  router.post('/v1/requests', async (request, response) => {
    const body = requestBodySchema.parse(request.body);
    const answer: RequestReservation = await withAuditEvent(
      auditor,
      request,
      { eventId: 'request-create', meta: { corridor: nameOf(body.spec) } },
      async () =>
        refreshed(requests.reserve(body, await readRequester(request))),
      ({ id, corridor, owner }) => ({ requestId: id, corridor, owner }),
    );
    response
      .status(201)
      .location(`${request.baseUrl}/v1/requests/${answer.id}`)
      .json(answer);
  });

  router.get('/v1/requests', async (request, response) => {
    const visible = await authorizer.requireFilter(
      corridorsRequestReadPermission,
      await readUser(services, request),
    );
    const stored = await requestStore.list(filterSchema.parse(request.query));
    const answer: RequestList = {
      items: await requests.describeAll(
        stored.filter(one => visible.allows(resourceOf(one))),
      ),
    };
    response.json(answer);
  });

  router.get('/v1/requests/:id', async (request, response) => {
    const user = await readUser(services, request);
    const stored = await requestStore.get(request.params.id);
    if (!stored) {
      throw new NotFoundError(`There is no request ${request.params.id}`);
    }
    await authorizer.requireOn(
      corridorsRequestReadPermission,
      resourceOf(stored),
      user,
    );
    const answer: CorridorRequest = await requests.describe(stored);
    response.json(answer);
  });

  router.put('/v1/requests/:id/pull-request', async (request, response) => {
    const body = pullRequestBodySchema.parse(request.body);
    const { id } = request.params;
    const answer: CorridorRequest = await withAuditEvent(
      auditor,
      request,
      {
        eventId: 'request-record-pull-request',
        meta: { requestId: id, number: body.number },
      },
      async () =>
        refreshed(
          requests.recordPullRequest(id, body, await readRequester(request)),
        ),
      ({ corridor }) => ({ corridor }),
    );
    response.json(answer);
  });

  router.post('/v1/requests/:id/release', async (request, response) => {
    const { reason } = releaseBodySchema.parse(request.body);
    const { id } = request.params;
    const answer: CorridorRequest = await withAuditEvent(
      auditor,
      request,
      { eventId: 'request-release', meta: { requestId: id } },
      async () =>
        refreshed(requests.release(id, reason, await readRequester(request))),
      ({ corridor }) => ({ corridor }),
    );
    response.json(answer);
  });
}

function resourceOf({
  corridor,
  owner,
  environment,
}: StoredRequest): CorridorResource {
  return { name: corridor, owner, environment };
}

/** The name that a specification gives, for the audit log; it may be anything yet. */
function nameOf(spec: Readonly<Record<string, unknown>>): string {
  const parsed = z
    .object({ name: z.string().max(100) })
    .safeParse(spec.metadata);
  return parsed.success ? parsed.data.name : '';
}
