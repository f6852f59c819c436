# All text of the window. Ids are grouped by screen; `{ $name }` are arguments. src/messages/messages.test.ts proves that every id used is here
# and every id here is used.

## Everywhere
app-name = Mission Architect
try-again = Try again
dismiss = Dismiss
close = Close
loading = One moment…
problem-detail = Details
problem-next-restart = Try again. If it stays, “Check everything” in Settings says what is wrong.
problem-open-settings = Open Settings
piece-problem = This part of the window could not be loaded.
piece-problem-text = Try again; if that does not help, start the app anew.
minutes = { $count } min
part-of = { $part } of { $whole }

## Levels, kinds and services
level-foundation = Foundation
level-associate = Associate
level-professional = Professional
kind-build = Build
kind-blanks = Fill in the blanks
kind-blanks-short = Blanks
kind-sabotage = Sabotage
kind-offline = Made offline
kind-file = From a file
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
nav-label = Main
nav-missions = Missions
nav-progress = Progress
nav-settings = Settings
nav-path = { $pack }: { $passed } of { $total } missions passed
skip-to-content = Skip to the content
status-label = Status
status-not-watching = not watching
status-watching = watching
status-polling = every 2 s
status-missing = file missing
status-unreadable = cannot be read
status-link = link elsewhere
status-saved = saved { $time }
status-graded = graded in { $duration }
status-not-kept = not kept
status-palette = Actions
notices-label = Notices
notices-problem = Problem
notices-log = What was said
notices-more = { $count } more
notices-fewer = Fewer
event-stream-broken = The window does not hear of saves. Close it and open it again.

## Actions and keys
group-go = Go to
group-window = Window
group-missions = Missions
action-missions = Missions
action-progress = Progress
action-new-mission = New mission
action-new-mission-words = generate ask Bedrock model
action-new-offline = New mission, made offline
action-new-offline-words = generate seed no AI network
action-practise = Practise what is due
action-practise-words = spaced return review skills
action-settings = Settings
action-resume = Resume “{ $title }”
action-palette = All actions
action-keys = Keys
action-notice = To the newest notice
action-search = Search missions
action-theme-light = Light theme
action-theme-dark = Dark theme
action-theme-system = Theme of the system
action-zoom-in = Larger
action-zoom-out = Smaller
action-zoom-usual = Usual size
action-zoom-words = zoom text size
action-language = Language and size
action-language-words = English Deutsch German zoom
zoom-now = { $percent } %
palette-title = Actions
palette-hint = Every action and every mission, by name
palette-placeholder = What do you want to do?
palette-nothing = Nothing is called that.
palette-mission-words = open mission
keys-title = Keys
keys-hint = Letters work while no field is typed in.
keys-moving = Moving
keys-arrows = Move in lists
keys-first-last = To the first and the last
keys-enter = Open
keys-escape = Close, or leave a field
key-control = Ctrl
key-shift = Shift
key-enter = Enter
key-escape = Esc
key-space = Space
key-home = Home
key-end = End
key-page-up = Page Up
key-page-down = Page Down

## Files dropped on the window
action-open-file = Open a file…
action-open-file-words = drop template mission add use
drop-let-go = Let go to look at it
drop-here = A template can become yours in “{ $title }”; a mission file can join your missions.
drop-elsewhere = A mission file can join your missions; a template can be used in one.
drop-first-only = Of { $count } files, only the first is looked at.
drop-nothing-yet = Nothing is changed before you say so.
drop-looking = Looking at the file
drop-failed = The file could not be looked at
drop-mission = A mission
drop-mission-text = It was proved just now: its solution passes, its starter does not, and each criterion can be failed.
drop-mission-known = A mission that is in your list
drop-mission-known-text = It stays as it is there, with all that you have saved.
drop-template = A template
drop-template-here = Use as your template?
drop-template-has = { $count ->
    [one] It has 1 resource.
   *[other] It has { $count } resources.
}
drop-template-text = It takes the place of what is in your file for “{ $title }” and is graded. Your text is kept in History and comes back with one press.
drop-template-last = A template is used in a mission that you have started. The last one you worked on is “{ $title }”: there it would take the place of your text, which is kept in History.
drop-template-nowhere = A template is used in a mission that you have started. Start one, then drop the file on it.
drop-neither = Neither a template nor a mission
drop-neither-text = It cannot be used as it is:
drop-others = { $count ->
    [one] 1 more file was dropped with it. It is left alone.
   *[other] { $count } more files were dropped with it. They are left alone.
}
drop-add = Add and open
drop-open = Open it
drop-use = Use it
drop-use-there = Use it there
drop-again = Look again
drop-not = Leave it
drop-used = The file is your template in “{ $title }” now.
drop-undo = Undo
drop-undone = Your own text is back.

## Said outside of the window
tell-passed = Mission passed
tell-passed-text = “{ $title }”: all { $total } criteria are met.
tell-ready = A mission is ready
tell-failed = A mission could not be made
tell-failed-text = “{ $title }”: { $reason }

## Data notices
data-temporary-title = Not kept
data-notice-title = Notice
data-newer-title = This data is from a newer version
data-newer-text = Mission Architect does not touch data that it does not know. Update the program, or take a copy of everything and begin in another folder.
data-refused-title = The data could not be opened
data-refused-text = Nothing was changed. The checks below say what to do; a copy of everything can be taken first.
data-folder = Data folder
data-export = Export a copy…
data-exported = A copy of all data is in { $path }.
data-read-only = read only
data-version = Version { $version }

## Missions
missions-title = Missions
missions-meta = { $passed } of { $total } passed · all work offline
missions-search = Search missions, services, skills
missions-search-short = Search
missions-filter-level = Level
missions-filter-service = Service
missions-filter-state = State
missions-filter-kind = Kind
missions-any-kind = Any kind
missions-any-level = Any level
missions-any-service = Any service
missions-any-state = Any state
missions-state-new = not started
missions-state-started = in progress
missions-state-passed = passed
missions-found = { $count ->
    [one] 1 mission
   *[other] { $count } missions
}
missions-none-title = No mission matches
missions-none-text = Nothing in { $total } missions fits “{ $search }” with these filters.
missions-none-filters = Nothing in { $total } missions fits these filters.
missions-show-all = Show all missions
missions-empty-title = There are no missions
missions-empty-text = The bundled packs could not be read. “Check everything” in Settings says why.
missions-failed = The missions could not be listed
missions-outdated = changed since you started
missions-resume = Continue
missions-resume-button = Resume
missions-resume-saved = last saved { $time }
missions-resume-next = next: { $next }
missions-resume-criteria = { $passed } of { $total } criteria

## Practice
practice-due-count = { $count ->
    [one] 1 skill is due
   *[other] { $count } skills are due
}
practice-due-more = { $named } and { $more } more
practice-practise = Practise
practice-practise-skill = Practise { $skill }
practice-looking = Looking for one…
practice-title = Practice
practice-show-all = Show all { $count }
practice-failed = What is due could not be read
practice-off-title = Spaced return is off
practice-off-text = Nothing comes back by itself, and nothing is due.
practice-off-settings = Switch it on in Settings
practice-offer = “{ $title }” practises { $count ->
    [1] { $due ->
        [1] it
       *[other] one of them
    }
   *[other] { $count } of them
}.
practice-offer-made = A new mission is made for it on this machine, in a moment.
practice-skill-line = last practised { $when } · { $lapses ->
    [0] never wrong
   *[other] wrong { $lapses } of { $reviews } times
}
practice-none-due = Nothing is due
practice-next = Next: { $skill }, { $when }.
practice-empty-title = Nothing comes back yet
practice-empty-text = What a mission teaches is asked again in later missions, at growing intervals: sooner what was hard. It begins with the first mission you pass.
practice-settings = Practice
practice-settings-text = Skills that were hard come back in later missions, at growing intervals.
practice-switch = Bring back what was hard
practice-retention = How well it should still be known when it comes back
practice-percent = { $percent } %
practice-rarely = It comes back late and rarely. You will have forgotten about a quarter of it by then, and relearn that.
practice-seldom = It comes back a little late: less to do, a little more to relearn.
practice-usual = It comes back before most of it is forgotten. A good balance for most people.
practice-often = It comes back early and often: much more to do, hardly anything forgotten.

