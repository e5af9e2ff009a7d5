import { expect, test } from '@playwright/test';
import { CorridorsBackend } from './support/CorridorsBackend';
import { corridorRow } from './support/corridorsTable';
import { signIn } from './support/signIn';
import { verifyScope } from './support/verifyScope';

const BUCKET_OPERATIONS = ['list', 'read', 'write', 'delete', 'administer'];

/** What was tried in single1, or "untried" where nothing harmless could be tried. Columns: {@link BUCKET_OPERATIONS}. */
const BUCKETS = `
corridor:gha1      bucket:gha1-primary-1   allow allow allow allow untried
corridor:gha1      bucket:gha1-secondary-1 allow allow allow allow untried
corridor:gha1      bucket:gha1-spark       allow allow allow allow untried
corridor:gha1      bucket:gha2-primary-1   deny  deny  deny  deny  untried
corridor:gha1      bucket:gha2-spark       deny  deny  deny  deny  untried
corridor:gha1      bucket:gha-common-1     deny  deny  deny  deny  untried
corridor:gha2      bucket:gha1-primary-1   deny  deny  deny  deny  untried
corridor:gha2      bucket:gha1-secondary-1 deny  deny  deny  deny  untried
corridor:gha2      bucket:gha1-spark       deny  deny  deny  deny  untried
corridor:gha2      bucket:gha2-primary-1   allow allow allow allow untried
corridor:gha2      bucket:gha2-spark       allow allow allow allow untried
corridor:gha2      bucket:gha-common-1     deny  deny  deny  deny  untried
node-role:single1  bucket:gha1-primary-1   deny  deny  deny  deny  untried
node-role:single1  bucket:gha1-secondary-1 deny  deny  deny  deny  untried
node-role:single1  bucket:gha1-spark       deny  deny  deny  deny  untried
node-role:single1  bucket:gha2-primary-1   deny  deny  deny  deny  untried
node-role:single1  bucket:gha2-spark       deny  deny  deny  deny  untried
node-role:single1  bucket:gha-common-1     allow allow deny  deny  untried
anonymous          bucket:gha1-primary-1   deny  deny  deny  deny  untried
anonymous          bucket:gha1-secondary-1 deny  deny  deny  deny  untried
anonymous          bucket:gha1-spark       deny  deny  deny  deny  untried
anonymous          bucket:gha2-primary-1   deny  deny  deny  deny  untried
anonymous          bucket:gha2-spark       deny  deny  deny  deny  untried
anonymous          bucket:gha-common-1     deny  deny  deny  deny  untried
`;

const ROLES = `
corridor:gha1      role:arn:aws:iam::111122223333:role/corridors/single1_gha2 deny
corridor:gha1      role:arn:aws:iam::111122223333:role/single1_instance       deny
corridor:gha2      role:arn:aws:iam::111122223333:role/corridors/single1_gha1 deny
corridor:gha2      role:arn:aws:iam::111122223333:role/single1_instance       deny
node-role:single1  role:arn:aws:iam::111122223333:role/corridors/single1_gha1 allow
node-role:single1  role:arn:aws:iam::111122223333:role/corridors/single1_gha2 allow
`;

/** The six `aws s3 ls` of the experiment's transcripts. */
const TRANSCRIPTS = {
  'node-role:single1 list bucket:gha-common-1': 'allow',
  'node-role:single1 list bucket:gha1-primary-1': 'deny',
  'node-role:single1 list bucket:gha2-primary-1': 'deny',
  'corridor:gha1 list bucket:gha1-primary-1': 'allow',
  'corridor:gha1 list bucket:gha2-primary-1': 'deny',
  'corridor:gha1 list bucket:gha-common-1': 'deny',
};

/** Cell → outcome of a table with a row for each pair and a column for each operation. */
function cellsOf(table: string, operations: readonly string[]) {
  return Object.fromEntries(
    table
      .trim()
      .split('\n')
      .flatMap(line => {
        const [identity, resource, ...outcomes] = line.split(/\s+/);
        return operations.map((operation, index) => [
          `${identity} ${operation} ${resource}`,
          outcomes[index],
        ]);
      }),
  );
}

test('the experiment comes out as its transcripts show, cell by cell', async ({
  page,
}) => {
  await signIn(page, 'Pat');
  for (const corridor of ['gha1', 'gha2']) {
    await expect(corridorRow(page, corridor)).toContainText('Ready', {
      timeout: 60_000,
    });
  }
  const run = await verifyScope(page, 'environment:single1');
  await expect(page.getByText('No findings').first()).toBeVisible();

  const cells = await new CorridorsBackend(page).matrix(run);
  const observed = Object.fromEntries(
    cells.map(({ id, answers }) => {
      const answer = answers.find(({ view }) => view === 'observed');
      return [id, answer?.covered ? answer.verdict : 'untried'];
    }),
  );
  expect(observed).toMatchObject(TRANSCRIPTS);
  expect(observed).toEqual({
    ...cellsOf(BUCKETS, BUCKET_OPERATIONS),
    ...cellsOf(ROLES, ['assume']),
  });

  await expect(page.getByText('102 of 126 cells')).toBeVisible();
  await expect(
    page.getByText(
      '24 cells not covered: Rewriting the policy of a bucket cannot be tried without doing it.',
    ),
  ).toBeVisible();
});

test('the standing weakness of the node role is stated beside a green matrix', async ({
  page,
}) => {
  await signIn(page, 'Pat', '/corridors/security?scope=environment:single1');
  await expect(
    page.getByRole('heading', { name: 'Standing weaknesses' }),
  ).toBeVisible();
});
