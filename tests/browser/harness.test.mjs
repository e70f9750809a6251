// The harness itself: a collector that collects nothing would let every other test pass.
import { BLANK, assert, browserTest } from "./harness.mjs";

const ALL = ["chromium", "chromium-webgpu", "firefox"];

browserTest("errors of the page are noticed", ALL, async ({ open, page, errors, expect }) => {
  await open(BLANK);
  await page.evaluate(() => {
    setTimeout(() => {
      throw new Error("thrown on purpose");
    });
    console.error("logged on purpose");
    return new Promise((resolve) => setTimeout(resolve, 300));
  });
  assert.ok(errors.some((error) => error.includes("thrown on purpose")), "an uncaught error");
  assert.ok(errors.some((error) => error.includes("logged on purpose")), "a console error");
  expect(/on purpose/);
});

browserTest("a WebGPU adapter is there, and computes", ["chromium-webgpu", "firefox"], async ({ open, page }) => {
  await open(BLANK);
  const sum = await page.evaluate(async () => {
    const adapter = await navigator.gpu?.requestAdapter();
    if (!adapter) return "no adapter";
    const device = await adapter.requestDevice();
    const code = `@group(0) @binding(0) var<storage, read_write> x: array<f32>;
      @compute @workgroup_size(4) fn main(@builtin(global_invocation_id) id: vec3u) { x[id.x] = f32(id.x) + 0.5; }`;
    const compute = { module: device.createShaderModule({ code }), entryPoint: "main" };
    const pipeline = device.createComputePipeline({ layout: "auto", compute });
    const usage = GPUBufferUsage;
    const buffer = device.createBuffer({ size: 16, usage: usage.STORAGE | usage.COPY_SRC });
    const back = device.createBuffer({ size: 16, usage: usage.MAP_READ | usage.COPY_DST });
    const entries = [{ binding: 0, resource: { buffer } }];
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries }));
    pass.dispatchWorkgroups(1);
    pass.end();
    encoder.copyBufferToBuffer(buffer, 0, back, 0, 16);
    device.queue.submit([encoder.finish()]);
    await back.mapAsync(GPUMapMode.READ);
    return Array.from(new Float32Array(back.getMappedRange())).join();
  });
  assert.equal(sum, "0.5,1.5,2.5,3.5");
});

browserTest("without WebGPU there is none", ["chromium"], async ({ open, page }) => {
  await open(BLANK);
  assert.equal(await page.evaluate(async () => (await navigator.gpu?.requestAdapter()) ?? null), null);
});
