// A service as it runs in earnest: its main.ts as a process of its own, and an issuer whose tokens it accepts.
import { type ChildProcess, fork } from 'node:child_process';
import { generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished, vi } from 'vitest';

export interface TestIssuer {
  /** YIMU_ISSUER and YIMU_JWKS_FILE. */
  readonly environment: Readonly<Record<string, string>>;
  /** The value of an Authorization header, good for an hour; `claims` are sub, roles, scope and so on. */
  authorization(claims: object): string;
}

/** Makes an issuer with an ES256 key; its key file is removed when the test has finished. */
export const testIssuer = async (): Promise<TestIssuer> => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const folder = await mkdtemp(join(tmpdir(), 'yimu-issuer-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'jwks.json');
  await writeFile(file, JSON.stringify({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'test', alg: 'ES256', use: 'sig' }] }));
  const iss = 'https://issuer.test/';
  return {
    environment: { YIMU_ISSUER: iss, YIMU_JWKS_FILE: file },
    authorization: (claims) => {
      const now = Math.floor(Date.now() / 1000);
      const parts = [
        { alg: 'ES256', kid: 'test' },
        { iss, aud: 'yimu', iat: now, exp: now + 3600, ...claims },
      ];
      const signed = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
      const signature = sign('sha256', Buffer.from(signed), { key: privateKey, dsaEncoding: 'ieee-p1363' });
      return `Bearer ${signed}.${signature.toString('base64url')}`;
    },
  };
};

export interface ServiceProcess {
  readonly child: ChildProcess;
  /** What it wrote so far. */
  readonly output: { stdout: string; stderr: string };
  /** Resolves with the exit code, null when a signal ended it. */
  readonly ended: Promise<number | null>;
  /** The address it listens at, once it is ready for work. Throws when it ends before. */
  ready(): Promise<string>;
}

/** Starts a main.ts with this environment and nothing else, on a free port; it is killed when the test has finished. */
export const serviceProcess = (main: URL, environment: Readonly<Record<string, string>>): ServiceProcess => {
  const env = { HOST: '127.0.0.1', PORT: '0', ...environment };
  const child = fork(main, [], { env, execArgv: [], stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
    });
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const address = () => /listening at (http:[^"\s]+)/.exec(output.stdout)?.[1];
  return {
    child,
    output,
    ended,
    ready: () =>
      vi.waitUntil(
        async () => {
          if (child.exitCode !== null) throw new Error(`the service ended with code ${child.exitCode}: ${output.stderr}`);
          const at = address();
          return at !== undefined && (await fetch(`${at}/health/ready`)).ok ? at : undefined;
        },
        { timeout: 20_000, interval: 20 },
      ),
  };
};
