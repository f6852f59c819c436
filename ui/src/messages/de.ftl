# Aller Text des Fensters auf Deutsch. Dieselben Kennungen, Variablen und Abschnitte wie en.ftl, in derselben Reihenfolge; ein Test prüft das.
# Angeredet wird mit Du. Namen von AWS und von Dateien bleiben, wie sie sind.

## Everywhere
app-name = Mission Architect
try-again = Erneut versuchen
dismiss = Ausblenden
close = Schließen
loading = Einen Moment …
problem-detail = Details
problem-next-restart = Versuch es noch einmal. Bleibt es dabei, sagt „Alles prüfen“ in den Einstellungen, was nicht stimmt.
problem-open-settings = Einstellungen öffnen
piece-problem = Dieser Teil des Fensters ließ sich nicht laden.
piece-problem-text = Versuch es noch einmal; wenn das nicht hilft, starte die App neu.
minutes = { $count } Min.
part-of = { $part } von { $whole }

## Levels, kinds and services
level-foundation = Grundlagen
level-associate = Associate
level-professional = Professional
kind-build = Bauen
kind-blanks = Lücken füllen
kind-blanks-short = Lücken
kind-sabotage = Sabotage
kind-offline = Offline erstellt
kind-file = Aus einer Datei
service-apigateway = API Gateway
service-application-autoscaling = Application Auto Scaling
service-athena = Athena
service-autoscaling = Auto Scaling
service-backup = Backup
service-budgets = Budgets
service-cloudfront = CloudFront
service-cloudtrail = CloudTrail
service-cloudwatch = CloudWatch
service-cost-explorer = Cost Explorer
service-dynamodb = DynamoDB
service-ec2 = EC2
service-ecs = ECS
service-efs = EFS
service-eks = EKS
service-elasticache = ElastiCache
service-elasticloadbalancing = Load Balancing
service-elb = Load Balancing
service-eventbridge = EventBridge
service-eventbridge-scheduler = EventBridge Scheduler
service-events = EventBridge
service-firehose = Data Firehose
service-glue = Glue
service-guardduty = GuardDuty
service-iam = IAM
service-kinesis = Kinesis
service-kms = KMS
service-lambda = Lambda
service-logs = CloudWatch Logs
service-pipes = EventBridge Pipes
service-rds = RDS
service-route53 = Route 53
service-s3 = S3
service-sam = SAM
service-scheduler = EventBridge Scheduler
service-secretsmanager = Secrets Manager
service-sns = SNS
service-sqs = SQS
service-ssm = Systems Manager
service-stepfunctions = Step Functions
service-sts = STS
service-transitgateway = Transit Gateway
service-vpc = VPC
service-waf = WAF

## Shell
nav-label = Hauptnavigation
nav-missions = Missionen
nav-progress = Fortschritt
nav-settings = Einstellungen
nav-path = { $pack }: { $passed } von { $total } Missionen bestanden
skip-to-content = Zum Inhalt springen
status-label = Status
status-not-watching = keine Datei beobachtet
status-watching = beobachtet
status-polling = alle 2 s
status-missing = Datei fehlt
status-unreadable = nicht lesbar
status-link = Link nach außerhalb
status-saved = gespeichert { $time }
status-graded = bewertet in { $duration }
status-not-kept = nur bis zum Schließen
status-palette = Aktionen
notices-label = Meldungen
notices-problem = Problem
notices-log = Was gesagt wurde
notices-more = { $count } weitere
notices-fewer = Weniger
event-stream-broken = Das Fenster erfährt nichts von gespeicherten Dateien. Schließe es und öffne es wieder.

## Actions and keys
group-go = Gehe zu
group-window = Fenster
group-missions = Missionen
action-missions = Missionen
action-progress = Fortschritt
action-new-mission = Neue Mission
action-new-mission-words = erstellen erzeugen fragen Bedrock Modell
action-new-offline = Neue Mission, offline erstellt
action-new-offline-words = erstellen erzeugen Startwert Seed ohne KI Netz
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
keys-first-last = Zum ersten und zum letzten
keys-enter = Öffnen
keys-escape = Schließen oder ein Feld verlassen
key-control = Strg
key-shift = Umschalt
key-enter = Eingabe
key-escape = Esc
key-space = Leertaste
key-home = Pos1
key-end = Ende
key-page-up = Bild auf
key-page-down = Bild ab

## Files dropped on the window
action-open-file = Datei öffnen …
action-open-file-words = ablegen Vorlage Mission hinzufügen verwenden
drop-let-go = Loslassen zum Ansehen
drop-here = Eine Vorlage kann deine in „{ $title }“ ersetzen; eine Missionsdatei kommt zu deinen Missionen.
drop-elsewhere = Eine Missionsdatei kommt zu deinen Missionen; eine Vorlage lässt sich in einer Mission verwenden.
drop-first-only = Von { $count } Dateien wird nur die erste angesehen.
drop-nothing-yet = Geändert wird erst etwas, wenn du zustimmst.
drop-looking = Datei wird gelesen
drop-failed = Die Datei ließ sich nicht lesen
drop-mission = Eine Mission
drop-mission-text = Sie wurde eben geprüft: Ihre Lösung besteht, ihre Startvorlage nicht, und jedes Kriterium kann scheitern.
drop-mission-known = Diese Mission hast du schon
drop-mission-known-text = Sie bleibt, wie sie ist, mit allem, was du gespeichert hast.
drop-template = Eine Vorlage
drop-template-here = Als deine Vorlage verwenden?
drop-template-has = { $count ->
    [one] Sie hat 1 Ressource.
   *[other] Sie hat { $count } Ressourcen.
}
drop-template-text = Sie ersetzt den Inhalt deiner Datei für „{ $title }“ und wird bewertet. Dein bisheriger Text bleibt im Verlauf; ein Klick bringt ihn zurück.
drop-template-last = Eine Vorlage lässt sich in einer begonnenen Mission verwenden. Zuletzt hast du an „{ $title }“ gearbeitet: Dort würde sie deinen Text ersetzen, der im Verlauf bleibt.
drop-template-nowhere = Eine Vorlage lässt sich in einer begonnenen Mission verwenden. Beginne eine und lege die Datei dann darauf ab.
drop-neither = Weder eine Vorlage noch eine Mission
drop-neither-text = So lässt sie sich nicht verwenden:
drop-others = { $count ->
    [one] 1 weitere Datei wurde mit ihr abgelegt. Sie bleibt unbeachtet.
   *[other] { $count } weitere Dateien wurden mit ihr abgelegt. Sie bleiben unbeachtet.
}
drop-add = Hinzufügen und öffnen
drop-open = Öffnen
drop-use = Verwenden
drop-use-there = Dort verwenden
drop-again = Noch einmal lesen
drop-not = Abbrechen
drop-used = Die Datei ist jetzt deine Vorlage in „{ $title }“.
drop-undo = Rückgängig
drop-undone = Dein eigener Text ist zurück.

## Said outside of the window
tell-passed = Mission bestanden
tell-passed-text = „{ $title }“: Alle { $total } Kriterien sind erfüllt.
tell-ready = Eine Mission ist fertig
tell-failed = Eine Mission konnte nicht erstellt werden
tell-failed-text = „{ $title }“: { $reason }

## Data notices
data-temporary-title = Wird nicht gespeichert
data-notice-title = Hinweis
data-newer-title = Diese Daten stammen von einer neueren Version
data-newer-text = Mission Architect rührt keine Daten an, die es nicht kennt. Aktualisiere das Programm, oder exportiere eine Kopie und beginne in einem anderen Ordner.
data-refused-title = Die Daten konnten nicht geöffnet werden
data-refused-text = Nichts wurde verändert. Die Prüfungen unten sagen, was zu tun ist; vorher lässt sich eine Kopie von allem exportieren.
data-folder = Datenordner
data-export = Kopie exportieren …
data-exported = Eine Kopie aller Daten liegt in { $path }.
data-read-only = schreibgeschützt
data-version = Version { $version }

## Missions
missions-title = Missionen
missions-meta = { $passed } von { $total } bestanden · alle gehen offline
missions-search = Missionen, Dienste oder Fähigkeiten suchen
missions-search-short = Suchen
missions-filter-level = Stufe
missions-filter-service = Dienst
missions-filter-state = Status
missions-filter-kind = Art
missions-any-kind = Alle Arten
missions-any-level = Alle Stufen
missions-any-service = Alle Dienste
missions-any-state = Jeder Status
missions-state-new = nicht begonnen
missions-state-started = in Arbeit
missions-state-passed = bestanden
missions-found = { $count ->
    [one] 1 Mission
   *[other] { $count } Missionen
}
missions-none-title = Keine Mission passt
missions-none-text = Von { $total } Missionen passt keine zu „{ $search }“ mit diesen Filtern.
missions-none-filters = Von { $total } Missionen passt keine zu diesen Filtern.
missions-show-all = Alle Missionen anzeigen
missions-empty-title = Es gibt keine Missionen
missions-empty-text = Die mitgelieferten Pakete konnten nicht gelesen werden. „Alles prüfen“ in den Einstellungen sagt, warum.
missions-failed = Die Missionen konnten nicht geladen werden
missions-outdated = geändert, seit du begonnen hast
missions-resume = Weitermachen
missions-resume-button = Fortsetzen
missions-resume-saved = zuletzt gespeichert { $time }
missions-resume-next = als Nächstes: { $next }
missions-resume-criteria = { $passed } von { $total } Kriterien

