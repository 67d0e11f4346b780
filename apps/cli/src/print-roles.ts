import { describeAccess } from '@isonomia/application';
import { print } from './output.js';

/** Who may do what, as the page `docs/roles.md` has it. */
export const printRoles = (): Promise<void> => print(describeAccess());
