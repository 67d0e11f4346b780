/** Where a PostgreSQL answers: an address of the operator's, or the socket of the embedded one. */
export type DatabaseAddress = RemoteAddress | SocketAddress;

export interface RemoteAddress {
  readonly url: string;
}

export interface SocketAddress {
  /** The folder of the socket. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

/** The address in the words of `pg`. */
export function clientConfig(address: DatabaseAddress): { connectionString: string } | SocketAddress {
  return 'url' in address ? { connectionString: address.url } : address;
}

/** The address in the words of TypeORM. */
export function typeOrmTarget(
  address: DatabaseAddress,
): { url: string } | (Omit<SocketAddress, 'user'> & { username: string }) {
  if ('url' in address) return { url: address.url };
  const { user, ...rest } = address;
  return { ...rest, username: user };
}