## Welcome
welcome-title = Learn AWS architecture by building it
welcome-text = You get a customer’s problem and a template that does not solve it yet. No account, no network, no cost.
welcome-read = Read
welcome-read-text = what the customer needs, and what counts as solved.
welcome-edit = Edit
welcome-edit-text = the CloudFormation template, in your own editor.
welcome-save = Save
welcome-save-text = and see each criterion graded, down to the line.
welcome-first = First mission
welcome-start = Start offline
welcome-skip = Look around first
welcome-editor = Opens in
welcome-editor-none = No editor found: choose one in Settings
welcome-workspace = The template goes to { $folder }
welcome-failed = The mission could not be started
welcome-opened = Opened in { $editor }.

## Progress
progress-title = Progress
progress-meta = Everything you have saved, on this machine
progress-of = { $name }’s progress
progress-failed = Your progress could not be read
progress-empty-title = Nothing saved yet
progress-empty-text = Start a mission. Each save you make is counted here, and nothing leaves this machine.
progress-empty-button = Choose a mission
progress-missions = Missions passed
progress-missions-of = of { $total }
progress-criteria = Criteria met
progress-week = Saves in 7 days
progress-streak = Streak
progress-days = { $count ->
    [one] 1 day
   *[other] { $count } days
}
progress-streak-today = saved today
progress-streak-open = save today to keep it
progress-streak-none = begins with your next save
progress-streak-hide = Switch off
progress-streak-hidden = The streak is switched off. Settings brings it back.
progress-calendar = Saves by day
progress-calendar-summary = { $days ->
    [one] Saves on 1 day
   *[other] Saves on { $days } days
} in the last year
progress-as-table = As a table
progress-as-calendar = As a calendar
progress-day = { $date }: { $saves ->
    [0] nothing saved
    [one] 1 save
   *[other] { $saves } saves
}{ $passes ->
    [0] {""}
    [one] , 1 mission passed
   *[other] , { $passes } missions passed
}
progress-less = Less
progress-more = More
progress-passed-mark = mission passed
progress-column-day = Day
progress-column-saves = Saves
progress-column-passes = Missions passed
progress-done = Missions done
progress-done-none = None yet. A mission is done when every criterion passes.
progress-skills = Skills
progress-skill-count = { $passed } of { $missions }
progress-skill-missions = missions passed
progress-area-count = { $begun } of { $total } begun
progress-strength-fresh = fresh
progress-strength-fading = fading
progress-strength-due = due
progress-memory = Still known with a chance of about { $percent } %. It comes back { $when }.

## Settings
settings-title = Settings
settings-meta = Kept in { $file }
settings-failed = The settings could not be read
settings-not-saved = Not saved
settings-saved = Saved
settings-appearance = Appearance
settings-theme = Theme
settings-theme-system = System
settings-theme-light = Light
settings-theme-dark = Dark
settings-language = Language
settings-language-system = System: { $language }
settings-zoom = Size
settings-zoom-percent = { $percent } %
settings-language-failed = This language could not be loaded. The window stays as it is.
settings-notify = Notifications
settings-notify-text = Said by your desktop, and only while another window is in front.
settings-notify-switch = Say when a mission is passed, ready, or could not be made
settings-icons = Service icons
settings-icons-text = Diagrams show plain glyphs. AWS’s own icons are not part of this program, because their licence does not allow that.
settings-icons-how = You may download them from AWS yourself, “Architecture icons” at aws.amazon.com/architecture/icons, unpack them and choose the folder here. Nothing is fetched, and they stay on this machine.
settings-icons-none = No folder chosen
settings-icons-found = { $count ->
    [0] None of its files is named like an AWS service icon. Choose the folder that you unpacked.
   *[other] Found for { $count } of { $of } common services
}
settings-icons-choose = Choose a folder of icons…
settings-icons-forget = Use plain glyphs
settings-editor = Editor
settings-editor-text = Where templates open, at the line that a criterion is about.
settings-editor-first = The first one found
editor-name-neovim = Neovim in a terminal
editor-name-vim = Vim in a terminal
editor-name-system = The system’s default
editor-name-custom = Your own command
settings-editor-missing = not found
settings-editor-found = found
settings-editors-missing = { $count ->
    [one] 1 more that was not found
   *[other] { $count } more that were not found
}
settings-custom = Command
settings-custom-text = The program and its arguments. Quotes keep spaces together; no shell is involved.
settings-custom-insert = Insert { $placeholder }
settings-custom-runs = Runs
settings-custom-use = Use this command
settings-custom-empty = Type the program first.
settings-custom-no-file = Say where the template goes: {"{"}file{"}"} is missing.
settings-custom-quote = A quote is not closed.
settings-open-on-start = Open the editor when a mission starts
settings-workspaces = Workspace folder
settings-workspaces-text = New missions get a folder in here. Missions you have started stay where they are.
settings-workspaces-default = default
settings-workspaces-choose = Choose a folder…
settings-workspaces-reset = Use the default
settings-you = You
settings-name = Name
settings-name-text = Shown in Progress, kept on this machine.
settings-streak = Show a streak in Progress
settings-data = Data
settings-data-text = All of it is in these places. Nothing is sent anywhere.
settings-data-folder = Data
settings-config-file = Settings
settings-log-folder = Logs
settings-doctor = Checks
settings-doctor-text = What the program needs, looked at just now.
settings-doctor-again = Check everything
settings-doctor-failed = The checks could not be run
check-ok = fine
check-warning = attention
check-failed = failed
settings-about = About
settings-about-version = Mission Architect { $version } for { $platform }
settings-about-licence = Free software under the MIT or the Apache-2.0 licence. Type set in Inter and JetBrains Mono (SIL OFL 1.1).

