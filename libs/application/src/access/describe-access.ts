import { ROLES, type Role } from '../actor.js';
import { PLACES_OF_ROLE, rolesGivenBy } from './grants.js';
import { ACTIONS, ASSESSMENT_STATES, grantOf, subjectOf, type Action, type Subject } from './table.js';

const ABOUT_ROLES: Readonly<Record<Role, string>> = {
  administrator: 'runs the installation; reads what was handed in, never a draft',
  coordinator: 'sets up the agencies of a region, invites them to rounds, and sees how far they are',
  facilitator: 'leads a workshop of an agency or a region',
  lead: 'answers for the work of an agency, and submits it',
  contributor: 'answers the dimensions assigned to them',
  reviewer: 'reads what an agency handed in, comments on it, and validates or returns it',
  participant: 'takes part in a workshop of an agency',
  recipient: 'reads the documents made of what was handed in',
};

const ABOUT_SUBJECTS: readonly (readonly [Subject, string])[] = [
  ['installation', 'On the installation'],
  ['region', 'In a region'],
  ['agency', 'On an agency'],
  ['assessment', 'On an assessment'],
];

const INTRODUCTION = `# Who may do what

Made of the one table that the guards read (\`libs/application/src/access/\`); a test fails while this page says anything
else. \`npm run -s isonomia -- roles > docs/roles.md\` writes it anew.

A role counts where it was given: an agency's in that agency, a region's in that region and its agencies, an
administrator's everywhere. What is not listed is refused. Whoever may not see a thing is told that there is none; whoever
sees it and may not act on it is told so. Nobody changes their own roles, and the last administrator stays.`;

/** The access table as a page of Markdown, as the formatter of this project writes it. */
export function describeAccess(): string {
  const parts = [INTRODUCTION, '## Roles', rolesTable()];
  for (const [subject, title] of ABOUT_SUBJECTS) {
    parts.push(`## ${title}`, subject === 'assessment' ? ASSESSMENT_NOTE : '', actionsTable(subject));
  }
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

const ASSESSMENT_NOTE = `An assessment is a draft, then submitted, in review, and validated. **always** stands for all four, **handed in** for the
last three; _assigned_ means: within the dimensions assigned to this person.`;

const rolesTable = (): string =>
  markdownTable([
    ['Role', 'What for', 'Holds in', 'Gives and takes'],
    ...ROLES.map((role) => [
      role,
      ABOUT_ROLES[role],
      PLACES_OF_ROLE[role].join(', '),
      rolesGivenBy(role).join(', ') || '–',
    ]),
  ]);

function actionsTable(subject: Subject): string {
  const actions = ACTIONS.filter((action) => subjectOf(action) === subject);
  const roles = ROLES.filter((role) => actions.some((action) => grantOf(action, role) !== undefined));
  return markdownTable([
    ['Action', ...roles],
    ...actions.map((action) => [`\`${action}\``, ...roles.map((role) => cell(action, role, subject))]),
  ]);
}

function cell(action: Action, role: Role, subject: Subject): string {
  const grant = grantOf(action, role);
  if (grant === undefined) return '–';
  if (subject !== 'assessment') return 'yes';
  const handedIn = ASSESSMENT_STATES.filter((state) => state !== 'draft');
  const states = new Set(grant.states);
  const has = (wanted: readonly string[]): boolean =>
    wanted.length === states.size && ASSESSMENT_STATES.every((state) => states.has(state) === wanted.includes(state));
  const when = has(ASSESSMENT_STATES) ? 'always' : has(handedIn) ? 'handed in' : grant.states.join(', ');
  return grant.assigned === true ? `${when}, _assigned_` : when;
}

/** Columns padded to their widest cell. */
function markdownTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((text, column) => text.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = rows;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
}
