import { mkdtemp, rm } from 'fs/promises';
import { tmpdir } from 'os';
import path from 'path';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import type { TemplateAction } from '@backstage/plugin-scaffolder-node';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import type { JsonObject } from '@backstage/types';
import {
  type CorridorsForges,
  createForge,
} from '@corridors/plugin-corridors-node';
import {
  startTestGithub,
  type TestGithub,
} from '@corridors/plugin-corridors-node/testUtils';
import { CorridorsGateway } from '../corridors/CorridorsGateway';
import { startTestCorridors, type TestCorridors } from './startTestCorridors';

/** The corridor that all tests ask for. */
export const CORRIDOR = {
  metadata: { name: 'gha1', title: 'GitHub archive' },
  spec: {
    environment: 'single1',
    owner: 'group:default/gha',
    buckets: [{ name: 'primary' }],
  },
};

/** Results of checkpoints, kept as the scaffolder keeps them: as JSON, nothing as `{}`, successes only. */
export type Checkpoints = Map<string, string>;

/** Runs actions against servers that stand for the corridors plugin and for GitHub. */
export class ActionHarness {
  /** What the corridors plugin and GitHub have been told. */
  private constructor(
    readonly corridors: TestCorridors,
    readonly github: TestGithub,
    readonly workspacePath: string,
  ) {}

  static async start(): Promise<ActionHarness> {
    const github = await startTestGithub({ 'README.md': '# Corridors\n' });
    const corridors = await startTestCorridors(() => github.repoUrl);
    return new ActionHarness(
      corridors,
      github,
      await mkdtemp(path.join(tmpdir(), 'workspace-')),
    );
  }

  get gateway(): CorridorsGateway {
    return CorridorsGateway.create({
      auth: mockServices.auth({ pluginId: 'scaffolder' }),
      discovery: {
        getBaseUrl: async () => this.corridors.url,
        getExternalBaseUrl: async () => this.corridors.url,
      },
    });
  }

  get forges(): CorridorsForges {
    const integrations = ScmIntegrations.fromConfig(
      new ConfigReader({ integrations: { github: [this.github.integration] } }),
    );
    return { forRepository: repoUrl => createForge(repoUrl, { integrations }) };
  }

  /** Runs one action as user:default/ada and returns its outputs. */
  async run<I extends JsonObject, O extends JsonObject>(
    action: TemplateAction<I, O>,
    input: object,
    options: {
      checkpoints?: Checkpoints;
      isDryRun?: boolean;
      signal?: AbortSignal;
    } = {},
  ): Promise<Record<string, unknown>> {
    const outputs: Record<string, unknown> = {};
    const { checkpoints = new Map<string, string>() } = options;
    await action.handler({
      ...createMockActionContext<I, O>({
        workspacePath: this.workspacePath,
        input: { ...input } as I,
      }),
      isDryRun: options.isDryRun,
      signal: options.signal,
      getInitiatorCredentials: async () =>
        mockCredentials.user('user:default/ada'),
      output: (name, value) => {
        outputs[String(name)] = value;
      },
      checkpoint: async ({ key, fn }) => {
        const kept = checkpoints.get(key);
        if (kept !== undefined) {
          return JSON.parse(kept);
        }
        const result = await fn();
        checkpoints.set(key, JSON.stringify(result ?? {}));
        return result;
      },
    });
    return outputs;
  }

  async close(): Promise<void> {
    await this.corridors.close();
    await this.github.close();
    await rm(this.workspacePath, { recursive: true, force: true });
  }
}
