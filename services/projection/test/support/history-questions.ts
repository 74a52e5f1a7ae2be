// What the isolation suite asks of history and changes: about the other town by every name it has.
import { caojing } from './towns.ts';
import { idOf } from './world.ts';

const event = '{ id type position document }';
const belief = `{ nodes { topic stream key validFrom knownFrom event ${event} knownBy ${event} endedBy ${event} fields { label value } changes { from to } } }`;
const change = `{ counts { topic appeared } nodes { topic kind stream key event ${event} fields { label value } changes { from to } } }`;
const [parcel, company] = [idOf('漕地块'), idOf('漕企业')];

/** One question per root field. */
export const historyQuestions: Readonly<Record<string, string>> = {
  history: `{ history(parcel: "${parcel}", first: 200) ${belief}
    party: history(party: "${company}") ${belief} contract: history(contract: "${idOf('漕合同')}") ${belief}
    equity: history(equityTransfer: "${idOf('漕股权变更')}") ${belief} auction: history(auction: "${idOf('漕拍卖')}") ${belief}
    finding: history(finding: "${idOf('漕待核实')}") ${belief} title: history(stream: "title-${parcel}") ${belief}
    before: history(parcel: "${parcel}", asOf: "2024-01-01") ${belief} check: history(stream: "submission-${parcel}-310116-2024") ${belief}
    shares: history(stream: "shares-${company}") ${belief} }`,
  changes: `{ changes(parcel: "${parcel}", from: { asOf: "2024-01-01" }, first: 200) ${change}
    town: changes(jurisdiction: "${caojing}", from: { asOf: "2024-01-01" }, first: 200) ${change}
    back: changes(jurisdiction: "${caojing}", from: { asOf: "2026-01-01" }, to: { asOf: "2024-01-01" }, first: 200) ${change}
    party: changes(party: "${company}", from: { asOf: "2024-01-01" }) ${change}
    title: changes(stream: "title-${parcel}", from: { asOf: "2024-01-01" }) ${change} }`,
};
