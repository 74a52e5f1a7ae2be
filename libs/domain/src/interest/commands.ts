import { z } from 'zod';
import { type CommandCatalogue, type CommandOf, jurisdictionCode } from '../kernel/index.ts';
import { interestKinds } from './events.ts';

const interest = z.strictObject({
  partyId: z.uuid(),
  kind: z.enum(interestKinds),
  targetId: z.uuid(),
  jurisdictions: z.array(jurisdictionCode).min(1).meta({ description: 'The places that the company or the parcel concerns' }),
});

export const interestCommands = { RecordInterest: interest, EndInterest: interest } as const satisfies CommandCatalogue;

export type InterestCommand = CommandOf<typeof interestCommands>;
