import fs from 'node:fs';
import path from 'node:path';

const STATE = path.resolve(__dirname, '../../results/e2e-state');

/** File with the certificate of the authority that the sandbox's endpoints are signed by. */
export const CA_FILE = path.join(STATE, 'ca.pem');

/**
 * A secret of the running sandbox, such as `github/corridors-portal`.
 *
 * @throws Error when the sandbox keeps no secret of that name
 */
export function sandboxSecret(name: string): string {
  const file = path.join(STATE, 'secrets.json');
  const secrets: Record<string, string> = JSON.parse(
    fs.readFileSync(file, 'utf8'),
  );
  const secret = secrets[name];
  if (secret === undefined) {
    throw new Error(`${file} holds no secret "${name}"`);
  }
  return secret;
}