## Mission screen
mission-position = { $pack } { $position } of { $size }
mission-points = { $earned } of { $possible } points
mission-points-unit = { $count ->
    [one] point
   *[other] points
}
mission-percent = { $percent } %
mission-criteria-pass = { $passed } of { $total } criteria pass
mission-passed-of = { $passed } of { $total }
mission-load-problem = The mission could not be opened
mission-all-missions = All missions
mission-left-pane = Mission
mission-middle-pane = Template
mission-resize-left = Width of the mission pane
mission-resize-right = Width of the mentor pane
mission-tab-brief = Brief
mission-tab-criteria = Criteria
mission-tab-history = History
mission-tab-blanks = Blanks
mission-tab-architecture = Architecture
mission-tab-template = Template
mission-tab-unsaved = unsaved
mission-tab-changes = Changes
mission-hints = Hints
mission-hints-free = by the author · free, offline
mission-hints-seen = { $seen } of { $count } shown · free, offline
mission-ask-mentor = Ask the mentor
mission-close-mentor = Close the mentor
mission-asked = What is asked
mission-sources = Where AWS explains it
mission-start-title = When you start
mission-start = Start mission
mission-starting = Starting…
mission-start-elsewhere = Choose the folder…
mission-start-folder = A folder is made for this mission
mission-start-folder-in = A folder for this mission is made in { $folder }
mission-start-starter = The starter template is put into it, as template.yaml
mission-start-editor = { $editor } opens on it
mission-start-editor-missing = No editor was found: open the file with any that you like
mission-start-no-editor = You open the file with any editor that you like
mission-start-blanks = The blanks are answered here, by keyboard, or in the file
mission-start-watch = Each time you save, it is graded here, on this machine
mission-start-aside = No account, no network, nothing is deployed.
mission-read-starter = Read the starter first
mission-starter-note = The starter, as you will get it. Start the mission to edit it.
mission-started-ready = The template is ready.
mission-started-created = The template is ready. { $passed } of { $total } is where everyone starts.
mission-started-kept = Your template was already there: it was kept and graded.
mission-opened = { $editor } opens the template.
mission-choose-editor = Choose an editor
mission-verdict-pass = Pass
mission-verdict-partial = Partly
mission-verdict-fail = Not met
mission-verdict-unknown = Can’t tell yet
mission-verdict-locked = Locked
mission-verdict-none = Not graded
mission-unlocks-after = unlocks after “{ $labels }”
mission-lines = { $count ->
    [one] line { $lines }
   *[other] lines { $lines }
}
mission-just-now = just now
mission-found = found
mission-needs = needs
mission-wanted-any = any value
mission-wanted-empty = empty text
mission-wanted-exactly = `{ $code }`
mission-wanted-reference = a reference to `{ $code }`
mission-wanted-begins = text that begins with `{ $code }`
mission-wanted-ends = text that ends with `{ $code }`
mission-wanted-holds = text with `{ $code }` in it
mission-wanted-holds-reference = text with a reference to `{ $code }` in it
mission-wanted-like = text like `{ $code }`
mission-nothing = nothing
mission-part-pass = Met
mission-part-fail = Not met
mission-part-unknown = Can’t tell yet
mission-parts-condition = { $count ->
    [one] { $count } condition
   *[other] { $count } conditions
}
mission-parts-connection = { $count ->
    [one] { $count } connection
   *[other] { $count } connections
}
mission-parts-statement = { $count ->
    [one] { $count } policy statement
   *[other] { $count } policy statements
}
mission-parts-resource = { $count ->
    [one] { $count } resource
   *[other] { $count } resources
}
mission-parts-way = { $count ->
    [one] { $count } way
   *[other] { $count } ways
}
mission-parts-part = { $count ->
    [one] { $count } part
   *[other] { $count } parts
}
mission-parts-of-condition = { $met } of { $count } conditions met
mission-parts-of-connection = { $met } of { $count } in place
mission-parts-of-statement = The policy statements that decide
mission-parts-of-resource = { $met } of { $count } resources right
mission-parts-of-way = { $met } of { $count } ways taken
mission-parts-of-part = { $met } of { $count } parts met
mission-line-open = line { $line } · Open in editor
mission-open-in-editor = Open in editor
mission-hint-of = Hint { $level } of { $count }
mission-hints-shown = { $count ->
    [one] Hint shown
   *[other] All { $count } hints
}
mission-broken-line = Line { $line }
mission-broken = { $more ->
    [0] Mend it first: what stands after it may be graded wrongly.
    [one] Mend it first: what stands after it may be graded wrongly. One more is marked in the template.
   *[other] Mend it first: what stands after it may be graded wrongly. { $more } more are marked in the template.
}
mission-remark-error = Error
mission-remark-warning = Warning
mission-remark-info = Note
mission-template = Your template
mission-template-starter = The starter template
mission-line-is = Line { $line }: { $text }
mission-lossy = This file is not UTF-8. What could not be read is shown as �; save it as UTF-8.
mission-truncated = Only the first { $count } lines are shown. The whole file is graded.
mission-compared-with = Compared with
mission-against-starter = Starter
mission-against-previous = Save before
mission-against-solution = Solution
mission-changes = Changes in your template
mission-changes-not-started = Here you will see what you changed. Nothing is changed before you start.
mission-legend-removed = removed
mission-legend-added = added
mission-legend-only-solution = only in the solution
mission-legend-only-yours = only in yours
mission-same-starter = Nothing is changed yet: this is the starter.
mission-same-previous = Nothing differs from the save before.
mission-same-solution = Your template is the solution, to the letter.
mission-solution-locked = The solution unlocks when every criterion passes. There is often more than one: yours counts when the criteria say so.
mission-diff-added = Added:
mission-diff-removed = Removed:
mission-diff-folded = { $count ->
    [one] 1 unchanged line
   *[other] { $count } unchanged lines
}
mission-origin-start = starter
mission-origin-restore = restored
mission-origin-undo = restore undone
mission-save-score = { $passed } of { $total }
mission-history-not-started = Every save will be kept here, with its score. You can look at each and go back to it.
mission-history-one = This is where you started. Your next save appears here.
mission-looking-at = You are looking at the save of { $time }
mission-looking-newer = A newer save has been graded meanwhile: { $passed } of { $total } criteria pass.
mission-looking-text = Your file is as you left it.
mission-back-to-now = Back to now
mission-restore = Restore this save
mission-restored = The save of { $time } is in your file again.
mission-can-undo = The last restore can be taken back.
mission-undo = Undo restore
mission-undone = Your file is as it was before the restore.
mission-hints-choose = Choose a criterion to see its hints.
mission-hints-none = This criterion has no hints.
mission-hints-none-met = This criterion is met: there is nothing left to hint at.
mission-hints-none-undecided = This criterion can’t be decided on your template, so no edit can be suggested. Its card says what is missing for that.
mission-hints-none-unreadable = Your template can’t be read right now. Mend the error that is shown there first; then there is a hint again.
mission-hints-none-noEdit = The author left no hints here, and no single edit would meet this criterion. Its card says what is missing.
mission-hints-none-sealed = This criterion is part of a test: what it expects is not told.
mission-hints-from-grader = From the grader, about your template as it is now.
mission-hints-not-started = { $count ->
    [one] One hint waits here. Start the mission to see it.
   *[other] { $count } hints wait here, one at a time. Start the mission to see them.
}
mission-hints-intro = { $count ->
    [one] One hint, when you want it.
   *[other] { $count } hints, one at a time: each says a little more.
}
mission-hint-level = { $level } · { $kind }
mission-hint-concept = what it is about
mission-hint-where = where to look
mission-hint-value = what kind of value
mission-hint-written = what to write
mission-hint-show = Show hint { $level } of { $count }
mission-hint-next-kind = { $left ->
    [one] { $kind } · the last one
   *[other] { $kind } · { $left } left
}
mission-hints-all = These are all. The rest is yours.
mission-passed-title = Every criterion passes
mission-passed-text = The reference solution is unlocked: see how it differs from yours.
mission-seal-rim = MISSION ARCHITECT
mission-seal-word = PASSED
mission-next = Next: { $title }
mission-part-two = Part two: { $title }
mission-second-part = Second part of
mission-made-offline = Made offline from seed { $seed }, and proven on this machine. No AI wrote it.
mission-keep = already met: do not break it
mission-keep-broken = The starter met this: something that you changed broke it.
mission-changed-things = { $changes ->
    [one] 1 thing changed
   *[other] { $changes } things changed
}
mission-broken-from = { $changes ->
    [one] 1 thing was changed over night in your own template of
   *[other] { $changes } things were changed over night in your own template of
}
mission-sabotage = Break it for me
mission-sabotage-text = Makes a new mission: your own template, broken in one to three ways, to be found and mended. This one stays as it is.
mission-sabotaging = Breaking it…
mission-sabotaged = { $changes ->
    [one] 1 thing in your own template was changed over night. Find and mend it.
   *[other] { $changes } things in your own template were changed over night. Find and mend them.
}
mission-go-next = Go on to the next mission
mission-save-hints = { $count ->
    [one] 1 hint
   *[other] { $count } hints
}
mission-save-hint = hints to level { $level }: { $label }
mission-see-solution = Compare with the solution
mission-not-watched = This template is not being watched
mission-not-watched-text = Another window may be working on another mission. Saves are not graded until it is watched again.
mission-watch-again = Watch it
mission-missing = The template is not there
mission-missing-text = was deleted or moved. Put it back and it is watched as before, or begin again from the starter.
mission-unreadable = The template cannot be read
mission-unreadable-text = What you see is the last save that could be read.
mission-read-again = Read and grade it now
mission-link = The template became a link to somewhere else
mission-link-text = The link is not followed. Start again here to go on with what it leads to, or put a file in its place.
mission-start-again = Start again here
mission-put-back = Put my last save back
mission-copy-path = Copy the path
mission-copied = The path is copied.
mission-open-folder = Open the folder
mission-actions = This mission
mission-next-criterion = Next criterion
mission-previous-criterion = Previous criterion
mission-open-selected = Open the criterion’s line in the editor
mission-reveal-hint = Reveal the next hint

