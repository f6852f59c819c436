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
minutes = { $count } min
part-of = { $part } of { $whole }

## Levels and services
level-foundation = Foundation
level-associate = Associate
level-professional = Professional
service-apigateway = API Gateway
service-cloudwatch = CloudWatch
service-dynamodb = DynamoDB
service-ec2 = EC2
service-ecs = ECS
service-efs = EFS
service-eks = EKS
service-elb = Load Balancing
service-events = EventBridge
service-eventbridge = EventBridge
service-iam = IAM
service-kinesis = Kinesis
service-kms = KMS
service-lambda = Lambda
service-logs = CloudWatch Logs
service-rds = RDS
service-route53 = Route 53
service-s3 = S3
service-secretsmanager = Secrets Manager
service-sns = SNS
service-sqs = SQS
service-ssm = Systems Manager
service-stepfunctions = Step Functions
service-vpc = VPC

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
event-stream-broken = The window does not hear of saves. Close it and open it again.

## Actions and keys
group-go = Go to
group-window = Window
group-missions = Missions
action-missions = Missions
action-progress = Progress
action-settings = Settings
action-resume = Resume “{ $title }”
action-palette = All actions
action-keys = Keys
action-search = Search missions
action-theme-light = Light theme
action-theme-dark = Dark theme
action-theme-system = Theme of the system
palette-title = Actions
palette-hint = Every action and every mission, by name
palette-placeholder = What do you want to do?
palette-nothing = Nothing is called that.
palette-mission-words = open mission
keys-title = Keys
keys-hint = Letters work while no field is typed in.
keys-moving = Moving
keys-arrows = Move in lists
keys-enter = Open
keys-escape = Close, or leave a field

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
missions-meta = { $passed } of { $total } passed · everything here works offline
missions-search = Search missions, services, skills
missions-filter-level = Level
missions-filter-service = Service
missions-filter-state = State
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
settings-editor = Editor
settings-editor-text = Where templates open, at the line that a criterion is about.
settings-editor-first = The first one found
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
mission-resize-right = Width of the hints pane
mission-tab-brief = Brief
mission-tab-criteria = Criteria
mission-tab-history = History
mission-tab-template = Template
mission-tab-changes = Changes
mission-hints = Hints
mission-close-hints = Close hints
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
mission-start-watch = Each time you save, it is graded here, on this machine
mission-start-aside = No account, no network, nothing is deployed.
mission-read-starter = Read the starter first
mission-starter-note = The starter, as you will get it. Start the mission to edit it.
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
mission-saves = Saves, the newest first
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

## Links in someone else's text
link-leads-to = Leads to
link-copy = Copy the address
link-copied = Copied
link-refused = Not copied: mark it and copy it by hand
