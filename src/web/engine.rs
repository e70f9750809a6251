//! The engine of a worker: one backend, and the computations that are not experiments.

use std::rc::Rc;

use js_sys::{Float32Array, Reflect, Uint8Array, Uint32Array};
use wasm_bindgen::prelude::*;

use super::backend::{Chosen, ChosenProgram};
use super::error;
use super::object::Fields;
use super::page::config_of;
use super::run::Run;
use crate::compute::cpu::Cpu;
use crate::compute::gpu::Gpu;
use crate::compute::{Backend, Buffer, Op, Pass, Plan, Program};
use crate::contrastive::problem::{Options, Problem, Request, finite, length};
use crate::data::own_data::Content;
use crate::experiment::metric::MetricRun;
use crate::experiment::{Experiment, Given, Task};

/// Compiled plans that are kept for the next call of the same shape.
const KEPT: usize = 4;
/// Elements of a plan that is not kept: 64 MiB.
const TOO_LARGE_TO_KEEP: usize = 1 << 24;

/// Somebody's own data as the page hands them over (`www/lab/tables.js`).
fn content_of(given: &JsValue) -> Result<Content, JsValue> {
    let get = |key: &str| Reflect::get(given, &key.into());
    let count = |key: &str| get(key).map(|value| value.as_f64().unwrap_or(0.0) as usize);
    let text = |key: &str| get(key).map(|value| value.as_string().unwrap_or_default());
    let wrong = |_| error::input("The data's x must be a Float32Array, and labels a Uint32Array.");
    let x = get("x")?.dyn_into::<Float32Array>().map_err(wrong)?;
    let labels = get("labels")?.dyn_into::<Uint32Array>().map_err(wrong)?;
    Ok(Content {
        x: x.to_vec(),
        rows: count("rows")?,
        width: count("width")?,
        height: count("height")?,
        features: text("features")?,
        classes: text("classes")?,
        labels: labels.to_vec(),
    })
}

#[wasm_bindgen]
pub struct Engine {
    backend: Rc<Chosen>,
    /// The most recently used last.
    kept: Vec<(Plan, ChosenProgram)>,
}

#[wasm_bindgen]
impl Engine {
    /// `backend` is "cpu" or "webgpu".
    pub async fn open(backend: String) -> Result<Engine, JsValue> {
        let backend = match backend.as_str() {
            "webgpu" => Chosen::Gpu(Gpu::request().await.map_err(error::fault)?),
            _ => Chosen::Cpu(Cpu),
        };
        Ok(Engine {
            backend: Rc::new(backend),
            kept: Vec::new(),
        })
    }

    /// The GPUDevice, or undefined on the CPU.
    pub fn device(&self) -> JsValue {
        let Chosen::Gpu(gpu) = &*self.backend else {
            return JsValue::UNDEFINED;
        };
        gpu.device()
            .as_webgpu()
            .map_or(JsValue::UNDEFINED, |device| JsValue::from(device.clone()))
    }

    /// Opens an experiment; `given` is the text of its data set's file, or empty, or an object with somebody's own data.
    pub async fn experiment(&self, config: JsValue, given: JsValue) -> Result<Run, JsValue> {
        let config = config_of(config)?;
        let file = given.as_string();
        let given = match &file {
            Some(file) => Given::File(file),
            None => Given::Own(content_of(&given)?),
        };
        let backend = self.backend.clone();
        match config.task {
            Task::Contrastive => Experiment::new(backend, config, given)
                .await
                .map(Run::contrastive),
            Task::Metric => MetricRun::new(backend, config, given).map(Run::metric_learning),
        }
        .map_err(error::trouble)
    }

    /// u \[batch, rows, dim\] times v \[batch, cols, dim\]: \[batch, rows, cols\].
    pub async fn similarity(
        &mut self,
        u: Float32Array,
        v: Float32Array,
        batch: usize,
        rows: usize,
        cols: usize,
        dim: usize,
    ) -> Result<Float32Array, JsValue> {
        let sizes = |name, size| [("batch", batch), (name, size), ("dim", dim)];
        length("u", u.length() as usize, &sizes("rows", rows)).map_err(error::input)?;
        length("v", v.length() as usize, &sizes("cols", cols)).map_err(error::input)?;
        let (u, v) = (u.to_vec(), v.to_vec());
        finite("u", &u).map_err(error::input)?;
        finite("v", &v).map_err(error::input)?;

        let mut plan = Plan::default();
        let (from, to) = (plan.buffer("u", u.len()), plan.buffer("v", v.len()));
        let s = plan.buffer("s", batch.saturating_mul(rows).saturating_mul(cols));
        let op = Op::Similarity {
            u: from,
            v: to,
            s,
            batch,
            rows,
            cols,
            dim,
        };
        let pass = plan.pass(Pass {
            ops: vec![op],
            input: None,
            loss: None,
        });
        let inputs = [(from, u.as_slice()), (to, v.as_slice())];
        let (_, values) = self
            .compute(plan, pass, &inputs, s, Float32Array::new_from_slice)
            .await?;
        Ok(values)
    }

