/** Why a backup cannot be taken or restored, in a sentence for whoever runs the installation. Nothing was changed. */
export class BackupFault extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BackupFault';
  }
}
