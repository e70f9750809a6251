//! One WebGPU device: where it comes from, what it has compiled, and what went wrong with it.

use super::kernel::{self, Kernel, Variant};
use super::program::GpuProgram;
use crate::compute::{Backend, Fault, Plan};
use std::cell::RefCell;
use std::sync::{Arc, Mutex, PoisonError};

type Compiled = (&'static str, Option<Variant>, wgpu::ComputePipeline);

/// A device and its pipelines. Programs keep the device alive; pipelines are compiled once.
pub struct Gpu {
    pub(super) device: wgpu::Device,
    pub(super) queue: wgpu::Queue,
    pub(super) health: Health,
    pipelines: RefCell<Vec<Compiled>>,
}

/// The first fault the device reported, shared with its callbacks.
#[derive(Clone, Default)]
pub struct Health(Arc<Mutex<Option<Fault>>>);

impl Health {
    fn report(&self, fault: Fault) {
        let mut first = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if first.is_none() || matches!(fault, Fault::Lost(_)) {
            *first = Some(fault);
        }
    }

    pub fn check(&self) -> Result<(), Fault> {
        let first = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        first.clone().map_or(Ok(()), Err)
    }
}

impl Gpu {
    /// Asks for an adapter and a device with default limits and no features.
    pub async fn request() -> Result<Self, Fault> {
        let instance = wgpu::Instance::new(wgpu::InstanceDescriptor::new_without_display_handle());
        let adapter = instance
            .request_adapter(&wgpu::RequestAdapterOptions {
                power_preference: wgpu::PowerPreference::HighPerformance,
                ..Default::default()
            })
            .await
            .map_err(|why| Fault::Device(why.to_string()))?;
        let (device, queue) = adapter
            .request_device(&wgpu::DeviceDescriptor::default())
            .await
            .map_err(|why| Fault::Device(why.to_string()))?;
        Ok(Self::from_device(device, queue))
    }

    /// Takes a device that somebody else made.
    pub fn from_device(device: wgpu::Device, queue: wgpu::Queue) -> Self {
        let health = Health::default();
        let lost = health.clone();
        device.set_device_lost_callback(move |reason, message| {
            let why = if message.is_empty() {
                format!("{reason:?}")
            } else {
                message
            };
            lost.report(Fault::Lost(why));
        });
        let refused = health.clone();
        device.on_uncaptured_error(Arc::new(move |error: wgpu::Error| {
            refused.report(Fault::Device(error.to_string()));
        }));
        Self {
            device,
            queue,
            health,
            pipelines: RefCell::default(),
        }
    }

    /// The device itself, for whoever watches over it.
    pub fn device(&self) -> &wgpu::Device {
        &self.device
    }

    /// Gives the device back: everything that runs on it ends with [`Fault::Lost`].
    pub fn destroy(&self) {
        self.device.destroy();
    }

    pub(super) fn pipeline(
        &self,
        kernel: &'static Kernel,
        variant: Option<Variant>,
    ) -> wgpu::ComputePipeline {
        let same = |other: Option<Variant>| match (variant, other) {
            (Some(a), Some(b)) => a.same_text(&b),
            (a, b) => a.is_none() && b.is_none(),
        };
        let known = self.pipelines.borrow();
        if let Some((.., pipeline)) = known.iter().find(|c| c.0 == kernel.entry && same(c.1)) {
            return pipeline.clone();
        }
        drop(known);
        let module = self
            .device
            .create_shader_module(wgpu::ShaderModuleDescriptor {
                label: Some(kernel.entry),
                source: wgpu::ShaderSource::Wgsl(kernel::source(kernel, variant).into()),
            });
        let pipeline = self
            .device
            .create_compute_pipeline(&wgpu::ComputePipelineDescriptor {
                label: Some(kernel.entry),
                layout: None,
                module: &module,
                entry_point: Some(kernel.entry),
                compilation_options: Default::default(),
                cache: None,
            });
        self.pipelines
            .borrow_mut()
            .push((kernel.entry, variant, pipeline.clone()));
        pipeline
    }
}

impl Backend for Gpu {
    type Program = GpuProgram;

    async fn compile(&self, plan: &Plan) -> Result<GpuProgram, Fault> {
        plan.check()?;
        self.health.check()?;
        GpuProgram::new(self, plan)
    }
}
