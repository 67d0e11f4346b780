/** Where a PostgreSQL answers: an address of the operator's, or the socket of the embedded one. */
export type DatabaseAddress =
  | { readonly url: string }
  | {
      /** The folder of the socket. */
      readonly host: string;
      readonly port: number;
      readonly user: string;
      readonly password: string;
      readonly database: string;
    };

/** The same address in the words of `pg`. */
export function connectionOptions(
  address: DatabaseAddress,
): { connectionString: string } | Exclude<DatabaseAddress, { url: string }> {
  return 'url' in address ? { connectionString: address.url } : { ...address };
}
