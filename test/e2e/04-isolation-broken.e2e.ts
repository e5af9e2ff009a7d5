import { expect, test } from '@playwright/test';
import { AccountRoot } from './support/AccountRoot';
import { corridorRow } from './support/corridorsTable';
import { CorridorsBackend, type Finding } from './support/CorridorsBackend';
import { signIn } from './support/signIn';
import { startSparkApplication } from './support/startSparkApplication';
import { verifyScope } from './support/verifyScope';

/** The observer reads a role again within this time; see `frequency` in app-config.sandbox.yaml. */
const AWS_SEEN = { timeout: 60_000 };

/** The seed's own mishap in analytics: somebody removed the role of archive by hand. */
const ARCHIVE_CELLS = [
  'corridor:archive delete bucket:archive-cold',
  'corridor:archive list bucket:archive-cold',
  'corridor:archive read bucket:archive-cold',
  'corridor:archive write bucket:archive-cold',
];

const LEAK = 'weblogs can assume the role of clickstream';
const BLOCKED = 'The role of weblogs cannot be had';

/** Title → cells, in alphabetical order, of the findings of one kind. */
function cellsByTitle(findings: readonly Finding[], kind: Finding['kind']) {
  return Object.fromEntries(
    findings
      .filter(finding => finding.kind === kind)
      .map(({ title, cells }) => [title, [...cells].sort()]),
  );
}

test("a role that gets another corridor's bucket is a leak, until it is repaired", async ({
  page,
}) => {
  const account = new AccountRoot('111122223333');
  await signIn(page, 'Pat');
  const backend = new CorridorsBackend(page);

  await account.putInlinePolicy('single1_gha1', 'a-favour', {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: 's3:*',
        Resource: [
          'arn:aws:s3:::gha2-primary-1',
          'arn:aws:s3:::gha2-primary-1/*',
        ],
      },
    ],
  });
  const broken = await verifyScope(page, 'environment:single1');
  const title =
    'gha1 can list, read, write, delete and administer bucket gha2-primary-1 of gha2';
  expect(cellsByTitle(await backend.findings(broken), 'leak')).toEqual({
    [title]: [
      'corridor:gha1 administer bucket:gha2-primary-1',
      'corridor:gha1 delete bucket:gha2-primary-1',
      'corridor:gha1 list bucket:gha2-primary-1',
      'corridor:gha1 read bucket:gha2-primary-1',
      'corridor:gha1 write bucket:gha2-primary-1',
    ],
  });
  await expect(page.getByText(title).first()).toBeVisible();
  await page.getByRole('button', { name: 'Show 5 cells' }).first().click();
  await expect(page.getByRole('dialog')).toContainText('gha2-primary-1');

  await page.goto('/corridors');
  await expect(corridorRow(page, 'gha1')).toContainText('1 leak');
  await expect(corridorRow(page, 'gha2')).toContainText('1 leak');

  await account.deleteInlinePolicy('single1_gha1', 'a-favour');
  const repaired = await verifyScope(page, 'environment:single1');
  expect(await backend.findings(repaired)).toEqual([]);
  await expect(page.getByText(`closed: ${title}`)).toBeVisible();
});

test('a trust that names another namespace and a role that is gone are found, felt, and closed by their repair', async ({
  page,
}) => {
  const account = new AccountRoot('444455556666');
  await signIn(page, 'Pat');
  const backend = new CorridorsBackend(page);
  await expect(corridorRow(page, 'weblogs')).toContainText('Healthy', AWS_SEEN);

  const trust = await account.trustPolicy('analytics-clickstream');
  await account.setTrustPolicy('analytics-clickstream', {
    ...trust,
    Statement: [
      ...trust.Statement,
      {
        ...trust.Statement[0],
        Sid: 'AndAnother',
        Condition: {
          StringEquals: {
            'localhost:8191:aud': 'sts.amazonaws.com',
            'localhost:8191:sub': 'system:serviceaccount:weblogs:weblogs',
          },
        },
      },
    ],
  });
  const putBack = await account.deleteRole('analytics-weblogs');
  await startSparkApplication({
    corridor: 'weblogs',
    name: 'without-role',
    arguments: ['write', 's3a://weblogs-curated/2026/'],
  });

  await test.step('the dashboard shows broken credentials, and why the job failed', async () => {
    await expect(corridorRow(page, 'weblogs')).toContainText(
      'Broken',
      AWS_SEEN,
    );
    await page.goto('/corridors/weblogs/credentials');
    await expect(
      page.getByText('Role analytics-weblogs does not exist').first(),
    ).toBeVisible();

    await page.goto('/corridors/weblogs/spark');
    const job = page.getByRole('listitem').filter({ hasText: 'without-role' });
    await expect(job).toContainText('Failed');
    await job.getByText('What the driver said').click();
    await expect(job).toContainText(
      'Not authorized to perform sts:AssumeRoleWithWebIdentity',
    );
  });

  await test.step('a verification finds both', async () => {
    const run = await verifyScope(page, 'environment:analytics');
    const findings = await backend.findings(run);
    expect(cellsByTitle(findings, 'leak')).toEqual({
      [LEAK]: [
        'corridor:weblogs assume role:arn:aws:iam::444455556666:role/corridors/analytics-clickstream',
      ],
    });
    expect(cellsByTitle(findings, 'blocked')).toEqual({
      'The role of archive cannot be had': ARCHIVE_CELLS,
      [BLOCKED]: [
        'corridor:weblogs delete bucket:weblogs-curated',
        'corridor:weblogs delete bucket:weblogs-spark',
        'corridor:weblogs list bucket:clickstream-raw',
        'corridor:weblogs list bucket:weblogs-curated',
        'corridor:weblogs list bucket:weblogs-spark',
        'corridor:weblogs read bucket:clickstream-raw',
        'corridor:weblogs read bucket:weblogs-curated',
        'corridor:weblogs read bucket:weblogs-spark',
        'corridor:weblogs write bucket:weblogs-curated',
        'corridor:weblogs write bucket:weblogs-spark',
      ],
    });
    await expect(page.getByText(LEAK).first()).toBeVisible();
    await expect(page.getByText(BLOCKED).first()).toBeVisible();
  });

  await test.step('repaired, both are closed by the next run', async () => {
    await account.setTrustPolicy('analytics-clickstream', trust);
    await putBack();
    const run = await verifyScope(page, 'environment:analytics');
    const findings = await backend.findings(run);
    expect(cellsByTitle(findings, 'leak')).toEqual({});
    expect(cellsByTitle(findings, 'blocked')).toEqual({
      'The role of archive cannot be had': ARCHIVE_CELLS,
    });
    await expect(page.getByText(/closed: .*weblogs/)).toBeVisible();
    await page.goto('/corridors');
    await expect(corridorRow(page, 'weblogs')).toContainText(
      'Healthy',
      AWS_SEEN,
    );
  });
});
