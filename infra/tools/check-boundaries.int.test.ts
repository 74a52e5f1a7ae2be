// Every rule of .dependency-cruiser.mjs is seen failing once, on a planted import in a tree of its own.
import { beforeAll, describe, expect, it } from 'vitest';
import { type BoundaryReport, checkBoundaries, doubtsOf, homelessContexts, ruleNames } from './boundaries.ts';
import { fixtureTree } from './fixture-tree.ts';
import { cleanTree, type Files, plantedViolations } from './planted-violations.ts';

const cruise = async (...layers: readonly Files[]): Promise<BoundaryReport> => {
  using tree = fixtureTree(...layers);
  return await checkBoundaries(tree.root);
};

describe('the import rules', () => {
  let planted: BoundaryReport;
  beforeAll(async () => {
    planted = await cruise(cleanTree, ...Object.values(plantedViolations));
  });

  it('let every import pass that the architecture allows', async () => {
    const report = await cruise(cleanTree);
    expect(report.violations).toEqual([]);
    expect(report.doubts).toEqual([]);
    expect(report.modules.toSorted()).toEqual(
      Object.keys(cleanTree)
        .filter((path) => path.endsWith('.ts'))
        .sort(),
    );
  });

  it('have a planted violation each, and none is planted for a rule that is gone', async () => {
    expect(Object.keys(plantedViolations).sort()).toEqual((await ruleNames()).sort());
  });

  it.each(Object.entries(plantedViolations))('%s is reported for its planted import, alone', (rule, files) => {
    for (const path of Object.keys(files)) {
      const reported = planted.violations.filter(({ from, to }) => from === path || to === path);
      expect([...new Set(reported.map((violation) => violation.rule))], path).toEqual([rule]);
    }
  });

  it('report nothing beside what is planted', () => {
    const culprits = Object.values(plantedViolations).flatMap((files) => Object.keys(files));
    expect(planted.violations.filter(({ from }) => !culprits.includes(from))).toEqual([]);
    expect(planted.doubts).toEqual([]);
  });
});

describe('a run is doubted', () => {
  it('when the tree is empty', async () => {
    expect((await cruise()).doubts).toEqual(['there is no source file to look at']);
  });

  it('when a file was not seen', () => {
    expect(doubtsOf([], [{ source: 'libs/a.ts', text: '' }])).toEqual(['libs/a.ts was not seen']);
  });

  it.each([["import { a } from './a.ts';"], ["import type {\n  A,\n} from './a.ts';"], ["export * from './a.ts';"], ["import './a.ts';"]])(
    'when a file was read as if it imported nothing: %j',
    (text) => {
      expect(doubtsOf([{ source: 'libs/b.ts', dependencies: 0 }], [{ source: 'libs/b.ts', text }])).toEqual([
        'libs/b.ts imports something, and no import of it was seen',
      ]);
      expect(doubtsOf([{ source: 'libs/b.ts', dependencies: 1 }], [{ source: 'libs/b.ts', text }])).toEqual([]);
    },
  );

  it('when a context belongs to no service, or to two', () => {
    expect(homelessContexts(['parcel', 'target', 'party'], { registry: ['parcel', 'target'], assessment: ['target'] })).toEqual([
      'context target has 2 services in .dependency-cruiser.mjs; it needs one',
      'context party has 0 services in .dependency-cruiser.mjs; it needs one',
    ]);
  });
});
