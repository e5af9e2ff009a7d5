import { INSTALLATION, missingCommands } from './server/installation';
import { RgwServer } from './server/RgwServer';

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
  let server: RgwServer;

  beforeAll(async () => {
    server = await RgwServer.start();
  });

  afterAll(async () => {
    const { pids } = server;
    await server.stop();
    expect(pids.filter(isRunning)).toEqual([]);
  });

  it('runs, three processes on loopback', async () => {
    expect(await server.version()).toMatch(/^ceph version /);
    expect(server.pids.filter(isRunning)).toHaveLength(3);
  });
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
