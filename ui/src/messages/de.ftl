# Aller Text des Fensters auf Deutsch. Dieselben Kennungen, Variablen und Abschnitte wie en.ftl, in derselben Reihenfolge; ein Test prüft das.
# Angeredet wird mit Du. Namen von AWS und von Dateien bleiben, wie sie sind.

## Everywhere
app-name = Mission Architect
try-again = Noch einmal
dismiss = Ausblenden
close = Schließen
loading = Einen Moment …
problem-detail = Einzelheiten
problem-next-restart = Versuch es noch einmal. Bleibt es dabei, sagt „Alles prüfen“ in den Einstellungen, was nicht stimmt.
problem-open-settings = Einstellungen öffnen
minutes = { $count } Min.
part-of = { $part } von { $whole }

## Levels, kinds and services
level-foundation = Grundlagen
level-associate = Fortgeschritten
level-professional = Profi
kind-build = Bauen
kind-blanks = Lücken füllen
kind-blanks-short = Lücken
kind-sabotage = Sabotage
kind-offline = Offline erzeugt

## Shell
nav-label = Hauptnavigation
nav-missions = Missionen
nav-progress = Fortschritt
nav-settings = Einstellungen
nav-path = { $pack }: { $passed } von { $total } Missionen bestanden
skip-to-content = Zum Inhalt springen
status-label = Status
status-not-watching = beobachtet nichts
status-watching = beobachtet
status-polling = alle 2 s
status-missing = Datei fehlt
status-unreadable = nicht lesbar
status-link = Verweis nach außerhalb
status-saved = gespeichert { $time }
status-graded = bewertet in { $duration }
status-not-kept = nicht behalten
status-palette = Aktionen
notices-label = Meldungen
notices-problem = Problem
notices-log = Was gesagt wurde
notices-more = { $count } weitere
notices-fewer = Weniger
event-stream-broken = Das Fenster erfährt nichts von gespeicherten Dateien. Schließ es und öffne es wieder.

## Actions and keys
group-go = Gehe zu
group-window = Fenster
group-missions = Missionen
action-missions = Missionen
action-progress = Fortschritt
action-new-mission = Neue Mission
action-new-mission-words = erzeugen fragen Bedrock Modell
action-new-offline = Neue Mission, offline erzeugt
action-new-offline-words = erzeugen Startwert ohne KI Netz
action-practise = Üben, was fällig ist
action-practise-words = Wiederholung auffrischen Fähigkeiten
action-settings = Einstellungen
action-resume = „{ $title }“ fortsetzen
action-palette = Alle Aktionen
action-keys = Tasten
action-notice = Zur neuesten Meldung
action-search = Missionen suchen
action-theme-light = Helles Design
action-theme-dark = Dunkles Design
action-theme-system = Design des Systems
action-zoom-in = Größer
action-zoom-out = Kleiner
action-zoom-usual = Übliche Größe
action-zoom-words = Zoom Schriftgröße
action-language = Sprache und Größe
action-language-words = English Deutsch Englisch Zoom
zoom-now = { $percent } %
palette-title = Aktionen
palette-hint = Jede Aktion und jede Mission, nach Namen
palette-placeholder = Was möchtest du tun?
palette-nothing = So heißt nichts.
palette-mission-words = Mission öffnen
keys-title = Tasten
keys-hint = Buchstaben gelten, solange in kein Feld getippt wird.
keys-moving = Bewegen
keys-arrows = In Listen bewegen
keys-enter = Öffnen
keys-escape = Schließen oder ein Feld verlassen

## Settings
settings-title = Einstellungen
settings-meta = Liegen in { $file }
settings-failed = Die Einstellungen konnten nicht gelesen werden
settings-not-saved = Nicht gespeichert
settings-saved = Gespeichert
settings-appearance = Darstellung
settings-theme = Design
settings-theme-system = System
settings-theme-light = Hell
settings-theme-dark = Dunkel
settings-language = Sprache
settings-language-system = System: { $language }
settings-zoom = Größe
settings-zoom-percent = { $percent } %
settings-zoom-keys = { $larger } größer, { $smaller } kleiner, { $usual } wie üblich
settings-language-failed = Diese Sprache konnte nicht geladen werden. Das Fenster bleibt, wie es ist.
settings-editor = Editor
settings-editor-text = Womit Vorlagen geöffnet werden, in der Zeile, um die es bei einem Kriterium geht.
settings-editor-first = Der erste gefundene
settings-editor-missing = nicht gefunden
settings-editor-found = gefunden
settings-editors-missing = { $count ->
    [one] 1 weiterer, der nicht gefunden wurde
   *[other] { $count } weitere, die nicht gefunden wurden
}
settings-custom = Befehl
settings-custom-text = Das Programm und seine Argumente. Anführungszeichen halten Leerzeichen zusammen; keine Shell ist beteiligt.
settings-custom-insert = { $placeholder } einfügen
settings-custom-runs = Startet
settings-custom-use = Diesen Befehl verwenden
settings-custom-empty = Gib zuerst das Programm ein.
settings-custom-no-file = Sag, wohin die Vorlage gehört: {"{"}file{"}"} fehlt.
settings-custom-quote = Ein Anführungszeichen ist nicht geschlossen.
settings-open-on-start = Den Editor öffnen, wenn eine Mission beginnt
settings-workspaces = Arbeitsordner
settings-workspaces-text = Neue Missionen bekommen darin einen Ordner. Begonnene bleiben, wo sie sind.
settings-workspaces-default = Vorgabe
settings-workspaces-choose = Ordner wählen …
settings-workspaces-reset = Vorgabe verwenden
settings-you = Du
settings-name = Name
settings-name-text = Steht im Fortschritt und bleibt auf diesem Rechner.
settings-streak = Eine Serie im Fortschritt zeigen
settings-data = Daten
settings-data-text = Alles liegt an diesen Orten. Nichts wird irgendwohin gesendet.
settings-data-folder = Daten
settings-config-file = Einstellungen
settings-log-folder = Protokolle
settings-doctor = Prüfungen
settings-doctor-text = Was das Programm braucht, gerade eben nachgesehen.
settings-doctor-again = Alles prüfen
settings-doctor-failed = Die Prüfungen konnten nicht laufen
check-ok = in Ordnung
check-warning = beachten
check-failed = fehlgeschlagen
settings-about = Über
settings-about-version = Mission Architect { $version } für { $platform }
settings-about-licence = Freie Software unter der MIT- oder der Apache-2.0-Lizenz. Gesetzt in Inter und JetBrains Mono (SIL OFL 1.1).
