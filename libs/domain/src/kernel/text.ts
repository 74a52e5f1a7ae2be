// Printed words as they come from documents. The ledger keeps well-formed Unicode without control characters, because neither
// RFC 8785 nor the read models' database can hold anything else. Tabs and line breaks inside a cell are part of the print.
import { z } from 'zod';

const isPrintable = (text: string): boolean => text.isWellFormed() && !/[^\P{Cc}\t\n\r]/u.test(text);
const message = 'expected text without control characters';

/** A printed text that must say something: trimmed, 1 to `longest` UTF-16 units. */
export const text = (longest: number) => z.string().trim().min(1).max(longest).refine(isPrintable, message);

/** A raw cell, spaces and emptiness included: 0 to `longest` UTF-16 units. */
export const rawText = (longest: number) => z.string().max(longest).refine(isPrintable, message);
