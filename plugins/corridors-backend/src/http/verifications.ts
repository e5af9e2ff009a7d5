import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import type { Scope } from '@corridors/model';
import {
  corridorsVerificationRunAllPermission,
  corridorsVerificationRunPermission,
  formatScope,
  parseScope,
  reportFormatSchema,
  verificationBodySchema,
  type ReportFormat,
  type RunDetail,
  type RunList,
  type RunMatrix,
  type RunSummary,
} from '@corridors/plugin-corridors-common';
import type { Request, Router } from 'express';
import { z } from 'zod';
import type { StoredRun } from '../database';
import type { UserCredentials } from '../requests';
import {
  corridorsOfPlan,
  describeRun,
  describeRunMatrix,
  reportRun,
  summarizeRun,
  viewRun,
  type RunReader,
} from '../verification';
import { withAuditEvent } from './audit';
import { findResource, readRunReader, readUser } from './readers';
import type { RouterServices } from './RouterServices';

const listQuerySchema = z.object({ scope: z.string().optional() });
const reportQuerySchema = z.object({ format: reportFormatSchema });

const MEDIA_TYPES: Readonly<
  Record<ReportFormat, { readonly type: string; readonly ending: string }>
> = {
  json: { type: 'application/json', ending: 'json' },
  markdown: { type: 'text/markdown', ending: 'md' },
  csv: { type: 'text/csv', ending: 'csv' },
};

/** Routes of verification runs. */
export function addVerificationRoutes(
  router: Router,
  services: RouterServices,
): void {
  const { auditor, runStore, verifications } = services;

  /** A run that the reader may see, cut to their cells. */
  const readRun = async (request: Request<{ id: string }>) => {
    const reader = await readRunReader(
      services,
      await readUser(services, request),
    );
    const run = await verifications.require(request.params.id);
    if (!maySee(run, reader)) {
      throw new NotAllowedError(
        `Verification ${run.id} of ${formatScope(
          run.scope,
        )} has no cell that is yours to see`,
      );
    }
    const [single, rolledUp] = await Promise.all([
      runStore.answers(run.id),
      runStore.rolledUp(run.id),
    ]);
    return viewRun(run, { single, rolledUp }, reader);
  };

  router.post('/v1/verifications', async (request, response) => {
    const { scope, views } = verificationBodySchema.parse(request.body);
    const { run } = await withAuditEvent(
      auditor,
      request,
      {
        eventId: 'verification-start',
        meta: { scope: formatScope(scope), views: [...views] },
      },
      async () => {
        const user = await readUser(services, request);
        await requireRunPermission(services, scope, user);
        return verifications.start(scope, views, user.principal.userEntityRef);
      },
      result => ({ runId: result.run.id, joined: result.joined }),
    );
    const answer: RunSummary = summarizeRun(run, { kind: 'all' });
    response
      .status(202)
      .location(`${request.baseUrl}/v1/verifications/${run.id}`)
      .json(answer);
  });

  router.get('/v1/verifications', async (request, response) => {
    const reader = await readRunReader(
      services,
      await readUser(services, request),
    );
    const { scope: text } = listQuerySchema.parse(request.query);
    const scope = text === undefined ? undefined : parseScope(text);
    if (text !== undefined && !scope) {
      throw new InputError(
        `scope is "${text}"; give corridor:<name>, environment:<name> or account:<id>`,
      );
    }
    const runs = await runStore.list({ scopes: scope && [scope] });
    const answer: RunList = {
      items: runs
        .filter(run => maySee(run, reader))
        .map(run => summarizeRun(run, reader)),
    };
    response.json(answer);
  });

  router.get('/v1/verifications/:id', async (request, response) => {
    const answer: RunDetail = describeRun(await readRun(request));
    response.json(answer);
  });

  router.get('/v1/verifications/:id/matrix', async (request, response) => {
    const answer: RunMatrix = describeRunMatrix(await readRun(request));
    response.json(answer);
  });

  router.get('/v1/verifications/:id/report', async (request, response) => {
    const { format } = reportQuerySchema.parse(request.query);
    const { type, ending } = MEDIA_TYPES[format];
    const report = reportRun(await readRun(request), format);
    response
      .type(type)
      .attachment(`verification-${request.params.id}.${ending}`)
      .send(report);
  });

  router.delete('/v1/verifications/:id', async (request, response) => {
    const { id } = request.params;
    const run = await withAuditEvent(
      auditor,
      request,
      { eventId: 'verification-cancel', meta: { runId: id } },
      async () => {
        const user = await readUser(services, request);
        const found = await verifications.require(id);
        await requireRunPermission(services, found.scope, user);
        return verifications.cancel(found);
      },
      ({ scope }) => ({ scope: formatScope(scope) }),
    );
    const answer: RunSummary = summarizeRun(run, { kind: 'all' });
    response.status(202).json(answer);
  });
}

/** One corridor needs the permission on it; more needs the permission for all. */
async function requireRunPermission(
  { authorizer, inventory }: RouterServices,
  scope: Scope,
  user: UserCredentials,
): Promise<void> {
  if (scope.kind !== 'corridor') {
    await authorizer.require(corridorsVerificationRunAllPermission, user);
    return;
  }
  const resource = findResource(inventory.snapshot(), scope.corridor);
  if (!resource) {
    throw new NotFoundError(
      `scope.corridor is "${scope.corridor}", which does not exist`,
    );
  }
  await authorizer.requireOn(
    corridorsVerificationRunPermission,
    resource,
    user,
  );
}

function maySee({ scope, plan }: StoredRun, reader: RunReader): boolean {
  if (reader.kind === 'all') {
    return true;
  }
  if (scope.kind === 'corridor') {
    return reader.sees(scope.corridor);
  }
  return plan !== undefined && [...corridorsOfPlan(plan)].some(reader.sees);
}
