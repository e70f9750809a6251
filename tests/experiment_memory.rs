//! Nothing grows with the steps: the bytes that are allocated after 40 steps and after 1,040 are the
//! same. In a file of its own because it counts every allocation of the process.
#![cfg(not(target_arch = "wasm32"))]

use nearfar::compute::cpu::Cpu;
use nearfar::experiment::{Experiment, Value, link};
use pollster::block_on;
use std::alloc::{GlobalAlloc, Layout, System};
use std::rc::Rc;
use std::sync::atomic::{AtomicIsize, Ordering};

struct Counting;

static LIVE: AtomicIsize = AtomicIsize::new(0);

// SAFETY: every call goes to the system's allocator as it came.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        LIVE.fetch_add(layout.size() as isize, Ordering::Relaxed);
        // SAFETY: the caller keeps `alloc`'s contract.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        LIVE.fetch_sub(layout.size() as isize, Ordering::Relaxed);
        // SAFETY: the caller keeps `dealloc`'s contract, and `alloc` gave what the system gave.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

#[test]
fn nothing_grows_with_the_steps() {
    let config = link::decode("v=1&seed=1&data=moons&data.n=200&batch=16").expect("a good link");
    let mut run = block_on(Experiment::new(Rc::new(Cpu), config, "")).expect("it starts");
    let mut look = |steps: usize| {
        for chunk in 0..steps / 20 {
            block_on(run.step(20)).expect("losses");
            block_on(run.metrics()).expect("metrics");
            block_on(run.projection(2)).expect("a picture");
            block_on(run.batch()).expect("a batch");
            let temperature = Value::Number(0.5 + 0.01 * (chunk % 2) as f64);
            block_on(run.set("loss.temperature", &temperature)).expect("live");
        }
        LIVE.load(Ordering::Relaxed)
    };
    let early = look(40);
    let late = look(1000);
    assert!(early > 10_000, "{early} bytes: not counted");
    assert_eq!(late, early, "bytes after 1,040 steps and after 40");
}
