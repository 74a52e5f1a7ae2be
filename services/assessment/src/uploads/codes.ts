// Whom a code of a row means. Codes are streams of their own in the registry: what reserved one names its holder, and that is all that is
// read of another context, by the name of the fact, as the envelope is in parcel-town.ts. Whether the caller may touch what is found is
// asked where the command is decided.
import { parcelCode, type RecordedEvent, uscc } from '@yimu/domain/kernel';
import type { EventStore } from '@yimu/event-store';
import { z } from 'zod';
import type { Code } from './asked-row.ts';

const uuid = z.uuid().toLowerCase();
const ofParcel = z.object({ parcelId: uuid });
const ofEntry = z.object({ entryId: uuid });
const ofParty = z.object({ partyId: uuid });
const annulled = 'BaseMapMatchAnnulled';

/** The last event of these types; undefined when there is none. */
const lastOf = async (store: EventStore, stream: string, types: readonly string[]): Promise<RecordedEvent | undefined> => {
  for await (const event of store.readStream(stream, { direction: 'backwards' })) if (types.includes(event.type)) return event;
  return undefined;
};

/** 宗地代码: it passes on from a parcel that turned out to be a duplicate. */
const byParcelCode = async (store: EventStore, text: string): Promise<string | undefined> => {
  if (!parcelCode.safeParse(text).success) return undefined;
  const held = await lastOf(store, `parcelcode-${text}`, ['ParcelCodeReserved', 'ParcelCodePassed']);
  return ofParcel.safeParse(held?.data).data?.parcelId;
};

/** 统一编码: it is one of a unit of the base map, which is a parcel as long as a match stands. */
const byUnifiedCode = async (store: EventStore, text: string, district: string): Promise<string | undefined> => {
  if (!/^[A-Za-z0-9-]{1,60}$/.test(text)) return undefined;
  const reserved = ofEntry.safeParse((await lastOf(store, `unifiedcode-${district}-${text}`, ['BaseMapCodeReserved']))?.data).data;
  if (reserved === undefined) return undefined;
  const matched = await lastOf(store, `basemap-${reserved.entryId}`, ['BaseMapMatchConfirmed', 'BaseMapUnitEntered', annulled]);
  return matched?.type === annulled ? undefined : ofParcel.safeParse(matched?.data).data?.parcelId;
};

/** 统一社会信用代码. */
const byUscc = async (store: EventStore, text: string): Promise<string | undefined> => {
  if (!uscc.safeParse(text).success) return undefined;
  return ofParty.safeParse((await lastOf(store, `uscc-${text}`, ['UsccReserved']))?.data).data?.partyId;
};

/**
 * The id of what a code means; undefined when nothing has it.
 * @param jurisdiction of the cycle: unified codes are given by districts
 */
export const idOf = async (store: EventStore, { kind, text }: Code, jurisdiction: string): Promise<string | undefined> => {
  switch (kind) {
    case 'id':
      return uuid.safeParse(text).data;
    case 'parcel-code':
      return byParcelCode(store, text);
    case 'unified-code':
      return byUnifiedCode(store, text, jurisdiction.slice(0, 6));
    case 'uscc':
      return byUscc(store, text);
  }
};
