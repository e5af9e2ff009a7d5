import path from 'node:path';
import { must } from '../lib/process.mjs';
import { ROOT } from '../lib/paths.mjs';
import { ensureSetup } from '../lib/setup.mjs';

/** `npm run fix`: lint fixes, formatting. */
export default async function fix(toolchain) {
  await ensureSetup(toolchain);
  const options = { cwd: ROOT, env: toolchain.env };
  const bin = name => path.join(ROOT, 'node_modules/.bin', name);
  await must('Lint', bin('backstage-cli'), ['repo', 'lint', '--fix'], options);
  await must(
    'Formatting',
    bin('prettier'),
    ['--write', '--loglevel', 'warn', '.'],
    options,
  );
}
