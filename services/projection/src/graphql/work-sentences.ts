// What is to be done, in one sentence each.
import type { WorkKind, WorkRow } from '../read-models/worklist.ts';

type Said = WorkRow['said'];
interface Sentence {
  readonly zh: string;
  readonly en: string;
}

const nodes: Readonly<Record<string, string>> = {
  'construction-start': '开工',
  completion: '竣工',
  'production-start': '投产',
  'full-production': '达产',
};

const rounds: Readonly<Record<string, string>> = { first: '第一次拍卖', second: '第二次拍卖', sale: '变卖' };
const leases: Readonly<Record<string, string>> = { lease: '租赁', sublease: '转租', operator: '委托经营' };

/** What is to be done, in the words of an office. */
export const sentences: Readonly<Record<WorkKind, (said: Said) => Sentence>> = {
  forms: ({ cycle, checks }) => ({
    zh: `${cycle}评价周期：${checks}份体检表尚未填齐。`,
    en: `Cycle ${cycle}: forms of ${checks} health checks are missing.`,
  }),
  figures: ({ department, cycle, checks }) => ({
    zh: `${cycle}评价周期：${department}尚有${checks}份体检表的数据未提供。`,
    en: `Cycle ${cycle}: ${department} owes figures of ${checks} health checks.`,
  }),
  milestone: ({ number, node }) => ({
    zh: `合同${number}约定的${nodes[String(node)] ?? node}节点尚未完成。`,
    en: `Contract ${number}: the node ${node} is not achieved.`,
  }),
  'equity-consent': ({ filedOn }) => ({
    zh: `${filedOn}申报的股权变更，待出让人答复是否同意。`,
    en: `The grantor has not answered on the change of equity filed on ${filedOn}.`,
  }),
  'objection-window': ({ document }) => ({
    zh: `${document}审定结果处于异议期。`,
    en: `Objections to the decision ${document} are taken.`,
  }),
  'objection-decision': ({ lodgedOn }) => ({
    zh: `${lodgedOn}提出的异议待处理。`,
    en: `The objection lodged on ${lodgedOn} is to be decided.`,
  }),
  'line-review': ({ department, edition, parcels }) => ({
    zh: `第${edition}稿清单（${parcels}个地块）待${department}按条线审核。`,
    en: `Edition ${edition} of the list (${parcels} parcels) awaits the review of ${department}.`,
  }),
  'city-opinion': ({ edition, parcels }) => ({
    zh: `第${edition}稿四类清单（${parcels}个地块）待市级联合研判。`,
    en: `Edition ${edition} of the four-class list (${parcels} parcels) awaits the joint review of the city.`,
  }),
  'class-list-decision': ({ edition, parcels, opinions }) => ({
    zh: `第${edition}稿四类清单（${parcels}个地块）已有${opinions}个部门提出意见，待审定。`,
    en: `Edition ${edition} of the four-class list (${parcels} parcels) has ${opinions} opinions and awaits the decision.`,
  }),
  'seizure-expiring': ({ parcel, court, caseNumber }) => ({
    zh: `${parcel}：${court}${caseNumber}查封将到期。`,
    en: `${parcel}: the seizure by ${court}, ${caseNumber}, is about to end.`,
  }),
  'auction-notice': ({ lot, platform, publishedOn, round }) => ({
    zh: `${lot}${rounds[String(round)] ?? round}公告期内：${publishedOn}在${platform}发布公告，尚未开拍。`,
    en: `${lot}: the notice of ${publishedOn} on ${platform} runs until the auction.`,
  }),
  'court-answer': ({ department, court, caseNumber }) => ({
    zh: `${court}${caseNumber}案征询，${department}尚未答复。`,
    en: `${court}, ${caseNumber}: ${department} has not answered the court.`,
  }),
  'equity-opinion': ({ department, filedOn }) => ({
    zh: `${filedOn}申报的股权变更，${department}尚未提出意见。`,
    en: `${department} has given no opinion on the change of equity filed on ${filedOn}.`,
  }),
  'supervision-starting': ({ parcel, tenure, countedFrom, years }) => ({
    zh: `${parcel}：自${countedFrom}起${tenure === 'lease' ? '租赁' : '拿地'}将满${years}年，应纳入监管。`,
    en: `${parcel}: a ${tenure} counted from ${countedFrom} reaches ${years} years and comes under supervision.`,
  }),
  'lease-ending': ({ parcel, part, lease }) => ({
    zh: `${parcel}${part === null ? '' : `（${part}）`}：${leases[String(lease)] ?? lease}期限将届满。`,
    en: `${parcel}${part === null ? '' : ` (${part})`}: the term of a ${lease} is about to end.`,
  }),
  'land-term-ending': ({ parcel }) => ({
    zh: `${parcel}：土地使用权期限将届满。`,
    en: `${parcel}: the term of the right to the land is about to end.`,
  }),
  'freeze-expiring': ({ company, court, caseNumber, share }) => ({
    zh: `${company}：${court}${caseNumber}冻结的股权（${share}）将到期。`,
    en: `${company}: the freeze of ${share} of the shares by ${court}, ${caseNumber}, is about to end.`,
  }),
};
