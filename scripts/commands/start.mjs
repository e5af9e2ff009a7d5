import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { assertPortsFree } from '../lib/ports.mjs';
import { CommandFailed, startService } from '../lib/process.mjs';
import { ROOT } from '../lib/paths.mjs';
import { ensureSetup } from '../lib/setup.mjs';
import { until } from '../lib/until.mjs';

const PORTS = {
  'the portal': 3000,
  'the backend': 7007,
  'the sandbox: GitHub': 8180,
  'the sandbox: Kubernetes': 8181,
  'the sandbox: AWS': 8182,
  'the sandbox: instance metadata': 8184,
  'the sandbox: sign-in': 8185,
  'the sandbox: the second Kubernetes cluster': 8191,
};

const READY_SECONDS = 300;

function startSandbox(toolchain, { state, fleet }) {
  const service = startService(
    toolchain.node,
    [
      '--require',
      path.join(ROOT, 'node_modules/@backstage/cli/config/nodeTransform.cjs'),
      path.join(ROOT, 'packages/sandbox/src/main.ts'),
      '--state',
      state,
      '--fleet',
      String(fleet),
    ],
    {
      cwd: ROOT,
      env: toolchain.env,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    },
  );
  const ready = new Promise((resolve, reject) => {
    // The loader of TypeScript sends messages of its own over the same channel.
    service.child.on('message', message => {
      if (message.environment) {
        resolve(message);
      }
    });
    service.ended.then(
      code =>
        reject(
          new CommandFailed(
            `The sandbox ended before it was ready (exit code ${code}). Its output is above.`,
          ),
        ),
      reject,
    );
  });
  return { service, ready };
}

function startPortal(toolchain, environment) {
  const cli = path.join(ROOT, 'node_modules/@backstage/cli/bin/backstage-cli');
  return startService(
    toolchain.node,
    [
      cli,
      'repo',
      'start',
      '--config',
      path.join(ROOT, 'app-config.yaml'),
      '--config',
      path.join(ROOT, 'app-config.sandbox.yaml'),
    ],
    { cwd: ROOT, env: { ...toolchain.env, ...environment, NODE_OPTIONS: '' } },
  );
}

async function answers(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    // Not listening yet; the caller asks again until its deadline.
    return false;
  }
}

/**
 * `npm start`: the sandbox and the portal beside it, until a signal ends them.
 *
 * `--state <folder>` keeps the sandbox's state elsewhere, `--fresh` begins with none, `--fleet <n>` adds n corridors.
 */
export default async function start(toolchain, args) {
  const { values } = parseArgs({
    args,
    options: {
      state: { type: 'string', default: path.join(ROOT, '.sandbox') },
      fresh: { type: 'boolean', default: false },
      fleet: { type: 'string', default: '0' },
    },
  });
  const fleet = Number(values.fleet);
  if (!Number.isInteger(fleet) || fleet < 0) {
    throw new CommandFailed(
      `--fleet takes a whole number of corridors, not "${values.fleet}".`,
      2,
    );
  }
  const state = path.resolve(values.state);

  await ensureSetup(toolchain);
  await assertPortsFree(PORTS);
  if (values.fresh) {
    fs.rmSync(state, { recursive: true, force: true });
  }
  const data = path.join(state, 'database');
  fs.mkdirSync(data, { recursive: true });

  const services = [];
  const stopped = new AbortController();
  const stopAll = async () => {
    stopped.abort();
    await Promise.all(services.map(service => service.stop()));
  };
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      console.log('\nStopping …');
      stopAll();
    });
  }

  try {
    console.log('Starting the sandbox …');
    const sandbox = startSandbox(toolchain, { state, fleet });
    services.push(sandbox.service);
    const { environment } = await sandbox.ready;

    console.log('Starting the portal …');
    const portal = startPortal(toolchain, {
      ...environment,
      CORRIDORS_DATA_DIRECTORY: data,
    });
    services.push(portal);

    const ended = Promise.race(services.map(service => service.ended));
    await Promise.race([
      until(
        async () =>
          (await answers(
            'http://localhost:7007/.backstage/health/v1/readiness',
          )) && (await answers('http://localhost:3000')),
        {
          seconds: READY_SECONDS,
          what: 'the portal to answer',
          signal: stopped.signal,
        },
      ),
      ended,
    ]);
    if (!stopped.signal.aborted) {
      console.log(
        '\nThe portal is at http://localhost:3000; merge pull requests at http://localhost:8180. Ctrl+C ends both.\n',
      );
    }
    const code = await ended;
    return stopped.signal.aborted ? 0 : code || 1;
  } catch (error) {
    if (stopped.signal.aborted) {
      return 0;
    }
    throw error;
  } finally {
    await stopAll();
  }
}
