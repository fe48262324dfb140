// Node ends itself by abort() where its heap is full; as process 1 that looks like a segmentation fault.
const cache = [];
for (;;) {
  cache.push(new Array(1e5).fill({}));
}
