import type { RefusalCatalogue } from '../kernel/index.ts';

/** Wrong in itself: the draft has to be changed. */
const wrong = (en: string, zh: string) => ({ kind: 'unacceptable', en, zh }) as const;
/** Wrong as things stand. */
const conflict = (en: string, zh: string) => ({ kind: 'conflict', en, zh }) as const;

/** What a draft may not be: it could not be stored or read back. */
const unreadable = {
  'standard-number-unreadable': wrong(
    '{place}: “{number}” is no decimal number with at most 18 digits before and 12 after the point.',
    '{place}：“{number}”不是小数点前不超过18位、后不超过12位的十进制数。',
  ),
  'standard-too-many-indicators': wrong(
    '{count} indicators are more than the {most} a standard may have.',
    '指标{count}项，超过上限{most}项。',
  ),
  'standard-too-large': wrong('The standard takes {bytes} bytes; at most {most} can be kept.', '标准内容{bytes}字节，超过上限{most}字节。'),
  'standard-parent-not-above': wrong(
    'The parent standard is of {parent}, which is neither {jurisdiction} nor a level above it.',
    '上级标准所属辖区{parent}既不是{jurisdiction}，也不是其上级。',
  ),
  'standard-parent-not-published': conflict(
    'Version {version} of the standard {year} of {parent} is not published; no other standard can adapt it.',
    '{parent}辖区{year}年标准第{version}版尚未公布，不能作为上级标准。',
  ),
} as const;

/** What validation finds. */
const unsound = {
  'standard-code-twice': wrong('{place}: the code {code} is used twice.', '{place}：代码{code}重复。'),
  'standard-quantity-unknown': wrong(
    '{place} names the quantity {code}, which the standard does not list.',
    '{place}引用的数据项{code}不在本标准之内。',
  ),
  'standard-quantity-of-other-kind': wrong(
    '{place} uses the quantity {code} as what it is not: numbers are computed with and options are chosen.',
    '{place}对数据项{code}的使用与其类型不符：数值用于计算，选项用于选择。',
  ),
  'standard-option-unknown': wrong('{place}: the quantity {code} has no option {option}.', '{place}：数据项{code}没有选项{option}。'),
  'standard-options-unfit': wrong(
    'The quantity {code}: options are listed for options only, at least one, and sums are of numbers.',
    '数据项{code}：仅选项类须列明选项且至少一项，仅数值类可以加总。',
  ),
  'standard-formula-divides-by-zero': wrong('{place} divides by {divisor}, which is always zero.', '{place}的除数{divisor}恒为零。'),
  'standard-formula-too-large': wrong(
    '{place} has {count} parts; at most {most} are computed.',
    '{place}含{count}个部分，超过上限{most}个。',
  ),
  'standard-indicator-unknown': wrong(
    '{place} names the indicator {code}, which the standard does not list.',
    '{place}引用的指标{code}不在本标准之内。',
  ),
  'standard-scheme-unknown': wrong(
    'The cohort {cohort} is scored by {code}, which the standard does not list.',
    '分组{cohort}适用的评分方案{code}不在本标准之内。',
  ),
  'standard-weights-do-not-total': wrong(
    '{place}: the weights add up to {sum}, not to the stated {total}.',
    '{place}：权重合计{sum}，与规定的{total}不符。',
  ),
  'standard-weight-not-positive': wrong('{place}: the weight {weight} is not greater than 0.', '{place}：权重{weight}不大于0。'),
  'standard-base-not-positive': wrong(
    '{place}: the base {base} is not greater than 0; it divides or is divided.',
    '{place}：基准值{base}不大于0，不能作除数或被除数。',
  ),
  'standard-cap-below-floor': wrong(
    '{place}: the upper limit {cap} lies below the lower limit {floor}.',
    '{place}：上限{cap}低于下限{floor}。',
  ),
  'standard-lower-without-cap': wrong(
    '{place}: lower is better, so the ratio grows without end towards zero; it needs a cap.',
    '{place}：该指标以低为优，比值趋近于零时无限增大，须设上限。',
  ),
  'standard-percent-out-of-range': wrong('{place}: {percent}% does not lie between 0% and 100%.', '{place}：{percent}%不在0%至100%之间。'),
  'standard-bands-overlap': wrong('{place}: the bands {first} and {second} overlap.', '{place}：档次{first}与{second}重叠。'),
  'standard-bands-leave-gap': wrong('{place}: no band holds {gap}.', '{place}：{gap}不属于任何档次。'),
  'standard-interval-empty': wrong('{place}: nothing lies in {interval}.', '{place}：区间{interval}为空。'),
  'standard-band-points-out-of-range': wrong(
    '{place}: {points} points do not lie between 0 and the weight {weight}.',
    '{place}：{points}分不在0至权重{weight}之间。',
  ),
  'standard-cohorts-overlap': wrong(
    'A subject with {example} stands in several cohorts: {cohorts}.',
    '符合{example}的评价对象同时属于多个分组：{cohorts}。',
  ),
  'standard-cohorts-leave-gap': wrong('A subject with {example} stands in no cohort.', '符合{example}的评价对象不属于任何分组。'),
  'standard-cohorts-too-fine': wrong(
    'The bounds of the cohorts tell {cells} kinds of subject apart; at most {most} are examined.',
    '分组条件划分出{cells}种情形，超过可检验的上限{most}种。',
  ),
  'standard-grade-twice': wrong('{place}: class {grade} is cut twice.', '{place}：{grade}类划分了两次。'),
  'standard-cut-offs-not-falling': wrong(
    '{place}: the cut-off {second} does not follow {first}, the best class first.',
    '{place}：分界{second}应接在{first}之后并由优到劣排列。',
  ),
  'standard-cut-offs-not-whole': wrong(
    '{place}: the last class does not take the rest; its cut-off is {last}.',
    '{place}：末位类别的分界为{last}，未涵盖其余全部对象。',
  ),
} as const;

/** What publication and its end meet. */
const untimely = {
  'standard-version-unknown': conflict('No version {version} of the standard was drafted.', '本标准没有第{version}版。'),
  'standard-not-validated': conflict(
    'Version {version} was not validated since it was last drafted.',
    '第{version}版最近一次起草后尚未通过校验。',
  ),
  'standard-published-otherwise': conflict(
    'Version {version} is published from {validFrom} on; a published standard never changes.',
    '第{version}版已自{validFrom}起公布施行，公布后不得更改。',
  ),
  'standard-validity-reversed': wrong(
    'The standard would end on {validUntil}, before it begins on {effectiveOn}.',
    '标准有效期止{validUntil}早于施行日期{effectiveOn}。',
  ),
  'standard-begins-before-previous': conflict(
    'Version {previous} holds from {validFrom} on; what follows it begins later, not on {effectiveOn}.',
    '第{previous}版自{validFrom}起施行，后一版的施行日期{effectiveOn}应晚于该日。',
  ),
  'standard-not-published': conflict('Version {version} is not published.', '第{version}版尚未公布。'),
  'standard-superseded-otherwise': conflict('Version {version} is superseded from {from} on already.', '第{version}版已自{from}起被替代。'),
  'standard-superseded-before-valid': wrong(
    'Version {version} holds from {validFrom} on; it cannot be superseded from {effectiveOn}.',
    '第{version}版自{validFrom}起施行，不能自{effectiveOn}起被替代。',
  ),
  'standard-supersedes-itself': wrong('Version {version} cannot be superseded by itself.', '第{version}版不能被其自身替代。'),
} as const;

export const standardRefusals = { ...unreadable, ...unsound, ...untimely } as const satisfies RefusalCatalogue;
