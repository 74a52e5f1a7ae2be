import type { RefusalCatalogue } from '../kernel/index.ts';

/** What stands against an entry, by name. */
export const submissionRefusals = {
  'submission-without-cycle': {
    kind: 'conflict',
    en: 'No cycle {year} of {jurisdiction} is opened for it.',
    zh: '{jurisdiction}辖区{year}年评估周期尚未启动，无法填报。',
  },
  'submission-frozen': {
    kind: 'conflict',
    en: 'The cycle {year} of {jurisdiction} is frozen: figures change only by a correction with its reason.',
    zh: '{jurisdiction}辖区{year}年评估周期已冻结，数据仅可说明理由后更正。',
  },
  'submission-late': {
    kind: 'conflict',
    en: 'It is too late: the evaluation phase ended on {ends}, and today is {today}.',
    zh: '填报已逾期：评估阶段已于{ends}结束，今日为{today}。',
  },
  'submission-outside-cycle': {
    kind: 'unacceptable',
    en: 'The town {town} does not belong to {jurisdiction}, whose cycle it is.',
    zh: '{town}不属于评估周期所属辖区{jurisdiction}。',
  },
  'submission-already-opened': {
    kind: 'conflict',
    en: 'The health check is already opened, with another code, town or other enterprises.',
    zh: '体检表已建立，且编码、街镇或用地企业不同。',
  },
  'submission-not-opened': {
    kind: 'conflict',
    en: 'No health check is opened for {subject} in the cycle {year} of {jurisdiction}.',
    zh: '{jurisdiction}辖区{year}年评估周期中，{subject}尚未建立体检表。',
  },
  'submission-enterprise-not-itself': {
    kind: 'unacceptable',
    en: 'The health check of an enterprise names that enterprise and no other.',
    zh: '企业体检表只能列明该企业本身。',
  },
  'submission-enterprise-not-on-parcel': {
    kind: 'unacceptable',
    en: 'The enterprise {party} does not use this land, as the health check knows it.',
    zh: '体检表所列用地企业中没有{party}。',
  },
  'submission-quantity-unknown': {
    kind: 'unacceptable',
    en: 'The standard of the cycle has no quantity {quantity}.',
    zh: '本评估周期适用的标准没有数据项{quantity}。',
  },
  'submission-quantity-twice': {
    kind: 'unacceptable',
    en: 'The quantity {quantity} is named twice.',
    zh: '数据项{quantity}重复填报。',
  },
  'submission-wrong-supplier': {
    kind: 'unacceptable',
    en: 'The quantity {quantity} is supplied by {expected}, not by {supplier}.',
    zh: '数据项{quantity}由{expected}提供，{supplier}不得填报。',
  },
  'submission-wrong-unit': {
    kind: 'unacceptable',
    en: "The quantity {quantity} is in '{expected}', not in '{unit}'.",
    zh: '数据项{quantity}的计量单位应为“{expected}”，而非“{unit}”。',
  },
  'submission-wrong-period': {
    kind: 'unacceptable',
    en: 'The figures of this cycle are of the year {expected}, not of {period}.',
    zh: '本评估周期采集{expected}年度数据，而非{period}年度。',
  },
  'submission-not-a-decimal': {
    kind: 'unacceptable',
    en: 'The value "{value}" of {quantity} is no plain decimal, for example 128.5.',
    zh: '数据项{quantity}的值“{value}”不是十进制数（例如128.5）。',
  },
  'submission-not-an-option': {
    kind: 'unacceptable',
    en: 'The value "{value}" of {quantity} is none of its options: {options}.',
    zh: '数据项{quantity}的值“{value}”不在可选项之内：{options}。',
  },
  'submission-figure-unknown': {
    kind: 'conflict',
    en: 'Nothing was supplied of {quantity} that could be corrected.',
    zh: '数据项{quantity}尚未填报，无可更正。',
  },
  'submission-figure-not-standing': {
    kind: 'conflict',
    en: 'The figure of {quantity} does not stand by the event {event}, but by {standing}.',
    zh: '数据项{quantity}的现行数值并非来自事件{event}，而是来自{standing}。',
  },
  'submission-without-form-schema': {
    kind: 'conflict',
    en: 'No form of this kind is published for {jurisdiction} {year}.',
    zh: '{jurisdiction}辖区{year}年尚未公布该类表单。',
  },
  'submission-form-not-to-fill': {
    kind: 'unacceptable',
    en: 'The form {form} is not filled by {filler}.',
    zh: '表单{form}不由{filler}填报。',
  },
  'submission-form-of-enterprise': {
    kind: 'unacceptable',
    en: 'The enterprise information form is of one enterprise; none is named.',
    zh: '企业信息采集表应逐户填报，请指明企业。',
  },
  'submission-form-of-parcel': {
    kind: 'unacceptable',
    en: 'The survey is of the land as a whole, not of one enterprise.',
    zh: '实地调查表以地块为单位填报，不得指明企业。',
  },
  'submission-second-self-assessment': {
    kind: 'conflict',
    en: 'The self-assessment of this land was already submitted for another land user; there is one per parcel.',
    zh: '该地块的自评表已由其他用地主体填报，一地一表。',
  },
  'submission-without-stamped-paper': {
    kind: 'unacceptable',
    en: 'Who fills a form on behalf of an enterprise names the stamped paper: a source with the evidenceId of the stored scan.',
    zh: '代填表单须附盖章纸质件：来源中应注明已存入证据的 evidenceId。',
  },
  'submission-form-too-long': {
    kind: 'unacceptable',
    en: 'The answers are {length} characters long; the most is {most}.',
    zh: '填报内容共{length}字，最多{most}字。',
  },
  'submission-field-unknown': {
    kind: 'unacceptable',
    en: 'The form {form} has no field {field}.',
    zh: '表单{form}没有字段{field}。',
  },
  'submission-field-twice': {
    kind: 'unacceptable',
    en: 'The field {field} is answered twice.',
    zh: '字段{field}重复填写。',
  },
  'submission-field-missing': {
    kind: 'unacceptable',
    en: 'The field {field} must be answered.',
    zh: '字段{field}为必填项。',
  },
  'submission-answer-misshapen': {
    kind: 'unacceptable',
    en: 'The answer "{value}" to {field} is not of its kind, {expected}.',
    zh: '字段{field}的填写内容“{value}”不符合要求的类型{expected}。',
  },
  'submission-answer-not-an-option': {
    kind: 'unacceptable',
    en: 'The answer "{value}" to {field} is none of its options: {options}.',
    zh: '字段{field}的填写内容“{value}”不在可选项之内：{options}。',
  },
  'submission-form-confirmed': {
    kind: 'conflict',
    en: 'The form {form} is confirmed; it is filled again once it is returned.',
    zh: '表单{form}已确认，退回后方可重新填报。',
  },
  'submission-form-not-submitted': {
    kind: 'conflict',
    en: 'The form {form} was not submitted, or is returned.',
    zh: '表单{form}尚未提交或已被退回。',
  },
  'submission-form-resubmitted': {
    kind: 'conflict',
    en: 'The form {form} was submitted again meanwhile; look it through anew.',
    zh: '表单{form}已重新提交，请重新审核。',
  },
  'submission-confirmed-by-submitter': {
    kind: 'conflict',
    en: 'No one confirms what they submitted.',
    zh: '填报人不得确认本人提交的表单。',
  },
  'submission-for-task-force': {
    kind: 'conflict',
    en: 'A form that was filled by the town, for an enterprise or by a technical unit is looked through by the task force of the district.',
    zh: '街镇填报、代填或技术单位填报的表单由区工作专班审核。',
  },
} as const satisfies RefusalCatalogue;
