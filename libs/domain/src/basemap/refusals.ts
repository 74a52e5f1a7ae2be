// Every refusal of the base map, in both languages.
import type { RefusalCatalogue } from '../kernel/index.ts';

export const basemapRefusals = {
  'basemap-entry-unknown': {
    kind: 'conflict',
    en: 'The base map has no such unit; a record of a source begins it.',
    zh: '空间底版中没有该单元，应先由来源记录建立。',
  },
  'basemap-record-of-another-district': {
    kind: 'unacceptable',
    en: 'The record names {jurisdiction}, but the unit lies in district {district}.',
    zh: '记录所属辖区为{jurisdiction}，与该单元所在区{district}不一致。',
  },
  'basemap-batch-of-another-origin': {
    kind: 'unacceptable',
    en: 'The record comes from {origin}, but its batch was started for {batchOrigin}.',
    zh: '记录来源为{origin}，与所属批次的来源{batchOrigin}不一致。',
  },
  'basemap-batch-closed': {
    kind: 'conflict',
    en: 'Batch {batchId} is closed; expected a new batch for further records.',
    zh: '批次{batchId}已办结，后续记录应另立批次。',
  },
  'basemap-record-unknown': {
    kind: 'unacceptable',
    en: 'The unit has no record {recordNumber} of {origin} on {effectiveOn}.',
    zh: '该单元在{effectiveOn}没有来源为{origin}、编号为{recordNumber}的记录。',
  },
  'basemap-before-latest-fact': {
    kind: 'unacceptable',
    en: 'effectiveOn {effectiveOn} lies before {since}, the latest day of which something is known of this unit.',
    zh: '生效日期{effectiveOn}早于该单元最近一项记载的日期{since}。',
  },
  'basemap-claim-unknown': {
    kind: 'unacceptable',
    en: 'Record {recordNumber} of {origin} says nothing of {attribute}.',
    zh: '来源为{origin}、编号为{recordNumber}的记录未载明{attribute}。',
  },
  'basemap-conflict-not-open': {
    kind: 'conflict',
    en: 'The sources do not contradict each other about {attribute}.',
    zh: '各来源的{attribute}没有待解决的冲突。',
  },
  'basemap-entry-joined': {
    kind: 'conflict',
    en: 'The unit was joined into unit {intoId}; decide there.',
    zh: '该单元已并入单元{intoId}，请在该单元办理。',
  },
  'basemap-entry-matched': {
    kind: 'conflict',
    en: 'The unit is matched with parcel {parcelId}; annul that match first.',
    zh: '该单元已与地块{parcelId}匹配，请先撤销该匹配。',
  },
  'basemap-match-not-proposed': {
    kind: 'conflict',
    en: 'No match with parcel {parcelId} awaits a decision.',
    zh: '没有与地块{parcelId}的待确认匹配。',
  },
  'basemap-match-declined': {
    kind: 'conflict',
    en: 'A person declined the match with parcel {parcelId} on these grounds; only another ground is news.',
    zh: '与地块{parcelId}的匹配已由人工否定，须有新的依据方可再次提出。',
  },
  'basemap-match-own-proposal': {
    kind: 'conflict',
    en: 'Whoever proposed the match with parcel {parcelId} cannot confirm it; another person has to look.',
    zh: '不得自行确认本人提出的与地块{parcelId}的匹配，应由他人复核。',
  },
  'basemap-match-before-parcel': {
    kind: 'unacceptable',
    en: 'effectiveOn {effectiveOn} lies before the parcel was entered, {parcelSince}.',
    zh: '生效日期{effectiveOn}早于地块入库日期{parcelSince}。',
  },
  'basemap-match-not-confirmed': {
    kind: 'conflict',
    en: 'There is no confirmed match with parcel {parcelId}.',
    zh: '没有与地块{parcelId}的已确认匹配。',
  },
  'basemap-proposals-pending': {
    kind: 'conflict',
    en: 'A match with parcel {parcelId} awaits a decision; reject it before entering a new parcel.',
    zh: '与地块{parcelId}的匹配尚待确认，应先予以否定方可新建地块。',
  },
  'basemap-town-unknown': {
    kind: 'conflict',
    en: 'No source names the town in which the unit lies, and a parcel lies in a town.',
    zh: '各来源均未载明该单元所在街镇，无法建档。',
  },
  'basemap-joined-into-itself': {
    kind: 'unacceptable',
    en: 'A unit cannot be joined into itself.',
    zh: '单元不能并入自身。',
  },
  'basemap-join-target-joined': {
    kind: 'conflict',
    en: 'Unit {intoId} was itself joined into another; expected the unit that goes on.',
    zh: '单元{intoId}本身已并入其他单元，应选择存续单元。',
  },
  'basemap-join-across-districts': {
    kind: 'unacceptable',
    en: 'Unit {intoId} lies in district {other}, this one in {district}.',
    zh: '单元{intoId}位于{other}，与该单元所在区{district}不一致。',
  },
  'basemap-parcel-taken': {
    kind: 'conflict',
    en: 'Parcel {parcelId} is matched with unit {entryId}; join the units if they are one.',
    zh: '地块{parcelId}已与单元{entryId}匹配；如为同一单元，请先合并单元。',
  },
  'basemap-import-not-started': {
    kind: 'conflict',
    en: 'The batch has not been started.',
    zh: '该批次尚未建立。',
  },
  'basemap-import-started-otherwise': {
    kind: 'conflict',
    en: 'The batch was started for another file, origin, jurisdiction or number of records.',
    zh: '该批次已建立，但文件、来源、辖区或记录数不同。',
  },
  'basemap-import-before-start': {
    kind: 'unacceptable',
    en: 'effectiveOn {effectiveOn} lies before the batch was started, {startedOn}.',
    zh: '生效日期{effectiveOn}早于批次建立日期{startedOn}。',
  },
  'basemap-import-closed-otherwise': {
    kind: 'conflict',
    en: 'The batch was closed with other figures.',
    zh: '该批次已按其他数字办结。',
  },
  'basemap-import-incomplete': {
    kind: 'unacceptable',
    en: 'Recorded, unchanged and refused are {sum} records together, but the file has {expected}.',
    zh: '收录、未变、未收合计{sum}条，与文件应有{expected}条不符。',
  },
  'basemap-import-conflicts-exceed-news': {
    kind: 'unacceptable',
    en: '{conflicting} records cannot leave a conflict open: only {recorded} were recorded.',
    zh: '冲突记录{conflicting}条，多于收录的{recorded}条。',
  },
} as const satisfies RefusalCatalogue;
