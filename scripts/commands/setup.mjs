import { ensureSetup } from '../lib/setup.mjs';

/** `npm run setup`: the toolchain and the dependencies, nothing else. */
export default async function setup(toolchain) {
  await ensureSetup(toolchain);
  console.log(
    'Ready. `npm start` serves the portal, `npm test` checks everything.',
  );
}
