import { AccessRequest, Principal } from '..';
import {
  OTHER,
  OWN,
  rootArn,
  roleArn,
  sessionArn,
  userArn,
} from '../__fixtures__/documents';
import { randomConditions } from './randomConditions';
import { Dice } from './Dice';
import { inAnyCase, PROVIDER, SAML_PROVIDER } from './randomRequest';
import {
  OneOrMore,
  RawPolicies,
  RawPolicy,
  RawPrincipals,
  RawStatement,
} from './RawPolicy';

const ACTIONS = [
  's3:GetObject',
  's3:PutObject',
  's3:DeleteObject',
  's3:ListBucket',
  's3:PutBucketPolicy',
  'iam:PassRole',
  'sts:AssumeRole',
];
const TRUST_ACTIONS = [
  'sts:AssumeRole',
  'sts:AssumeRoleWithWebIdentity',
  'sts:TagSession',
];
const RESOURCES = [
  'arn:aws:s3:::gha1',
  'arn:aws:s3:::gha1-primary/data/part-0',
  'arn:aws:s3:::home/ann/x',
  roleArn('gha1'),
];
const BUCKET_RESOURCES = [
  'arn:aws:s3:::gha1',
  'arn:aws:s3:::gha1-primary/data/part-0',
  'arn:aws:s3:::home/ann/x',
];
const NAMED = [
  '*',
  OWN,
  OTHER,
  rootArn(),
  rootArn(OTHER),
  roleArn('gha1'),
  roleArn('gha10'),
  roleArn('corridors/gha2'),
  roleArn('gha1', OTHER),
  sessionArn('gha1', 'spark'),
  sessionArn('gha1', 'spark', OTHER),
  sessionArn('gha2', 'spark'),
  userArn('ann'),
  userArn('ann', OTHER),
  userArn('team/bob'),
  `arn:aws:sts::${OWN}:federated-user/ann`,
];

type Kind = 'identity' | 'bucket' | 'trust';

/** Policies of all kinds that could bear on the request, most of them close to what it asks for. */
export function randomPolicies(
  dice: Dice,
  request: AccessRequest,
): RawPolicies {
  const service = request.action.slice(0, 3).toLowerCase();
  const own = () => randomPolicy(dice, 'identity', request);
  const resource = randomPolicy(
    dice,
    service === 'sts' ? 'trust' : 'bucket',
    request,
  );
  const hasResource =
    service !== 'iam' && request.resource !== '*' && dice.chance(0.7);
  const policies = hasResource ? { resource } : {};
  switch (request.principal.kind) {
    case 'anonymous':
    case 'service':
    case 'web-identity':
      return policies;
    case 'root':
      return { ...policies, ...randomLevels(dice, own) };
    default:
      return {
        ...policies,
        ...(dice.chance(0.8) ? { identity: dice.several(0, 2, own) } : {}),
        ...(dice.chance(0.25) ? { boundary: dice.several(1, 1, own) } : {}),
        ...(dice.chance(0.25) && request.principal.kind !== 'user'
          ? { session: dice.several(1, 2, own) }
          : {}),
        ...randomLevels(dice, own),
      };
  }
}

function randomLevels(dice: Dice, own: () => RawPolicy): RawPolicies {
  return dice.chance(0.2)
    ? { scp: dice.several(1, 3, () => dice.several(0, 2, own)) }
    : {};
}

function randomPolicy(
  dice: Dice,
  kind: Kind,
  request: AccessRequest,
): RawPolicy {
  const one = () => randomStatement(dice, kind, request);
  return {
    ...(dice.chance(0.75) ? { Version: '2012-10-17' } : {}),
    ...(dice.chance(0.1) ? { Version: '2008-10-17' } : {}),
    Statement: dice.oneOrMore(3, one),
  };
}

function randomStatement(
  dice: Dice,
  kind: Kind,
  request: AccessRequest,
): RawStatement {
  const Effect = dice.chance(0.75) ? 'Allow' : 'Deny';
  return {
    Effect,
    ...(kind === 'identity'
      ? {}
      : randomPrincipals(dice, kind, Effect, request)),
    ...randomActions(dice, kind, request),
    ...(kind === 'trust' ? {} : randomResources(dice, kind, request)),
    ...(dice.chance(0.4) ? { Condition: randomConditions(dice) } : {}),
  };
}

function randomActions(dice: Dice, kind: Kind, request: AccessRequest) {
  const known = kind === 'trust' ? TRUST_ACTIONS : ACTIONS;
  const one = () => {
    const action = dice.chance(0.7) ? request.action : dice.pick(known);
    return inAnyCase(
      dice,
      dice.chance(0.5) ? blurAction(dice, action) : action,
    );
  };
  const actions = dice.oneOrMore(3, one);
  return dice.chance(0.12) && kind !== 'trust'
    ? { NotAction: actions }
    : { Action: actions };
}

