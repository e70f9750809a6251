// The mean over anchors, and each anchor's loss as the caller wants it: for CLIP the mean of a pair's
// row and column. One workgroup, a fixed order of sums. Twin: src/compute/cpu/contrastive.rs.

struct Params {
    anchors: u32,
    counted: f32, // those of them that the mean is taken over
    fold: u32, // 1: anchor i also has the loss at i + anchors
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> losses: array<f32>;
@group(0) @binding(2) var<storage, read_write> row_losses: array<f32>;
@group(0) @binding(3) var<storage, read_write> loss: array<f32>;

var<workgroup> sums: array<f32, 64>;

@compute @workgroup_size(64)
fn mean_loss(@builtin(local_invocation_index) thread: u32) {
    var sum = 0.0;
    for (var i = thread; i < params.anchors; i += 64u) {
        var value = losses[i];
        if (params.fold == 1u) { value = 0.5 * (value + losses[i + params.anchors]); }
        row_losses[i] = value;
        sum += value;
    }
    sums[thread] = sum;
    workgroupBarrier();
    if (thread == 0u) {
        var total = 0.0;
        for (var i = 0u; i < 64u; i++) { total += sums[i]; }
        loss[0] = total / params.counted;
    }
}
