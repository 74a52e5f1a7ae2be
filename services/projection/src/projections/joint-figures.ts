// Of a parcel that several enterprises share: which inputs of a result are made of what one of them alone may know.
import type { Computed } from '@yimu/domain/assessment/read';
import type { RecordedEvent } from '@yimu/domain/kernel';
import type { SubmissionFact } from '@yimu/domain/submission/events';

type Supplied = Extract<SubmissionFact, { type: 'FigureCorrected' | 'FiguresSupplied' }>;

/** The parcel's own and public: a department or the town said it of the parcel, or it stood in the survey. */
const isPublic = (recorded: RecordedEvent): boolean => {
  const event = recorded as unknown as Supplied;
  const { partyId, supplier } = event.data;
  const isOfForm = event.type === 'FiguresSupplied' && event.data.form !== null && event.data.form !== 'survey';
  return partyId === null && supplier !== '用地主体' && !isOfForm;
};

/**
 * The codes of the inputs that none of the enterprises is told: merged from the figures of several, or of one of them. Who supplied them
 * is looked up in the 体检表; what is not found there is told to none.
 */
export const jointFigures = (inputs: Computed['inputs'], supplied: readonly RecordedEvent[]): readonly string[] => {
  const byId = new Map(supplied.map((event) => [event.id, event]));
  const isOpen = (id: string): boolean => {
    const event = byId.get(id);
    return event !== undefined && (event.type === 'FiguresSupplied' || event.type === 'FigureCorrected') && isPublic(event);
  };
  return inputs.filter(({ events }) => events.length === 0 || !events.every(isOpen)).map(({ quantity }) => quantity);
};
