import { describe, expect, it } from 'vitest';
import { completed } from './lock-file.ts';

const tool = (optionalDependencies: Readonly<Record<string, string>>) => ({
  'node_modules/tool': { version: '2.0.0', dev: true, optionalDependencies },
});

describe('a lock file', () => {
  it('is complete when every optional package it names has an entry', () => {
    const packages = { ...tool({ '@tool/linux-x64': '2.0.0' }), 'node_modules/@tool/linux-x64': { version: '2.0.0' } };
    expect(completed(packages).added).toEqual([]);
  });

  it('finds the entry of a nested package', () => {
    const packages = { ...tool({ '@tool/linux-x64': '2.0.0' }), 'node_modules/tool/node_modules/@tool/linux-x64': { version: '2.0.0' } };
    expect(completed(packages).added).toEqual([]);
  });

  it.each([
    ['@tool/darwin-arm64', { os: ['darwin'], cpu: ['arm64'] }],
    ['@tool/windows-64', { os: ['win32'], cpu: ['x64'] }],
    ['@tool/binding-linux-x64-musl', { os: ['linux'], cpu: ['x64'], libc: ['musl'] }],
    ['@tool/binding-linux-arm-gnueabihf', { os: ['linux'], cpu: ['arm'] }],
    ['@tool/binding-wasm32-wasi', { cpu: ['wasm32'] }],
  ])('gets an entry for %s that npm skips on other platforms', (name, platform) => {
    const { packages, added } = completed(tool({ [name]: '2.0.0' }));
    expect(added).toEqual([name]);
    expect(packages[`node_modules/${name}`]).toEqual({ version: '2.0.0', dev: true, optional: true, ...platform });
  });

  it('gets no entry for a package that npm would install everywhere', () => {
    expect(() => completed(tool({ 'extra-speed': '2.0.0' }))).toThrow('its name does not tell its platform');
  });

  it('gets no entry for a version that is not known exactly', () => {
    expect(() => completed(tool({ '@tool/darwin-arm64': '^2.0.0' }))).toThrow('not one version');
  });
});
