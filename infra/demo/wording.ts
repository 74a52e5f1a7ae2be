// How the demo writes figures and words, as a work report of a Chinese office would.
import { decimalUnits, formatDecimal } from '@yimu/domain/kernel';
import type { Overview, TrailEvent } from './questions.ts';

/** 191980.00 → 191,980 */
export const grouped = (decimal: string): string => {
  const [whole = '', fraction = ''] = formatDecimal(decimalUnits(decimal)).split('.');
  return whole.replace(/\B(?=(\d{3})+$)/g, ',') + (fraction === '' ? '' : `.${fraction}`);
};

/** Two decimals, as 亩 are written: 80 → 80.00 */
export const mu = (decimal: string): string => {
  const [whole = '', fraction = ''] = decimal.split('.');
  return `${whole}.${fraction.slice(0, 2).padEnd(2, '0')}`;
};

/** How far the sum of a jurisdiction may lie from the truth while conflicts are open, in 亩; undefined when none is. */
export const spreadOf = (sum: Overview['parcels']): string | undefined => {
  if (sum?.area == null || sum.lowest === null || sum.highest === null) return undefined;
  const [low, counted, high] = [decimalUnits(sum.lowest.mu), decimalUnits(sum.area.mu), decimalUnits(sum.highest.mu)];
  const spread = high - counted > counted - low ? high - counted : counted - low;
  return spread === 0n ? undefined : mu(formatDecimal(spread));
};

export const tiers = { STRETCH: '贡献', ASSURED: '确保', FLOOR: '保底', NONE: '未达保底' } as const;
export const categories = { REVITALISE: '盘活', VACATE: '腾退', UPGRADE: '提升' } as const;

const roles: Readonly<Record<string, string>> = {
  'town-officer': '镇经办',
  'task-force': '区专班',
  'city-department': '市级部门',
  'city-recorder': '市级审定录入',
  enterprise: '用地主体',
};
/** A role of a token in words. */
export const roleName = (role: string): string => roles[role] ?? role;

/** Whether it was a rule of the system that acted. */
export const isRule = (sub: string | null): boolean => sub?.startsWith('reaction:') === true;

/** Who acted: a rule of the system, or somebody by role and name. */
export const actorName = ({ sub, role }: TrailEvent['actor']): string =>
  sub !== null && isRule(sub) ? `系统规则 ${sub.slice('reaction:'.length)}` : `${roleName(role)} ${sub ?? ''}`.trimEnd();

const eventTypes: Readonly<Record<string, string>> = {
  ParcelEntered: '地块入库',
  ParcelAreaObserved: '面积记载',
  ParcelAreaCorrected: '面积更正',
  ParcelAreaConflictOpened: '面积冲突发现',
  ParcelAreaConflictResolved: '面积冲突解决',
  ParcelAddressObserved: '地址记载',
  ParcelCodeAssigned: '赋予代码',
  LandUserListed: '列为用地主体',
  PlanEntryListed: '列入清单',
  PlanEntryCorrected: '清单条目更正',
  PlanEntryAnnulled: '清单条目撤销',
  ParcelOnSeveralLists: '列入多份清单',
  HealthCheckOpened: '体检表下发（样例）',
  FormSubmitted: '表单填报（样例）',
  FormConfirmed: '表单确认（样例）',
  FiguresSupplied: '部门供数（样例）',
  ParcelGraded: '评分定级（样例）',
  GradeFinalised: '最终分类生效（样例）',
  GradeNoted: '分类记载（样例）',
  FindingOpened: '待核实立项',
  FindingClosed: '待核实办结',
};
/** An event of the trail in words. */
export const eventName = (type: string): string => eventTypes[type] ?? type;

/** 2026-03-01T02:03:04.567890Z → 2026-03-01 10:03:04, Beijing time. */
export const beijingTime = (instant: string): string =>
  new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');

/** 漕府〔2024〕11号 附件3 盘活 第1行 */
export const sourceName = ({ number, annex, row }: TrailEvent['sources'][number]): string =>
  [number, annex, row === null ? null : `第${row}行`].filter((part) => part !== null).join(' ');

/** The day before a date. */
export const dayBefore = (date: string): string => new Date(Date.parse(date) - 86_400_000).toISOString().slice(0, 10);
