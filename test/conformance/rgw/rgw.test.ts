import { Stage } from './cells/Stage';
import { INSTALLATION, missingCommands } from './server/installation';
import { assumeRoles } from './suites/assumeRole';
import { compareCells } from './suites/cells';
import { showAvoided, showDivergences } from './suites/divergences';
import { observeGateway } from './suites/observedView';
import { probeGateway } from './suites/probes';
import { assumeWithTokens } from './suites/webIdentity';

/**
 * Ceph's object gateway, an implementation of S3, IAM and STS that others wrote and that enforces policies, against
 * what the policy engine says.
 */

const missing = missingCommands();

function whenAbsent(): void {
  it("needs Ceph's commands", () => {
    const message = `Nothing was compared with Ceph's gateway: ${missing.join(
      ', ',
    )} not on the PATH. On Debian: ${INSTALLATION}`;
    if (process.env.CI === 'true') {
      throw new Error(message);
    }
    // eslint-disable-next-line no-console
    console.warn(message);
    expect(missing).not.toEqual([]);
  });
}

function whenPresent(): void {
  let opened: Stage | undefined;
  const stage = () => {
    if (!opened) {
      throw new Error('the gateway did not start');
    }
    return opened;
  };

  beforeAll(async () => {
    opened = await Stage.open();
  });

  afterAll(async () => {
    const pids = opened?.server.pids ?? [];
    await opened?.close();
    expect(pids.filter(isRunning)).toEqual([]);
  });

  it('runs, three processes on loopback', async () => {
    const { server } = stage();
    expect(await server.version()).toMatch(/^ceph version /);
    expect(server.pids.filter(isRunning)).toHaveLength(3);
  });

  showDivergences(stage);
  showAvoided(stage);
  assumeRoles(stage);
  probeGateway(stage);
  observeGateway(stage);
  assumeWithTokens(stage);
  compareCells(stage);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe(
  "Ceph's object gateway",
  missing.length === 0 ? whenPresent : whenAbsent,
);
