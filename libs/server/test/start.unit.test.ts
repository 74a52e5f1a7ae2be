import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { until } from './support/waiting.ts';

const service = new URL('./support/small-service.ts', import.meta.url);
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

/** Starts the small service as a child with an IPC channel, as the local start does. */
const started = async (...args: readonly string[]) => {
  const child = fork(service, ['0', ...args], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'], execArgv: [] });
  children.push(child);
  const messages: string[] = [];
  let address = '';
  let rest = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const { msg } = JSON.parse(line) as { msg: string };
      messages.push(msg);
      address = /^listening at (.*)/.exec(msg)?.[1] ?? address;
    }
  });
  const ended = once(child, 'exit');
  await until(() => address !== '', 20_000);
  return { child, messages, ended, address };
};

describe('a service stops by itself, in order and with code 0', { timeout: 30_000 }, () => {
  it.each([
    ['on SIGTERM', (child: ChildProcess) => child.kill('SIGTERM')],
    ['on SIGINT', (child: ChildProcess) => child.kill('SIGINT')],
    ['when its parent goes away', (child: ChildProcess) => child.disconnect()],
  ])('%s', async (_, stop) => {
    const { child, messages, ended, address } = await started();
    stop(child);
    expect(await ended).toEqual([0, null]);
    expect(messages).toEqual([`listening at ${address}`, 'stopping', 'closed reactions', 'closed store', 'stopped']);
  });

  it('after the requests it had begun were answered', async () => {
    const { child, messages, ended, address } = await started();
    const answer = fetch(`${address}/slow`);
    await until(() => messages.includes('slow request'));
    child.kill('SIGTERM');
    expect(await (await answer).json()).toEqual({ answered: true });
    expect(await ended).toEqual([0, null]);
  });
});

describe('a service that does not manage to stop', { timeout: 30_000 }, () => {
  it('is ended with code 1 when its time is over', async () => {
    const { child, messages, ended } = await started('hang');
    child.kill('SIGTERM');
    expect(await ended).toEqual([1, null]);
    expect(messages.at(-1)).toBe('did not stop in time');
  });
});

describe('a service that cannot start', { timeout: 30_000 }, () => {
  it('says so in one sentence, without a stack, and ends with code 1', async () => {
    const { address } = await started();
    const port = new URL(address).port;
    const child = fork(service, [port], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'], execArgv: [] });
    children.push(child);
    const said: string[] = [];
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => said.push(chunk));
    expect(await once(child, 'close')).toEqual([1, null]);
    expect(said.join('')).toBe(`PORT: expected a free port, but 127.0.0.1:${port} is in use.\n`);
  });
});