## Time machine

time-slider = Saves, the oldest first
time-value = save { $number } of { $count }, { $time }, { $passed } of { $total } pass
time-criteria = Criteria at this save
time-verdict-none = Not there yet
time-legend = What the signs mean
time-all-met = everything met
time-mark-a = A
time-mark-b = B
time-pause-minutes = { $count } min
time-pause-hours = { $count } h
time-pause-days = { $count } d
time-count = { $count ->
    [one] 1 save
   *[other] { $count } saves
}
time-last-green = Last all green
time-no-green = No save met every criterion yet.
time-at-green = You are looking at it.
time-problem = The saves could not be listed
time-moment = The save that is looked at
time-save-of = Save { $number } of { $count }
time-before = The save before
time-after = The save after
time-flip-before = The last save that changed a verdict
time-flip-after = The next save that changed a verdict
time-first = This is the starter, as you found it.
time-first-kept = This is the oldest save that is kept.
time-no-flips = No verdict changed with this save.
time-flips = What changed with this save
time-flip = { $before } → { $after }
time-compare = Compare with this save
time-compare-instead = Compare with this one instead
time-compared = Two saves compared
time-marked = Save { $number } is marked as A. Look at another save to see what differs.
time-unmark = Stop comparing
time-column-criterion = Criterion
time-column-a = A: save { $number }
time-column-b = B: save { $number }
time-row-score = Met
time-no-difference = Every criterion stands the same in both.
time-show-changes = Show what differs in the text
time-menu = All saves
time-slider-keys = On the line of saves
time-keys-one = One save back or on
time-keys-ten = Ten saves back or on
time-export = Export all saves…
time-exported = { $count ->
    [one] 1 save was written to { $path }.
   *[other] { $count } saves were written to { $path }.
}
time-delete = Delete older saves…
time-delete-none = Only the newest save is there, and that one stays.
time-delete-question = { $count ->
    [one] Delete 1 older save?
   *[other] Delete { $count } older saves?
}
time-delete-text = All saves together take { $size }. What is deleted cannot be brought back.
time-delete-stays = The newest save stays, and your file is not touched. What you have passed stays passed.
time-delete-export = Export them first if you may want to look at one again.
time-delete-keep = Keep them
time-delete-yes = { $count ->
    [one] Delete 1 save
   *[other] Delete { $count } saves
}
time-deleted = { $count ->
    [one] 1 older save was deleted. The newest is kept, and your file is as it was.
   *[other] { $count } older saves were deleted. The newest is kept, and your file is as it was.
}

## Template editor

editor-edit-here = Edit here
editor-save = Save
editor-discard = Discard
editor-done = Done
editor-action-save = Save what is edited here
editor-action-discard = Discard what is edited here
editor-action-done = End editing here
editor-saving = Saving…
editor-unsaved = Not saved yet
editor-unsaved-not-kept = Not saved yet, and lost when the window closes: save it
editor-decide-first = Choose a version first
editor-happened-opened = As it is in the file
editor-happened-saved = Saved and graded
editor-happened-unchanged = Nothing to save: the file says the same
editor-happened-reloaded = The file was changed outside; this is how it is now
editor-happened-discarded = Discarded. { $undo } brings it back
editor-happened-took-theirs = Taken from the file. { $undo } brings yours back
editor-happened-decide = As it is in the file
editor-happened-merged = Merged, saved and graded
editor-problem-lines = { $count ->
    [one] 1 line to look at
   *[other] { $count } lines to look at
}
editor-no-problem-lines = Nothing to look at
editor-next-problem = Next line to look at
editor-no-problems = There is nothing to look at in this template.
editor-problem-at = Line { $line }. { $text }
editor-how-short = Tab indents; Esc, then Tab, leaves the text.
editor-how-edit = Tab indents. Press Escape, then Tab, to leave the text. F8 goes to the next line to look at, Shift F8 to the one before.
editor-how-read = Only to read. F8 goes to the next line to look at, Shift F8 to the one before. Enter opens a line in your editor.
editor-not-loaded = The editor could not be loaded
editor-cannot-load = This system’s web view is too old for it. Edit the file in your own editor: each save is graded here.
editor-locked = This template cannot be edited here
editor-understood = All right
editor-problem-save = Nothing in the file was changed, and what you typed is kept here. Put right what stands in the way, then save again.
editor-problem-look = The file could not be read just now. What you typed is kept here.
editor-save-again = Save again
editor-conflict = The file was changed outside while you were typing
editor-conflict-text = Both versions are kept: nothing is written until you choose.
editor-conflict-merge = Go through both
editor-conflict-mine = Keep mine
editor-conflict-theirs = Take the file’s
editor-merge-all-mine = Keep all of mine
editor-merge-all-theirs = Take all of the file’s
editor-merging = Both versions, place by place
editor-legend-theirs = in the file
editor-legend-mine = typed here
editor-merge-left = { $count ->
    [one] 1 place is left to choose.
   *[other] { $count } places are left to choose.
} What you do not choose stays as you typed it.
editor-merge-decided = Every place is chosen: save it.
editor-chunk-mine = Keep mine
editor-chunk-theirs = Take the file’s
editor-draft = What you typed here ({ $time }) is not saved
editor-draft-text = It is kept here, beside the file, until you save or discard it.
editor-draft-kept = What you typed in the template is not saved yet. It is kept here until you come back.
editor-draft-back = Go back to it
editor-draft-continue = Go on editing
editor-draft-discard = Discard…
editor-draft-question = Discard it for good?
editor-draft-yes = Discard it
editor-draft-no = Keep it
editor-find = Find
editor-replace-with = Replace with
editor-find-next = Next
editor-find-previous = Previous
editor-find-all = All
editor-match-case = Match case
editor-regexp = Regular expression
editor-by-word = Whole words
editor-replace = Replace
editor-replace-all = Replace all
editor-close = Close
editor-current-match = current match
editor-on-line = on line
editor-replaced-matches = replaced $ matches
editor-replaced-on-line = replaced match on line $
editor-go-to-line = Go to line
editor-go = Go
editor-folded-lines = Folded lines
editor-unfolded-lines = Unfolded lines
editor-to = to
editor-folded-code = folded lines
editor-unfold = unfold
editor-fold-line = Fold line
editor-unfold-line = Unfold line
editor-control-character = Control character
editor-selection-deleted = Selection deleted
editor-unchanged-lines = $ unchanged lines
mission-against-last-green = Last all green
mission-against-attempt = A save
mission-against-which = Which save
mission-against-save = Save { $number }: { $time }, { $passed } of { $total }
mission-against-choose = Choose a save
mission-same-last-green = Nothing differs from the last save that passed everything.
mission-same-attempt = Nothing differs from that save.
mission-no-green = No save has passed every criterion yet. When one does, you can always see what you changed since.
mission-no-attempt = Choose the save that your template is compared with.

