import { execFile } from 'node:child_process';
import { ACCOUNT, REGION } from './MotoServer';

/** The `aws` command against a moto server, with nothing of the developer's own configuration. */
export class AwsCli {
  constructor(private readonly url: string) {}

  /** Runs a command; an object or list among the arguments is passed as JSON. */
  run(...args: (string | object)[]): Promise<unknown> {
    return this.execute(args, {});
  }

  /**
   * Runs a command of S3 Control. Its host is `<account>.<endpoint>`, a name that nobody resolves: moto stands in as the
   * proxy that is asked for it.
   */
  runS3Control(...args: (string | object)[]): Promise<unknown> {
    return this.execute(['s3control', ...args, '--account-id', ACCOUNT], {
      AWS_ENDPOINT_URL: this.url.replace('127.0.0.1', 'localhost'),
      HTTP_PROXY: this.url,
    });
  }

  private execute(
    args: readonly (string | object)[],
    environment: Readonly<Record<string, string>>,
  ): Promise<unknown> {
    const words = args.map(argument =>
      typeof argument === 'string' ? argument : JSON.stringify(argument),
    );
    const inherited = Object.entries(process.env).filter(
      ([name]) => !/^AWS_|_proxy$/i.test(name),
    );
    return new Promise((resolve, reject) => {
      execFile(
        'aws',
        [...words, '--output', 'json'],
        {
          encoding: 'utf8',
          maxBuffer: 64 * 1024 * 1024,
          env: {
            ...Object.fromEntries(inherited),
            AWS_CONFIG_FILE: '/dev/null',
            AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
            AWS_ACCESS_KEY_ID: 'AKIAADMINISTRATOR000',
            AWS_SECRET_ACCESS_KEY: 'not-checked-by-moto',
            AWS_DEFAULT_REGION: REGION,
            AWS_ENDPOINT_URL: this.url,
            AWS_PAGER: '',
            ...environment,
          },
        },
        (error, stdout, stderr) => {
          if (error) {
            reject(new Error(`aws ${words.join(' ')}: ${stderr}`));
          } else {
            resolve(stdout.trim() === '' ? undefined : JSON.parse(stdout));
          }
        },
      );
    });
  }
}
