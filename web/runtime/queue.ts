// One thing at a time: overlapping calls into ONNX Runtime Web corrupt its memory, so every call waits for the one
// before it, and a failure holds nobody up.
export class Queue {
  private tail: Promise<unknown> = Promise.resolve();
  private waiting = 0;

  /** Jobs that have not ended. */
  get length(): number {
    return this.waiting;
  }

  push<T>(job: () => Promise<T> | T): Promise<T> {
    this.waiting += 1;
    const result = this.tail.then(job);
    this.tail = result.then(
      () => this.left(),
      () => this.left(),
    );
    return result;
  }

  private left(): void {
    this.waiting -= 1;
  }
}