## Diagram
diagram-label = Architecture, drawn
diagram-how = Right and left follow the connections, up and down go to the neighbours, Page Up and Page Down to everything in turn. With Shift the arrow keys stop at connections, and below a box at its roles and log groups. Enter opens the line, Space folds a group, plus, minus, 0 and F change the size, Escape leaves. The same follows as a list.
diagram-keys = Arrow keys walk the graph; Enter opens the line.
diagram-keys-along = Along connections
diagram-keys-beside = To the neighbours
diagram-keys-shift = To connections, roles and log groups
diagram-keys-turn = To everything in turn
diagram-keys-line = Open its line
diagram-keys-fold = Fold or unfold a group
diagram-keys-size = Larger, smaller
diagram-keys-actual = Actual size
diagram-keys-fit = Fit all of it
diagram-counts = { $resources ->
    [one] 1 resource
   *[other] { $resources } resources
}, { $connections ->
    [one] 1 connection
   *[other] { $connections } connections
}{ $missing ->
    [0] .
   *[other] , { $missing } missing.
}
diagram-named = { $label }, { $rest }
diagram-rest = { $service }, { $state }
diagram-missing = missing
diagram-state-none = nothing asked
diagram-state-pass = met
diagram-state-unknown = can’t tell yet
diagram-state-fail = not met
diagram-state-ghost = missing
diagram-edge = { $from } { $relation } { $to }, { $state }
diagram-relation-references = refers to
diagram-relation-reaches = reaches
diagram-relation-dependsOn = depends on
diagram-relation-delivers = delivers to
diagram-relation-deadLettersTo = sends dead letters to
diagram-relation-assumes = assumes the role
diagram-relation-containedIn = is contained in
diagram-relation-protects = protects
diagram-relation-notifies = notifies
diagram-relation-logsTo = logs to
diagram-relation-encryptsWith = encrypts with
diagram-via = through { $id }
diagram-holds = { $count ->
    [one] 1 resource inside
   *[other] { $count } resources inside
}
diagram-more = +{ $count }
diagram-badge-role = role
diagram-badge-policy = resource policy
diagram-badge-logs = log group
diagram-badge-key = key
diagram-badge-guard = security group
diagram-about = { $count ->
    [one] Asked: { $labels }
   *[other] Asked: { $labels }
}
diagram-list = List
diagram-as-list = Architecture as a list
diagram-as-picture = Architecture as a picture
diagram-list-label = Architecture, as a list
diagram-list-to = { $relation } { $label }
diagram-list-from = { $from } { $relation } { $to }
diagram-badges-of = Belongs to { $label }
diagram-connections-of = Connections of { $label }
diagram-open-line = Open line { $line } in your editor
diagram-fold = Fold
diagram-unfold = Unfold
diagram-zoom = Size of the picture
diagram-zoom-in = Larger (+)
diagram-zoom-out = Smaller (−)
diagram-zoom-whole = Actual size (0)
diagram-zoom-now = { $percent } %, back to actual size
diagram-percent = { $percent } %
diagram-fit = Fit
diagram-fit-all = Fit all of it (F)
diagram-actions = Architecture
diagram-export = Export
diagram-export-save = Save as
diagram-export-copy = Copy as text
diagram-export-svg = SVG
diagram-export-png = PNG
diagram-export-mermaid = Mermaid
diagram-export-dot = Graphviz (DOT)
diagram-export-text = Plain text
diagram-export-problem = The picture was not taken along: { $reason }
diagram-copied = The picture is on the clipboard, as text
diagram-saved = Saved to { $path }
diagram-icons-problem = Your own icons could not be read, so glyphs are drawn: { $reason }
diagram-problem = The picture could not be drawn
diagram-stale = The picture is of the last template that could be read.
diagram-back-soon = The picture is drawn as soon as the template can be read.
diagram-partial = The picture shows what could be read.
diagram-blanks = { $count ->
    [one] One blank is still open. What criteria make of this picture is shown once it is answered.
   *[other] { $count } blanks are still open. What criteria make of this picture is shown once they are answered.
}
diagram-many = { $count } resources: enlarge to read, or walk with the arrow keys.
diagram-empty = No resources yet
diagram-empty-how = Add the first one under Resources in your template and save: it is drawn here.
diagram-empty-start = The starter has no resources. Start the mission, add the first one and save: it is drawn here.

## Blanks
blanks-action = Answer the blanks
blanks-action-as-typed = Write the answer as it is typed
blanks-action-keep = Keep mine: refuse the correction
blanks-answered = { $answered } of { $total } answered
blanks-how = Tab from blank to blank, Enter answers, Esc takes back
blanks-all = All are answered. The criteria say which are right.
blanks-all-right = All are answered, and right.
blanks-of-now = These are the blanks of your file as it is now.
blanks-veiled = What is missing is said once all blanks are answered. Hints are there at once.
blanks-template = Your template with its blanks
blanks-example = e.g. { $example }
blanks-choose = choose…
blanks-label = { $ask } (blank { $position } of { $of })
blanks-not-written = not written yet: Enter writes it
blanks-became = became
blanks-corrected-spoken = { $from } was written as { $to }. { $why }
blanks-keep-mine = Keep mine
blanks-anyway = Write it anyway
blanks-lost-title = Not found any more
blanks-lost-text = The template was changed around these. They are answered in the file now.
blanks-lost-draft = You had typed “{ $text }”.

## Links in someone else's text
link-leads-to = Leads to
link-copy = Copy the address
link-copied = Copied
link-refused = Not copied: mark it and copy it by hand

## Charts
chart-as-table = As a table

## Bedrock in the shell
nav-usage = Usage
nav-new-missions = { $count ->
    [one] 1 new mission is ready
   *[other] { $count } new missions are ready
}
nav-dead-letters = { $count ->
    [one] 1 mission failed for good
   *[other] { $count } missions failed for good
}
action-usage = Usage
action-queue = Queue
action-queue-words = jobs dead letters bedrock
action-connect = Connect Bedrock
action-connect-words = aws credentials model key region
bedrock-off = Bedrock: off
bedrock-missing = Bedrock: not connected
bedrock-connected = Bedrock · { $model } · { $region }
bedrock-not-aws = not AWS
bedrock-paused = paused
bedrock-paused-why = Bedrock: { $why }
bedrock-generating = { $count } generating
bedrock-why-no-credentials = no credentials
bedrock-why-expired-credentials = credentials expired
bedrock-why-invalid-credentials = credentials refused
bedrock-why-access-denied = access denied
bedrock-why-access-form = access form missing
bedrock-why-marketplace = Marketplace
bedrock-why-clock-skew = clock is wrong
bedrock-why-daily-quota = day’s quota used up
bedrock-why-zero-quota = quota is zero
bedrock-why-no-region = no region
bedrock-why-budget = budget used up
bedrock-why-locked = credentials locked
bedrock-why-off = switched off
bedrock-pause-title = The queue is paused
bedrock-pause-until = It goes on by itself at { $time }.
bedrock-trouble-title = The queue waits
bedrock-breaker-title = Bedrock keeps failing
bedrock-breaker-text = Nothing is lost: it is tried again by itself. Missions that need no network are ready all the same.
bedrock-breaker-in = again in { $seconds } s
bedrock-breaker-now = trying again
bedrock-offline = Offline missions
bedrock-settings = Settings
bedrock-budgets = Budgets
bedrock-resume = Resume
bedrock-resume-action = Resume the queue
bedrock-resumed = The queue goes on.
bedrock-try-now = Try now
bedrock-test-again = Test again
bedrock-testing = Testing…
bedrock-test-good = Bedrock answers. The queue goes on.
bedrock-mission-ready = “{ $title }” is ready.
bedrock-mission-open = Open
bedrock-mission-failed = “{ $title }” could not be made. { $reason }
bedrock-mission-why = See why

