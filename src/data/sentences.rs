//! A toy language: sentences from templates whose slots are filled from lists of words.
//!
//! Words of a list can stand for one another, so they keep the same company, and that is all that word prediction has to
//! find. Three agreements are there to be found too: kings and queens live in other places than boys and girls; Paris goes
//! with what is French; and who loved a film calls it by a good word. The last one makes opinions of sentences readable
//! from few labels: words for good and bad that never had a label are known by whom they stand with.

use super::{Card, Corpus, Form, Opinion, Recommended, knobs};
use crate::rng::{Rng, Stream};

/// The categories, and their words.
const CATEGORIES: [(&str, &[&str]); 15] = [
    ("animals", ANIMALS),
    ("foods", FOODS),
    ("drinks", DRINKS),
    ("people", PEOPLE),
    (
        "places",
        &[
            "street",
            "coast",
            "hills",
            "garden",
            "park",
            "palace",
            "castle",
            "school",
            "playground",
            "shop",
            "market",
        ],
    ),
    ("cities", &CITIES),
    ("countries", &COUNTRIES),
    ("nationalities", &NATIONALITIES),
    ("works", WORKS),
    ("good words", GOOD),
    ("bad words", BAD),
    (
        "watching",
        &["watched", "saw", "loved", "praised", "hated", "mocked"],
    ),
    ("reactions", &["smiled", "laughed", "wept", "left"]),
    (
        "doing",
        &[
            "ate", "tasted", "drank", "sipped", "walked", "sat", "played",
        ],
    ),
    (
        "function words",
        &[
            "the", "this", "his", "her", "our", "their", "he", "she", "we", "they", "in", "near",
            "outside", "was", "seemed", "felt", "and", "so", "then",
        ],
    ),
];

const ANIMALS: &[&str] = &["cat", "dog", "horse", "bird"];
const FOODS: &[&str] = &["bread", "cheese", "rice", "cake"];
const DRINKS: &[&str] = &["milk", "water", "tea", "coffee"];
const PEOPLE: &[&str] = &["man", "woman", "boy", "girl", "king", "queen"];
const WORKS: &[&str] = &["film", "play", "show", "concert"];
const GOOD: &[&str] = &[
    "great",
    "lovely",
    "wonderful",
    "brilliant",
    "charming",
    "superb",
];
const BAD: &[&str] = &["lousy", "boring", "terrible", "dull", "dreadful", "stupid"];
const CITIES: [&str; 3] = ["paris", "rome", "madrid"];
const COUNTRIES: [&str; 3] = ["france", "italy", "spain"];
const NATIONALITIES: [&str; 3] = ["french", "italian", "spanish"];
/// Where a person lives: men and women, boys and girls, kings and queens.
const HOMES: [[&str; 2]; 3] = [
    ["shop", "market"],
    ["school", "playground"],
    ["palace", "castle"],
];
/// Who, and whose.
const PRONOUNS: [(&str, &str); 4] = [
    ("he", "his"),
    ("she", "her"),
    ("we", "our"),
    ("they", "their"),
];

/// Slots that take any word of a list.
const SLOTS: [(&str, &[&str]); 13] = [
    ("animal", ANIMALS),
    ("food", FOODS),
    ("drink", DRINKS),
    ("work", WORKS),
    ("det", &["the", "this"]),
    ("prep", &["in", "near", "outside"]),
    ("conj", &["and", "so", "then"]),
    ("was", &["was", "seemed", "felt"]),
    ("eat", &["ate", "tasted"]),
    ("sip", &["drank", "sipped"]),
    ("watch", &["watched", "saw"]),
    ("move", &["walked", "sat", "played"]),
    ("wild", &["garden", "park"]),
];

/// How often, and what. Slots without a list agree with one another, see [`Speaker`].
const TEMPLATES: [(u32, &str); 16] = [
    (3, "{det} {animal} {eat} {det} {food} {prep} {det} {wild}"),
    (3, "{det} {animal} {sip} {det} {drink} {prep} {det} {wild}"),
    (3, "{det} {animal} {move} {prep} {det} {wild}"),
    (4, "{prep} {det} {home} {det} {person} {eat} {poss} {food}"),
    (4, "{prep} {det} {home} {det} {person} {sip} {poss} {drink}"),
    (6, "{prep} {poss} {home} {det} {person} {move}"),
    (4, "{pron} {eat} {pdet} {food} {prep} {pdet} {wild}"),
    (4, "{pron} {sip} {pdet} {drink} {prep} {pdet} {wild}"),
    (6, "{pron} {move} {prep} {pdet} {town} {prep} {city}"),
    (6, "{pron} {move} {prep} {pdet} {land} {prep} {country}"),
    (4, "{pron} {eat} {nation} {food} {prep} {place}"),
    (4, "{pron} {sip} {nation} {drink} {prep} {place}"),
    (3, PLAIN[0]),
    (4, PLAIN[1]),
    (7, "{pron} {judge} {pdet} {opinion} {work}"),
    (7, "{det} {work} {was} {opinion} {conj} {pron} {react}"),
];

