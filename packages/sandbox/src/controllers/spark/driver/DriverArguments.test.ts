import { parseDriverCommand, parseDriverWork } from './DriverArguments';

it('reads the command line that spark-submit makes', () => {
  expect(
    parseDriverCommand([
      'driver',
      '--properties-file',
      '/p',
      '--class',
      'a.B',
      's3a://jars/app.jar',
      'read',
      's3a://b/',
    ]),
  ).toEqual({
    propertiesFile: '/p',
    mainClass: 'a.B',
    mainApplicationFile: 's3a://jars/app.jar',
    arguments: ['read', 's3a://b/'],
  });
});

it.each([[['executor']], [['driver']], [['driver', 'app.jar']]])(
  'refuses %j',
  command => {
    expect(() => parseDriverCommand(command)).toThrow(
      'Missing application resource',
    );
  },
);

it('reads what a driver is to do', () => {
  expect(
    parseDriverWork(['read', 's3a://a/in/', 'write', 's3a://b', 'hold', '600']),
  ).toEqual({
    steps: [
      { kind: 'read', bucket: 'a', prefix: 'in/' },
      { kind: 'write', bucket: 'b', prefix: '' },
    ],
    holdSeconds: 600,
  });
});

it.each([
  [['copy', 's3a://a'], 'copy is none of read, write and hold'],
  [['read'], 'read needs a location like s3a://bucket/prefix, got none'],
  [['write', 's3://a'], 'write needs a location'],
  [['hold', 'on'], 'hold needs a number of seconds, got on'],
])('refuses %j', (args, message) => {
  expect(() => parseDriverWork(args)).toThrow(message);
});