    /// The loss and its gradients; what is left out is `undefined`. `given` holds the [`Options`].
    #[allow(clippy::too_many_arguments)] // JavaScript's call, array by array
    pub async fn contrastive_loss(
        &mut self,
        loss: String,
        anchors: Float32Array,
        positives: Option<Float32Array>,
        negatives: Option<Float32Array>,
        labels: Option<Uint32Array>,
        similar: Option<Uint8Array>,
        rows: usize,
        dim: usize,
        given: JsValue,
    ) -> Result<JsValue, JsValue> {
        let options: Options = serde_wasm_bindgen::from_value(given)
            .map_err(|cause| error::input(cause.to_string()))?;
        let elements = |array: &Option<Float32Array>| array.as_ref().map(|a| a.length() as usize);
        let labels = labels.map(|labels| labels.to_vec());
        let similar = similar.map(|similar| similar.to_vec());
        let problem = Problem::new(&Request {
            loss: &loss,
            rows,
            dim,
            anchors: anchors.length() as usize,
            positives: elements(&positives),
            negatives: elements(&negatives),
            labels: labels.as_deref(),
            similar: similar.as_deref(),
            options,
        })
        .map_err(error::input)?;

        let mut raw = vec![0.0; problem.len()];
        let mut filled = 0;
        for part in [Some(anchors), positives, negatives].into_iter().flatten() {
            let end = filled + part.length() as usize;
            part.copy_to(&mut raw[filled..end]);
            filled = end;
        }
        problem.check(&raw).map_err(error::input)?;

        let prepared = problem.plan();
        let mut inputs = vec![(prepared.raw, raw.as_slice())];
        inputs.extend(prepared.marks.map(|buffer| (buffer, problem.marks())));
        let (anchors, positives, negatives) = problem.parts();
        let gradients = |gradient: &[f32]| {
            let part = |range| Float32Array::new_from_slice(&gradient[range]);
            (part(anchors), positives.map(part), negatives.map(part))
        };
        let (losses, (anchors, positives, negatives)) = self
            .compute(
                prepared.plan,
                prepared.pass,
                &inputs,
                prepared.gradient,
                gradients,
            )
            .await?;
        let loss = losses.first().copied().unwrap_or(f32::NAN);
        if !loss.is_finite() {
            return Err(error::input(problem.overflow()));
        }
        let mut result = Fields::new().set("loss", loss).set("gradAnchors", anchors);
        if let Some(positives) = positives {
            result = result.set("gradPositives", positives);
        }
        if let Some(negatives) = negatives {
            result = result.set("gradNegatives", negatives);
        }
        Ok(result.done())
    }
}

impl Engine {
    pub(super) fn backend(&self) -> &Chosen {
        &self.backend
    }

    /// Runs one pass of a plan: its losses, and what `look` makes of what `output` then holds.
    async fn compute<R>(
        &mut self,
        plan: Plan,
        pass: usize,
        inputs: &[(Buffer, &[f32])],
        output: Buffer,
        look: impl FnOnce(&[f32]) -> R,
    ) -> Result<(Vec<f32>, R), JsValue> {
        let mut program = match self.kept.iter().position(|(kept, _)| *kept == plan) {
            Some(index) => self.kept.remove(index).1,
            None => self.backend.compile(&plan).await.map_err(error::fault)?,
        };
        for (buffer, values) in inputs {
            program.write(*buffer, values).map_err(error::fault)?;
        }
        program.run(pass, 1, 1, &[]).map_err(error::fault)?;
        let losses = program.losses().await.map_err(error::fault)?;
        let values = program.view(output, look).await.map_err(error::fault)?;
        if plan.buffers.iter().map(|buffer| buffer.len).sum::<usize>() <= TOO_LARGE_TO_KEEP {
            self.kept.push((plan, program));
            if self.kept.len() > KEPT {
                self.kept.remove(0);
            }
        }
        Ok((losses, values))
    }
}