/// Templates whose only sign of an opinion is the word for it.
const PLAIN: [&str; 2] = [
    "{det} {work} {was} {opinion}",
    "{pron} {watch} {pdet} {opinion} {work}",
];

/// Sentences whose opinion may be told, and those it is asked of.
const TOLD: u32 = 40;
const ASKED: u32 = 200;

/// a is to b as c is to d.
const ANALOGIES: [[&str; 4]; 6] = [
    ["man", "woman", "king", "queen"],
    ["boy", "girl", "king", "queen"],
    ["man", "woman", "boy", "girl"],
    ["paris", "france", "rome", "italy"],
    ["rome", "italy", "madrid", "spain"],
    ["madrid", "spain", "paris", "france"],
];

pub static CARD: Card = Card {
    name: "sentences",
    title: "A toy language",
    about: "Generated sentences of 90 words. Nobody says which words belong together; who predicts them finds out.",
    source: "Generated",
    license: "",
    file: None,
    form: Form::Text,
    image: None,
    knobs: &[knobs::whole(
        "sentences",
        "",
        "sentences",
        (100, 1000, 5000),
        "How many sentences there are to learn from.",
    )],
    recommended: Recommended {
        hidden: &[],
        batch: 128,
        ..Recommended::TOY
    },
    make: |values, seed, _| {
        let [count] = *values else {
            return Err(super::knob_count(&CARD));
        };
        let words: Vec<&str> = CATEGORIES
            .iter()
            .flat_map(|(_, words)| *words)
            .copied()
            .collect();
        let labels = (0..)
            .zip(&CATEGORIES)
            .flat_map(|(label, (_, words))| words.iter().map(move |_| label));
        let number = |word: &str| words.iter().position(|known| *known == word).unwrap_or(0) as u32;
        let numbers = |words: Vec<&str>| words.into_iter().map(number).collect::<Vec<u32>>();
        let sentence = |index| {
            let mut rng = Rng::at(seed, Stream::Data, index);
            let template = any_template(&mut rng);
            let speaker = Speaker::new(&mut rng, [GOOD, BAD]);
            numbers(speaker.say(template, &mut rng))
        };
        let names = words.iter().map(|word| (*word).to_owned()).collect();
        let mut corpus = Corpus::of(names, (0..count as u32).map(sentence).collect());
        // Half of the words for good and bad are never told of.
        let mut rng = Rng::new(seed, Stream::Opinions);
        let [good, bad] = [GOOD, BAD].map(|words| {
            let mut words = words.to_vec();
            rng.shuffle(&mut words);
            words
        });
        corpus.opinions = (0..TOLD + ASKED)
            .map(|index| {
                let hidden = index >= TOLD;
                let mut rng = Rng::at(seed, Stream::Opinions, index + 1);
                let template = PLAIN[rng.below(2) as usize];
                let speaker = Speaker::new(&mut rng, [half(&good, hidden), half(&bad, hidden)]);
                Opinion {
                    good: speaker.good,
                    hidden,
                    sentence: numbers(speaker.say(template, &mut rng)),
                }
            })
            .collect();
        // From each corner of the parallelogram.
        corpus.analogies = ANALOGIES
            .iter()
            .flat_map(|&[a, b, c, d]| [[a, b, c, d], [b, a, d, c], [c, d, a, b], [d, c, b, a]])
            .map(|words| words.map(number))
            .collect();
        let class_names = CATEGORIES.map(|(name, _)| name.to_owned()).to_vec();
        Ok(corpus.dataset(labels.collect(), class_names))
    },
};

fn any_template(rng: &mut Rng) -> &'static str {
    let all: u32 = TEMPLATES.iter().map(|(weight, _)| weight).sum();
    let mut at = rng.below(all);
    for (weight, template) in TEMPLATES {
        if at < weight {
            return template;
        }
        at -= weight;
    }
    TEMPLATES[0].1
}

/// The words that may be told of, or those that are hidden.
fn half<'a>(words: &'a [&'static str], hidden: bool) -> &'a [&'static str] {
    let (told, asked) = words.split_at(words.len() / 2);
    if hidden { asked } else { told }
}

fn any<T: Copy>(words: &[T], rng: &mut Rng) -> T {
    words[rng.below(words.len() as u32) as usize]
}

/// What the words of one sentence agree about.
struct Speaker<'a> {
    person: usize,
    pronoun: (&'static str, &'static str),
    /// A city or a country, by its number.
    place: usize,
    in_city: bool,
    good: bool,
    opinions: &'a [&'static str],
}

