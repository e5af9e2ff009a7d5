import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePorts } from '../../portal/support/freePorts';
import { cephConfiguration, CephPlace } from './cephConfiguration';
import { Daemon } from './Daemon';
import { runCommand } from './runCommand';

const START_SECONDS = 60;
const MOST_ATTEMPTS = 10;

/** A user of the gateway, with the keys to sign requests as it. */
export interface RgwUser {
  readonly name: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/**
 * Ceph's object gateway in a folder of its own, on loopback, started and ended here.
 *
 * What Ceph calls a tenant stands for an AWS account: it is the account of every ARN.
 */
export class RgwServer {
  /** Serves S3, IAM and STS. */
  readonly endpoint: string;
  readonly #directory: string;
  readonly #daemons: Daemon[];

  private constructor(endpoint: string, directory: string, daemons: Daemon[]) {
    this.endpoint = endpoint;
    this.#directory = directory;
    this.#daemons = daemons;
  }

  /** Starts monitor, object store and gateway; leaves nothing behind when that fails. */
  static async start(): Promise<RgwServer> {
    const directory = await mkdtemp(path.join(tmpdir(), 'corridors-rgw-'));
    const [monitorPort = 0, gatewayPort = 0] = await freePorts(2);
    const place: CephPlace = {
      directory,
      clusterId: randomUUID(),
      monitorPort,
      gatewayPort,
    };
    const server = new RgwServer(
      `http://127.0.0.1:${gatewayPort}`,
      directory,
      [],
    );
    try {
      await server.#prepare(place);
      await server.#startMonitor(place);
      await server.#startObjectStore();
      await server.#startGateway();
      return server;
    } catch (error) {
      await server.stop();
      throw error;
    }
  }

  /** Process ids of what was started, for a test that nothing is left. */
  get pids(): readonly number[] {
    return this.#daemons.flatMap(daemon => daemon.pid ?? []);
  }

  /** Creates a user by Ceph's own command, as nothing in the AWS API does. */
  async createUser(
    account: string,
    name: string,
    options: { readonly isAdministrator: boolean },
  ): Promise<RgwUser> {
    const user = {
      name,
      accessKeyId: `AK${randomUUID().replaceAll('-', '').toUpperCase()}`,
      secretAccessKey: randomUUID(),
    };
    await this.#ceph('radosgw-admin', [
      'user',
      'create',
      `--tenant=${account}`,
      `--uid=${name}`,
      `--display-name=${name}`,
      `--access-key=${user.accessKeyId}`,
      `--secret=${user.secretAccessKey}`,
      ...(options.isAdministrator
        ? [
            // Not bound by a bucket policy that denies everybody, so that the next test can replace it.
            '--admin',
            '--caps=roles=*;oidc-provider=*;user-policy=*',
          ]
        : []),
    ]);
    return user;
  }

  async version(): Promise<string> {
    return (await runCommand('radosgw', ['--version'])).trim();
  }

  /** Ends the processes, the last first, and removes the folder. */
  async stop(): Promise<void> {
    for (const daemon of this.#daemons.toReversed()) {
      await daemon.stop();
    }
    await rm(this.#directory, { recursive: true, force: true });
  }

  get #configuration(): string {
    return path.join(this.#directory, 'ceph.conf');
  }

  #ceph(command: string, args: readonly string[]): Promise<string> {
    return runCommand(command, ['-c', this.#configuration, ...args]);
  }

  #launch(command: string, args: readonly string[]): Daemon {
    const daemon = Daemon.start(command, [
      '-f',
      '-c',
      this.#configuration,
      ...args,
    ]);
    this.#daemons.push(daemon);
    return daemon;
  }

  async #prepare(place: CephPlace): Promise<void> {
    for (const folder of ['mon', 'osd', 'rgw', 'log', 'run']) {
      await mkdir(path.join(this.#directory, folder));
    }
    await writeFile(this.#configuration, cephConfiguration(place));
  }

  async #startMonitor(place: CephPlace): Promise<void> {
    const map = path.join(this.#directory, 'monmap');
    const keyring = path.join(this.#directory, 'mon.keyring');
    const address = `[v1:127.0.0.1:${place.monitorPort}]`;
    await runCommand('monmaptool', [
      '--create',
      '--fsid',
      place.clusterId,
      '--addv',
      'a',
      address,
      map,
    ]);
    await runCommand('ceph-authtool', [
      '--create-keyring',
      keyring,
      '--gen-key',
      '-n',
      'mon.',
      '--cap',
      'mon',
      'allow *',
    ]);
    await this.#ceph('ceph-mon', [
      '--mkfs',
      '-i',
      'a',
      '--monmap',
      map,
      '--keyring',
      keyring,
    ]);
    const monitor = this.#launch('ceph-mon', [
      '-i',
      'a',
      '--public-addr',
      '127.0.0.1',
    ]);
    await monitor.until(
      'the monitor answers',
      () => this.#says(['--connect-timeout', '2', '-s'], ''),
      { seconds: START_SECONDS },
    );
  }

  async #startObjectStore(): Promise<void> {
    const id = randomUUID();
    await this.#insist(['osd', 'new', id]);
    await this.#ceph('ceph-osd', ['-i', '0', '--mkfs', '--osd-uuid', id]);
    await this.#insist([
      ...['osd', 'crush', 'add', 'osd.0', '1.0'],
      ...['root=default', 'host=localhost'],
    ]);
    const store = this.#launch('ceph-osd', ['-i', '0']);
    await store.until(
      'the object store is up',
      () => this.#says(['osd', 'stat'], '1 up'),
      { seconds: START_SECONDS },
    );
  }

  async #startGateway(): Promise<void> {
    const gateway = this.#launch('radosgw', ['-n', 'client.rgw']);
    await gateway.until('the gateway answers', () => this.#answers(), {
      seconds: START_SECONDS,
    });
  }

  /**
   * Asks the monitor for something that does no harm when it is asked twice: a client that is quicker than the map of
   * the monitors is refused ("wrong fsid").
   */
  async #insist(args: readonly string[]): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.#ceph('ceph', args);
        return;
      } catch (error) {
        if (attempt === MOST_ATTEMPTS) {
          throw error;
        }
        await pause(200);
      }
    }
  }

  async #says(args: readonly string[], text: string): Promise<boolean> {
    try {
      return (await this.#ceph('ceph', args)).includes(text);
    } catch {
      return false;
    }
  }

  async #answers(): Promise<boolean> {
    try {
      await fetch(this.endpoint);
      return true;
    } catch {
      return false;
    }
  }
}
