// What a case of an equity transfer needs to know from other streams: where the company is at home, its land, who holds it, and
// what its contracts ask. All of it is given with its days, because the command's own day decides what counts.
import { contract } from '@yimu/domain/contract';
import { type Contract, endedFrom } from '@yimu/domain/contract/state';
import { equity, type equityCommands } from '@yimu/domain/equity';
import { interest } from '@yimu/domain/interest';
import { type EffectiveDate, foldRecorded, type RecordedEvent, type Scope } from '@yimu/domain/kernel';
import { party } from '@yimu/domain/party';
import { holdingsOn, shareholding } from '@yimu/domain/shareholding';
import type { EventStore } from '@yimu/event-store';
import { entityIdFor, readWithin } from '@yimu/server';
import type { z } from 'zod';

type DataOf<T extends keyof typeof equityCommands> = z.output<(typeof equityCommands)[T]>;
export type Whereabouts = Pick<DataOf<'FileEquityTransfer'>, 'home' | 'homes' | 'land'>;
export type Registered = DataOf<'CompleteEquityTransfer'>['registered'];
type BoundClause = DataOf<'NameEquityContracts'>['clauses'][number];

const read = (store: EventStore, stream: string): Promise<RecordedEvent[]> => Array.fromAsync(store.readStream(stream));

/** What a party has and had in companies and land. */
export const interestsOf = async (store: EventStore, partyId: string) => foldRecorded(interest, await read(store, `interests-${partyId}`));

/** Who holds a company, by its own stream. */
export const shareholdingsOf = async (store: EventStore, companyId: string) =>
  foldRecorded(shareholding, await read(store, `shares-${companyId}`));

/** The case itself as the scope may know it. */
export const caseWithin = async (store: EventStore, equityId: string, scope: Scope) =>
  foldRecorded(equity, await readWithin(store, `equity-${equityId}`, scope));

/** The periods in which a thing was had: each from the day it began to the day it ended. */
const periodsOf = (has: readonly { readonly from: EffectiveDate; readonly value: boolean }[]) =>
  has.flatMap(({ from, value }, i) =>
    value && has[i - 1]?.value !== true ? [{ from, until: has.slice(i).find((later) => !later.value)?.from ?? null }] : [],
  );

/** The home and the land of a company, as its party stream tells; undefined when that does not. All its land: the case concerns it all. */
const whereaboutsFrom = async (
  store: EventStore,
  companyId: string,
  history: readonly RecordedEvent[],
): Promise<Whereabouts | undefined> => {
  const company = foldRecorded(party, history);
  if (company.kind === 'absent') return undefined;
  const { list } = await interestsOf(store, companyId);
  const land = list
    .filter(({ kind }) => kind === 'land')
    .flatMap(({ targetId, jurisdictions, has }) =>
      periodsOf(has).map((period) => ({ parcelId: targetId, jurisdictions: [...jurisdictions], ...period })),
    );
  return { home: company.jurisdiction, homes: [...company.homes], land };
};

/** The same, of a company that the scope may know. */
export const whereaboutsWithin = async (store: EventStore, companyId: string, scope: Scope): Promise<Whereabouts | undefined> =>
  whereaboutsFrom(store, companyId, (await readWithin(store, `party-${companyId}`, scope)) ?? []);

/** The same, for what is no caller's request. */
export const whereaboutsOf = async (store: EventStore, companyId: string): Promise<Whereabouts | undefined> =>
  whereaboutsFrom(store, companyId, await read(store, `party-${companyId}`));

/**
 * The structures of the company by the day from which they hold. One that says of a holder both a share and a group, or neither,
 * cannot be compared with a filing and counts as nothing known.
 */
export const registeredOf = async (store: EventStore, companyId: string): Promise<Registered> => {
  const held = await shareholdingsOf(store, companyId);
  return [...new Set(held.entries.map(({ on }) => on))].map((from) => {
    const holdings = holdingsOn(held, from)?.holdings ?? [];
    const plain = holdings.every(({ share, group }) => (share === null) !== (group === null));
    return { from, value: plain ? holdings.map(({ holderId, share }) => ({ holderId, share })) : [] };
  });
};

const scopeOf = { 'contribution-ratio': 'shares', 'equity-structure': 'shares', 'actual-controller': 'control' } as const;

const earlier = (left: EffectiveDate | null, right: EffectiveDate | null): EffectiveDate | null =>
  left === null || (right !== null && right < left) ? right : left;

/** Every wording of the clauses on equity changes, each with its days; none holds after the contract's end. */
const clausesOf = (signed: Contract): readonly BoundClause[] =>
  signed.clauses.flatMap(({ versions }) =>
    versions.flatMap(({ from, value }, i) => {
      const terms = value.content?.terms;
      if (terms?.kind !== 'equity-change-consent') return [];
      const { consentRequired, threshold, lockUntil } = terms;
      const until = earlier(versions[i + 1]?.from ?? null, endedFrom(signed) ?? null);
      const covers = [...new Set(terms.covers.map((covered) => scopeOf[covered]))];
      const { contractId } = signed;
      return [{ contractId, granteeId: signed.particulars.granteeId, consentRequired, threshold, lockUntil, covers, from, until }];
    }),
  );

/** What the contracts ask; undefined when one of them does not exist for the scope. */
export const clausesWithin = async (
  store: EventStore,
  contractIds: readonly string[],
  scope: Scope,
): Promise<BoundClause[] | undefined> => {
  const clauses: BoundClause[] = [];
  for (const contractId of contractIds) {
    const history = await readWithin(store, `contract-${contractId}`, scope);
    const signed = foldRecorded(contract, history);
    if (signed.kind === 'absent') return undefined;
    clauses.push(...clausesOf(signed));
  }
  return clauses;
};

/** The case of a subsidiary under the change of its parent: one per cause and company, whoever files it first. */
export const indirectCaseId = (causedBy: string, companyId: string): string =>
  entityIdFor({ issuer: 'yimu', sub: 'equity', method: 'INDIRECT', path: companyId, key: causedBy });
