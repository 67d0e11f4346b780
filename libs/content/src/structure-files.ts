import type { Fault } from '@isonomia/instrument';

export const INSTRUMENT_FILE = 'instrument.yaml';

/** An instrument's structure files as one object, with the way back from a fault to the file it is in. */
export interface StructureFiles {
  /** What `parseInstrument` takes. */
  readonly merged: unknown;
  /** The dimension's file for what stands in one; `instrument.yaml` for all else. */
  readonly fileOf: (id: string) => string;
  readonly fileOfFault: (fault: Fault) => string;
  /** The dimension that an id belongs to, a dimension's own id included. */
  readonly dimensionOf: (id: string) => string | undefined;
}

/** Reads one file of the version; files a fault and answers undefined when it cannot. */
export type OpenFile = (file: string) => Promise<unknown>;

const DIMENSION = /^[A-Za-z][A-Za-z0-9-]{0,39}$/;
const PLACE_OF_DIMENSION = /^dimensions\.(\d+)(?:\.|$)/;

/** `instrument.yaml` lists the dimensions in order; each stands in a file of its name. */
export const readStructure = async (open: OpenFile): Promise<StructureFiles> => {
  const head = await open(INSTRUMENT_FILE);
  const names = dimensionNames(head);
  const dimensions = await Promise.all(names.map((name) => open(dimensionFile(name))));
  const homes = new Map<string, string>();
  names.forEach((name, position) => {
    for (const id of [name, ...idsIn(dimensions[position])]) homes.set(id, name);
  });
  const fileOf = (id: string): string => {
    const home = homes.get(id);
    return home === undefined ? INSTRUMENT_FILE : dimensionFile(home);
  };
  return {
    merged: isRecord(head) && Array.isArray(head['dimensions']) ? { ...head, dimensions } : head,
    fileOf,
    fileOfFault: ({ path, detail }) => {
      const name = names[Number(PLACE_OF_DIMENSION.exec(path)?.[1] ?? -1)];
      return name === undefined ? fileOf(String(detail['id'] ?? '')) : dimensionFile(name);
    },
    dimensionOf: (id) => homes.get(id),
  };
};

const dimensionFile = (name: string): string => `dimensions/${name}.yaml`;

const isRecord = (raw: unknown): raw is Readonly<Record<string, unknown>> =>
  typeof raw === 'object' && raw !== null && !Array.isArray(raw);

/** Names become paths, so nothing but a plain id is followed. */
const dimensionNames = (head: unknown): readonly string[] => {
  const listed = isRecord(head) ? head['dimensions'] : undefined;
  if (!Array.isArray(listed)) return [];
  return listed.map((name: unknown) => (typeof name === 'string' && DIMENSION.test(name) ? name : 'unnamed'));
};

const idsIn = (dimension: unknown): readonly string[] => {
  if (!isRecord(dimension)) return [];
  return ['questions', 'items'].flatMap((kind) => {
    const entries = dimension[kind];
    if (!Array.isArray(entries)) return [];
    return entries
      .map((entry: unknown) => (isRecord(entry) ? entry['id'] : undefined))
      .filter((id) => typeof id === 'string');
  });
};
