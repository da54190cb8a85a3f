//! What a user can want: every action once, with its word for key maps and its label for help, footer and palette.
//! Knows no key and no state.

use super::viewport::Motion;
use crate::text::words;

words! {
    /// Something that a key, a click or the palette asks for.
    pub enum Action("action") {
        // Moving.
        Up = "up", "up";
        Down = "down", "down";
        Left = "left", "left";
        Right = "right", "right";
        PageUp = "page_up", "page up";
        PageDown = "page_down", "page down";
        HalfUp = "half_up", "half a page up";
        HalfDown = "half_down", "half a page down";
        First = "first", "first";
        Last = "last", "last";
        NextPane = "next_pane", "next pane";
        PreviousPane = "previous_pane", "previous pane";
        Open = "open", "open";
        Back = "back", "back";

        // The query.
        EditQuery = "edit_query", "search";
        LeaveQuery = "leave_query", "keep the query";
        Complete = "complete", "complete the word";
        TextLeft = "text_left", "cursor left";
        TextRight = "text_right", "cursor right";
        TextWordLeft = "text_word_left", "word left";
        TextWordRight = "text_word_right", "word right";
        TextHome = "text_home", "start of the line";
        TextEnd = "text_end", "end of the line";
        DeleteBack = "delete_back", "delete backwards";
        DeleteForward = "delete_forward", "delete forwards";
        DeleteWord = "delete_word", "delete the word before";
        DeleteWordForward = "delete_word_forward", "delete the word after";
        DeleteToStart = "delete_to_start", "delete to the start";
        DeleteToEnd = "delete_to_end", "delete to the end";
        ClearQuery = "clear_query", "clear words and filters";
        HistoryBack = "history_back", "earlier query";
        HistoryForward = "history_forward", "later query";

        // Filters and the profile.
        Filters = "filters", "filters";
        Include = "include", "include the value";
        Exclude = "exclude", "leave the value out";
        ClearGroup = "clear_group", "clear the group";
        CycleLevel = "cycle_level", "next level";
        CycleStage = "cycle_stage", "next stage";
        CycleDeployment = "cycle_deployment", "next deployment";
        CycleKind = "cycle_kind", "next kind";
        CycleLanguage = "cycle_language", "next language";
        CycleReadiness = "cycle_readiness", "next readiness";
        PremiumSupport = "premium_support", "Premium Support: yes, no, unknown";
        EnterpriseLicense = "enterprise_license", "enterprise licence: yes, no, unknown";
        ShowGone = "show_gone", "archived and removed ones too";

        // The list.
        Mark = "mark", "mark";
        MarkRange = "mark_range", "mark from the last mark to here";
        ClearMarks = "clear_marks", "clear all marks";
        Sort = "sort", "sort";
        ReverseSort = "reverse_sort", "reverse the order";
        Pin = "pin", "pin";
        Pins = "pins", "pinned ones";
        Recents = "recents", "recently opened ones";
        Views = "views", "saved views";
        SaveView = "save_view", "copy this view for the configuration";

        // The detail pane.
        ScrollUp = "scroll_up", "scroll the detail up";
        ScrollDown = "scroll_down", "scroll the detail down";
        ToggleDetail = "toggle_detail", "show or hide the detail";
        MoveDetail = "move_detail", "detail beside or below";
        Zoom = "zoom", "the detail alone, or back";
        Find = "find", "find in the text";
        FindNext = "find_next", "next match";
        FindPrevious = "find_previous", "previous match";

        // Further screens.
        Compare = "compare", "compare the marked";
        Chart = "chart", "the chart";
        Check = "check", "check";

        // Taking it away.
        Copy = "copy", "copy";
        CopySlug = "copy_slug", "copy the slug";
        CopyName = "copy_name", "copy the name";
        CopyId = "copy_id", "copy the definition id";
        CopyImage = "copy_image", "copy image:tag";
        CopyUrl = "copy_url", "copy the docs' address";
        CopyJson = "copy_json", "copy JSON";
        CopyMarkdown = "copy_markdown", "copy a Markdown row";
        CopyTerraform = "copy_terraform", "copy a Terraform block";
        CopyPyairbyte = "copy_pyairbyte", "copy a PyAirbyte line";
        CopyQuery = "copy_query", "copy the query";
        OpenDocs = "open_docs", "docs";
        OpenMore = "open_more", "open a link";
        OpenGuide = "open_guide", "open the migration guide";
        OpenSource = "open_source", "open the source code";
        OpenIssues = "open_issues", "open the issues";
        Accept = "accept", "take it";
        MarkAndDown = "mark_and_down", "mark and go down";

        // The program.
        Refresh = "refresh", "refresh";
        Cancel = "cancel", "cancel the refresh";
        Help = "help", "help";
        Palette = "palette", "all commands";
        Theme = "theme", "next theme";
        Mouse = "mouse", "mouse on or off";
        WideColumns = "wide_columns", "more or fewer columns";
        Redraw = "redraw", "draw anew";
        Suspend = "suspend", "suspend";
        Quit = "quit", "quit";
        Abort = "abort", "quit at once";
        /// Binds a key to nothing.
        Noop = "noop", "nothing";
    }
}

impl Action {
    /// How it moves over lines, if it does.
    pub fn motion(self) -> Option<Motion> {
        let motion = match self {
            Self::Up | Self::ScrollUp => Motion::Lines(-1),
            Self::Down | Self::ScrollDown => Motion::Lines(1),
            Self::PageUp => Motion::Pages(-1),
            Self::PageDown => Motion::Pages(1),
            Self::HalfUp => Motion::Halves(-1),
            Self::HalfDown => Motion::Halves(1),
            Self::First => Motion::First,
            Self::Last => Motion::Last,
            _ => return None,
        };
        Some(motion)
    }
}
