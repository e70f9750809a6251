// The one GPU device of a worker: what it holds, and when it goes away.

/** Bytes and number of the GPU buffers that have been made and not destroyed. */
export const held = { gpuBytes: 0, buffers: 0 };

/**
 * Counts a device's buffers from here on.
 * @param {GPUDevice} device
 */
function count(device) {
  const create = device.createBuffer.bind(device);
  device.createBuffer = (descriptor) => {
    const buffer = create(descriptor);
    const destroy = buffer.destroy.bind(buffer);
    let size = buffer.size;
    held.gpuBytes += size;
    held.buffers += 1;
    buffer.destroy = () => {
      if (size > 0) held.buffers -= 1;
      held.gpuBytes -= size;
      size = 0;
      return destroy();
    };
    return buffer;
  };
}

/**
 * Watches a device; `gone` is told once it is lost, for whatever reason, or has failed unasked.
 * @param {GPUDevice} device
 * @param {(message: string) => void} gone
 */
export function watch(device, gone) {
  count(device);
  device.lost.then(({ reason, message }) => {
    const why = [reason, message].filter(Boolean).join(": ");
    gone(`The GPU device was lost (${why}).`);
  });
  device.addEventListener("uncapturederror", (event) => {
    event.preventDefault();
    gone(`The GPU device failed (${event.error.message}).`);
  });
}