## Usage
usage-title = Usage
usage-meta = What Bedrock was asked and what it cost, from the ledger on this machine
usage-range = Stretch of time
usage-range-day = 24 hours
usage-range-week = 7 days
usage-range-month = This month
usage-range-all = All
usage-show-range = Show: { $range }
usage-shown = { $range }: { $amount } spent
usage-failed = The usage could not be read
usage-disagrees = The ledger does not add up
usage-disagrees-next = Budgets are held against the higher figure. “Check everything” in Settings looks at the data; a copy of it helps those who mend this.
usage-adds-up = The ledger adds up: every call, its tokens and its charge agree with the budgets’ counters.
usage-empty-title = Nothing spent yet
usage-empty-text = Bedrock is connected. What missions and the mentor cost is counted here, call by call.
usage-empty-off = Bedrock is not connected, so nothing costs anything. Bundled missions, grading and the authors’ hints work without it.
usage-empty-button = Go to the missions
usage-spent = Spent
usage-tokens = Tokens
usage-token-count = { $count } tokens
usage-calls = Calls
usage-calls-failed = { $count } failed
usage-calls-unknown = { $count } with unknown end
usage-throttled = Throttled
usage-from-cache = Answers kept
usage-from-cache-note = used again, unpaid
usage-first = First text
usage-whole = Whole answer
usage-median = median
usage-by-day = Spend by day
usage-by-day-summary = { $days ->
    [one] { $amount } on 1 day. Days are UTC, as AWS bills.
   *[other] { $amount } on { $days } days. Days are UTC, as AWS bills.
}
usage-bar = { $when }: { $amount } · { $calls ->
    [one] 1 call
   *[other] { $calls } calls
} · { $tokens } tokens
usage-by-model = Spend by model and purpose
usage-row = { $amount } · { $tokens } tokens · { $calls ->
    [one] 1 call
   *[other] { $calls } calls
}
usage-kinds = Tokens by kind
usage-input = Input
usage-output = Output
usage-cache-read = Cache read
usage-cache-write = Cache written
usage-column-day = Day
usage-column-usd = USD
usage-column-model = Model
usage-column-purpose = For
usage-column-failed = Failed
usage-column-unknown = Unknown end
usage-column-charged = Tokens charged
usage-column-kind = Kind
usage-column-budget = Budget
usage-column-unit = In
usage-column-used = Used
usage-column-reserved = Reserved
usage-column-limit = Limit
usage-column-state = State
usage-column-measured = Until
usage-column-median = Median
usage-column-p95 = 95th percentile
usage-purpose-mission = missions
usage-purpose-repair = repairs
usage-purpose-hint = hints
usage-purpose-question = questions
usage-purpose-test = tests
usage-budgets-none = No budget is set.
usage-budgets-set = Set one
usage-budgets-change = Change
usage-budget-name = { $scope }, { $window }
usage-budget-of = { $used } of { $limit }
usage-budget-reserved = { $amount } reserved
usage-budget-good = fits
usage-budget-near = nearly used up
usage-budget-full = used up
usage-speed = How long calls took
usage-speed-summary = { $count ->
    [one] 1 whole answer, from its start
   *[other] { $count } whole answers, from their start
}
usage-speed-amount = { $median } · p95 { $p95 }
usage-queue = Queue
usage-queue-failed = The queue could not be read
usage-queue-counts = { $ready } waiting, { $leased } running
usage-queue-calls = { $calls } of { $limit } calls
usage-queue-empty = Nothing waits. A mission that you ask for is queued here until it is proven.
usage-dead-letters = { $count ->
    [one] 1 dead letter
   *[other] { $count } dead letters
}
usage-jobs = Jobs
usage-jobs-more = { $count ->
    [one] Show 1 more
   *[other] Show more ({ $count } left)
}
usage-job-waiting = waiting
usage-job-later = put off
usage-job-running = running
usage-job-dead = dead letter
usage-job-done = done
usage-job-cancelled = cancelled
usage-due-now = due now
usage-due-seconds = in { $seconds } s
usage-due-minutes = in { $minutes } min
usage-due-at = at { $time }
usage-lease-until = lease until { $time }
usage-receives = received { $count } ×
usage-snoozes = put off { $count } ×
usage-last-error = Last error
usage-redrive = Try again
usage-redrive-title = Try again: { $title }
usage-redrive-all = Try all dead letters again
usage-redrive-done = “{ $title }” is in the queue again.
usage-discard = Discard
usage-discard-question = Discard it for good?
usage-discard-done = “{ $title }” is discarded.
usage-keep = Keep
usage-cancel = Cancel
usage-cancel-title = Cancel: { $title }
usage-cancel-done = “{ $title }” is taken back.
usage-history = History
usage-job-model = Job { $id } · { $model }
usage-event-enqueued = queued
usage-event-leased = received
usage-event-snoozed = put off
usage-event-retried = put back
usage-event-expired = lease ran out
usage-event-orphaned = taken up again
usage-event-done = done
usage-event-dead = dead letter
usage-event-redriven = tried again
usage-event-discarded = discarded
usage-event-cancelled = cancelled

