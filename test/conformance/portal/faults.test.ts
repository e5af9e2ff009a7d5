import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from './support/eventually';
import { setPortalKey } from './support/portalKey';
import { startPortal } from './support/startPortal';
import type { Portal } from './support/startPortal';
import { untilReady, untilSource } from './support/health';
import { countVerdicts, verify } from './support/verification';
import type { Observed } from './support/verification';

/** What the portal says while something that it looks at does not work, and after. */

const EXPERIMENT = '111122223333';
const ANALYTICS = '444455556666';

let skewMilliseconds = 0;
let portal: Portal;
beforeAll(async () => {
  portal = await startPortal({
    clock: () => new Date(Date.now() + skewMilliseconds),
    // The key of the analytics account is a bad one.
    environment: { CORRIDORS_AWS_SECRET_ACCESS_KEY_ANALYTICS: 'wrong' },
  });
  await untilReady(portal, ['gha1', 'gha2']);
}, 180_000);
afterAll(() => portal?.stop());

const denies = (observed: Observed, of: RegExp) =>
  [...observed].filter(
    ([cell, { verdict }]) => of.test(cell) && verdict === 'deny',
  );

it('shows an account whose key is bad as stale', async () => {
  const { message } = await untilSource(portal, `aws:${ANALYTICS}`, 'stale');
  expect(message).toContain(
    "AWS refused the portal's credentials (SignatureDoesNotMatch)",
  );
});

it('shows an account whose key was switched off as stale, and recovers', async () => {
  await setPortalKey(portal, EXPERIMENT, 'Inactive');
  const { message } = await untilSource(portal, `aws:${EXPERIMENT}`, 'stale');
  expect(message).toContain("AWS refused the portal's credentials");
  await setPortalKey(portal, EXPERIMENT, 'Active');
  await untilSource(portal, `aws:${EXPERIMENT}`, 'live', 90);
}, 180_000);

it('makes no deny of clocks that differ by 20 minutes', async () => {
  const before = await verify(portal, EXPERIMENT);
  skewMilliseconds = 20 * 60_000;
  const during = await verify(portal, EXPERIMENT);
  skewMilliseconds = 0;
  expect(countVerdicts(during).deny).toBeUndefined();
  expect(
    [...during].filter(
      ([cell, { verdict }]) =>
        verdict !== 'inconclusive' && verdict !== before.get(cell)?.verdict,
    ),
  ).toEqual([]);
}, 300_000);

it('shows a killed Kubernetes API as stale, and recovers', async () => {
  await portal.routes.analyticsCluster.cut();
  await untilSource(portal, 'kubernetes:analytics', 'stale');
  await portal.routes.analyticsCluster.open();
  await untilSource(portal, 'kubernetes:analytics', 'live');
});

it('lists anew after 410', async () => {
  const faults = portal.sandbox.faults.clusters['vpc2-kspray1'];
  const struck = new Set<string>();
  faults?.inject(
    { kind: 'expired' },
    {
      concerns: ({ path, query }) => {
        const concerned = query.has('resourceVersion');
        if (concerned) {
          struck.add(path);
        }
        return concerned;
      },
    },
  );
  portal.routes.experimentCluster.drop();
  await eventually(
    'several watches were told that they are too old',
    async () => (struck.size > 3 ? true : undefined),
    { seen: () => [...struck] },
  );
  faults?.clear();
  await untilSource(portal, 'kubernetes:single1', 'live');
});

it('says what it is not allowed to see, and sees it when it is', async () => {
  const faults = portal.sandbox.faults.clusters['vpc2-kspray1'];
  faults?.inject(
    { kind: 'forbidden' },
    { concerns: ({ path }) => path === '/api/v1/resourcequotas' },
  );
  portal.routes.experimentCluster.drop();
  const { message } = await untilSource(
    portal,
    'kubernetes:single1/resourceQuotas',
    'forbidden',
  );
  expect(message).toContain('Needs the verbs list and watch on resourcequotas');
  faults?.clear();
  await untilSource(portal, 'kubernetes:single1', 'live');
});

it('shows a hanging Kubernetes API and S3 that is down as stale, makes no deny of them, and recovers', async () => {
  const since = Date.now();
  portal.routes.analyticsCluster.silence();
  await portal.routes.s3.cut();
  const [experiment, analytics] = await Promise.all([
    verify(portal, EXPERIMENT),
    verify(portal, ANALYTICS),
    untilSource(portal, 'kubernetes:analytics', 'stale'),
    untilSource(portal, `aws:${EXPERIMENT}`, 'stale'),
  ]);
  expect(experiment.size).toBeGreaterThan(0);
  expect(analytics.size).toBeGreaterThan(0);
  expect(denies(experiment, / bucket:/)).toEqual([]);
  expect(denies(analytics, /^corridor:| bucket:/)).toEqual([]);
  await pause(Math.max(0, since + 60_000 - Date.now()));
  await portal.routes.s3.open();
  await portal.routes.analyticsCluster.open();
  await Promise.all([
    untilSource(portal, 'kubernetes:analytics', 'live'),
    untilSource(portal, `aws:${EXPERIMENT}`, 'live', 90),
  ]);
}, 400_000);
