//! A handle on one experiment, method by method as the API has them. What both tasks have goes to the one that runs;
//! what only one has is refused by the other with a sentence.

use js_sys::{Array, Float32Array, Float64Array, Reflect};
use wasm_bindgen::prelude::*;

use super::backend::Chosen;
use super::error;
use super::metric;
use super::object::Fields;
use super::page::{config_of, to_js, value_of};
use crate::data::Dataset;
use crate::experiment::metric::{MetricCheckpoint, MetricRun};
use crate::experiment::{Checkpoint, Config, Experiment, Picture};

#[wasm_bindgen]
pub struct Run(Task);

enum Task {
    Contrastive(Box<Experiment<Chosen>>),
    Metric(Box<MetricRun<Chosen>>),
}

impl Run {
    pub(super) fn contrastive(experiment: Experiment<Chosen>) -> Run {
        Run(Task::Contrastive(Box::new(experiment)))
    }

    pub(super) fn metric_learning(run: MetricRun<Chosen>) -> Run {
        Run(Task::Metric(Box::new(run)))
    }

    fn current(&self) -> &Config {
        match &self.0 {
            Task::Contrastive(run) => run.config(),
            Task::Metric(run) => run.config(),
        }
    }

    fn dataset(&self) -> &Dataset {
        match &self.0 {
            Task::Contrastive(run) => run.dataset(),
            Task::Metric(run) => run.dataset(),
        }
    }

    fn encoder(&mut self, what: &str) -> Result<&mut Experiment<Chosen>, JsValue> {
        match &mut self.0 {
            Task::Contrastive(run) => Ok(run),
            Task::Metric(_) => Err(error::input(format!(
                "An experiment with task \"metric\" has no {what}; one with task \"contrastive\" has."
            ))),
        }
    }

    fn learned_metric(&mut self, what: &str) -> Result<&mut MetricRun<Chosen>, JsValue> {
        match &mut self.0 {
            Task::Metric(run) => Ok(run),
            Task::Contrastive(_) => Err(error::input(format!(
                "An experiment with task \"contrastive\" has no {what}; one with task \"metric\" has."
            ))),
        }
    }
}

#[wasm_bindgen]
impl Run {
    /// The complete config, live changes included.
    pub fn config(&self) -> Result<JsValue, JsValue> {
        to_js(self.current())
    }

    pub fn info(&self) -> Result<JsValue, JsValue> {
        match &self.0 {
            Task::Contrastive(run) => to_js(&run.info()),
            Task::Metric(run) => to_js(&run.info()),
        }
    }

    pub async fn step(&mut self, count: usize) -> Result<Float32Array, JsValue> {
        let losses = match &mut self.0 {
            Task::Contrastive(run) => run.step(count).await,
            Task::Metric(run) => run.step(count),
        };
        let losses = losses.map_err(error::trouble)?;
        Ok(Float32Array::new_from_slice(&losses))
    }

    pub async fn embeddings(&mut self) -> Result<JsValue, JsValue> {
        let z = match &mut self.0 {
            Task::Contrastive(run) => run.embeddings().await,
            Task::Metric(run) => run.embeddings(),
        };
        let z = z.map_err(error::trouble)?;
        let Dataset { rows, labels, .. } = self.dataset();
        let fields = Fields::new()
            .floats("z", &z)
            .set("rows", *rows)
            .set("dim", z.len() / rows.max(&1));
        Ok(fields.indices("labels", labels).done())
    }

    pub fn points(&self) -> JsValue {
        let (held_out, shown) = match &self.0 {
            Task::Contrastive(run) => (run.held_out(), run.points_picture()),
            Task::Metric(run) => (run.held_out(), run.points_picture()),
        };
        let data = self.dataset();
        let fields = match &self.0 {
            Task::Contrastive(_) => Fields::new().floats("x", &data.x),
            Task::Metric(run) => Fields::new().floats("x", &run.points()),
        };
        let fields = fields
            .set("rows", data.rows)
            .set("dim", data.dim)
            .indices("labels", &data.labels)
            .bytes("split", &held_out);
        picture(fields, &shown).done()
    }

