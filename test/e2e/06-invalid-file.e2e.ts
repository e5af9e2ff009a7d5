import { expect, test } from '@playwright/test';
import { commitFile } from './support/commitFile';
import { corridorRow } from './support/corridorsTable';
import { signIn } from './support/signIn';

const FILE = 'corridors/hasty/corridor.yaml';
const TEXT = `apiVersion: corridors.dev/v1alpha1
kind: Corridor
metadata:
  name: hasty
spec:
  environment: single1
  owner: group:default/gha
  buckets:
    - { name: primary }
  colour: green
  spark: { version: 3.5.6, operator: kubeflow }
  quota: { cpu: '16', memory: 64Gi, pods: 50 }
`;

/** The repository is read every 15 s; the page hears of a change by itself. */
const SEEN = { timeout: 60_000 };

test('an invalid file on main is shown with its line, and everything else goes on', async ({
  page,
}) => {
  await signIn(page, 'Pat');
  await expect(corridorRow(page, 'gha1')).toContainText('Ready');

  const remove = await commitFile(FILE, TEXT);
  await expect(corridorRow(page, 'hasty')).toContainText('Invalid', SEEN);
  const invalid = page.getByRole('region', { name: 'One file cannot be used' });
  await expect(invalid).toContainText('colour');
  await expect(invalid).toContainText(`${FILE}, line 10`);
  await expect(corridorRow(page, 'gha1')).toContainText('Ready');

  await remove();
  await expect(corridorRow(page, 'hasty')).toHaveCount(0, SEEN);
  await expect(invalid).toHaveCount(0);
});
