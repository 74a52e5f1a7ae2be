// Every refusal of this context. Those of the law come last: they never refuse what a court did, they are recorded beside it.
import type { RefusalCatalogue } from '../kernel/index.ts';

/** What cannot be decided, or cannot be true. */
const refused = {
  'auction-not-opened': { kind: 'conflict', en: 'The auction case has not been opened.', zh: '该司法拍卖案件尚未建立。' },
  'auction-already-opened': {
    kind: 'conflict',
    en: 'The case has already been opened for {caseNumber} of {court}, with other particulars.',
    zh: '该案件已按{court}{caseNumber}建立，且内容不同。',
  },
  'auction-before-opening': {
    kind: 'unacceptable',
    en: "effectiveOn {effectiveOn} lies before the court's letter was received, {openedOn}.",
    zh: '生效日期{effectiveOn}早于收到法院来函日期{openedOn}。',
  },
  'auction-lot-named-twice': { kind: 'unacceptable', en: 'Lot {lotId} is named twice.', zh: '标的{lotId}重复列入。' },
  'auction-lot-unknown': { kind: 'unacceptable', en: 'The case has no lot {lotId}.', zh: '该案件没有编号为{lotId}的标的。' },
  'auction-department-elsewhere': {
    kind: 'unacceptable',
    en: '{department} of {jurisdiction} has none of the lots in its area.',
    zh: '{jurisdiction}{department}辖区内没有该案件的标的。',
  },
  'auction-answer-day-passed': {
    kind: 'unacceptable',
    en: 'The departments cannot answer by {answerBy} when they are asked on {effectiveOn}.',
    zh: '{effectiveOn}发出征询，不能要求在{answerBy}前回复。',
  },
  'auction-department-not-asked': {
    kind: 'conflict',
    en: '{department} of {jurisdiction} had not been asked on {effectiveOn}.',
    zh: '截至{effectiveOn}尚未向{jurisdiction}{department}征询意见。',
  },
  'auction-answer-late': {
    kind: 'conflict',
    en: 'An answer was due on {answerBy}; on {effectiveOn} it is too late unless the departments are asked again with more time.',
    zh: '征询意见应在{answerBy}前回复，{effectiveOn}已逾期；如需延期，应重新发出征询。',
  },
  'auction-answer-empty': { kind: 'unacceptable', en: 'The answer says nothing.', zh: '回复意见没有任何内容。' },
  'auction-answer-of-another-department': {
    kind: 'unacceptable',
    en: 'A department answers for itself, not for {department} of {jurisdiction}.',
    zh: '各部门只能回复本部门意见，不能代{jurisdiction}{department}回复。',
  },
  'auction-notice-out-of-turn': {
    kind: 'conflict',
    en: 'The lot is not due for this round: a notice follows the letter, a failure, a default or a revocation, and rounds follow one another.',
    zh: '该标的尚不能发布本场次公告：公告应在来函、流拍、悔拍或撤销之后，并按场次依次进行。',
  },
  'auction-result-without-notice': {
    kind: 'conflict',
    en: 'There is no announced round that this could be the result of.',
    zh: '该标的没有已公告待拍的场次，不能记载拍卖结果。',
  },
  'auction-default-without-sale': {
    kind: 'conflict',
    en: 'There is no sale on which a buyer could default, or the court has ruled on it already.',
    zh: '该标的未成交或已作出裁定，不能记载悔拍。',
  },
  'auction-debt-without-failure': {
    kind: 'conflict',
    en: 'A lot is taken for a debt after nobody bought it.',
    zh: '该标的未流拍，不能以物抵债。',
  },
  'auction-return-without-failure': {
    kind: 'conflict',
    en: 'A lot is returned to the debtor after nobody bought it.',
    zh: '该标的未流拍，不能退还被执行人。',
  },
  'auction-not-to-be-suspended': {
    kind: 'conflict',
    en: 'There is no auction ahead that could be suspended.',
    zh: '该标的没有可中止的拍卖。',
  },
  'auction-not-suspended': { kind: 'conflict', en: 'The auction is not suspended.', zh: '该标的的拍卖未中止。' },
  'auction-nothing-to-postpone': {
    kind: 'conflict',
    en: 'No round has been announced whose day could be {auctionOn} instead.',
    zh: '该标的没有已公告待拍的场次，不能改期至{auctionOn}。',
  },
  'auction-not-to-be-withdrawn': {
    kind: 'conflict',
    en: 'There is no auction ahead that could be withdrawn; a sale is revoked instead.',
    zh: '该标的没有可撤回的拍卖；已成交的应作撤销。',
  },
  'auction-confirmation-without-sale': {
    kind: 'conflict',
    en: 'There is no sale to confirm.',
    zh: '该标的未成交，不能记载成交确认书。',
  },
  'auction-check-without-buyer': {
    kind: 'conflict',
    en: 'Nobody has got the lot: a buyer is known after the result only.',
    zh: '该标的尚无买受人；买受人在拍卖结果产生后方可知悉。',
  },
  'auction-check-before-result': {
    kind: 'unacceptable',
    en: 'effectiveOn {effectiveOn} lies before the result, {resultOn}.',
    zh: '生效日期{effectiveOn}早于拍卖结果日期{resultOn}。',
  },
  'auction-condition-unknown': {
    kind: 'unacceptable',
    en: 'The notice has no condition {condition}.',
    zh: '公告没有第{condition}项竞买人条件。',
  },
  'auction-condition-checked-twice': {
    kind: 'unacceptable',
    en: 'Condition {condition} is checked twice.',
    zh: '第{condition}项竞买人条件重复核查。',
  },
  'auction-check-without-evidence': {
    kind: 'unacceptable',
    en: 'Whether condition {condition} is met needs evidence; without it the verdict is unknown.',
    zh: '第{condition}项竞买人条件是否符合应有依据；没有依据的应记为不详。',
  },
  'auction-ruling-without-sale': {
    kind: 'conflict',
    en: 'A ruling follows a sale or a settlement in kind.',
    zh: '该标的未成交也未抵债，不能记载裁定。',
  },
  'auction-service-without-ruling': {
    kind: 'conflict',
    en: 'There is no ruling that could have been served.',
    zh: '该标的尚无裁定，不能记载送达。',
  },
  'auction-registration-without-service': {
    kind: 'conflict',
    en: 'The transfer is registered after the ruling was served.',
    zh: '裁定尚未送达，不能记载过户登记。',
  },
  'auction-revocation-without-sale': {
    kind: 'conflict',
    en: 'There is no sale or settlement in kind that could be revoked.',
    zh: '该标的未成交也未抵债，不能撤销。',
  },
  'auction-receiver-named-twice': { kind: 'unacceptable', en: 'Party {partyId} is named twice.', zh: '主体{partyId}重复列入。' },
  'auction-shares-not-whole': {
    kind: 'unacceptable',
    en: 'The shares of those who get the lot add up to {sum}; expected 1/1, or no share at all for joint ownership.',
    zh: '取得人份额合计为{sum}，应为1/1；共同共有的不填份额。',
  },
  'auction-notice-unknown': { kind: 'unacceptable', en: 'The lot has no notice {notice}.', zh: '该标的没有编号为{notice}的公告。' },
  'auction-default-unknown': {
    kind: 'unacceptable',
    en: 'The lot has no default {step} that stands.',
    zh: '该标的没有编号为{step}的悔拍记载。',
  },
  'auction-step-unknown': { kind: 'unacceptable', en: 'The lot has no step {step}.', zh: '该标的没有编号为{step}的环节记载。' },
  'auction-steps-out-of-order': {
    kind: 'unacceptable',
    en: 'A step of {on} cannot follow what happened on {before}.',
    zh: '{before}的环节之后不能是{on}的环节。',
  },
  'auction-day-before-notice': {
    kind: 'unacceptable',
    en: 'An auction of {auctionOn} cannot have been announced on {publishedOn}.',
    zh: '{auctionOn}的拍卖不能在{publishedOn}才公告。',
  },
  'auction-ends-before-it-begins': {
    kind: 'unacceptable',
    en: 'Bidding that begins on {auctionOn} cannot end on {endsOn}.',
    zh: '{auctionOn}开始的竞价不能在{endsOn}结束。',
  },
  'auction-result-before-its-day': {
    kind: 'unacceptable',
    en: 'An auction of {auctionOn} has no result on {on}.',
    zh: '{auctionOn}的拍卖不能在{on}产生结果。',
  },
} as const satisfies RefusalCatalogue;

