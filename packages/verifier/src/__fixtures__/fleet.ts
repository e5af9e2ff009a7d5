import {
  buildFleet,
  buildMatrix,
  type Fleet,
  type Matrix,
} from '@corridors/model';
import { ACCOUNT } from './AwsAccount';

/** An environment of the experiment's account, with the parts that a test is about. */
function environmentFile(
  name: string,
  parts: string,
): { path: string; content: string } {
  return {
    path: `environments/${name}.yaml`,
    content: `apiVersion: corridors.dev/v1alpha1
kind: Environment
metadata: { name: ${name} }
spec:
  kubernetes: { cluster: ${name}, apiServer: { cidrs: [10.0.0.10/32] }, managerRole: edit-spark }
  aws: { accountId: "${ACCOUNT}", region: eu-west-3, rolePath: /corridors/, awsNamespace: corridors-aws }
  provisioner: ack
  spark: { versions: [3.5.6], operators: [kubeflow] }
  quota: { maximum: { cpu: "64", memory: 256Gi, pods: 200 } }
${parts}`,
  };
}

function corridorFile(
  name: string,
  environment: string,
): { path: string; content: string } {
  return {
    path: `corridors/${name}/corridor.yaml`,
    content: `apiVersion: corridors.dev/v1alpha1
kind: Corridor
metadata: { name: ${name} }
spec:
  environment: ${environment}
  owner: group:default/${name}
  buckets: [{ name: primary }]
  spark: { version: 3.5.6, operator: kubeflow }
  quota: { cpu: "16", memory: 64Gi, pods: 50 }
`,
  };
}

function valid(fleet: Fleet): Fleet {
  if (fleet.invalid.length > 0) {
    throw new Error(JSON.stringify(fleet.invalid, undefined, 2));
  }
  return fleet;
}

/** Pods switch role from the node's; a bucket that the node role may write. */
export function switchingFleet(): { fleet: Fleet; matrix: Matrix } {
  const fleet = valid(
    buildFleet([
      environmentFile(
        'single1',
        `  identity: { mechanism: assume-role }
  nodeRole: { arn: "arn:aws:iam::${ACCOUNT}:role/single1_instance" }
  sharedBuckets: [{ name: gha-common-1, accountId: "${ACCOUNT}", nodeRole: write }]
`,
      ),
      corridorFile('gha1', 'single1'),
      corridorFile('gha2', 'single1'),
    ]),
  );
  return { fleet, matrix: buildMatrix(fleet, ACCOUNT) };
}

/** Pods take their role with a token of their ServiceAccount. */
export function tokenFleet(): { fleet: Fleet; matrix: Matrix } {
  const fleet = valid(
    buildFleet([
      environmentFile(
        'cluster1',
        `  identity: { mechanism: irsa, oidcIssuer: "https://localhost:8191", audience: sts.amazonaws.com }
`,
      ),
      corridorFile('red', 'cluster1'),
      corridorFile('blue', 'cluster1'),
    ]),
  );
  return { fleet, matrix: buildMatrix(fleet, ACCOUNT) };
}