## Practice
practice-due-count = { $count ->
    [one] 1 Fähigkeit ist fällig
   *[other] { $count } Fähigkeiten sind fällig
}
practice-due-more = { $named } und { $more } weitere
practice-practise = Üben
practice-practise-skill = { $skill } üben
practice-looking = Suche eine …
practice-title = Übung
practice-show-all = Alle { $count } anzeigen
practice-failed = Was fällig ist, konnte nicht geladen werden
practice-off-title = Wiederholung ist ausgeschaltet
practice-off-text = Nichts kommt von selbst wieder, nichts wird fällig.
practice-off-settings = In den Einstellungen einschalten
practice-offer = „{ $title }“ übt { $count ->
    [1] { $due ->
        [1] sie
       *[other] eine davon
    }
   *[other] { $count } davon
}.
practice-offer-made = Dafür wird auf diesem Rechner eine neue Mission erstellt, in einem Augenblick.
practice-skill-line = zuletzt geübt { $when } · { $lapses ->
    [0] immer gewusst
   *[other] { $lapses } von { $reviews } Malen vergessen
}
practice-none-due = Nichts ist fällig
practice-next = Als Nächstes: { $skill }, { $when }.
practice-empty-title = Noch gibt es nichts zu wiederholen
practice-empty-text = Was eine Mission lehrt, kommt in späteren wieder dran, in wachsenden Abständen; Schweres früher. Es beginnt mit der ersten bestandenen Mission.
practice-settings = Übung
practice-settings-text = Was schwer war, kommt in späteren Missionen wieder, in wachsenden Abständen.
practice-switch = Schweres wiederholen
practice-retention = Wie gut es noch sitzen soll, wenn es wieder drankommt
practice-percent = { $percent } %
practice-rarely = Es kommt spät und selten wieder dran. Etwa ein Viertel wirst du bis dahin vergessen haben und neu lernen.
practice-seldom = Es kommt etwas später wieder dran: weniger zu tun, etwas mehr neu zu lernen.
practice-usual = Es kommt wieder dran, bevor das meiste vergessen ist. Für die meisten ein gutes Maß.
practice-often = Es kommt früh und oft wieder dran: deutlich mehr zu tun, kaum etwas wird vergessen.

## Welcome
welcome-title = Lerne AWS-Architektur, indem du sie baust
welcome-text = Du bekommst das Problem eines Kunden und eine Vorlage, die es noch nicht löst. Kein Konto, kein Netz, keine Kosten.
welcome-read = Lies,
welcome-read-text = was der Kunde braucht und wann es als gelöst gilt.
welcome-edit = Bearbeite
welcome-edit-text = die CloudFormation-Vorlage in deinem eigenen Editor.
welcome-save = Speichere
welcome-save-text = und sieh sofort, welches Kriterium erfüllt ist, bis auf die Zeile genau.
welcome-first = Erste Mission
welcome-start = Offline loslegen
welcome-skip = Erst umsehen
welcome-editor = Wird geöffnet in
welcome-editor-none = Kein Editor gefunden: wähle einen in den Einstellungen
welcome-workspace = Die Vorlage landet in { $folder }
welcome-failed = Die Mission konnte nicht begonnen werden
welcome-opened = Geöffnet in { $editor }.

## Progress
progress-title = Fortschritt
progress-meta = Alles, was du gespeichert hast, auf diesem Rechner
progress-of = Fortschritt von { $name }
progress-failed = Dein Fortschritt konnte nicht geladen werden
progress-empty-title = Noch nichts gespeichert
progress-empty-text = Beginne eine Mission. Hier zählt jeder gespeicherte Stand, und nichts verlässt diesen Rechner.
progress-empty-button = Mission aussuchen
progress-missions = Missionen bestanden
progress-missions-of = von { $total }
progress-criteria = Kriterien erfüllt
progress-week = Gespeichert in 7 Tagen
progress-streak = Serie
progress-days = { $count ->
    [one] 1 Tag
   *[other] { $count } Tage
}
progress-streak-today = heute gespeichert
progress-streak-open = speichere heute, damit sie weitergeht
progress-streak-none = beginnt mit dem nächsten Speichern
progress-streak-hide = Ausblenden
progress-streak-hidden = Die Serie ist ausgeblendet. In den Einstellungen lässt sie sich wieder anzeigen.
progress-calendar = Gespeichert pro Tag
progress-calendar-summary = { $days ->
    [one] An 1 Tag gespeichert
   *[other] An { $days } Tagen gespeichert
} im letzten Jahr
progress-as-table = Als Tabelle
progress-as-calendar = Als Kalender
progress-day = { $date }: { $saves ->
    [0] nichts gespeichert
    [one] 1-mal gespeichert
   *[other] { $saves }-mal gespeichert
}{ $passes ->
    [0] {""}
    [one] , 1 Mission bestanden
   *[other] , { $passes } Missionen bestanden
}
progress-less = Weniger
progress-more = Mehr
progress-passed-mark = Mission bestanden
progress-column-day = Tag
progress-column-saves = Gespeichert
progress-column-passes = Missionen bestanden
progress-done = Bestandene Missionen
progress-done-none = Noch keine. Bestanden ist eine Mission, wenn jedes Kriterium erfüllt ist.
progress-skills = Fähigkeiten
progress-skill-count = { $passed } von { $missions }
progress-skill-missions = Missionen bestanden
progress-area-count = { $begun } von { $total } begonnen
progress-strength-fresh = frisch
progress-strength-fading = verblasst
progress-strength-due = fällig
progress-memory = Sitzt noch mit etwa { $percent } % Wahrscheinlichkeit. Wieder dran: { $when }.

## Settings
settings-title = Einstellungen
settings-meta = Gespeichert in { $file }
settings-failed = Die Einstellungen konnten nicht geladen werden
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
settings-language-failed = Diese Sprache konnte nicht geladen werden. Das Fenster bleibt, wie es ist.
settings-notify = Benachrichtigungen
settings-notify-text = Als Benachrichtigung des Systems, und nur, solange ein anderes Fenster im Vordergrund ist.
settings-notify-switch = Melden, wenn eine Mission bestanden, fertig oder gescheitert ist
settings-icons = Symbole der Dienste
settings-icons-text = Das Architekturbild zeigt schlichte Symbole. Die AWS-Symbole gehören nicht zu diesem Programm, weil ihre Lizenz das nicht erlaubt.
settings-icons-how = Du kannst sie selbst bei AWS herunterladen („Architecture icons“ unter aws.amazon.com/architecture/icons), entpacken und den Ordner hier wählen. Nichts wird aus dem Netz geladen, und sie bleiben auf diesem Rechner.
settings-icons-none = Kein Ordner gewählt
settings-icons-found = { $count ->
    [0] Keine Datei darin heißt wie das Symbol eines AWS-Dienstes. Wähle den Ordner, den du entpackt hast.
   *[other] Gefunden für { $count } von { $of } gängigen Diensten
}
settings-icons-choose = Ordner mit Symbolen wählen …
settings-icons-forget = Schlichte Symbole verwenden
settings-editor = Editor
settings-editor-text = Öffnet Vorlagen, gleich in der Zeile, um die es bei einem Kriterium geht.
settings-editor-first = Der erste gefundene
editor-name-neovim = Neovim im Terminal
editor-name-vim = Vim im Terminal
editor-name-system = Das Standardprogramm des Systems
editor-name-custom = Ein eigener Befehl
settings-editor-missing = nicht gefunden
settings-editor-found = gefunden
settings-editors-missing = { $count ->
    [one] 1 weiterer, der nicht gefunden wurde
   *[other] { $count } weitere, die nicht gefunden wurden
}
settings-custom = Befehl
settings-custom-text = Programm und Argumente. Anführungszeichen halten Leerzeichen zusammen; es läuft keine Shell.
settings-custom-insert = { $placeholder } einfügen
settings-custom-runs = Startet
settings-custom-use = Diesen Befehl verwenden
settings-custom-empty = Gib zuerst das Programm ein.
settings-custom-no-file = Sag, wohin die Vorlage gehört: {"{"}file{"}"} fehlt.
settings-custom-quote = Ein Anführungszeichen ist nicht geschlossen.
settings-open-on-start = Den Editor öffnen, wenn eine Mission beginnt
settings-workspaces = Arbeitsordner
settings-workspaces-text = Hier bekommt jede neue Mission einen Ordner. Begonnene bleiben, wo sie sind.
settings-workspaces-default = Standard
settings-workspaces-choose = Ordner wählen …
settings-workspaces-reset = Standard verwenden
settings-you = Du
settings-name = Name
settings-name-text = Steht über deinem Fortschritt und bleibt auf diesem Rechner.
settings-streak = Serie im Fortschritt anzeigen
settings-data = Daten
settings-data-text = Hier liegt alles. Nichts wird irgendwohin gesendet.
settings-data-folder = Daten
settings-config-file = Einstellungen
settings-log-folder = Protokolle
settings-doctor = Prüfungen
settings-doctor-text = Was das Programm braucht, eben nachgesehen.
settings-doctor-again = Alles prüfen
settings-doctor-failed = Die Prüfungen ließen sich nicht ausführen
check-ok = in Ordnung
check-warning = Achtung
check-failed = fehlgeschlagen
settings-about = Über
settings-about-version = Mission Architect { $version } für { $platform }
settings-about-licence = Freie Software unter der MIT- oder der Apache-2.0-Lizenz. Gesetzt in Inter und JetBrains Mono (SIL OFL 1.1).

