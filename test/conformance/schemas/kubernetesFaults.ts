import { spawnSync } from 'node:child_process';
import path from 'node:path';

const SCRIPT = path.join(__dirname, 'validateKubernetes.mjs');

/** What Kubernetes' own schema has against each object; null where it has nothing. */
export function kubernetesFaults(
  objects: readonly unknown[],
): (string | null)[] {
  const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT], {
    input: JSON.stringify(objects),
    encoding: 'utf8',
  });
  if (status !== 0) {
    throw new Error(`${SCRIPT} failed: ${stderr}`);
  }
  return JSON.parse(stdout);
}
