import { NotFound, type WorkshopView } from '@isonomia/application';

/** Pages with people on them are for those who lead the workshop; whoever only sees that it is held finds none. */
export function demandLeads(view: WorkshopView): WorkshopView {
  if (!view.may.lead) throw new NotFound('workshop');
  return view;
}