## Mission screen
mission-position = { $pack } { $position } von { $size }
mission-points = { $earned } von { $possible } Punkten
mission-points-unit = { $count ->
    [one] Punkt
   *[other] Punkte
}
mission-percent = { $percent } %
mission-criteria-pass = { $passed } von { $total } Kriterien erfüllt
mission-passed-of = { $passed } von { $total }
mission-load-problem = Die Mission konnte nicht geöffnet werden
mission-all-missions = Alle Missionen
mission-left-pane = Mission
mission-middle-pane = Vorlage
mission-resize-left = Breite des Missionsbereichs
mission-resize-right = Breite des Mentorbereichs
mission-tab-brief = Auftrag
mission-tab-criteria = Kriterien
mission-tab-history = Verlauf
mission-tab-blanks = Lücken
mission-tab-architecture = Architektur
mission-tab-template = Vorlage
mission-tab-unsaved = ungespeichert
mission-tab-changes = Änderungen
mission-hints = Hinweise
mission-hints-free = vom Autor · kostenlos, offline
mission-hints-seen = { $seen } von { $count } angezeigt · kostenlos, offline
mission-ask-mentor = Den Mentor fragen
mission-close-mentor = Mentor schließen
mission-asked = Was verlangt wird
mission-sources = Nachzulesen bei AWS
mission-start-title = Wenn du beginnst
mission-start = Mission beginnen
mission-starting = Beginnt …
mission-start-elsewhere = Anderswo …
mission-start-folder = Für diese Mission wird ein Ordner angelegt
mission-start-folder-in = Ein Ordner für diese Mission wird in { $folder } angelegt
mission-start-starter = Die Startvorlage kommt hinein, als template.yaml
mission-start-editor = { $editor } öffnet sie
mission-start-editor-missing = Kein Editor gefunden: Öffne die Datei mit einem beliebigen
mission-start-no-editor = Du öffnest die Datei mit dem Editor deiner Wahl
mission-start-blanks = Die Lücken füllst du hier mit der Tastatur oder direkt in der Datei
mission-start-watch = Bei jedem Speichern wird hier bewertet, auf diesem Rechner
mission-start-aside = Kein Konto, kein Netz, nichts wird bereitgestellt.
mission-read-starter = Erst die Startvorlage lesen
mission-starter-note = Die Startvorlage, wie du sie bekommst. Beginne die Mission, um sie zu bearbeiten.
mission-started-ready = Die Vorlage liegt bereit.
mission-started-created = Die Vorlage liegt bereit. Mit { $passed } von { $total } fangen alle an.
mission-started-kept = Deine Vorlage war schon da: Sie wurde behalten und bewertet.
mission-opened = { $editor } öffnet die Vorlage.
mission-choose-editor = Editor wählen
mission-verdict-pass = Erfüllt
mission-verdict-partial = Teilweise
mission-verdict-fail = Nicht erfüllt
mission-verdict-unknown = Noch offen
mission-verdict-locked = Gesperrt
mission-verdict-none = Nicht bewertet
mission-unlocks-after = nach „{ $labels }“
mission-lines = { $count ->
    [one] Zeile { $lines }
   *[other] Zeilen { $lines }
}
mission-just-now = gerade eben
mission-found = gefunden
mission-needs = braucht
mission-wanted-any = irgendeinen Wert
mission-wanted-empty = leeren Text
mission-wanted-exactly = `{ $code }`
mission-wanted-reference = einen Verweis auf `{ $code }`
mission-wanted-begins = Text, der mit `{ $code }` beginnt
mission-wanted-ends = Text, der mit `{ $code }` endet
mission-wanted-holds = Text mit `{ $code }` darin
mission-wanted-holds-reference = Text mit einem Verweis auf `{ $code }` darin
mission-wanted-like = Text wie `{ $code }`
mission-nothing = nichts
mission-part-pass = Erfüllt
mission-part-fail = Nicht erfüllt
mission-part-unknown = Noch offen
mission-parts-condition = { $count ->
    [one] { $count } Bedingung
   *[other] { $count } Bedingungen
}
mission-parts-connection = { $count ->
    [one] { $count } Verbindung
   *[other] { $count } Verbindungen
}
mission-parts-statement = { $count ->
    [one] { $count } Policy-Statement
   *[other] { $count } Policy-Statements
}
mission-parts-resource = { $count ->
    [one] { $count } Ressource
   *[other] { $count } Ressourcen
}
mission-parts-way = { $count ->
    [one] { $count } Weg
   *[other] { $count } Wege
}
mission-parts-part = { $count ->
    [one] { $count } Teil
   *[other] { $count } Teile
}
mission-parts-of-condition = { $met } von { $count } Bedingungen erfüllt
mission-parts-of-connection = { $met } von { $count } vorhanden
mission-parts-of-statement = Die Policy-Statements, auf die es ankommt
mission-parts-of-resource = { $met } von { $count } Ressourcen richtig
mission-parts-of-way = { $met } von { $count } Wegen erfüllt
mission-parts-of-part = { $met } von { $count } Teilen erfüllt
mission-line-open = Zeile { $line } · Im Editor öffnen
mission-open-in-editor = Im Editor öffnen
mission-hint-of = Hinweis { $level } von { $count }
mission-hints-shown = { $count ->
    [one] Hinweis angezeigt
   *[other] Alle { $count } Hinweise
}
mission-broken-line = Zeile { $line }
mission-broken = { $more ->
    [0] Behebe das zuerst: Was danach steht, wird vielleicht falsch bewertet.
    [one] Behebe das zuerst: Was danach steht, wird vielleicht falsch bewertet. Eine weitere Stelle ist in der Vorlage markiert.
   *[other] Behebe das zuerst: Was danach steht, wird vielleicht falsch bewertet. { $more } weitere Stellen sind in der Vorlage markiert.
}
mission-remark-error = Fehler
mission-remark-warning = Warnung
mission-remark-info = Hinweis
mission-template = Deine Vorlage
mission-template-starter = Die Startvorlage
mission-line-is = Zeile { $line }: { $text }
mission-lossy = Diese Datei ist kein UTF-8. Was sich nicht lesen ließ, steht als �; speichere sie als UTF-8.
mission-truncated = Nur die ersten { $count } Zeilen werden angezeigt. Bewertet wird die ganze Datei.
mission-compared-with = Verglichen mit
mission-against-starter = Startvorlage
mission-against-previous = Stand davor
mission-against-solution = Lösung
mission-changes = Änderungen in deiner Vorlage
mission-changes-not-started = Hier siehst du, was du geändert hast. Vor dem Beginn ist nichts geändert.
mission-legend-removed = entfernt
mission-legend-added = hinzugefügt
mission-legend-only-solution = nur in der Lösung
mission-legend-only-yours = nur in deiner
mission-same-starter = Noch ist nichts geändert: Das ist die Startvorlage.
mission-same-previous = Kein Unterschied zum Stand davor.
mission-same-solution = Deine Vorlage ist die Lösung, Buchstabe für Buchstabe.
mission-solution-locked = Die Lösung wird sichtbar, sobald jedes Kriterium erfüllt ist. Oft gibt es mehr als eine: Deine zählt, wenn sie die Kriterien erfüllt.
mission-diff-added = Hinzugefügt:
mission-diff-removed = Entfernt:
mission-diff-folded = { $count ->
    [one] 1 unveränderte Zeile
   *[other] { $count } unveränderte Zeilen
}
mission-origin-start = Startvorlage
mission-origin-restore = wiederhergestellt
mission-origin-undo = rückgängig gemacht
mission-save-score = { $passed } von { $total }
mission-history-not-started = Hier bleibt jeder gespeicherte Stand, mit seiner Punktzahl. Du kannst jeden ansehen und zu jedem zurückkehren.
mission-history-one = Hier hast du begonnen. Dein nächster Stand erscheint, sobald du speicherst.
mission-looking-at = Du siehst den Stand von { $time }
mission-looking-newer = Inzwischen gibt es einen neueren: { $passed } von { $total } Kriterien erfüllt.
mission-looking-text = An deiner Datei ändert sich dadurch nichts.
mission-back-to-now = Zurück zu jetzt
mission-restore = Diesen Stand wiederherstellen
mission-restored = Der Stand von { $time } ist wiederhergestellt.
mission-can-undo = Die letzte Wiederherstellung lässt sich rückgängig machen.
mission-undo = Rückgängig machen
mission-undone = Deine Datei ist wieder wie vor der Wiederherstellung.
mission-hints-choose = Wähle ein Kriterium, um seine Hinweise zu sehen.
mission-hints-none = Dieses Kriterium hat keine Hinweise.
mission-hints-none-met = Dieses Kriterium ist erfüllt: Es gibt nichts mehr zu verraten.
mission-hints-none-undecided = Dieses Kriterium lässt sich an deiner Vorlage noch nicht entscheiden, also lässt sich auch keine Änderung vorschlagen. Auf seiner Karte steht, was dafür fehlt.
mission-hints-none-unreadable = Deine Vorlage lässt sich gerade nicht lesen. Behebe zuerst den Fehler, der dort steht; dann gibt es wieder einen Hinweis.
mission-hints-none-noEdit = Der Autor hat hier keine Hinweise hinterlassen, und keine einzelne Änderung würde dieses Kriterium erfüllen. Auf seiner Karte steht, was fehlt.
mission-hints-none-sealed = Dieses Kriterium gehört zu einer Prüfung: Was es erwartet, wird nicht verraten.
mission-hints-from-grader = Von der Bewertung, zu deiner Vorlage, wie sie jetzt ist.
mission-hints-not-started = { $count ->
    [one] Ein Hinweis wartet hier. Beginne die Mission, um ihn zu sehen.
   *[other] { $count } Hinweise warten hier, einer nach dem anderen. Beginne die Mission, um sie zu sehen.
}
mission-hints-intro = { $count ->
    [one] Ein Hinweis, wenn du ihn möchtest.
   *[other] { $count } Hinweise, einer nach dem anderen: Jeder sagt etwas mehr.
}
mission-hint-level = { $level } · { $kind }
mission-hint-concept = worum es geht
mission-hint-where = wo du suchen solltest
mission-hint-value = welche Art von Wert
mission-hint-written = was zu schreiben ist
mission-hint-show = Hinweis { $level } von { $count } anzeigen
mission-hint-next-kind = { $left ->
    [one] { $kind } · der letzte
   *[other] { $kind } · noch { $left }
}
mission-hints-all = Das waren alle. Den Rest schaffst du selbst.
mission-passed-title = Alle Kriterien erfüllt
mission-passed-text = Die Musterlösung ist freigeschaltet: Sieh dir an, worin sie sich von deiner unterscheidet.
mission-seal-rim = MISSION ARCHITECT
mission-seal-word = BESTANDEN
mission-next = Weiter: { $title }
mission-part-two = Zweiter Teil: { $title }
mission-second-part = Zweiter Teil von
mission-made-offline = Offline erstellt aus dem Startwert { $seed } und auf diesem Rechner geprüft. Keine KI hat sie geschrieben.
mission-keep = schon erfüllt: So soll es bleiben
mission-keep-broken = In der Startvorlage war das erfüllt: Eine deiner Änderungen hat es kaputt gemacht.
mission-changed-things = { $changes ->
    [one] 1 Stelle verändert
   *[other] { $changes } Stellen verändert
}
mission-broken-from = { $changes ->
    [one] Über Nacht wurde 1 Stelle verändert, in deiner eigenen Vorlage von
   *[other] Über Nacht wurden { $changes } Stellen verändert, in deiner eigenen Vorlage von
}
mission-sabotage = Für mich kaputt machen
mission-sabotage-text = Erstellt eine neue Mission: deine eigene Vorlage, an einer bis drei Stellen kaputt gemacht, zum Finden und Beheben. Diese hier bleibt, wie sie ist.
mission-sabotaging = Wird kaputt gemacht …
mission-sabotaged = { $changes ->
    [one] Über Nacht wurde 1 Stelle in deiner Vorlage verändert. Finde und behebe sie.
   *[other] Über Nacht wurden { $changes } Stellen in deiner Vorlage verändert. Finde und behebe sie.
}
mission-go-next = Weiter zur nächsten Mission
mission-save-hints = { $count ->
    [one] 1 Hinweis
   *[other] { $count } Hinweise
}
mission-save-hint = Hinweise bis Stufe { $level }: { $label }
mission-see-solution = Mit der Lösung vergleichen
mission-not-watched = Diese Vorlage wird nicht beobachtet
mission-not-watched-text = Vielleicht arbeitet ein anderes Fenster an einer anderen Mission. Was du speicherst, wird erst wieder bewertet, wenn sie beobachtet wird.
mission-watch-again = Beobachten
mission-missing = Die Vorlage ist weg
mission-missing-text = wurde gelöscht oder verschoben. Leg sie zurück, dann wird sie beobachtet wie zuvor, oder beginne noch einmal mit der Startvorlage.
mission-unreadable = Die Vorlage lässt sich nicht lesen
mission-unreadable-text = Was du siehst, ist der letzte lesbare Stand.
mission-read-again = Jetzt lesen und bewerten
mission-link = Die Vorlage ist jetzt ein Link nach anderswo
mission-link-text = Dem Link wird nicht gefolgt. Beginne hier noch einmal, um mit seinem Ziel weiterzumachen, oder leg eine Datei an seine Stelle.
mission-start-again = Hier noch einmal beginnen
mission-put-back = Meinen letzten Stand zurücklegen
mission-copy-path = Pfad kopieren
mission-copied = Der Pfad ist kopiert.
mission-open-folder = Ordner öffnen
mission-actions = Diese Mission
mission-next-criterion = Nächstes Kriterium
mission-previous-criterion = Voriges Kriterium
mission-open-selected = Die Zeile des Kriteriums im Editor öffnen
mission-reveal-hint = Nächsten Hinweis anzeigen

