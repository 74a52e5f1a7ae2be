// Chapter two: what each tenant sees. Every figure comes from the answers.
import { figures, table } from '../import/table.ts';
import { chapter, none } from './chapter.ts';
import type { Answers, Overview } from './questions.ts';
import { grouped, mu, roleName, spreadOf } from './wording.ts';

/** One token's answers. */
export interface Tenant {
  readonly name: string;
  readonly code: string;
  readonly answers: Answers;
}

const overviewRow = ({ name, code, answers: { viewer, own } }: Tenant): readonly string[] => {
  const sum = own?.parcels ?? null;
  const spread = spreadOf(sum);
  return [
    `${name}（${viewer.roles.map(roleName).join('、')}）`,
    code,
    own?.label ?? none,
    sum === null ? none : String(sum.count),
    sum?.area == null ? none : `${mu(sum.area.mu)}${spread === undefined ? '' : ` ±${spread}`}`,
    sum?.area == null ? none : grouped(sum.area.m2),
    sum === null ? none : String(sum.openConflicts),
    sum === null || own === null ? none : String(own.openFindings),
    own === null || own.children.length === 0 ? none : `${own.children.filter(({ recorded }) => recorded).length}/${own.children.length}`,
  ];
};

/** 辖区总览 of all tenants, and what the last one is told of the listed town. */
export const overviewChapter = (tenants: readonly Tenant[], listed: Overview): string => {
  const sum = listed.parcels;
  const spread = spreadOf(sum);
  const lead =
    sum?.area == null
      ? `${listed.jurisdiction.name}${listed.label}。`
      : `${listed.jurisdiction.name}入库产业用地 ${sum.count} 宗，${mu(sum.area.mu)} 亩（${grouped(sum.area.m2)} m²），每宗只计一次${
          spread === undefined ? '。' : `；${sum.openConflicts} 宗面积有冲突，解决之前按清单先后取数，合计浮动 ±${spread} 亩。`
        }`;
  return chapter(
    '二、辖区总览（各查询身份所见）',
    lead,
    table(
      [
        '查询身份',
        '辖区代码',
        '录入',
        figures('地块数'),
        figures('面积（亩）'),
        figures('面积（m²）'),
        figures('面积冲突'),
        figures('待核实'),
        figures('下辖已录入'),
      ],
      tenants.map(overviewRow),
    ),
    ...tenants
      .filter(({ answers }) => answers.listed === null)
      .map(
        ({ name, answers }) =>
          `以${name}令牌查询${listed.jurisdiction.name}：总览无，地块 ${answers.parcels.totalCount} 宗，目标 ${answers.targets.length} 项，待核实 ${answers.findings.nodes.length} 项。`,
      ),
  );
};
