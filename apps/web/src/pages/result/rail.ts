import type { AssessmentState } from '@isonomia/application';
import { href, ROUTES } from '../../paths.js';
import type { Words } from '../shell/words.js';

type RailPlace = 'questions' | 'check' | 'result' | 'recommendations' | 'documents' | 'agency';

export interface RailOf {
  readonly assessment: string;
  readonly agency: string;
  readonly state: AssessmentState;
  readonly current: RailPlace;
}

export interface RailLink {
  readonly label: string;
  readonly href: string;
  readonly isCurrent: boolean;
}

/** The parts of an assessment once there is something to see of it; answers are checked only before they are handed in. */
export function railOf({ t }: Words, { assessment, agency, state, current }: RailOf): readonly RailLink[] {
  const addresses: readonly (readonly [RailPlace, string])[] = [
    ['questions', href(ROUTES.assessment, { assessment })],
    ...(state === 'draft' ? [['check', href(ROUTES.check, { assessment })] as const] : []),
    ['result', href(ROUTES.result, { assessment })],
    ['recommendations', href(ROUTES.recommendations, { assessment })],
    ['documents', href(ROUTES.documents, { assessment })],
    ['agency', href(ROUTES.agency, { agency })],
  ];
  return addresses.map(([place, address]) => ({
    label: t(`page.result.rail.${place}`),
    href: address,
    isCurrent: place === current,
  }));
}
