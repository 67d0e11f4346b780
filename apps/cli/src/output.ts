/** Standard output is a command's result alone; everything said to people goes to standard error. */
export const say = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

/** Resolves when the text has left: ending the process earlier would cut a long result short. */
export const print = (text: string): Promise<void> =>
  new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
