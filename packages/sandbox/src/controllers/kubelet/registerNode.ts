import {
  CoreV1Api,
  PatchStrategy,
  setHeaderOptions,
} from '@kubernetes/client-node';
import { unlessAbsent } from '../cluster';

/**
 * Makes a node known to its cluster, with the port of its kubelet, unless it is known so already. Source: "Nodes", section "Self-registration of Nodes".
 *
 * @public
 */
export async function registerNode(
  core: CoreV1Api,
  node: { readonly name: string; readonly port: number; readonly now: Date },
): Promise<void> {
  const { name, port, now } = node;
  const present = await unlessAbsent(core.readNode({ name }));
  if (present?.status?.daemonEndpoints?.kubeletEndpoint?.Port === port) {
    return;
  }
  if (!present) {
    await core.createNode({
      body: { metadata: { name, labels: { 'kubernetes.io/hostname': name } } },
    });
  }
  const status = {
    addresses: [
      { type: 'InternalIP', address: '127.0.0.1' },
      { type: 'Hostname', address: name },
    ],
    conditions: [
      {
        type: 'Ready',
        status: 'True',
        reason: 'KubeletReady',
        message: 'the sandbox runs its pods',
        lastHeartbeatTime: now.toISOString(),
        lastTransitionTime: now.toISOString(),
      },
    ],
    daemonEndpoints: { kubeletEndpoint: { Port: port } },
    nodeInfo: { kubeletVersion: 'v1.34.1+corridors-sandbox' },
  };
  await core.patchNodeStatus(
    { name, body: { status } },
    setHeaderOptions('Content-Type', PatchStrategy.MergePatch),
  );
}
