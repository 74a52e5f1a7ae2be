// What the court does with the land of the scene, letter by letter, and what the departments answer.
import { randomUUID } from 'node:crypto';
import { type Land, type Office, type Scene, yuan } from './auction-scene.ts';

export const [court, otherCourt] = ['上海市金山区人民法院', '上海市松江区人民法院'];
export const [caseNumber, otherCaseNumber] = ['（2023）沪0116执1234号', '（2023）沪0117执567号'];
const district = '310116';
const reason = '送达回证载明的日期不同';

/** The days of the court. The service of the ruling is first recorded on a wrong one. */
export const days = {
  seized: '2023-02-10',
  waiting: '2023-03-15',
  opened: '2023-10-09',
  asked: '2023-10-10',
  answered: '2023-10-20',
  answerBy: '2023-10-31',
  firstNotice: '2023-11-01',
  firstAuction: '2023-12-01',
  failed: '2023-12-02',
  secondNotice: '2023-12-08',
  secondAuction: '2023-12-25',
  sold: '2023-12-26',
  confirmed: '2023-12-28',
  ruled: '2024-01-08',
  served: '2024-01-15',
  servedInTruth: '2024-01-12',
  registered: '2024-03-01',
} as const;

/** Who is asked, and what it answers: null and what is not said is "not answered", an empty list "there are none". */
export const answers = [
  {
    office: 'land',
    department: '规划资源局',
    said: { duties: [{ text: '股权变更须经出让人同意', passesToBuyer: true }], restrictions: [], opinion: '2022年股权变更未经出让人同意' },
  },
  {
    office: 'economy',
    department: '经委',
    said: { arrears: [], restrictions: [{ list: '产业限制目录', document: '金府办发〔2023〕24号', text: '不得引入限制类项目' }] },
  },
  { office: 'market', department: '市场监管局', said: { opinion: '无意见' } },
] as const satisfies readonly { office: Office; department: string; said: object }[];

const notice = {
  platform: '公拍网',
  deposit: yuan(800_000),
  conditions: [
    { text: '须为境内法人', basis: { kind: 'notice' } },
    { text: '须符合产业准入条件', basis: { kind: 'law', law: '土地管理法', article: '第四条' } },
  ],
  occupancy: '2幢由承租人使用',
};

/** The steps of one case, each to be taken once and in this order. */
export const auctionOf = (scene: Scene, { parcelId, rightId, grantee, buyer }: Land) => {
  const lotId = randomUUID();
  let auctionId = '';
  const lot = (noun: string) => `/auctions/${auctionId}/lots/${lotId}/${noun}`;
  const onLot = (noun: string, on: string, body: object = {}, office: Office = 'clerk') => scene.done(office, lot(noun), on, body);
  const seize = (on: string, by: object) => scene.done('clerk', `/parcels/${parcelId}/seizures`, on, { rightId, months: 36, ...by });

  return {
    id: () => auctionId,
    lot,
    /** Seizures of two courts; the notice that was served first reaches the registry second. Answers them by rank. */
    seized: async (): Promise<readonly string[]> => {
      const second = await seize(days.waiting, { court: otherCourt, caseNumber: otherCaseNumber });
      return [await seize(days.seized, { court, caseNumber }), second];
    },
    /** The letter of the court, and its questions to the departments. */
    opened: async (): Promise<void> => {
      const subject = { kind: 'land', parcelId, rightIds: [rightId] };
      const sold = { lotId, name: '试验纺织地块土地及厂房', subject, appraisedValue: yuan(10_000_000), reservePrice: yuan(8_000_000) };
      const opening = { court, caseNumber, debtorIds: [grantee], reserveFloor: '70%', lots: [sold] };
      auctionId = await scene.done('clerk', '/auctions', days.opened, opening);
      const consulted = answers.map(({ department }) => ({ department, jurisdiction: district }));
      await scene.done('clerk', `/auctions/${auctionId}/consultations`, days.asked, { consulted, answerBy: days.answerBy });
    },
    answer: (office: Office, department: string, said: object) =>
      scene.give(office, `/auctions/${auctionId}/answers`, days.answered, { department, jurisdiction: district, ...said }),
    /** 一拍, 流拍. */
    failed: async (): Promise<void> => {
      const first = { ...notice, round: 'first', price: yuan(8_000_000), auctionOn: days.firstAuction, endsOn: days.failed };
      await onLot('notices', days.firstNotice, first);
      await onLot('results', days.failed, { result: { kind: 'failed' } });
    },
    /** 二拍 at four fifths of the price, 成交; the buyer is checked. */
    sold: async (): Promise<void> => {
      const second = { ...notice, round: 'second', price: yuan(6_400_000), auctionOn: days.secondAuction, endsOn: days.sold };
      await onLot('notices', days.secondNotice, second);
      const result = { kind: 'sold', to: [{ partyId: buyer, share: null }], price: yuan(6_600_000), bidders: 2 };
      await onLot('results', days.sold, { result });
      await onLot('confirmations', days.confirmed, { confirmationNumber: '沪0116网拍20号' });
      const checks = [1, 2].map((condition) => ({ condition, verdict: 'met', evidence: '营业执照及产业准入意见' }));
      await onLot('buyer-checks', days.confirmed, { checks }, 'economy');
    },
    /** The ruling, and its service as it was first recorded. */
    served: async (): Promise<void> => {
      await onLot('rulings', days.ruled, { rulingNumber: '（2023）沪0116执1234号之一' });
      await onLot('ruling-services', days.served);
    },
    /** 过户登记, and the certificate of the new holder. */
    registered: async (): Promise<void> => {
      await onLot('registrations', days.registered, { registrationNumber: '2024-金-0301' }, 'land');
      const certificateNumber = '沪（2024）金字不动产权第000301号';
      await scene.done('land', `/parcels/${parcelId}/rights/${rightId}/certificates`, days.registered, { certificateNumber });
    },
    /** Says that a step was on another day. */
    correctDay: (step: string | undefined, on: string) => scene.give('clerk', lot('date-corrections'), on, { step, reason }),
  };
};

export type Auction = ReturnType<typeof auctionOf>;
