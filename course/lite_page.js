// Runs first in a page of the browser edition: the service worker comes early, so it keeps what the page and Python load.
performance.setResourceTimingBufferSize(2000);
navigator.serviceWorker?.addEventListener("controllerchange", tellWhatIsLoaded);
addEventListener("load", tellWhatIsLoaded);
comeEarly().catch(console.warn);

async function comeEarly() {
  const address = new URL("../service-worker.js?enableCache=false", location.href).href; // As JupyterLite calls it.
  // JupyterLite removes a worker whose version it has not written down, and without a network no other would come.
  localStorage.setItem(`${address}-version`, VERSION);
  await navigator.serviceWorker?.register(address);
}

function tellWhatIsLoaded() {
  const loaded = [location.href, ...performance.getEntriesByType("resource").map((entry) => entry.name)];
  navigator.serviceWorker?.controller?.postMessage({ loaded: loaded.filter((name) => name.startsWith("http")) });
}
