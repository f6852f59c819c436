//! The encrypted file: round trips, wrong passphrases, damage.

use std::fs;

use secrecy::SecretString;

use super::{CANARY, bearer, files_with, keys, plain};
use crate::{
    Home,
    vault::{FileState, Held, Place, Vault, VaultError, file::EncryptedFile},
};

fn passphrase(text: &str) -> SecretString {
    SecretString::from(text)
}

const GOOD: &str = "correct horse battery";

/// A home with a file of keys in it.
fn stored() -> (tempfile::TempDir, Home) {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::under(folder.path());
    file_of(&home)
        .put(keys(Some("token")), passphrase(GOOD))
        .unwrap();
    (folder, home)
}

/// The file alone, without the keyring of the machine that runs the tests.
fn file_of(home: &Home) -> EncryptedFile {
    EncryptedFile::without_work(home.config.join("credentials.age"))
}

fn found(file: &EncryptedFile) -> Option<Vec<String>> {
    file.get().unwrap().as_ref().map(plain)
}

#[test]
fn a_file_is_opened_with_its_passphrase_and_with_no_other() {
    let (folder, home) = stored();
    let path = home.config.join("credentials.age");
    assert_eq!(
        files_with(folder.path(), CANARY),
        [""; 0],
        "never in plain text"
    );
    assert_eq!(
        files_with(folder.path(), "AKIAIOSFODNN7EXAMPLE"),
        [""; 0],
        "nor is the id"
    );

    let file = file_of(&home);
    assert_eq!(
        file.state(),
        FileState::Locked,
        "a new process was not told"
    );
    assert_eq!(
        file.get().unwrap_err(),
        VaultError::FileLocked { file: path.clone() },
        "so it has to be unlocked"
    );
    assert_eq!(
        file.unlock(passphrase("another passphrase")),
        Err(VaultError::WrongPassphrase { file: path }),
        "the words say that it is the passphrase"
    );
    assert_eq!(file.state(), FileState::Locked, "it stays locked");
    file.unlock(passphrase(GOOD)).unwrap();
    assert_eq!(
        found(&file).unwrap(),
        plain(&keys(Some("token"))),
        "everything is there"
    );
    assert!(
        matches!(file.state(), FileState::Unlocked(Held { masked, .. }) if masked == "****MPLE"),
        "and the state shows its end"
    );
}

#[test]
fn a_file_that_was_written_here_needs_no_unlocking_until_it_is_replaced() {
    let (_folder, home) = stored();
    let file = file_of(&home);
    file.put(bearer(CANARY), passphrase(GOOD)).unwrap();
    assert_eq!(found(&file).unwrap(), [CANARY], "who wrote it knows it");

    let other = file_of(&home);
    other
        .put(
            bearer("of another process"),
            passphrase("another passphrase"),
        )
        .unwrap();
    assert_eq!(
        file.state(),
        FileState::Locked,
        "what stands there now is somebody else's"
    );

    assert_eq!(file.forget(), Ok(true), "it is deleted");
    assert_eq!(other.state(), FileState::Absent, "for everybody");
    assert_eq!(found(&other), None, "nothing is remembered of it");
    assert_eq!(file.forget(), Ok(false), "there is nothing more to delete");
}

#[test]
fn a_damaged_file_is_told_from_a_wrong_passphrase_and_is_left() {
    let (_folder, home) = stored();
    let path = home.config.join("credentials.age");
    let whole = fs::read(&path).unwrap();
    let body = whole.len() - 20;
    let mut flipped = whole.clone();
    flipped[body] ^= 1;
    let other = age::encrypt(
        &age::x25519::Identity::generate().to_public(),
        b"a file of another kind",
    )
    .unwrap();
    for (how, content) in [
        ("cut in its body", whole[..body].to_vec()),
        ("cut in its head", whole[..60].to_vec()),
        ("empty", Vec::new()),
        ("flipped", flipped),
        ("no such format", b"no secrets here\n".to_vec()),
        ("for a key, not a passphrase", other),
        ("far too large", vec![b'x'; (1 << 20) + 1]),
    ] {
        fs::write(&path, &content).unwrap();
        let file = file_of(&home);
        let refused = file.unlock(passphrase(GOOD)).unwrap_err();
        assert!(
            matches!(&refused, VaultError::FileDamaged { file, .. } if *file == path),
            "{how}: {refused}"
        );
        assert!(
            refused.to_string().contains("credentials.age")
                && refused.to_string().contains("forget it"),
            "{how}: says which and what to do: {refused}"
        );
        assert_eq!(fs::read(&path).unwrap(), content, "{how}: it is left");
    }
}