/** What the law asks of a court, or a notice of a buyer. */
const recorded = {
  'auction-notice-too-short': {
    kind: 'unacceptable',
    en: 'The auction of {auctionOn} was announced {days} days before; the law asks for {required}.',
    zh: '{auctionOn}的拍卖提前{days}日公告，规定为{required}日。',
  },
  'auction-notice-before-result': {
    kind: 'unacceptable',
    en: 'The auction of {auctionOn} was announced, but no letter has told how that of {before} ended.',
    zh: '{auctionOn}的拍卖已公告，但尚未收到{before}拍卖的结果。',
  },
  'auction-ruling-without-confirmation': {
    kind: 'unacceptable',
    en: 'The ruling {ruling} came without a confirmation of the sale (成交确认书).',
    zh: '裁定{ruling}之前未收到成交确认书。',
  },
  'auction-second-too-late': {
    kind: 'unacceptable',
    en: 'The second auction of {auctionOn} lies more than {days} days after the first failed on {failedOn}.',
    zh: '第一次拍卖于{failedOn}流拍，第二次拍卖{auctionOn}超过{days}日期限。',
  },
  'auction-price-raised': {
    kind: 'unacceptable',
    en: 'The price of the auction of {auctionOn}, {price} yuan, is more than that of the one before, {before} yuan.',
    zh: '{auctionOn}拍卖的起拍价{price}元高于前次起拍价{before}元。',
  },
  'auction-price-cut-too-deep': {
    kind: 'unacceptable',
    en: 'The price of the auction of {auctionOn}, {price} yuan, is less than {share} of that of the one before, {before} yuan.',
    zh: '{auctionOn}拍卖的起拍价{price}元低于前次起拍价{before}元的{share}。',
  },
  'auction-first-price-below-floor': {
    kind: 'unacceptable',
    en: 'The first price, {price} yuan, is less than {share} of the appraised value, {appraised} yuan.',
    zh: '第一次拍卖的起拍价{price}元低于评估价{appraised}元的{share}。',
  },
  'auction-sale-before-second': {
    kind: 'unacceptable',
    en: 'The sale (变卖) of {auctionOn} does not follow a second auction that failed.',
    zh: '{auctionOn}的变卖之前没有第二次拍卖流拍。',
  },
  'auction-sold-below-price': {
    kind: 'unacceptable',
    en: 'The lot was sold for {price} yuan, less than the announced {least} yuan.',
    zh: '成交价{price}元低于公告价{least}元。',
  },
  'auction-debt-at-another-price': {
    kind: 'unacceptable',
    en: 'The lot was taken for a debt of {price} yuan; the price of the round that failed was {expected} yuan.',
    zh: '以物抵债价{price}元与流拍场次的保留价{expected}元不一致。',
  },
  'auction-defaulter-bought-again': {
    kind: 'unacceptable',
    en: 'Party {partyId} defaulted on this lot before and may not bid for it again.',
    zh: '主体{partyId}曾就该标的悔拍，不得再次参加竞买。',
  },
  'auction-condition-not-met': {
    kind: 'unacceptable',
    en: 'Who got the lot on {resultOn} does not meet a condition of the notice: {text}',
    zh: '{resultOn}取得该标的者不符合公告的竞买人条件：{text}',
  },
  'auction-lot-names-no-right': {
    kind: 'unacceptable',
    en: 'The ruling of {on} was served, but the lot names no right that could pass.',
    zh: '{on}裁定已送达，但该标的未列明可转移的权利。',
  },
  'auction-revoked-after-service': {
    kind: 'unacceptable',
    en: 'The sale was revoked on {on}, after the right had passed: the transfer of land is taken back with it, that of a share by a person. Whether possession and registration go back is for another ruling (执行回转).',
    zh: '该成交于{on}撤销，而权利此前已经转移：土地权利的转移记载随之撤回，股权变更由人工核实；占有和登记是否执行回转，以法院另行裁定为准。',
  },
} as const satisfies RefusalCatalogue;

export const auctionRefusals = { ...refused, ...recorded } as const;
