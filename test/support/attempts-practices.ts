import { AddPractice, ChangePractice, WithdrawPractice, type AgencyId, type PracticeId } from '@isonomia/application';
import { ENTRY } from './practice.js';
import type { Stage } from './stage.js';

type Act = () => Promise<unknown>;
type Prepare = (stage: Stage, things: { readonly agency: AgencyId }) => Promise<Act>;

async function added(stage: Stage): Promise<PracticeId> {
  const { regionId: region } = await stage.country();
  return (await stage.get(AddPractice).execute(stage.root, { region, entry: ENTRY, publish: true })).practice;
}

/** What those who keep a region do to its entries in the library. */
export const PRACTICE_ACTS: Readonly<Record<string, Prepare>> = {
  AddPractice: async (stage) => {
    const { regionId: region } = await stage.country();
    return () => stage.get(AddPractice).execute(stage.root, { region, entry: ENTRY, publish: true });
  },
  ChangePractice: async (stage) => {
    const practice = await added(stage);
    const entry = { ...ENTRY, what: 'Something else.' };
    return () => stage.get(ChangePractice).execute(stage.root, { practice, entry, publish: false, expected: 1 });
  },
  WithdrawPractice: async (stage) => {
    const practice = await added(stage);
    return () => stage.get(WithdrawPractice).execute(stage.root, { practice });
  },
};

export const PRACTICE_READS: Readonly<Record<string, string>> = {
  ListPractices: 'reads',
  ViewPracticeOffer: 'reads',
};
