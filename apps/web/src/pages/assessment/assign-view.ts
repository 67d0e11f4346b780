import { Forbidden, NotFound, type AssessmentView } from '@isonomia/application';
import type { Fault } from '@isonomia/instrument';
import { href, ROUTES } from '../../paths.js';
import { errorsOf } from '../shell/faults.js';
import { choiceField, field, summaryOf } from '../shell/fields.js';
import type { Words } from '../shell/words.js';

interface AssignState {
  readonly dimension: string;
  readonly form: { readonly user: string; readonly due: string } | undefined;
  readonly faults: readonly Fault[];
}

/** To whom it is given now. Throws where there is no such part, or it is not this person's to give. */
function assignedIn(view: AssessmentView, dimension: string): { readonly user: string; readonly due: string } {
  const line = view.dimensions.find((one) => one.dimension === dimension);
  if (line === undefined) throw new NotFound('dimension');
  if (!view.may.assign) throw new Forbidden('assessment.assign');
  return { user: line.assignment?.userId ?? '', due: line.assignment?.due ?? '' };
}

/** To whom a part is given, and by when. */
export function assignView(words: Words, view: AssessmentView, { dimension, form, faults }: AssignState) {
  const { t } = words;
  const given = form ?? assignedIn(view, dimension);
  const parameters = { assessment: view.assessment.id, dimension };
  const label = (path: string): string => t(`page.assessment.assign.${path === 'due' ? 'due' : 'user'}`);
  const errors = errorsOf(words, faults, { field: (path) => path, label });
  const able = view.colleagues.filter(({ roles }) => roles.some((role) => role === 'lead' || role === 'contributor'));
  return {
    title: t('page.assessment.assign.title', { title: t(`${dimension}.title`) }),
    crumbs: [
      { href: href(ROUTES.agency, { agency: view.agency.id }), label: view.agency.name },
      { href: href(ROUTES.assessment, { assessment: view.assessment.id }), label: view.assessment.title },
    ],
    errors: summaryOf(errors),
    action: href(ROUTES.assign, parameters),
    alone: able.length < 2,
    user: choiceField(
      'user',
      label('user'),
      [
        { value: '', label: t('page.assessment.assign.nobody') },
        ...able.map(({ userId, name, roles }) => ({
          value: userId,
          label: name,
          about: words.format.list(roles.map((role) => t(`page.agency.home.role.${role}`))),
        })),
      ],
      { value: given.user, errors },
    ),
    due: field('due', label('due'), {
      type: 'date',
      width: 'width-date',
      value: given.due,
      hint: t('page.assessment.assign.due-hint'),
      optional: true,
      errors,
    }),
  };
}
