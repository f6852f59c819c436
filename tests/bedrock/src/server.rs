//! The server as tests hold it: starts, tells where it is and what arrived, and stops when it is dropped. What happens on a connection is in
//! `connection.rs`. Runs on a thread and a runtime of its own, so that tests without a runtime can use it.

use std::{
    collections::BTreeMap,
    io,
    net::{Ipv4Addr, SocketAddr},
    sync::Arc,
    thread::JoinHandle,
    time::Duration,
};

use tokio::{net::TcpListener, sync::watch};

use crate::{calls::Call, connection, script::Script, state::Shared};

/// A server that runs until it is dropped.
pub struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
    stop: watch::Sender<bool>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Starts on a free port of the loopback interface.
    ///
    /// # Panics
    /// When no port or thread is to be had; [`Server::start_on`] does not panic.
    #[must_use]
    #[expect(
        clippy::expect_used,
        reason = "a test without a server has to fail at once"
    )]
    pub fn start(script: Script) -> Server {
        Server::start_on(0, script, false).expect("a free port of the loopback interface")
    }

    /// Starts on a port; `loud` writes a line for each call to stderr.
    ///
    /// # Errors
    /// When the port is taken, or no thread can be started.
    pub fn start_on(port: u16, script: Script, loud: bool) -> io::Result<Server> {
        // Bound and built here, so that what fails is told; run on the thread alone, because the caller may be inside of a runtime itself.
        let listener = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        let shared = Arc::new(Shared::new(script, loud));
        let (stop, stopped) = watch::channel(false);
        let for_thread = Arc::clone(&shared);
        let thread = std::thread::Builder::new()
            .name("fake-bedrock".to_owned())
            .spawn(move || runtime.block_on(accept(listener, for_thread, stopped)))?;
        Ok(Server {
            address,
            shared,
            stop,
            thread: Some(thread),
        })
    }

    /// The endpoint, for example `http://127.0.0.1:40123`.
    #[must_use]
    pub fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What arrived until now, in order.
    #[must_use]
    pub fn calls(&self) -> Vec<Call> {
        self.shared.state().calls.clone()
    }

    /// How many calls arrived until now.
    #[must_use]
    pub fn call_count(&self) -> usize {
        self.shared.state().calls.len()
    }

    /// Answers by another script from its first step on. Calls under way are not touched; those noted are kept.
    pub fn set_script(&self, script: Script) {
        self.shared.state().set_script(script);
    }

    /// Environment variables that lead an AWS client here, with keys that are made up.
    #[must_use]
    pub fn environment(&self) -> BTreeMap<&'static str, String> {
        BTreeMap::from([
            ("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", self.endpoint()),
            ("AWS_REGION", "us-east-1".to_owned()),
            ("AWS_ACCESS_KEY_ID", "AKIAFAKEFAKEFAKEFAKE".to_owned()),
            ("AWS_SECRET_ACCESS_KEY", "made-up".to_owned()),
        ])
    }

    /// Waits until somebody ends the process or the listener fails.
    pub fn wait(mut self) {
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.stop.send(true);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

async fn accept(
    listener: std::net::TcpListener,
    shared: Arc<Shared>,
    mut stopped: watch::Receiver<bool>,
) {
    let Ok(listener) = TcpListener::from_std(listener) else {
        return;
    };
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    let shared = Arc::clone(&shared);
                    tokio::spawn(async move {
                        // A connection that breaks is the client's business; what it was about is in the calls.
                        let _ = connection::serve(stream, &shared).await;
                    });
                }
                // Out of descriptors, for example: the next moment may be better.
                Err(_) => tokio::time::sleep(Duration::from_millis(5)).await,
            },
            _ = stopped.changed() => return,
        }
    }
}
