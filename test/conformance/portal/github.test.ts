import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Entity } from '@backstage/catalog-model';
import { parse } from 'yaml';
import type { GithubFault } from '@corridors/sandbox';
import { eventually } from './support/eventually';
import { startPortal } from './support/startPortal';
import type { Portal } from './support/startPortal';

/** The whole way from the form to the pull request, while GitHub does not play along. */

const TEMPLATE = path.resolve(
  __dirname,
  '../../../templates/corridor-request/template.yaml',
);
const template: Entity = parse(readFileSync(TEMPLATE, 'utf8'));
/** The same, with a step that changes a file after it was rendered. */
const tampering: Entity = (() => {
  const copy = structuredClone(template);
  copy.metadata.name = 'tampering';
  const steps = copy.spec?.steps;
  if (!Array.isArray(steps)) {
    throw new Error('the template has no steps');
  }
  steps.splice(2, 0, {
    id: 'rename',
    name: 'Rename a file',
    action: 'fs:rename',
    input: {
      files: [
        {
          from: 'corridors/tampered/kubernetes/namespace.yaml',
          to: 'corridors/tampered/kubernetes/other.yaml',
        },
      ],
    },
  });
  return copy;
})();

let portal: Portal;
beforeAll(async () => {
  portal = await startPortal({ entities: [template, tampering] });
});
afterAll(() => portal?.stop());
afterEach(() => portal.sandbox.faults.github.clear());

const values = (name: string) => ({
  environment: 'single1',
  name,
  owner: 'group:default/gha',
  buckets: [{ name: 'primary' }],
  spark: { version: '3.5.6', operator: 'kubeflow' },
  quota: { cpu: '4', memory: '16Gi', pods: 20 },
});

interface TaskEvent {
  readonly type: string;
  readonly body: { readonly message: string };
}

/** Waits for the end of a task. */
async function follow(id: string) {
  const status = await eventually(
    `task ${id} ends`,
    async () => {
      const { body } = await portal.ada.get(`/scaffolder/v2/tasks/${id}`);
      return ['open', 'processing'].includes(body.status)
        ? undefined
        : String(body.status);
    },
    { seconds: 90 },
  );
  const events = await portal.ada.get(`/scaffolder/v2/tasks/${id}/events`);
  const log = events.body
    .map((event: TaskEvent) => event.body.message)
    .join('\n');
  return { id, status, log };
}

async function request(name: string, of = 'corridor-request') {
  const { status, body } = await portal.ada.post('/scaffolder/v2/tasks', {
    templateRef: `template:default/${of}`,
    values: values(name),
  });
  expect([status, body.error]).toEqual([201, undefined]);
  return follow(body.id);
}

async function retry(id: string) {
  await portal.ada.post(`/scaffolder/v2/tasks/${id}/retry`, {});
  return follow(id);
}

const TO = 'for corridors/NAME in HOST/platform/corridors-gitops';
const faults: [string, string, GithubFault, string][] = [
  [
    '401',
    'sales-a',
    { method: 'POST', path: /\/pulls$/, answer: 401, times: 9 },
    `Could not open a pull request ${TO}: GitHub answered 401 "Injected fault". Its token is wrong or expired: renew it under integrations.github in app-config`,
  ],
  [
    '409',
    'sales-b',
    { method: 'POST', path: /\/git\/refs$/, answer: 409, times: 9 },
    'Could not create branch corridors/NAME in HOST/platform/corridors-gitops: GitHub answered 409 "Injected fault". Somebody else changed the repository at the same time; try again',
  ],
  [
    '422',
    'sales-c',
    { method: 'POST', path: /\/pulls$/, answer: 422, times: 9 },
    `Could not open a pull request ${TO}: GitHub answered 422 "Injected fault". Branch protection or a rule of the repository may forbid this change`,
  ],
  [
    '500',
    'sales-d',
    { method: 'POST', path: /\/pulls$/, answer: 500, times: 9 },
    `Could not open a pull request ${TO}: GitHub answered 500 "Injected fault". The host has a fault of its own; try again later`,
  ],
  [
    'nothing, although it did the work',
    'sales-e',
    { method: 'POST', path: /\/pulls$/, answer: 'drop', times: 9 },
    `Could not open a pull request ${TO}: no connection`,
  ],
];

it.each(faults)(
  'says that GitHub answered %s, and makes one pull request out of the failed try and its retry',
  async (_what, name, fault, message) => {
    const { faults: injectable, urls } = portal.sandbox;
    injectable.github.inject(fault);
    const failed = await request(name);
    expect(failed.status).toBe('failed');
    expect(failed.log).toContain(
      message.replace('NAME', name).replace('HOST', new URL(urls.github).host),
    );

    injectable.github.clear();
    const retried = await retry(failed.id);
    expect([retried.status, retried.log]).toEqual([
      'completed',
      expect.stringContaining('Run completed'),
    ]);
    const pulls = await portal.repository.pullRequests(`corridors/${name}`);
    expect(pulls).toHaveLength(1);
    const { body } = await portal.ada.get(
      `/corridors/v1/requests?corridor=${name}`,
    );
    expect(body.items[0]).toMatchObject({
      state: 'open',
      pullRequest: { number: pulls[0] },
    });
  },
);

it('refuses a workspace that was changed after it was rendered', async () => {
  const { status, log } = await request('tampered', 'tampering');
  expect(status).toBe('failed');
  expect(log).toContain(
    'The files in corridors/tampered are not those that were rendered: ',
  );
  expect(await portal.repository.branches()).not.toContain(
    'corridors/tampered',
  );
  expect(await portal.repository.pullRequests('corridors/tampered')).toEqual(
    [],
  );
});
