//! A handle on one experiment, method by method as the API has them.

use js_sys::{Array, Float32Array, Reflect};
use wasm_bindgen::prelude::*;

use super::backend::Chosen;
use super::error;
use super::object::Fields;
use super::page::{config_of, to_js, value_of};
use crate::experiment::{Checkpoint, Experiment, Picture};

#[wasm_bindgen]
pub struct Run(Experiment<Chosen>);

impl Run {
    pub(super) fn new(experiment: Experiment<Chosen>) -> Run {
        Run(experiment)
    }
}

#[wasm_bindgen]
impl Run {
    /// The complete config, live changes included.
    pub fn config(&self) -> Result<JsValue, JsValue> {
        to_js(self.0.config())
    }

    pub fn info(&self) -> Result<JsValue, JsValue> {
        to_js(&self.0.info())
    }

    pub async fn step(&mut self, count: usize) -> Result<Float32Array, JsValue> {
        let losses = self.0.step(count).await.map_err(error::trouble)?;
        Ok(Float32Array::new_from_slice(&losses))
    }

    pub async fn embeddings(&mut self) -> Result<JsValue, JsValue> {
        let z = self.0.embeddings().await.map_err(error::trouble)?;
        let rows = self.0.dataset().rows;
        let labels = &self.0.dataset().labels;
        let fields = Fields::new()
            .floats("z", &z)
            .set("rows", rows)
            .set("dim", z.len() / rows.max(1));
        Ok(fields.indices("labels", labels).done())
    }

    pub fn points(&self) -> JsValue {
        let data = self.0.dataset();
        let fields = Fields::new()
            .floats("x", &data.x)
            .set("rows", data.rows)
            .set("dim", data.dim);
        let fields = fields
            .indices("labels", &data.labels)
            .bytes("split", &self.0.held_out());
        picture(fields, &self.0.points_picture()).done()
    }

    pub async fn projection(&mut self, dims: usize) -> Result<JsValue, JsValue> {
        let found = self.0.projection(dims).await.map_err(error::trouble)?;
        let fields = Fields::new()
            .set("step", self.0.step_count())
            .set("dims", found.dims);
        Ok(picture(fields, &found).done())
    }

    pub async fn metrics(&mut self) -> Result<JsValue, JsValue> {
        to_js(&self.0.metrics().await.map_err(error::trouble)?)
    }

    pub fn views(&mut self, index: usize) -> Result<JsValue, JsValue> {
        let [first, second] = self.0.views(index).map_err(error::trouble)?;
        let data = self.0.dataset();
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

    /// `anchor` is a data row that has to be in it; `dims` the embedding picture's.
    pub async fn batch(&mut self, anchor: Option<usize>, dims: usize) -> Result<JsValue, JsValue> {
        let found = self.0.batch_around(anchor, dims).await;
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
            .bytes("relation", &batch.relation)
            .indices("anchorPoint", &batch.anchor_point)
            .indices("candidatePoint", &batch.candidate_point)
            .indices("candidateView", &batch.candidate_view)
            .floats("dataXY", &batch.data_xy)
            .floats("embeddingXY", &batch.embedding_xy)
            .floats("losses", &batch.losses);
        Ok(fields.done())
    }

    pub async fn neighbors(&mut self, index: usize, k: usize) -> Result<JsValue, JsValue> {
        let (indices, similarities) = self.0.neighbors(index, k).await.map_err(error::trouble)?;
        Ok(Fields::new()
            .indices("indices", &indices)
            .floats("similarities", &similarities)
            .done())
    }

    /// Turns a live knob; the config that results.
    pub async fn set(&mut self, path: String, value: JsValue) -> Result<JsValue, JsValue> {
        self.0
            .set(&path, &value_of(value)?)
            .await
            .map_err(error::trouble)?;
        self.config()
    }

    pub async fn checkpoint(&mut self) -> Result<JsValue, JsValue> {
        let kept = self.0.checkpoint().await.map_err(error::trouble)?;
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
        let floats = |key: &str| {
            let array = Reflect::get(&kept, &key.into())?.dyn_into::<Float32Array>();
            let array = array
                .map_err(|_| error::input(format!("checkpoint.{key} must be a Float32Array.")));
            array.map(|array| array.to_vec())
        };
        let step = Reflect::get(&kept, &"step".into())?
            .as_f64()
            .unwrap_or(-1.0);
        if !(0.0..=f64::from(u32::MAX)).contains(&step) || step.fract() != 0.0 {
            return Err(error::input(
                "checkpoint.step must be a whole number from 0.",
            ));
        }
        let checkpoint = Checkpoint {
            config: config_of(Reflect::get(&kept, &"config".into())?)?,
            step: step as u32,
            params: floats("params")?,
            state: floats("state")?,
        };
        self.0.restore(&checkpoint).await.map_err(error::trouble)?;
        self.config()
    }

    pub fn digests(&self) -> Result<JsValue, JsValue> {
        to_js(&self.0.digests())
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
