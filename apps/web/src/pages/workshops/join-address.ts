import type { Installation } from '@isonomia/application';
import { ROUTES } from '../../paths.js';

/** Where phones join: what the code on paper holds, and what people type. */
export function joinAddress(
  { publicUrl, lan }: Pick<Installation, 'publicUrl' | 'lan'>,
  code?: string,
): { readonly full: string; readonly said: string } {
  const address = `${lan?.addresses[0] ?? publicUrl}${ROUTES.join}`;
  const query = code === undefined ? '' : `?${new URLSearchParams({ code }).toString()}`;
  return { full: address + query, said: address.replace(/^https?:\/\//, '') };
}