## Time machine
time-slider = Gespeicherte Stände, der älteste zuerst
time-value = Stand { $number } von { $count }, { $time }, { $passed } von { $total } erfüllt
time-criteria = Kriterien in diesem Stand
time-verdict-none = Gab es noch nicht
time-legend = Legende
time-all-met = alles erfüllt
time-mark-a = A
time-mark-b = B
time-pause-minutes = { $count } Min.
time-pause-hours = { $count } Std.
time-pause-days = { $count } T.
time-count = { $count ->
    [one] 1 Stand
   *[other] { $count } Stände
}
time-last-green = Zuletzt alles grün
time-no-green = Noch kein Stand hat jedes Kriterium erfüllt.
time-at-green = Du siehst ihn gerade.
time-problem = Die Stände konnten nicht geladen werden
time-moment = Der Stand, der angesehen wird
time-save-of = Stand { $number } von { $count }
time-before = Der Stand davor
time-after = Der Stand danach
time-flip-before = Der letzte Stand, der ein Urteil geändert hat
time-flip-after = Der nächste Stand, der ein Urteil geändert hat
time-first = Das ist die Startvorlage, wie du sie bekommen hast.
time-first-kept = Das ist der älteste Stand, der noch da ist.
time-no-flips = Mit diesem Stand hat sich kein Urteil geändert.
time-flips = Was sich mit diesem Stand geändert hat
time-flip = { $before } → { $after }
time-compare = Mit diesem Stand vergleichen
time-compare-instead = Stattdessen mit diesem vergleichen
time-compared = Zwei Stände im Vergleich
time-marked = Stand { $number } ist als A gemerkt. Sieh dir einen anderen an, um die Unterschiede zu sehen.
time-unmark = Vergleich beenden
time-column-criterion = Kriterium
time-column-a = A: Stand { $number }
time-column-b = B: Stand { $number }
time-row-score = Erfüllt
time-no-difference = Bei keinem Kriterium gibt es einen Unterschied.
time-show-changes = Unterschiede im Text anzeigen
time-menu = Alle Stände
time-slider-keys = Auf der Linie der Stände
time-keys-one = Einen Stand zurück oder vor
time-keys-ten = Zehn Stände zurück oder vor
time-export = Alle Stände exportieren …
time-exported = { $count ->
    [one] 1 Stand wurde nach { $path } exportiert.
   *[other] { $count } Stände wurden nach { $path } exportiert.
}
time-delete = Ältere Stände löschen …
time-delete-none = Es gibt nur den neuesten Stand, und der bleibt.
time-delete-question = { $count ->
    [one] 1 älteren Stand löschen?
   *[other] { $count } ältere Stände löschen?
}
time-delete-text = Alle Stände zusammen belegen { $size }. Gelöschtes lässt sich nicht zurückholen.
time-delete-stays = Der neueste Stand bleibt, und deine Datei wird nicht angerührt. Bestandenes bleibt bestanden.
time-delete-export = Exportiere sie vorher, wenn du vielleicht noch einmal einen ansehen willst.
time-delete-keep = Behalten
time-delete-yes = { $count ->
    [one] 1 Stand löschen
   *[other] { $count } Stände löschen
}
time-deleted = { $count ->
    [one] 1 älterer Stand wurde gelöscht. Der neueste bleibt, und deine Datei ist unverändert.
   *[other] { $count } ältere Stände wurden gelöscht. Der neueste bleibt, und deine Datei ist unverändert.
}

## Template editor
editor-edit-here = Hier bearbeiten
editor-save = Speichern
editor-discard = Verwerfen
editor-done = Fertig
editor-action-save = Speichern, was hier bearbeitet wurde
editor-action-discard = Verwerfen, was hier bearbeitet wurde
editor-action-done = Bearbeiten hier beenden
editor-saving = Wird gespeichert …
editor-unsaved = Ungespeichert
editor-unsaved-not-kept = Noch nicht gespeichert und beim Schließen verloren: Bitte speichern
editor-decide-first = Wähle zuerst eine Fassung
editor-happened-opened = Stand der Datei
editor-happened-saved = Gespeichert und bewertet
editor-happened-unchanged = Nichts zu speichern: Die Datei ist gleich
editor-happened-reloaded = Die Datei wurde außerhalb geändert und neu geladen
editor-happened-discarded = Verworfen. { $undo } bringt es zurück
editor-happened-took-theirs = Aus der Datei übernommen. { $undo } bringt deine Fassung zurück
editor-happened-decide = Stand der Datei
editor-happened-merged = Zusammengeführt, gespeichert und bewertet
editor-problem-lines = { $count ->
    [one] 1 Zeile zu prüfen
   *[other] { $count } Zeilen zu prüfen
}
editor-no-problem-lines = Nichts zu beanstanden
editor-next-problem = Nächste Zeile mit Anmerkung
editor-no-problems = In dieser Vorlage gibt es nichts zu beanstanden.
editor-problem-at = Zeile { $line }. { $text }
editor-how-short = Tab rückt ein; Esc, dann Tab, verlässt den Text.
editor-how-edit = Tab rückt ein. Drücke Escape, dann Tab, um den Text zu verlassen. F8 führt zur nächsten Zeile mit Anmerkung, Umschalt F8 zur vorigen.
editor-how-read = Nur zum Lesen. F8 führt zur nächsten Zeile mit Anmerkung, Umschalt F8 zur vorigen. Eingabe öffnet eine Zeile in deinem Editor.
editor-not-loaded = Der Editor konnte nicht geladen werden
editor-cannot-load = Die Webansicht dieses Systems ist dafür zu alt. Bearbeite die Datei in deinem eigenen Editor: Bewertet wird bei jedem Speichern.
editor-locked = Diese Vorlage lässt sich hier nicht bearbeiten
editor-understood = Verstanden
editor-problem-save = Die Datei ist unverändert, und was du getippt hast, bleibt hier. Behebe die Ursache und speichere dann noch einmal.
editor-problem-look = Die Datei konnte eben nicht gelesen werden. Was du getippt hast, bleibt hier.
editor-save-again = Noch einmal speichern
editor-conflict = Die Datei wurde außerhalb geändert, während du getippt hast
editor-conflict-text = Beide Fassungen sind noch da: Geschrieben wird erst, wenn du gewählt hast.
editor-conflict-merge = Beide durchgehen
editor-conflict-mine = Meine behalten
editor-conflict-theirs = Die der Datei übernehmen
editor-merge-all-mine = Alles von mir behalten
editor-merge-all-theirs = Alles aus der Datei übernehmen
editor-merging = Beide Fassungen, Stelle für Stelle
editor-legend-theirs = in der Datei
editor-legend-mine = hier getippt
editor-merge-left = { $count ->
    [one] Noch 1 Stelle zu entscheiden.
   *[other] Noch { $count } Stellen zu entscheiden.
} Was du nicht entscheidest, bleibt, wie du es getippt hast.
editor-merge-decided = Alle Stellen sind entschieden: Speichere jetzt.
editor-chunk-mine = Meine behalten
editor-chunk-theirs = Die der Datei übernehmen
editor-draft = Was du hier um { $time } getippt hast, ist nicht gespeichert
editor-draft-text = Es bleibt hier, neben der Datei, bis du es speicherst oder verwirfst.
editor-draft-kept = Was du in der Vorlage getippt hast, ist noch nicht gespeichert. Es bleibt hier, bis du wiederkommst.
editor-draft-back = Dorthin zurück
editor-draft-continue = Weiter bearbeiten
editor-draft-discard = Verwerfen …
editor-draft-question = Endgültig verwerfen?
editor-draft-yes = Verwerfen
editor-draft-no = Behalten
editor-find = Suchen
editor-replace-with = Ersetzen durch
editor-find-next = Weiter
editor-find-previous = Zurück
editor-find-all = Alle
editor-match-case = Groß-/Kleinschreibung
editor-regexp = Regulärer Ausdruck
editor-by-word = Ganze Wörter
editor-replace = Ersetzen
editor-replace-all = Alle ersetzen
editor-close = Schließen
editor-current-match = dieser Treffer
editor-on-line = in Zeile
editor-replaced-matches = $ Treffer ersetzt
editor-replaced-on-line = Treffer in Zeile $ ersetzt
editor-go-to-line = Zur Zeile
editor-go = Los
editor-folded-lines = Zeilen eingeklappt
editor-unfolded-lines = Zeilen ausgeklappt
editor-to = bis
editor-folded-code = eingeklappte Zeilen
editor-unfold = ausklappen
editor-fold-line = Zeile einklappen
editor-unfold-line = Zeile ausklappen
editor-control-character = Steuerzeichen
editor-selection-deleted = Auswahl gelöscht
editor-unchanged-lines = $ unveränderte Zeilen
mission-against-last-green = Zuletzt alles grün
mission-against-attempt = Ein Stand
mission-against-which = Welcher Stand
mission-against-save = Stand { $number }: { $time }, { $passed } von { $total }
mission-against-choose = Stand wählen
mission-same-last-green = Kein Unterschied zum letzten Stand, der alles erfüllt hat.
mission-same-attempt = Kein Unterschied zu diesem Stand.
mission-no-green = Noch kein Stand hat jedes Kriterium erfüllt. Sobald es einen gibt, siehst du hier, was du seither geändert hast.
mission-no-attempt = Wähle den Stand, mit dem deine Vorlage verglichen wird.

