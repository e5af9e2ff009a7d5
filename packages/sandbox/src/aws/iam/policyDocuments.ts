import { PolicyParseError } from '@corridors/policy-engine';
import type { DocumentKind } from '@corridors/policy-engine';
import type { PrincipalPolicy } from '../state/AwsState';
import { savePrincipalPolicy } from '../state/principalPolicy';
import { limitExceeded, malformedDocument } from './iamErrors';
import type { IamCall } from './IamOperation';

/** Characters, white space not counted ("IAM and AWS STS quotas", IAM character limits). */
const MAXIMUM = {
  trust: 2048,
  managed: 6144,
  roleInline: 10_240,
  userInline: 2048,
} as const;

const sizeOf = (document: string) => document.replace(/\s/g, '').length;

function compile(call: IamCall, document: string, kind: DocumentKind): void {
  try {
    call.context.compiler.compile(document, { kind, name: 'policy document' });
  } catch (error) {
    if (error instanceof PolicyParseError) {
      throw malformedDocument(error.message);
    }
    throw error;
  }
}

/** Reads a trust policy: every role and user that it names must exist. */
export function readTrustPolicy(
  call: IamCall,
  parameter: string,
): PrincipalPolicy {
  const document = call.parameters.required(parameter);
  compile(call, document, 'trust');
  if (sizeOf(document) > MAXIMUM.trust) {
    throw limitExceeded(
      `Cannot exceed quota for ACLSizePerRole: ${MAXIMUM.trust}`,
    );
  }
  const outcome = savePrincipalPolicy(document, call.context.store.state);
  if ('unknownPrincipal' in outcome) {
    throw malformedDocument(
      `Invalid principal in policy: "AWS":"${outcome.unknownPrincipal}"`,
    );
  }
  return outcome.saved;
}

/** Reads the document of a managed policy. */
export function readManagedPolicy(call: IamCall): string {
  const document = call.parameters.required('PolicyDocument');
  compile(call, document, 'identity');
  // It may be used as a boundary and passed to a session as well.
  if (sizeOf(document) > MAXIMUM.managed) {
    throw limitExceeded(
      `Cannot exceed quota for PolicySize: ${MAXIMUM.managed}`,
    );
  }
  return document;
}

/** Reads an inline policy that goes beside those which a role or user has. */
export function readInlinePolicy(
  call: IamCall,
  kind: 'role' | 'user',
  name: string,
  others: ReadonlyMap<string, string>,
): string {
  const document = call.parameters.required('PolicyDocument');
  compile(call, document, 'identity');
  const maximum = kind === 'role' ? MAXIMUM.roleInline : MAXIMUM.userInline;
  const rest = [...others].filter(([other]) => other !== name);
  const total = rest.reduce(
    (sum, [, text]) => sum + sizeOf(text),
    sizeOf(document),
  );
  if (total > maximum) {
    throw limitExceeded(
      `Maximum policy size of ${maximum} bytes exceeded for ${kind}`,
    );
  }
  return document;
}

/** Documents in answers are percent-encoded (RFC 3986). */
export function encodeDocument(document: string): string {
  return encodeURIComponent(document).replace(
    /[!'()*]/g,
    character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
