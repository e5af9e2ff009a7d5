import {
  CreateRoleCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { compilePolicy, evaluate } from '@corridors/policy-engine';
import {
  applicants,
  AssumptionCase,
  assumptionCases,
} from '../assumption/assumptionCases';
import type { Bench } from '../cells/Bench';
import { Answer, roleArn } from '../cells/Cell';
import { answerOf } from '../cells/answerOf';
import { principalOf } from '../cells/Question';
import type { Stage } from '../cells/Stage';

const WANTED = 'wanted';

/** Roles assumed from roles and by users, as their trust policies and the applicants' own policies have it. */
export function assumeRoles(stage: () => Stage): void {
  describe('AssumeRole', () => {
    let bench: Bench;
    let cases: AssumptionCase[];

    beforeAll(async () => {
      bench = await stage().bench('y');
      cases = assumptionCases(bench.names);
      await stage().administrators.iam.send(
        new CreateRoleCommand({
          RoleName: WANTED,
          AssumeRolePolicyDocument: trustDocument(cases[0]?.trust ?? []),
        }),
      );
    });

    it('answers as the engine does, but for the known differences', async () => {
      const rows = [];
      for (const item of cases) {
        rows.push({
          ...titleOf(item),
          engine: engineAnswer(item),
          gateway: await gatewayAnswer(item),
        });
      }
      expect(rows).toEqual(
        cases.map(item => ({
          ...titleOf(item),
          engine: item.verdict,
          gateway: item.gateway?.answer ?? item.verdict,
        })),
      );
    });

    function engineAnswer({ trust, applicant, own = [] }: AssumptionCase) {
      return evaluate(
        {
          principal: principalOf(applicants(bench.names)[applicant]),
          action: 'sts:AssumeRole',
          resource: roleArn(WANTED),
          context: { 'aws:SourceIp': '127.0.0.1' },
        },
        {
          identity: own.map(document =>
            compilePolicy(document, { kind: 'identity', name: applicant }),
          ),
          resource: compilePolicy(trustDocument(trust), {
            kind: 'trust',
            name: WANTED,
          }),
        },
        { contextComplete: true },
      ).verdict;
    }

    async function gatewayAnswer({
      trust,
      applicant,
      own = [],
    }: AssumptionCase): Promise<Answer> {
      const caller = applicants(bench.names)[applicant];
      await bench.setIdentityPolicies(
        caller.kind === 'session' ? caller.role : caller.name,
        own,
      );
      await stage().administrators.iam.send(
        new UpdateAssumeRolePolicyCommand({
          RoleName: WANTED,
          PolicyDocument: trustDocument(trust),
        }),
      );
      const keys = await bench.keysOf(caller);
      return answerOf(
        stage()
          .clients.sts(keys)
          .send(
            new AssumeRoleCommand({
              RoleArn: roleArn(WANTED),
              RoleSessionName: 'chained',
              DurationSeconds: 900,
            }),
          ),
      );
    }
  });
}

const titleOf = ({ applicant, title }: AssumptionCase) => ({
  applicant,
  title,
});

const trustDocument = (trust: AssumptionCase['trust']) =>
  JSON.stringify({ Version: '2012-10-17', Statement: trust });
