import type { Role } from '@isonomia/application';
import type { Words } from '../shell/words.js';

export const roleName = ({ t }: Words, role: Role): string => t(`page.administration.role.${role}.name`);

/** The agency, else the region, else everywhere. */
export const placeName = (
  { t }: Words,
  { agency, region }: { readonly agency?: string; readonly region?: string },
): string => {
  if (agency !== undefined) return agency;
  return region === undefined
    ? t('page.administration.role-form.everywhere')
    : t('page.administration.role-form.region', { name: region });
};
