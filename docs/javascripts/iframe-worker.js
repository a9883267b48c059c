// Search is a worker, and pages that are opened as files may not start one. There its script runs in a hidden frame.
if (location.protocol === "file:") {
  window.Worker = class extends EventTarget {
    constructor(url) {
      super();
      const frame = document.createElement("iframe");
      frame.hidden = true;
      document.body.append(frame);
      this.inside = frame.contentWindow;
      this.inside.document.open();
      this.inside.document.write("<!doctype html><title>search</title><body></body>");
      this.inside.document.close();
      this.inside.postMessage = (data) => this.answer(data);
      this.ready = new Promise((resolve, reject) => {
        const script = this.inside.document.createElement("script");
        script.onload = resolve;
        script.onerror = () => reject(new Error(`${url} could not be loaded`));
        script.src = url;
        this.inside.document.body.append(script);
      });
    }

    answer(data) {
      const event = new MessageEvent("message", { data });
      this.dispatchEvent(event);
      if (this.onmessage) this.onmessage(event);
    }

    postMessage(data) {
      const event = () => new this.inside.MessageEvent("message", { data: structuredClone(data) });
      this.ready.then(() => this.inside.dispatchEvent(event()));
    }

    terminate() {
      this.inside.frameElement.remove();
    }
  };
}