    pub async fn projection(&mut self, dims: usize) -> Result<JsValue, JsValue> {
        let (found, step) = match &mut self.0 {
            Task::Contrastive(run) => (run.projection(dims).await, run.step_count()),
            Task::Metric(run) => (run.projection(dims), run.step_count()),
        };
        let found = found.map_err(error::trouble)?;
        let fields = Fields::new().set("step", step).set("dims", found.dims);
        Ok(picture(fields, &found).done())
    }

    pub async fn metrics(&mut self) -> Result<JsValue, JsValue> {
        match &mut self.0 {
            Task::Contrastive(run) => to_js(&run.metrics().await.map_err(error::trouble)?),
            Task::Metric(run) => to_js(&run.metrics().await.map_err(error::trouble)?),
        }
    }

    pub fn views(&mut self, index: usize) -> Result<JsValue, JsValue> {
        let run = self.encoder("augmented views")?;
        let [first, second] = run.views(index).map_err(error::trouble)?;
        let data = run.dataset();
        let x = &data.x[index * data.dim..][..data.dim];
        let views = Array::of2(
            &Float32Array::from(&first[..]),
            &Float32Array::from(&second[..]),
        );
        Ok(Fields::new()
            .set("index", index)
            .floats("x", x)
            .set("views", views)
            .done())
    }

    /// `anchor` is a data row that has to be in it; `dims` the embedding picture's; `step` the next one, or one before.
    pub async fn batch(
        &mut self,
        anchor: Option<usize>,
        dims: usize,
        step: Option<u32>,
    ) -> Result<JsValue, JsValue> {
        let run = self.encoder("batch")?;
        let found = match step {
            Some(step) => run.batch_of(step, anchor, dims).await,
            None => run.batch_around(anchor, dims).await,
        };
        let batch = found.map_err(error::trouble)?;
        let fields = Fields::new()
            .set("step", batch.step)
            .indices("indices", &batch.indices)
            .set("rows", batch.data_xy.len() / 2)
            .set("dim", batch.dim)
            .floats("view1", &batch.view1)
            .floats("view2", &batch.view2)
            .set("anchors", batch.anchors)
            .set("candidates", batch.candidates)
            .floats("similarity", &batch.similarity)
            .floats("weights", &batch.weights)
            .floats("importance", &batch.importance)
            .floats("pulls", &batch.pulls)
            .bytes("clamped", &batch.clamped)
            .bytes("relation", &batch.relation)
            .indices("anchorPoint", &batch.anchor_point)
            .indices("candidatePoint", &batch.candidate_point)
            .indices("candidateView", &batch.candidate_view)
            .floats("dataXY", &batch.data_xy)
            .floats("embeddingXY", &batch.embedding_xy)
            .floats("z", &batch.z)
            .floats("losses", &batch.losses);
        Ok(fields.done())
    }

    /// What the pretext asks in the next batch, and what is answered.
    pub async fn questions(&mut self) -> Result<JsValue, JsValue> {
        let run = self.encoder("questions")?;
        if let Some(found) = run.questions().await.map_err(error::trouble)? {
            return to_js(&found);
        }
        match run.gaps().await.map_err(error::trouble)? {
            Some(found) => to_js(&found),
            None => Err(error::input(
                "The pretext contrastive asks which views belong together: what is asked is in batch().",
            )),
        }
    }

    /// a is to b as c is to …
    pub async fn analogy(
        &mut self,
        a: usize,
        b: usize,
        c: usize,
        k: usize,
    ) -> Result<JsValue, JsValue> {
        let run = self.encoder("analogies")?;
        let (indices, similarities) = run.analogy([a, b, c], k).await.map_err(error::trouble)?;
        Ok(Fields::new()
            .indices("indices", &indices)
            .floats("similarities", &similarities)
            .done())
    }

    pub async fn neighbors(&mut self, index: usize, k: usize) -> Result<JsValue, JsValue> {
        let found = match &mut self.0 {
            Task::Contrastive(run) => run.neighbors(index, k).await,
            Task::Metric(run) => run.neighbors(index, k).await,
        };
        let (indices, similarities) = found.map_err(error::trouble)?;
        Ok(Fields::new()
            .indices("indices", &indices)
            .floats("similarities", &similarities)
            .done())
    }

    /// The metric A, what it is made of, and what is happening to it.
    pub fn metric(&mut self) -> Result<JsValue, JsValue> {
        let report = self.learned_metric("metric")?.report();
        metric::report(&report.map_err(error::trouble)?)
    }

