import { DriverLog, DriverLogClass } from './driverLog';
import { redactLog } from './redactLog';

const LONGEST_LINE = 500;

/**
 * Texts of the AWS SDK for Java, version 1 and 2, of Hadoop's S3A connector and of the Java virtual machine. Both forms
 * of AWS errors are matched: version 2 of the SDK writes no `Error Code:`. The order matters: a refused web identity
 * and an exceeded session limit also read `AccessDenied`.
 */
const PATTERNS: readonly (readonly [DriverLogClass, RegExp])[] = [
  [
    'expired',
    /ExpiredToken|The provided token has expired|The security token included in the request is expired/,
  ],
  [
    'chain',
    /exceeds the MaxSessionDuration|exceeds the 1 hour session limit for roles assumed by role chaining/,
  ],
  [
    'identity',
    /InvalidIdentityToken|No OpenIDConnect provider found|Incorrect token audience|Couldn't retrieve verification key|Not authorized to perform sts:AssumeRoleWithWebIdentity/,
  ],
  [
    'none',
    /NoAwsCredentialsException|NoAuthWithAWSException|Unable to load credentials from any of the providers|InvalidAccessKeyId|SignatureDoesNotMatch/,
  ],
  ['assume', /is not authorized to perform: sts:AssumeRole\b/],
  ['denied', /AccessDenied|Status Code: 403|is not authorized to perform:/],
  [
    'memory',
    /OutOfMemoryError|Container killed|exit code 137|Java heap space|GC overhead/,
  ],
];

const PRINCIPAL = /arn:aws[\w-]*:sts::\d{12}:assumed-role\/([\w+=,.@-]+)\//;

/**
 * Finds what a failed driver's log says about AWS or memory. The last line of the first class that occurs wins, and of
 * several such lines one that names the caller.
 *
 * @param readAt - RFC 3339
 */
export function classifyDriverLog(log: string, readAt: string): DriverLog {
  const lines = log.split(/\r?\n/);
  for (const [kind, pattern] of PATTERNS) {
    const matches = lines.filter(line => pattern.test(line));
    const line =
      matches.filter(match => PRINCIPAL.test(match)).at(-1) ?? matches.at(-1);
    if (line !== undefined) {
      return {
        state: 'found',
        class: kind,
        line: redactLog(line.trim()).slice(0, LONGEST_LINE),
        principalRole: PRINCIPAL.exec(line)?.[1],
        readAt,
      };
    }
  }
  return { state: 'nothing', readAt };
}