impl<'a> Speaker<'a> {
    /// Who has an opinion, says so with one of the `[good, bad]` words.
    fn new(rng: &mut Rng, [good, bad]: [&'a [&'static str]; 2]) -> Self {
        let likes = rng.below(2) == 1;
        Self {
            person: rng.below(PEOPLE.len() as u32) as usize,
            pronoun: any(&PRONOUNS, rng),
            place: rng.below(CITIES.len() as u32) as usize,
            in_city: rng.below(2) == 1,
            good: likes,
            opinions: if likes { good } else { bad },
        }
    }

    fn say(&self, template: &'static str, rng: &mut Rng) -> Vec<&'static str> {
        template
            .split(' ')
            .map(|slot| self.word(slot.trim_matches(['{', '}']), rng))
            .collect()
    }

    fn word(&self, slot: &'static str, rng: &mut Rng) -> &'static str {
        let like =
            |good: [&'static str; 2], bad: [&'static str; 2]| if self.good { good } else { bad };
        match slot {
            "person" => PEOPLE[self.person],
            "home" => any(&HOMES[self.person / 2], rng),
            // Men come before women.
            "poss" => PRONOUNS[self.person % 2].1,
            "pron" => self.pronoun.0,
            "pdet" if rng.below(2) == 1 => self.pronoun.1,
            "pdet" => self.word("det", rng),
            "place" if self.in_city => CITIES[self.place],
            "place" => COUNTRIES[self.place],
            "nation" => NATIONALITIES[self.place],
            "city" => any(&CITIES, rng),
            "country" => any(&COUNTRIES, rng),
            "town" => any(&["street", "garden", "park"], rng),
            "land" => any(&["coast", "hills"], rng),
            "opinion" => any(self.opinions, rng),
            "judge" => any(&like(["loved", "praised"], ["hated", "mocked"]), rng),
            "react" => any(&like(["smiled", "laughed"], ["wept", "left"]), rng),
            _ => {
                let list = SLOTS.iter().find(|(name, _)| *name == slot);
                list.map_or(slot, |(_, words)| any(words, rng))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Kind;

    #[test]
    fn every_word_of_the_language_is_known_and_said() {
        let data = CARD.build(&[1000.0], 1, "").expect("sentences");
        let Kind::Words(corpus) = &data.kind else {
            panic!("words")
        };
        assert_eq!((data.rows, data.classes()), (90, 15));
        let mut said = vec![0; data.rows];
        for &word in corpus.sentences.iter().flatten() {
            said[word as usize] += 1;
        }
        assert!(said.iter().all(|&count| count > 10), "{said:?}");
        let text = |sentence: &[u32]| -> Vec<&str> {
            sentence
                .iter()
                .map(|&word| &*corpus.words[word as usize])
                .collect()
        };
        // Word 0 would also be what an unknown one becomes.
        for sentence in &corpus.sentences {
            let words = text(sentence);
            assert!((4..=8).contains(&words.len()), "{words:?}");
            for (boy, school) in [("queen", "palace castle"), ("boy", "school playground")] {
                let home = school.split(' ').any(|home| words.contains(&home));
                assert!(!words.contains(&boy) || home, "{words:?}");
            }
            let praised = ["loved", "praised"].iter().any(|verb| words.contains(verb));
            assert!(
                !praised || GOOD.iter().any(|good| words.contains(good)),
                "{words:?}"
            );
        }
        let cats = corpus
            .sentences
            .iter()
            .filter(|sentence| sentence.contains(&0))
            .count();
        assert!((10..100).contains(&cats), "{cats}");
    }

    #[test]
    fn opinions_that_are_asked_have_words_of_their_own() {
        let data = CARD.build(&[200.0], 3, "").expect("sentences");
        let Kind::Words(corpus) = &data.kind else {
            panic!("words")
        };
        let words_of = |hidden: bool| -> Vec<u32> {
            let opinions = corpus
                .opinions
                .iter()
                .filter(|opinion| opinion.hidden == hidden);
            let words = opinions.flat_map(|opinion| opinion.sentence.clone());
            let names = [GOOD, BAD].concat();
            words
                .filter(|&word| names.contains(&&*corpus.words[word as usize]))
                .collect()
        };
        let (told, asked) = (words_of(false), words_of(true));
        assert_eq!((told.len(), asked.len()), (40, 200), "one in each sentence");
        assert!(told.iter().all(|word| !asked.contains(word)));
        assert_eq!(corpus.analogies.len(), 24);
    }
}
