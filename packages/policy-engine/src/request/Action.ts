import { BoundedCache } from '../parsing/BoundedCache';
import {
  isAssumption,
  isBesideAssuming,
  isBucketPolicyAction,
  isTokenAction,
} from './actions';
import { InvalidRequestError } from './InvalidRequestError';

const ACTION = /^[a-zA-Z0-9-]+:[a-zA-Z0-9]+$/;

/** Actions that are asked for again and again. There is a bit for each, so no more than 31. */
const COMMON: readonly string[] = [
  's3:listbucket',
  's3:getobject',
  's3:putobject',
  's3:deleteobject',
  's3:getobjectversion',
  's3:deleteobjectversion',
  's3:abortmultipartupload',
  's3:getbucketpolicy',
  's3:putbucketpolicy',
  's3:deletebucketpolicy',
  's3:putbucketacl',
  's3:putobjectacl',
  's3:putbucketpublicaccessblock',
  's3:putbucketownershipcontrols',
  'sts:assumerole',
  'sts:assumerolewithwebidentity',
  'sts:assumerolewithsaml',
  'sts:tagsession',
  'iam:passrole',
  'iam:updateassumerolepolicy',
  'iam:putrolepolicy',
  'iam:deleterolepolicy',
  'iam:attachrolepolicy',
  'iam:detachrolepolicy',
  'iam:createpolicyversion',
  'iam:setdefaultpolicyversion',
  'iam:putrolepermissionsboundary',
  'iam:deleterolepermissionsboundary',
  'iam:putuserpolicy',
  'iam:createaccesskey',
];

/** An action that is asked for, and what is special about it. */
export class Action {
  /** As the caller wrote it. */
  readonly asked: string;
  /** In lower case. */
  readonly text: string;
  readonly service: string;
  /** A bit of its own among the common actions; 0 for all others. */
  readonly bit: number;
  /** Whether it is asked for with a token instead of credentials. */
  readonly isTokenAction: boolean;
  /** Whether the token is an assertion of a SAML provider. */
  readonly isForSaml: boolean;
  /** Whether it is needed beside assuming a role, to tag the session or to say who is behind it. */
  readonly isBesideAssuming: boolean;
  /** Whether a role's trust policy guards it. */
  readonly isAssumption: boolean;
  /** Whether it lists the buckets of an account, which policies grant on `arn:aws:s3:::*` as well as on `*`. */
  readonly listsBuckets: boolean;
  /** Whether it reads or rewrites the policy of a bucket. */
  readonly isBucketPolicyAction: boolean;

  constructor(asked: string, text: string) {
    this.asked = asked;
    this.text = text;
    this.service = text.slice(0, text.indexOf(':'));
    const place = COMMON.indexOf(text);
    this.bit = place < 0 ? 0 : 1 << place;
    this.isTokenAction = isTokenAction(text);
    this.isForSaml = text === 'sts:assumerolewithsaml';
    this.isBesideAssuming = isBesideAssuming(text);
    this.isAssumption = isAssumption(text);
    this.listsBuckets = text === 's3:listallmybuckets';
    this.isBucketPolicyAction = isBucketPolicyAction(text);
  }
}

const ACTIONS = new BoundedCache(1 << 16, asked => {
  if (!ACTION.test(asked)) {
    throw new InvalidRequestError(
      'malformed-action',
      'action',
      `"${asked}" is not of the form service:Action`,
    );
  }
  return new Action(asked, asked.toLowerCase());
});

/** @throws {@link InvalidRequestError} `malformed-action` */
export function actionOf(asked: string): Action {
  return ACTIONS.get(asked);
}
