import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { EntryInput, PersonInput, Role, SessionInput, SettingsInput, WorkshopInput } from '@isonomia/application';
import { parse } from 'yaml';

/** What `region.yaml` holds. The file ships with this code: its shape is a promise of ours, not input. */
export interface DemoRegion {
  readonly region: { readonly name: string; readonly fictional: true };
  readonly countries: readonly { readonly code: string; readonly name: string }[];
  readonly agencies: readonly DemoAgency[];
  readonly people: readonly DemoPerson[];
  /** Added to the library of good practice by the region's coordinator. */
  readonly practices: { readonly coordinator: string; readonly entries: readonly EntryInput[] };
  /** Begins on the day of the load. */
  readonly workshop: DemoWorkshop;
  /** What agencies of the round that is over made of its recommendations. */
  readonly plans: readonly DemoPlan[];
  readonly rounds: {
    readonly over: DemoRound;
    readonly next: { readonly name: string; readonly closesInDays: number };
  };
}

export interface DemoAgency extends SettingsInput {
  readonly key: string;
  /** Code of the country. */
  readonly country: string;
  readonly stockDate: string;
  readonly assessments: readonly DemoAssessment[];
}

export interface DemoAssessment {
  readonly title: string;
  readonly instrument: string;
  readonly version: string;
  readonly variant: string;
  /** Path of an answer file from the project's root. */
  readonly answers: string;
  /** Address of the lead who works on it. */
  readonly startedBy: string;
  readonly state: 'draft' | 'submitted';
  readonly approval?: { readonly name: string; readonly function: string; readonly date: string };
  /** By the ids that the answer file cites. */
  readonly evidence: Readonly<Record<string, DemoCitation>>;
  readonly assignments?: readonly { readonly dimension: string; readonly person: string; readonly due: string }[];
  readonly comments?: readonly { readonly question: string; readonly author: string; readonly text: string }[];
}

interface DemoCitation {
  readonly title: string;
  readonly number?: string;
  readonly date?: string;
  readonly holder?: string;
  readonly page?: string;
  readonly restricted?: boolean;
}

/** A round that is over: everybody handed in, everything was validated. */
export interface DemoRound {
  readonly name: string;
  readonly variant: string;
  readonly agencyTypes: readonly string[];
  readonly reference: { readonly from: string; readonly to: string };
  readonly stockDate: string;
  readonly openedDaysAgo: number;
  readonly closesAfterDays: number;
  readonly coordinator: string;
  readonly reviewer: string;
  readonly approval: { readonly name: string; readonly function: string };
  /** Answers lie beside this file, by the agency's key. */
  readonly agencies: readonly { readonly agency: string; readonly lead: string; readonly shares: string }[];
}

interface DemoWorkshop {
  readonly facilitator: string;
  readonly plan: Omit<WorkshopInput, 'startsOn' | 'endsOn'>;
  /** What the group of guests is called. */
  readonly guests: string;
  /** `day` counts from the first, which is 0. */
  readonly agenda: readonly (Omit<SessionInput, 'day'> & { readonly day: number })[];
  /** By the name of the agency, or of the organisation of a guest. */
  readonly roster: readonly (Pick<PersonInput, 'name' | 'function' | 'sex' | 'language'> & Partial<PersonInput>)[];
}

export interface DemoPlan {
  readonly agency: string;
  readonly lead: string;
  readonly decidedDaysAgo: number;
  /** On the recommendations, in their order. */
  readonly decisions: readonly (DemoTask & {
    readonly decision: string;
    readonly reason?: string;
    readonly adaptedText?: string;
  })[];
  readonly own: readonly (DemoTask & { readonly what: string })[];
}
export interface DemoTask {
  /** Before today where it is less than 0. */
  readonly dueInDays?: number;
  readonly ownerRole?: string;
  readonly ownerName?: string;
  /** Address of an account. */
  readonly owner?: string;
  readonly indicator?: string;
  readonly target?: string;
  readonly reports?: readonly DemoReport[];
}
export interface DemoReport {
  readonly daysAgo: number;
  readonly state: string;
  readonly measured?: string;
  readonly note?: string;
  readonly reason?: string;
  readonly evidence?: {
    readonly title: string;
    readonly number?: string;
    readonly date?: string;
    readonly holder?: string;
  };
}

export interface DemoPerson {
  readonly email: string;
  readonly name: string;
  readonly language: string;
  readonly memberships: readonly DemoMembership[];
}
/** In an agency, in the one region, or everywhere. */
export interface DemoMembership {
  readonly role: Role;
  readonly agency?: string;
  readonly region?: true;
}

export async function readDemoRegion(root: string): Promise<DemoRegion> {
  const file = path.join(root, 'apps', 'cli', 'src', 'demo', 'region.yaml');
  return parse(await readFile(file, 'utf8')) as DemoRegion;
}