    /// The objective at every step from `from` on.
    pub fn objectives(&mut self, from: usize) -> Result<JsValue, JsValue> {
        let run = self.learned_metric("objectives")?;
        let geometric = run.config().metric.objective.card.name == "geometric";
        Ok(metric::objectives(&run.objectives(from), geometric))
    }

    /// Squared distances of two points, before and after.
    pub fn pair(&mut self, i: usize, j: usize) -> Result<JsValue, JsValue> {
        let found = self.learned_metric("distances of pairs")?.pair(i, j);
        let [before, after] = found.map_err(error::trouble)?;
        Ok(Fields::new()
            .set("before", before)
            .set("after", after)
            .done())
    }

    /// kNN errors on one seeded split.
    pub async fn trial(&mut self, index: u32) -> Result<JsValue, JsValue> {
        let found = self.learned_metric("trials of metrics")?.trial(index).await;
        metric::trial(&found.map_err(error::trouble)?)
    }

    /// What n labels are worth, in five ways.
    pub async fn labelled(&mut self, n: usize) -> Result<JsValue, JsValue> {
        let found = self.encoder("labels")?.labelled(n).await;
        to_js(&found.map_err(error::trouble)?)
    }

    /// Turns a live knob; the config that results.
    pub async fn set(&mut self, path: String, value: JsValue) -> Result<JsValue, JsValue> {
        let value = value_of(value)?;
        match &mut self.0 {
            Task::Contrastive(run) => run.set(&path, &value).await,
            Task::Metric(run) => run.set(&path, &value),
        }
        .map_err(error::trouble)?;
        self.config()
    }

    pub async fn checkpoint(&mut self) -> Result<JsValue, JsValue> {
        let run = match &mut self.0 {
            Task::Contrastive(run) => run,
            Task::Metric(run) => return metric::checkpoint(&run.checkpoint()),
        };
        let kept = run.checkpoint().await.map_err(error::trouble)?;
        let fields = Fields::new()
            .set("config", to_js(&kept.config)?)
            .set("step", kept.step);
        Ok(fields
            .floats("params", &kept.params)
            .floats("state", &kept.state)
            .done())
    }

    /// Goes on from what `checkpoint` gave; the config that results.
    pub async fn restore(&mut self, kept: JsValue) -> Result<JsValue, JsValue> {
        let get = |key: &str| Reflect::get(&kept, &key.into());
        let step = get("step")?.as_f64().unwrap_or(-1.0);
        if !(0.0..=f64::from(u32::MAX)).contains(&step) || step.fract() != 0.0 {
            return Err(error::input(
                "checkpoint.step must be a whole number from 0.",
            ));
        }
        let (config, step) = (config_of(get("config")?)?, step as u32);
        match &mut self.0 {
            Task::Contrastive(run) => {
                let floats = |key: &str| {
                    let array = get(key)?.dyn_into::<Float32Array>();
                    let wrong =
                        |_| error::input(format!("checkpoint.{key} must be a Float32Array."));
                    array.map_err(wrong).map(|array| array.to_vec())
                };
                let (params, state) = (floats("params")?, floats("state")?);
                let checkpoint = Checkpoint {
                    config,
                    step,
                    params,
                    state,
                };
                run.restore(&checkpoint).await
            }
            Task::Metric(run) => {
                let floats = |key: &str| {
                    let array = get(key)?.dyn_into::<Float64Array>();
                    let wrong =
                        |_| error::input(format!("checkpoint.{key} must be a Float64Array."));
                    array.map_err(wrong).map(|array| array.to_vec())
                };
                let (params, state) = (floats("params")?, floats("state")?);
                run.restore(&MetricCheckpoint {
                    config,
                    step,
                    params,
                    state,
                })
            }
        }
        .map_err(error::trouble)?;
        self.config()
    }

    pub fn digests(&mut self) -> Result<JsValue, JsValue> {
        match &mut self.0 {
            Task::Contrastive(run) => to_js(&run.digests()),
            Task::Metric(run) => to_js(&run.digests()),
        }
    }
}

fn picture(fields: Fields, picture: &Picture) -> Fields {
    let variance = match &picture.variance {
        Some(shares) => shares
            .iter()
            .copied()
            .map(JsValue::from_f64)
            .collect::<Array>()
            .into(),
        None => JsValue::NULL,
    };
    fields.floats("xy", &picture.xy).set("variance", variance)
}
