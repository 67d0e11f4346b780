declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

export type InstrumentId = Branded<'InstrumentId'>;
export type DimensionId = Branded<'DimensionId'>;
/** What the agency answers, e.g. `WFC1`. */
export type QuestionId = Branded<'QuestionId'>;
/** What is scored, e.g. `PRO3`, which is computed from the question `WFC1`. */
export type ItemId = Branded<'ItemId'>;
export type GateId = Branded<'GateId'>;
export type BandId = Branded<'BandId'>;
export type EvidenceId = Branded<'EvidenceId'>;
export type ReferenceId = Branded<'ReferenceId'>;

export const instrumentId = (id: string): InstrumentId => id as InstrumentId;
export const dimensionId = (id: string): DimensionId => id as DimensionId;
export const questionId = (id: string): QuestionId => id as QuestionId;
export const itemId = (id: string): ItemId => id as ItemId;
export const gateId = (id: string): GateId => id as GateId;
export const bandId = (id: string): BandId => id as BandId;
export const evidenceId = (id: string): EvidenceId => id as EvidenceId;
export const referenceId = (id: string): ReferenceId => id as ReferenceId;
