import { fileURLToPath } from 'node:url';
import path from 'node:path';

/** The root of the repository. */
export const ROOT = path.resolve(
  path.dirname(fileURLToPath(import.meta.url)),
  '../..',
);

/** Node and Yarn as npm delivered them; ignored by git. */
export const TOOLCHAIN = path.join(ROOT, '.toolchain');

/** What the suites leave for a person or for CI to read; ignored by git. */
export const RESULTS = path.join(ROOT, 'test/results');
