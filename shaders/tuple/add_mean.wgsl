// The mean over anchors and each anchor's loss, set or added to what an earlier loss left.
// One workgroup, a fixed order of sums. Twin: src/compute/cpu/tuple.rs.

struct Params {
    rows: u32,
    add: u32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> losses: array<f32>;
@group(0) @binding(2) var<storage, read_write> row_losses: array<f32>;
@group(0) @binding(3) var<storage, read_write> loss: array<f32>;

var<workgroup> sums: array<f32, 64>;

@compute @workgroup_size(64)
fn add_mean(@builtin(local_invocation_index) thread: u32) {
    var sum = 0.0;
    for (var i = thread; i < params.rows; i += 64u) {
        sum += losses[i];
        if (params.add == 1u) { row_losses[i] += losses[i]; } else { row_losses[i] = losses[i]; }
    }
    sums[thread] = sum;
    workgroupBarrier();
    if (thread == 0u) {
        var total = 0.0;
        for (var i = 0u; i < 64u; i++) { total += sums[i]; }
        let mean = total / f32(params.rows);
        if (params.add == 1u) { loss[0] += mean; } else { loss[0] = mean; }
    }
}