## Settings: model
model-title = Bedrock
model-text = Writes missions and answers as the mentor, with your own AWS account. Everything else works without it.
model-failed = How Bedrock is reached could not be read
model-credentials = Credentials
model-credentials-aws = AWS profile
model-credentials-aws-text = a profile, SSO, credential_process, an assumed role or the environment
model-credentials-pasted = A pasted key
model-credentials-pasted-text = a Bedrock API key or access keys, kept where you say
model-credentials-off = Off
model-credentials-off-text = Bedrock is never called
model-profile = Profile
model-profile-default = The environment’s, or “default”
model-profiles-none = No AWS profile was found on this machine. “aws configure sso” makes one; without the AWS CLI, paste a key instead.
model-region = Region
model-region-text = Empty: the profile’s or the environment’s.
model-model = Model
model-model-text = { $label }. An inference profile, a model id or an ARN.
model-mentor = Model of the mentor
model-mentor-text = { $label }. Empty: the same as for missions.
model-more = How hard it is asked
model-callsAtOnce = Calls at once
model-callsAtOnce-text = 1 to { $most }. Fewer are made while Bedrock asks to slow down.
model-visibilityMinutes = Minutes until a job that went silent is taken up again
model-visibilityMinutes-text = 1 to { $most }. Work that goes on renews it.
model-number-wrong = Not saved: a whole number from 1 to { $most }.
model-sqs-strict = Count throttles as tries
model-sqs-strict-text = as SQS would: after three of them a mission fails. Otherwise it waits as long as it takes.
model-test = Test connection
model-test-text = A tiny call that costs well under a cent.
in-force-ready = Ready to be asked
in-force-source = Asks as
in-force-endpoint = Endpoint
in-force-not-aws = This endpoint is not AWS’s: your template, your questions and the signed requests go there. AWS_ENDPOINT_URL_BEDROCK_RUNTIME, AWS_ENDPOINT_URL or the profile’s endpoint_url sets it.
in-force-off = Bedrock is off
in-force-off-text = Bundled missions, grading and the authors’ hints work as always. Nothing is sent, nothing costs anything.
in-force-missing = Not connected
in-force-over-variable = { $name } is set too; what is in force wins over it.
in-force-over-profile = The profile “{ $name }” is there too; what is in force wins over it.
key-source-bearerFromEnvironment = the Bedrock API key in AWS_BEARER_TOKEN_BEDROCK
key-source-bearer = the Bedrock API key that you pasted
key-source-keys = the access keys that you pasted
key-source-environment = the access keys in the environment
key-source-profile = the profile “{ $name }” ({ $kind })
profile-kind-keys = access keys
profile-kind-sso = IAM Identity Center
profile-kind-process = credential_process
profile-kind-role = assumes a role
profile-kind-other = another source
next-off = Connect it in Settings to have missions written and questions answered; bundled missions, grading and the authors’ hints need none of it.
next-paste = Paste a Bedrock API key or access keys, or choose an AWS profile.
next-paste-again = Paste the credentials again, or choose an AWS profile.
next-paste-new = Paste new credentials; those that are kept do not hold any more.
next-unlock-file = Unlock the encrypted file with its passphrase; it stays open until the program ends.
next-unlock-keyring = Unlock the keyring and try again, or keep the credentials for this run or in an encrypted file.
next-sso-login = Run `aws sso login --profile { $profile }`; it is noticed by itself.
next-credential-process = Run the `credential_process` of the profile `{ $profile }` by hand to see what it says, or sign in again as your organisation wants it.
next-bearer-variable = Make a new Bedrock API key and put it into AWS_BEARER_TOKEN_BEDROCK, or unset that variable to use the profile; start the program again then.
next-key-variables = Put new keys into AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, or unset them to use the profile; start the program again then.
next-wait-or-raise-budget = Wait until enough of it has passed, or raise the budget in Settings.
next-raise-budget = Raise the budget in Settings.
next-doctor = Try again; `mission doctor` says what is wrong with the program’s own data.
next-throttled = Nothing to do: it is tried again by itself. If it stays like this, ask for a higher quota in Service Quotas.
next-unavailable = Nothing to do: it is tried again by itself.
next-model-not-ready = Nothing to do: it is tried again by itself.
next-offline = Check the network, the proxy and the region; it is tried again by itself.
next-no-credentials = Choose a profile or enter a key in Connect Bedrock, or run `aws configure`.
next-expired-credentials = Sign in again (for a profile with SSO: `aws sso login`), or enter a new key in Connect Bedrock.
next-invalid-credentials = Enter the key again in Connect Bedrock, or choose another profile; a key may have been deleted or typed wrong.
next-access-denied = Ask whoever runs the account to allow bedrock:InvokeModelWithResponseStream on the inference profile and on its model in every region it routes to.
next-access-form = Open the model in the Bedrock console, fill in the use case form, and try again after 15 minutes.
next-marketplace = Have somebody with AWS Marketplace permissions open the model once in the Bedrock console, check the account’s payment method, and try again after 15 minutes.
next-clock-skew = Set the clock of this computer (switch on automatic time) and try again.
next-daily-quota = Wait until the next day, choose another model, or ask for a higher quota in Service Quotas.
next-zero-quota = Ask for a quota in Service Quotas or open a support case with AWS; trying again does not help until then.
next-no-region = Set a region with Bedrock, for example us-east-1, in Connect Bedrock or in the profile.
next-needs-profile = Use the id of an inference profile: the model id with global., us., eu., apac., jp. or au. before it.
next-no-such-model = Check the model id and the region, or choose another model.
next-unsupported-output = Choose another model; this one cannot be held to a form of answer in this way.
next-model-timeout = Try again; if it happens every time, try another model or region.
next-model-stream = Try again; if it happens every time, try another model or region.
next-internal = Try again; if it happens every time, try another model or region.
next-interrupted = Try again; if it happens every time, try another model or region.
next-stalled = Try again; if it happens every time, try another model or region.
next-garbled = Try again; if it happens every time, try another model or region.
next-invalid = Choose another model or ask for less; if it stays, please report it.
next-unknown = Check the endpoint and the network’s sign-in page; if it stays, please report it.
test-found-region = Calls go to the region { $region }.
test-found-credentials = In force: { $source }.
test-found-endpoint = Calls go to { $endpoint }.
test-found-clock = This machine’s clock is right enough for AWS.
test-found-model = { $model } answered.
paste-kind = What is pasted
paste-kind-bearer = Bedrock API key
paste-kind-accessKeys = Access keys
paste-bearer = Bedrock API key
paste-key-id = Access key ID
paste-secret = Secret access key
paste-token = Session token, for temporary keys
paste-place = Where it is kept
paste-passphrase = Passphrase, at least { $count } characters
paste-again = Passphrase again
paste-save = Save key
paste-saved = The key is kept. It is not shown again.
paste-problem-key = Paste the Bedrock API key: one word without spaces.
paste-problem-key-id = An access key ID is capital letters and digits, such as AKIA… or ASIA….
paste-problem-secret = Paste the secret access key that belongs to this ID.
paste-problem-token = An ID that begins with ASIA is temporary: paste its session token too.
paste-problem-passphrase = The passphrase is too short: it needs at least 8 characters.
paste-problem-again = The two passphrases differ.
vault-keyring = The system’s keyring
vault-keyring-available = encrypted by your login
vault-keyring-noBus = There is no session bus, so no keyring can be reached. Start the program from a desktop session, or under dbus-run-session.
vault-keyring-locked = It is locked, or did not answer within 3 seconds. Answer its prompt or unlock it, then try again.
vault-keyring-denied = It refused access. Allow Mission Architect when it asks, then try again.
vault-keyring-unavailable = It does not work. Check the system’s keyring (on Linux, install and start one, such as GNOME Keyring or KWallet), then start the program again.
vault-keyring-says = The system says: { $words }
vault-keyring-note-waits = It still waits, perhaps for its password; what was asked of it before will not be carried out.
vault-keyring-note-goneThrough = A change that was reported as failed went through later and could not be undone. Look at what is stored, and forget or replace it.
vault-memory = This run only
vault-memory-text = forgotten when the program ends
vault-file = An encrypted file
vault-file-text = asks for its passphrase once in each run
held-bearer = Bedrock API key
held-accessKeys = Access keys
held-unknown = Credentials
held-mark = { $kind } …{ $mark }
held-locked = locked
held-passphrase = Passphrase
held-unlock = Unlock
held-unlocked = The encrypted file is unlocked for this run.
held-forget = Forget
held-forget-question = Forget it for good?
held-forgotten = { $place }: forgotten.
test-step-region = Region
test-step-credentials = Credentials
test-step-endpoint = Endpoint
test-step-clock = Clock
test-step-model = Model
test-next = What to do:
test-good = It works.
test-good-facts = First text after { $time }, for { $cost }.

## Settings: budgets and prices
budgets-title = Budgets
budgets-text = What may be spent at most. A call that would go over is not made. Empty is no limit, 0 is nothing at all.
budgets-failed = The budgets could not be read
budgets-what = What the limit is about
budgets-none = no limit
budgets-field = { $scope }, { $window }, { $unit }
budgets-save = Save budgets
budgets-reset = Undo changes
budgets-saved = The budgets are in force.
budgets-problem-amount = An amount in USD is written like 5 or 0.25.
budgets-problem-digits = An amount has at most nine digits after the point.
budgets-problem-whole = Tokens are a whole number, like 200000.
budgets-problem-large = That is more than this program counts to. Leave the field empty for no limit.
budget-scope-all = Everything
budget-scope-missions = Missions
budget-scope-mentor = Mentor
budget-window-tenMinutes = 10 minutes
budget-window-day = today
budget-window-month = this month
budget-column-tenMinutes = 10 minutes
budget-column-day = Day (UTC)
budget-column-month = Month (UTC)
budget-unit-usd = USD
budget-unit-tokens = tokens
prices-title = Prices
prices-text = USD for a million tokens. Quotes and charges are worked out with them; what AWS bills is what counts.
prices-failed = The prices could not be read
prices-bundled = As of { $date }, as they came with the program
prices-from-file = As of { $date }, from
prices-problem-next = The prices that came with the program are used until it is mended.
prices-edit = Edit prices…
prices-opened = Opened { $path }. A change counts from the next call on.
prices-again = Read the file again

