import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readArguments } from '../arguments.ts';
import { parseManifest } from '../manifest.ts';

const caojing = join(import.meta.dirname, '../../seed/caojing-2024');
const manifest = join(caojing, 'manifest.json');

describe('npm run import takes', () => {
  it('a folder with a manifest, and reads all its files', async () => {
    const asked = await readArguments([caojing]);
    expect(asked?.manifest.document).toBe('漕府〔2024〕11号');
    expect(asked?.pathOf('targets.csv')).toBe(join(caojing, 'targets.csv'));
    expect(asked).toMatchObject({ token: undefined, dryRun: false });
  });

  it('some files of a folder, and reads no others', async () => {
    const asked = await readArguments(['--dry-run', '--token', 't', join(caojing, 'targets.csv')]);
    expect(asked).toMatchObject({ token: 't', dryRun: true });
    expect(asked?.pathOf('targets.csv')).toBe(join(caojing, 'targets.csv'));
    expect(asked?.pathOf('small-parks.csv')).toBeUndefined();
  });

  it('a manifest alone', async () => {
    expect((await readArguments(['--manifest', manifest]))?.pathOf('targets.csv')).toBe(join(caojing, 'targets.csv'));
  });

  it.each([
    [[], /^npm run import -- /],
    [['--nonsense'], /nonsense/],
    [['no-such-folder'], /no-such-folder：文件不存在/],
    [[import.meta.dirname], /manifest\.json: there is no manifest here/],
    [[caojing, manifest], /^Expected one folder/],
    [
      ['--manifest', manifest, join(import.meta.dirname, 'arguments.unit.test.ts')],
      /^arguments\.unit\.test\.ts: the manifest has no such file; it has revital/,
    ],
  ])('%j not at all, and says so in a sentence', async (args, sentence) => {
    await expect(readArguments(args)).rejects.toThrow(sentence);
  });
});

describe('a manifest is refused naming the field', () => {
  const good = { document: 'd', issuer: 'i', date: '2024-03-11', jurisdiction: '310116112', effectiveOn: '2024-03-11' };
  const list = { file: 'a.csv', annex: '附件1', title: '园区', kind: 'checked', columns: { 园区: 'name' } };
  it.each([
    ['{', 'm.json: expected JSON.'],
    [JSON.stringify({ ...good, lists: [] }), /^m\.json, lists: /],
    [JSON.stringify({ ...good, date: '2024-02-30', lists: [list] }), 'm.json, date: expected a calendar date as YYYY-MM-DD.'],
    [JSON.stringify({ ...good, jurisdiction: '310', lists: [list] }), /^m\.json, jurisdiction: expected an administrative code/],
    [
      JSON.stringify({ ...good, lists: [{ ...list, file: '../a.csv' }] }),
      'm.json, lists.0.file: expected the name of a CSV file in the same folder.',
    ],
    [JSON.stringify({ ...good, lists: [list, list] }), 'm.json, lists: expected every list under its own annex and title.'],
    [JSON.stringify({ ...good, kind: 'x', lists: [list] }), /kind/],
  ])('%s', (text, sentence) => {
    expect(() => parseManifest('m.json', text)).toThrow(sentence);
  });
});