function blurAction(dice: Dice, action: string): string {
  if (dice.chance(0.15)) {
    return '*';
  }
  return `${action.slice(0, 4)}${blur(dice, action.slice(4))}`;
}

function randomResources(dice: Dice, kind: Kind, request: AccessRequest) {
  const known = kind === 'bucket' ? BUCKET_RESOURCES : RESOURCES;
  const one = () => {
    if (dice.chance(0.15)) {
      return '*';
    }
    const arn =
      dice.chance(0.7) && request.resource !== '*'
        ? request.resource
        : dice.pick(known);
    const [part, fixed] = splitAfterAccount(arn);
    return `${blurStart(dice, fixed)}${
      dice.chance(0.2) ? withVariable(dice, part) : blur(dice, part)
    }`;
  };
  const resources: OneOrMore = dice.oneOrMore(3, one);
  return dice.chance(0.15)
    ? { NotResource: resources }
    : { Resource: resources };
}

function splitAfterAccount(arn: string): [part: string, fixed: string] {
  const parts = arn.split(':');
  return [parts.slice(5).join(':'), `${parts.slice(0, 5).join(':')}:`];
}

/** Puts a wildcard in the place of partition, region or account, now and then. */
function blurStart(dice: Dice, start: string): string {
  const parts = start.split(':');
  const blurred = dice.pick([1, 3, 4]);
  return dice.chance(0.15)
    ? parts
        .map((part, i) =>
          i === blurred ? dice.pick(['*', `${part}*`, '*s']) : part,
        )
        .join(':')
    : start;
}

/** Puts wildcards in the place of a part, now and then; a wildcard that was in the text stays one. */
function blur(dice: Dice, text: string): string {
  const from = dice.between(0, text.length);
  const to = dice.between(from, text.length);
  switch (dice.between(0, 4)) {
    case 0:
      return text;
    case 1:
      return `${text.slice(0, from)}*`;
    case 2:
      return `${text.slice(0, from)}*${text.slice(to)}`;
    case 3:
      return `${text.slice(0, from)}?${text.slice(from + 1)}`;
    default:
      return `${text.slice(0, from)}*${text.slice(to)}*`;
  }
}

function withVariable(dice: Dice, text: string): string {
  return text.replace(
    /ann|data|gha1|x/,
    dice.pick([
      '$${aws:username}',
      '$${AWS:UserName}',
      '$${aws:PrincipalTag/team}',
      "$${aws:PrincipalTag/Team, 'data'}",
      '$${aws:TagKeys}',
      '*$${*}',
      '$${?}*',
    ]),
  );
}

function randomPrincipals(
  dice: Dice,
  kind: Kind,
  effect: string,
  request: AccessRequest,
): { Principal: RawPrincipals } | { NotPrincipal: RawPrincipals } {
  if (effect === 'Deny' && kind === 'bucket' && dice.chance(0.25)) {
    return { NotPrincipal: exceptions(dice, request) };
  }
  return { Principal: somePrincipals(dice, request) };
}

function somePrincipals(dice: Dice, request: AccessRequest): RawPrincipals {
  if (dice.chance(0.1)) {
    return '*';
  }
  const { principal } = request;
  if (principal.kind === 'web-identity' && dice.chance(0.8)) {
    return {
      Federated: dice.oneOrMore(2, () =>
        dice.pick([PROVIDER, SAML_PROVIDER, principal.providerArn]),
      ),
    };
  }
  if (principal.kind === 'service' && dice.chance(0.8)) {
    return {
      Service: dice.oneOrMore(2, () =>
        dice.pick(['pods.eks.amazonaws.com', 's3.amazonaws.com']),
      ),
    };
  }
  const own = arnsOf(principal);
  const AWS = dice.oneOrMore(3, () =>
    dice.pick(dice.chance(0.4) ? own : NAMED),
  );
  return dice.chance(0.1) ? { AWS, Service: 's3.amazonaws.com' } : { AWS };
}

/** Mostly the account and the role of the caller, as they have to be named together. */
function exceptions(dice: Dice, request: AccessRequest): RawPrincipals {
  const { principal } = request;
  if (!('arn' in principal) || dice.chance(0.3)) {
    return somePrincipals(dice, request);
  }
  const account = principal.arn.split(':')[4] ?? OWN;
  const names = [account, rootArn(account), ...arnsOf(principal)];
  return {
    AWS: names.filter(() => dice.chance(0.8)).concat(roleArn('unknown')),
  };
}

function arnsOf(principal: Principal): string[] {
  if (!('arn' in principal)) {
    return [OWN];
  }
  return 'roleArn' in principal
    ? [principal.arn, principal.roleArn]
    : [principal.arn];
}