## Diagram
diagram-label = Architektur, gezeichnet
diagram-how = Rechts und links folgen den Verbindungen, auf und ab führen zu den Nachbarn, Bild auf und Bild ab durch alles der Reihe nach. Mit Umschalt halten die Pfeiltasten auch bei Verbindungen und, unter einem Kasten, bei seinen Rollen und Log-Gruppen. Eingabe öffnet die Zeile, die Leertaste klappt eine Gruppe ein, Plus, Minus, 0 und F ändern die Größe, Escape verlässt das Bild. Dasselbe folgt als Liste.
diagram-keys = Pfeiltasten führen durchs Bild; Eingabe öffnet die Zeile.
diagram-keys-along = Die Verbindungen entlang
diagram-keys-beside = Zu den Nachbarn
diagram-keys-shift = Zu Verbindungen, Rollen und Log-Gruppen
diagram-keys-turn = Alles der Reihe nach
diagram-keys-line = Die Zeile öffnen
diagram-keys-fold = Gruppe ein- oder ausklappen
diagram-keys-size = Größer, kleiner
diagram-keys-actual = Originalgröße
diagram-keys-fit = Alles einpassen
diagram-counts = { $resources ->
    [one] 1 Ressource
   *[other] { $resources } Ressourcen
}, { $connections ->
    [one] 1 Verbindung
   *[other] { $connections } Verbindungen
}{ $missing ->
    [0] .
    [1] , 1 fehlt.
   *[other] , { $missing } fehlen.
}
diagram-named = { $label }, { $rest }
diagram-rest = { $service }, { $state }
diagram-missing = fehlt
diagram-state-none = nicht gefragt
diagram-state-pass = erfüllt
diagram-state-unknown = noch offen
diagram-state-fail = nicht erfüllt
diagram-state-ghost = fehlt
diagram-edge = { $from } { $relation } { $to }, { $state }
diagram-relation-references = verweist auf
diagram-relation-reaches = erreicht
diagram-relation-dependsOn = hängt ab von
diagram-relation-delivers = liefert an
diagram-relation-deadLettersTo = schickt Dead Letters an
diagram-relation-assumes = nimmt die Rolle an
diagram-relation-containedIn = liegt in
diagram-relation-protects = schützt
diagram-relation-notifies = benachrichtigt
diagram-relation-logsTo = protokolliert in
diagram-relation-encryptsWith = verschlüsselt mit
diagram-via = durch { $id }
diagram-holds = { $count ->
    [one] 1 Ressource darin
   *[other] { $count } Ressourcen darin
}
diagram-more = +{ $count }
diagram-badge-role = Rolle
diagram-badge-policy = Ressourcen-Policy
diagram-badge-logs = Log-Gruppe
diagram-badge-key = KMS-Schlüssel
diagram-badge-guard = Security Group
diagram-about = { $count ->
    [one] Gefragt: { $labels }
   *[other] Gefragt: { $labels }
}
diagram-list = Liste
diagram-as-list = Architektur als Liste
diagram-as-picture = Architektur als Bild
diagram-list-label = Architektur, als Liste
diagram-list-to = { $relation } { $label }
diagram-list-from = { $from } { $relation } { $to }
diagram-badges-of = Gehört zu { $label }
diagram-connections-of = Verbindungen von { $label }
diagram-open-line = Zeile { $line } in deinem Editor öffnen
diagram-fold = Einklappen
diagram-unfold = Ausklappen
diagram-zoom = Größe des Bildes
diagram-zoom-in = Größer (+)
diagram-zoom-out = Kleiner (−)
diagram-zoom-whole = Originalgröße (0)
diagram-zoom-now = { $percent } %, zurück zur Originalgröße
diagram-percent = { $percent } %
diagram-fit = Einpassen
diagram-fit-all = Alles einpassen (F)
diagram-actions = Architektur
diagram-export = Export
diagram-export-save = Speichern als
diagram-export-copy = Als Text kopieren
diagram-export-svg = SVG
diagram-export-png = PNG
diagram-export-mermaid = Mermaid
diagram-export-dot = Graphviz (DOT)
diagram-export-text = Einfacher Text
diagram-export-problem = Das Bild konnte nicht exportiert werden: { $reason }
diagram-copied = Das Bild ist in der Zwischenablage, als Text
diagram-saved = Gespeichert in { $path }
diagram-icons-problem = Deine eigenen Symbole ließen sich nicht lesen, darum stehen hier die schlichten: { $reason }
diagram-problem = Das Bild konnte nicht gezeichnet werden
diagram-stale = Das Bild zeigt die letzte lesbare Vorlage.
diagram-back-soon = Das Bild wird gezeichnet, sobald sich die Vorlage lesen lässt.
diagram-partial = Das Bild zeigt, was sich lesen ließ.
diagram-blanks = { $count ->
    [one] Eine Lücke ist noch offen. Wie die Kriterien dazu stehen, siehst du, sobald sie gefüllt ist.
   *[other] { $count } Lücken sind noch offen. Wie die Kriterien dazu stehen, siehst du, sobald sie gefüllt sind.
}
diagram-many = { $count } Ressourcen: Vergrößere zum Lesen, oder geh mit den Pfeiltasten hindurch.
diagram-empty = Noch keine Ressourcen
diagram-empty-how = Füge deiner Vorlage unter Resources die erste hinzu und speichere: Sie erscheint dann hier.
diagram-empty-start = Die Startvorlage hat keine Ressourcen. Beginne die Mission, füge die erste hinzu und speichere: Sie erscheint dann hier.

## Blanks
blanks-action = Lücken füllen
blanks-action-as-typed = Antwort so übernehmen, wie sie getippt ist
blanks-action-keep = Meine behalten: Korrektur ablehnen
blanks-answered = { $answered } von { $total } gefüllt
blanks-how = Tab führt von Lücke zu Lücke, Eingabe übernimmt, Esc nimmt zurück
blanks-all = Alle sind gefüllt. Die Kriterien sagen, welche richtig sind.
blanks-all-right = Alle sind gefüllt, und alle richtig.
blanks-of-now = Das sind die Lücken deiner Datei, wie sie jetzt ist.
blanks-veiled = Was fehlt, erfährst du, wenn alle Lücken gefüllt sind. Hinweise gibt es sofort.
blanks-template = Deine Vorlage mit ihren Lücken
blanks-example = z. B. { $example }
blanks-choose = wähle …
blanks-label = { $ask } (Lücke { $position } von { $of })
blanks-not-written = noch nicht übernommen: Eingabe schreibt es in die Datei
blanks-became = wurde zu
blanks-corrected-spoken = { $from } wurde als { $to } geschrieben. { $why }
blanks-keep-mine = Meine behalten
blanks-anyway = Trotzdem übernehmen
blanks-lost-title = Nicht mehr zu finden
blanks-lost-text = Die Vorlage wurde ringsum geändert. Fülle diese jetzt direkt in der Datei.
blanks-lost-draft = Du hattest „{ $text }“ getippt.

## Links in someone else's text
link-leads-to = Führt zu
link-copy = Adresse kopieren
link-copied = Kopiert
link-refused = Nicht kopiert: Markiere die Adresse und kopiere sie von Hand

## Charts
chart-as-table = Als Tabelle

## Bedrock in the shell
nav-usage = Nutzung
nav-new-missions = { $count ->
    [one] 1 neue Mission ist fertig
   *[other] { $count } neue Missionen sind fertig
}
nav-dead-letters = { $count ->
    [one] 1 Mission ist endgültig gescheitert
   *[other] { $count } Missionen sind endgültig gescheitert
}
action-usage = Nutzung
action-queue = Warteschlange
action-queue-words = Aufträge Dead Letters Bedrock
action-connect = Bedrock verbinden
action-connect-words = AWS Zugangsdaten Modell Schlüssel Region
bedrock-off = Bedrock: aus
bedrock-missing = Bedrock: nicht verbunden
bedrock-connected = Bedrock · { $model } · { $region }
bedrock-not-aws = nicht AWS
bedrock-paused = pausiert
bedrock-paused-why = Bedrock: { $why }
bedrock-generating = { $count } in Arbeit
bedrock-why-no-credentials = keine Zugangsdaten
bedrock-why-expired-credentials = Zugangsdaten abgelaufen
bedrock-why-invalid-credentials = Zugangsdaten abgelehnt
bedrock-why-access-denied = Zugriff verweigert
bedrock-why-access-form = Zugangsformular fehlt
bedrock-why-marketplace = Marketplace
bedrock-why-clock-skew = Uhr geht falsch
bedrock-why-daily-quota = Tageskontingent verbraucht
bedrock-why-zero-quota = Kontingent ist null
bedrock-why-no-region = keine Region
bedrock-why-budget = Budget verbraucht
bedrock-why-locked = Zugangsdaten gesperrt
bedrock-why-off = abgeschaltet
bedrock-pause-title = Die Warteschlange pausiert
bedrock-pause-until = Um { $time } geht es von selbst weiter.
bedrock-trouble-title = Die Warteschlange wartet
bedrock-breaker-title = Bedrock antwortet immer wieder mit Fehlern
bedrock-breaker-text = Nichts geht verloren: Der nächste Versuch kommt von selbst. Offline-Missionen gehen trotzdem.
bedrock-breaker-in = wieder in { $seconds } s
bedrock-breaker-now = neuer Versuch läuft
bedrock-offline = Offline-Missionen
bedrock-settings = Einstellungen
bedrock-budgets = Budgets
bedrock-resume = Fortsetzen
bedrock-resume-action = Warteschlange fortsetzen
bedrock-resumed = Die Warteschlange läuft weiter.
bedrock-try-now = Jetzt versuchen
bedrock-test-again = Noch einmal prüfen
bedrock-testing = Wird geprüft …
bedrock-test-good = Bedrock antwortet. Die Warteschlange läuft weiter.
bedrock-mission-ready = „{ $title }“ ist fertig.
bedrock-mission-open = Öffnen
bedrock-mission-failed = „{ $title }“ konnte nicht erstellt werden. { $reason }
bedrock-mission-why = Warum?

