// What a row of an upload asks for, whatever format it came in.
import type { Rejection } from '@yimu/domain/kernel';

/** How a row names a parcel or an enterprise. */
export const codeKinds = ['id', 'unified-code', 'parcel-code', 'uscc'] as const;
export interface Code {
  readonly kind: (typeof codeKinds)[number];
  readonly text: string;
}

export interface AskedFigure {
  readonly quantity: string;
  readonly value: string;
  readonly unit: string;
}

/** Figures of one subject and year; of one enterprise on it, or of the whole (null). */
export interface Asked {
  readonly subject: Code;
  readonly enterprise: Code | null;
  readonly period: number;
  readonly figures: readonly AskedFigure[];
}

/** A row with its number as printed, and what it asks for or why it asks for nothing. */
export interface AskedRow {
  readonly row: number;
  readonly asked: Asked | Rejection;
}