#[test]
fn a_file_that_asks_for_hours_of_work_is_refused() {
    let (_folder, home) = stored();
    let path = home.config.join("credentials.age");
    let head = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
    let whole = fs::read(&path).unwrap();
    let line = head
        .lines()
        .find(|line| line.starts_with("-> scrypt"))
        .unwrap();
    let at = head.find(line).unwrap() + line.rfind(' ').unwrap() + 1;
    let mut planted = whole.clone();
    planted.splice(at..=at, *b"40");
    fs::write(&path, planted).unwrap();
    assert!(
        matches!(
            file_of(&home).unlock(passphrase(GOOD)).unwrap_err(),
            VaultError::FileDamaged { reason, .. } if reason.contains("too much work")
        ),
        "a file put there by somebody else must not take the machine down"
    );
}

#[test]
fn a_passphrase_is_asked_for_and_must_be_one() {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::under(folder.path());
    let vault = Vault::new(&home);
    assert_eq!(
        vault.put(bearer(CANARY), Place::File, None),
        Err(VaultError::PassphraseMissing),
        "a file without one would be plain text"
    );
    assert_eq!(
        vault.put(bearer(CANARY), Place::File, Some(passphrase("seven77"))),
        Err(VaultError::PassphraseTooShort),
        "seven characters are no protection"
    );
    assert!(
        matches!(
            vault.unlock(passphrase(GOOD)),
            Err(VaultError::NoFile { .. })
        ),
        "there is nothing to unlock"
    );
    assert_eq!(files_with(folder.path(), ""), [""; 0], "no file was made");
}

#[cfg(unix)]
#[test]
fn a_file_is_the_owners_only() {
    use std::os::unix::fs::PermissionsExt;
    let (_folder, home) = stored();
    let path = home.config.join("credentials.age");
    let mode = || fs::metadata(&path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(), 0o600, "nobody else may read it");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    file_of(&home).put(bearer("x"), passphrase(GOOD)).unwrap();
    assert_eq!(mode(), 0o600, "nor after it was replaced");
}

#[test]
fn a_file_that_cannot_be_written_leaves_what_stood_there() {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::under(folder.path());
    fs::create_dir_all(home.config.join("credentials.age")).unwrap();
    let vault = Vault::new(&home);
    let refused = vault
        .put(bearer(CANARY), Place::File, Some(passphrase(GOOD)))
        .unwrap_err();
    assert!(
        matches!(
            refused,
            VaultError::FileIo {
                doing: "written",
                ..
            }
        ),
        "a folder is in the way: {refused}"
    );
    assert!(
        matches!(file_of(&home).state(), FileState::Unusable { .. }),
        "and the state says that it cannot be used"
    );
    assert_eq!(
        files_with(folder.path(), ""),
        [""; 0],
        "nothing half is left"
    );
}

#[test]
fn the_work_is_that_of_a_second_and_the_vault_opens_what_it_wrote() {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::under(folder.path());
    let began = std::time::Instant::now();
    Vault::new(&home)
        .put(bearer(CANARY), Place::File, Some(passphrase(GOOD)))
        .unwrap();
    println!("written in {:?}", began.elapsed());
    let head = fs::read(home.config.join("credentials.age")).unwrap();
    let head = String::from_utf8_lossy(&head);
    let work = head.lines().nth(1).and_then(|line| line.rsplit(' ').next());
    assert_eq!(
        work,
        Some("18"),
        "a passphrase that can be tried quickly protects nothing"
    );
    let vault = Vault::new(&home);
    assert_eq!(vault.unlock(passphrase(GOOD)), Ok(()), "it is opened");
    assert_eq!(
        vault.file.get().unwrap().as_ref().map(plain).unwrap(),
        [CANARY],
        "and has what was put"
    );
}