## Usage
usage-title = Nutzung
usage-meta = Was Bedrock gefragt wurde und was es gekostet hat, aus dem Kassenbuch auf diesem Rechner
usage-range = Zeitraum
usage-range-day = 24 Stunden
usage-range-week = 7 Tage
usage-range-month = Dieser Monat
usage-range-all = Alles
usage-show-range = Zeigen: { $range }
usage-shown = { $range }: { $amount } ausgegeben
usage-failed = Die Nutzung konnte nicht geladen werden
usage-disagrees = Das Kassenbuch geht nicht auf
usage-disagrees-next = Für die Budgets gilt die höhere Zahl. „Alles prüfen“ in den Einstellungen sieht die Daten durch; eine Kopie davon hilft bei der Fehlersuche.
usage-adds-up = Das Kassenbuch geht auf: Jeder Aufruf, seine Tokens und sein Preis stimmen mit den Zählern der Budgets überein.
usage-empty-title = Noch nichts ausgegeben
usage-empty-text = Bedrock ist verbunden. Was Missionen und der Mentor kosten, wird hier gezählt, Aufruf für Aufruf.
usage-empty-off = Bedrock ist nicht verbunden, also entstehen keine Kosten. Mitgelieferte Missionen, Bewertung und die Hinweise der Autoren funktionieren auch so.
usage-empty-button = Zu den Missionen
usage-spent = Ausgegeben
usage-tokens = Tokens
usage-token-count = { $count } Tokens
usage-calls = Aufrufe
usage-calls-failed = { $count } gescheitert
usage-calls-unknown = { $count } ungeklärt
usage-throttled = Gedrosselt
usage-from-cache = Wiederverwendet
usage-from-cache-note = Antworten, kostenlos
usage-first = Bis zum ersten Text
usage-whole = Bis zur ganzen Antwort
usage-median = Median
usage-by-day = Ausgaben pro Tag
usage-by-day-summary = { $days ->
    [one] { $amount } an 1 Tag. Tage in UTC, wie AWS sie abrechnet.
   *[other] { $amount } an { $days } Tagen. Tage in UTC, wie AWS sie abrechnet.
}
usage-bar = { $when }: { $amount } · { $calls ->
    [one] 1 Aufruf
   *[other] { $calls } Aufrufe
} · { $tokens } Tokens
usage-by-model = Ausgaben nach Modell und Zweck
usage-row = { $amount } · { $tokens } Tokens · { $calls ->
    [one] 1 Aufruf
   *[other] { $calls } Aufrufe
}
usage-kinds = Tokens nach Art
usage-input = Eingabe
usage-output = Ausgabe
usage-cache-read = Cache gelesen
usage-cache-write = Cache geschrieben
usage-column-day = Tag
usage-column-usd = USD
usage-column-model = Modell
usage-column-purpose = Zweck
usage-column-failed = Gescheitert
usage-column-unknown = Ende unbekannt
usage-column-charged = Berechnete Tokens
usage-column-kind = Art
usage-column-budget = Budget
usage-column-unit = In
usage-column-used = Verbraucht
usage-column-reserved = Reserviert
usage-column-limit = Grenze
usage-column-state = Status
usage-column-measured = Bis
usage-column-median = Median
usage-column-p95 = 95. Perzentil
usage-purpose-mission = Missionen
usage-purpose-repair = Nachbesserungen
usage-purpose-hint = Hinweise
usage-purpose-question = Fragen
usage-purpose-test = Prüfungen
usage-budgets-none = Es ist kein Budget gesetzt.
usage-budgets-set = Budget setzen
usage-budgets-change = Ändern
usage-budget-name = { $scope }, { $window }
usage-budget-of = { $used } von { $limit }
usage-budget-reserved = { $amount } reserviert
usage-budget-good = reicht
usage-budget-near = fast verbraucht
usage-budget-full = verbraucht
usage-speed = Dauer der Aufrufe
usage-speed-summary = { $count ->
    [one] 1 ganze Antwort, gemessen ab dem Absenden
   *[other] { $count } ganze Antworten, gemessen ab dem Absenden
}
usage-speed-amount = { $median } · p95 { $p95 }
usage-queue = Warteschlange
usage-queue-failed = Die Warteschlange konnte nicht geladen werden
usage-queue-counts = { $ready } warten, { $leased } laufen
usage-queue-calls = { $calls } von { $limit } Aufrufen
usage-queue-empty = Nichts wartet. Eine Mission, um die du bittest, steht hier, bis sie fertig geprüft ist.
usage-dead-letters = { $count ->
    [one] 1 Dead Letter
   *[other] { $count } Dead Letters
}
usage-jobs = Aufträge
usage-jobs-more = { $count ->
    [one] 1 weiteren zeigen
   *[other] Weitere zeigen (noch { $count })
}
usage-job-waiting = wartet
usage-job-later = aufgeschoben
usage-job-running = läuft
usage-job-dead = Dead Letter
usage-job-done = erledigt
usage-job-cancelled = abgebrochen
usage-due-now = jetzt fällig
usage-due-seconds = in { $seconds } s
usage-due-minutes = in { $minutes } Min.
usage-due-at = um { $time }
usage-lease-until = in Arbeit bis { $time }
usage-receives = { $count } × entnommen
usage-snoozes = { $count } × aufgeschoben
usage-last-error = Letzter Fehler
usage-redrive = Erneut versuchen
usage-redrive-title = Erneut versuchen: { $title }
usage-redrive-all = Alle Dead Letters erneut versuchen
usage-redrive-done = „{ $title }“ ist wieder in der Warteschlange.
usage-discard = Verwerfen
usage-discard-question = Endgültig verwerfen?
usage-discard-done = „{ $title }“ ist verworfen.
usage-keep = Behalten
usage-cancel = Abbrechen
usage-cancel-title = Abbrechen: { $title }
usage-cancel-done = „{ $title }“ ist abgebrochen.
usage-history = Verlauf
usage-job-model = Auftrag { $id } · { $model }
usage-event-enqueued = eingereiht
usage-event-leased = entnommen
usage-event-snoozed = aufgeschoben
usage-event-retried = zurückgelegt
usage-event-expired = Frist abgelaufen
usage-event-orphaned = wieder aufgenommen
usage-event-done = erledigt
usage-event-dead = Dead Letter
usage-event-redriven = erneut eingereiht
usage-event-discarded = verworfen
usage-event-cancelled = abgebrochen