## Connect Bedrock
connect-open = Connect Bedrock
connect-title = Connect Bedrock
connect-text = With your own AWS account. Nothing is sent before you test it, and budgets keep the cost where you want it.
connect-who = Who asks
connect-profile = Profile “{ $name }”
connect-chain = The environment
connect-chain-text = AWS variables, or the default profile
connect-pasted = A pasted key
connect-pasted-text = a Bedrock API key or access keys
connect-test = Connect and test
connect-later = Not now
connect-done = Done
connect-new = New mission
connect-next = Where to go now:
connect-next-text = ask for a mission of your own, or open any mission and ask the mentor.

## Mentor
mentor-name = Mentor
mentor-you = You:
mentor-conversation = Conversation with the mentor
mentor-exchange = Asked { $time }
mentor-empty = Ask what you like about this mission. The mentor reads your template along, without its secrets, and does not print the solution.
mentor-load-problem = The conversation could not be read
mentor-level-1 = Nudge
mentor-level-2 = Where
mentor-level-3 = Similar case
mentor-level-4 = Everything
mentor-level-1-text = A question that points in the right direction
mentor-level-2-text = Which resource and which property to look at
mentor-level-3-text = A worked example of another, similar case
mentor-level-4-text = Prints the solution of this criterion
mentor-hint-on = Hint of the mentor on “{ $criterion }”
mentor-ask = Ask the mentor…
mentor-send = Ask
mentor-stop = Stop
mentor-price = ≈ { $likely }, at most { $most }
mentor-price-unknown = (no price is known for this model: the dearest is used)
mentor-length = { $count } of { $most } characters.
mentor-too-long = { $count } characters: at most { $most } can be asked.
mentor-not-asked = Not asked.
mentor-over-budget = Over budget: nothing is asked.
mentor-fits-at = There is room again at { $time }.
mentor-budgets = Budgets
mentor-connect = Connect Bedrock
mentor-off = The mentor needs Amazon Bedrock.
mentor-off-text = It answers questions about your own template, at cents each.
mentor-off-works = The author’s hints, grading and everything else work without it.
mentor-elsewhere = This reply is still being written, in another window or a terminal.
mentor-stopped = You stopped it here.
mentor-failed = It broke off.
mentor-withheld = Held back.
mentor-cost = { $usd } · { $tokens } tokens
mentor-cost-none = nothing charged
mentor-cost-detail = { $tokens } tokens on { $model }
mentor-copy = Copy this reply
mentor-copied = Copied
mentor-newest = Jump to newest
mentor-sent = What is sent
mentor-sent-text = Word for word what would go to Bedrock if you asked now. Nothing is sent by looking.
mentor-sent-to = To { $model }: about { $likely }, at most { $most }.
mentor-scrubbed = Left out of your template
mentor-scrubbed-none = Nothing in it looks like a secret.
mentor-scrubbed-line = Line { $line }: { $kind }
mentor-search = Search conversations
mentor-search-where = Where
mentor-search-all = All missions
mentor-search-here = This mission
mentor-search-hint = Looks through what you asked and what was answered.
mentor-search-none = Nothing about “{ $words }” was said.
mentor-search-found = { $count ->
    [one] 1 place found
   *[other] { $count } places found
}
mentor-forget = Delete this conversation
mentor-forget-question = { $count ->
    [one] Delete this question and its reply for good?
   *[other] Delete all { $count } questions and replies for good?
}
mentor-forget-yes = Delete
mentor-forget-no = Keep
mentor-action-ask = Ask the mentor
mentor-action-hint = Ask the mentor for a hint: { $level }
mentor-action-stop = Stop the mentor
mentor-happening-asking = Asking the mentor.
mentor-happening-answering = The mentor is answering.
mentor-happening-done = The mentor has answered.
mentor-happening-stopped = Stopped. What came is kept.
mentor-happening-failed = The reply broke off.
mentor-happening-withheld = The reply was held back.
mentor-happening-notAsked = Nothing was asked.
mentor-happening-forgotten = The conversation is deleted.

## Proofs of suggested changes
proof-counts = Checked: fixes { $fixes }, breaks { $breaks }
proof-nothing = Checked: it changes no verdict
proof-would-pass = Would pass
proof-would-fail = Would not pass any more
proof-unverified = Not verified
proof-unverified-why = Not verified: { $why }
proof-check = Check this
proof-checking = Checking…
proof-failed = It could not be checked. { $why }

## New mission
new-title = New mission
new-way = How it is made
new-way-offline = Offline
new-way-bedrock = Bedrock
new-text-offline = Made and proven on this machine, at once. No AI writes it.
new-text-bedrock = Written by a model on Bedrock, then proved on this machine before you get it.
new-make-offline = Make one offline
new-seed-open = Make it from a seed
new-seed = Seed
new-seed-any = a new one is drawn
new-seed-hint = The same seed, wishes and version give the same mission, here and on any other machine.
new-seed-wrong = A seed is a whole number from 0 to 9,007,199,254,740,991.
new-not-made = None was made.
new-free = Costs nothing
new-free-text = put together from architectures that were written by hand; no account, no network
new-make = Make it
new-making = Making…
new-topic = What should it be about?
new-topic-example = A ticket shop that falls over when sales open
new-topic-long = { $count } characters: at most { $most }.
new-services = Services
new-services-any = Any
new-services-hint-bedrock = Names with commas between them; empty leaves the choice to the model.
new-services-hint-offline = Names with commas between them; empty takes any.
new-services-remove = Take out { $service }
new-level-any = Any
new-model = Model: { $model }
new-model-other = Another model for this mission
new-model-hint = A model id, an inference profile or an ARN; empty is the one in Settings.
new-price = About { $likely }, at most { $most }
new-price-of = with one round of mending, at prices of { $date }
new-price-unknown = no price is known for this model: the dearest of { $date } is used
new-not-now = Not now
new-ask = Ask for it
new-asking = Asking…
new-asked = “{ $title }” is in the queue. You can go on with something else meanwhile.
new-failed = Not asked for.
new-offline = There now, and free: bundled missions near to this
new-offline-none = The bundled missions work offline and cost nothing.

## Generated missions
generated-title = Made for you
generated-filter = Which of the missions made for you
generated-all = All { $count }
generated-filter-generating = On their way { $count }
generated-filter-ready = Ready { $count }
generated-filter-failed = Failed { $count }
generated-filter-cancelled = Cancelled { $count }
generated-failed = The missions made for you could not be listed
generated-none = None is in this state now.
generated-more = Load more
generated-shown = { $shown } of { $total }
generated-any-level = Any level
generated-start = start
generated-phase-waiting = Waits for its turn.
generated-phase-snoozed = Bedrock cannot take it right now.
generated-see-why = See why
generated-see-less = Less
generated-phase-paused = Waits: the queue is paused.
generated-phase-waitsForBudget = Waits until the budget has room for it.
generated-phase-writing = The model writes: { $received } characters so far.
generated-phase-proving = Proving the mission: each criterion must be able to fail.
generated-phase-repairing = The model mends what the proof found: { $received } characters so far.
generated-phase-elsewhere = Another program works on it.
generated-phase-ready = It is ready.
generated-phase-failed = It failed.
generated-phase-cancelled = You took it back. Nothing more is charged.
generated-due = Next try in { $left }.
generated-due-now = Trying again.
generated-before = Tried before: { $why }
generated-kept = Nothing is lost.
generated-nothing-more = Nothing more is charged.
generated-state-working = generating
generated-state-waiting = waiting
generated-state-ready = ready
generated-state-failed = failed
generated-state-cancelled = cancelled
generated-cancel = Cancel
generated-discard = Discard
generated-discard-question = Discard this mission for good?
generated-keep = Keep it

