import path from 'node:path';
import { must } from '../lib/process.mjs';
import { API_REPORTS } from '../lib/apiReports.mjs';
import { ROOT } from '../lib/paths.mjs';
import { ensureSetup } from '../lib/setup.mjs';

/** `npm run api-reports`: writes the reports that `npm test` compares. */
export default async function apiReports(toolchain) {
  await ensureSetup(toolchain);
  const options = { cwd: ROOT, env: toolchain.env };
  const bin = name => path.join(ROOT, 'node_modules/.bin', name);
  await must(
    'Types',
    bin('tsc'),
    ['--incremental', 'false', '--noEmit', 'false'],
    options,
  );
  await must('API reports', bin('backstage-repo-tools'), API_REPORTS, options);
}