## Settings: model
model-title = Bedrock
model-text = Schreibt Missionen und antwortet als Mentor, mit deinem eigenen AWS-Konto. Alles andere funktioniert ohne.
model-failed = Die Verbindung zu Bedrock konnte nicht geladen werden
model-credentials = Zugangsdaten
model-credentials-aws = AWS-Profil
model-credentials-aws-text = ein Profil, SSO, credential_process, eine angenommene Rolle oder die Umgebung
model-credentials-pasted = Ein eingefügter Schlüssel
model-credentials-pasted-text = ein Bedrock-API-Schlüssel oder Zugriffsschlüssel, aufbewahrt, wo du sagst
model-credentials-off = Aus
model-credentials-off-text = Bedrock wird nie gefragt
model-profile = Profil
model-profile-default = Das der Umgebung, oder „default“
model-profiles-none = Auf diesem Rechner wurde kein AWS-Profil gefunden. „aws configure sso“ legt eines an; ohne die AWS CLI füge stattdessen einen Schlüssel ein.
model-region = Region
model-region-text = Leer: die des Profils oder der Umgebung.
model-model = Modell
model-model-text = { $label }. Ein Inferenzprofil, eine Modell-ID oder ein ARN.
model-mentor = Modell des Mentors
model-mentor-text = { $label }. Leer: dasselbe wie für Missionen.
model-more = Auslastung
model-callsAtOnce = Gleichzeitige Aufrufe
model-callsAtOnce-text = 1 bis { $most }. Weniger, solange Bedrock drosselt.
model-visibilityMinutes = Minuten, bis ein verstummter Auftrag neu vergeben wird
model-visibilityMinutes-text = 1 bis { $most } (das Visibility Timeout). Laufende Arbeit verlängert sie.
model-number-wrong = Nicht gespeichert: Gib eine ganze Zahl von 1 bis { $most } ein.
model-sqs-strict = Drosselung als Versuch zählen
model-sqs-strict-text = wie SQS es täte: Nach drei Versuchen scheitert eine Mission. Sonst wartet sie, so lange es dauert.
model-test = Verbindung prüfen
model-test-text = Ein winziger Aufruf für weit unter einem Cent.
in-force-ready = Bereit, gefragt zu werden
in-force-source = Zugangsdaten aus
in-force-endpoint = Endpunkt
in-force-not-aws = Dieser Endpunkt gehört nicht AWS: Deine Vorlage, deine Fragen und die signierten Anfragen gehen dorthin. AWS_ENDPOINT_URL_BEDROCK_RUNTIME, AWS_ENDPOINT_URL oder endpoint_url im Profil setzt ihn.
in-force-off = Bedrock ist aus
in-force-off-text = Mitgelieferte Missionen, Bewertung und die Hinweise der Autoren funktionieren wie immer. Nichts wird gesendet, nichts kostet etwas.
in-force-missing = Nicht verbunden
in-force-over-variable = Auch { $name } ist gesetzt; was gilt, geht vor.
in-force-over-profile = Auch das Profil „{ $name }“ ist da; was gilt, geht vor.
key-source-bearerFromEnvironment = der Bedrock-API-Schlüssel in AWS_BEARER_TOKEN_BEDROCK
key-source-bearer = der Bedrock-API-Schlüssel, den du eingefügt hast
key-source-keys = die Zugriffsschlüssel, die du eingefügt hast
key-source-environment = die Zugriffsschlüssel der Umgebung
key-source-profile = das Profil „{ $name }“ ({ $kind })
profile-kind-keys = Zugriffsschlüssel
profile-kind-sso = IAM Identity Center
profile-kind-process = credential_process
profile-kind-role = nimmt eine Rolle an
profile-kind-other = andere Quelle
next-off = Verbinde es in den Einstellungen, um Missionen schreiben und Fragen beantworten zu lassen; mitgelieferte Missionen, Bewertung und die Hinweise der Autoren brauchen nichts davon.
next-paste = Füge einen Bedrock-API-Schlüssel oder Zugriffsschlüssel ein, oder wähle ein AWS-Profil.
next-paste-again = Füge die Zugangsdaten noch einmal ein, oder wähle ein AWS-Profil.
next-paste-new = Füge neue Zugangsdaten ein; die aufbewahrten gelten nicht mehr.
next-unlock-file = Entsperre die verschlüsselte Datei mit ihrer Passphrase; sie bleibt offen, bis das Programm endet.
next-unlock-keyring = Entsperre den Schlüsselbund und versuche es noch einmal, oder bewahre die Zugangsdaten nur diesmal oder in einer verschlüsselten Datei auf.
next-sso-login = Führe `aws sso login --profile { $profile }` aus; das wird von selbst bemerkt.
next-credential-process = Führe `credential_process` des Profils `{ $profile }` von Hand aus, um zu sehen, was es sagt, oder melde dich so neu an, wie es deine Organisation will.
next-bearer-variable = Erstelle einen neuen Bedrock-API-Schlüssel und setze ihn in AWS_BEARER_TOKEN_BEDROCK, oder entferne die Variable, um das Profil zu verwenden; starte das Programm danach neu.
next-key-variables = Setze neue Schlüssel in AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY und AWS_SESSION_TOKEN, oder entferne sie, um das Profil zu verwenden; starte das Programm danach neu.
next-wait-or-raise-budget = Warte, bis genug davon vergangen ist, oder erhöhe das Budget in den Einstellungen.
next-raise-budget = Erhöhe das Budget in den Einstellungen.
next-doctor = Versuche es noch einmal; `mission doctor` sagt, was an den eigenen Daten des Programms nicht stimmt.
next-throttled = Nichts zu tun: Es wird von selbst wieder versucht. Bleibt es so, bitte in Service Quotas um ein höheres Kontingent.
next-unavailable = Nichts zu tun: Es wird von selbst wieder versucht.
next-model-not-ready = Nichts zu tun: Es wird von selbst wieder versucht.
next-offline = Prüfe Netz, Proxy und Region; es wird von selbst wieder versucht.
next-no-credentials = Wähle ein Profil oder gib unter „Bedrock verbinden“ einen Schlüssel ein, oder führe `aws configure` aus.
next-expired-credentials = Melde dich neu an (bei einem Profil mit SSO: `aws sso login`), oder gib unter „Bedrock verbinden“ einen neuen Schlüssel ein.
next-invalid-credentials = Gib den Schlüssel unter „Bedrock verbinden“ noch einmal ein, oder wähle ein anderes Profil; vielleicht wurde er gelöscht oder falsch getippt.
next-access-denied = Bitte, wer das Konto verwaltet, bedrock:InvokeModelWithResponseStream für das Inferenzprofil und für sein Modell in jeder Region zu erlauben, in die es leitet.
next-access-form = Öffne das Modell in der Bedrock-Konsole, fülle das Formular zum Anwendungsfall aus und versuche es nach 15 Minuten noch einmal.
next-marketplace = Lass jemanden mit Rechten für AWS Marketplace das Modell einmal in der Bedrock-Konsole öffnen, prüfe die Zahlungsart des Kontos und versuche es nach 15 Minuten noch einmal.
next-clock-skew = Stelle die Uhr dieses Rechners (schalte die automatische Zeit ein) und versuche es noch einmal.
next-daily-quota = Warte bis zum nächsten Tag, wähle ein anderes Modell, oder bitte in Service Quotas um ein höheres Kontingent.
next-zero-quota = Bitte in Service Quotas um ein Kontingent oder eröffne einen Support-Fall bei AWS; bis dahin hilft kein neuer Versuch.
next-no-region = Setze unter „Bedrock verbinden“ oder im Profil eine Region mit Bedrock, etwa us-east-1.
next-needs-profile = Verwende die ID eines Inferenzprofils: die Modell-ID mit global., us., eu., apac., jp. oder au. davor.
next-no-such-model = Prüfe Modell-ID und Region, oder wähle ein anderes Modell.
next-unsupported-output = Wähle ein anderes Modell; dieses lässt sich auf diese Art nicht an eine Form der Antwort binden.
next-model-timeout = Versuche es noch einmal; geschieht es jedes Mal, versuche ein anderes Modell oder eine andere Region.
next-model-stream = Versuche es noch einmal; geschieht es jedes Mal, versuche ein anderes Modell oder eine andere Region.
next-internal = Versuche es noch einmal; geschieht es jedes Mal, versuche ein anderes Modell oder eine andere Region.
next-interrupted = Versuche es noch einmal; geschieht es jedes Mal, versuche ein anderes Modell oder eine andere Region.
next-stalled = Versuche es noch einmal; geschieht es jedes Mal, versuche ein anderes Modell oder eine andere Region.
next-garbled = Versuche es noch einmal; geschieht es jedes Mal, versuche ein anderes Modell oder eine andere Region.
next-invalid = Wähle ein anderes Modell oder bitte um weniger; bleibt es so, melde es bitte.
next-unknown = Prüfe den Endpunkt und die Anmeldeseite des Netzes; bleibt es so, melde es bitte.
test-found-region = Aufrufe gehen in die Region { $region }.
test-found-credentials = Es gilt: { $source }.
test-found-endpoint = Aufrufe gehen an { $endpoint }.
test-found-clock = Die Uhr dieses Rechners geht für AWS richtig genug.
test-found-model = { $model } hat geantwortet.
paste-kind = Was eingefügt wird
paste-kind-bearer = Bedrock-API-Schlüssel
paste-kind-accessKeys = Zugriffsschlüssel
paste-bearer = Bedrock-API-Schlüssel
paste-key-id = Zugriffsschlüssel-ID
paste-secret = Geheimer Zugriffsschlüssel
paste-token = Sitzungstoken, für vorübergehende Schlüssel
paste-place = Wo er aufbewahrt wird
paste-passphrase = Passphrase, mindestens { $count } Zeichen
paste-again = Passphrase noch einmal
paste-save = Schlüssel speichern
paste-saved = Der Schlüssel ist aufbewahrt. Er wird nicht wieder gezeigt.
paste-problem-key = Füge den Bedrock-API-Schlüssel ein: ein Wort ohne Leerzeichen.
paste-problem-key-id = Eine Zugriffsschlüssel-ID besteht aus Großbuchstaben und Ziffern, wie AKIA… oder ASIA….
paste-problem-secret = Füge den geheimen Zugriffsschlüssel ein, der zu dieser ID gehört.
paste-problem-token = Eine ID, die mit ASIA beginnt, ist vorübergehend: Füge auch ihr Sitzungstoken ein.
paste-problem-passphrase = Die Passphrase ist zu kurz: Sie braucht mindestens 8 Zeichen.
paste-problem-again = Die beiden Passphrasen sind verschieden.
vault-keyring = Der Schlüsselbund des Systems
vault-keyring-available = verschlüsselt durch deine Anmeldung
vault-keyring-noBus = Es gibt keinen Sitzungsbus, daher ist kein Schlüsselbund erreichbar. Starte das Programm in einer Desktop-Sitzung oder unter dbus-run-session.
vault-keyring-locked = Er ist gesperrt oder hat nicht innerhalb von 3 Sekunden geantwortet. Beantworte seine Frage oder entsperre ihn, dann versuche es noch einmal.
vault-keyring-denied = Er hat den Zugriff verweigert. Erlaube ihn Mission Architect, wenn er fragt, dann versuche es noch einmal.
vault-keyring-unavailable = Er funktioniert nicht. Sieh nach dem Schlüsselbund des Systems (unter Linux: installiere und starte einen, etwa GNOME Keyring oder KWallet), dann starte das Programm neu.
vault-keyring-says = Das System sagt: { $words }
vault-keyring-note-waits = Er wartet noch, vielleicht auf sein Passwort; was vorher von ihm verlangt wurde, wird nicht mehr ausgeführt.
vault-keyring-note-goneThrough = Eine Änderung, die als gescheitert gemeldet wurde, kam später doch an und ließ sich nicht zurücknehmen. Sieh nach, was gespeichert ist, und vergiss oder ersetze es.
vault-memory = Nur diesmal
vault-memory-text = vergessen, wenn das Programm endet
vault-file = Eine verschlüsselte Datei
vault-file-text = fragt bei jedem Start einmal nach ihrer Passphrase
held-bearer = Bedrock-API-Schlüssel
held-accessKeys = Zugriffsschlüssel
held-unknown = Zugangsdaten
held-mark = { $kind } …{ $mark }
held-locked = gesperrt
held-passphrase = Passphrase
held-unlock = Entsperren
held-unlocked = Die verschlüsselte Datei ist für diesmal entsperrt.
held-forget = Vergessen
held-forget-question = Endgültig vergessen?
held-forgotten = { $place }: vergessen.
test-step-region = Region
test-step-credentials = Zugangsdaten
test-step-endpoint = Endpunkt
test-step-clock = Uhr
test-step-model = Modell
test-next = Was zu tun ist:
test-good = Die Verbindung steht.
test-good-facts = Erster Text nach { $time }, Kosten { $cost }.

## Settings: budgets and prices
budgets-title = Budgets
budgets-text = Was höchstens ausgegeben werden darf. Ein Aufruf, der darüber läge, findet nicht statt. Leer heißt keine Grenze, 0 heißt gar nichts.
budgets-failed = Die Budgets konnten nicht geladen werden
budgets-what = Wofür die Grenze gilt
budgets-none = keine Grenze
budgets-field = { $scope }, { $window }, { $unit }
budgets-save = Budgets speichern
budgets-reset = Änderungen verwerfen
budgets-saved = Die Budgets gelten.
budgets-problem-amount = Ein Betrag in USD wird wie 5 oder 0.25 geschrieben.
budgets-problem-digits = Ein Betrag hat höchstens neun Nachkommastellen.
budgets-problem-whole = Tokens sind eine ganze Zahl, wie 200000.
budgets-problem-large = So weit zählt dieses Programm nicht. Lass das Feld leer für keine Grenze.
budget-scope-all = Alles
budget-scope-missions = Missionen
budget-scope-mentor = Mentor
budget-window-tenMinutes = 10 Minuten
budget-window-day = heute
budget-window-month = dieser Monat
budget-column-tenMinutes = 10 Minuten
budget-column-day = Tag (UTC)
budget-column-month = Monat (UTC)
budget-unit-usd = USD
budget-unit-tokens = Tokens
prices-title = Preise
prices-text = USD für eine Million Tokens. Danach werden Voranschläge und Kosten berechnet; maßgeblich ist, was AWS abrechnet.
prices-failed = Die Preise konnten nicht geladen werden
prices-bundled = Stand { $date }, mit dem Programm geliefert
prices-from-file = Stand { $date }, aus
prices-problem-next = Bis das behoben ist, gelten die mitgelieferten Preise.
prices-edit = Preise bearbeiten …
prices-opened = { $path } ist geöffnet. Eine Änderung gilt ab dem nächsten Aufruf.
prices-again = Datei neu lesen

