/** A few of something that serves one caller at a time, shared among many callers. */
export interface Pool<Member> {
  /** Waits for the member with the shortest queue, and has it alone for as long as `act` takes. */
  use(act: (member: Member) => Promise<void>): Promise<void>;
}

export function createPool<Member>(members: readonly Member[]): Pool<Member> {
  const queues = members.map((member) => ({ member, last: Promise.resolve(), waiting: 0 }));
  return {
    use: async (act) => {
      const queue = queues.reduce((best, other) => (other.waiting < best.waiting ? other : best));
      const { last } = queue;
      const { promise, resolve } = Promise.withResolvers<void>();
      queue.last = promise;
      queue.waiting += 1;
      try {
        await last;
        await act(queue.member);
      } finally {
        queue.waiting -= 1;
        resolve();
      }
    },
  };
}
