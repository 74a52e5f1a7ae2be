// Everything the parcel context refuses, in the words of the field.
import type { RefusalCatalogue } from '../kernel/index.ts';

export const parcelRefusals = {
  'parcel-not-entered': {
    kind: 'conflict',
    en: 'The parcel has not been entered.',
    zh: '该地块尚未入库。',
  },
  'parcel-already-entered': {
    kind: 'conflict',
    en: 'The parcel has already been entered with other particulars; record a correction instead.',
    zh: '该地块已入库且内容不同，请以更正方式记载。',
  },
  'parcel-before-entry': {
    kind: 'unacceptable',
    en: 'effectiveOn {effectiveOn} lies before the parcel was entered, {enteredOn}.',
    zh: '生效日期{effectiveOn}早于该地块入库日期{enteredOn}。',
  },
  'area-observation-unknown': {
    kind: 'unacceptable',
    en: 'The parcel has no area observation {observation}.',
    zh: '该地块没有编号为{observation}的面积记载。',
  },
  'area-conflict-not-open': {
    kind: 'conflict',
    en: 'The parcel has no open area conflict.',
    zh: '该地块没有待解决的面积冲突。',
  },
  'area-conflict-opened-later': {
    kind: 'unacceptable',
    en: 'effectiveOn {effectiveOn} lies before {since}, since when the figures to choose from are there.',
    zh: '生效日期{effectiveOn}早于{since}，届时待选面积尚未齐备。',
  },
  'parcel-code-outside-district': {
    kind: 'unacceptable',
    en: 'Code {code} names county {county}, but the parcel lies in district {district}.',
    zh: '代码{code}所属区县为{county}，与地块所在区{district}不一致。',
  },
  'unit-code-of-another-parcel': {
    kind: 'unacceptable',
    en: 'The first 19 characters of unit code {code} differ from the parcel code {parcelCode}.',
    zh: '不动产单元代码{code}的前19位与宗地代码{parcelCode}不一致。',
  },
  'parcel-retired': {
    kind: 'conflict',
    en: 'The parcel was retired on {on}; in its place: {successors}.',
    zh: '该地块已于{on}注销，承接地块：{successors}。',
  },
  'parcel-has-later-facts': {
    kind: 'conflict',
    en: 'The parcel cannot end on {effectiveOn}: something is recorded of it that holds from {latestOn} on.',
    zh: '该地块不能自{effectiveOn}起注销：已有自{latestOn}起生效的记载。',
  },
  'parcel-retired-otherwise': {
    kind: 'conflict',
    en: 'The parcel was retired by another act (split or merger: {lineageId}); only undoing that one brings it back.',
    zh: '该地块因其他行为注销（分割或合并：{lineageId}），须撤销该行为方可恢复。',
  },
  'parcel-succeeds-itself': {
    kind: 'unacceptable',
    en: 'The parcel cannot take its own place: {parcelId}.',
    zh: '地块不能承接自身：{parcelId}。',
  },
  'parcel-is-duplicate': {
    kind: 'conflict',
    en: 'This entry was declared a duplicate; use the parcel {survivor}.',
    zh: '该条目已认定为重复建档，请使用地块{survivor}。',
  },
  'parcel-code-passed': {
    kind: 'conflict',
    en: 'The code {code} passed to another parcel meanwhile; this one needs a code of its own.',
    zh: '代码{code}已转由其他地块使用，本地块须另行编码。',
  },
  'parcel-duplicate-of-itself': {
    kind: 'unacceptable',
    en: 'The parcel cannot be a duplicate of itself: {parcelId}.',
    zh: '地块不能与自身重复：{parcelId}。',
  },
  'parcel-survivor-is-duplicate': {
    kind: 'conflict',
    en: 'The parcel {survivor} is itself a duplicate; name {other} instead.',
    zh: '地块{survivor}本身已认定为重复建档，请改用{other}。',
  },
  'parcel-particular-unknown': {
    kind: 'unacceptable',
    en: 'The event {entry} records no {particular} of this parcel.',
    zh: '事件{entry}未记载该地块的此项内容（{particular}）。',
  },
  'parcel-particular-annulled': {
    kind: 'conflict',
    en: 'The {particular} that event {entry} recorded was annulled; record it again instead.',
    zh: '事件{entry}记载的内容（{particular}）已撤销，请重新记载。',
  },
  'parcel-correction-before-fact': {
    kind: 'unacceptable',
    en: 'effectiveOn {effectiveOn} lies before {from}, from which day on holds what is to be corrected.',
    zh: '生效日期{effectiveOn}早于待更正内容的起始日期{from}。',
  },
  'parcel-tenure-ends-first': {
    kind: 'unacceptable',
    en: 'The term ends on {until}, before it begins on {from}.',
    zh: '使用期限的终止日期{until}早于起始日期{from}。',
  },
  'parcel-geometry-too-fine': {
    kind: 'unacceptable',
    en: 'The shape has {positions} positions; at most {most} can be kept, a finer one is evidence.',
    zh: '图形共{positions}个点，最多{most}个；更精细的图形请作为附件提交。',
  },
  'parcel-geometry-out-of-range': {
    kind: 'unacceptable',
    en: 'Position ({position}) lies outside what {crs} can be here; longitude or east comes first.',
    zh: '坐标（{position}）超出{crs}的合理范围；应先经度（东），后纬度（北）。',
  },
  'parcel-geometry-ring-open': {
    kind: 'unacceptable',
    en: 'Ring {ring} is not closed: its last position must repeat its first.',
    zh: '第{ring}个环未闭合：末点须与首点相同。',
  },
  'parcel-geometry-ring-too-short': {
    kind: 'unacceptable',
    en: 'Ring {ring} has {positions} positions; a closed ring has at least 4.',
    zh: '第{ring}个环只有{positions}个点；闭合环至少4个点。',
  },
  'parcel-geometry-vertex-repeated': {
    kind: 'unacceptable',
    en: 'Position {position} of ring {ring} repeats the one before it.',
    zh: '第{ring}个环的第{position}个点与前一点重复。',
  },
  'parcel-geometry-ring-crosses-itself': {
    kind: 'unacceptable',
    en: 'Ring {ring} crosses or touches itself.',
    zh: '第{ring}个环自相交或自相接。',
  },
  'parcel-geometry-rings-meet': {
    kind: 'unacceptable',
    en: 'Rings {one} and {other} cross or touch each other.',
    zh: '第{one}个环与第{other}个环相交或相接。',
  },
  'parcel-geometry-hole-misplaced': {
    kind: 'unacceptable',
    en: 'Ring {ring} is a hole that lies outside its polygon or in another hole.',
    zh: '第{ring}个环为内环，但位于外环之外或其他内环之内。',
  },
  'parcel-geometry-parts-overlap': {
    kind: 'unacceptable',
    en: 'The polygon of ring {ring} lies over another polygon of the shape.',
    zh: '第{ring}个环所在的多边形与图形中的其他多边形重叠。',
  },
} as const satisfies RefusalCatalogue;
