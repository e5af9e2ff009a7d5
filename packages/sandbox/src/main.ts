import { parseArgs } from 'node:util';
import { startSandbox } from './assembly';

/** Tells the program that started us what the portal needs in its environment, and that it may start. */
function announce(environment: Readonly<Record<string, string>>): void {
  process.send?.({ environment });
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      state: { type: 'string' },
      fleet: { type: 'string', default: '0' },
    },
  });
  if (!values.state) {
    throw new Error(
      '--state names the folder that keeps the state; it is missing',
    );
  }
  const sandbox = await startSandbox({
    stateDir: values.state,
    fleet: Number(values.fleet),
    log: message => console.log(`[sandbox] ${message}`),
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      sandbox.close().then(
        () => process.exit(0),
        error => {
          console.error(error);
          process.exit(1);
        },
      );
    });
  }
  announce(sandbox.environment);
}

main().catch(error => {
  console.error(error);
  process.exit(1);
});
