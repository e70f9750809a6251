//! Waiting for a buffer to be readable.

use super::device::Health;
use crate::compute::Fault;
use std::future::poll_fn;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Poll, Waker};

#[derive(Default)]
struct Mapping {
    outcome: Option<Result<(), wgpu::BufferAsyncError>>,
    waker: Option<Waker>,
}

/// The first `len` f32 of a staging buffer, after everything that was submitted; the buffer is
/// unmapped again.
pub async fn contents(
    device: &wgpu::Device,
    health: &Health,
    staging: &wgpu::Buffer,
    len: usize,
) -> Result<Vec<f32>, Fault> {
    health.check()?;
    let bytes = ..(len * 4) as u64;
    let shared = Arc::new(Mutex::new(Mapping::default()));
    let callback = shared.clone();
    staging.map_async(wgpu::MapMode::Read, bytes, move |outcome| {
        let mut mapping = callback.lock().unwrap_or_else(PoisonError::into_inner);
        mapping.outcome = Some(outcome);
        if let Some(waker) = mapping.waker.take() {
            waker.wake();
        }
    });
    // The browser calls back by itself; natively somebody must turn the crank.
    if cfg!(not(target_arch = "wasm32"))
        && let Err(why) = device.poll(wgpu::PollType::wait_indefinitely())
    {
        return Err(Fault::Device(why.to_string()));
    }
    let outcome = poll_fn(|context| {
        let mut mapping = shared.lock().unwrap_or_else(PoisonError::into_inner);
        match mapping.outcome.take() {
            Some(outcome) => Poll::Ready(outcome),
            None => {
                mapping.waker = Some(context.waker().clone());
                Poll::Pending
            }
        }
    })
    .await;
    health.check()?;
    outcome.map_err(|_| Fault::Lost("a buffer could not be read".into()))?;
    let view = staging
        .get_mapped_range(bytes)
        .map_err(|why| Fault::Device(why.to_string()))?;
    let words = view.chunks_exact(4);
    let values = words
        .map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]]))
        .collect();
    drop(view);
    staging.unmap();
    Ok(values)
}
