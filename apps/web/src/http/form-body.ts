import { parse } from 'node:querystring';
import { EdgeProblem } from './edge-problem.js';

const MAXIMUM_FIELDS = 2_000;

/**
 * The fields of a form. Browsers send every letter that is not plain ASCII as the percent signs of its UTF-8; what cannot
 * be read as that is refused, where the usual parser would keep something else than was sent.
 */
export function parseForm(body: string): Readonly<Record<string, unknown>> {
  let fields = 1;
  for (let at = body.indexOf('&'); at >= 0; at = body.indexOf('&', at + 1)) fields += 1;
  if (fields > MAXIMUM_FIELDS)
    throw new EdgeProblem(400, 'body.too-many-members', `A form may hold ${MAXIMUM_FIELDS} fields.`);
  if (!isReadable(body)) throw new EdgeProblem(400, 'body.not-utf-8', 'The form holds characters that cannot be read.');
  return parse(body, '&', '=', { maxKeys: MAXIMUM_FIELDS });
}

function isReadable(body: string): boolean {
  // Bytes that are no UTF-8 have become this sign by now; a form that means the sign itself writes it in percents.
  if (body.includes('\ufffd')) return false;
  try {
    decodeURIComponent(body);
    return true;
  } catch {
    return false;
  }
}
