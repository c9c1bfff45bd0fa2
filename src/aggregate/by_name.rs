//! A map by name, for totals that are kept by the hundred thousand: a tree would take several times the memory.

use std::sync::Arc;

use smallvec::SmallVec;

use super::Absorb;

/// Values by name, sorted by name, side by side; one alone stands in place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ByName<V>(SmallVec<[(Arc<str>, V); 1]>);

impl<V> Default for ByName<V> {
    fn default() -> Self {
        Self(SmallVec::new())
    }
}

impl<V> ByName<V> {
    /// From values with distinct names, in the order of these.
    pub fn from_sorted(values: Vec<(Arc<str>, V)>) -> Self {
        debug_assert!(values.is_sorted_by(|(one, _), (next, _)| one < next));
        Self(values.into())
    }
}

impl<V: Absorb> ByName<V> {
    /// Adds a value to that of a name.
    pub fn add(&mut self, name: &Arc<str>, value: V) {
        match self.0.binary_search_by(|(known, _)| known.cmp(name)) {
            Ok(at) => self.0[at].1.absorb(value),
            Err(at) => self.0.insert(at, (Arc::clone(name), value)),
        }
    }

    /// Gives some names another one, under which values add up.
    pub fn rename<'n>(&mut self, other: impl Fn(&str) -> Option<&'n Arc<str>>) {
        if self.keys().any(|name| other(name).is_some()) {
            for (name, value) in std::mem::take(&mut self.0) {
                self.add(other(&name).unwrap_or(&name), value);
            }
        }
    }
}

impl<V> ByName<V> {
    /// The value of a name.
    pub fn get(&self, name: &str) -> Option<&V> {
        let at = self.0.binary_search_by(|(known, _)| (**known).cmp(name)).ok()?;
        Some(&self.0[at].1)
    }
    /// Names with their values, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &V)> {
        self.0.iter().map(|(name, value)| (&**name, value))
    }
    /// Names, sorted.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.iter().map(|(name, _)| name)
    }
    /// Values to change, by name.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.0.iter_mut().map(|(_, value)| value)
    }
    /// Values, by name.
    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.0.iter().map(|(_, value)| value)
    }
}

impl<V: Absorb> Absorb for ByName<V> {
    fn absorb(&mut self, other: Self) {
        if self.0.is_empty() {
            *self = other;
            return;
        }
        // Both are sorted: one walk, however many names there are.
        let room = self.0.len().max(other.0.len());
        let mut ours = std::mem::replace(&mut self.0, SmallVec::with_capacity(room)).into_iter().peekable();
        for (name, value) in other.0 {
            while let Some(before) = ours.next_if(|(known, _)| *known < name) {
                self.0.push(before);
            }
            match ours.next_if(|(known, _)| *known == name) {
                Some((name, mut total)) => {
                    total.absorb(value);
                    self.0.push((name, total));
                }
                None => self.0.push((name, value)),
            }
        }
        self.0.extend(ours);
    }
}

impl<S: AsRef<str>, V: Absorb> FromIterator<(S, V)> for ByName<V> {
    fn from_iter<I: IntoIterator<Item = (S, V)>>(pairs: I) -> Self {
        let mut few = Self::default();
        for (name, value) in pairs {
            few.add(&Arc::from(name.as_ref()), value);
        }
        few
    }
}
