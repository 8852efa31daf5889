/**
 * Cuts the output of `git … -z` at its NUL bytes. What comes after the last one is kept for the next chunk.
 *
 * @param readToken gets each token as bytes, without its NUL
 */
export function createTokenSplitter(readToken: (token: Buffer) => void): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  return (chunk) => {
    const data = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let start = 0;
    for (let end = data.indexOf(0); end >= 0; end = data.indexOf(0, start)) {
      readToken(data.subarray(start, end));
      start = end + 1;
    }
    rest = data.subarray(start);
  };
}
