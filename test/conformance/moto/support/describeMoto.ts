import { AwsCli } from './AwsCli';
import { INSTALLATION, missingCommands } from './installation';
import { MotoServer } from './MotoServer';

/** A moto server and the aws command that fills it. */
export interface MotoStage {
  readonly server: MotoServer;
  readonly cli: AwsCli;
}

const missing = missingCommands();

/** A suite against moto; it fails in CI when moto is not there, and says so elsewhere. */
export function describeMoto(
  title: string,
  suite: (stage: () => MotoStage) => void,
): void {
  describe(title, () => {
    if (missing.length > 0) {
      it('needs moto and the aws command', () => {
        const message = `Nothing was read from moto: ${missing.join(
          ', ',
        )} not on the PATH. To have them: ${INSTALLATION}`;
        if (process.env.CI === 'true') {
          throw new Error(message);
        }
        // eslint-disable-next-line no-console
        console.warn(message);
        expect(missing).not.toEqual([]);
      });
      return;
    }
    let stage: MotoStage | undefined;
    beforeAll(async () => {
      const server = await MotoServer.start();
      stage = { server, cli: new AwsCli(server.url) };
    });
    afterAll(() => stage?.server.stop());
    suite(() => {
      if (!stage) {
        throw new Error('moto is not running');
      }
      return stage;
    });
  });
}
