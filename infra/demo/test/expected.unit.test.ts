import { describe, expect, it } from 'vitest';
import { checkFigures } from '../expected.ts';
import type { Answers } from '../questions.ts';

const nothing: Answers = {
  viewer: { roles: ['town-officer'], jurisdiction: { code: '310117107', name: '九亭镇' } },
  own: {
    jurisdiction: { code: '310117107', name: '九亭镇' },
    recorded: false,
    label: '未录入',
    parcels: null,
    openFindings: 0,
    plans: [],
    children: [],
  },
  listed: null,
  targets: [],
  parcels: { totalCount: 0, nodes: [] },
  findings: { nodes: [] },
};

describe('the check of the demo', () => {
  it('agrees that a town without lists has nothing', () => {
    expect(checkFigures([{ name: '九亭镇', answers: nothing, expected: 'nothing' }])).toBe(9);
  });

  it('names every figure that is not as the document has it', () => {
    expect(() => checkFigures([{ name: '漕泾镇', answers: nothing, expected: 'all' }])).toThrow(
      /^核对不符：漕泾镇地块数应为 8，实为 无；漕泾镇面积（亩）应为 287\.97，实为 无；.*漕泾镇2025 年提升低效用地应为 17\.96 ASSURED 0\.04，实为 无/,
    );
  });

  it('notices what should not be there', () => {
    const leak = { ...nothing, findings: { nodes: [{ titleZh: '', subjectId: 'x', openedOn: '2024-03-11', detail: [] }] } };
    expect(() => checkFigures([{ name: '九亭镇', answers: leak, expected: 'nothing' }])).toThrow('九亭镇待核实事项应为');
  });
});
