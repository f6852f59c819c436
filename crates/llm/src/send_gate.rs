//! The one moment after which a request may cost something: when it goes out. Whoever sends and whoever gives up agree on it here, without a
//! moment in between. Nothing of a provider is named here.

use std::sync::{
    Arc,
    atomic::{AtomicU8, Ordering},
};

const CLOSED: u8 = 0;
const PASSED: u8 = 1;
const SHUT: u8 = 2;

/// The gate that one request goes out by. Either it is passed or it is shut, whichever comes first, and that stays so: whoever breaks a call off
/// shuts it and knows whether anything can be on the bill. Clones are the same gate.
#[derive(Clone, Debug, Default)]
pub struct SendGate(Arc<AtomicU8>);

impl SendGate {
    /// One that is neither passed nor shut.
    #[must_use]
    pub fn new() -> SendGate {
        SendGate::default()
    }

    /// The request is about to go out. False when it was called back before: then it must not.
    #[must_use]
    pub fn pass(&self) -> bool {
        self.settle(PASSED) == PASSED
    }

    /// Calls the request back. True when nothing went out; then nothing will any more.
    pub fn shut(&self) -> bool {
        self.settle(SHUT) == SHUT
    }

    /// What the gate is from now on.
    fn settle(&self, state: u8) -> u8 {
        match self
            .0
            .compare_exchange(CLOSED, state, Ordering::AcqRel, Ordering::Acquire)
        {
            Ok(_) => state,
            Err(earlier) => earlier,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::SendGate;

    #[test]
    fn what_comes_first_stays() {
        let passed = SendGate::new();
        assert!(passed.pass(), "nobody called it back");
        assert!(!passed.clone().shut(), "too late, for every clone");
        assert!(passed.pass(), "it has gone out, however often it is asked");
        let shut = SendGate::new();
        assert!(shut.shut(), "nothing went out");
        assert!(!shut.clone().pass(), "and nothing will");
        assert!(shut.shut(), "it stays so");
    }

    #[test]
    fn of_two_at_once_one_wins() {
        for _ in 0..500 {
            let gate = SendGate::new();
            let other = gate.clone();
            let sends = thread::spawn(move || other.pass());
            let is_shut = gate.shut();
            assert_ne!(
                sends.join().expect("no panic"),
                is_shut,
                "a request is either sent or free, never both and never neither"
            );
        }
    }
}