## Connect Bedrock
connect-open = Bedrock verbinden
connect-title = Bedrock verbinden
connect-text = Mit deinem eigenen AWS-Konto. Gesendet wird erst, wenn du prüfst, und Budgets halten die Kosten in deinen Grenzen.
connect-who = Zugangsdaten
connect-profile = Profil „{ $name }“
connect-chain = Die Umgebung
connect-chain-text = AWS-Variablen oder das Standardprofil
connect-pasted = Ein eingefügter Schlüssel
connect-pasted-text = ein Bedrock-API-Schlüssel oder Zugriffsschlüssel
connect-test = Verbinden und prüfen
connect-later = Nicht jetzt
connect-done = Fertig
connect-new = Neue Mission
connect-next = Wie es weitergeht:
connect-next-text = Bitte um eine eigene Mission, oder öffne irgendeine und frag den Mentor.

## Mentor
mentor-name = Mentor
mentor-you = Du:
mentor-conversation = Gespräch mit dem Mentor
mentor-exchange = Gefragt { $time }
mentor-empty = Frag, was du willst, zu dieser Mission. Der Mentor liest deine Vorlage mit, ohne Geheimnisse darin, und verrät die Lösung nicht.
mentor-load-problem = Das Gespräch konnte nicht geladen werden
mentor-level-1 = Anstoß
mentor-level-2 = Wo
mentor-level-3 = Ähnlicher Fall
mentor-level-4 = Alles
mentor-level-1-text = Eine Frage, die in die richtige Richtung weist
mentor-level-2-text = Welche Ressource und welche Eigenschaft du dir ansehen solltest
mentor-level-3-text = Ein durchgearbeitetes Beispiel für einen ähnlichen Fall
mentor-level-4-text = Verrät die Lösung dieses Kriteriums
mentor-hint-on = Hinweis des Mentors zu „{ $criterion }“
mentor-ask = Den Mentor fragen …
mentor-send = Fragen
mentor-stop = Anhalten
mentor-price = ≈ { $likely }, höchstens { $most }
mentor-price-unknown = (für dieses Modell ist kein Preis bekannt: gerechnet mit dem teuersten)
mentor-length = { $count } von { $most } Zeichen.
mentor-too-long = { $count } Zeichen: Eine Frage darf höchstens { $most } haben.
mentor-not-asked = Nicht gefragt.
mentor-over-budget = Budget überschritten: Es wird nichts gefragt.
mentor-fits-at = Ab { $time } reicht es wieder.
mentor-budgets = Budgets
mentor-connect = Bedrock verbinden
mentor-off = Der Mentor braucht Amazon Bedrock.
mentor-off-text = Er beantwortet Fragen zu deiner eigenen Vorlage, für je ein paar Cent.
mentor-off-works = Die Hinweise des Autors, die Bewertung und alles andere funktionieren ohne.
mentor-elsewhere = Diese Antwort wird noch geschrieben, in einem anderen Fenster oder Terminal.
mentor-stopped = Hier hast du angehalten.
mentor-failed = Die Antwort brach ab.
mentor-withheld = Zurückgehalten.
mentor-cost = { $usd } · { $tokens } Tokens
mentor-cost-none = nichts berechnet
mentor-cost-detail = { $tokens } Tokens auf { $model }
mentor-copy = Diese Antwort kopieren
mentor-copied = Kopiert
mentor-newest = Zur neuesten
mentor-sent = Was gesendet wird
mentor-sent-text = Wort für Wort, was an Bedrock ginge, wenn du jetzt fragst. Durch das Ansehen wird nichts gesendet.
mentor-sent-to = An { $model }: etwa { $likely }, höchstens { $most }.
mentor-scrubbed = Aus deiner Vorlage weggelassen
mentor-scrubbed-none = Nichts darin sieht nach einem Geheimnis aus.
mentor-scrubbed-line = Zeile { $line }: { $kind }
mentor-search = Gespräche durchsuchen
mentor-search-where = Wo
mentor-search-all = Alle Missionen
mentor-search-here = Diese Mission
mentor-search-hint = Durchsucht deine Fragen und die Antworten.
mentor-search-none = Zu „{ $words }“ wurde nichts gefunden.
mentor-search-found = { $count ->
    [one] 1 Stelle gefunden
   *[other] { $count } Stellen gefunden
}
mentor-forget = Dieses Gespräch löschen
mentor-forget-question = { $count ->
    [one] Diese Frage und ihre Antwort endgültig löschen?
   *[other] Alle { $count } Fragen und Antworten endgültig löschen?
}
mentor-forget-yes = Löschen
mentor-forget-no = Behalten
mentor-action-ask = Den Mentor fragen
mentor-action-hint = Den Mentor um einen Hinweis bitten: { $level }
mentor-action-stop = Den Mentor anhalten
mentor-happening-asking = Der Mentor wird gefragt.
mentor-happening-answering = Der Mentor antwortet.
mentor-happening-done = Der Mentor hat geantwortet.
mentor-happening-stopped = Angehalten. Was da ist, bleibt.
mentor-happening-failed = Die Antwort brach ab.
mentor-happening-withheld = Die Antwort wurde zurückgehalten.
mentor-happening-notAsked = Es wurde nichts gefragt.
mentor-happening-forgotten = Das Gespräch ist gelöscht.

## Proofs of suggested changes
proof-counts = Geprüft: behebt { $fixes }, macht { $breaks } kaputt
proof-nothing = Geprüft: ändert kein Urteil
proof-would-pass = Wäre danach erfüllt
proof-would-fail = Wäre danach nicht mehr erfüllt
proof-unverified = Nicht geprüft
proof-unverified-why = Nicht geprüft: { $why }
proof-check = Vorschlag prüfen
proof-checking = Wird geprüft …
proof-failed = Der Vorschlag ließ sich nicht prüfen. { $why }

## New mission
new-title = Neue Mission
new-way = Wie sie entsteht
new-way-offline = Offline
new-way-bedrock = Bedrock
new-text-offline = Auf diesem Rechner erstellt und geprüft, sofort. Keine KI schreibt sie.
new-text-bedrock = Von einem Modell auf Bedrock geschrieben und auf diesem Rechner geprüft, bevor du sie bekommst.
new-make-offline = Offline erstellen
new-seed-open = Startwert festlegen
new-seed = Startwert
new-seed-any = wird ausgewürfelt
new-seed-hint = Derselbe Startwert, dieselben Wünsche und dieselbe Version ergeben dieselbe Mission, hier und auf jedem anderen Rechner.
new-seed-wrong = Ein Startwert ist eine ganze Zahl von 0 bis 9.007.199.254.740.991.
new-not-made = Es wurde keine erstellt.
new-free = Kostet nichts
new-free-text = aus handgeschriebenen Architekturen zusammengestellt; kein Konto, kein Netz
new-make = Erstellen
new-making = Wird erstellt …
new-topic = Worum soll es gehen?
new-topic-example = Ein Ticketshop, der beim Verkaufsstart in die Knie geht
new-topic-long = { $count } Zeichen: höchstens { $most }.
new-services = Dienste
new-services-any = Beliebige
new-services-hint-bedrock = Namen, mit Kommas getrennt. Ohne Angabe wählt das Modell.
new-services-hint-offline = Namen, mit Kommas getrennt. Ohne Angabe sind es beliebige.
new-services-remove = { $service } entfernen
new-level-any = Beliebig
new-model = Modell: { $model }
new-model-other = Ein anderes Modell für diese Mission
new-model-hint = Eine Modell-ID, ein Inferenzprofil oder ein ARN; leer gilt das der Einstellungen.
new-price = Etwa { $likely }, höchstens { $most }
new-price-of = mit einer Runde Nachbessern, Preise vom { $date }
new-price-unknown = für dieses Modell ist kein Preis bekannt: gerechnet mit dem teuersten vom { $date }
new-not-now = Nicht jetzt
new-ask = Anfordern
new-asking = Wird angefordert …
new-asked = „{ $title }“ ist in der Warteschlange. Du kannst inzwischen weitermachen.
new-failed = Nicht angefordert.
new-offline = Sofort und kostenlos: mitgelieferte Missionen, die dem nahekommen
new-offline-none = Die mitgelieferten Missionen gehen offline und kosten nichts.

## Generated missions
generated-title = Für dich erstellt
generated-filter = Welche der für dich erstellten Missionen
generated-all = Alle { $count }
generated-filter-generating = Unterwegs { $count }
generated-filter-ready = Fertig { $count }
generated-filter-failed = Gescheitert { $count }
generated-filter-cancelled = Abgebrochen { $count }
generated-failed = Die für dich erstellten Missionen konnten nicht geladen werden
generated-none = Davon gibt es gerade keine.
generated-more = Mehr laden
generated-shown = { $shown } von { $total }
generated-any-level = Jede Stufe
generated-start = beginnen
generated-phase-waiting = Wartet, bis sie dran ist.
generated-phase-snoozed = Bedrock kann sie gerade nicht nehmen.
generated-see-why = Warum?
generated-see-less = Weniger
generated-phase-paused = Wartet: Die Warteschlange pausiert.
generated-phase-waitsForBudget = Wartet, bis das Budget reicht.
generated-phase-writing = Das Modell schreibt: bisher { $received } Zeichen.
generated-phase-proving = Die Mission wird geprüft: Jedes Kriterium muss scheitern können.
generated-phase-repairing = Das Modell bessert nach, was die Prüfung fand: bisher { $received } Zeichen.
generated-phase-elsewhere = Ein anderes Programm arbeitet daran.
generated-phase-ready = Sie ist fertig.
generated-phase-failed = Sie ist gescheitert.
generated-phase-cancelled = Du hast sie abgebrochen. Es wird nichts mehr berechnet.
generated-due = Nächster Versuch in { $left }.
generated-due-now = Neuer Versuch läuft.
generated-before = Zuvor versucht: { $why }
generated-kept = Nichts geht verloren.
generated-nothing-more = Es wird nichts mehr berechnet.
generated-state-working = in Arbeit
generated-state-waiting = wartet
generated-state-ready = fertig
generated-state-failed = gescheitert
generated-state-cancelled = abgebrochen
generated-cancel = Abbrechen
generated-discard = Verwerfen
generated-discard-question = Diese Mission endgültig verwerfen?
generated-keep = Behalten
