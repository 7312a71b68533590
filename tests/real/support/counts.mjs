// A reporter that says in one line how the whole run ended: "12 passed, 0 failed, 1 skipped".

export default async function* counts(events) {
  for await (const { type, data } of events) {
    if (type !== 'test:summary' || data.file !== undefined) continue;
    const { passed, failed, cancelled, skipped } = data.counts;
    yield `${passed} passed, ${failed + cancelled} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`;
  }
}
