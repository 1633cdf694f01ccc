// The part of the browser edition's service worker that keeps what a visit loads, for visits without a network.
// With a network, what comes from there is shown, so a new edition is seen at once. JupyterLite's own part follows:
// it answers what Python asks about the learner's files. `course/lite.py` writes EDITION and ALWAYS above this.
const KEPT = `${registration.scope} ${EDITION}`; // Other books may share this address.

addEventListener("install", (event) => {
  event.waitUntil(caches.open(KEPT).then((kept) => kept.addAll(ALWAYS)));
});

addEventListener("activate", (event) => {
  event.waitUntil(caches.keys().then((names) => Promise.all(
    names.filter((name) => name.startsWith(registration.scope) && name !== KEPT).map((name) => caches.delete(name)),
  )));
});

addEventListener("fetch", (event) => {
  const { pathname } = new URL(event.request.url);
  if (event.request.method !== "GET" || /\/api\/(drive|stdin|service-worker-heartbeat)/.test(pathname)) return;
  event.stopImmediatePropagation();
  event.respondWith(answer(event));
});

addEventListener("message", (event) => {
  event.waitUntil(Promise.all(event.data.loaded.map(keep)));
});

async function answer(event) {
  const { request } = event;
  try {
    const fresh = await fetch(request);
    if (fresh.status === 200) event.waitUntil(put(request, fresh.clone()));
    return fresh;
  } catch (error) {
    const kept = await caches.open(KEPT);
    const found = await kept.match(request) ?? await kept.match(request, { ignoreSearch: true });
    if (found) return found;
    throw error;
  }
}

// What a page had loaded before this worker was there.
async function keep(address) {
  const kept = await caches.open(KEPT);
  if (!await kept.match(address)) await kept.add(address).catch(() => {});
}

async function put(request, response) {
  const kept = await caches.open(KEPT);
  await kept.put(request, response).catch(() => {}); // A full disk is no reason to fail.
}
